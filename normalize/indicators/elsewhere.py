"""What a target cell leaves to other places: its comparison in the name or the goal's words, its figure in the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Cell
from normalize.model import Goal, Indicator, Operator, Value
from normalize.words.comparisons import AMONG_WORDS, OPERATORS, PREFIX, SUFFIX, comparison
from normalize.words.text import fold, key
from normalize.words.values import Setting, read_value

_NUMBER = r"(?<![\d.])\d+(?:\.\d+)?"
_UNIT = r"[^\d,，。;；、()]{0,4}"
_SAID = re.compile(
    rf"(?P<op>{PREFIX})(?P<above>{_NUMBER})(?P<unit>{_UNIT})|(?P<below>{_NUMBER})(?P<of>{_UNIT}?)(?P<after>{SUFFIX})"
)
_CLAUSE = re.compile(r"[,，。;；、\r\n]")
_ENDING = re.compile(
    rf"(?<![第\d.．\-~～至—/])(?P<op>{PREFIX})?\d+(?:[.．]\d+)?\s*(?P<unit>[%％]|[^\W\d_年月日号期届A-Za-z]{{1,3}})?(?P<after>{SUFFIX})?$"
)
_POINTS_BEHIND = re.compile(r"[（(](?:分值|满分|权重)?[:：]?(?P<points>\d+(?:[.．]\d+)?分)[)）]$")
_HALF = 0.5  # of a name's pairs of characters that a clause must repeat to speak of it


class _Bound(Struct, frozen=True):
    """A figure with its comparison in a text."""

    number: Decimal
    unit: str
    op: Operator


def operator_elsewhere(row: Indicator, goals: Sequence[Goal]) -> Indicator:
    """The row with the comparison that its name, else a goal prints for the very figure of its target."""
    target = row.target
    if target is None or target.number is None or target.op is not None:
        return row
    op = _in_name(row.level_3, target)
    if op:
        return replace(row, target=replace(target, op=op, op_from="name"))
    own = [goal for goal in goals if row.goal in (None, goal.n) and goal.expected is not None]
    said = {bound.op for goal in own if goal.expected for bound in _spoken(goal.expected.text, row.level_3, target)}
    return replace(row, target=replace(target, op=said.pop(), op_from="goal")) if len(said) == 1 else row


def weight_in_name(cell: Cell) -> Value | None:
    """The points that end an indicator's name (``验收合格率（15分）``), with their place in its cell, or None."""
    at = [index for index, character in enumerate(cell.text) if not character.isspace()]
    found = _POINTS_BEHIND.search("".join(cell.text[index] for index in at))
    if found is None or found.start() < 2:
        return None
    base = cell.place.start or 0
    place = cell.place.part(base + at[found.start("points")], base + at[found.end("points") - 1] + 1)
    return replace(read_value(found["points"], place, Setting("points")), unit_from="name")


def target_in_name(cell: Cell, name: str, year: int | None) -> Value | None:
    """The target that ends an indicator's name (``资金支付完成率100%``), with its place in the name's cell, or None.

    A bare number without comparison or unit is part of the name.
    """
    at = [index for index, character in enumerate(cell.text) if not character.isspace()]
    found = _ENDING.search("".join(cell.text[index] for index in at))  # lines may break within a word
    if found is None or found.start() < 2 or not (found["op"] or found["unit"]):
        return None
    start, end = at[found.start()], at[found.end() - 1] + 1
    base = cell.place.start or 0
    value = read_value(cell.text[start:end], cell.place.part(base + start, base + end), _as_target(name, year))
    if value.number is None or value.kind == "duration":
        return None
    return replace(value, op_from="name" if value.op else None, unit_from="name" if value.unit_from else None)


def _as_target(name: str, year: int | None) -> Setting:
    return Setting("target", name=name, year=year)


def _in_name(name: str, target: Value) -> Operator | None:
    """``群众满意度≥``, ``设施完好率（不低于95%）``."""
    bare = key(name)
    ending = re.search(rf"(?:{PREFIX})$", bare)
    if ending and ending[0] not in AMONG_WORDS:
        return OPERATORS[ending[0]]
    said = {bound.op for bound in _bounds(bare) if bound.number == target.number}
    return said.pop() if len(said) == 1 else None


def _bounds(text: str) -> Iterator[_Bound]:
    for found in _SAID.finditer(fold(text)):
        op = comparison(found["op"], found["after"])
        if op:
            yield _Bound(Decimal(found["above"] or found["below"]), found["unit"] or found["of"] or "", op)


def _spoken(text: str, name: str, target: Value) -> Iterator[_Bound]:
    """The bounds of the same figure in clauses that repeat the name."""
    for clause in _CLAUSE.split(text):
        for bound in _bounds(clause) if _about(fold(clause), key(name)) else ():
            if bound.number == target.number and _alike(bound.unit, target.unit):
                yield bound


def _about(clause: str, name: str) -> bool:
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return bool(pairs) and sum(pair in clause for pair in pairs) >= _HALF * len(pairs)


def _alike(said: str, unit: str | None) -> bool:
    return unit is None or not said or said.startswith(unit) or unit.startswith(said)
