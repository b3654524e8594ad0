"""C24: reasons made of stock phrases."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import PRACTICE
from validate.checks import fails, holds
from validate.figures import figure
from validate.model import Check, Context, Subject
from validate.phrases import stock
from validate.reasons import says_something
from validate.rule import rule
from validate.scoring import case_of


@rule(
    "C24",
    "reason-generic",
    "query",
    Message("偏差原因过于笼统", "a reason made of stock phrases"),
    PRACTICE,
)
def reason_generic(form: Form, context: Context) -> Iterator[Check]:
    """A reason names a cause of its own, a measure with a date, or a figure; a merged cell is looked at once."""
    cells = {row.reason.place: row for row in form.indicators if row.reason and says_something(row.reason.text)}
    for row in cells.values():
        if row.reason is None or row.reason.blank or _settled(row):
            continue
        subject, phrase = Subject(row.level_3, "reason"), stock(row.reason.text)
        if phrase is None:
            yield holds(subject, row.reason)
            continue
        says = Message(
            f"仅有“{phrase}”一类表述，未见具体原因、数量或时间。请补充具体原因和改进措施。",
            f"the reason says no more than “{phrase}”: no particular cause, figure or date. Please be specific.",
        )
        yield fails(form, subject, says, row.reason)


def _settled(row: Indicator) -> bool:
    """Whether nothing of a row deviates: what stands in its reason cell says how it was scored."""
    score, weight = figure(row.score), figure(row.weight)
    full = score is not None and weight is not None and score.number == weight.number
    return full and case_of(row).status in ("reached", "qualitative", "open")
