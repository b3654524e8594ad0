"""A07: the full-year budget of the total row against the sum of its parts."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import ARITHMETIC
from validate.divisions import division_checks
from validate.fundsums import sum_checks
from validate.integration import net_checks
from validate.model import Check, Context
from validate.rule import rule


@rule(
    "A07",
    "full-budget-differs-from-parts",
    "error",
    Message("全年预算总额与分项合计不符", "the full-year budget is not the sum of its parts"),
    ARITHMETIC,
)
def full_budget_differs_from_parts(form: Form, context: Context) -> Iterator[Check]:
    """In the column of the full-year budget each row with parts is their sum; two divisions of it are equal.

    A budget net of integrated funds is what is left of it.
    """
    yield from sum_checks(form, "full_budget")
    yield from division_checks(form)
    yield from net_checks(form)
