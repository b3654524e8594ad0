"""E04: an overall goal, or its completion, left blank."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Goal, Value
from validate.basis import FORM_LAYOUT
from validate.checks import fails, holds
from validate.model import Check, Context, Subject
from validate.rule import rule


@rule("E04", "goal-blank", "warning", Message("总体目标未填", "an overall goal is left blank"), FORM_LAYOUT)
def goal_blank(form: Form, context: Context) -> Iterator[Check]:
    """Both halves of each goal are filled in where the layout has them."""
    for goal in form.goals:
        for column, value in (("goal_expected", goal.expected), ("goal_actual", goal.actual)):
            if value is not None:
                yield _filled(form, goal, column, value)


def _filled(form: Form, goal: Goal, column: str, value: Value) -> Check:
    subject = Subject(f"年度目标{goal.n}" if len(form.goals) > 1 else "", column)
    if not value.blank:
        return holds(subject, value)
    says = Message("未填。请补充说明。", "left blank. Please fill it in.")
    return fails(form, subject, says, value)
