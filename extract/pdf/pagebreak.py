"""Where a page break cuts a table: whether it cut a row in the middle, or a merged label between two rows.

What decides, the surest first:

1. The rules. Some printers leave the cut side of a cell open and close the sides that are whole. Where both kinds stand
   side by side, the open cells run on and the others do not; a row whose own cells are open is cut, whatever the labels
   beside it do. Where all are closed or all are open, this says nothing.
2. The room. Text flows on to the next page only when its cell is full: under a line with room for another one, or after
   a short line that no printed break ends, the text has ended. How long a line can be, the others of its column show.
   A row is as high as its texts need; what is lower than every whole row is the rest of one.
3. The texts. Two values (but for a number with no room for one digit more), two labels that end alike (经济效益指标,
   社会效益指标) or a text printed again are not the halves of one; a bracket left open, points in brackets, a stop that
   begins a line are.
4. The table around. What its other labels end with, a label cut in two lacks above and has below; a label beside a
   header goes with all the rows which that header heads; a merged label lies within the merged labels to its left.
"""

from __future__ import annotations

from extract.pdf.halves import (
    LABEL,
    Pair,
    are_two_texts,
    has_room,
    is_bound,
    is_bracket_open,
    is_completed,
    is_full,
    is_half_value,
    is_header,
    is_one_column_of_signs,
    is_residue,
    is_same_label,
    is_value,
    names_beside,
    squeezed,
)
from extract.pdf.sheet import Drawn, Sheet

_SENTENCE_END = tuple("。！？；.!?;")
_BLANK_LINE = 14.0  # points: an empty row lower than this cannot hold a line of its own
_SAME_HEIGHT = 2.0  # points by which rows of one height may differ


def pairs_at_break(upper: Sheet, lower: Sheet) -> list[Pair]:
    """Cells that meet at the page break and have the same sides."""
    heads = {(cell.col, cell.cols): cell for cell in lower.starting_in(0)}
    meeting = ((cell, heads.get((cell.col, cell.cols))) for cell in upper.touching(upper.n_rows - 1))
    return sorted(((cell, head) for cell, head in meeting if head is not None), key=lambda pair: pair[0].col)


def told_by_rules(upper: Sheet, lower: Sheet) -> bool:
    """True where cells left open at the page break stand beside closed ones, so that the rules tell what runs on."""
    above = {cell.below for cell in upper.touching(upper.n_rows - 1)}
    return len(above) > 1 or len({cell.above for cell in lower.starting_in(0)}) > 1


def is_cut_row(upper: Sheet, lower: Sheet, pairs: list[Pair]) -> bool:
    """True when the first row of `lower` is the rest of the last row of `upper`."""
    if not pairs or len(pairs) != len(upper.touching(upper.n_rows - 1)) or len(pairs) != len(lower.starting_in(0)):
        return False
    if lower.n_rows == 1 and all(cell.below and head.above and head.below for cell, head in pairs):
        return True
    if told_by_rules(upper, lower):
        own = [pair for pair in pairs if pair[0].rows == 1 == pair[1].rows]
        return bool(own) and all(cell.below and head.above for cell, head in own)
    filled = [pair for pair in pairs if pair[0].lines and pair[1].lines and not is_same_label(pair)]
    single = [pair for pair in pairs if pair[0].rows == 1 == pair[1].rows] or pairs
    both = [pair for pair in single if pair in filled]
    ended = [cell for cell, head in single if cell.lines and not head.lines]
    begun = [head for cell, head in single if head.lines and not cell.lines]
    alone = len(both) == 1 and not begun and any(map(is_value, ended))
    if any(are_two_texts(upper, lower, pair) and not (alone and _runs_on(upper, lower, pair)) for pair in pairs):
        return False
    if not both:
        if not begun:
            return _is_rest(upper, lower, bool(filled)) or any(is_bracket_open(cell) for cell, _ in single)
        if ended:
            return ended[0] is single[0][0] and all(map(_is_kept_together, begun))
        return upper.heights[-1] < _BLANK_LINE and all(cell.below for cell, _ in pairs)
    if any(is_value(head) and not _is_kept_together(head) for head in begun):
        return False
    if is_header(upper, upper.n_rows - 1) and _is_rest_of_heading(single):
        return True
    weight = sum(_weight(upper, lower, pair) for pair in both) - len(begun)
    if ended and not begun and len(both) == 1:
        is_name = both[0] is single[0] and not is_full(upper, lower, both[0])
        weight += 0 if is_name else _ONE_GOES_ON
    elif any(is_value(cell) for cell in ended):
        weight += _FIGURES_ENDED + (_NAME_ENDED if any(_is_name(cell) for cell in ended) else 0)
        if not begun and any(is_completed(pair, names_beside(upper, lower, pair)) for pair in both):
            weight += _COMPLETED
    if all(cell.below and head.above for cell, head in pairs):
        weight += _OPEN
    if not begun and _whole_rows(upper, lower) > 2 and _is_lowest(lower.heights[0], upper, lower):
        weight += _LOWEST
    return weight > 0


