"""Values read by OCR are marked as such, wherever in a form they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from extract.model import Cell, CellPlace, Document, TextPlace
from normalize.model import Form, Value

Square = tuple[int, int, int]


def ocr_cells(document: Document) -> dict[Square, Cell]:
    """The cells of a document that OCR read, by table, row and column."""
    return {_square(cell.place): cell for grid in document.grids for cell in grid.cells if cell.ocr}


def marked(form: Form, cells: Mapping[Square, Cell]) -> Form:
    """The form again, every value from one of these cells marked `ocr`, and `doubtful` where the reading is."""
    found: Form = _marked(form, cells)
    return found


def _marked(item: Any, cells: Mapping[Square, Cell]) -> Any:
    if isinstance(item, Value):
        cell = cells.get(_square(item.place)) if isinstance(item.place, CellPlace) else None
        return item if cell is None else replace(item, ocr=True, doubtful=item.doubtful or cell.doubtful)
    if isinstance(item, tuple):
        return tuple(_marked(one, cells) for one in item)
    if isinstance(item, Struct) and not isinstance(item, (CellPlace, TextPlace)):
        return replace(item, **{one.name: _marked(getattr(item, one.name), cells) for one in fields(item)})
    return item


def _square(place: CellPlace) -> Square:
    return place.table, place.row, place.col
