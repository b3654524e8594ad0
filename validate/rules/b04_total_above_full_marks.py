"""B04: the total score against full marks."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import ARITHMETIC
from validate.beside import most
from validate.checks import fails, holds
from validate.figures import figure, needed
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.sums import has_column
from validate.wording import TOTAL_ROW


@rule(
    "B04",
    "total-above-full-marks",
    "error",
    Message("总分高于满分", "the total score is above full marks"),
    ARITHMETIC,
)
def total_above_full_marks(form: Form, context: Context) -> Iterator[Check]:
    """The total score may not exceed full marks: the profile's, or a larger total weight the form prints itself,
    and what rows beside the full marks (加分项) may add.
    """
    if form.total.score is None and not has_column(form, "score"):
        return
    subject, printed = Subject(TOTAL_ROW, "score"), figure(form.total.weight)
    full = max(context.profile.total, printed.number if printed else context.profile.total) + most(context.beside)
    match needed(subject, score=form.total.score):
        case Check() as gap:
            yield gap
        case (score,):
            formula = f"{score.printed} ≤ {full}"
            says = Message(
                f"填列 {score.printed}，高于满分 {full}。", f"stated {score.printed}, above full marks of {full}."
            )
            if score.number <= full:
                yield holds(subject, score.value, formula=formula)
            else:
                yield fails(form, subject, says, score.value, formula=formula, expected=f"≤ {full}")
