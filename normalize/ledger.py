"""Which cells of a form have found their meaning, and remarks made on the way."""

from __future__ import annotations

from extract.model import Cell, CellPlace, Note, Place

CellId = tuple[int, int, int]


def cell_id(cell: Cell) -> CellId:
    """What a cell is known by within one document: table, row, column."""
    return cell.place.table, cell.place.row, cell.place.col


class Ledger:
    """The cells claimed so far, and what had to be remarked on the way.

    A cell is claimed for a record that says it, which is looked after (`accounting`), or passed over because it says
    nothing of its own: a heading, a row number, what the template left over.
    """

    def __init__(self) -> None:
        self._claimed: set[CellId] = set()
        self._passed_over: set[CellId] = set()
        self.notes: list[Note] = []

    def claim(self, *cells: Cell | None) -> None:
        self._claimed.update(cell_id(cell) for cell in cells if cell is not None)

    def pass_over(self, *cells: Cell) -> None:
        self._passed_over.update(map(cell_id, cells))
        self.claim(*cells)

    def told_again(self, place: Place) -> None:
        """Pass over the cell at a place: it says again what a record says of another."""
        if isinstance(place, CellPlace):
            self._passed_over.add((place.table, place.row, place.col))

    def claimed(self, cell: Cell) -> bool:
        return cell_id(cell) in self._claimed

    def passed_over(self, cell: Cell) -> bool:
        return cell_id(cell) in self._passed_over
