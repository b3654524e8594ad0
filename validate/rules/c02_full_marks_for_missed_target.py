"""C02: full marks for a target that was missed."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import FORM_NOTE
from validate.marks import marks
from validate.model import Check, Context
from validate.rule import rule


@rule(
    "C02",
    "full-marks-for-missed-target",
    "error",
    Message("未达指标值而得满分", "full marks for a missed target"),
    FORM_NOTE,
)
def full_marks_for_missed_target(form: Form, context: Context) -> Iterator[Check]:
    """A target that was missed does not have full marks."""
    yield from marks(form, context.report, "C02")
