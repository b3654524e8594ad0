"""Resolves the merge marks of a raw table into a grid of cells as drawn."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import Cell, CellPlace, Grid
from extract.wordline import visible
from extract.wordraw import Flow, RawCell, RawRow, RawTable
from extract.wordremarks import Remarks


@dataclass(slots=True, eq=False)
class Merged:
    """A cell as drawn while it still grows: the raw cell that holds its text, its corner, its extent."""

    raw: RawCell
    row: int
    col: int
    cols: int
    rows: int = 1


def visible_in(flow: Flow) -> int:
    """How many visible characters a flow holds, tables and boxes in it included."""
    total = 0
    for item in flow.items:
        if isinstance(item, str):
            total += visible(item)
        elif isinstance(item, Flow):
            total += visible_in(item)
        else:
            total += sum(visible_in(cell.flow) for row in item.rows for cell in row.cells)
    return total


class Resolver:
    """Joins cells by their merge marks; `dropped` counts the characters in cells merged away."""

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.dropped = 0

    def resolve(self, table: RawTable) -> tuple[list[Merged], int, int]:
        """The cells as drawn in reading order, and the grid's numbers of rows and columns.

        A cell that continues a vertical merge belongs to the merged cell right above it if both span the same
        columns; otherwise it stands for itself, as LibreOffice draws it, and blank cells may continue it in turn.
        """
        cells: list[Merged] = []
        above: dict[int, Merged] = {}
        widths: set[int] = set()
        for n, row in enumerate(table.rows):
            drawn, end = self._across(row, n)
            widths.add(end)
            open_here: dict[int, Merged] = {}
            for cell in drawn:
                upper = above.get(cell.col) if cell.raw.down == "continue" else None
                if upper is not None and upper.cols == cell.cols and not self._speaks_for_itself(cell, upper):
                    upper.rows += 1
                    self._drop(cell, upper)
                    open_here[cell.col] = upper
                    continue
                if cell.raw.down is not None:
                    open_here[cell.col] = cell
                    if cell.raw.down == "continue":
                        self.remarks.add_at("merge-orphan", cell.raw.flow)
                cells.append(cell)
            above = open_here
        if len(widths) > 1:
            self.remarks.add_at("grid-holes", cells[0].raw.flow if cells else None)
        return cells, len(table.rows), max(widths, default=0)

    def _across(self, row: RawRow, n: int) -> tuple[list[Merged], int]:
        """A row with its legacy horizontal merges joined, their texts too; and the column where it ends."""
        drawn: list[Merged] = []
        col = row.before
        for raw in row.cells:
            if raw.across == "continue" and drawn and drawn[-1].raw.across is not None:
                drawn[-1].cols += raw.span
                if raw.flow.has_content():
                    drawn[-1].raw.flow.items += raw.flow.items
            else:
                drawn.append(Merged(raw, n, col, raw.span))
            col += raw.span
        return drawn, col + row.after

    def _speaks_for_itself(self, cell: Merged, upper: Merged) -> bool:
        """Under a merge that nothing ever started, text is not taken for merged away."""
        return upper.raw.down != "restart" and cell.raw.flow.has_content()

    def _drop(self, cell: Merged, into: Merged) -> None:
        """Leave out what a cell merged away still holds: neither Word nor LibreOffice displays it."""
        if cell.raw.flow.has_content():
            self.remarks.add_at("merged-away-text", into.raw.flow)
            self.dropped += visible_in(cell.raw.flow)


class GridBuilder:
    """Builds grids from raw tables and numbers them in reading order, nested ones after their parent."""

    def __init__(self, remarks: Remarks) -> None:
        self.resolver = Resolver(remarks)
        self.tables = 0

    def grid(self, table: RawTable, parent: CellPlace | None) -> tuple[Grid, list[RawCell]]:
        """The grid of a table, and those of its cells that hold more than text (nested tables, text boxes)."""
        self.tables += 1
        number = self.tables
        merged, rows, width = self.resolver.resolve(table)
        cells: list[Cell] = []
        rich: list[RawCell] = []
        for cell in merged:
            flow = cell.raw.flow
            flow.place = place = CellPlace(number, cell.row, cell.col, path=cell.raw.path)
            cells.append(Cell(flow.text(), place, cell.rows, cell.cols))
            if flow.is_rich():
                rich.append(cell.raw)
        return Grid(number, rows, width, tuple(cells), parent), rich
