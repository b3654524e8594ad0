"""What stands around a quantity in a value cell: a change (增长5%), a period (每月1次), two bounds, the row's name."""

from __future__ import annotations

import re
from decimal import Decimal

from normalize.model import Change
from normalize.words.comparisons import PREFIX
from normalize.words.text import stem

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
_MIDDLE = re.compile(r"^(?P<middle>\d+(?:\.\d+)?)(?P<own>[^\d±]{0,6})±(?P<reach>\d+(?:\.\d+)?)(?P<unit>[^\d±]{0,6})$")
_BETWEEN = re.compile(r"^(?:介于|控制在|保持在|稳定在|在)?(?P<rest>.+?)之间$")
_NAMED = re.compile(rf"^(?P<label>\D{{2,}}?)(?:为|是|:)?(?P<rest>(?:已?达到?了?|实现)?(?:{PREFIX})?\d.*)$")
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


def around(folded: str) -> str | None:
    """``200±20项`` → 180-220项; a share of another unit (100项±2%) is no range that can be told."""
    found = _MIDDLE.match(folded)
    if found is None or (found["own"] and found["own"] != found["unit"]):
        return None
    middle, reach = Decimal(found["middle"]), Decimal(found["reach"])
    return f"{middle - reach}-{middle + reach}{found['unit']}" if 0 < reach < middle else None


def behind_name(folded: str, name: str) -> str | None:
    """What a cell says behind the row's own name or a part of it: ``满意度95%以上`` under 群众满意度 → 95%以上."""
    found = _NAMED.match(folded)
    label, bare = stem(found["label"].rpartition(",")[2]) if found else "", stem(name)
    own = len(label) >= _SHORTEST and bare and (label in bare or label.endswith(bare))
    return found["rest"] if found and own else None


def listed(printed: str) -> list[str]:
    """The parts of a cell that lists: ``5个；3个`` → 5个, 3个."""
    return [part for part in _SEVERAL.split(printed) if part.strip()]
