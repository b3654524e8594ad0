"""A14: the rates printed on the rows under the total against their own amounts."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import FORM_NOTE
from validate.funds import budget, head, positive
from validate.model import Check, Context
from validate.rates import bases, rate_check
from validate.rule import rule
from validate.sums import filled


@rule(
    "A14",
    "part-rate-differs",
    "warning",
    Message("分项执行率与执行数、预算数不符", "the rate of a part is not executed ÷ budget"),
    FORM_NOTE,
)
def part_rate_differs(form: Form, context: Context) -> Iterator[Check]:
    """The rate printed on a row under the total is that row's executed ÷ budget; rows without a budget have no rate."""
    for line in form.funds:
        if line is not head(form) and filled(line.execution_rate) and positive(budget(form, line)):
            yield rate_check(form, line, bases(form, line, context.profile))
