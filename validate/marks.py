"""The score of a row against what became of its indicator. Each row gives one check, under one of the codes C01–C07."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Form, Indicator, Report
from validate.checks import not_checked
from validate.coefficients import Coefficient, coefficient
from validate.comparing import alike
from validate.figures import figure
from validate.judging import HARSHER, JUDGES, NO_RATIO, Coded
from validate.methods import methods_of, noted_rule, own_rule, proportion_printed, steps_of
from validate.model import Check, Subject
from validate.rounding import rounds_to
from validate.scales import EXECUTION, Of, Scale, scale_of
from validate.scored import CHECK, Scored
from validate.scoring import case_of
from validate.sums import has_column, left_empty
from validate.wording import COLUMNS, result, where

GROUPED = Message("与其他行合并计分，不能逐行核对", "scored together with other rows")
NO_WEIGHT = Message("“分值”或“得分”未填，或表中无此栏", "weight or score is missing")
OUT_OF_BOUNDS = Message("得分不在 0 至分值之间", "the score does not lie between 0 and the weight")
OWN_RULE = Message("表中另有计分办法，不按比例核对", "the form prints a scoring rule of its own")


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
    scored = Scored(form, row, case, score, weight._replace(shown=str(weight.number)))  # 15% are 15 points of 100
    code, check = JUDGES[case.status](scored)
    stepped = _by_scale(scored) or _by_steps(scored)
    if stepped is not None:
        return code, stepped
    if check.status == "fails" and own_rule(form, row) is not None:
        return code, not_checked(subject, OWN_RULE, check.evidence)
    printed = coefficient(row)
    return (code, check) if printed is None else _by_coefficient(scored, printed, code, check)


def _by_scale(one: Scored) -> Check | None:
    """The score under a method of bands that says what the result earns; None where none does."""
    for text in methods_of(one.row):
        scale = scale_of(text, one.row.level_3)
        value = _measured(one, scale.of) if scale else None
        due = scale.due(value, one.weight.exact) if scale and value is not None else ()
        if scale and value is not None and due:
            return _on_scale(one, scale, value, due)
    return None


def _measured(one: Scored, of: Of) -> Fraction | None:
    """The percentage a scale is about: the result itself, or the share of the target that was reached."""
    case, done = one.case, figure(one.row.actual)
    percent = done is not None and done.value.unit == "%" and not case.converted
    named = EXECUTION if of == "execution" else ("完成率", "完成比例")
    if done is not None and percent and (of == "own" or any(word in one.row.level_3 for word in named)):
        return done.exact
    return case.actual / case.target * 100 if of == "rate" and case.target > 0 and case.towards == "up" else None


def _on_scale(one: Scored, scale: Scale, value: Fraction, due: tuple[Fraction, ...]) -> Check:
    formula = f"{result(value, '%')} → {' / '.join(dict.fromkeys(map(result, due)))}"
    if any(rounds_to(exact, one.score.number) for exact in due):
        return one.holds(formula)
    says = Message(
        f"按表中计分办法“{scale.text}”，{result(value, '%')} 应得 {result(due[0])}，表中填列 {one.score.printed}，"
        f"二者不符。{CHECK.zh}",
        f"by the form's own “{scale.text}”, {result(value, '%')} earns {result(due[0])}; stated {one.score.printed}. "
        f"{CHECK.en}",
    )
    return replace(one.fails(says, formula, result(due[0]), "warning"), computed=result(due[0]))


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
    at, (target, actual) = where(one.form, one.subject), one.texts()
    says = Message(
        f"{at.zh}：指标值 {target}，完成值 {actual}，按比例应得 {check.expected}；表中按得分系数 {formula} "
        f"计得 {one.score.printed}。请说明系数的依据。",
        f"{at.en}: target {target}, actual {actual}: {check.expected} is due in proportion; the form scores {formula} "
        f"= {one.score.printed}. What is the coefficient based on?",
    )
    return code, replace(check, severity="query", message=says)
