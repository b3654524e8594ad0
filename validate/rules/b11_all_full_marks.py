"""B11: a form where every indicator has full marks."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import PRACTICE
from validate.checks import fails, holds, not_checked
from validate.figures import figure
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.sums import has_column, left_empty, numbers, units
from validate.wording import TOTAL_ROW, result

UNREAD = Message("有分值或得分未填或不是数值", "a weight or score is missing or not a number")


@rule(
    "B11",
    "all-full-marks",
    "query",
    Message("各项指标全部满分", "every indicator has full marks"),
    PRACTICE,
)
def all_full_marks(form: Form, context: Context) -> Iterator[Check]:
    """Not every indicator has full marks beside a full total. A screen for samples, once a form, no more than that."""
    if not form.indicators or not (has_column(form, "weight") and has_column(form, "score")):
        return
    scored = [unit for unit in units(form) if not any(left_empty(row) for row in unit.rows)]
    pairs = [(numbers(unit.cells("score")), numbers(unit.cells("weight"))) for unit in scored]
    total, subject = figure(form.total.score), Subject(TOTAL_ROW, "score")
    if total is None or not pairs or any(None in pair for pair in pairs):
        yield not_checked(subject, UNREAD)
        return
    full = sum(score == weight for score, weight in pairs)
    formula = f"{full}/{len(pairs)}"
    if full < len(pairs) or total.number != context.profile.total:
        yield holds(subject, total.value, formula=formula)
        return
    says = Message(
        f"{len(pairs)} 项指标全部满分，总分 {result(total.exact)}。可作为抽查佐证材料的线索。",
        f"all {len(pairs)} indicators have full marks, total {result(total.exact)}. A lead for sampling evidence.",
    )
    yield fails(form, subject, says, total.value, formula=formula)
