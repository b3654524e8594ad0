"""B12: indicators without a weight."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import SYSTEM
from validate.checks import all_hold, fails
from validate.figures import figure
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.sums import filled, has_column, is_part

BLANK = Message(
    "分值未填。请补填分值，或说明该项不计分。", "no weight. Please fill it in, or say that it is not scored."
)
ZERO = Message("分值为 0，该项指标不影响总分。请核对。", "the weight is 0, so it has no effect. Please check.")
NONE_FILLED = Message("分值栏全部未填。请补填分值。", "no weight is filled in. Please fill them in.")


@rule(
    "B12",
    "weight-zero-or-missing",
    "warning",
    Message("指标分值为零或未填", "an indicator has no weight"),
    SYSTEM,
)
def weight_zero_or_missing(form: Form, context: Context) -> Iterator[Check]:
    """Every indicator has a weight above zero; rows that only break down another (其中…) need none."""
    rows = [row for row in form.indicators if row.weight is not None and not is_part(row)]
    if not rows or not has_column(form, "weight"):
        return
    subject = Subject("", "weight")
    if not any(filled(row.weight) for row in rows):
        yield fails(form, subject, NONE_FILLED, rows[0].weight, [row.weight for row in rows[1:] if row.weight])
        return
    found = [check for row in rows if (check := _defect(form, row)) is not None]
    yield from found
    if not found:
        yield all_hold(subject, [row.weight for row in rows])


def _defect(form: Form, row: Indicator) -> Check | None:
    subject, weight = Subject(row.level_3, "weight"), figure(row.weight)
    said = any(filled(cell) for cell in (row.target, row.actual, row.score))
    if row.weight is not None and row.weight.blank and said:
        return fails(form, subject, BLANK, row.weight)
    return fails(form, subject, ZERO, weight.value, formula="0 > 0") if weight and weight.number == 0 else None
