"""What a submitted file says: paragraphs and merged-cell grids in reading order, each with its place."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from extract.message import Message

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in PDF points, from the top left of the page
Kind = Literal["docx", "pdf"]


class Area(Struct, frozen=True, gc=False, array_like=True):
    """A rectangle on a page (pages count from 1)."""

    page: int
    box: Box


class CellPlace(Struct, frozen=True, gc=False, array_like=True, tag=True):
    """Where a cell stands: always its position in the merged grid, page and box if the format has them.

    table counts from 1 in reading order, row and col from 0. `more` holds the further areas of a cell that runs
    over pages, `path` the cell's path in the XML of a Word file, `start`/`end` a stretch of the cell's text.
    """

    table: int
    row: int
    col: int
    page: int | None = None
    box: Box | None = None
    more: tuple[Area, ...] = ()
    path: str | None = None
    start: int | None = None
    end: int | None = None

    def part(self, start: int | None, end: int | None) -> CellPlace:
        """The same place narrowed to a stretch of its text (None: the whole of it)."""
        return replace(self, start=start, end=end)


class TextPlace(Struct, frozen=True, gc=False, array_like=True, tag=True):
    """Where a stretch of prose stands: paragraph from 0, characters start..end of its text (None: all of it)."""

    paragraph: int
    start: int | None = None
    end: int | None = None
    page: int | None = None
    box: Box | None = None

    def part(self, start: int | None, end: int | None) -> TextPlace:
        """The same place narrowed to a stretch of its text (None: the whole of it)."""
        return replace(self, start=start, end=end)


class PagePlace(Struct, frozen=True, gc=False, array_like=True, tag=True):
    """A whole page (from 1)."""

    page: int


Place = CellPlace | TextPlace | PagePlace


class Cell(Struct, frozen=True, gc=False, array_like=True):
    """One cell as drawn, merged or not: its text (line breaks as ``\\n``) and how many rows × columns it covers."""

    text: str
    place: CellPlace
    rows: int = 1
    cols: int = 1
    ocr: bool = False
    doubtful: bool = False


class OverlapError(ValueError):
    """Two cells claim the same square, or a cell leaves its grid."""


class Grid(Struct, frozen=True, dict=True):
    """A table of n_rows × n_cols squares; each square belongs to at most one cell.

    Raises OverlapError when built from cells that overlap or leave the grid.
    `parent` is the outer cell of a nested table.
    """

    table: int
    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]
    parent: CellPlace | None = None

    def __post_init__(self) -> None:
        assert self._squares is not None  # looked at once, so that no overlapping grid is ever built

    @cached_property
    def _squares(self) -> list[Cell | None]:
        n_rows, n_cols = self.n_rows, self.n_cols
        squares: list[Cell | None] = [None] * (n_rows * n_cols)
        claimed = 0
        for cell in self.cells:
            place, rows, cols = cell.place, cell.rows, cell.cols
            row, col = place.row, place.col
            if row < 0 or col < 0 or row + rows > n_rows or col + cols > n_cols:
                raise OverlapError(f"cell at row {row}, column {col} leaves the {n_rows} × {n_cols} grid")
            first = row * n_cols + col
            if rows == cols == 1:
                squares[first] = cell
            else:
                for start in range(first, first + rows * n_cols, n_cols):
                    squares[start : start + cols] = [cell] * cols
            claimed += rows * cols
        if claimed + squares.count(None) > len(squares):
            row, col = self._most_claimed()
            raise OverlapError(f"two cells at row {row}, column {col}")
        return squares

    def _most_claimed(self) -> tuple[int, int]:
        claims = Counter(
            (row, col)
            for cell in self.cells
            for row in range(cell.place.row, cell.place.row + cell.rows)
            for col in range(cell.place.col, cell.place.col + cell.cols)
        )
        return claims.most_common(1)[0][0]

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a square, or None where the table has a hole or ends."""
        if 0 <= row < self.n_rows and 0 <= col < self.n_cols:
            return self._squares[row * self.n_cols + col]
        return None

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells that touch a row, from left to right, each once."""
        seen: dict[int, Cell] = {}
        for col in range(self.n_cols):
            cell = self.at(row, col)
            if cell is not None:
                seen.setdefault(id(cell), cell)
        return tuple(seen.values())


class Paragraph(Struct, frozen=True, gc=False, array_like=True):
    """A paragraph of prose outside any table."""

    text: str
    place: TextPlace


class Note(Struct, frozen=True):
    """Something a reader had to guess or skip; never silently lost."""

    code: str
    message: Message
    place: Place | None = None


class Source(Struct, frozen=True):
    """The file itself: name (no folder), content hash, true kind, size in bytes, pages where the format has them."""

    name: str
    sha256: str
    kind: Kind
    bytes: int
    pages: int | None = None


Block = Paragraph | Grid


class Document(Struct, frozen=True):
    """Paragraphs and grids in reading order, and what the reader had to remark on."""

    source: Source
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Grid))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
