"""Which cells of a form found their meaning."""

from __future__ import annotations

from extract.model import Cell, Note

CellId = tuple[int, int, int]


def cell_id(cell: Cell) -> CellId:
    """What a cell is known by within one document: table, row, column."""
    return cell.place.table, cell.place.row, cell.place.col


class Ledger:
    """The cells claimed so far, and what had to be remarked on the way."""

    def __init__(self) -> None:
        self._claimed: set[CellId] = set()
        self.notes: list[Note] = []

    def claim(self, *cells: Cell | None) -> None:
        self._claimed.update(cell_id(cell) for cell in cells if cell is not None)

    def claimed(self, cell: Cell) -> bool:
        return cell_id(cell) in self._claimed
