"""A table continued on the next page is one table: columns matched, headers dropped, cut rows and labels repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.message import Message
from extract.sheet import Drawn, Sheet, with_columns

_SAME_EDGE = 3.5  # points within which two column edges are the same
_SAME_SIDE = 5.0  # points by which the outer sides of two pieces may differ
_VALUE = re.compile(r"^[≥≤<>=＝≧≦＜＞±+\-－—]*[\d,.，]+(%|％|‰|亿元|万元|万?[元人次个项户家分])?$")
_RESIDUE = re.compile(r"^[….·/—－-]+$")  # rows of a template left as they came
_NUMBERED = re.compile(r"^指标\d")
_SENTENCE_END = tuple("。！？；.!?;")
_LABEL = 14  # characters: longer texts are no labels
_HEADER_ROWS = 2  # rows a cell of a repeated header may span; what spans more is a label of the body
_BLANK_LINE = 14.0  # points: an empty row lower than this cannot hold a line of its own

Pair = tuple[Drawn, Drawn]


@dataclass(frozen=True, slots=True)
class Join:
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
        return replace(upper, pages=upper.pages + lower.pages), _told(upper, lower, repeated, False)
    pairs = list(_pairs(upper, rest))
    cut = _is_cut_row(upper, rest, pairs)
    joined = _grown(upper, rest, pairs if cut else list(_cut_labels(upper, rest, pairs)), cut)
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
    prints = [_row_print(upper, row) for row in range(upper.n_rows)]
    best = 0
    for start in range(upper.n_rows):
        count = 0
        while (
            count < lower.n_rows
            and start + count < upper.n_rows
            and _is_header(lower, count)
            and prints[start + count] == _row_print(lower, count)
        ):
            count += 1
        if count > best and _ends_clean(lower, count):
            best = count
    return best


def _row_print(piece: Sheet, row: int) -> tuple[tuple[int, int, int, str], ...]:
    return tuple((cell.col, cell.cols, cell.rows, _squeezed(cell.text)) for cell in _header_cells(piece, row))


def _header_cells(piece: Sheet, row: int) -> tuple[Drawn, ...]:
    return tuple(cell for cell in piece.starting_in(row) if cell.lines and cell.rows <= _HEADER_ROWS)


def _is_header(piece: Sheet, row: int) -> bool:
    """A row of at least two labels and no value."""
    texts = [_squeezed(cell.text) for cell in _header_cells(piece, row)]
    return len(texts) > 1 and not any(_VALUE.match(text) for text in texts)


def _ends_clean(piece: Sheet, row: int) -> bool:
    """No cell with text reaches over the top of `row`: what lies above can be left out without losing any."""
    return not any(cell.row < row < cell.row + cell.rows and cell.lines and cell.row > 0 for cell in piece.cells)


def _squeezed(text: str) -> str:
    return "".join(text.split())


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
    same_label = _squeezed(first[0].text) == _squeezed(again[0].text) and first[0].cols == again[0].cols
    return same_label and first[0].rows == again[0].rows and not _VALUE.match(_squeezed(first[0].text))


def _pairs(upper: Sheet, lower: Sheet) -> Iterator[Pair]:
    """Cells that meet at the page break and have the same sides."""
    heads = {(cell.col, cell.cols): cell for cell in lower.starting_in(0)}
    for cell in upper.touching(upper.n_rows - 1):
        head = heads.get((cell.col, cell.cols))
        if head is not None:
            yield cell, head


def _is_cut_row(upper: Sheet, lower: Sheet, pairs: list[Pair]) -> bool:
    """True when the first row of `lower` is the rest of the last row of `upper`."""
    if not pairs or len(pairs) != len(upper.touching(upper.n_rows - 1)) or len(pairs) != len(lower.starting_in(0)):
        return False
    filled = [pair for pair in pairs if pair[0].lines and pair[1].lines and not _is_same_label(pair)]
    if any(_are_two_cells(pair) for pair in filled):
        return False
    single = [pair for pair in pairs if pair[0].rows == 1 == pair[1].rows] or pairs
    both = [pair for pair in single if pair in filled]
    above = [cell for cell, head in single if cell.lines and not head.lines]
    below = [head for cell, head in single if head.lines and not cell.lines]
    if not both:
        if not below:
            return lower.heights[0] < _BLANK_LINE or any(_is_bracket_open(cell) for cell, _ in pairs)
        return not above and upper.heights[-1] < _BLANK_LINE
    if any(_is_value(head) for head in below):
        return False
    if any(_is_value(cell) for cell in above):
        return True
    return any(_runs_on(pair) for pair in both) or (bool(above) and not below and len(both) == 1)


def _are_two_cells(pair: Pair) -> bool:
    """Two texts that cannot be the two parts of one: what a cut row never has."""
    cell, head = pair
    if _is_value(cell):
        return not _is_half_value(cell)
    if _is_value(head):
        return len(_squeezed(cell.text)) <= _LABEL
    if max(cell.rows, head.rows) == 1 and _squeezed(cell.text) == _squeezed(head.text):
        return True
    if len(cell.lines) == 1 < len(head.lines) and len(_squeezed(cell.text)) <= _LABEL and not cell.ends_full:
        return True
    return _are_two_labels(pair)


def _is_half_value(cell: Drawn) -> bool:
    """387664. or ≥ at the end of a full line: the rest of the number follows."""
    return cell.ends_full and not cell.lines[-1].text.rstrip()[-1:].isalnum() and cell.text.rstrip()[-1] not in "%％‰"


def _is_value(cell: Drawn) -> bool:
    return bool(_VALUE.match(_squeezed(cell.text)))


def _is_same_label(pair: Pair) -> bool:
    return max(pair[0].rows, pair[1].rows) > 1 and _squeezed(pair[0].text) == _squeezed(pair[1].text)


def _are_two_labels(pair: Pair) -> bool:
    """Two labels of the same kind, 经济效益指标 and 社会效益指标, or two merged ones: a new label begins a new row."""
    above, below = _squeezed(pair[0].text), _squeezed(pair[1].text)
    if _is_bracket_open(pair[0]) or _is_bracketed(below):
        return False
    if _RESIDUE.match(below) or (_NUMBERED.match(above) and _NUMBERED.match(below)):
        return True
    if max(len(above), len(below)) <= _LABEL and min(len(above), len(below)) > 2 and above[-2:] == below[-2:]:
        return True
    return min(pair[0].rows, pair[1].rows) > 1 and not _is_one_column_of_signs(*pair)


def _runs_on(pair: Pair) -> bool:
    cell, _ = pair
    return cell.ends_full and not cell.text.endswith(_SENTENCE_END)


def _cut_labels(upper: Sheet, lower: Sheet, pairs: list[Pair]) -> Iterator[Pair]:
    """The pairs that are one merged cell.

    A label cut after its only row so far is known by its place in the hierarchy: every column to its left runs on,
    too. Empty cells among those run on if the label to their right does.
    """
    reach = 0
    blank: list[Pair] = []
    under_header = _ends_in_header(upper)
    for pair in sorted(pairs, key=lambda one: one[0].col):
        in_order = reach == pair[0].col
        own = not under_header or in_order or not pair[0].lines
        if (
            (own and _is_cut_label(pair))
            or (in_order and _is_last_row_of_label(upper, pair))
            or _is_shared_value(upper.cells + lower.cells, pair)
        ):
            yield from blank if in_order else ()
            yield pair
            blank = []
        elif in_order and pair[0].col and not pair[0].lines and not pair[1].lines:
            blank.append(pair)
        else:
            continue
        if in_order:
            reach += pair[0].cols


def _ends_in_header(piece: Sheet) -> bool:
    """The last row names columns: three labels or more, no value, nothing left open."""
    row = [cell for cell in piece.touching(piece.n_rows - 1) if cell.rows <= _HEADER_ROWS]
    return len(row) > 2 and all(cell.lines and not _is_value(cell) for cell in row)


def _is_shared_value(cells: tuple[Drawn, ...], pair: Pair) -> bool:
    """A value over an empty square, in a column where other rows share a value, too: one score of two rows."""
    cell, head = pair
    if not cell.lines or head.lines or not _is_value(cell):
        return False
    return any(
        one.rows > 1 and (one.col, one.cols) == (cell.col, cell.cols) and one.lines and _is_value(one) for one in cells
    )


def _is_last_row_of_label(upper: Sheet, pair: Pair) -> bool:
    cell, head = pair
    merged = cell.col > 0 or any(one.rows > 1 and one.col == cell.col for one in upper.cells)
    return merged and bool(cell.lines) and not head.lines and not _is_value(cell)


def _is_cut_label(pair: Pair) -> bool:
    """True when a cell merged over several rows was cut between two of them."""
    cell, head = pair
    if max(cell.rows, head.rows) < 2:
        return False
    if not head.lines:
        return (cell.rows > 1 and bool(cell.lines)) or head.rows > 1
    if not cell.lines:
        return False
    above, below = _squeezed(cell.text), _squeezed(head.text)
    if _is_value(cell) or _is_value(head):
        return False
    return above == below or _is_one_column_of_signs(cell, head) or _is_bracket_open(cell) or _is_bracketed(below)


def _is_one_column_of_signs(cell: Drawn, head: Drawn) -> bool:
    """A label written one character a line, 绩 over 效 over 指 over 标, on both sides of the break."""
    return all(len(line.text.strip()) == 1 for line in cell.lines + head.lines)


def _is_bracketed(text: str) -> bool:
    """(50分): points that belong to the label before."""
    return text[:1] in ("(", "（") and text[-1:] in (")", "）")


def _is_bracket_open(cell: Drawn) -> bool:
    text = cell.text.translate(str.maketrans("（）", "()"))
    return text.count("(") > text.count(")")


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
        box=upper.box,
        doubtful=upper.doubtful or lower.doubtful,
    )


def _one(cell: Drawn, head: Drawn, cut: bool) -> Drawn:
    printed_again = _is_same_label((cell, head))
    return cell._replace(
        rows=cell.rows + head.rows - cut,
        lines=cell.lines if printed_again else cell.lines + head.lines,
        areas=cell.areas + head.areas,
        right=head.right if head.lines else cell.right,
    )
