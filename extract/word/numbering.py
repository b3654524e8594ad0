"""The automatic numbers of a Word file, counted as Word counts them while the document is read in order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from extract.word.names import OFF, VAL, W, w
from extract.word.numerals import format_number, is_told
from extract.word.styles import Styles, level_of

_ABSTRACT, _NUM, _LVL, _OVERRIDE, _FORMAT = w("abstractNum", "num", "lvl", "lvlOverride", "numFmt")
_LONGEST = 255  # characters of a pattern
_PLACEHOLDERS = tuple(f"%{n}" for n in range(1, 10))


class Level(Struct, frozen=True):
    """One level of a list: first number, format, pattern (``%1.%2``), what restarts it, what follows it."""

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    restart: int | None = None  # restarts after this level (from 1) or a higher one; 0 never; None: the one above
    legal: bool = False
    suffix: str = "tab"
    style: str | None = None


@dataclass(slots=True)
class List:
    """One w:num: the levels it prints with, the counters it shares with its kin, its restarts still to come."""

    levels: dict[int, Level]
    counters: dict[int, int]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Lists by w:numId, with their counters; `label` moves them on."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, List] = {}
        if root is not None:
            self._read(root)

    def label(self, num_id: str, level: int | None, style_id: str | None) -> str:
        """The label of the next paragraph in a list with the gap that follows it; "" for bullets and no list."""
        numbers = self._lists.get(num_id)
        if numbers is None:
            return ""
        if level is None:
            level = next((n for n, lvl in numbers.levels.items() if lvl.style and lvl.style == style_id), 0)
        step = numbers.levels.get(level)
        if step is None:
            return ""
        _advance(numbers, level, step)
        return _printed(numbers, step)

    def is_told(self, num_id: str) -> bool:
        """True where every level of a list prints in a format that is told."""
        numbers = self._lists.get(num_id)
        return numbers is None or all(is_told(level.kind) for level in numbers.levels.values())

    def _read(self, root: etree._Element) -> None:
        abstracts = {str(el.get(W + "abstractNumId")): el for el in root.iter(_ABSTRACT)}
        shared: dict[str, dict[int, int]] = {}
        links = {str(el.get(W + "numId")): _value(el, "abstractNumId") or "" for el in root.iter(_NUM)}
        for num in root.iter(_NUM):
            num_id = str(num.get(W + "numId"))
            abstract_id = self._follow(links[num_id], abstracts, links)
            levels = _levels(abstracts.get(abstract_id))
            numbers = List(levels, shared.setdefault(abstract_id, {}))
            for override in num.iter(_OVERRIDE):
                _override(numbers, override)
            self._lists[num_id] = numbers

    def _follow(self, abstract_id: str, abstracts: dict[str, etree._Element], links: dict[str, str]) -> str:
        """Follow w:numStyleLink through its style to the list that defines the levels."""
        seen: set[str] = set()
        while abstract_id not in seen and abstract_id in abstracts:
            seen.add(abstract_id)
            style_id = _value(abstracts[abstract_id], "numStyleLink")
            num_id = self._styles.numbering(style_id)[0] if style_id else None
            if num_id is None or num_id not in links:
                return abstract_id
            abstract_id = links[num_id]
        return abstract_id


def _value(el: etree._Element, name: str) -> str | None:
    child = el.find(W + name)
    return None if child is None else child.get(VAL)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else default


def _levels(abstract: etree._Element | None) -> dict[int, Level]:
    if abstract is None:
        return {}
    return {n: _level(el) for el in abstract.iter(_LVL) if (n := level_of(el.get(W + "ilvl"))) is not None}


def _level(el: etree._Element) -> Level:
    restart, legal = _value(el, "lvlRestart"), el.find(W + "isLgl")
    return Level(
        start=_integer(_value(el, "start"), 0 if el.find(W + "start") is None else 1),
        kind=_kind(el),
        pattern=(_value(el, "lvlText") or "")[:_LONGEST],
        restart=None if restart is None else _integer(restart, 0),
        legal=legal is not None and legal.get(VAL) not in OFF,
        suffix=_value(el, "suff") or "tab",
        style=_value(el, "pStyle"),
    )


def _kind(level: etree._Element) -> str:
    """The number format of a level; ``000`` stands for a custom format that fills up with noughts."""
    custom = next((el.get(W + "format") for el in level.iter(_FORMAT) if el.get(VAL) == "custom"), None)
    noughts = re.match(r"0+(?=1,)", custom or "")
    return "0" * (len(noughts[0]) + 1) if noughts else _value(level, "numFmt") or "decimal"


def _override(numbers: List, override: etree._Element) -> None:
    level = level_of(override.get(W + "ilvl"))
    if level is None:
        return
    own, start = override.find(_LVL), _value(override, "startOverride")
    if own is not None:
        numbers.levels[level] = _level(own)
    if start is not None:
        numbers.restarts[level] = _integer(start, 1)
        if level in numbers.levels:
            numbers.levels[level] = replace(numbers.levels[level], start=_integer(start, 1))


def _advance(numbers: List, level: int, step: Level) -> None:
    """Count a level on; levels above that never came count as begun, so that the next of them is one further."""
    counters = numbers.counters
    for above in range(level):
        if above not in counters and above in numbers.levels:
            counters[above] = numbers.restarts.pop(above, numbers.levels[above].start)
    start = numbers.restarts.pop(level, None)
    if start is not None:
        counters[level] = start
    else:
        counters[level] = counters[level] + 1 if level in counters else step.start
    for lower in [n for n in counters if n > level]:
        restart = numbers.levels[lower].restart if lower in numbers.levels else None
        if restart is None or 0 < level + 1 <= restart:
            del counters[lower]


def _printed(numbers: List, step: Level) -> str:
    if step.kind == "bullet":
        return ""
    label = step.pattern
    for n, placeholder in enumerate(_PLACEHOLDERS):
        if placeholder in label:
            level = numbers.levels.get(n, Level())
            kind = "decimal" if step.legal and level.kind != "decimalZero" else level.kind
            label = label.replace(placeholder, format_number(numbers.counters.get(n, level.start), kind))
    return label + _gap(label, step.suffix)


def _gap(label: str, suffix: str) -> str:
    """A full-width mark such as the one ending 一、 carries its own gap."""
    wide = unicodedata.east_asian_width(label[-1]) in "WF" if label else True
    return "" if suffix == "nothing" or wide else " "
