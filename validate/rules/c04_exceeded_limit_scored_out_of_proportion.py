"""C04: the score of a limit that was exceeded, less being better."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import FORM_NOTE
from validate.marks import marks
from validate.model import Check, Context
from validate.rule import rule


@rule(
    "C04",
    "exceeded-limit-scored-out-of-proportion",
    "error",
    Message("超出上限的得分与计分办法不符", "the score of an exceeded limit fits no rule"),
    FORM_NOTE,
)
def exceeded_limit_scored_out_of_proportion(form: Form, context: Context) -> Iterator[Check]:
    """The score of an exceeded limit is limit ÷ actual × weight, or falls to nothing at twice the limit."""
    yield from marks(form, context.report, "C04")
