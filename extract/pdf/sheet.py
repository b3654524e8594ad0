"""A table as one page draws it, or as several pages continue it: the stitcher's material."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from extract.model import Area, Box
from extract.pdf.ink import Run
from extract.pdf.lattice import Lattice
from extract.pdf.text import Line, inside, lines, singles
from extract.pdf.upright import Turn

_OVERFLOW = 0.6  # em by which a line may begin under the table's last line and still reach into it


class Drawn(NamedTuple):
    """A cell as drawn: its squares, its lines of text, and the areas it covers (on pages as displayed).

    right: x of its right side on the upright page, to tell a full line from a short one. ended: the text it has ends
    on a page before its last. above, below: no line is drawn along that side of it.
    """

    row: int
    col: int
    rows: int
    cols: int
    lines: tuple[Line, ...]
    areas: tuple[Area, ...]
    right: float = 0.0
    ended: bool = False
    above: bool = False
    below: bool = False

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def care(self) -> int:
        """0 as the file states it, 1 read by OCR, 2 read by OCR and not sure."""
        return max([line.care for line in self.lines], default=0)

    @property
    def ends_full(self) -> bool:
        """True when the last line runs up to the right side, as a wrapped line does."""
        if not self.lines:
            return False
        last = self.lines[-1]
        return last.box[2] > self.right - 2.0 * last.size


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of n_rows × (len(xs) - 1) squares; heights: of its rows in points. box: on its last page."""

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


def sheet(lattice: Lattice, runs: list[Run], page: int, turn: Turn) -> tuple[Sheet, list[Run]]:
    """The table with the characters that stand in its cells, and the characters that stand in none."""
    held, loose = _deal(lattice, runs)
    cells = tuple(
        Drawn(
            *span[:4],
            lines=lines(held[index]) if index in held else (),
            areas=(Area(page, _rounded(turn.box_back(lattice.box_of(span)))),),
            right=lattice.xs[span.col + span.cols],
            above=span.row == 0 and span.col in lattice.open_above,
            below=span.row + span.rows == len(lattice.ys) - 1 and span.col in lattice.open_below,
        )
        for index, span in enumerate(lattice.spans)
    )
    heights = tuple(below - above for above, below in pairwise(lattice.ys))
    return Sheet((page,), lattice.xs, heights, cells, lattice.box, lattice.doubtful), loose


def _deal(lattice: Lattice, runs: list[Run]) -> tuple[dict[int, list[Run]], list[Run]]:
    """Each character to the one cell that holds it (by a point near its origin), or to the loose ones."""
    owner_at, bottom = _Owners(lattice), lattice.ys[-1]
    held: dict[int, list[Run]] = {}
    loose: list[Run] = []
    for run in runs:
        x, y = inside(run)
        owner = owner_at(x, y)
        if owner < 0 and y - _OVERFLOW * run.size < bottom <= y:
            y = bottom - 0.1  # text too high for its cell, centred, runs over the last line of the table
            owner = owner_at(x, y)
        if run.stops and (run.angle or owner != owner_at(x + run.stops[-1], y)):
            for single in singles(run):
                owner = owner_at(*inside(single))
                (loose if owner < 0 else held.setdefault(owner, [])).append(single)
        else:
            (loose if owner < 0 else held.setdefault(owner, [])).append(run)
    return held, loose


class _Owners:
    """Asked for a point, the index of the lattice's span that covers it, or -1."""

    def __init__(self, lattice: Lattice) -> None:
        self.xs, self.ys = lattice.xs, lattice.ys
        self.n_cols, self.n_rows = len(self.xs) - 1, len(self.ys) - 1
        self.owners = lattice.owners()

    def __call__(self, x: float, y: float) -> int:
        col, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= col < self.n_cols and 0 <= row < self.n_rows:
            return self.owners[row * self.n_cols + col]
        return -1


def _rounded(box: Box) -> Box:
    left, top, right, bottom = (round(edge, 2) for edge in box)
    return left, top, right, bottom


def with_columns(piece: Sheet, xs: tuple[float, ...], edges: list[int]) -> Sheet:
    """The same table on more column edges: `edges[i]` is the index in `xs` of its edge i."""
    if len(xs) == len(piece.xs):
        return replace(piece, xs=xs)
    cells = tuple(
        cell._replace(col=edges[cell.col], cols=edges[cell.col + cell.cols] - edges[cell.col]) for cell in piece.cells
    )
    return replace(piece, xs=xs, cells=cells)
