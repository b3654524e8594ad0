"""A05: the score of the execution row against its weight."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import ARITHMETIC
from validate.checks import at_most
from validate.figures import needed
from validate.model import Check, Context, Subject
from validate.rule import rule


@rule(
    "A05",
    "execution-score-above-weight",
    "error",
    Message("预算执行得分高于分值", "the execution score is above its weight"),
    ARITHMETIC,
)
def execution_score_above_weight(form: Form, context: Context) -> Iterator[Check]:
    """The score of a fund row may not exceed its weight; rows with neither are not scored."""
    for line in form.funds:
        if line.kind != "total" and all(value is None or value.blank for value in (line.score, line.weight)):
            continue
        subject = Subject(line.label, "score")
        match needed(subject, score=line.score, weight=line.weight):
            case Check() as gap:
                yield gap
            case (score, weight):
                yield at_most(form, subject, score, weight, "weight")
