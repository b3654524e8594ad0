"""What stands around a quantity in a value cell: a change (增长5%), a period (每月1次), two bounds, the row's name."""

from __future__ import annotations

import re

from normalize.model import Change
from normalize.words.comparisons import PREFIX
from normalize.words.text import stem
from normalize.words.verbs import ACTIONS

_UP = "增长|增加|提高|提升|上升|上涨|增幅|增速|涨幅"
_DOWN = "下降|降低|减少|降幅|压减|下滑"
_SINCE = "(?:同比|环比|每?年均?|(?:较|比|与)(?:上年|去年|前一年)(?:同期|度)?(?:相比|比)?)?(?:实现)?"
_CHANGE = re.compile(
    rf"^{_SINCE}(?:(?P<up>{_UP})|(?:{_DOWN}))(?:了|率|幅度|比例)?(?:为|达到?|在|:)?(?P<rest>[^至到]+)$"
)
_NAMES_CHANGE = re.compile(rf"(?:(?P<up>{_UP})|(?:{_DOWN}))(?:率|幅度|比例|比率)?$")
_NUMERAL = "零一二两三四五六七八九十百千"
_DOING = "(?:开展|召开|组织|举办|检查|巡查|更新|报送|发布|清扫|进行|补助|补贴|发放)?"
_EACH = re.compile(
    rf"^(?P<op>{PREFIX})?(?:每个?(?P<each>[^\d{_NUMERAL}≥≤<>=]{{1,3}}?)|(?P<mean>[人户日月年亩村])均|[一1]?(?P<one>(?<=[一1])[年月周天日]|半[年月]))"
    rf"{_DOING}(?P<rest>(?:{PREFIX})?[\d{_NUMERAL}].*)$"
)
_FIGURE = r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])"
_TWO = re.compile(
    rf"^(?P<first>(?:{PREFIX})?{_FIGURE}\D*?)(?:并且|且|并|同时|而|,|;|、)?(?P<second>(?:{PREFIX})?{_FIGURE}\D*)$"
)
_AROUND = re.compile(
    rf"^(?P<low>{_FIGURE}[^\d≤<]{{0,4}})(?P<above>≤|<=|<)[^\d≤<=]{{1,8}}(?P<below>≤|<=|<)(?P<high>{_FIGURE}\D*)$"
)
_BETWEEN = re.compile(r"^(?:介于|控制在|保持在|稳定在|在)?(?P<rest>.+?)之间$")
_NAMED = re.compile(rf"^(?P<label>\D{{2,}}?)(?:为|是|:)?(?P<rest>(?:已?达到?了?|实现)?(?:{PREFIX})?\d.*)$")
_VERBS = "|".join(ACTIONS)
_BEFORE_VERB = "截至目前|全年|本年度?|当年|年内|累计|实际|现?已经?|共计?|均|总计"
_DONE = rf"(?:{_BEFORE_VERB}|全部)*(?:{_VERBS}){{0,2}}"
_DONE_SO_OFTEN = re.compile(rf"^{_DONE}[了各]?(?:,(?:共计?|累计|总计|合计)?)?(?P<rest>(?:{PREFIX})?\d.*)$")
_DONE_IN_BRACKETS = re.compile(rf"^(?:已|均|全部|超额|按时|按期)*完成\((?P<rest>(?:{PREFIX})?\d[^()]*)\)$")
_DONE_BEHIND = "(?:已|均|全部|超额|按时|按期)*(?:完成|完工|竣工|达标|达成|合格)(?:目标|任务)?"
_ASIDE = re.compile(
    rf"^(?P<said>[^(),;]+?)(?:\((?P<inside>[^()]+)\)|,(?P<behind>{_DONE_BEHIND}|(?:其中|包括|包含).+|完成率[\d.]+%))[。;]?$"
)
_REACTIONS = "完成|响应|到达|到场|办结|处理|处置|反馈|回复|答复|修复|解决|送达|恢复"
_IN_TIME = re.compile(rf"^(?P<rest>.+?)(?:{_REACTIONS})(?:现场|完毕|到位)?$")
_NO_VALUE = re.compile(rf"^(?:其中|包括|包含|含(?!量)).+$|^{_DONE_BEHIND}$")
_WHOLE = re.compile(r"^\D*(?P<number>\d+)(?P<unit>[^\d,、;]+)$")
_SHARE = re.compile(r"^(?:完成率|占比?|达到?)?\d+(?:\.\d+)?%$")
_COUNT = re.compile(r"^(?:共|计)?\d+[^\W\d_]{1,4}$")
_DIVIDED = re.compile(r"^\d+(?:\.\d+)?\D{0,3}[/÷]\d+(?:\.\d+)?\D{0,3}(?:[*×]100%?)?(?:=.*)?$")
_SEVERAL = re.compile(r"[;；、，,/\r\n]|和|及")
_SHORTEST = 2  # signs of a name that a cell must repeat before its figure


