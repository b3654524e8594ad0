"""C16: percentages that cannot be."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator, Value
from normalize.words.text import fold
from validate.basis import DEFINITION
from validate.checks import all_hold, fails
from validate.figures import figure
from validate.model import Check, Context, Subject
from validate.rule import rule

# Shares of a whole: never above 100 %, never below 0. Rates against a plan (完成率, 到位率 …) may exceed 100 %.
SHARE = re.compile(
    r"(?:合格|覆盖|知晓|通过|成活|准确|普及|达标|及时|办结|满意|优良|优秀|好评|公开|抽检合格|验收合格)(?:率|度)(?:\(.*\))?$"
)
ROUGH = re.compile(r"(?:发放|参保|出勤|配备|签约|巩固|利用|查处|处置|处理|整改|完好|入户|建档|签收)率(?:\(.*\))?$")


@rule(
    "C16",
    "percentage-impossible",
    "error",
    Message("比率超出可能的范围", "a percentage outside its possible range"),
    DEFINITION,
)
def percentage_impossible(form: Form, context: Context) -> Iterator[Check]:
    """A share of a whole (合格率, 覆盖率, 满意度 …) lies between 0 and 100 %."""
    shares = [row for row in form.indicators if SHARE.search(fold(row.level_3)) or ROUGH.search(fold(row.level_3))]
    found = [check for row in shares for check in _checks(form, row)]
    yield from found
    if shares and not found:
        yield all_hold(Subject("", "actual"), [cell for row in shares for cell in (row.target, row.actual)])


def _checks(form: Form, row: Indicator) -> Iterator[Check]:
    for column, value in (("target", row.target), ("actual", row.actual)):
        share = figure(value)
        if share is not None and share.value.unit == "%" and not 0 <= share.number <= 100:
            yield _failed(form, row, column, share.value, share.printed)


def _failed(form: Form, row: Indicator, column: str, value: Value, printed: str) -> Check:
    sure = SHARE.search(fold(row.level_3)) is not None
    says = Message(
        f"填列 {value.text}，该比率按定义应在 0% 至 100% 之间。请核对。",
        f"stated {value.text}; by its definition this lies between 0% and 100%. Please check.",
    )
    return fails(
        form, Subject(row.level_3, column), says, value,
        formula=f"0% ≤ {printed} ≤ 100%", severity=None if sure else "query",
    )  # fmt: skip
