"""A01: the execution rate as printed against executed ÷ budget."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import FORM_NOTE
from validate.funds import head
from validate.model import Check, Context
from validate.rates import bases, rate_check
from validate.rule import rule


@rule(
    "A01",
    "execution-rate-differs",
    "error",
    Message("执行率与执行数、预算数不符", "the execution rate is not executed ÷ budget"),
    FORM_NOTE,
)
def execution_rate_differs(form: Form, context: Context) -> Iterator[Check]:
    """The printed rate of the total row is executed ÷ budget, by the profile's denominator or another permitted one."""
    line = head(form)
    if line is not None:
        yield rate_check(form, line, bases(form, line, context.profile))
