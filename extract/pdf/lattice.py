"""From ruling lines to cells: the squares between the lines, joined where no line parts them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from msgspec import Struct

from extract.model import Box
from extract.pdf.ruling import SNAP, Ruling, Stroke

_TOUCH = 3.5  # points by which a line may miss the line it meets
_OVERHANG = 6.0  # points a line must run past the last crossing line to open a further row or column
_FEWEST_DOWN = 3  # lines of a page without any across: two may be a frame, one parts the columns of a newspaper
_PART = 0.55  # share of a square's side a line must cover to part two squares


class Span(Struct, frozen=True, gc=False):
    """A cell of the lattice in squares; `closed` says that a line is drawn along every outer side."""

    row: int
    col: int
    rows: int
    cols: int
    closed: bool = True


class Lattice(Struct, frozen=True):
    """A table as drawn: x of the column edges, y of the row edges, and the cells between them.

    doubtful: a line between two cells is missing in part, so that the cells are a guess.
    open_above, open_below: the columns over whose first square, or under whose last, no line is drawn.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]
    doubtful: bool = False
    open_above: frozenset[int] = frozenset()
    open_below: frozenset[int] = frozenset()

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def box_of(self, span: Span) -> Box:
        return self.xs[span.col], self.ys[span.row], self.xs[span.col + span.cols], self.ys[span.row + span.rows]

    def owner_at(self, x: float, y: float) -> int:
        """The index of the span that covers a point, or -1."""
        xs, ys = self.xs, self.ys
        covering = (
            index
            for index, one in enumerate(self.spans)
            if xs[one.col] <= x < xs[one.col + one.cols] and ys[one.row] <= y < ys[one.row + one.rows]
        )
        return next(covering, -1)

    def owners(self) -> list[list[int]]:
        """For every square the index of the span that covers it, or -1; around them a rim of squares outside.

        Where a point lies: ``owners[bisect_right(ys, y)][bisect_right(xs, x)]``.
        """
        owners = [[-1] * (len(self.xs) + 1) for _ in range(len(self.ys) + 1)]
        for index, span in enumerate(self.spans):
            left, right, covered = span.col + 1, span.col + 1 + span.cols, [index] * span.cols
            for row in owners[span.row + 1 : span.row + 1 + span.rows]:
                row[left:right] = covered
        return owners


def lattices(lines: Ruling, limit: int) -> list[Lattice | None]:
    """The tables that a page's lines draw, from top to bottom; lines that cross no other draw none.

    None stands for a table of more than `limit` squares.
    """
    found: list[Lattice | None] = []
    for across, down in _connected(lines):
        ys, xs = _edges(across, down), _edges(down, across)
        if len(xs) < 2 or len(ys) < 2:
            continue
        if (len(xs) - 1) * (len(ys) - 1) > limit:
            found.append(None)
            continue
        lattice = _lattice(across, down, xs, ys)
        if lattice.spans:
            found.append(lattice)
    return found


def uncrossed(lines: Ruling) -> Lattice | None:
    """The lines down of a page without any line across as one row, open above and below; None where they are few."""
    if lines.across or len(lines.down) < _FEWEST_DOWN:
        return None
    _, top, bottom = lines.down[0]
    if not all(_is_from(stroke, top, bottom) for stroke in lines.down):
        return None
    xs, every = tuple(stroke.at for stroke in lines.down), frozenset(range(len(lines.down) - 1))
    spans = tuple(Span(0, col, 1, 1, False) for col in sorted(every))
    return Lattice(xs, (top, bottom), spans, open_above=every, open_below=every)


Group = tuple[list[Stroke], list[Stroke]]  # lines across and down


