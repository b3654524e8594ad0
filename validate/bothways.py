"""A savings rate and an execution score that no single base gives: whichever is meant, the other has marks too many."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from extract.message import Message
from normalize.model import Form, FundLine
from validate.conclusions import band
from validate.execution import share
from validate.figures import Figure, figure
from validate.funds import head
from validate.model import Check, Evidence, Subject
from validate.profile import Profile
from validate.rounding import half_up, rounds_to
from validate.savings import Budget, Saving, implied_base, rate
from validate.scoring import case_of
from validate.wording import result, where


class Both(NamedTuple):
    """Two rows that exclude each other. due: what the execution scores on the base (middle) that the saving implies."""

    line: FundLine
    saving: Saving
    base: Budget
    execution: Figure
    weight: Figure
    saved: Figure
    middle: Decimal
    due: Decimal


def excluded(form: Form, profile: Profile, saving: Saving, base: Budget) -> Both | None:
    """The two rows, where more was spent than the budget, a saving is stated with marks, and the execution has more
    marks than it would have on the base that the saving implies.
    """
    line = head(form)
    score, weight, saved = (
        (figure(cell) for cell in (line.score, line.weight, saving.row.score)) if line else (None,) * 3
    )
    ends = implied_base(saving.stated, base.executed)
    overspent = rate(form, base).exact < 0 < saving.stated.exact
    if line is None or score is None or weight is None or saved is None or ends is None or not overspent:
        return None
    spent = 100 - saving.stated.exact
    exact = share(spent, profile.execution_score, profile.execution_steps) * weight.exact
    if not (saved.number > 0 and case_of(saving.row).status == "reached" and score.exact > exact):
        return None
    if rounds_to(exact, score.number):
        return None
    middle = half_up(base.executed.exact / (Fraction(spent) / 100), 2)
    return Both(line, saving, base, score, weight, saved, middle, half_up(exact, 2))


def contradiction(form: Form, profile: Profile, both: Both) -> Check:
    """The failing check of the execution score; both readings with their consequence, and one question."""
    subject = Subject(both.line.label, "score")
    at, base, stated = where(form, subject), both.base, both.saving.stated.printed
    true = f"{half_up(rate(form, base).exact, 2)}%"
    name, budget, spent = both.saving.row.level_3, base.budget.printed, result(100 - both.saving.stated.exact, "%")
    totals = _totals(form, both)
    zh, en = _of_totals(form, totals)
    says = Message(
        f"填列 {both.execution.printed}，与“{name}”{stated} 得 {both.saved.printed} 分不能同时成立。"
        f"以 {budget} 为预算，节约率为 {true}，该项不得分；以 {stated} 所隐含的 {both.middle} 为预算，"
        f"执行率为 {spent}，执行得分应为 {both.due}{zh}。两项各以何数为基数？",
        f"stated {both.execution.printed}, which excludes {both.saved.printed} points for “{name}” {stated}. "
        f"On a budget of {budget} the saving is {true} and earns nothing; on the {both.middle} that {stated} "
        f"implies, execution is {spent} and earns {both.due}{en}. On which figures are the two based?",
    )
    return Check(
        "fails",
        subject,
        stated=both.execution.value.text,
        formula=f"min({base.executed.printed} ÷ {both.middle}, 100%) × {both.weight.printed}",
        computed=str(both.due),
        severity="error",
        confidence="medium",
        changes_conclusion=_changes(form, profile, totals),
        evidence=_evidence(form, both),
        message=Message(f"{at.zh}：{says.zh}", f"{at.en}: {says.en}"),
    )


def _totals(form: Form, both: Both) -> tuple[Decimal, ...]:
    """The total score on either base."""
    total = figure(form.total.score)
    return () if total is None else (total.number - both.saved.number, total.number - both.execution.number + both.due)


def _of_totals(form: Form, totals: tuple[Decimal, ...]) -> tuple[str, str]:
    stated = figure(form.total.score)
    if stated is None or not totals:
        return "", ""
    first, second = (result(Fraction(total)) for total in totals)
    return (
        f"；总分相应为 {first} 或 {second}，表中为 {stated.printed}",
        f"; the total would be {first} or {second}, the form says {stated.printed}",
    )


def _changes(form: Form, profile: Profile, totals: tuple[Decimal, ...]) -> bool:
    """Whether the rating differs from the stated total's on either base."""
    stated = figure(form.total.score)
    if stated is None or not totals:
        return False
    return all(band(profile.rating, one) != band(profile.rating, stated.number) for one in totals)


def _evidence(form: Form, both: Both) -> tuple[Evidence, ...]:
    others = (both.saving.stated, both.saved, both.base.budget, both.base.executed, figure(form.total.score))
    return (both.execution.seen("stated"), *(one.seen("operand") for one in others if one is not None))
