"""B03: the printed total score against the sum of all scores."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import ARITHMETIC
from validate.beside import ways_to_count
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.subtotals import subtotal_checks
from validate.sums import against_total, best, execution, looseness, scored_cells, unplaced
from validate.wording import TOTAL_ROW

ASK = Message("请核对各项得分与总分。", "Please check the scores and the total.")


@rule(
    "B03",
    "scores-differ-from-total",
    "error",
    Message("得分合计与总分不符", "the scores do not add up to the total"),
    ARITHMETIC,
)
def scores_differ_from_total(form: Form, context: Context) -> Iterator[Check]:
    """The total score is the execution score plus the scores of all goals and indicators, exactly; a subtotal
    (小计) is the sum of the rows above it.
    """
    if not form.indicators:
        return
    aims = (goal.score for goal in form.goals if goal.score is not None)
    parts = (*execution(form, "score"), *aims, *scored_cells(form, "score"))
    subject = Subject(TOTAL_ROW, "score")
    loose = looseness(form, context.profile.total) or unplaced(form, "score", parts)
    yield best(
        against_total(form, subject, "score", form.total.score, (*parts, *more), ask=ASK, loose=loose)
        for more in ways_to_count(context.beside, "score")
    )
    yield from subtotal_checks(form, "score", ASK)
