"""B13: a scored form without a total score."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import FORM_LAYOUT
from validate.checks import fails, holds, not_checked
from validate.figures import figure
from validate.model import Check, Context, Evidence, Subject
from validate.rule import rule
from validate.sums import CUT, has_column, perhaps_cut
from validate.wording import TOTAL_ROW

ABSENT = Message("各行计分，但表中没有总分。请补填总分。", "the rows are scored, but there is no total. Please add it.")
BLANK = Message("总分未填。请补填总分。", "the total score is not filled in. Please add it.")


@rule(
    "B13",
    "total-score-missing",
    "warning",
    Message("总分未填或不是数值", "the total score is missing or not a number"),
    FORM_LAYOUT,
)
def total_score_missing(form: Form, context: Context) -> Iterator[Check]:
    """A form that scores its rows states the total as a number."""
    if not form.indicators or not (has_column(form, "score") or form.total.score is not None):
        return
    subject, score, total = Subject(TOTAL_ROW, "score"), form.total.score, figure(form.total.score)
    if total is not None:
        yield holds(subject, total.value)
    elif score is None and perhaps_cut(form, context.profile.total):
        yield not_checked(subject, CUT)
    elif score is None:
        last = form.indicators[-1]
        yield fails(form, subject, ABSENT, extra=(Evidence("context", last.level_3, last.place),))
    elif score.blank:
        yield fails(form, subject, BLANK, score)
    else:
        says = Message(f"填列的“{score.text}”不是数值。请核对。", f"“{score.text}” is not a number. Please check.")
        yield fails(form, subject, says, score)