def _runs_on(upper: Sheet, lower: Sheet, pair: Pair) -> bool:
    """白板 over 120套: a figure where its text had no room for it, which would be no value of a row by itself."""
    cell, head = pair
    return bool(head.lines) and not is_value(cell) and is_value(head) and is_full(upper, lower, pair)


def _is_kept_together(cell: Drawn) -> bool:
    """Two lines or three, of which printers leave none alone on a page: nothing of them above says nothing."""
    return 1 < len(cell.lines) < 4


def _is_rest(upper: Sheet, lower: Sheet, labelled: bool) -> bool:
    """What is left of a row, and nothing more: too low for a line, or with the rest of a label, and the lowest row."""
    height = lower.heights[0]
    return (height < _BLANK_LINE or (labelled and _whole_rows(upper, lower) > 2)) and _is_lowest(height, upper, lower)


def _whole_rows(upper: Sheet, lower: Sheet) -> int:
    return len(upper.heights) + len(lower.heights) - 2


def _is_lowest(height: float, upper: Sheet, lower: Sheet) -> bool:
    return height < min(upper.heights[:-1] + lower.heights[1:], default=_BLANK_LINE) - _SAME_HEIGHT


def _is_rest_of_heading(pairs: list[Pair]) -> bool:
    """Short texts without the name that a row under a heading would begin with."""
    labels = all(len(squeezed(head.text)) <= LABEL and not is_value(head) for _, head in pairs)
    return len(pairs) > 3 and not pairs[0][1].lines and labels


def _is_name(cell: Drawn) -> bool:
    return not is_value(cell) and not is_residue(cell)


# What speaks for one row that was cut (positive) or for two rows, in points. One long text that breaks off in a full
# line outweighs one short text that seems to go on; figures with nothing under them outweigh a label in few lines.
_FIGURES_ENDED = 3
_NAME_ENDED = 2
_ONE_GOES_ON = 3
_COMPLETED = 6
_OPEN = 8
_LOWEST = 6
_SURE = 6
_LONG_RUNS_ON, _SHORT_RUNS_ON = 3, 1
_SHORT_LINE, _LONE_SHORT_LINE = -2, -4


def _weight(upper: Sheet, lower: Sheet, pair: Pair) -> int:
    """How much the texts of a pair look like the two parts of one."""
    cell, head = pair
    if is_bound(pair):
        return _SURE
    if is_value(cell) and is_half_value(upper, lower, pair):
        return _LONG_RUNS_ON
    if has_room(upper, cell):
        return -_SURE
    if is_one_column_of_signs(*pair) and len(cell.lines) + len(head.lines) > 2:
        return _LONG_RUNS_ON
    full, long = is_full(upper, lower, pair), len(squeezed(cell.text)) > LABEL
    if cell.text.endswith(_SENTENCE_END):
        return 0 if full else -1
    if full:
        return _LONG_RUNS_ON if long else _SHORT_RUNS_ON
    return _SHORT_LINE if long or len(cell.lines) > 1 else _LONE_SHORT_LINE
