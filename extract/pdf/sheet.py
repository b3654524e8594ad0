"""A table as one page draws it, or as several pages continue it: the stitcher's material."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Area, Box
from extract.pdf.ink import Run
from extract.pdf.lattice import Lattice
from extract.pdf.text import Line, baseline, inside, lines, singles
from extract.pdf.upright import Turn

_OVERFLOW = 0.6  # em by which a line may begin under the table's last line and still reach into it
_ABOVE = 0.2  # em of a line above its cell from which it is asked whether it ran over from the cell there
_STEP = 2.0  # em from one line of a text to the next, at most
_SAME_LEVEL = 0.5  # em by which baselines of one line may differ


class Drawn(Struct, frozen=True, gc=False):
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
        lines = self.lines
        return lines[0].text if len(lines) == 1 else "\n".join([line.text for line in lines])

    @property
    def care(self) -> int:
        """0 as the file states it, 1 read by OCR, 2 read by OCR and not sure."""
        lines = self.lines
        return lines[0].care if len(lines) == 1 else max([line.care for line in lines], default=0)

    @property
    def ends_full(self) -> bool:
        """True when the last line runs up to the right side, as a wrapped line does."""
        if not self.lines:
            return False
        last = self.lines[-1]
        return last.box[2] > self.right - 2.0 * last.size


class Sheet(Struct, frozen=True, dict=True):
    """A table of n_rows × (len(xs) - 1) squares, its cells sorted by row.

    heights: of its rows in points. box: on its last page. first: the row it begins with, where those before are left
    out; cells may reach above it.
    """

    pages: tuple[int, ...]
    xs: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[Drawn, ...]
    box: Box
    doubtful: bool = False
    first: int = 0

    @property
    def n_rows(self) -> int:
        return self.first + len(self.heights)

    @property
    def n_cols(self) -> int:
        return len(self.xs) - 1

    def starting_in(self, row: int) -> tuple[Drawn, ...]:
        return tuple(starting_in(self.cells, row))

    def touching(self, row: int) -> tuple[Drawn, ...]:
        return tuple(cell for cell in self._tall if cell.row < row < cell.row + cell.rows) + self.starting_in(row)

    @cached_property
    def _tall(self) -> list[Drawn]:
        return [cell for cell in self.cells if cell.rows > 1]


row_of, place_of = attrgetter("row"), attrgetter("row", "col")


def starting_in(cells: Sequence[Drawn], row: int) -> Sequence[Drawn]:
    """Of cells sorted by row those that begin in this one."""
    return cells[bisect_left(cells, row, key=row_of) : bisect_right(cells, row, key=row_of)]


def sheet(lattice: Lattice, runs: list[Run], page: int, turn: Turn) -> tuple[Sheet, list[Run]]:
    """The table with the characters that stand in its cells, and the characters that stand in none."""
    held, loose = _deal(lattice, runs)
    xs, n_rows, open_above, open_below = lattice.xs, len(lattice.ys) - 1, lattice.open_above, lattice.open_below
    if loose and 0 < len(open_below) < len(xs) - 1:
        for index in {lattice.owner_at((xs[col] + xs[col + 1]) / 2, lattice.ys[-1] - 0.1) for col in open_below}:
            loose = _run_out(index, lattice, held, loose)
    cells = tuple(
        [
            Drawn(
                (row := span.row),
                (col := span.col),
                (rows := span.rows),
                (cols := span.cols),
                lines(held[index]) if index in held else (),
                (Area(page, box),),
                xs[col + cols],
                False,
                row == 0 and col in open_above,
                row + rows == n_rows and col in open_below,
            )
            for index, (span, box) in enumerate(zip(lattice.spans, _boxes(lattice, turn), strict=True))
        ]
    )
    for index in _spilled_into(cells, lattice):
        cells = _given_back(index, cells, held, lattice)
    heights = tuple(below - above for above, below in pairwise(lattice.ys))
    return Sheet((page,), xs, heights, cells, lattice.box, lattice.doubtful), loose


def _spilled_into(cells: tuple[Drawn, ...], lattice: Lattice) -> list[int]:
    """The cells whose first line stands partly above them although their text has room below."""
    ys = lattice.ys
    return [
        index
        for index, cell in enumerate(cells)
        if cell.lines and cell.row and cell.lines[0].box[1] < ys[cell.row] - _ABOVE * cell.lines[0].size
        if cell.lines[-1].box[3] < ys[cell.row + cell.rows]
    ]


def _given_back(
    index: int, cells: tuple[Drawn, ...], held: dict[int, list[Run]], lattice: Lattice
) -> tuple[Drawn, ...]:
    """The cells with the first line of one in the cells above, where the texts of these run over their lower side."""
    first, level = cells[index].lines[0], lattice.ys[cells[index].row] - 0.1
    end = first.box[3] + 0.1 * first.size
    changed = {index}
    for run in [run for run in held[index] if not run.angle and run.y < end]:
        owner = lattice.owner_at(inside(run)[0], level)
        if owner >= 0 and (not cells[owner].lines or run.y - cells[owner].lines[-1].box[3] < _STEP * run.size):
            held[index].remove(run)
            held.setdefault(owner, []).append(run)
            changed.add(owner)
    return tuple([replace(cell, lines=lines(held[at])) if at in changed else cell for at, cell in enumerate(cells)])


def _run_out(index: int, lattice: Lattice, held: dict[int, list[Run]], loose: list[Run]) -> list[Run]:
    """Gives a cell that is left open below the lines that follow its own under the table; what is loose then."""
    left, _, right, _ = lattice.box_of(lattice.spans[index])
    while index in held:
        last = max(held[index], key=baseline)
        below = [run for run in loose if not run.angle and last.y < run.y <= last.y + _STEP * last.size]
        level = min(map(baseline, below), default=0.0)
        line = [run for run in below if run.y - level < _SAME_LEVEL * run.size]
        if not line or not all(left <= run.x and run.x + (run.width or run.size) <= right for run in line):
            break
        held[index] = held[index] + line
        loose = [run for run in loose if run not in line]
    return loose


def _boxes(lattice: Lattice, turn: Turn) -> list[Box]:
    """The boxes of the lattice's spans on the page as displayed, to hundredths of a point."""
    if turn.angle:
        return [_rounded(turn.box_back(lattice.box_of(span))) for span in lattice.spans]
    xs, ys = [round(x, 2) for x in lattice.xs], [round(y, 2) for y in lattice.ys]
    return [(xs[one.col], ys[one.row], xs[one.col + one.cols], ys[one.row + one.rows]) for one in lattice.spans]


