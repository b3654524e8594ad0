"""A06: the initial budget of the total row against the sum of its parts."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import ARITHMETIC
from validate.fundsums import sum_checks
from validate.model import Check, Context
from validate.rule import rule


@rule(
    "A06",
    "initial-budget-differs-from-parts",
    "error",
    Message("年初预算总额与分项合计不符", "the initial budget is not the sum of its parts"),
    ARITHMETIC,
)
def initial_budget_differs_from_parts(form: Form, context: Context) -> Iterator[Check]:
    """In the column of the initial budget each row with parts is their sum."""
    yield from sum_checks(form, "initial_budget")
