"""E05: a goal cell that holds nothing but a number."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Goal, Value
from normalize.words.text import fold
from validate.basis import FORM_LAYOUT
from validate.checks import fails, holds
from validate.model import Check, Context, Subject
from validate.rule import rule

NUMBER = re.compile(r"[\d.,]+(?:%|万?元|万|亿元)?")


@rule(
    "E05",
    "goal-is-number-only",
    "query",
    Message("总体目标只填了数字", "a goal is nothing but a number"),
    FORM_LAYOUT,
)
def goal_is_number_only(form: Form, context: Context) -> Iterator[Check]:
    """A goal says what is to be reached; an amount alone is the budget."""
    for goal in form.goals:
        for column, value in (("goal_expected", goal.expected), ("goal_actual", goal.actual)):
            if value is not None and not value.blank:
                yield _check(form, goal, column, value)


def _check(form: Form, goal: Goal, column: str, value: Value) -> Check:
    subject = Subject(f"年度目标{goal.n}" if len(form.goals) > 1 else "", column)
    if not NUMBER.fullmatch(fold(value.text)):
        return holds(subject, value)
    says = Message(
        f"只填“{value.text}”，未写明目标内容。是否误填金额？",
        f"says only “{value.text}”. Is this an amount by mistake?",
    )
    return fails(form, subject, says, value)
