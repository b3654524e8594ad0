"""Quantities: a number in figures or words with its unit and comparison, or a range of two; nothing else around it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from normalize.model import UnitFrom, Value
from normalize.words.comparisons import PREFIX, SUFFIX, comparison
from normalize.words.dates import timed
from normalize.words.nouns import counter, is_counted, like_a_unit, short_noun
from normalize.words.numerals import chinese_number
from normalize.words.qualities import NIL
from normalize.words.units import is_unit, kind_of, named_rate, unit_in_label

Role = Literal["amount", "rate", "points", "target", "actual", "reason", "prose"]


class Setting(Struct, frozen=True):
    """What stands around a value: its column's role, the unit printed in column or block, the row's name, the year."""

    role: Role
    unit: str | None = None
    unit_from: UnitFrom | None = None
    name: str = ""
    year: int | None = None


_SOFT = (
    "(?:力争|确保|争取|原则上|平均|占比?|仅|只有|高达|多达|实际)?(?:应?(?:控制|保持|稳定|维持|确保)在|应?达到了?|人民币|已达到?|实现|达|共计|总计|合计|累计|共"
    "|实际完成|已完成|完成|(?:提高|提升|增加|增长|上升|升|降低|下降|减少|压减|降)[至到]|为)?"
)
_REACHED = re.compile("^应?达到?(?!了)")  # of a target: so much, or more
_NUMBER = r"[-−–—―+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"^{_SOFT}(?P<near>约为?|大约|近|将近)?(?P<op>{PREFIX})?(?P<number>{_NUMBER})"
    r"(?P<times>[十百千万亿]{0,2})(?P<more>[余多来几])?"
    rf"(?P<unit>[A-Za-z]?m[23]|[μµmnk]?g/m3|/10{{1,2}}[万千]|\((?!含)[^\d()]{{1,4}}\)|[^\W\d_]{{1,3}}/10{{1,2}}[万千]"
    r"|(?:[^\d≥≤<>=±]|(?<=[/每])[A-Za-z]{0,2}m[23]|(?<=m)[23](?=/)|(?<=米)[23]){0,12}?)(?P<more2>[余多])?"
    rf"(?P<after>{SUFFIX})?(?P<each>(?<=[上下内])/[^\W\d_]{{1,3}})?(?:\(含(?:本数|(?P=number)[^\d()]{{0,4}})?\))?(?P<about>左右|上下)?(?:(?<=%)(?:完成|达标|到位|合格|落实|全?覆盖))?[。;,、.]?$"
)
_RANGE = re.compile(
    rf"^{_SOFT}(?P<low>-?\d+(?:\.\d+)?)(?P<unit1>[^\d.\-~至到—–]{{0,5}}?)(?:-|~|至|到|—|–|--|——)"
    r"(?P<high>\d+(?:\.\d+)?)(?P<unit>[^\d]{0,6}?)(?:[以之]?内)?$"
)
_WORDED = re.compile(
    rf"^(?P<op>{PREFIX})?(?P<number>[零一二两三四五六七八九十百千]+)(?P<unit>[^\d]{{1,4}}?)(?P<after>{SUFFIX})?$"
)
_PERCENT_WORDS = re.compile(
    rf"^(?P<op>{PREFIX})?(?P<of>[百千])分(?:之|(?=百))(?P<number>[零一二两三四五六七八九十百]+|\d+(?:\.\d+)?)(?P<after>{SUFFIX})?$"
)
_PARTS = {"百": "%", "千": "‰"}
_ORDINALS = frozenset(["级", "季度", "类", "点", "月", "期", "届"])  # 三期 may be three or the third
_ONE_MONTH = frozenset({"月", "季度"})
_YEARS = re.compile("(?:19|20)[0-9]{2}")
_MINUS = re.compile("^[−–—―]")


def read_quantity(bare: Value, folded: str, setting: Setting) -> Value | None:
    """A range, a quantity in figures or in words, with nothing else around it."""
    if setting.role in ("target", "actual") and NIL.match(folded):
        return replace(bare, kind="number", number=Decimal(0))
    return read_range(bare, folded, setting) or read_figure(bare, folded, setting) or _in_words(bare, folded, setting)


def read_range(bare: Value, folded: str, setting: Setting) -> Value | None:
    found = _RANGE.match(folded)
    if not found:
        return None
    low, high, unit = Decimal(found["low"]), Decimal(found["high"]), found["unit"] or found["unit1"]
    if (
        _in_time(found, unit, setting)
        or low >= high
        or (unit and not is_unit(unit))
        or not unit.startswith(found["unit1"])
    ):
        return None
    value = _with_unit(bare, unit or None, setting, high)
    return replace(value, kind="range", low=low, high=high)


def _in_time(found: re.Match[str], unit: str, setting: Setting) -> bool:
    """``1-12月``, ``2023-2025年``, ``9.1-12.31`` of a time asked for: from one day to another, no quantities."""
    years = _YEARS.fullmatch(found["low"]) and _YEARS.fullmatch(found["high"]) and unit in ("", "年", "年度")
    return bool(years) or unit in _ONE_MONTH or (not unit and timed(setting.name))


def read_figure(bare: Value, folded: str, setting: Setting) -> Value | None:
    found = _QUANTITY.match(folded)
    if not found:
        return None
    bracketed = found["unit"].strip("()") if found["unit"].startswith("(") else found["unit"]
    unit = (found["times"] + bracketed + (found["each"] or "")) or None
    if unit and not is_unit(unit):
        fits = like_a_unit if found["op"] or found["after"] else short_noun
        if setting.role not in ("target", "actual") or not (is_counted(unit) or fits(unit)):
            return None
    if unit == "季度":
        return None  # 2季度 is the second
    number = Decimal(_MINUS.sub("-", found["number"]).replace(",", ""))
    value = _compared(replace(_with_unit(bare, unit, setting, number), number=number), found)
    least = setting.role == "target" and value.op is None and not value.doubtful and _REACHED.match(folded)
    return replace(value, op=">=", op_from="cell") if least else value


def _compared(value: Value, found: re.Match[str]) -> Value:
    """The value with the comparison printed before or after the number; 余 and 多 say more than, 近 says less than."""
    about = bool(found["near"] or found["more"] or found["more2"] or found["about"])
    op = comparison(found["op"], found["after"])
    if op is None and about:
        op = ">" if (found["more"] or found["more2"]) and not found["near"] else None
        op = "<" if found["near"] in ("近", "将近") and not (found["more"] or found["more2"]) else op
    return replace(value, op=op, op_from="cell" if op else None, doubtful=about and op is None)


def _in_words(bare: Value, folded: str, setting: Setting) -> Value | None:
    """``三个``, ``不少于十二次``, ``百分之九十``: numerals in words, only where the whole cell is one quantity."""
    percent = _PERCENT_WORDS.match(folded)
    found = percent or _WORDED.match(folded)
    if not found:
        return None
    whole = percent and found["of"] == found["number"] == "百"  # 百分之百
    number = (
        Decimal(100 if whole else found["number"])
        if whole or found["number"][0].isdigit()
        else chinese_number(found["number"])
    )
    unit = _PARTS[found["of"]] if percent else found["unit"]
    known = is_unit(unit) or (setting.role in ("target", "actual") and counter(unit) == "个")
    if number is None or not known or (unit in _ORDINALS and "两" not in found["number"]):
        return None
    op = comparison(found["op"], found["after"])
    return replace(_with_unit(bare, unit, setting, number), number=number, op=op, op_from="cell" if op else None)


def _with_unit(bare: Value, unit: str | None, setting: Setting, number: Decimal) -> Value:
    """The unit from the nearest place that prints one: the cell, its column or block, the row's name."""
    if unit:
        kind = "money" if setting.role == "amount" and unit in ("万", "亿", "千") else kind_of(unit)
        return replace(bare, kind=kind, unit=unit, unit_from="cell")
    if setting.unit and not (setting.role == "rate" and not _in_percent(number)):
        return replace(bare, kind=kind_of(setting.unit), unit=setting.unit, unit_from=setting.unit_from)
    return _unit_by_name(bare, setting, number)


def _in_percent(number: Decimal) -> bool:
    """A bare number of a rate is read as percent from 2 on; 0.958 and 1 may be fractions and stay numbers."""
    return abs(number) >= 2


def _unit_by_name(bare: Value, setting: Setting, number: Decimal) -> Value:
    if setting.role == "amount":
        return replace(bare, kind="money")
    if setting.role == "rate":
        return (
            replace(bare, kind="percent", unit="%", unit_from="column")
            if _in_percent(number)
            else replace(bare, kind="number")
        )
    if setting.role in ("target", "actual"):
        unit = unit_in_label(setting.name)
        if unit is None and named_rate(setting.name) and _in_percent(number):
            unit = "%"
        if unit and unit != "分":
            return replace(bare, kind=kind_of(unit), unit=unit, unit_from="name")
    return replace(bare, kind="number")
