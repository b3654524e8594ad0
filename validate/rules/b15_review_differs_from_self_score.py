"""B15: the reviewed score against the self-assessed one."""

from collections.abc import Iterator
from fractions import Fraction

from extract.message import Message
from normalize.model import Form
from validate.basis import PRACTICE
from validate.checks import fails, holds
from validate.figures import needed
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.wording import TOTAL_ROW, result


@rule(
    "B15",
    "review-differs-from-self-score",
    "query",
    Message("自评得分与审核得分差距较大", "the reviewed score is far from the self-assessed one"),
    PRACTICE,
)
def review_differs_from_self_score(form: Form, context: Context) -> Iterator[Check]:
    """The total of the review is nearer to the total of the self-assessment than the profile's gap."""
    if form.total.review_score is None:
        return
    subject, limit = Subject(TOTAL_ROW, "review_score"), context.profile.thresholds.review_gap
    match needed(subject, score=form.total.score, review_score=form.total.review_score):
        case Check() as gap:
            yield gap
        case (own, review):
            apart: Fraction = own.exact - review.exact
            formula = f"{own.printed} - {review.printed} = {result(apart)}"
            says = Message(
                f"自评得分 {own.printed}，审核得分 {review.printed}，相差 {result(abs(apart))} 分。请说明差异原因。",
                f"self-assessed {own.printed}, reviewed {review.printed}, {result(abs(apart))} points apart. Why?",
            )
            if abs(apart) < limit:
                yield holds(subject, review.value, own.value, formula=formula)
            else:
                yield fails(form, subject, says, review.value, [own.value], formula=formula)
