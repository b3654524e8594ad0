"""A19: the rate of funds received as printed against what was received ÷ what was due."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Form, FundLine
from validate.basis import FORM_LAYOUT
from validate.checks import not_checked, recomputed
from validate.figures import Figure, figure
from validate.funds import UNITS_DIFFER, one_unit, under
from validate.model import Check, Context, Subject
from validate.rates import NO_BUDGET, in_percent, rate
from validate.rule import rule
from validate.sums import best

RATE = re.compile("到位.*(?:率|比例|进度|%)")
FORMULA = re.compile(r"[A-Za-z]\s*[/÷]\s*[A-Za-z]|[/÷].*预算")
DUE = re.compile("^扣除|应到位|应拨|计划到位|下达")
ASK = Message("请核对到位资金与到位率。", "Please check the amount received and its rate.")
NO_RECEIVED = Message("到位资金未填或不是数值", "the amount received is blank or no number")


@rule(
    "A19",
    "received-rate-differs",
    "warning",
    Message("到位率与到位资金、预算数不符", "the rate of funds received is not received ÷ due"),
    FORM_LAYOUT,
)
def received_rate_differs(form: Form, context: Context) -> Iterator[Check]:
    """到位率 is received ÷ any of the budgets its row prints; an error where the heading itself says what it is."""
    for line in form.funds:
        for header, stated in under(form, line, RATE, "rate"):
            check = _check(form, line, stated)
            told = check.status == "fails" and FORMULA.search(header) is not None
            yield replace(check, severity="error") if told else check


def _check(form: Form, line: FundLine, stated: Figure) -> Check:
    subject, received = Subject(line.label, "received_rate"), figure(line.received)
    if received is None:
        return not_checked(subject, NO_RECEIVED, (stated.seen("stated"),))
    due = [one for one in _due(form, line) if one.number > 0]
    if not due:
        return not_checked(subject, NO_BUDGET, (stated.seen("stated"), received.seen("operand")))
    if not one_unit((received, *due)):
        return not_checked(subject, UNITS_DIFFER, (stated.seen("stated"), received.seen("operand")))
    found = (rate(form, received, one) for one in due)
    return best(recomputed(form, subject, in_percent(stated, one), one, ask=ASK) for one in found if one is not None)


def _due(form: Form, line: FundLine) -> Iterator[Figure]:
    """What may have been due: the budget net of what was set aside, an amount headed so, the budgets of the row."""
    full, out = figure(line.full_budget), figure(line.integrated_out)
    if full is not None and out is not None:
        net = full.number - out.number
        yield Figure(replace(full.value, number=net), net)
    yield from (stated for _, stated in under(form, line, DUE))
    yield from (found for cell in (line.full_budget, line.initial_budget) if (found := figure(cell)) is not None)
