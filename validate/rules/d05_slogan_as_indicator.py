"""D05: a third level that states a result instead of naming a measure."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from normalize.words.text import fold
from validate.basis import PRACTICE
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.screens import names, once, quoted

MEASURE = re.compile(
    r"(?:率|度|数|量|额|次|值|比例|占比|面积|时间|成本|费用|程度|水平|情况|人次|达标|指数|标准|周期|范围)$"
)
RESULT = re.compile(
    r"(?:良好|安定|稳定|和谐|顺利|蔚然成风|有序|满意|显著|明显|提升|提高|改善|增强|发展|进步|繁荣|健康|安全|利益|需求|到位|优化)$"
)
LEAST = 8


@rule(
    "D05",
    "slogan-as-indicator",
    "query",
    Message("三级指标为结果性表述，未指明衡量内容", "a third level states a result instead of naming a measure"),
    PRACTICE,
)
def slogan_as_indicator(form: Form, context: Context) -> Iterator[Check]:
    """Several clauses in one name, or a result without a measurable noun, with a target in words. Once per form."""
    if not form.indicators:
        return
    rows = [row for row in form.indicators if _slogan(row)]
    listed = quoted([row.level_3 for row in rows])
    says = Message(
        f"三级指标{listed.zh}为结果性表述，指标值为定性描述，难以衡量。以何种数据或调查佐证？",
        f"{listed.en}: the name states a result and the target is in words, which is hard to measure. "
        "What data or survey bears it out?",
    )
    yield once(form, Subject("", "level_3"), names(rows), says, looked_at=names(form.indicators[:1]))


def _slogan(row: Indicator) -> bool:
    name = fold(row.level_3)
    wordy = row.target is None or row.target.number is None
    clauses = [part for part in re.split(r"[,;。]", name) if part]
    return wordy and len(name) >= LEAST and not MEASURE.search(name) and (len(clauses) > 1 or bool(RESULT.search(name)))
