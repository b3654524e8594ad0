"""A01: the execution rate as printed against executed ÷ budget."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import FORM_NOTE
from validate.checks import not_checked
from validate.funds import head
from validate.model import Check, Context
from validate.rates import bases, rate_check, states_execution_rate
from validate.rule import rule

OWN_FORMULA = re.compile(r"[/÷](?!.*预算)")  # worked out on something else than a budget
OWN = Message("该指标自列计算公式，分母不是预算数", "the row prints a formula of its own, on no budget")


@rule(
    "A01",
    "execution-rate-differs",
    "error",
    Message("执行率与执行数、预算数不符", "the execution rate is not executed ÷ budget"),
    FORM_NOTE,
)
def execution_rate_differs(form: Form, context: Context) -> Iterator[Check]:
    """The printed rate of the total row is executed ÷ budget, by the profile's denominator or another permitted one.

    An indicator called 预算执行率 is held to the same amounts: a warning, for it may be about part of them.
    """
    line = head(form)
    if line is None:
        return
    permitted = bases(form, line, context.profile)
    rows = [row for row in form.indicators if states_execution_rate(row)]
    if line.execution_rate is not None or not rows or not permitted:
        yield rate_check(form, line, permitted)
    for row in rows if permitted else ():
        check = rate_check(form, replace(line, label=row.level_3, execution_rate=row.actual), permitted)
        if check.status != "not_checked":
            yield _of_a_row(row, check)


def _of_a_row(row: Indicator, check: Check) -> Check:
    """A rate stated by an indicator; 100 % may be capped."""
    if check.status != "fails":
        return check
    capped = row.actual is not None and row.actual.number == 100 and Decimal((check.computed or "").rstrip("%")) > 100
    if capped:
        return replace(check, status="holds", message=None, expected=None, suspects=None)
    if row.score_method is not None and OWN_FORMULA.search(row.score_method.text):
        return not_checked(check.subject, OWN, check.evidence)
    return replace(check, severity=check.severity or "warning")
