"""Merged labels and shared values that a page break cut between two rows: which pairs of cells are one."""

from __future__ import annotations

from collections.abc import Iterator

from extract.pdf.halves import (
    ENDING,
    HEADER_ROWS,
    Pair,
    end_alike,
    is_bound,
    is_bracket_open,
    is_bracketed,
    is_completed,
    is_header,
    is_one_column_of_signs,
    is_parted,
    is_residue,
    is_share,
    is_value,
    is_value_over_blank,
    made_its_row,
    may_flow,
    name_of,
    name_of_both,
    names_beside,
    squeezed,
)
from extract.pdf.pagebreak import told_by_rules
from extract.pdf.sheet import Drawn, Sheet


def cut_labels(upper: Sheet, lower: Sheet, pairs: list[Pair]) -> Iterator[Pair]:
    """The pairs that are one merged cell.

    A label cut after its only row so far is known by its place in the hierarchy: every column to its left runs on,
    too, but for a first one that numbers the rows. Empty cells among those run on if the label to their right does.
    """
    if told_by_rules(upper, lower):
        yield from (pair for pair in pairs if pair[0].below and pair[1].above)
        return
    break_ = _Break(upper, lower, pairs)
    reach = _numbering(pairs)
    blank: list[Pair] = []
    label: Pair | None = None
    for pair in pairs:
        in_order = reach == pair[0].col
        if break_.is_one(pair, in_order) or (in_order and label and break_.are_points(label, pair)):
            yield from blank if in_order else ()
            yield pair
            blank, label = [], pair if in_order else None
        elif in_order and pair[0].col and not pair[0].lines and not pair[1].lines:
            blank.append(pair)
        else:
            continue
        if in_order:
            reach += pair[0].cols


def _numbering(pairs: list[Pair]) -> int:
    """How many columns at the left hold the numbers of the rows."""
    first = [pair for pair in pairs if pair[0].col == 0 and is_value(pair[0]) and is_value(pair[1])]
    return first[0][0].cols if first else 0