def change_of(folded: str) -> tuple[Change, str] | None:
    """``较上年增长5%`` → up, 5%; ``下降3%以上`` → down, 3%以上. 提高到95% says where it ends, not by how much."""
    found = _CHANGE.match(folded)
    return ("up" if found["up"] else "down", found["rest"]) if found else None


def named_change(name: str) -> Change | None:
    """The change an indicator's name asks for: 旅游收入增长率, 能耗降幅; None where its values are levels."""
    found = _NAMES_CHANGE.search(stem(name))
    return ("up" if found["up"] else "down") if found else None


def each_of(folded: str) -> tuple[str, str] | None:
    """``每月至少1次`` → 月, 至少1次; ``人均50元`` → 人, 50元; ``一年两次`` → 年, 两次."""
    found = _EACH.match(folded)
    return (
        ((found["each"] or found["mean"] or found["one"]).replace("每", "/"), (found["op"] or "") + found["rest"])
        if found
        else None
    )


def bounds_of(folded: str) -> tuple[str, str] | None:
    """The two halves of ``≥90%且≤95%``, ``5个以上10个以内``; ``90%≤X≤95%`` → ≥90%, ≤95%."""
    around = _AROUND.match(folded)
    if around:
        return (">" if around["above"] == "<" else "≥") + around["low"], around["below"] + around["high"]
    found = _TWO.match(folded)
    return (found["first"], found["second"]) if found else None


def between(folded: str) -> str | None:
    """``介于5-10之间`` → 5-10."""
    found = _BETWEEN.match(folded)
    return found["rest"] if found else None


def behind_name(folded: str, name: str) -> str | None:
    """What a cell says behind the row's own name or its end: ``满意度95%以上`` under 群众满意度 → 95%以上."""
    found = _NAMED.match(folded)
    label, bare = stem(found["label"]) if found else "", stem(name)
    own = len(label) >= _SHORTEST and bare and (bare.endswith(label) or label.endswith(bare))
    return found["rest"] if found and own else None


def behind_verb(folded: str) -> str | None:
    """What stands behind words that say it was done: ``已建成2个`` → 2个, ``共培训320人次`` → 320人次."""
    found = _DONE_SO_OFTEN.match(folded) or _DONE_IN_BRACKETS.match(folded)
    return found["rest"] if found and found["rest"] != folded else None


def before_reaction(folded: str) -> str | None:
    """``24小时内响应``, ``30分钟内到达现场`` → 24小时内, 30分钟内."""
    found = _IN_TIME.match(folded)
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
    parts = re.findall(rf"(\d+){re.escape(whole['unit'])}(?![^,、;])", remark) if whole else []
    return whole is not None and len(parts) > 1 and sum(map(int, parts)) == int(whole["number"])


def listed(printed: str) -> list[str]:
    """The parts of a cell that lists: ``5个；3个`` → 5个, 3个."""
    return [part for part in _SEVERAL.split(printed) if part.strip()]
