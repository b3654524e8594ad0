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
    return _Row(upper, lower, pairs).is_cut


class _Row:
    """The rows above and below a break whose rules say nothing: what their cells hold, taken as one row.

    both: the pairs of cells of this row alone with text in either. ended, begun: the cells with text above, or below,
    alone.
    """

    def __init__(self, upper: Sheet, lower: Sheet, pairs: list[Pair]) -> None:
        self.upper, self.lower, self.pairs = upper, lower, pairs
        self.filled = [pair for pair in pairs if pair[0].lines and pair[1].lines and not is_same_label(pair)]
        self.single = [pair for pair in pairs if pair[0].rows == 1 == pair[1].rows] or pairs
        self.both = [pair for pair in self.single if pair in self.filled]
        self.ended = [cell for cell, head in self.single if cell.lines and not head.lines]
        self.begun = [head for cell, head in self.single if head.lines and not cell.lines]
        self.figures_ended = any(map(is_value, self.ended))
        lowest = _whole_rows(upper, lower) > 2 and _is_lowest(lower.heights[0], upper, lower)
        self.is_lowest = lowest and not self.begun

    @property
    def is_cut(self) -> bool:
        if any(are_two_texts(self.upper, self.lower, pair) and not self._runs_on(pair) for pair in self.pairs):
            return False
        if not self.both:
            return self._is_cut_between_texts()
        if any(is_value(head) and not _is_kept_together(head) for head in self.begun):
            return False
        if is_header(self.upper, self.upper.n_rows - 1) and _is_rest_of_heading(self.single, self.is_lowest):
            return True
        return self._weight() > 0

    def _runs_on(self, pair: Pair) -> bool:
        """白板 over 120套, and nothing else below: a figure for which its text had no room is no row by itself.

        Nor is one in a row lower than all others.
        """
        alone = len(self.both) == 1 and not self.begun and self.figures_ended
        text, figure = pair
        if not alone or is_value(text) or not is_value(figure):
            return False
        return self.is_lowest or is_full(self.upper, self.lower, pair)

    def _is_cut_between_texts(self) -> bool:
        if not self.begun:
            rest = _is_rest(self.upper, self.lower, bool(self.filled))
            return rest or any(is_bracket_open(cell) for cell, _ in self.pairs)
        if self.ended:
            return self.ended[0] is self.single[0][0] and all(map(_is_kept_together, self.begun))
        return self.upper.heights[-1] < _BLANK_LINE and all(cell.below for cell, _ in self.pairs)

    def _weight(self) -> int:
        """How much speaks for one row; nothing or less: two."""
        weight = sum(_weight(self.upper, self.lower, pair) for pair in self.both) - len(self.begun)
        weight += self._weight_of_ended()
        if all(cell.below and head.above for cell, head in self.pairs):
            weight += _OPEN
        return weight + (_LOWEST if self.is_lowest else 0)

    def _weight_of_ended(self) -> int:
        if self.ended and not self.begun and len(self.both) == 1:
            is_name = self.both[0] is self.single[0] and not is_full(self.upper, self.lower, self.both[0])
            return 0 if is_name else _ONE_GOES_ON
        if not self.figures_ended:
            return 0
        weight = _FIGURES_ENDED + (_NAME_ENDED if any(map(_is_name, self.ended)) else 0)
        completed = (is_completed(pair, names_beside(self.upper, self.lower, pair)) for pair in self.both)
        return weight + (_COMPLETED if not self.begun and any(completed) else 0)


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


def _is_rest_of_heading(pairs: list[Pair], is_lowest: bool) -> bool:
    """Short texts without the name that a row under a heading would begin with, or lower than any row."""
    labels = all(len(squeezed(head.text)) <= LABEL and not is_value(head) for _, head in pairs)
    return len(pairs) > 3 and (is_lowest or not pairs[0][1].lines) and labels


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