def _rounded(box: Box) -> Box:
    left, top, right, bottom = (round(edge, 2) for edge in box)
    return left, top, right, bottom


def _deal(lattice: Lattice, runs: list[Run]) -> tuple[dict[int, list[Run]], list[Run]]:
    """Each character to the one cell that holds it (by a point near its origin), or to the loose ones."""
    owners, xs, ys, bottom = lattice.owners(), lattice.xs, lattice.ys, lattice.ys[-1]
    held: dict[int, list[Run]] = {}
    loose: list[Run] = []
    for run in runs:
        x, y = inside(run)
        row = owners[bisect_right(ys, y)]
        owner = row[bisect_right(xs, x)]
        if owner < 0 and y - _OVERFLOW * run.size < bottom <= y:
            # text too high for its cell, centred, runs over the last line of the table
            row = owners[bisect_right(ys, bottom - 0.1)]
            owner = row[bisect_right(xs, x)]
        stops = run.stops
        if stops and (run.angle or owner != row[bisect_right(xs, x + stops[-1] - stops[0])]):
            apart = singles(run)
            places = [owners[bisect_right(ys, y)][bisect_right(xs, x)] for x, y in map(inside, apart)]
            for single, owner, following in zip(apart, places, [*places[1:], places[-1]], strict=True):
                mine = following if following != owner and _stands_mostly_in(following, single, lattice) else owner
                (loose if mine < 0 else held.setdefault(mine, [])).append(single)
        else:
            (loose if owner < 0 else held.setdefault(owner, [])).append(run)
    return held, loose


def _stands_mostly_in(owner: int, single: Run, lattice: Lattice) -> bool:
    """The first character of a text that is too wide for its cell begins before it: the greater part of it tells."""
    return owner >= 0 and not single.angle and lattice.owner_at(single.x + single.width / 2, inside(single)[1]) == owner


def with_columns(piece: Sheet, xs: tuple[float, ...], edges: list[int]) -> Sheet:
    """The same table on more column edges: `edges[i]` is the index in `xs` of its edge i."""
    if len(xs) == len(piece.xs):
        return replace(piece, xs=xs)
    return replace(piece, xs=xs, cells=tuple(on_edges(piece.cells, edges)))


def on_edges(cells: Sequence[Drawn], edges: list[int]) -> list[Drawn]:
    """The cells with their column edge i as the edge `edges[i]`."""
    return [replace(cell, col=edges[cell.col], cols=edges[cell.col + cell.cols] - edges[cell.col]) for cell in cells]
