"""C06: marks for a threshold that was missed, where no ratio can be formed."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import SYSTEM
from validate.marks import marks
from validate.model import Check, Context
from validate.rule import rule


@rule(
    "C06",
    "missed-threshold-scored",
    "query",
    Message("未达门槛值而得分", "marks for a missed threshold"),
    SYSTEM,
)
def missed_threshold_scored(form: Form, context: Context) -> Iterator[Check]:
    """A missed threshold that allows no ratio has no marks."""
    yield from marks(form, context.report, "C06")
