"""B06: indicators with a target but without a score, or with one below zero."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import SYSTEM
from validate.checks import all_hold, fails
from validate.figures import figure
from validate.funds import head
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.sums import filled, left_empty

BLANK = Message("有指标值而得分未填。请补填得分。", "there is a target but no score. Please fill in the score.")

UNSCORED = Message(
    "执行率、分值已填而得分未填。请补填得分。", "rate and weight are given but no score. Please fill in the score."
)


@rule(
    "B06",
    "score-missing-or-negative",
    "warning",
    Message("得分未填或为负数", "a score is missing or negative"),
    SYSTEM,
)
def score_missing_or_negative(form: Form, context: Context) -> Iterator[Check]:
    """Every indicator with a target has a score of at least zero, and so has an execution rate with a weight."""
    yield from _of_execution(form)
    rows = [row for row in form.indicators if row.score is not None and filled(row.target) and not left_empty(row)]
    found = [check for row in rows if (check := _defect(form, row)) is not None]
    yield from found
    if rows and not found:
        yield all_hold(Subject("", "score"), [row.score for row in rows])


def _of_execution(form: Form) -> Iterator[Check]:
    """The score cell of the total row, where its weight and its rate or amount are filled in; else A05 speaks of it."""
    line = head(form)
    if line is None or line.score is None or not line.score.blank or line.score.text.strip():
        return
    stands = next((cell for cell in (line.execution_rate, line.executed) if filled(cell)), None)
    if figure(line.weight) is not None and line.weight is not None and stands is not None:
        yield fails(form, Subject(line.label, "score"), UNSCORED, line.score, [line.weight, stands])


def _defect(form: Form, row: Indicator) -> Check | None:
    subject, score = Subject(row.level_3, "score"), figure(row.score)
    if row.score is not None and row.score.blank:
        return fails(form, subject, BLANK, row.score, [row.target] if row.target else [])
    if score is not None and score.number < 0:
        says = Message(f"填列 {score.printed}，得分不应为负数。", f"stated {score.printed}; a score is not negative.")
        return fails(form, subject, says, score.value, formula=f"{score.printed} ≥ 0", expected="≥ 0")
    return None
