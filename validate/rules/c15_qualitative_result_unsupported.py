"""C15: qualitative rows nothing else in the form speaks of."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import PRACTICE
from validate.evidence import speaks_of
from validate.model import Check, Context
from validate.reasons import says_something
from validate.rule import rule
from validate.scoring import case_of
from validate.screens import named, told_once


@rule(
    "C15",
    "qualitative-result-unsupported",
    "query",
    Message("定性指标在完成情况中未见相应内容", "qualitative results the completion text does not speak of"),
    PRACTICE,
)
def qualitative_result_unsupported(form: Form, context: Context) -> Iterator[Check]:
    """What a qualitative row is about occurs in the completion text or a section, or it has a reason; asked once."""
    worded = [row for row in form.indicators if case_of(row).status == "qualitative"]
    done = " ".join(goal.actual.text for goal in form.goals if goal.actual is not None and not goal.actual.blank)
    if not worded or not done:
        return
    text = " ".join((done, *(section.text for section in form.sections)))
    met = [row for row in worded if not speaks_of(text, row.level_3) and not _reason(row)]
    names = named(met)
    says = Message(
        f"{names.zh}所述内容在实际完成情况中未见提及。请补充完成情况的依据。",
        f"the completion text does not speak of {names.en}. What supports the result?",
    )
    yield told_once(form, "level_3", met, worded, says)


def _reason(row: Indicator) -> bool:
    return row.reason is not None and says_something(row.reason.text)
