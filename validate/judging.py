"""What score follows from a target reached, missed, exceeded, late …: one judge a case, each check with its code."""

from collections.abc import Callable
from fractions import Fraction

from msgspec.structs import replace

from extract.message import Message
from validate.checks import not_checked
from validate.model import Check, Severity
from validate.reasons import reason_of
from validate.rounding import half_up, rounds_to, with_decimals
from validate.scored import CHECK, Scored
from validate.slips import one_digit
from validate.sums import finest_score
from validate.wording import result

Coded = tuple[str, Check]
UNSURE = Message(
    "指标以高为优还是以低为优不明，且已说明原因", "it is not clear whether more is better; a reason is given"
)
ELSEWHERE = Message("表中无逐行原因栏，原因或见其他栏目", "no reason cell by row; a section may explain it")
NO_RATIO = Message("时限未达，无比例计分可依", "late; no ratio can be formed")
EXPLAINED = ("given", "elsewhere")
# More taken off than in proportion, for a printed reason: a scale nobody stated may do so.
HARSHER: Severity = "warning"


def _reached(one: Scored) -> Coded:
    """Full marks, or a reason why not."""
    target, actual = one.texts()
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
    done, (target, actual) = one.case.printed[1], one.texts()
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
    (target, actual), over = one.texts(), one.case.status == "exceeded"
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
    target, actual = one.texts()
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
    target, actual = one.texts()
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
    target, actual = one.texts()
    says = Message(
        f"要求 {target}，实际 {actual}，晚于要求而得满分 {one.score.printed}。{CHECK.zh}",
        f"due {target}, done {actual}: late, yet full marks of {one.score.printed}. {CHECK.en}",
    )
    return "C02", one.fails(says, f"{target} → {actual}", f"< {one.weight.number}", "warning")


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
