"""A table as one page draws it, or as several pages continue it: the stitcher's material."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from extract.ink import Glyph
from extract.lattice import Lattice
from extract.model import Area, Box
from extract.pdf_text import Line, inside, lines
from extract.upright import Turn


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell as drawn: its squares, its lines of text, and the areas it covers (on pages as displayed).

    right: x of its right side on the upright page, to tell a full line from a short one.
    """

    row: int
    col: int
    rows: int
    cols: int
    lines: tuple[Line, ...]
    areas: tuple[Area, ...]
    right: float = 0.0

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def ends_full(self) -> bool:
        """True when the last line runs up to the right side, as a wrapped line does."""
        if not self.lines:
            return False
        last = self.lines[-1]
        return last.box[2] > self.right - 2.0 * last.size


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of n_rows × (len(xs) - 1) squares; heights are those of its rows in points."""

    pages: tuple[int, ...]
    xs: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[Drawn, ...]
    box: Box
    doubtful: bool = False

    @property
    def n_rows(self) -> int:
        return len(self.heights)

    @property
    def n_cols(self) -> int:
        return len(self.xs) - 1

    def starting_in(self, row: int) -> tuple[Drawn, ...]:
        return tuple(cell for cell in self.cells if cell.row == row)

    def touching(self, row: int) -> tuple[Drawn, ...]:
        return tuple(cell for cell in self.cells if cell.row <= row < cell.row + cell.rows)


def sheet(lattice: Lattice, glyphs: list[Glyph], page: int, turn: Turn) -> tuple[Sheet, list[Glyph]]:
    """The table with the characters that stand in its cells, and the characters that stand in none."""
    held, loose = _deal(lattice, glyphs)
    cells = tuple(
        Drawn(
            *span[:4],
            lines=lines(held[index]) if index in held else (),
            areas=(Area(page, _rounded(turn.box_back(lattice.box_of(span)))),),
            right=lattice.xs[span.col + span.cols],
        )
        for index, span in enumerate(lattice.spans)
    )
    heights = tuple(below - above for above, below in zip(lattice.ys, lattice.ys[1:], strict=False))
    return Sheet((page,), lattice.xs, heights, cells, lattice.box, lattice.doubtful), loose


def _deal(lattice: Lattice, glyphs: list[Glyph]) -> tuple[dict[int, list[Glyph]], list[Glyph]]:
    """Each character to the one cell that holds it (by a point near its origin), or to the loose ones."""
    owners, xs, ys = lattice.owners(), lattice.xs, lattice.ys
    n_cols, n_rows = len(xs) - 1, len(ys) - 1
    held: dict[int, list[Glyph]] = {}
    loose: list[Glyph] = []
    for glyph in glyphs:
        x, y = inside(glyph)
        col, row = bisect_right(xs, x) - 1, bisect_right(ys, y) - 1
        owner = owners[row * n_cols + col] if 0 <= col < n_cols and 0 <= row < n_rows else -1
        if owner < 0:
            loose.append(glyph)
        else:
            held.setdefault(owner, []).append(glyph)
    return held, loose


def _rounded(box: Box) -> Box:
    left, top, right, bottom = (round(edge, 2) for edge in box)
    return left, top, right, bottom


def with_columns(piece: Sheet, xs: tuple[float, ...], edges: list[int]) -> Sheet:
    """The same table on more column edges: `edges[i]` is the index in `xs` of its edge i."""
    cells = tuple(
        replace(cell, col=edges[cell.col], cols=edges[cell.col + cell.cols] - edges[cell.col]) for cell in piece.cells
    )
    return replace(piece, xs=xs, cells=cells)