class _Break:
    """A break between two rows: asked which of its pairs are one merged cell."""

    def __init__(self, upper: Sheet, lower: Sheet, pairs: list[Pair]) -> None:
        self.upper, self.lower, self.pairs = upper, lower, pairs
        self.cells = upper.cells + lower.cells
        self.under_header = is_header(upper, upper.n_rows - 1)
        own = (head for _, head in pairs if head.rows == 1 and head.lines)
        self.over_empty_row = all(map(is_residue, own))
        self.header_goes_on = self.under_header and self._header_goes_on()
        self.over_header = is_header(lower, 0, after=upper) and not self.header_goes_on

    def is_one(self, pair: Pair, in_order: bool) -> bool:
        """`in_order`: all columns to its left belong to labels that run on."""
        if self.over_empty_row and is_value_over_blank(pair):
            return False
        own = not self.under_header or in_order or not pair[0].lines
        return (
            (own and self._is_cut_label(pair))
            or (in_order and (self._is_last_row_of_label(pair) or self._is_rest(pair) or self._is_beside_header(pair)))
            or (self.header_goes_on and self._is_of_header(pair))
            or self._is_shared_value(pair)
        )

    def are_points(self, label: Pair, pair: Pair) -> bool:
        """The points beside a label that runs on: in this column figures are merged as the labels to their left are."""
        if not is_value_over_blank(pair) or label[0].col + label[0].cols != pair[0].col:
            return False
        merged = False
        for piece in (self.upper, self.lower):
            labels = {(one.row, one.rows) for one in piece.cells if one.col == label[0].col}
            points = [one for one in piece.cells if one.col == pair[0].col and is_value(one) and one is not pair[0]]
            if not all((one.row, one.rows) in labels for one in points):
                return False
            merged = merged or any(one.rows > 1 for one in points)
        return merged

    def _header_goes_on(self) -> bool:
        """The row below parts a heading in two, 年度指标值 into 指标值 and 单位: the second row of a header."""
        first = self.lower.starting_in(0)
        parts = (
            [one for one in first if head.col <= one.col < head.col + head.cols]
            for head in self.upper.touching(self.upper.n_rows - 1)
            if head.lines
        )
        if not any(len(part) > 1 and all(one.lines and not is_value(one) for one in part) for part in parts):
            return False
        own = [pair for pair in self.pairs if pair[0].col or pair[1].rows <= HEADER_ROWS]
        return all(map(self._is_of_header, own)) and not all(head.lines for _, head in own)

    def _is_of_header(self, pair: Pair) -> bool:
        cell, head = pair
        if not cell.lines or not head.lines:
            return not head.lines
        return is_bound(pair) or (may_flow(self.upper, self.lower, pair) and len(name_of(head)) < len(name_of(cell)))

    def _is_rest(self, pair: Pair) -> bool:
        """满意度指 over 标: the second is shorter than any label of the column, points in brackets left out.

        服务对象 over 满意度指标: the first does not end as the labels of the column do.
        产出指 over 标: only both together end as another label does.
        """
        cell, head = pair
        if not cell.lines or not head.lines or is_residue(head) or len(self.upper.touching(self.upper.n_rows - 1)) < 3:
            return False
        if self.over_header and not self.under_header:
            return False
        if is_bound(pair):
            return True
        others = names_beside(self.upper, self.lower, pair)
        if is_parted(pair, others):
            return True
        if not may_flow(self.upper, self.lower, pair):
            return False
        new_block = head.rows > 1 and self.over_header
        if not new_block and len(others) > 1 and len(name_of(head)) < min(map(len, others)):
            return True
        if len(name_of(head)) <= ENDING and name_of(head) not in others:
            end = name_of_both(pair)[-ENDING:]
            return any(name.endswith(end) for name in others)
        return is_completed(pair, others)

    def _is_beside_header(self, pair: Pair) -> bool:
        """A block's label: beside the header in the last row above, and beside all rows below that the header heads."""
        cell, head = pair
        if not self.under_header or self.over_header or cell.col or cell.rows > 1 or not cell.lines:
            return False
        if made_its_row(self.upper, self.lower, cell) or (head.lines and not may_flow(self.upper, self.lower, pair)):
            return False
        last = self.lower.touching(0) if self.header_goes_on else self.upper.touching(self.upper.n_rows - 1)
        columns = {(one.col, one.cols) for one in last if one not in pair}
        headed = 0
        while headed < self.lower.n_rows and columns <= {(c.col, c.cols) for c in self.lower.touching(headed)}:
            headed += 1
        return head.rows >= headed > 0

    def _is_shared_value(self, pair: Pair) -> bool:
        """One score of two rows: a value, no percentage, over an empty square, in a row with a name and more.

        Other rows of the column share one, too; or two such columns, weight and score, which are filled everywhere
        else, are empty together.
        """
        if not is_value_over_blank(pair) or is_share(pair[0]) or len(self.pairs) != len(self.lower.starting_in(0)):
            return False
        first = next(at for at, one in enumerate(self.pairs) if is_value_over_blank(one))
        told = [head if head.lines and not is_residue(head) else None for _, head in self.pairs]
        own = sum(head is not None and head.rows == 1 for head in told)
        if own < 2 or not first or told[first - 1] is None:
            return False
        rows = [one for row in self._rows_alike() for one in row]
        shared = {one[0].col for one in self.pairs if is_value_over_blank(one)}
        if shared <= {one.col for one in rows if one.rows > 1 and one.lines and is_value(one)}:
            return True
        others = [one for one in rows if one.col == pair[0].col]
        return len(shared) > 1 and len(others) > 1 and all(one.lines for one in others)

    def _rows_alike(self) -> Iterator[tuple[Drawn, ...]]:
        """The rows of the same columns as those at the break, without these; rows that nobody filled left out."""
        columns = [cell.col for cell, _ in self.pairs]
        for piece, at_break in ((self.upper, self.upper.n_rows - 1), (self.lower, 0)):
            for number in range(piece.first, piece.n_rows):
                row = piece.touching(number)
                filled = sum(one.rows == 1 and bool(one.lines) and not is_residue(one) for one in row)
                if number != at_break and filled > 1 and sorted(one.col for one in row) == columns:
                    yield row

    def _is_last_row_of_label(self, pair: Pair) -> bool:
        cell, head = pair
        merged = any(one.rows > 1 and one.lines and one.col == cell.col for one in self.cells)
        plain = cell.col > 0 and any(head.lines for _, head in self.pairs if head.rows == 1)
        return (merged or plain) and bool(cell.lines) and not head.lines and not is_value(cell)

    def _is_cut_label(self, pair: Pair) -> bool:
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
        one_column = is_one_column_of_signs(cell, head) and not (
            end_alike(pair) or made_its_row(self.upper, self.lower, cell)
        )
        return above == below or one_column or is_bracket_open(cell) or is_bracketed(below)
