"""A08: the executed amount of the total row against the sum of its parts."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import ARITHMETIC
from validate.fundsums import sum_checks
from validate.model import Check, Context
from validate.rule import rule


@rule(
    "A08",
    "executed-differs-from-parts",
    "error",
    Message("全年执行总额与分项合计不符", "the executed amount is not the sum of its parts"),
    ARITHMETIC,
)
def executed_differs_from_parts(form: Form, context: Context) -> Iterator[Check]:
    """In the column of the executed amount each row with parts is their sum."""
    yield from sum_checks(form, "executed")
