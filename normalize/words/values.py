"""One cell's text as a value: kind, number, unit, comparison; the printed text and the printed decimals are kept."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Cell, CellPlace, TextPlace
from normalize.model import Operator, UnitFrom, Value
from normalize.words.comparisons import PREFIX, SUFFIX, comparison
from normalize.words.dates import read_date
from normalize.words.numerals import chinese_number
from normalize.words.phrasings import behind_name, behind_verb, between, bounds_of, change_of, each_of, listed
from normalize.words.qualities import LASTING, YES_NO, says_nothing, tier_of
from normalize.words.spans import span_of
from normalize.words.text import fold, join
from normalize.words.units import PERCENT, is_counted, is_unit, kind_of, like_a_unit, named_rate, unit_in_label

Role = Literal["amount", "rate", "points", "target", "actual", "reason", "prose"]


class Setting(Struct, frozen=True):
    """What stands around a value: its column's role, the unit printed in column or block, the row's name, the year.

    beside: the word behind the number that the row's other value prints too, which makes it a unit.
    """

    role: Role
    unit: str | None = None
    unit_from: UnitFrom | None = None
    name: str = ""
    year: int | None = None
    beside: str | None = None


_SOFT = (
    "(?:应?(?:控制|保持|稳定|维持|确保)在|应?达到了?|人民币|已达到?|实现|达|共计|总计|合计|累计|共"
    "|实际完成|已完成|完成|(?:提高|提升|增加|增长|上升|升|降低|下降|减少|压减|降)[至到]|为)?"
)
_REACHED = re.compile("^应?达到?(?!了)")  # of a target: so much, or more
_NUMBER = r"[-−–—―+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"^{_SOFT}(?P<near>约为?|大约|近|将近)?(?P<op>{PREFIX})?(?P<number>{_NUMBER})"
    r"(?P<times>[十百千万亿]{0,2})(?P<more>[余多来])?"
    rf"(?P<unit>[A-Za-z]?m[23]|[μµmnk]?g/m3|/10{{1,2}}[万千]|\([^\d()]{{1,4}}\)|(?:[^\d≥≤<>=±]|(?<=[/每])[A-Za-z]{{0,2}}m[23]|(?<=m)[23](?=/)){{0,12}}?)(?P<more2>[余多])?"
    rf"(?P<after>{SUFFIX}|\(含[\d.%]*\))?(?P<about>左右|上下)?(?:(?<=%)(?:完成|达标|到位|合格|落实|全?覆盖))?[。;,]?$"
)
_RANGE = re.compile(
    rf"^{_SOFT}(?P<low>-?\d+(?:\.\d+)?)(?P<unit1>[^\d.\-~至到—–]{{0,5}}?)(?:-|~|至|到|—|–|--|——)"
    r"(?P<high>\d+(?:\.\d+)?)(?P<unit>[^\d]{0,6})$"
)
_WORDED = re.compile(
    rf"^(?P<op>{PREFIX})?(?P<number>[零一二两三四五六七八九十百千]+)(?P<unit>[^\d]{{1,4}}?)(?P<after>{SUFFIX})?$"
)
_PERCENT_WORDS = re.compile(
    rf"^(?P<op>{PREFIX})?百分之(?P<number>[零一二两三四五六七八九十百]+|\d+(?:\.\d+)?)(?P<after>{SUFFIX})?$"
)
_SQUARES = {"㎡": "m2", "m²": "m2", "㎥": "m3", "m³": "m3"}
_NOWHERE = CellPlace(0, 0, 0)
_ENUMERATED = re.compile("[①-⓿㈠-㉃❶-➓]")
_BROKEN_NUMBER = re.compile(r"\d\s*[\r\n]\s*\d")
_MINUS = re.compile("^[−–—―]")


def read_cell(cell: Cell | None, setting: Setting) -> Value | None:
    """The value of a cell; None where the layout has no such cell."""
    return None if cell is None else read_value(cell.text, cell.place, setting)


def read_value(printed: str, place: CellPlace | TextPlace, setting: Setting) -> Value:
    """The value a printed text states at its place."""
    read = _parsed(printed, setting)
    return Value(
        read.text, read.kind, place, read.number, read.unit, read.unit_from, read.op, read.op_from,
        read.low, read.high, read.date, read.tier, read.ocr, read.doubtful, read.change,
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _parsed(printed: str, setting: Setting) -> Value:
    """The value of a text in its setting, wherever it stands: tables say the same thing many times."""
    text, folded = join(printed), fold(printed)
    bare = Value(text, "text", _NOWHERE)
    if setting.role in ("reason", "prose"):
        return replace(bare, kind="blank") if _says_nothing(folded, setting.role) else bare
    if _says_nothing(folded, setting.role):
        return replace(bare, kind="blank", doubtful=folded == "一")
    if _ENUMERATED.search(printed):
        return bare
    value = _as_printed(_read(bare, folded, setting), text)
    broken = value.number is not None and _BROKEN_NUMBER.search(printed)
    return replace(value, doubtful=True) if broken and _lists_alike(printed, bare, setting) else value


def _lists_alike(printed: str, bare: Value, setting: Setting) -> bool:
    """Whether the lines of a broken number could be values one under the other, told in the same way.

    ``不少于12⏎50人`` can only be one number: of two, both or neither would have the sign and the unit.
    """
    lines = [_read(bare, fold(line), setting) for line in printed.splitlines() if fold(line)]
    alike = {(line.op, line.unit if line.unit_from == "cell" else None) for line in lines}
    return len(alike) == 1 and all(line.number is not None for line in lines)


def _as_printed(value: Value, printed: str) -> Value:
    """The unit in the symbol that was printed: ㎡, not the m2 it folds to."""
    for symbol, folded in _SQUARES.items():
        if symbol in printed and value.unit and folded in value.unit and value.unit_from == "cell":
            return replace(value, unit=value.unit.replace(folded, symbol))
    return value


def is_blank(printed: str) -> bool:
    """Whether a value cell says nothing: empty, a dash, a stroke, dots."""
    return _says_nothing(fold(printed), "target")


def _says_nothing(folded: str, role: Role) -> bool:
    if role in ("reason", "prose"):
        return says_nothing(folded, answer=True) or (role == "reason" and folded == "0")
    return says_nothing(folded) or (role == "amount" and folded in ("万元", "元", "亿元"))


def _read(bare: Value, folded: str, setting: Setting) -> Value:
    if setting.role in ("target", "actual"):
        for reader in (_tier, _yes_no, _lasting, _span):
            found = reader(bare, folded)
            if found:
                return found
        when = read_date(folded, setting.year, setting.name)
        if when:
            op: Operator | None = "<=" if when.deadline else None
            return replace(bare, kind="date", date=when.iso, op=op, op_from="cell" if op else None)
    value = _plain(bare, folded, setting)
    if value is None and setting.role in ("target", "actual"):
        value = _changed(bare, folded, setting) or _each(bare, folded, setting) or _bounded(bare, folded, setting)
        behind = None if value else behind_name(folded, setting.name)
        value = value or (_plain(bare, behind, setting) if behind else None) or _doing(bare, folded, setting)
    return value or bare


def _plain(bare: Value, folded: str, setting: Setting) -> Value | None:
    """A range, a quantity in figures or in words, with nothing else around it."""
    return _range(bare, folded, setting) or _quantity(bare, folded, setting) or _in_words(bare, folded, setting)


def _changed(bare: Value, folded: str, setting: Setting) -> Value | None:
    """``增长5%``, ``较上年下降3%以上``: the magnitude of a change, with its direction."""
    found = change_of(folded)
    value = _plain(bare, found[1], setting) if found else None
    return replace(value, change=found[0]) if found and value and value.number is not None else None


def _each(bare: Value, folded: str, setting: Setting) -> Value | None:
    """``每月1次``, ``人均50元``: a quantity over each of something, its unit 次/月, 元/人."""
    found = each_of(folded)
    value = _plain(bare, found[1], setting) if found else None
    if not found or value is None or value.number is None or value.unit_from != "cell" or value.unit in PERCENT:
        return None
    unit = f"{value.unit}/{found[0]}"
    return replace(value, unit=unit, kind=kind_of(unit))


def _doing(bare: Value, folded: str, setting: Setting) -> Value | None:
    """``已建成2个``, ``共培训320人次``: what was done so often, with its unit."""
    rest = behind_verb(folded)
    value = _plain(bare, rest, setting) if rest else None
    return value if value is not None and value.number is not None and value.unit_from == "cell" else None


def word_behind_number(folded: str) -> str | None:
    """The word behind the number of a cell that says one quantity: 人时 of 达到12000人时以上."""
    found = _QUANTITY.match(folded)
    return (found["times"] + found["unit"]) or None if found else None


def _bounded(bare: Value, folded: str, setting: Setting) -> Value | None:
    """``≥90%且≤95%``, ``介于5-10个之间``: a range said by its two bounds."""
    inside = between(folded)
    if inside:
        return _range(bare, inside, setting)
    halves = [_quantity(bare, half, setting) for half in bounds_of(folded) or ()]
    by_op = {(half.op or "")[:1]: half for half in halves if half is not None}
    low, high = by_op.get(">"), by_op.get("<")
    if low is None or high is None or low.number is None or high.number is None or low.number >= high.number:
        return None
    units = {half.unit for half in (low, high) if half.unit_from == "cell"}
    if len(units) > 1:
        return None
    unit = high if high.unit_from == "cell" or low.unit_from != "cell" else low
    return replace(unit, kind="range", number=None, op=None, op_from=None, low=low.number, high=high.number)


def lists_values(value: Value, role: Role) -> bool:
    """Whether a text lists several quantities (``5个；3个``), none of which can be taken for the cell's value."""
    parts = listed(value.text) if value.kind == "text" else []
    return len(parts) > 1 and all(_parsed(part, Setting(role)).number is not None for part in parts)


