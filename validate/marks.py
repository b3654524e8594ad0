"""The score of a row against what became of its indicator. Each row gives one check, under one of the codes C01–C07."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Form, Indicator, Report, Value
from validate.checks import Computation, fails, holds, not_checked, recomputed
from validate.coefficients import Coefficient, coefficient
from validate.comparing import alike
from validate.figures import Figure, figure
from validate.methods import noted_rule, own_rule, proportion_printed, steps_of
from validate.model import Check, Severity, Subject
from validate.reasons import reason_of
from validate.rounding import half_up, rounds_to, with_decimals
from validate.scoring import Case, case_of
from validate.slips import one_digit
from validate.sums import finest_score, has_column, left_empty
from validate.wording import COLUMNS, result, where

Coded = tuple[str, Check]

GROUPED = Message("与其他行合并计分，不能逐行核对", "scored together with other rows")
NO_WEIGHT = Message("“分值”或“得分”未填，或表中无此栏", "weight or score is missing")
OUT_OF_BOUNDS = Message("得分不在 0 至分值之间", "the score does not lie between 0 and the weight")
OWN_RULE = Message("表中另有计分办法，不按比例核对", "the form prints a scoring rule of its own")
UNSURE = Message(
    "指标以高为优还是以低为优不明，且已说明原因", "it is not clear whether more is better; a reason is given"
)
ELSEWHERE = Message("表中无逐行原因栏，原因或见其他栏目", "no reason cell by row; a section may explain it")
NO_RATIO = Message("时限未达，无比例计分可依", "late; no ratio can be formed")
CHECK = Message("请核对得分或说明计分办法。", "Please check the score or name the scoring rule.")
EXPLAINED = ("given", "elsewhere")
# More taken off than in proportion, for a printed reason: a scale nobody stated may do so.
HARSHER: Severity = "warning"


class Scored(NamedTuple):
    """A row with its case, and score and weight as figures; 0 ≤ score ≤ weight."""

    form: Form
    row: Indicator
    case: Case
    score: Figure
    weight: Figure

    @property
    def subject(self) -> Subject:
        return Subject(self.row.level_3, "score")

    @property
    def full(self) -> bool:
        return self.score.number == self.weight.number

    @property
    def values(self) -> list[Value]:
        """Target, actual value and weight, as operands."""
        cells = (self.row.target, self.row.actual, self.weight.value)
        return [cell for cell in cells if cell is not None]

    def shown(self) -> tuple[str, str]:
        """Target and actual value as operands of a formula."""
        if self.case.converted or len(self.case.printed) < 2:
            return result(self.case.target), result(self.case.actual)
        goal, done = self.case.printed
        return goal.printed, done.printed

    def holds(self, formula: str) -> Check:
        return holds(self.subject, self.score.value, *self.values, formula=formula)

    def fails(self, says: Message, formula: str, expected: str, severity: Severity | None = None) -> Check:
        return fails(
            self.form, self.subject, says, self.score.value, self.values,
            formula=formula, expected=expected, severity=severity,
        )  # fmt: skip

    def against(self, exact: Fraction, formula: str) -> Check:
        """The score against what a rule gives."""
        computation = Computation(exact, formula, (*self.case.printed, self.weight))
        return recomputed(self.form, self.subject, self.score, computation, ask=CHECK)


def marks(form: Form, report: Report, code: str) -> Iterator[Check]:
    """The checks of one code over all rows that are scored by numbers.

    A scored layout that lacks a column they need has one check in all, which says so.
    """
    lacking = next((column for column in ("weight", "target", "actual") if not has_column(form, column)), None)
    if not has_column(form, "score"):
        return
    if lacking is not None:
        if code == "C01":
            yield not_checked(Subject("", "score"), _no_column(lacking))
    else:
        for row in form.indicators:
            found = None if left_empty(row) else judged(form, row)
            if found is not None and found[0] == code:
                yield _by_note(report, form, row, found[1])


def _by_note(report: Report, form: Form, row: Indicator, check: Check) -> Check:
    """The check, left open where a note under the form has a scoring rule of its own; one that prints the proportion
    leaves no other scale open."""
    if check.status != "fails":
        return check
    if noted_rule(report):
        return not_checked(check.subject, OWN_RULE, check.evidence)
    return (
        replace(check, severity=None) if check.severity == HARSHER and proportion_printed(report, form, row) else check
    )


def _no_column(column: str) -> Message:
    name = COLUMNS[column]
    return Message(f"表中无“{name.zh}”栏，各行得分无从按比例核对", f"no {name.en} to hold the scores against")


def judged(form: Form, row: Indicator) -> Coded | None:
    """The check of a row with the code it belongs to; None for rows judged by words."""
    case, subject = case_of(row), Subject(row.level_3, "score")
    score, weight = figure(row.score), figure(row.weight)
    if case.status == "qualitative" and not (case.same and score and weight and 0 <= score.number < weight.number):
        return None
    if row.score_group is not None:
        return "C01", not_checked(subject, GROUPED)
    if case.status == "open":
        return "C01", not_checked(subject, case.why or NO_RATIO)
    if score is None or weight is None:
        return "C01", not_checked(subject, NO_WEIGHT)
    if not 0 <= score.number <= weight.number:
        return "C01", not_checked(subject, OUT_OF_BOUNDS, (score.seen("stated"), weight.seen("operand")))
    scored = Scored(form, row, case, score, weight)
    code, check = JUDGES[case.status](scored)
    stepped = _by_steps(scored)
    if stepped is not None:
        return code, stepped
    if check.status == "fails" and own_rule(form, row) is not None:
        return code, not_checked(subject, OWN_RULE, check.evidence)
    printed = coefficient(row)
    return (code, check) if printed is None else _by_coefficient(scored, printed, code, check)


def _by_steps(one: Scored) -> Check | None:
    """A missed target under a method of so many points a step; None where the method says anything else."""
    steps, case = steps_of(one.row), one.case
    if steps is None or case.status != ("below" if steps.falling else "exceeded") or case.converted:
        return None
    unit = case.printed[0].value.unit or ""
    if (steps.unit in ("百分点", "%")) != (unit == "%") or (unit != "%" and steps.unit and not alike(steps.unit, unit)):
        return None
    gap = abs(case.target - case.actual)
    due = steps.due(gap, one.weight.exact)
    by = "" if steps.each == 1 else f" ÷ {result(steps.each)}"
    formula = f"{one.weight.printed} − {result(gap)}{by} × {result(steps.off)}"
    if any(rounds_to(exact, one.score.number) for exact in due):
        return one.holds(formula)
    expected = result(due[0])
    says = Message(
        f"按表中计分办法“{steps.text}”，{formula} = {expected}，表中填列 {one.score.printed}，二者不符。{CHECK.zh}",
        f"by the form's own “{steps.text}”, {formula} = {expected}; stated {one.score.printed}. {CHECK.en}",
    )
    return replace(one.fails(says, formula, expected, "warning"), computed=expected)


def _by_coefficient(one: Scored, printed: Coefficient, code: str, check: Check) -> Coded:
    """A printed coefficient gives the score; where no rule gives the coefficient, it is the thing to ask about."""
    product, formula = printed.share * one.weight.exact, f"{printed.shown} × {one.weight.printed}"
    if not rounds_to(product, one.score.number):
        return "C01", one.against(product, formula)
    if check.status != "fails" or one.full or code not in ("C01", "C04"):
        return code, check
    at, (target, actual) = where(one.form, one.subject), _texts(one)
    says = Message(
        f"{at.zh}：指标值 {target}，完成值 {actual}，按比例应得 {check.expected}；表中按得分系数 {formula} "
        f"计得 {one.score.printed}。请说明系数的依据。",
        f"{at.en}: target {target}, actual {actual}: {check.expected} is due in proportion; the form scores {formula} "
        f"= {one.score.printed}. What is the coefficient based on?",
    )
    return code, replace(check, severity="query", message=says)


def _reached(one: Scored) -> Coded:
    """Full marks, or a reason why not."""
    target, actual = _texts(one)
    formula = f"{target} → {actual}; {one.score.printed} / {one.weight.printed}"
    if one.full:
        op = one.row.target.op if one.row.target else None
        threshold = len(one.case.printed) == 2 and one.case.target == 0 and op in (">=", ">")
        return ("C06" if threshold else "C04" if one.case.towards == "down" else "C01"), one.holds(formula)
    reason = reason_of(one.form, one.row)
    if reason.given == "given":
        return "C03", _of_another_result(one, formula) or one.holds(formula)
    if reason.given == "elsewhere":
        return "C03", not_checked(one.subject, ELSEWHERE, (one.score.seen("stated"),))
    says = Message(
        f"指标值 {target}，完成值 {actual}，已达到指标值，得 {one.score.printed} 分（分值 {one.weight.printed}），"
        "未见扣分原因。请说明。",
        f"target {target}, actual {actual}: reached, yet {one.score.printed} of {one.weight.printed}, no reason given. "
        "Why?",
    )
    return "C03", one.fails(says, formula, str(one.weight.number))


def _of_another_result(one: Scored, formula: str) -> Check | None:
    """A reason is given, but the score is in proportion to a result that differs from the printed one by one digit."""
    if len(one.case.printed) < 2 or one.case.converted or one.case.towards != "up" or not one.case.target:
        return None
    done, (target, actual) = one.case.printed[1], _texts(one)
    due = half_up(one.score.exact / one.weight.exact * one.case.target, done.decimals)
    exact = Fraction(due) / one.case.target * one.weight.exact
    plain = one.score.exact * 2 % 1 == 0  # points taken off by judgement are whole or half ones
    if plain or not rounds_to(exact, one.score.number) or not one_digit(due, done.number):
        return None
    says = Message(
        f"指标值 {target}，完成值 {actual}，已达到指标值，而得 {one.score.printed} 分（分值 {one.weight.printed}），"
        f"恰为完成值 {due} 的比例得分。请核对完成值与得分。",
        f"target {target}, actual {actual}: reached, yet {one.score.printed} of {one.weight.printed}, the very score "
        f"that {due} would earn. Please check both.",
    )
    return one.fails(says, formula, str(one.weight.number), "query")


def _below(one: Scored) -> Coded:
    """More is better and the target is missed: actual ÷ target × weight."""
    target, actual = one.shown()
    exact = one.case.actual / one.case.target * one.weight.exact
    formula = f"{actual} ÷ {target} × {one.weight.printed}"
    if not one.full:
        return "C01", _lenient(one, one.against(exact, formula), exact)
    return "C02", _full_marks(one, (exact,), f"{formula} = {result(exact)}")


def _exceeded(one: Scored) -> Coded:
    """Less is better and the target is exceeded: target ÷ actual × weight, or linear to nothing at twice the target."""
    (target, actual), case, weight = one.shown(), one.case, one.weight
    ratio = (case.target / case.actual * weight.exact, f"{target} ÷ {actual} × {weight.printed}")
    rest = max(Fraction(0), 2 - case.actual / case.target)
    linear = (rest * weight.exact, f"(1 - ({actual} - {target}) ÷ {target}) × {weight.printed}")
    if one.full:
        both = "; ".join(f"{formula} = {result(exact)}" for exact, formula in (ratio, linear))
        return "C05", _full_marks(one, (ratio[0], linear[0]), both)
    checks = [one.against(*variant) for variant in (ratio, linear)]
    best = min(checks, key=lambda check: ("holds", "explained", "fails").index(check.status))
    return "C04", best if best.status != "fails" else _lenient(one, _neither(one, ratio, linear), ratio[0])


def _lenient(one: Scored, check: Check, due: Fraction) -> Check:
    """A score below what is due may follow from a harsher scale that the unit has and did not print.

    No marks at all follow from all or nothing and are only asked about; fewer than due, with a reason beside them, are
    a breach of the usual scale, no false arithmetic. Without a reason, or with more than due, nothing of that holds.
    """
    if check.status != "fails" or one.score.exact >= due:
        return check
    if one.score.number == 0:
        return replace(check, severity="query")
    return replace(check, severity=HARSHER) if reason_of(one.form, one.row).given in EXPLAINED else check


def _neither(one: Scored, ratio: tuple[Fraction, str], linear: tuple[Fraction, str]) -> Check:
    first, second = (f"{formula} = {result(exact)}" for exact, formula in (ratio, linear))
    says = Message(
        f"{first}，或 {second}，表中填列 {one.score.printed}，均不符。{CHECK.zh}",
        f"{first}, or {second}; stated {one.score.printed} fits neither. {CHECK.en}",
    )
    return replace(one.fails(says, ratio[1], f"{result(ratio[0])} / {result(linear[0])}"), computed=result(ratio[0]))


def _full_marks(one: Scored, permitted: tuple[Fraction, ...], formula: str) -> Check:
    """Full marks for a missed target hold only where a permitted score rounds to them."""
    fine = with_decimals(one.score.number, finest_score(one.form))
    if any(rounds_to(exact, fine) for exact in permitted):
        return one.holds(formula)
    whole = any(rounds_to(exact, one.score.number) for exact in permitted)
    (target, actual), over = _texts(one), one.case.status == "exceeded"
    zh, en = ("超出指标值", "exceeded") if over else ("未达到指标值", "missed")
    if whole:
        zh, en = f"{zh}，其他行得分填至小数，本行取整", f"{en}; other scores have decimals, this one is whole"
    says = Message(
        f"指标值 {target}，完成值 {actual}，{zh}而得满分 {one.score.printed}（"
        f"{formula.replace('; ', '；')}）。{CHECK.zh}",
        f"target {target}, actual {actual}: {en}, yet full marks of {one.score.printed} ({formula}). {CHECK.en}",
    )
    due = result(permitted[0]) if permitted else f"< {one.weight.number}"
    failed = one.fails(says, formula.split(" = ")[0], due, "warning" if whole else None)
    return replace(failed, computed=due if permitted else None)


def _zero(one: Scored) -> Coded:
    """A target of zero is all or nothing."""
    target, actual = _texts(one)
    formula = f"{target} → {actual}; {one.score.printed} / {one.weight.printed}"
    kept, score = one.case.actual <= 0, one.score.number
    due = {one.weight.number} if kept else {0} if one.case.towards == "down" else {0, one.weight.number}
    explained = kept and score == 0 and reason_of(one.form, one.row).given == "given"
    if score in due or explained:
        return "C07", one.holds(formula)
    expected = "0 / " + str(one.weight.number) if len(due) > 1 else str(next(iter(due)))
    says = Message(
        f"指标值 {target}，完成值 {actual}，指标值为零时或得满分或不得分，应为 {expected}，表中填列 {score}。"
        f"{CHECK.zh}",
        f"target {target}, actual {actual}: a target of zero is all or nothing, {expected}; stated {score}. {CHECK.en}",
    )
    return "C07", one.fails(says, formula, expected)


def _threshold(one: Scored) -> Coded:
    """A threshold missed that allows no ratio: nothing is due."""
    target, actual = _texts(one)
    formula = f"{target} → {actual}; {one.score.printed} / {one.weight.printed}"
    if one.full:
        return "C02", _full_marks(one, (), f"{target} → {actual}")
    if one.score.number == 0:
        return "C06", one.holds(formula)
    says = Message(
        f"指标值 {target}，完成值 {actual}，未达到且无法按比例计分，填列 {one.score.printed}"
        f"（分值 {one.weight.printed}），没有计分办法可得出该得分。请说明计分依据。",
        f"target {target}, actual {actual}: missed, and no ratio can be formed; no rule gives {one.score.printed} "
        f"of {one.weight.printed}. What is it based on?",
    )
    return "C06", one.fails(says, formula, "0")


def _either(one: Scored) -> Coded:
    """Missed in one reading of the direction, reached in the other: only a score that fits neither is asked about."""
    target, actual = one.shown()
    if one.full:
        return "C01", one.holds(f"{target} → {actual}; {one.score.printed} / {one.weight.printed}")
    low = one.case.actual < one.case.target
    reading = one.case._replace(status="below" if low else "exceeded", towards="up" if low else "down")
    code, check = JUDGES[reading.status](one._replace(case=reading))
    if check.status != "fails":
        return code, check
    if reason_of(one.form, one.row).given != "blank":
        return "C03", not_checked(one.subject, UNSURE, check.evidence)
    says = Message(
        f"指标值 {target}，完成值 {actual}：以高为优或以低为优，应得 {check.expected} 或 {one.weight.number}，"
        f"填列 {one.score.printed}，未见扣分原因。请说明。",
        f"target {target}, actual {actual}: whichever is better, {check.expected} or {one.weight.number} is due; "
        f"stated {one.score.printed} without a reason. Why?",
    )
    return "C03", one.fails(says, check.formula or "", f"{check.expected} / {one.weight.number}")


def _late(one: Scored) -> Coded:
    """A date missed: full marks are asked about, anything less is the unit's own scale."""
    if not one.full:
        return "C01", not_checked(one.subject, NO_RATIO, (one.score.seen("stated"),))
    target, actual = _texts(one)
    says = Message(
        f"要求 {target}，实际 {actual}，晚于要求而得满分 {one.score.printed}。{CHECK.zh}",
        f"due {target}, done {actual}: late, yet full marks of {one.score.printed}. {CHECK.en}",
    )
    return "C02", one.fails(says, f"{target} → {actual}", f"< {one.weight.number}", "warning")


def _texts(one: Scored) -> tuple[str, str]:
    target, actual = one.row.target, one.row.actual
    return (target.text if target else "", actual.text if actual else "")


JUDGES: dict[str, Callable[[Scored], Coded]] = {
    "reached": _reached,
    "qualitative": _reached,
    "below": _below,
    "exceeded": _exceeded,
    "zero": _zero,
    "threshold": _threshold,
    "either": _either,
    "late": _late,
}