def _connected(lines: Ruling) -> list[Group]:
    """The lines grouped so that those of one group touch each other, directly or through others."""
    across, down = lines.across, lines.down
    parent = list(range(len(across) + len(down)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    levels = [stroke.at for stroke in across]
    for index, (at, start, end) in enumerate(down, len(across)):
        first, last = bisect_left(levels, start - _TOUCH), bisect_right(levels, end + _TOUCH)
        own, least, most = index, at - _TOUCH, at + _TOUCH
        for other in range(first, last):
            _, left, right = across[other]
            if left <= most and least <= right:
                parent[own] = own = root(other)
    groups: dict[int, Group] = {}
    for index, stroke in enumerate(across):
        groups.setdefault(root(index), ([], []))[0].append(stroke)
    for index, stroke in enumerate(down, len(across)):
        groups.setdefault(root(index), ([], []))[1].append(stroke)
    found = [group for group in groups.values() if group[0] and group[1]]
    alone = [group[1][0] for group in groups.values() if not group[0]] if found else []
    return [_with_sides(group, alone) for group in found] if alone else found


def _with_sides(group: Group, alone: list[Stroke]) -> Group:
    """The group with the lines down that no line meets and that are as long as it: sides of a label on several pages.

    Such a label is cut above and below, and printers that leave the cut open draw nothing of it but these.
    """
    across, down = group
    top, bottom = min(stroke.start for stroke in down), max(stroke.end for stroke in down)
    left, right = min(down), max(down)
    if not all(_is_from(side, top, bottom) for side in (left, right)):
        return group
    outer = [side for side in alone if not left.at <= side.at <= right.at and _is_from(side, top, bottom)]
    return across, sorted([*down, *outer])


def _is_from(stroke: Stroke, start: float, end: float) -> bool:
    return abs(stroke.start - start) <= SNAP and abs(stroke.end - end) <= SNAP


def _lattice(across: list[Stroke], down: list[Stroke], xs: list[float], ys: list[float]) -> Lattice:
    lines = _Lines(xs, ys, _cover(across, ys, xs), _cover(down, xs, ys))
    lines.close_sides()
    return _compact(lines)


def _edges(lines: list[Stroke], crossing: list[Stroke]) -> list[float]:
    """Positions of the lines, and of the ends of the crossing ones where two or more overhang the last line."""
    edges = sorted({stroke.at for stroke in lines})
    before = sorted(stroke.start for stroke in crossing if stroke.start < edges[0] - _OVERHANG)
    after = sorted(stroke.end for stroke in crossing if stroke.end > edges[-1] + _OVERHANG)
    if len(before) > 1 and before[1] - before[0] <= SNAP:
        edges.insert(0, before[0])
    if len(after) > 1 and after[-1] - after[-2] <= SNAP:
        edges.append(after[-1])
    return edges


def _cover(lines: list[Stroke], levels: list[float], stops: list[float]) -> list[int]:
    """For each level a bit mask of the sides, from stop to stop, that a line at this level covers."""
    masks = [0] * len(levels)
    index = {level: position for position, level in enumerate(levels)}
    last = len(stops) - 2
    for at, start, end in lines:
        first = max(0, bisect_right(stops, start) - 1)
        until = min(last, bisect_left(stops, end) - 1)
        while first <= until and stops[first + 1] - start < _PART * (stops[first + 1] - stops[first]):
            first += 1
        while until >= first and end - stops[until] < _PART * (stops[until + 1] - stops[until]):
            until -= 1
        if first <= until:
            masks[index[at]] |= (1 << (until + 1)) - (1 << first)
    return masks


class _Lines:
    """Which sides of which squares a line covers, as bit masks: across[y] over columns, down[x] over rows."""

    def __init__(self, xs: list[float], ys: list[float], across: list[int], down: list[int]) -> None:
        self.xs, self.ys, self.across, self.down = xs, ys, across, down
        self.n_rows, self.n_cols = len(ys) - 1, len(xs) - 1
        self.drawn = across[0], across[-1]

    def close_sides(self) -> None:
        """Close what is open at the rim between two lines that run out to it: tables without side lines, cut tables."""
        for edge in (0, self.n_cols):
            inner = 0 if edge == 0 else self.n_cols - 1
            self.down[edge] |= _bridged(self.down[edge], [mask >> inner & 1 for mask in self.across])
        for edge in (0, self.n_rows):
            inner = 0 if edge == 0 else self.n_rows - 1
            self.across[edge] |= _bridged(self.across[edge], [mask >> inner & 1 for mask in self.down])

    def outside(self) -> set[tuple[int, int]]:
        """Squares that are open to the outside of the table."""
        n_rows, n_cols = self.n_rows, self.n_cols
        stack = [(row, 0) for row in range(n_rows) if not self.down[0] >> row & 1]
        stack += [(row, n_cols - 1) for row in range(n_rows) if not self.down[n_cols] >> row & 1]
        stack += [(0, col) for col in range(n_cols) if not self.across[0] >> col & 1]
        stack += [(n_rows - 1, col) for col in range(n_cols) if not self.across[n_rows] >> col & 1]
        seen: set[tuple[int, int]] = set()
        while stack:
            row, col = square = stack.pop()
            if square in seen or not (0 <= row < n_rows and 0 <= col < n_cols):
                continue
            seen.add(square)
            if not self.across[row] >> col & 1:
                stack.append((row - 1, col))
            if not self.across[row + 1] >> col & 1:
                stack.append((row + 1, col))
            if not self.down[col] >> row & 1:
                stack.append((row, col - 1))
            if not self.down[col + 1] >> row & 1:
                stack.append((row, col + 1))
        return seen

    def spans(self) -> list[Span]:
        """The cells, from the top left: each as wide as no line parts it, then as high."""
        taken = [0] * self.n_rows
        for row, col in self.outside():
            taken[row] |= 1 << col
        walls = _turned(self.down, self.n_rows)
        spans: list[Span] = []
        for row in range(self.n_rows):
            free = (1 << self.n_cols) - 1 & ~taken[row]
            while free:
                col = (free & -free).bit_length() - 1
                span = self._grow(row, col, walls, taken)
                bits = (1 << col + span.cols) - (1 << col)
                for covered in range(row, row + span.rows):
                    taken[covered] |= bits
                free &= ~bits
                spans.append(span)
        return spans

    def _grow(self, row: int, col: int, walls: list[int], taken: list[int]) -> Span:
        """walls: for each row the column edges with a line, taken: for each row the squares of other cells."""
        ends = (walls[row] | taken[row] | 1 << self.n_cols) >> col + 1
        right = col + (ends & -ends).bit_length()
        squares, inner = (1 << right) - (1 << col), (1 << right) - (1 << col + 1)
        below = row + 1
        while below < self.n_rows and not (
            self.across[below] & squares or walls[below] & inner or taken[below] & squares
        ):
            below += 1
        return Span(row, col, below - row, right - col, self._is_closed(row, col, below, right))

    def _is_closed(self, row: int, col: int, below: int, right: int) -> bool:
        wide, high = (1 << right) - (1 << col), (1 << below) - (1 << row)
        return (
            self.across[row] & wide == wide
            and self.across[below] & wide == wide
            and self.down[col] & high == high
            and self.down[right] & high == high
        )


def _turned(masks: list[int], length: int) -> list[int]:
    """Bit n of mask m as bit m of mask n."""
    rows = [f"{mask:0{length}b}" for mask in reversed(masks)]
    return [int("".join(column), 2) for column in zip(*rows, strict=True)][::-1]


def _bridged(mask: int, crossing: list[int]) -> int:
    """Bits of the gaps in `mask` that have a crossing line at both ends (crossing[i] stands before bit i)."""
    bridges, position, length = 0, 0, len(crossing) - 1
    while position < length:
        if mask >> position & 1:
            position += 1
            continue
        end = position
        while end < length and not mask >> end & 1:
            end += 1
        if crossing[position] and crossing[end]:
            bridges |= (1 << end) - (1 << position)
        position = end
    return bridges


def _compact(lines: _Lines) -> Lattice:
    """The lattice without edges that part nothing."""
    spans = lines.spans()
    rows = sorted({span.row for span in spans} | {span.row + span.rows for span in spans})
    cols = sorted({span.col for span in spans} | {span.col + span.cols for span in spans})
    if len(rows) <= lines.n_rows or len(cols) <= lines.n_cols:
        spans = _renumbered(spans, rows, cols)
    return Lattice(
        xs=tuple(lines.xs[edge] for edge in cols),
        ys=tuple(lines.ys[edge] for edge in rows),
        spans=tuple(spans),
        doubtful=not all(span.closed for span in spans),
        open_above=_open(cols, lines.drawn[0]) if rows and rows[0] == 0 else frozenset(),
        open_below=_open(cols, lines.drawn[1]) if rows and rows[-1] == lines.n_rows else frozenset(),
    )


def _renumbered(spans: list[Span], rows: list[int], cols: list[int]) -> list[Span]:
    """The spans between those edges alone that are kept."""
    row_of = {edge: index for index, edge in enumerate(rows)}
    col_of = {edge: index for index, edge in enumerate(cols)}
    return [
        Span(
            row_of[span.row],
            col_of[span.col],
            row_of[span.row + span.rows] - row_of[span.row],
            col_of[span.col + span.cols] - col_of[span.col],
            span.closed,
        )
        for span in spans
    ]


def _open(cols: list[int], drawn: int) -> frozenset[int]:
    """The columns between these edges along which nothing is drawn."""
    parts = enumerate(pairwise(cols))
    return frozenset(index for index, (left, right) in parts if not drawn & ((1 << right) - (1 << left)))
