"""Values printed in several cells: comparison | value | unit under one heading or under headings of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from extract.model import Cell
from normalize.layout.columns import Column, Columns
from normalize.layout.lines import Line
from normalize.words.comparisons import states_comparison
from normalize.words.nouns import is_counted, short_noun
from normalize.words.text import fold
from normalize.words.units import is_unit
from normalize.words.values import is_blank

_VALUES = ("target", "actual")


def with_parts(columns: Columns, band: Sequence[Line], below: Sequence[Line]) -> Columns:
    """The columns with one of values over several cells a row (≥ | 95 | %) as one of each part.

    A result whose unit has a heading of its own (完成值 | 单位 under 实际完成值) is headed by that over both.
    """
    found: list[Column] = []
    for column in columns.all:
        whole = column.field not in _VALUES or column.half is not None or column.last - column.first < 2
        found += [column] if whole else _parts(column, below) or [column]
    for at, (left, right) in enumerate(pairwise(found)):
        over = _over_both(left, right, band) if (left.field, right.field) == ("actual", "unit") else None
        found[at] = replace(left, header=over) if over else left
    return Columns(tuple(found))


def _over_both(left: Column, right: Column, band: Sequence[Line]) -> Cell | None:
    """The heading over just two columns."""
    cells = (cell for line in band for cell in line.cells)
    return next(
        (cell for cell in cells if (cell.place.col, cell.place.col + cell.cols) == (left.first, right.last)), None
    )


def _parts(column: Column, below: Sequence[Line]) -> list[Column]:
    """The columns of the parts, if one of them holds the values, the others nothing but comparisons or units."""
    inside = [cell for line in below for cell in line.cells if _within(cell, column)]
    starts = sorted({cell.place.col for cell in inside})
    inside = [cell for cell in inside if not any(cell.place.col < at < cell.place.col + cell.cols for at in starts)]
    if not starts or starts[0] != column.first:
        return []
    fields = [_part([cell.text for cell in inside if cell.place.col == start]) for start in starts]
    order = {"nature": 0, None: 1, "unit": 2}
    if fields.count(None) != 1 or len(fields) < 2 or [order[f] for f in fields] != sorted({order[f] for f in fields}):
        return []
    ends = [*starts[1:], column.last]
    return [
        replace(column, field=field or column.field, first=start, last=end)
        for field, start, end in zip(fields, starts, ends, strict=True)
    ]


def _within(cell: Cell, column: Column) -> bool:
    """Whether a cell is one of several under a column: in its squares, not over them all."""
    inside = column.first <= cell.place.col and cell.place.col + cell.cols <= column.last
    return inside and cell.cols < column.last - column.first


def _part(texts: list[str]) -> str | None:
    """What the cells under one another are: comparisons, units, or None for values."""
    said = [fold(text) for text in texts if not is_blank(text)]
    if said and all(map(states_comparison, said)):
        return "nature"
    units = [is_unit(text) or is_counted(text) for text in said]
    return (
        "unit" if any(units) and all(unit or short_noun(text) for text, unit in zip(said, units, strict=True)) else None
    )


def own_part(columns: Columns, name: str, part: str) -> Column | None:
    """The column of comparisons in front of a value's own, or of units behind it; None where it has none."""
    known = [column for column in columns.all if column.field]
    for left, right in pairwise(known):
        value, other = (right, left) if part == "nature" else (left, right)
        if value.field == name and other.field == part and (name == "target" or _belongs(known, value, other)):
            return other
    return None


def _belongs(known: list[Column], value: Column, part: Column) -> bool:
    """Whether a part beside an actual value is its own: under the same heading, or the target has another one."""
    head = value.header
    under = head.place.col <= part.first and part.last <= head.place.col + head.cols
    return under or any(other.field == part.field for other in _before(known, value, part))


def _before(known: list[Column], value: Column, part: Column) -> Iterator[Column]:
    """The columns that stand before both, up to the target's and beside it."""
    first = min(known.index(value), known.index(part))
    fields = [column.field for column in known[:first]]
    if "target" in fields:
        at = fields.index("target")
        yield from known[max(at - 1, 0) : min(at + 2, first)]
