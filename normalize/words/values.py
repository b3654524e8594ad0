"""One cell's text as a value: kind, number, unit, comparison; the printed text and the printed decimals are kept."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from extract.model import Cell, CellPlace, TextPlace
from normalize.model import Operator, Value
from normalize.words.comparisons import comparison
from normalize.words.dates import read_date
from normalize.words.doings import before_aside, before_reaction, behind_plan, behind_verb
from normalize.words.phrasings import around, behind_name, between, bounds_of, change_of, each_of, listed
from normalize.words.qualities import LASTING, YES_NO, says_nothing, tier_of
from normalize.words.quantities import Role, Setting, read_figure, read_quantity, read_range
from normalize.words.spans import span_of
from normalize.words.text import fold, join, trim
from normalize.words.units import PERCENT, kind_of, named_rate

__all__ = ["Role", "Setting", "is_blank", "lists_values", "read_cell", "read_value"]

_SYMBOLS = {"㎡": "m2", "m²": "m2", "㎥": "m3", "m³": "m3", "米²": "米2", "米³": "米3", "℃": "°C"}
_NOWHERE = CellPlace(0, 0, 0)
_ENUMERATED = re.compile("[①-⓿㈠-㉃❶-➓]")
_BROKEN_NUMBER = re.compile(r"\d\s+\d")
_TWO_NUMBERS = re.compile(r"\d[ \t\u3000\xa0]+\d")


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
    broken = value.number is not None and _BROKEN_NUMBER.search(trim(printed))
    doubt = broken and (_TWO_NUMBERS.search(printed) or _lists_alike(printed, bare, setting))
    return replace(value, doubtful=True) if doubt else value


def _lists_alike(printed: str, bare: Value, setting: Setting) -> bool:
    """Whether the lines of a broken number could be values one under the other, told in the same way.

    ``不少于12⏎50人`` can only be one number: of two, both or neither would have the sign and the unit.
    """
    lines = [_read(bare, fold(line), setting) for line in printed.splitlines() if fold(line)]
    alike = {(line.op, line.unit if line.unit_from == "cell" else None) for line in lines}
    return len(alike) == 1 and all(line.number is not None for line in lines)


def _as_printed(value: Value, printed: str) -> Value:
    """The unit in the symbol that was printed: ㎡, not the m2 it folds to."""
    for symbol, folded in _SYMBOLS.items():
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
    value = read_quantity(bare, folded, setting)
    if value is None and setting.role in ("target", "actual"):
        told = (phrasing(bare, folded, setting) for phrasing in _PHRASINGS)
        value = next((one for one in told if one is not None), None)
    return value or bare


def _changed(bare: Value, folded: str, setting: Setting) -> Value | None:
    """``增长5%``, ``较上年下降3%以上``: the magnitude of a change, with its direction."""
    found = change_of(folded)
    value = read_quantity(bare, found[1], setting) if found else None
    return replace(value, change=found[0]) if found and value else None


def _each(bare: Value, folded: str, setting: Setting) -> Value | None:
    """``每月1次``, ``人均50元``: a quantity over each of something, its unit 次/月, 元/人."""
    found = each_of(folded)
    value = read_quantity(bare, found[1], setting) if found else None
    if not found or value is None or value.unit_from != "cell" or value.unit in PERCENT:
        return None
    unit = f"{value.unit}/{found[0]}"
    return replace(value, unit=unit, kind="range" if value.kind == "range" else kind_of(unit))


def _named(bare: Value, folded: str, setting: Setting) -> Value | None:
    """``满意度95%`` under 群众满意度; a count is none of a rate's values, nor a rate of a count's."""
    behind = behind_name(folded, setting.name)
    value = read_quantity(bare, behind, setting) if behind else None
    if value is None or (value.unit_from == "cell" and (value.kind == "percent") != named_rate(setting.name)):
        return None
    return value


def _explained(bare: Value, folded: str, setting: Setting) -> Value | None:
    """``12次(其中线上3次)``, ``100%(20/20)``: a value with a remark that only explains it."""
    said = before_aside(folded, named_rate(setting.name))
    value = _read(bare, said, setting) if said else None
    return value if value is not None and (value.number is not None or value.kind == "date") else None


def _in_time(bare: Value, folded: str, setting: Setting) -> Value | None:
    """``24小时内响应``, ``5个工作日办结``: how long it took till then."""
    rest = before_reaction(folded)
    value = read_quantity(bare, rest, setting) if rest else None
    return value if value is not None and value.kind == "duration" and value.unit_from == "cell" else None


def _doing(bare: Value, folded: str, setting: Setting) -> Value | None:
    """``已建成2个``, ``计划12项,完成10项``: what was done so often, with its unit."""
    done = behind_plan(folded) if setting.role == "actual" else None
    rest = behind_verb(done or folded) or done
    value = read_quantity(bare, rest, setting) if rest else None
    return value if value is not None and value.number is not None and value.unit_from == "cell" else None


def _bounded(bare: Value, folded: str, setting: Setting) -> Value | None:
    """``≥90%且≤95%``, ``介于5-10个之间``, ``200±20项``: a range said by its two bounds or by its middle."""
    inside = between(folded) or around(folded)
    if inside:
        return read_range(bare, inside, setting)
    halves = [read_figure(bare, half, setting) for half in bounds_of(folded) or ()]
    by_op = {(half.op or "")[:1]: half for half in halves if half is not None}
    low, high = by_op.get(">"), by_op.get("<")
    if low is None or high is None or low.number is None or high.number is None or low.number >= high.number:
        return None
    units = {half.unit for half in (low, high) if half.unit_from == "cell"}
    if len(units) > 1:
        return None
    unit = high if high.unit_from == "cell" or low.unit_from != "cell" else low
    return replace(unit, kind="range", number=None, op=None, op_from=None, low=low.number, high=high.number)


_PHRASINGS = (_changed, _each, _bounded, _named, _doing, _in_time, _explained)


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
