"""What two cells that meet at a page break, and their texts, say about being one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, takewhile

from extract.pdf.sheet import Drawn, Sheet
from extract.pdf.text import Line, first_word

_SIGN, _UNIT = "[≥≤<>=＝≧≦＜＞±+\\-－—]*", "(?![年月日季度])[\u4e00-\u9fff]"  # 场, 人次, 平方米; no 2024年
_VALUE = re.compile(rf"^{_SIGN}(?:[\d,.，]+[%％‰]?|[\d,.，]*\d{_UNIT}{{1,3}})$")
_LONG_VALUE = re.compile(rf"^{_SIGN}[\d,.，]*\d{_UNIT}{{4,6}}$")  # 平方公里, 个百分点
_RESIDUE = re.compile(r"^[….·/—－-]+$")  # rows of a template left as they came
_NUMBERED = re.compile(r"^指标\d")
_BOUND = re.compile(r"(不[少低高超大小多]于?过?|[≥≤≧≦<>＜＞])$")
_OF_DATE = re.compile(r"^(?:年\d|年[初中底末内前]|月(?:\d|[初中底末内前]|$)|日(?:前|$))")  # 年12月底前, behind a figure
_TICKED = re.compile(r"^[□☐☑■√✓✔○●]")
_POINTS = re.compile(r"[(（][^()（）]*[)）]$")
_NEVER_FIRST = tuple("，。、；：？！）》】”’％%,;:!?)]")
_HANGING = (*_NEVER_FIRST, "（", "(")  # what may stand out of a full line
ENDING = 2  # signs: 指标
LABEL = 14  # characters: longer texts are no labels
_LEADING = 1.25  # em from one line to the next
_PADDING = 6.0  # points of white on either side of the text of a cell, at most
HEADER_ROWS = 2  # rows a cell of a repeated header may span; what spans more is a label of the body

Pair = tuple[Drawn, Drawn]  # the last cell above the break and the first below, of the same sides


def squeezed(text: str) -> str:
    return "".join(text.split())


def is_value(cell: Drawn) -> bool:
    return bool(_VALUE.match(squeezed(cell.text)))


def is_share(cell: Drawn) -> bool:
    """A percentage, as rates are and weights and scores are not."""
    return cell.text.rstrip().endswith(("%", "％"))


def is_same_label(pair: Pair) -> bool:
    return max(pair[0].rows, pair[1].rows) > 1 and squeezed(pair[0].text) == squeezed(pair[1].text)


def is_value_over_blank(pair: Pair) -> bool:
    return bool(pair[0].lines) and not pair[1].lines and is_value(pair[0])


def is_residue(cell: Drawn) -> bool:
    return bool(_RESIDUE.match(squeezed(cell.text)))


def is_header(piece: Sheet, number: int, after: Sheet | None = None) -> bool:
    """The row names columns: three labels or more, no value, at most one square left open.

    Nor is it one of the rows that a header heads: those of the same columns above it hold no value. after: the piece
    that `piece` goes on from.
    """
    row = [cell for cell in piece.touching(number) if cell.rows <= HEADER_ROWS]
    named = [cell for cell in row if cell.lines]
    if len(named) < 3 or len(row) - len(named) > 1:
        return False
    if any(len(squeezed(cell.text)) > LABEL or is_value(cell) for cell in named):
        return False
    columns = _columns(piece.touching(number))
    above = chain(_rows_above(piece, number), _rows_above(after, after.n_rows) if after else ())
    body = takewhile(lambda row: _columns(row) == columns, above)
    return not any(is_value(cell) for row in body for cell in row)


def _rows_above(piece: Sheet, number: int) -> Iterator[tuple[Drawn, ...]]:
    return (piece.touching(row) for row in range(number - 1, -1, -1))


def _columns(row: tuple[Drawn, ...]) -> set[tuple[int, int]]:
    return {(cell.col, cell.cols) for cell in row}


def is_bound(pair: Pair) -> bool:
    """The texts cannot be told apart: an open bracket, a bound without its figure, points in brackets, a stop below.

    Or a date cut behind a figure.
    """
    cell, head = pair
    above, below = squeezed(cell.text), squeezed(head.text)
    if (_BOUND.search(above) and is_value(head)) or (above[-1:].isdigit() and _OF_DATE.match(below)):
        return True
    return is_bracket_open(cell) or is_bracketed(below) or (below.startswith(_NEVER_FIRST) and not is_value(head))


def is_full(upper: Sheet, lower: Sheet, pair: Pair) -> bool:
    """The last line leaves no room for the first word of the next text beside it, as that of a text which goes on.

    How long a line can be, the longest of the column shows: who prints with less white than others has longer ones. A
    sign alone on its line may be wider than its column has room for.
    """
    cell, head = pair
    last = cell.lines[-1]
    if len(squeezed(cell.text)) > LABEL:
        return cell.ends_full or last.box[2] + first_word(head.text, last.size) > cell.right - _PADDING
    return not _leaves(upper, lower, pair, first_word(head.text, last.size))


def _leaves(upper: Sheet, lower: Sheet, pair: Pair, need: float) -> bool:
    """Whether there is room for so much beside the last line of a short text."""
    cell = pair[0]
    last = cell.lines[-1]
    width, taken = upper.xs[cell.col + cell.cols] - upper.xs[cell.col], _length(last)
    if taken <= width - max(need, last.size / 2) - 2 * _PADDING:
        return True
    lines = [
        line for one in upper.cells + lower.cells if (one.col, one.cols) == (cell.col, cell.cols) for line in one.lines
    ]
    lengths = [_length(line) for line in lines if len(line.text) > 1 and not line.text.rstrip().endswith(_HANGING)]
    return any(taken + need <= length <= width for length in lengths)


def _length(line: Line) -> float:
    return line.indent + line.box[2] - line.box[0]


def has_room(upper: Sheet, cell: Drawn) -> bool:
    """Room for two more lines under the last one (printers keep two lines of a paragraph together): its text ended."""
    last = cell.lines[-1]
    return cell.ended or upper.box[3] - last.box[3] > 2 * _LEADING * last.size + _PADDING


def made_its_row(upper: Sheet, lower: Sheet, cell: Drawn) -> bool:
    """The last row is as high as this cell alone needs it: the height of a merged cell goes to the last of its rows."""
    beside = [len(one.lines) for one in upper.touching(upper.n_rows - 1) if one.rows == 1 and one is not cell]
    if cell.rows > 1 or len(cell.lines) <= max(beside, default=0) or len(cell.lines) < 2:
        return False
    step = (cell.lines[-1].box[3] - cell.lines[0].box[3]) / (len(cell.lines) - 1)
    height = upper.heights[-1]
    return 0 < height - len(cell.lines) * step < 2 * _PADDING and min(upper.heights + lower.heights) < height - step / 2


def may_flow(upper: Sheet, lower: Sheet, pair: Pair) -> bool:
    """Under a row that is whole: a text that fills its cell, over one that could be its rest."""
    cell, head = pair
    if not cell.lines or not head.lines or is_value(cell) or is_value(head):
        return False
    if has_room(upper, cell) or _has_room_beside(upper, cell):
        return False
    if _NUMBERED.match(squeezed(head.text)) or all(_POINTS.search(squeezed(one.text)) for one in pair):
        return False
    return is_full(upper, lower, pair) and not end_alike(pair)


def _has_room_beside(upper: Sheet, cell: Drawn) -> bool:
    """A lone line in a row that is high enough for the two of another cell."""
    if not cell.rows == len(cell.areas) == len(cell.lines) == 1:
        return False
    return any(one.rows == len(one.areas) == 1 < len(one.lines) for one in upper.touching(upper.n_rows - 1))


def are_two_texts(upper: Sheet, lower: Sheet, pair: Pair) -> bool:
    """Two texts that cannot be the two parts of one: what a cut row never has."""
    cell, head = pair
    if not cell.lines or not head.lines or is_same_label(pair):
        return False
    if is_value(cell):
        return not is_half_value(upper, lower, pair) and not is_bound(pair)
    if is_value(head):
        return len(squeezed(cell.text)) <= LABEL and not is_bound(pair)
    if max(cell.rows, head.rows) == 1 and squeezed(cell.text) == squeezed(head.text):
        return True
    if not _are_two_labels(pair) or is_parted(pair, names_beside(upper, lower, pair)):
        return False
    return not (_are_merged(pair) and may_flow(upper, lower, pair))


def is_half_value(upper: Sheet, lower: Sheet, pair: Pair) -> bool:
    """387664. at the end of a full line, or 716.9 where no sign more has room: the rest of the number follows.

    Or 15 over 分 where the other figures of the column end so.
    """
    cell, head = pair
    last = cell.lines[-1]
    if cell.ends_full and not last.text.rstrip()[-1:].isalnum() and cell.text.rstrip()[-1] not in "%％‰":
        return True
    both = squeezed(cell.text + head.text)
    if not (_VALUE.match(both) or _LONG_VALUE.match(both)):
        return False
    unit = re.sub(r"[\d.,，]", "", squeezed(head.text))
    if unit == squeezed(head.text) and any(
        is_value(one) and squeezed(one.text).endswith(unit) for one in _column(upper, lower, pair)
    ):
        return True
    return not _leaves(upper, lower, pair, last.size / (2 if head.text.isascii() else 1))


def _are_two_labels(pair: Pair) -> bool:
    """Two labels of the same kind, 经济效益指标 and 社会效益指标, or two merged ones: a new label begins a new row."""
    below = squeezed(pair[1].text)
    if is_bracket_open(pair[0]) or is_bracketed(below):
        return False
    if is_residue(pair[1]) or _NUMBERED.match(below) or end_alike(pair):
        return True
    return _are_merged(pair) and not is_one_column_of_signs(*pair)


def _are_merged(pair: Pair) -> bool:
    return min(pair[0].rows, pair[1].rows) > 1


def end_alike(pair: Pair) -> bool:
    above, below = name_of(pair[0]), name_of(pair[1])
    if _NUMBERED.match(above) and not _NUMBERED.match(below):
        return False
    if _TICKED.match(above) and _TICKED.match(below):
        return False  # √完成 over □未完成: what can be ticked in one cell
    return max(len(above), len(below)) <= LABEL and min(len(above), len(below)) > 2 and above[-2:] == below[-2:]


def name_of(cell: Drawn) -> str:
    """The text of a label without points in brackets."""
    return _POINTS.sub("", squeezed(cell.text))


def name_of_both(pair: Pair) -> str:
    return _POINTS.sub("", squeezed(pair[0].text + pair[1].text))


def names_beside(upper: Sheet, lower: Sheet, pair: Pair) -> list[str]:
    """The other labels of a pair's column."""
    return [name_of(one) for one in _column(upper, lower, pair) if one.lines]


