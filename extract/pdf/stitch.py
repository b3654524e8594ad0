"""A table continued on the next page is one table: columns matched, headers dropped, cut rows and labels repaired."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from extract.message import Message
from extract.pdf.halves import Pair, is_same_label, is_value, squeezed
from extract.pdf.pagebreak import is_cut_row, pairs_at_break
from extract.pdf.reprinted import Headings, without_first
from extract.pdf.runon import cut_labels
from extract.pdf.sheet import Drawn, Sheet, on_edges, place_of, row_of, starting_in, with_columns

_SAME_EDGE = 3.5  # points within which two column edges are the same
_SAME_SIDE = 5.0  # points by which the outer sides of two pieces may differ
_AROUND = 300  # rows before a page break that are asked what is usual in the table


class Join(Struct, frozen=True):
    """How two pieces became one: the row where the lower one goes on, and why they belong together."""

    row: int
    page: int
    reason: Message


class Growing:
    """A table while its pages are strung together: to take one more costs as much, however many it has."""

    def __init__(self, piece: Sheet) -> None:
        self.pages = list(piece.pages)
        self._xs, self._box, self._doubtful = piece.xs, piece.box, piece.doubtful
        self._heights, self._cells = list(piece.heights), list(piece.cells)  # cells by row, then column
        self._tall = [at for at, cell in enumerate(piece.cells) if cell.rows > 1]  # where they are among the cells
        self._headings = Headings()

    @property
    def sheet(self) -> Sheet:
        """The whole table so far."""
        return self._since(0)

    def take(self, lower: Sheet) -> Join | None:
        """Grows by the piece `lower` and says how, or does nothing where that is a table of its own.

        The table must end where its page ends and `lower` begin where the next page begins, with no text between.
        """
        edges = _edges(self._xs, lower.xs)
        if edges is None:
            return None
        xs, own, its = edges
        before = self._xs, self._cells, self._headings
        self._refine(xs, own)
        lower = with_columns(lower, xs, its)
        repeated = self._headings.repeated(lower, self._since(len(self._heights) - 1), self._starting_in)
        rest = without_first(lower, repeated)
        if rest.n_rows and self._begins_anew(rest, repeated):
            self._xs, self._cells, self._headings = before
            return None
        cut = bool(rest.n_rows) and self._join(rest)
        join = _told(self.pages[-1], lower.pages[0], len(self._heights) - len(rest.heights), repeated, cut)
        self.pages += lower.pages
        self._box, self._doubtful = lower.box, self._doubtful or lower.doubtful
        return join

    def _since(self, row: int) -> Sheet:
        """The rows from this one on, with all cells that reach into them."""
        begin = bisect_left(self._cells, row, key=row_of)
        tall = (self._cells[at] for at in self._tall if at < begin)
        reaching = [cell for cell in tall if cell.row + cell.rows > row] if begin else []
        cells = tuple(reaching + self._cells[begin:])
        return Sheet(tuple(self.pages), self._xs, tuple(self._heights[row:]), cells, self._box, self._doubtful, row)

    def _starting_in(self, row: int) -> Sequence[Drawn]:
        return starting_in(self._cells, row)

    def _refine(self, xs: tuple[float, ...], edges: list[int]) -> None:
        if len(xs) != len(self._xs):
            self._cells, self._headings = on_edges(self._cells, edges), Headings()
        self._xs = xs

    def _begins_anew(self, lower: Sheet, repeated: int) -> bool:
        """The piece opens like the table did, with other contents: the next form, not the rest of this one."""
        first, again = self._starting_in(repeated)[:2], lower.starting_in(0)[:2]
        if not first or not again or not first[0].lines:
            return False
        if first[0].rows > 1 and first[0].row + first[0].rows == len(self._heights):
            return False  # the label of the whole piece, printed again
        same_label = squeezed(first[0].text) == squeezed(again[0].text) and first[0].cols == again[0].cols
        return same_label and first[0].rows == again[0].rows and not is_value(first[0])

    def _join(self, lower: Sheet) -> bool:
        """Appends the rows of `lower`, what the break cut made whole. True where the first is no row of its own."""
        around = self._since(max(0, len(self._heights) - _AROUND))
        pairs = pairs_at_break(around, lower)
        cut = is_cut_row(around, lower, pairs)
        self._append(lower, pairs if cut else list(cut_labels(around, lower, pairs)), cut)
        return cut

    def _append(self, lower: Sheet, pairs: list[Pair], cut: bool) -> None:
        """The rows of `lower` below the others, the cells of each pair made one; `cut`: its first goes to the last."""
        offset, first = len(self._heights) - cut, max(0, len(self._heights) - _AROUND)
        grown = {bisect_left(self._cells, place_of(cell), key=place_of): _one(cell, head, cut) for cell, head in pairs}
        for at, cell in grown.items():
            self._cells[at] = cell
        heads = {id(head) for _, head in pairs}
        added = [replace(cell, row=cell.row + offset) for cell in lower.cells if id(cell) not in heads]
        reaching = [at for at in self._tall if self._cells[at].row + self._cells[at].rows > first]
        new = [at for at, cell in enumerate(added, len(self._cells)) if cell.rows > 1]
        self._tall = sorted({*reaching, *grown}) + new
        self._cells += added
        if cut:
            self._heights[-1] += lower.heights[0]
        self._heights += lower.heights[cut:]


def _told(upper: int, lower: int, row: int, repeated: int, cut: bool) -> Join:
    """upper, lower: the pages that were joined."""
    zh, en = ["列边线相同"], ["same column edges"]
    if repeated:
        zh.append(f"略去重复的表头 {repeated} 行")
        en.append(f"{repeated} repeated header rows left out")
    if cut:
        zh.append("被分页切开的一行已拼合")
        en.append("the row cut by the page break was put together")
    message = Message(
        f"表格由第 {upper} 页续到第 {lower} 页，已接为一表（{'；'.join(zh)}）",
        f"the table runs on from page {upper} to page {lower} and was joined ({'; '.join(en)})",
    )
    return Join(row, lower, message)


def _edges(own: tuple[float, ...], its: tuple[float, ...]) -> tuple[tuple[float, ...], list[int], list[int]] | None:
    """The column edges of both pieces, and where among them those of either are; None where they do not match."""
    shift = own[0] - its[0]
    if abs(own[-1] - its[-1] - shift) > _SAME_SIDE:
        return None
    xs, from_own, from_its = _union(list(own), [x + shift for x in its])
    shared = len(own) + len(its) - len(xs) - 2
    if not shared and min(len(own), len(its)) > 2:
        return None
    return xs, from_own, from_its


def _union(one: list[float], two: list[float]) -> tuple[tuple[float, ...], list[int], list[int]]:
    """The edges of both, and for each side the index of its edges among them."""
    xs: list[float] = []
    indexes: tuple[list[int], list[int]] = ([], [])
    for x, side in sorted([(x, 0) for x in one] + [(x, 1) for x in two]):
        taken = bool(indexes[side]) and indexes[side][-1] == len(xs) - 1
        if not xs or taken or x - xs[-1] > _SAME_EDGE:
            xs.append(x)
        indexes[side].append(len(xs) - 1)
    return tuple(xs), *indexes


def _one(cell: Drawn, head: Drawn, cut: bool) -> Drawn:
    printed_again = is_same_label((cell, head))
    return replace(
        cell,
        rows=cell.rows + head.rows - cut,
        lines=cell.lines if printed_again else cell.lines + head.lines,
        areas=cell.areas + head.areas,
        right=head.right if head.lines else cell.right,
        ended=bool(cell.lines) and not head.lines,
        below=head.below,
    )
