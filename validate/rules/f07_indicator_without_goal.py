"""F07: indicators the goal does not speak of."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import PRACTICE
from validate.facts import shared
from validate.model import Check, Context, Subject
from validate.narratives import expectation
from validate.rule import rule
from validate.screens import names, once, quoted


@rule(
    "F07",
    "indicator-without-goal",
    "note",
    Message("部分指标在总体目标中未提及", "indicators the goal does not speak of"),
    PRACTICE,
)
def indicator_without_goal(form: Form, context: Context) -> Iterator[Check]:
    """Goals are rarely that complete, so one note per form and nothing more."""
    goal = "".join(text.text for text in expectation(form))
    if not goal or not form.indicators:
        return
    rows = [row for row in form.indicators if not shared(row.level_3, goal)]
    listed = quoted([row.level_3 for row in rows])
    says = Message(f"{listed.zh}在预期目标中未见相应表述。", f"the expected goal does not speak of {listed.en}.")
    yield once(form, Subject("", "level_3"), names(rows), says, confidence="low", looked_at=names(form.indicators[:1]))
