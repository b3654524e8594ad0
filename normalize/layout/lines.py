"""A grid seen row by row: which cells touch a row, which begin in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Cell, Grid
from normalize.labels import vocabulary
from normalize.words.text import fold, key, stem


class Line(Struct, frozen=True):
    """One row of a grid. cells: all that touch it, left to right; fresh: those that begin in it and say something."""

    grid: Grid
    row: int
    cells: tuple[Cell, ...]
    fresh: tuple[Cell, ...]

    def right_of(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells of the row to the right of one of them."""
        return tuple(other for other in self.cells if other.place.col >= cell.place.col + cell.cols)

    @property
    def table(self) -> int:
        return self.grid.table


def lines_of(grid: Grid) -> list[Line]:
    """The rows of a grid, from top to bottom; a label printed again in each row is one cell down them all."""
    running = _running_labels(grid)
    says = {id(cell): bool(fold(cell.text)) for cell in (*grid.cells, *running.values())}
    lines = []
    for row in range(grid.n_rows):
        cells = grid.row(row)
        if row in running:
            cells = (running[row], *cells[1:])
        fresh = tuple(cell for cell in cells if cell.place.row == row and says[id(cell)])
        lines.append(Line(grid, row, cells, fresh))
    return lines


def _running_labels(grid: Grid) -> dict[int, Cell]:
    """The cell over all squares at the left edge that repeat one label instead of being merged, by row."""
    found: dict[int, Cell] = {}
    above: Cell | None = None
    for row in range(grid.n_rows):
        cell = grid.at(row, 0)
        if cell is None or cell.place.row != row:
            continue
        if above is not None and above.cols == cell.cols and key(above.text) == key(cell.text) and _runs_on(cell):
            above = replace(above, rows=row + cell.rows - above.place.row)
            found |= dict.fromkeys(range(above.place.row, row + cell.rows), above)
        else:
            above = cell
    return found


def _runs_on(cell: Cell) -> bool:
    """Whether a text printed again below itself is one label: not a figure, nor one that says something in each row."""
    words, label = vocabulary(), stem(cell.text)
    if words.blocks.exact(cell.text):
        return True
    each = (words.total, words.identity, words.sections, words.fund_rows)
    return len(label) > 1 and not label.isascii() and not any(one.exact(cell.text) for one in each)


def headings(band: Iterable[Line], left: int = 0) -> list[Cell]:
    """The cells of heading rows that head a column, from the first column on; a figure heads nothing."""
    cells = (cell for line in band for cell in line.fresh if cell.place.col >= left)
    return [cell for cell in cells if re.search(r"[^\W\d_]", cell.text)]


def overlap(cell: Cell, first: int, last: int) -> int:
    """How many columns from first up to (not including) last a cell covers."""
    return min(cell.place.col + cell.cols, last) - max(cell.place.col, first)
