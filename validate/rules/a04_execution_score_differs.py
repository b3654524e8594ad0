"""A04: the score of the execution row against the rate and the profile's scoring function."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import FORM_NOTE
from validate.execution import score_check
from validate.funds import head
from validate.model import Check, Context
from validate.rule import rule
from validate.sums import filled


@rule(
    "A04",
    "execution-score-differs",
    "error",
    Message("预算执行得分与执行率不符", "the execution score does not follow from the rate"),
    FORM_NOTE,
)
def execution_score_differs(form: Form, context: Context) -> Iterator[Check]:
    """The score of the total row, and of each other row that is scored, is the profile's function of its rate."""
    for line in form.funds:
        total = line is head(form) and line.score is not None
        if total or (filled(line.score) and filled(line.execution_rate)):
            yield score_check(form, line, context.profile)
