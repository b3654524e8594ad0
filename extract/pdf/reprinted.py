"""Header rows that are printed again on the next page: found by what a table has printed before, and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from extract.pdf.halves import HEADER_ROWS, is_value, squeezed
from extract.pdf.sheet import Drawn, Sheet, place_of

_DEEPEST = HEADER_ROWS + 1  # rows that a heading may take at most
_MOST_ALIKE = 8  # rows that print the same; more of them are rows of a template and no headings

Print = tuple[tuple[int, int, int, str], ...]  # of each cell: column, columns, rows, text


class Headings:
    """The rows of a growing table that could be printed again, by what they print.

    What the next form of the same table prints is no heading again: such a form has the label above the heading, too.
    """

    def __init__(self) -> None:
        self._rows: dict[Print, list[tuple[int, str]]] = {}
        self._labels: dict[str, int] = {}  # of the first column, and where it is printed last
        self._label = ""
        self._until = 0

    def repeated(self, lower: Sheet, upper: Sheet, starting_in: Callable[[int], Sequence[Drawn]]) -> int:
        """How many first rows of `lower` print a heading of the table again.

        upper: the last row of the table, which has grown since it was asked last; starting_in: the cells of any row.
        """
        n_rows = upper.n_rows
        prints = [_print(row) for row in takewhile(_is_heading, map(lower.starting_in, range(lower.n_rows)))]
        best, body = 0, bool(prints) and _goes_on(upper, prints[0])
        for start in self._starts(prints[0], n_rows, starting_in) if prints else ():
            if start and not body:
                continue  # the same heading over the next of several forms in one table
            own = (_print(starting_in(row)) for row in range(start, n_rows))
            count = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(own, prints, strict=False)))
            if count > best and _ends_clean(lower, count):
                best = count
        return best

    def _starts(self, first: Print, n_rows: int, starting_in: Callable[[int], Sequence[Drawn]]) -> Iterator[int]:
        """The rows that print this. A cell of a heading can still grow in the last rows: these are looked at anew."""
        settled = max(self._until, n_rows - _DEEPEST)
        for row in range(self._until, settled):
            self._settle(row, starting_in(row))
        self._until = settled
        alike, above, labels = list(self._rows.get(first, ())), self._label, dict[str, int]()
        for row in range(settled, n_rows):
            cells = starting_in(row)
            if _print(cells) == first:
                alike.append((row, above))
            if label := _label(cells):
                above, labels[label] = label, row
        yield from (row for row, label in alike if max(self._labels.get(label, 0), labels.get(label, 0)) <= row)

    def _settle(self, row: int, cells: Sequence[Drawn]) -> None:
        alike = self._rows.setdefault(_print(cells), []) if _is_heading(cells) else None
        if alike is not None and len(alike) < _MOST_ALIKE:
            alike.append((row, self._label))
        if label := _label(cells):
            self._label = label
            self._labels[label] = row


def _label(cells: Sequence[Drawn]) -> str:
    """The label at the far left that begins in a row."""
    return "" if not cells or cells[0].col or is_value(cells[0]) else squeezed(cells[0].text)


def _print(cells: Sequence[Drawn]) -> Print:
    return tuple((cell.col, cell.cols, cell.rows, squeezed(cell.text)) for cell in _of_heading(cells))


def _of_heading(cells: Sequence[Drawn]) -> list[Drawn]:
    """Its labels; beside a group over several columns they may run down past two rows of headings under it."""
    deepest = _DEEPEST if cells and cells[0].cols > 1 else HEADER_ROWS
    return [cell for cell in cells if cell.lines and cell.rows <= deepest]


def _is_heading(cells: Sequence[Drawn]) -> bool:
    """At least two labels and no value begin in the row."""
    labels = _of_heading(cells)
    return len(labels) > 1 and not any(map(is_value, labels))


def _goes_on(upper: Sheet, first: Print) -> bool:
    """The last row above the break stands in most of the columns that the heading heads."""
    edges = {cell.col for cell in upper.touching(upper.n_rows - 1)}
    heads = {col for col, *_ in first}
    return len(heads & edges) > len(heads) / 2


def _ends_clean(piece: Sheet, row: int) -> bool:
    """No cell with text reaches over the top of `row`: what lies above can be left out without losing any."""
    return not any(cell.row < row < cell.row + cell.rows and cell.lines and cell.row > 0 for cell in piece.cells)


def without_first(piece: Sheet, rows: int) -> Sheet:
    """The piece without its first `rows` rows; cells that reach below them begin there.

    The rule under a heading closes all cells, of which the break may have cut some: whether it did, those above tell.
    """
    if not rows:
        return piece
    cells = (
        replace(
            cell,
            row=max(0, cell.row - rows),
            rows=cell.row + cell.rows - max(cell.row, rows),
            above=cell.above or cell.row <= rows,
        )
        for cell in piece.cells
        if cell.row + cell.rows > rows
    )
    return replace(piece, cells=tuple(sorted(cells, key=place_of)), heights=piece.heights[rows:])
