"""Tables without vertical lines, or without any: columns from the white between aligned pieces of text.

What is found here is a guess, and is marked as one.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from extract.pdf.ink import Run
from extract.pdf.lattice import Lattice, Span
from extract.pdf.ruling import Ruling
from extract.pdf.text import ink_start

_APART = 1.2  # em of white between two pieces of a row
_COLUMN_GAP = 0.4  # em of white that runs down between two columns
_SAME_ROW = 0.5  # em by which baselines of one row may differ
_ROW_STEP = 4.5  # em from one row to the next, at most
_SAME_ENDS = 3.0  # points by which the ends of the rules of one table may differ
_COLUMNS = 3  # of text that no line holds together, and as many rows
_MOST_PROSE = 25  # characters in a piece from which it is rather a line of prose


class Piece(Struct, frozen=True, gc=False):
    """Text of one row without wide gaps, and the runs it is made of."""

    left: float
    right: float
    runs: tuple[Run, ...]

    @property
    def length(self) -> int:
        return sum(len(run.text) for run in self.runs)


class Row(Struct, frozen=True):
    """Pieces of text on one baseline, from left to right."""

    y: float
    size: float
    pieces: tuple[Piece, ...]


def aligned(runs: list[Run], ruling: Ruling) -> list[Lattice]:
    """Lattices around text that stands in columns: between level rules two columns are enough, elsewhere three."""
    lines, bands = list(_lines([run for run in runs if not run.angle and run.text.strip()])), list(_bands(ruling))
    if not bands and sum(len(line) >= _COLUMNS for line in lines) < _COLUMNS:
        return []  # as on pages of prose
    rows = list(map(_row, lines))
    found: list[Lattice] = []
    for top, bottom in bands:
        inner = [row for row in rows if top < row.y < bottom]
        rows = [row for row in rows if row not in inner]
        found += _tables(inner, 2, 2)
    return found + _tables(rows, _COLUMNS, _COLUMNS)


def _lines(runs: list[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in sorted(runs, key=lambda one: one.y):
        if line and run.y - line[0].y > _SAME_ROW * max(run.size, line[0].size):
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _row(runs: list[Run]) -> Row:
    size = max([run.size for run in runs])
    pieces: list[list[Run]] = []
    end = float("-inf")
    for run in sorted(runs, key=lambda one: one.x):
        if ink_start(run) - end > _APART * size:
            pieces.append([])
        pieces[-1].append(run)
        end = max(end, _end(run))
    return Row(runs[0].y, size, tuple(Piece(ink_start(part[0]), max(map(_end, part)), tuple(part)) for part in pieces))


def _end(run: Run) -> float:
    width = run.width or run.reach + run.size * (0.5 if run.text[-1].isascii() else 1.0)
    return run.x + width


def _bands(ruling: Ruling) -> Iterator[tuple[float, float]]:
    """From the first to the last of at least two level rules of the same extent that no other line crosses."""
    ends: dict[tuple[int, int], list[float]] = {}
    for at, start, end in ruling.across:
        if not any(d.start - 3 <= at <= d.end + 3 and start - 3 <= d.at <= end + 3 for d in ruling.down):
            ends.setdefault((round(start / _SAME_ENDS), round(end / _SAME_ENDS)), []).append(at)
    for levels in ends.values():
        if len(levels) > 1:
            yield min(levels), max(levels)


def _tables(rows: list[Row], least_rows: int, least_columns: int) -> list[Lattice]:
    found = (_table(block, least_rows, least_columns) for block in _blocks(rows, least_columns))
    return [table for table in found if table is not None]


def _blocks(rows: list[Row], least: int) -> Iterator[list[Row]]:
    """Rows that follow each other closely, from the first to the last that has enough pieces."""
    block: list[Row] = []
    for row in rows:
        if block and row.y - block[-1].y > _ROW_STEP * row.size:
            yield from _trimmed(block, least)
            block = []
        block.append(row)
    yield from _trimmed(block, least)


def _trimmed(block: list[Row], least: int) -> Iterator[list[Row]]:
    full = [index for index, row in enumerate(block) if len(row.pieces) >= least]
    if full:
        yield block[full[0] : full[-1] + 1]


def _table(block: list[Row], least_rows: int, least_columns: int) -> Lattice | None:
    full = [row for row in block if len(row.pieces) >= least_columns]
    if len(full) < least_rows or 2 * len(full) <= len(block):
        return None
    if any(piece.length > _MOST_PROSE for row in full for piece in row.pieces):
        return None
    cuts = _cuts(block)
    if len(cuts) + 1 < least_columns:
        return None
    left = min(piece.left for row in block for piece in row.pieces)
    right = max(piece.right for row in block for piece in row.pieces)
    xs = (left - 2, *cuts, right + 2)
    tops = [row.y - 0.95 * row.size for row in block if _opens(row, cuts)]
    ys = (*tops, block[-1].y + 0.4 * block[-1].size)
    spans = tuple(Span(row, col, 1, 1, False) for row in range(len(ys) - 1) for col in range(len(xs) - 1))
    return Lattice(xs, ys, spans, doubtful=True)


def _cuts(block: list[Row]) -> tuple[float, ...]:
    """Middles of the white stripes that no piece of the block crosses."""
    gap = _COLUMN_GAP * block[0].size
    pieces = sorted((piece.left, piece.right) for row in block for piece in row.pieces)
    cuts: list[float] = []
    end = pieces[0][1]
    for left, right in pieces[1:]:
        if left - end > gap:
            cuts.append((end + left) / 2)
        end = max(end, right)
    return tuple(cuts)


def _opens(row: Row, cuts: tuple[float, ...]) -> bool:
    """A row whose first column is empty only goes on with the cells above it."""
    return row.pieces[0].left < cuts[0]
