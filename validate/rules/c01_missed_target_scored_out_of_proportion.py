"""C01: the score of a target that was missed, more being better."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import FORM_NOTE
from validate.marks import marks
from validate.model import Check, Context
from validate.rule import rule


@rule(
    "C01",
    "missed-target-scored-out-of-proportion",
    "error",
    Message("未达指标值的得分与完成比例不符", "the score of a missed target is not in proportion"),
    FORM_NOTE,
)
def missed_target_scored_out_of_proportion(form: Form, context: Context) -> Iterator[Check]:
    """The score of a missed target is actual ÷ target × weight; a reached target has full marks."""
    yield from marks(form, context.report, "C01")
