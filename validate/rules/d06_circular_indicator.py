"""D06: an indicator that only says the work was up to standard or in time, without naming the standard."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from normalize.words.text import fold
from validate.basis import PRACTICE
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.screens import names, once, quoted

CIRCULAR = re.compile(r"工作(?:任务)?(?:质量)?(?:达标|及时|完成|合格|落实|按时完成|完成及时|按期完成)率$")


@rule(
    "D06",
    "circular-indicator",
    "query",
    Message("“工作达标率”“工作及时率”类指标未写明标准", "indicators of work done to standard name no standard"),
    PRACTICE,
)
def circular_indicator(form: Form, context: Context) -> Iterator[Check]:
    """«XX工作达标率» 100 % → 100 %. Once per form."""
    if not form.indicators:
        return
    rows = [row for row in form.indicators if CIRCULAR.search(fold(row.level_3)) and _hundred(row)]
    listed = quoted([row.level_3 for row in rows])
    points = sum(row.weight.number for row in rows if row.weight and row.weight.number is not None)
    worth = Message(f"（共 {points} 分）", f" ({points} points)") if points else Message("", "")
    says = Message(
        f"{listed.zh}{worth.zh}指标值与完成值均为 100%，未写明以何为标准、如何统计。请补充标准与依据。",
        f"{listed.en}{worth.en}: target and result are both 100% and no standard is named. How was it counted?",
    )
    yield once(form, Subject("", "level_3"), names(rows), says, looked_at=names(form.indicators[:1]))


def _hundred(row: Indicator) -> bool:
    return all(value is not None and value.number == 100 for value in (row.target, row.actual))
