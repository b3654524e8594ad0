"""C17: results in words where the target is a number."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import SYSTEM
from validate.checks import all_hold, fails
from validate.figures import figure
from validate.model import Check, Context, Severity, Subject
from validate.rule import rule

DIGIT = re.compile(r"[\d０-９一二三四五六七八九十百]")


@rule(
    "C17",
    "words-for-a-number",
    "warning",
    Message("定量指标的完成值不是数值", "a target in numbers has a result in words"),
    SYSTEM,
)
def words_for_a_number(form: Form, context: Context) -> Iterator[Check]:
    """Where the target is a number, so is the actual value; words with a number in them are only asked about."""
    counted = [row for row in form.indicators if figure(row.target) and row.actual is not None and not row.actual.blank]
    found = [check for row in counted if (check := _check(form, row)) is not None]
    yield from found
    if counted and not found:
        yield all_hold(Subject("", "actual"), [cell for row in counted for cell in (row.actual, row.target)])


def _check(form: Form, row: Indicator) -> Check | None:
    target, actual = row.target, row.actual
    if target is None or actual is None or actual.kind not in ("text", "tier", "boolean"):
        return None
    says = Message(
        f"指标值 {target.text} 为数值，完成值“{actual.text}”不是数值，无法核对是否达到。请填列实际数值。",
        f"the target {target.text} is a number, the actual value “{actual.text}” is not. Please give the figure.",
    )
    severity: Severity | None = "query" if actual.kind == "text" and DIGIT.search(actual.text) else None
    return fails(form, Subject(row.level_3, "actual"), says, actual, [target], severity=severity)
