"""E06: the completion text is the goal again."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Goal
from validate.basis import FORM_LAYOUT
from validate.checks import fails, holds
from validate.likeness import squeezed
from validate.model import Check, Context, Subject
from validate.rule import rule

TENSE = re.compile(r"已经?|全部|均|了|完成|目标|达到|实现|按照?计划|预期|年度|全年|本年|拟|计划|将|要")
LEAST = 6


@rule(
    "E06",
    "completion-copies-goal",
    "warning",
    Message("实际完成情况照抄预期目标", "the completion text is the goal again"),
    FORM_LAYOUT,
)
def completion_copies_goal(form: Form, context: Context) -> Iterator[Check]:
    """Once words of tense are out, completion and goal should not be the same text."""
    for goal in form.goals:
        if goal.expected is not None and goal.actual is not None and not goal.expected.blank and not goal.actual.blank:
            yield _check(form, goal)


def _check(form: Form, goal: Goal) -> Check:
    assert goal.expected is not None
    assert goal.actual is not None
    subject = Subject(f"年度目标{goal.n}" if len(form.goals) > 1 else "", "goal_actual")
    expected, actual = (TENSE.sub("", squeezed(value.text)) for value in (goal.expected, goal.actual))
    if len(expected) < LEAST or expected != actual:
        return holds(subject, goal.actual, goal.expected)
    says = Message(
        "与预期目标文字相同，未反映实际完成的内容。请补充完成数据。",
        "repeats the expected goal and does not say what was done. Please add the figures reached.",
    )
    return fails(form, subject, says, goal.actual, (goal.expected,))
