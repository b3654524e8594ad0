"""Pages wholly inside one row of a table, with lines down and none across: only the page before tells what they are."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from extract.pdf.page import Page
from extract.pdf.ruling import SNAP
from extract.pdf.sheet import Sheet


def settled(pages: list[Page]) -> Iterator[Page]:
    """The pages, those with lines down alone as a row where the table before them goes on in these columns."""
    before: Page | None = None
    for page in pages:
        if page.row is not None and before is not None and before.sheets and _goes_on(before.sheets[-1], page.row):
            page = _as_row(page, page.row)
        before = page
        yield page


def _goes_on(table: Sheet, row: Sheet) -> bool:
    """The last row of the table is left open below, and the row has its column edges."""
    shift = table.xs[0] - row.xs[0]
    last = table.touching(table.n_rows - 1)
    edges = [cell.col for cell in last] + [len(table.xs) - 1]
    if not all(cell.below for cell in last) or len(edges) != len(row.xs):
        return False
    return all(abs(table.xs[edge] - x - shift) <= SNAP for edge, x in zip(edges, row.xs, strict=True))


def _as_row(page: Page, row: Sheet) -> Page:
    top, bottom = row.box[1], row.box[3]
    lines = tuple(line for line in page.lines if not top < (line.box[1] + line.box[3]) / 2 < bottom)
    notes = tuple(note for note in page.notes if note.code != "table-by-alignment")
    return replace(page, sheets=(row,), lines=lines, notes=notes)
