"""Columns by their header cells, whatever their order; two-level and split headers give one column each."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Cell
from normalize.layout.lines import Line, overlap
from normalize.words.text import fold

_TWO_NAMES = tuple(map(re.compile, ("[/／]", "[|｜、]", "和|及|与", "\n")))  # a line may break within a name
_TWO_VALUES = tuple(map(re.compile, ("[/／]", "[|｜、;；]", "\n")))
_IN_BRACKETS = re.compile("[（(][^（()）]*[)）]")
_SAID = re.compile(r"[^\s/／|｜、;；—-]")
_DIVIDED = "reason"
_BETWEEN_RATES = 3  # strokes of two rates (元/亩) with one between them
_WHOLE = re.compile("(?:全年|本年|年度)|合计|小计|总额|金额|数值|0?1月?[-~—–至]{1,2}12月|截?[至止]?(?:12月|年[底末])")
Decided = tuple[str | None, Cell, Cell]  # field of a square, the header that says it, the lowest header over it
Meaning = Callable[[str], str | None]


class Column(Struct, frozen=True):
    """A column of a block: its field (None: a header nobody knows), its header cell, squares first up to last.

    half: 0 or 1 where the header names two fields (权重/得分) and each cell holds both: which of them this is.
    """

    field: str | None
    label: str
    first: int
    last: int
    header: Cell
    half: int | None = None


class Columns(Struct, frozen=True):
    """The columns of a block, left to right."""

    all: tuple[Column, ...]

    def __getitem__(self, field: str) -> Column:
        return next(column for column in self.all if column.field == field)

    def __contains__(self, field: str) -> bool:
        return any(column.field == field for column in self.all)

    def fields(self) -> tuple[str, ...]:
        return tuple(column.field for column in self.all if column.field)

    def split(self, cells: Iterable[Cell]) -> dict[int, list[Cell]]:
        """Each cell under the column it overlaps most (first of equals): index of the column → its cells in order.

        A cell under a header that names two fields is given in its halves; one that has none is left out.
        """
        under: dict[int, list[Cell]] = {}
        for cell in cells:
            shares = [overlap(cell, column.first, column.last) for column in self.all]
            best = max(shares, default=0)
            at = shares.index(best) if best > 0 else None
            if at is not None:
                parts = (cell,) if self.all[at].half is None else halves(cell) or ()
                for part in range(len(parts)):
                    under.setdefault(at + part, []).append(parts[part])
        return under


def header_columns(band: Sequence[Line], meaning: Meaning, beyond: int) -> Columns:
    """The columns that the rows of a header make.

    Each square of the band belongs to the lowest header cell over it that has a meaning. Cells that run past the band
    (row `beyond` and further down) are labels of the block, no headers. Columns that divide reasons by their kind
    (偏差原因 over 经费保障 | 人员保障 | 其他) are all of reasons.
    """
    stacks: dict[int, list[Cell]] = {}
    for line in band:
        for cell in line.cells:
            if cell.place.row + cell.rows <= beyond and cell.place.row >= band[0].row:
                for col in range(cell.place.col, cell.place.col + cell.cols):
                    if cell not in stacks.setdefault(col, []):
                        stacks[col].append(cell)
    decided: dict[int, Decided] = {}
    for col in sorted(stacks):
        stack = [cell for cell in stacks[col] if cell.text.strip()]
        if stack:
            decided[col] = (*_decide(stack, meaning), stack[-1])
    own = {field for field, header, lowest in decided.values() if header is lowest}
    runs: list[Column] = []
    for col, (field, header, lowest) in decided.items():
        if header is not lowest and (field in own or _speaks_for(header, decided.values()) is not lowest):
            field, header = (_DIVIDED if field == _DIVIDED and field not in own else None), lowest
        if runs and runs[-1].header is header and runs[-1].last == col:
            runs[-1] = Column(field, header.text, runs[-1].first, col + 1, header)
        else:
            runs.append(Column(field, header.text, col, col + 1, header))
    return Columns(tuple(runs))


def _speaks_for(group: Cell, decided: Iterable[Decided]) -> Cell:
    """The header that a group means, of those under it that say less (全年预算数 over 合计 | 其中：财政资金)."""
    under = [lowest for _, header, lowest in decided if header is group]
    return next((cell for cell in under if _WHOLE.match(fold(cell.text))), under[0])


def _decide(stack: list[Cell], meaning: Meaning) -> tuple[str | None, Cell]:
    for cell in reversed(stack):
        field = meaning(cell.text)
        if field:
            return field, cell
    if len(stack) > 1:
        field = meaning("".join(cell.text for cell in stack))
        if field:
            return field, stack[-1]
    return None, stack[-1]


def nearest_known(columns: Columns, nearest: Meaning) -> Columns:
    """The columns with a misspelt header (one wrong character of OCR) read as the wording clearly nearest to it."""
    read = (
        replace(column, field=nearest(column.label)) if column.field is None and column.label.strip() else column
        for column in columns.all
    )
    return Columns(tuple(read))


def with_halves(columns: Columns, exact: Meaning, fields: Collection[str]) -> Columns:
    """The columns with a header that names two of the fields (``权重/得分``) as two over the same squares.

    exact: the field of a known wording. A header known as a whole, or with a field that has its own column, stays one.
    """
    found: list[Column] = []
    for column in columns.all:
        label = _IN_BRACKETS.sub("", column.label)
        sign = next((sign for sign in _TWO_NAMES if sign.search(label)), None)
        names = [exact(name) for name in sign.split(label)] if sign else []
        others = {other.field for other in columns.all if other is not column}
        two = len(set(names)) == len(names) == 2 and all(name in fields and name not in others for name in names)
        if two and exact(column.label) is None:
            found += [replace(column, field=name, half=half) for half, name in enumerate(names)]
        else:
            found.append(column)
    return Columns(tuple(found))


def halves(cell: Cell) -> tuple[Cell, Cell] | None:
    """The two values of a cell: ``20/18``, ``20元/亩／22元/亩``; None where none or several marks may part them.

    A cell that is empty, or nothing but marks, is empty in both.
    """
    if not _SAID.search(cell.text):
        return cell, cell
    marks = next((marks for marks in ([*sign.finditer(cell.text)] for sign in _TWO_VALUES) if marks), [])
    over = [fold(cell.text[mark.end() :]) for mark in marks]  # what stands behind each mark
    rates = len(marks) == _BETWEEN_RATES and over[0].startswith(over[2] + fold(marks[1][0]))
    if len(marks) != 1 and not rates:
        return None
    middle = marks[len(marks) // 2]
    return _stretch(cell, 0, middle.start()), _stretch(cell, middle.end(), len(cell.text))


def _stretch(cell: Cell, start: int, end: int) -> Cell:
    text = cell.text[start:end]
    start += len(text) - len(text.lstrip())
    return replace(cell, text=text.strip(), place=cell.place.part(start, start + len(text.strip())))
