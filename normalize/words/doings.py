"""What stands around a quantity in a value cell and says that it was done, or explains it."""

from __future__ import annotations

import re
from decimal import Decimal

from normalize.words.comparisons import PREFIX
from normalize.words.verbs import ACTIONS

_VERBS = "|".join(ACTIONS)
_BEFORE_VERB = (
    "截至目前|目前|全年|本年度?|今年|当年|年内|累计|实际|现?已经?|共计?|均|总计|按计划|按期|按时|顺利|圆满|超额"
)
_IN_PERIOD = r"(?:截[至止]到?)?(?:(?:19|20)\d\d年度?)?(?:\d{1,2}(?:-\d{1,2})?月)?[底末]?,?"
_PLANNED = re.compile(r"^(?:计划|目标|应|需)[^,;]*\d[^,;]*[,;]")
_DONE_WORD = rf"(?:{_BEFORE_VERB}|{_VERBS})"
_DONE = rf"(?:{_BEFORE_VERB}|全部)*(?:{_VERBS}){{0,2}}"
_DONE_SO_OFTEN = re.compile(
    rf"^(?:{_IN_PERIOD}(?={_DONE_WORD})(?!.*%))?{_DONE}[了各]?(?:,(?:共计?|累计|总计|合计)?)?"
    rf"(?P<rest>(?:{PREFIX})?\d.*)$"
)
_DONE_IN_BRACKETS = re.compile(rf"^(?:已|均|全部|超额|按时|按期)*完成\((?P<rest>(?:{PREFIX})?\d[^()]*)\)$")
_DONE_BEHIND = "(?:已|均|全部|超额|按时|按期)*(?:完成|完工|竣工|达标|达成|合格)(?:目标|任务)?"
_ASIDE = re.compile(
    rf"^(?P<said>[^(),;]+?)(?:\((?P<inside>[^()]+)\)|,(?P<behind>{_DONE_BEHIND}|(?:其中|包括|包含).+|完成率[\d.]+%))[。;]?$"
)
_REACTIONS = "完成|响应|到达|到场|办结|处理|处置|反馈|回复|答复|修复|解决|送达|恢复"
_IN_TIME = re.compile(rf"^(?P<rest>.+?)(?:{_REACTIONS})(?:现场|完毕|到位)?$")
_SINCE = re.compile(
    r"^(?:自|在|从)?[^\W\d_]{0,6}(?:受理|收到|接到|接报|接警|申请|下达|签订|签约|审核|审批|公示|验收|到账|到位|发布|出院|报告)"
    r"[^\W\d_]{0,6}(?:之日起|之后|后|起)(?P<rest>\d+[^\d]*[内])$"
)
_NO_VALUE = re.compile(rf"^(?:其中|包括|包含|含(?!量)).+$|^(?:优秀?|良好?|中等?|差)$|^{_DONE_BEHIND}$")
_WHOLE = re.compile(r"^\D*(?P<number>\d+(?:\.\d+)?)(?P<unit>[^\d.,、;]+)$")
_SHARE = re.compile(r"^(?:完成率|占比?|达到?)?\d+(?:\.\d+)?%$")
_COUNT = re.compile(r"^(?:共|计)?\d+[^\W\d_]{1,4}$")
_DIVIDED = re.compile(r"^\d+(?:\.\d+)?\D{0,3}[/÷]\d+(?:\.\d+)?\D{0,3}(?:[*×]100%?)?(?:=.*)?$")


def behind_verb(folded: str) -> str | None:
    """What stands behind words that say it was done: ``已建成2个`` → 2个, ``2023年培训320人次`` → 320人次."""
    found = _DONE_SO_OFTEN.match(folded) or _DONE_IN_BRACKETS.match(folded)
    return found["rest"] if found and found["rest"] != folded else None


def behind_plan(folded: str) -> str | None:
    """What was done behind what was planned: ``计划12项,实际完成10项`` → 实际完成10项."""
    found = _PLANNED.match(folded)
    return folded[found.end() :] if found else None


def before_reaction(folded: str) -> str | None:
    """``24小时内响应``, ``受理后60个工作日内`` → 24小时内, 60个工作日内."""
    found = _IN_TIME.match(folded) or _SINCE.match(folded)
    return found["rest"] if found else None


def before_aside(folded: str, of_rate: bool = False) -> str | None:
    """What a cell says before a remark that only explains it: ``12次(其中线上3次)``, ``100%(20/20)``, ``12次(100%)``.

    of_rate: whether the row's name asks for a rate: then that is the value, of a rate and its count.
    """
    found = _ASIDE.match(folded)
    if found is None:
        return None
    said, remark = found["said"], found["inside"] or found["behind"]
    of_itself = _NO_VALUE.match(remark) or _adds_up(said, remark) or (said.endswith("%") and _DIVIDED.match(remark))
    beside = _COUNT.match(remark) if said.endswith("%") else _SHARE.match(remark)
    return said if of_itself or (beside and said.endswith("%") == of_rate) else None


def _adds_up(said: str, remark: str) -> bool:
    """Whether a remark gives the parts of what is said, in its unit: 线上3次,线下9次 of 12次."""
    whole = _WHOLE.match(said)
    parts = re.findall(rf"(\d+(?:\.\d+)?){re.escape(whole['unit'])}(?![^,、;])", remark) if whole else []
    return whole is not None and len(parts) > 1 and sum(map(Decimal, parts)) == Decimal(whole["number"])
