"""Resolves the merge marks of a raw table into a grid of cells as drawn."""

from __future__ import annotations

from extract.model import Cell, CellPlace, Grid
from extract.word.line import visible
from extract.word.raw import Flow, RawCell, RawRow, RawTable
from extract.word.remarks import Remarks


def visible_in(flow: Flow) -> int:
    """How many visible characters a flow holds, tables and boxes in it included."""
    total = 0
    for item in flow.items:
        if isinstance(item, str):
            total += visible(item)
        elif isinstance(item, Flow):
            total += visible_in(item)
        else:
            total += sum(visible_in(cell) for row in item.rows for cell in row.cells)
    return total


class Resolver:
    """Joins cells by their merge marks; `dropped` counts the characters in cells merged away."""

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.dropped = 0

    def resolve(self, table: RawTable) -> tuple[list[RawCell], int]:
        """The cells as drawn in reading order, their place and extent set, and the grid's number of columns.

        A cell that continues a vertical merge belongs to the merged cell right above it if both span the same
        columns; otherwise it stands for itself, as LibreOffice draws it, and blank cells may continue it in turn.
        """
        cells: list[RawCell] = []
        above: dict[int, RawCell] = {}
        widths: set[int] = set()
        for n, row in enumerate(table.rows):
            open_here: dict[int, RawCell] = {}
            widths.add(self._place(row, n))
            for cell in row.cells:
                if cell.down is not None:
                    upper = self._upper(cell, above.get(cell.col))
                    open_here[cell.col] = upper
                    if upper is not cell:
                        continue
                cells.append(cell)
            above = open_here
        if len(widths) > 1:
            self.remarks.add_at("grid-holes", cells[0] if cells else None)
        return cells, max(widths, default=0)

    def _place(self, row: RawRow, n: int) -> int:
        """Set the row and column of each cell, legacy horizontal merges joined; the column where the row ends."""
        col = row.before
        left: RawCell | None = None
        merged = False
        for cell in row.cells:
            cell.row, cell.col = n, col
            col += cell.cols
            if cell.across == "continue" and left is not None and left.across is not None:
                left.cols += cell.cols
                if cell.has_content():
                    left.items += cell.items
                merged = True
                cell.rows = 0
            else:
                left = cell
        if merged:
            row.cells = [cell for cell in row.cells if cell.rows]
        return col + row.after

    def _upper(self, cell: RawCell, upper: RawCell | None) -> RawCell:
        """The merged cell that a marked cell belongs to: the one above, grown by a row, or itself."""
        if cell.down == "restart":
            return cell
        if upper is None or upper.cols != cell.cols or (upper.down != "restart" and cell.has_content()):
            self.remarks.add_at("merge-orphan", cell)  # and under one that nothing started, no text is merged away
            return cell
        upper.rows += 1
        if cell.has_content():  # neither Word nor LibreOffice displays it
            self.remarks.add_at("merged-away-text", upper)
            self.dropped += visible_in(cell)
        return upper


class GridBuilder:
    """Builds grids from raw tables and numbers them in reading order, nested ones after their parent."""

    def __init__(self, remarks: Remarks) -> None:
        self.resolver = Resolver(remarks)
        self.tables = 0

    def grid(self, table: RawTable, parent: CellPlace | None) -> tuple[Grid, list[RawCell]]:
        """The grid of a table, and those of its cells that hold more than text (nested tables, text boxes)."""
        self.tables += 1
        number = self.tables
        drawn, width = self.resolver.resolve(table)
        cells: list[Cell] = []
        for cell in drawn:
            cell.place = place = CellPlace(number, cell.row, cell.col, path=cell.path)
            cells.append(Cell(cell.text(), place, cell.rows, cell.cols))
        return Grid(number, len(table.rows), width, tuple(cells), parent), [cell for cell in drawn if cell.is_rich()]
