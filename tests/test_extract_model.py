"""A grid is refused when it cannot be drawn."""

from __future__ import annotations

import pytest

from extract.model import Cell, CellPlace, Grid, OverlapError


def cell(row: int, col: int, rows: int = 1, cols: int = 1) -> Cell:
    return Cell("", CellPlace(1, row, col), rows, cols)


def test_two_cells_on_one_square_are_refused() -> None:
    with pytest.raises(OverlapError, match="two cells at row 1, column 2"):
        Grid(1, 2, 3, (cell(0, 0), cell(0, 2, rows=2), cell(1, 1, cols=2)))


@pytest.mark.parametrize("outside", [cell(-1, 0), cell(0, -1), cell(1, 0, rows=2), cell(0, 2, cols=2)])
def test_a_cell_that_leaves_the_grid_is_refused(outside: Cell) -> None:
    with pytest.raises(OverlapError, match="leaves the 2 × 3 grid"):
        Grid(1, 2, 3, (outside,))


def test_holes_stay_open() -> None:
    table = Grid(1, 2, 2, (cell(0, 0, rows=2),))
    assert table.at(1, 0) is table.cells[0]
    assert table.at(0, 1) is None
