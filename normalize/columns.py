"""Columns by their header cells, whatever their order; two-level and split headers give one column each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Cell
from normalize.lines import Line, overlap
from normalize.text import fold

_WHOLE = re.compile("合计|小计|总额|金额|数值")
Decided = tuple[str | None, Cell, Cell]  # field of a square, the header that says it, the lowest header over it
Meaning = Callable[[str], str | None]


class Column(Struct, frozen=True):
    """A column of a block: its field (None: a header nobody knows), its header cell, squares first up to last."""

    field: str | None
    label: str
    first: int
    last: int
    header: Cell


class Columns(Struct, frozen=True):
    """The columns of a block, left to right."""

    all: tuple[Column, ...]

    def __getitem__(self, field: str) -> Column:
        return next(column for column in self.all if column.field == field)

    def __contains__(self, field: str) -> bool:
        return any(column.field == field for column in self.all)

    def fields(self) -> tuple[str, ...]:
        return tuple(column.field for column in self.all if column.field)

    def split(self, cells: Iterable[Cell]) -> dict[int, list[Cell]]:
        """Each cell under the column it overlaps most (first of equals): index of the column → its cells in order."""
        under: dict[int, list[Cell]] = {}
        for cell in cells:
            shares = [overlap(cell, column.first, column.last) for column in self.all]
            best = max(shares, default=0)
            if best > 0:
                under.setdefault(shares.index(best), []).append(cell)
        return under


def header_columns(band: Sequence[Line], meaning: Meaning, beyond: int) -> Columns:
    """The columns that the rows of a header make.

    Each square of the band belongs to the lowest header cell over it that has a meaning. Cells that run past the band
    (row `beyond` and further down) are labels of the block, no headers.
    """
    stacks: dict[int, list[Cell]] = {}
    for line in band:
        for cell in line.cells:
            if cell.place.row + cell.rows <= beyond and cell.place.row >= band[0].row:
                for col in range(cell.place.col, cell.place.col + cell.cols):
                    if cell not in stacks.setdefault(col, []):
                        stacks[col].append(cell)
    decided: dict[int, Decided] = {}
    for col in sorted(stacks):
        stack = [cell for cell in stacks[col] if cell.text.strip()]
        if stack:
            decided[col] = (*_decide(stack, meaning), stack[-1])
    own = {field for field, header, lowest in decided.values() if header is lowest}
    runs: list[Column] = []
    for col, (field, header, lowest) in decided.items():
        if header is not lowest and (field in own or _speaks_for(header, decided.values()) is not lowest):
            field, header = None, lowest
        if runs and runs[-1].header is header and runs[-1].last == col:
            runs[-1] = Column(field, header.text, runs[-1].first, col + 1, header)
        else:
            runs.append(Column(field, header.text, col, col + 1, header))
    return Columns(tuple(runs))


def _speaks_for(group: Cell, decided: Iterable[Decided]) -> Cell:
    """The header that a group means, of those under it that say less (全年预算数 over 合计 | 其中：财政资金)."""
    under = [lowest for _, header, lowest in decided if header is group]
    return next((cell for cell in under if _WHOLE.match(fold(cell.text))), under[0])


def _decide(stack: list[Cell], meaning: Meaning) -> tuple[str | None, Cell]:
    for cell in reversed(stack):
        field = meaning(cell.text)
        if field:
            return field, cell
    if len(stack) > 1:
        field = meaning("".join(cell.text for cell in stack))
        if field:
            return field, stack[-1]
    return None, stack[-1]


def nearest_known(columns: Columns, nearest: Meaning) -> Columns:
    """The columns with a misspelt header (one wrong character of OCR) read as the wording clearly nearest to it."""
    read = (
        replace(column, field=nearest(column.label)) if column.field is None and column.label.strip() else column
        for column in columns.all
    )
    return Columns(tuple(read))