def _tier(bare: Value, folded: str) -> Value | None:
    tier = tier_of(folded)
    return replace(bare, kind="tier", tier=tier) if tier else None


def _yes_no(bare: Value, folded: str) -> Value | None:
    return replace(bare, kind="boolean") if YES_NO.match(folded) else None


def _lasting(bare: Value, folded: str) -> Value | None:
    return replace(bare, kind="duration") if folded in LASTING else None


def _span(bare: Value, folded: str) -> Value | None:
    found = span_of(folded)
    if found is None:
        return None
    op = comparison(found.op, found.after)
    number = Decimal(found.number)
    return replace(
        bare, kind="duration", number=number, unit=found.unit, unit_from="cell", op=op, op_from="cell" if op else None
    )


def _range(bare: Value, folded: str, setting: Setting) -> Value | None:
    found = _RANGE.match(folded)
    if not found:
        return None
    low, high, unit = Decimal(found["low"]), Decimal(found["high"]), found["unit"] or found["unit1"]
    if low >= high or (unit and not is_unit(unit)) or (found["unit1"] and found["unit1"] != found["unit"]):
        return None
    value = _with_unit(bare, unit or None, setting, high)
    return replace(value, kind="range", low=low, high=high)


def _quantity(bare: Value, folded: str, setting: Setting) -> Value | None:
    found = _QUANTITY.match(folded)
    if not found:
        return None
    unit = (found["times"] + found["unit"].strip("()" if found["unit"].startswith("(") else "")) or None
    if unit and not is_unit(unit) and not is_counted(unit):
        compared = setting.role in ("target", "actual") and (found["op"] or found["after"] or unit == setting.beside)
        if not (compared and like_a_unit(unit)):
            return None
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
    whole = percent and found["number"] == "百"  # 百分之百
    number = (
        Decimal(100 if whole else found["number"])
        if whole or found["number"][0].isdigit()
        else chinese_number(found["number"])
    )
    unit = "%" if percent else found["unit"]
    if number is None or not is_unit(unit) or unit in ("级", "季度"):
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
