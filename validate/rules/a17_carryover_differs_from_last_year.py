"""A17: what a project carried over against what it left unspent the year before."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Form, FundLine, Report
from validate.basis import PRACTICE
from validate.checks import Computation, recomputed
from validate.claims import IN_YUAN
from validate.figures import Figure, figure
from validate.funds import budget, in_wan
from validate.model import Check, Subject
from validate.rule import batch_rule
from validate.series import years

ASK = Message(
    "请说明差额去向（收回、调剂或口径不同）。",
    "What became of the difference: recalled, moved elsewhere, or counted otherwise?",
)


@batch_rule(
    "A17",
    "carryover-differs-from-last-year",
    "query",
    Message("上年结转与上年结余不符", "the carry-over is not what last year left"),
    PRACTICE,
)
def carryover_differs_from_last_year(reports: tuple[Report, ...]) -> Iterator[tuple[Report, Check]]:
    """Where two years of a project are in one run: its carry-over is last year's budget less what was spent."""
    for own, before in years(reports):
        yield from ((own.report, check) for check in _checks(own.form, before.form))


def _checks(form: Form, before: Form) -> Iterator[Check]:
    last = before.fund_total
    planned, spent = (figure(budget(before, last)), figure(last.executed)) if last else (None, None)
    factor = _factor(before, form)
    for line in form.funds:
        stated = figure(budget(form, line))
        if line.kind == "carryover" and stated and planned and spent and factor is not None:
            yield _check(form, line, stated, planned, spent, factor)


def _factor(before: Form, form: Form) -> tuple[int, int] | None:
    """How many units of this year's form one unit of last year's is, as a pair; None if either names no unit."""
    there, here = IN_YUAN.get(before.money_unit or ""), IN_YUAN.get(form.money_unit or "")
    return (there, here) if there and here else None


def _check(
    form: Form, line: FundLine, stated: Figure, planned: Figure, spent: Figure, factor: tuple[int, int]
) -> Check:
    there, here = factor
    left = (planned.exact - spent.exact) * there / here
    scale = "" if there == here else f" × {there}/{here}"
    formula = f"({planned.printed} − {spent.printed}){scale}" if scale else f"{planned.printed} − {spent.printed}"
    if left < 0:
        formula = f"max({formula}, 0)"
    computation = Computation(max(left, Fraction(0)), formula, (planned, spent))
    subject, gap = Subject(line.label, "full_budget"), in_wan(form, stated.exact - left)
    return replace(recomputed(form, subject, stated, computation, ask=ASK, amount=gap), form=form.form)
