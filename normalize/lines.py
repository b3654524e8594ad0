"""A grid seen row by row: which cells touch a row, which begin in it."""

from __future__ import annotations

from msgspec import Struct

from extract.model import Cell, Grid
from normalize.text import fold


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
    """The rows of a grid, from top to bottom; each cell is folded once."""
    says = {id(cell): bool(fold(cell.text)) for cell in grid.cells}
    lines = []
    for row in range(grid.n_rows):
        cells = grid.row(row)
        fresh = tuple(cell for cell in cells if cell.place.row == row and says[id(cell)])
        lines.append(Line(grid, row, cells, fresh))
    return lines


def overlap(cell: Cell, first: int, last: int) -> int:
    """How many columns from first up to (not including) last a cell covers."""
    return min(cell.place.col + cell.cols, last) - max(cell.place.col, first)
