"""C05: full marks for a limit that was exceeded."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import FORM_NOTE
from validate.marks import marks
from validate.model import Check, Context
from validate.rule import rule


@rule(
    "C05",
    "full-marks-for-exceeded-limit",
    "error",
    Message("超出上限而得满分", "full marks for an exceeded limit"),
    FORM_NOTE,
)
def full_marks_for_exceeded_limit(form: Form, context: Context) -> Iterator[Check]:
    """A limit that was exceeded does not have full marks."""
    yield from marks(form, context.report, "C05")
