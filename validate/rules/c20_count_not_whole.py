"""C20: counts that are not whole."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import DEFINITION
from validate.checks import all_hold, fails
from validate.figures import figure
from validate.model import Check, Context, Subject
from validate.rule import rule

COUNTERS = (
    "个 次 人 户 件 份 场 名 篇 家 所 处 套 台 辆 只 头 棵 株 本 册 期 批 批次 人次 户次 条 项",
    "起 例 座 栋 场次 位 村 社区 张 艘 枚",
)
WHOLE = frozenset(unit for line in COUNTERS for unit in line.split())


@rule(
    "C20",
    "count-not-whole",
    "query",
    Message("计数类指标出现小数", "a count with a fraction"),
    DEFINITION,
)
def count_not_whole(form: Form, context: Context) -> Iterator[Check]:
    """A count of things or people (个, 次, 人, 户 …) is a whole number; 万人次 may have decimals."""
    counts = [
        (row, column, cell)
        for row in form.indicators
        for column in ("target", "actual")
        if (cell := figure(getattr(row, column))) is not None and cell.value.unit in WHOLE
    ]
    found = [_check(form, row, column) for row, column, cell in counts if cell.exact.denominator != 1]
    yield from found
    if counts and not found:
        yield all_hold(Subject("", "actual"), [cell.value for _, _, cell in counts])


def _check(form: Form, row: Indicator, column: str) -> Check:
    value = row.actual if column == "actual" else row.target
    text, unit = (value.text, value.unit) if value is not None else ("", "")
    says = Message(
        f"填列 {text}，以“{unit}”计数不应出现小数。请核对数值或单位。",
        f"stated {text}; a count in “{unit}” has no fraction. Please check the figure or its unit.",
    )
    return fails(form, Subject(row.level_3, column), says, value)
