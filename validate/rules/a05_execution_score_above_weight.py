"""A05: the score of the execution row against its weight."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, FundLine
from validate.basis import ARITHMETIC
from validate.checks import at_most, fails, holds
from validate.execution import Weight, weight_of
from validate.figures import Figure, figure, needed
from validate.funds import head
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.sums import filled


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
        told = line is head(form) and (line.score is not None or line.weight is not None)
        if told or filled(line.score) or filled(line.weight):
            yield _check(form, line, weight_of(form, line, context.profile))


def _check(form: Form, line: FundLine, weight: Weight | None) -> Check:
    subject, score = Subject(line.label, "score"), figure(line.score)
    if score is not None and weight is not None and weight.cell is None:
        return _against_label(form, subject, score, weight)
    match needed(subject, score=line.score, weight=line.weight):
        case Check() as gap:
            return gap
        case figures:
            return at_most(form, subject, figures[0], figures[1], "weight")


def _against_label(form: Form, subject: Subject, score: Figure, weight: Weight) -> Check:
    """Where the layout has no weight cell, labels or the other weights tell it."""
    formula = f"{score.printed} ≤ {weight.printed}"
    if score.exact <= weight.exact:
        return holds(subject, score.value, formula=formula)
    says = Message(
        f"填列 {score.printed}，高于预算执行分值 {weight.printed}。",
        f"stated {score.printed}, above the execution weight {weight.printed}.",
    )
    return fails(form, subject, says, score.value, formula=formula, expected=f"≤ {weight.printed}")
