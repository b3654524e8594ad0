"""C03: marks taken off although the target was reached."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import FORM_NOTE
from validate.marks import marks
from validate.model import Check, Context
from validate.rule import rule


@rule(
    "C03",
    "reached-target-docked",
    "warning",
    Message("已达指标值而扣分，未说明原因", "marks taken off a reached target without a reason"),
    FORM_NOTE,
)
def reached_target_docked(form: Form, context: Context) -> Iterator[Check]:
    """A target that was reached has full marks, or a reason says why not."""
    yield from marks(form, context.report, "C03")