def _column(upper: Sheet, lower: Sheet, pair: Pair) -> Iterator[Drawn]:
    """The other cells of a pair's column."""
    sides = pair[0].col, pair[0].cols
    return (one for one in upper.cells + lower.cells if (one.col, one.cols) == sides and one not in pair)


def is_completed(pair: Pair, others: list[str]) -> bool:
    """服务对象 over 满意度指标: the first does not end as the labels of the column do, both together do."""
    end = name_of_both(pair)[-ENDING:]
    alike = sum(name.endswith(end) for name in others)
    return 2 < alike > len(others) / 2 and not any(name.endswith(name_of(pair[0])[-ENDING:]) for name in others)


def is_parted(pair: Pair, others: list[str]) -> bool:
    """效益指 over 标, 满意度 over 指标（10分）, 效 over 益指标: one of them is no label by itself, both together are.

    A label is more than a sign, and more than what most labels of the column end with; so no line need be full.
    """
    above, below = name_of(pair[0]), name_of(pair[1])
    alone = len(above) == 1 or (len(below) <= ENDING and below not in others)
    return alone and not is_residue(pair[1]) and is_completed(pair, others)


def is_one_column_of_signs(cell: Drawn, head: Drawn) -> bool:
    """A label written one character a line, 绩 over 效 over 指 over 标, on both sides of the break."""
    return all(len(line.text.strip()) == 1 for line in cell.lines + head.lines)


def is_bracketed(text: str) -> bool:
    """(50分), or (50 alone: points that belong to the label before."""
    return text[:1] in ("(", "（") and (text[-1:] in (")", "）") or text[1:].isdigit())


def is_bracket_open(cell: Drawn) -> bool:
    text = cell.text.translate(str.maketrans("（）", "()"))
    return text.count("(") > text.count(")")
