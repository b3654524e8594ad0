"""Where a page break cuts a table: whether it cut a row in the middle, or a merged label between two rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.pdf.sheet import Drawn, Sheet

_VALUE = re.compile(r"^[≥≤<>=＝≧≦＜＞±+\-－—]*[\d,.，]+(%|％|‰|亿元|万元|万?[元人次个项户家分])?$")
_RESIDUE = re.compile(r"^[….·/—－-]+$")  # rows of a template left as they came
_NUMBERED = re.compile(r"^指标\d")
_SENTENCE_END = tuple("。！？；.!?;")
_LABEL = 14  # characters: longer texts are no labels
_BLANK_LINE = 14.0  # points: an empty row lower than this cannot hold a line of its own
HEADER_ROWS = 2  # rows a cell of a repeated header may span; what spans more is a label of the body

Pair = tuple[Drawn, Drawn]


def squeezed(text: str) -> str:
    return "".join(text.split())


def pairs_at_break(upper: Sheet, lower: Sheet) -> Iterator[Pair]:
    """Cells that meet at the page break and have the same sides."""
    heads = {(cell.col, cell.cols): cell for cell in lower.starting_in(0)}
    for cell in upper.touching(upper.n_rows - 1):
        head = heads.get((cell.col, cell.cols))
        if head is not None:
            yield cell, head


def is_cut_row(upper: Sheet, lower: Sheet, pairs: list[Pair]) -> bool:
    """True when the first row of `lower` is the rest of the last row of `upper`."""
    if not pairs or len(pairs) != len(upper.touching(upper.n_rows - 1)) or len(pairs) != len(lower.starting_in(0)):
        return False
    filled = [pair for pair in pairs if pair[0].lines and pair[1].lines and not is_same_label(pair)]
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
    if any(is_value(head) for head in below):
        return False
    if any(is_value(cell) for cell in above):
        return True
    return any(_runs_on(pair) for pair in both) or (bool(above) and not below and len(both) == 1)


def _are_two_cells(pair: Pair) -> bool:
    """Two texts that cannot be the two parts of one: what a cut row never has."""
    cell, head = pair
    if is_value(cell):
        return not _is_half_value(cell)
    if is_value(head):
        return len(squeezed(cell.text)) <= _LABEL
    if max(cell.rows, head.rows) == 1 and squeezed(cell.text) == squeezed(head.text):
        return True
    if len(cell.lines) == 1 < len(head.lines) and len(squeezed(cell.text)) <= _LABEL and not cell.ends_full:
        return True
    return _are_two_labels(pair)


def _is_half_value(cell: Drawn) -> bool:
    """387664. or ≥ at the end of a full line: the rest of the number follows."""
    return cell.ends_full and not cell.lines[-1].text.rstrip()[-1:].isalnum() and cell.text.rstrip()[-1] not in "%％‰"


def is_value(cell: Drawn) -> bool:
    return bool(_VALUE.match(squeezed(cell.text)))


def is_same_label(pair: Pair) -> bool:
    return max(pair[0].rows, pair[1].rows) > 1 and squeezed(pair[0].text) == squeezed(pair[1].text)


def _are_two_labels(pair: Pair) -> bool:
    """Two labels of the same kind, 经济效益指标 and 社会效益指标, or two merged ones: a new label begins a new row."""
    above, below = squeezed(pair[0].text), squeezed(pair[1].text)
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


def cut_labels(upper: Sheet, lower: Sheet, pairs: list[Pair]) -> Iterator[Pair]:
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
    row = [cell for cell in piece.touching(piece.n_rows - 1) if cell.rows <= HEADER_ROWS]
    return len(row) > 2 and all(cell.lines and not is_value(cell) for cell in row)


def _is_shared_value(cells: tuple[Drawn, ...], pair: Pair) -> bool:
    """A value over an empty square, in a column where other rows share a value, too: one score of two rows."""
    cell, head = pair
    if not cell.lines or head.lines or not is_value(cell):
        return False
    return any(
        one.rows > 1 and (one.col, one.cols) == (cell.col, cell.cols) and one.lines and is_value(one) for one in cells
    )


def _is_last_row_of_label(upper: Sheet, pair: Pair) -> bool:
    cell, head = pair
    merged = cell.col > 0 or any(one.rows > 1 and one.col == cell.col for one in upper.cells)
    return merged and bool(cell.lines) and not head.lines and not is_value(cell)


def _is_cut_label(pair: Pair) -> bool:
    """True when a cell merged over several rows was cut between two of them."""
    cell, head = pair
    if max(cell.rows, head.rows) < 2:
        return False
    if not head.lines:
        return (cell.rows > 1 and bool(cell.lines)) or head.rows > 1
    if not cell.lines:
        return False
    above, below = squeezed(cell.text), squeezed(head.text)
    if is_value(cell) or is_value(head):
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
