"""Resolves the merge marks of a raw table into a grid of cells as drawn."""

from __future__ import annotations

from dataclasses import dataclass

from extract.limits import Limits
from extract.model import Cell, CellPlace, Grid
from extract.wordraw import Flow, RawCell, RawRow, RawTable
from extract.wordremarks import Remarks


@dataclass(slots=True, eq=False)
class Merged:
    """A cell as drawn while it still grows: its corner, its extent, the raw cell that holds its text."""

    raw: RawCell
    row: int
    col: int
    cols: int
    rows: int = 1


def resolve(table: RawTable, remarks: Remarks) -> tuple[list[Merged], int, int]:
    """The cells as drawn in reading order, and the grid's numbers of rows and columns."""
    cells: list[Merged] = []
    above: dict[int, Merged] = {}
    width = 0
    for n, row in enumerate(table.rows):
        here: dict[int, Merged] = {}
        drawn, end = _across(row, n)
        width = max(width, end)
        for cell in drawn:
            down = cell.raw.down
            if down == "continue":
                upper = above.get(cell.col)
                if upper is not None and upper.cols == cell.cols:
                    upper.rows += 1
                    here[cell.col] = upper
                    _drop(cell.raw.flow, upper.raw.flow, remarks)
                    continue
                remarks.add_at("merge-orphan", cell.raw.flow)
            if down is not None:
                here[cell.col] = cell
            cells.append(cell)
        above = here
    return cells, len(table.rows), width


def _across(row: RawRow, n: int) -> tuple[list[Merged], int]:
    """A row with its legacy horizontal merges joined; and the column where it ends."""
    drawn: list[Merged] = []
    col = row.before
    for raw in row.cells:
        if raw.across == "continue" and drawn and drawn[-1].raw.across is not None:
            drawn[-1].cols += raw.span
        else:
            drawn.append(Merged(raw, n, col, raw.span))
        col += raw.span
    return drawn, col + row.after


def _drop(flow: Flow, into: Flow, remarks: Remarks) -> None:
    if flow.text().strip():
        remarks.add_at("merged-away-text", into)


class GridBuilder:
    """Builds grids from raw tables and numbers them in reading order, nested ones after their parent."""

    def __init__(self, remarks: Remarks, limits: Limits) -> None:
        self.remarks = remarks
        self.limits = limits
        self.tables = 0

    def grids(self, table: RawTable, parent: CellPlace | None = None) -> list[Grid | Flow]:
        """The grid of a table, then what its cells hold beside their text: nested grids and text boxes."""
        self.tables += 1
        number = self.tables
        merged, rows, width = resolve(table, self.remarks)
        extras: list[tuple[CellPlace, RawTable | Flow]] = []
        cells: list[Cell] = []
        for cell in merged:
            flow = cell.raw.flow
            place = CellPlace(number, cell.row, cell.col, path=cell.raw.path)
            flow.place = place
            cells.append(Cell(flow.text(), place, cell.rows, cell.cols))
            if len(flow.items) > 1 or (flow.items and type(flow.items[0]) is not str):
                extras += [(place, item) for item in flow.items if type(item) is not str]
        blocks: list[Grid | Flow] = [Grid(number, rows, width, tuple(cells), parent)]
        for place, item in extras:
            if isinstance(item, RawTable):
                blocks += self.grids(item, place)
            else:
                blocks.append(item)
        return blocks
