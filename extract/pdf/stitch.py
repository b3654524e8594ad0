"""A table continued on the next page is one table: columns matched, headers dropped, cut rows and labels repaired."""

from __future__ import annotations

from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from extract.message import Message
from extract.pdf.halves import HEADER_ROWS, Pair, is_same_label, is_value, squeezed
from extract.pdf.pagebreak import is_cut_row, pairs_at_break
from extract.pdf.runon import cut_labels
from extract.pdf.sheet import Drawn, Sheet, with_columns

_SAME_EDGE = 3.5  # points within which two column edges are the same
_SAME_SIDE = 5.0  # points by which the outer sides of two pieces may differ


class Join(Struct, frozen=True):
    """How two pieces became one: the row where the lower one goes on, and why they belong together."""

    row: int
    page: int
    reason: Message


def stitch(upper: Sheet, lower: Sheet) -> tuple[Sheet, Join] | None:
    """The table that both pieces form, or None when the lower one is a table of its own.

    `upper` must end where its page ends and `lower` begin where the next page begins, with no text between.
    """
    aligned = _align(upper, lower)
    if aligned is None:
        return None
    upper, lower = aligned
    repeated = _repeated_rows(upper, lower)
    rest = _without_first(lower, repeated)
    if rest.n_rows and _begins_anew(upper, rest, repeated):
        return None
    if not rest.n_rows:
        return replace(upper, pages=upper.pages + lower.pages, box=lower.box), _told(upper, lower, repeated, False)
    pairs = pairs_at_break(upper, rest)
    cut = is_cut_row(upper, rest, pairs)
    joined = _grown(upper, rest, pairs if cut else list(cut_labels(upper, rest, pairs)), cut)
    return joined, _told(upper, lower, repeated, cut)


def _told(upper: Sheet, lower: Sheet, repeated: int, cut: bool) -> Join:
    zh, en = ["列边线相同"], ["same column edges"]
    if repeated:
        zh.append(f"略去重复的表头 {repeated} 行")
        en.append(f"{repeated} repeated header rows left out")
    if cut:
        zh.append("被分页切开的一行已拼合")
        en.append("the row cut by the page break was put together")
    page = lower.pages[0]
    message = Message(
        f"表格由第 {upper.pages[-1]} 页续到第 {page} 页，已接为一表（{'；'.join(zh)}）",
        f"the table runs on from page {upper.pages[-1]} to page {page} and was joined ({'; '.join(en)})",
    )
    return Join(upper.n_rows - cut, page, message)


def _align(upper: Sheet, lower: Sheet) -> tuple[Sheet, Sheet] | None:
    """Both pieces on the column edges of either, or None where these do not match."""
    shift = upper.xs[0] - lower.xs[0]
    if abs(upper.xs[-1] - lower.xs[-1] - shift) > _SAME_SIDE:
        return None
    moved = [x + shift for x in lower.xs]
    xs, from_upper, from_lower = _union(list(upper.xs), moved)
    shared = len(upper.xs) + len(moved) - len(xs) - 2
    if not shared and min(upper.n_cols, lower.n_cols) > 1:
        return None
    return with_columns(upper, xs, from_upper), with_columns(lower, xs, from_lower)


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


def _repeated_rows(upper: Sheet, lower: Sheet) -> int:
    """How many first rows of `lower` print a header of `upper` again."""
    headers = [_row_print(lower, row) for row in takewhile(lambda row: _is_header(lower, row), range(lower.n_rows))]
    prints = [_row_print(upper, row) for row in range(upper.n_rows)] if headers else []
    best = 0
    for start in range(len(prints)):
        pairs = zip(prints[start : start + len(headers)], headers, strict=False)
        count = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if count > best and _ends_clean(lower, count):
            best = count
    return best


def _row_print(piece: Sheet, row: int) -> tuple[tuple[int, int, int, str], ...]:
    return tuple((cell.col, cell.cols, cell.rows, squeezed(cell.text)) for cell in _header_cells(piece, row))


def _header_cells(piece: Sheet, row: int) -> tuple[Drawn, ...]:
    return tuple(cell for cell in piece.starting_in(row) if cell.lines and cell.rows <= HEADER_ROWS)


def _is_header(piece: Sheet, row: int) -> bool:
    """A row of at least two labels and no value."""
    cells = _header_cells(piece, row)
    return len(cells) > 1 and not any(is_value(cell) for cell in cells)


def _ends_clean(piece: Sheet, row: int) -> bool:
    """No cell with text reaches over the top of `row`: what lies above can be left out without losing any."""
    return not any(cell.row < row < cell.row + cell.rows and cell.lines and cell.row > 0 for cell in piece.cells)


def _without_first(piece: Sheet, rows: int) -> Sheet:
    if not rows:
        return piece
    cells = tuple(
        cell._replace(row=max(0, cell.row - rows), rows=cell.row + cell.rows - max(cell.row, rows))
        for cell in piece.cells
        if cell.row + cell.rows > rows
    )
    return replace(piece, cells=cells, heights=piece.heights[rows:])


def _begins_anew(upper: Sheet, lower: Sheet, repeated: int) -> bool:
    """The lower piece opens like the upper one did, with other contents: the next form, not the rest of this one."""
    first, again = upper.starting_in(repeated)[:2], lower.starting_in(0)[:2]
    if not first or not again or not first[0].lines:
        return False
    if first[0].rows > 1 and first[0].row + first[0].rows == upper.n_rows:
        return False  # the label of the whole piece, printed again
    same_label = squeezed(first[0].text) == squeezed(again[0].text) and first[0].cols == again[0].cols
    return same_label and first[0].rows == again[0].rows and not is_value(first[0])


def _grown(upper: Sheet, lower: Sheet, pairs: list[Pair], cut: bool) -> Sheet:
    """Both pieces as one, with the cells of each pair made one cell."""
    offset = upper.n_rows - cut
    heads = {id(head) for _, head in pairs}
    grown = {id(cell): _one(cell, head, cut) for cell, head in pairs}
    cells = tuple(grown.get(id(cell), cell) for cell in upper.cells) + tuple(
        cell._replace(row=cell.row + offset) for cell in lower.cells if id(cell) not in heads
    )
    heights = upper.heights
    if cut:
        heights = (*heights[:-1], heights[-1] + lower.heights[0])
        lower = replace(lower, heights=lower.heights[1:])
    return Sheet(
        pages=upper.pages + lower.pages,
        xs=upper.xs,
        heights=heights + lower.heights,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))),
        box=lower.box,
        doubtful=upper.doubtful or lower.doubtful,
    )


def _one(cell: Drawn, head: Drawn, cut: bool) -> Drawn:
    printed_again = is_same_label((cell, head))
    return cell._replace(
        rows=cell.rows + head.rows - cut,
        lines=cell.lines if printed_again else cell.lines + head.lines,
        areas=cell.areas + head.areas,
        right=head.right if head.lines else cell.right,
        ended=bool(cell.lines) and not head.lines,
        below=head.below,
    )
