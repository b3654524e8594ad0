"""C07: the score of a target of zero."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import SYSTEM
from validate.marks import marks
from validate.model import Check, Context
from validate.rule import rule


@rule(
    "C07",
    "zero-target-partly-scored",
    "warning",
    Message("指标值为零的得分既非满分也非零分", "a target of zero is scored in part"),
    SYSTEM,
)
def zero_target_partly_scored(form: Form, context: Context) -> Iterator[Check]:
    """A target of zero is all or nothing."""
    yield from marks(form, context.report, "C07")
