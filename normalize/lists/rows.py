"""The rows of a list of projects: what each is of, and whether the projects alone make up the total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from extract.model import Cell
from normalize.labels import vocabulary
from normalize.layout.lines import Line
from normalize.layout.signs import is_subtotal
from normalize.lists.heads import Heading, is_money
from normalize.words.text import fold, join, key, stem
from normalize.words.values import Setting, read_cell

RowKind = Literal["project", "part", "group", "total"]
_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、]|\d{1,3}[.．](?!\d))\s*")
_CODE = re.compile(r"^[0-9A-Z]{6,}(?:[-—_][0-9A-Z]{4,})*[-—_\s]*(?=[^\W\d_a-zA-Z])")
_COUNTS = re.compile(r"\d{1,4}")
_PART = re.compile(r"^(?:其中|[#—–-]|\d+[.．]\d|[（(][一二三四五六七八九十\d]{1,2}[)）])|小计$")
_WHOLE = re.compile("整体(?:支出)?$")
_GROUP = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_FIGURE = re.compile(r"[-\d.,]+[%元万亿]*")
_MARKS = re.compile(r"[.…·—–-]+")


_SUMS = ("total", "basic", "project")  # what is said of all projects together, or of what is none


class Row(Struct, frozen=True):
    """One row: its kind, what it is called, the cell that says so, and the cell under each column that has just one.

    A row below the first of a name merged over several is of a part; the first one is, too, but for what is merged as
    its name is.
    """

    kind: RowKind
    label: str
    name: Cell
    under: dict[int, Cell]

    def of_part(self, cell: Cell) -> bool:
        """Whether a cell says something of only a part of what the name stands for."""
        return self.kind == "part" or cell.rows < self.name.rows


def rows_of(heading: Heading, lines: Sequence[Line]) -> list[Row]:
    """The rows of a list that say something of a project or of all; remarks and headings printed again are none."""
    found = (_row(heading, line) for line in lines[heading.below :] if line.fresh)
    return [row for row in found if row is not None]


def _row(heading: Heading, line: Line) -> Row | None:
    columns = heading.columns
    if all(any(fold(cell.text) == fold(one.label) for one in columns.all) for cell in line.fresh):
        return None
    cells = columns.split(line.fresh)
    under = {at: found[0] for at, found in cells.items() if len(found) == 1}
    named = under.get(columns.all.index(heading.name))
    total = next((cell for cell in line.fresh[:2] if vocabulary().total.exact(cell.text) == "row"), None)
    if total is not None:
        return Row("total", join(total.text), total, {at: cell for at, cell in under.items() if cell is not total})
    if named is None and (over := _running(heading, line)) is not None:
        return Row("part", _bare(over), over, under)
    if named is None or _MARKS.fullmatch(fold(named.text)) or named.cols > line.grid.n_cols // 2:
        return None
    kind: RowKind = "group" if _is_group(heading, line, under, named) else "project"
    return Row(kind, _bare(named), named, under)


def _running(heading: Heading, line: Line) -> Cell | None:
    """The name merged down to a row from above."""
    cell = line.grid.at(line.row, heading.name.first)
    return cell if cell is not None and cell.place.row < line.row and fold(cell.text) else None


def _bare(name: Cell) -> str:
    return _NUMBERING.sub("", _CODE.sub("", join(name.text)))


def _is_group(heading: Heading, line: Line, under: dict[int, Cell], named: Cell) -> bool:
    """Whether a row is of several projects, or of a part of one: 小计, 其中：…, 一、部门预算项目, a number like 1.1."""
    if is_subtotal(line) or _PART.search(key(named.text)) or _PART.match(fold(named.text)):
        return True
    if "row_number" not in heading.columns:
        return _GROUP.match(fold(named.text)) is not None
    number = under.get(heading.columns.all.index(heading.columns["row_number"]))
    return number is None or not counts(number)


def counts(cell: Cell) -> bool:
    """Whether a cell does no more than number its row."""
    return _COUNTS.fullmatch(fold(cell.text)) is not None


def whole(heading: Heading, rows: Sequence[Row], lines: Sequence[Line]) -> bool:
    """Whether the projects are all of the rows with figures, and none is a part of another."""
    if any(_holds_others(row) and _figures(heading, row) for row in rows):
        return False
    if sum(row.kind == "total" for row in rows) > 1 or _unnamed(heading, lines, rows):
        return False
    figures = [_figures(heading, row) for row in rows if row.kind == "project"]
    columns = {at for row in figures for at in row}
    return not any(_nested([row.get(at, Decimal(0)) for row in figures]) for at in columns)


def _holds_others(row: Row) -> bool:
    """Whether a row is of several of the others, or of a part of one: a group, 部门整体支出, 项目支出."""
    if row.kind == "project" and row.name.rows > 1:
        return True
    whole = _WHOLE.search(stem(row.label)) or vocabulary().fund_rows.exact(row.label) in _SUMS
    return row.kind in ("group", "part") or (row.kind == "project" and bool(whole))


def _unnamed(heading: Heading, lines: Sequence[Line], rows: Sequence[Row]) -> bool:
    """Whether figures stand in a row that says nothing of a project, or dots in place of more projects."""
    known = {row.name.place.row for row in rows}  # a part makes the whole unsure anyway
    left = [cell for line in lines[heading.below :] if line.row not in known for cell in line.fresh]
    return any(_MARKS.fullmatch(fold(cell.text)) or _FIGURE.fullmatch(fold(cell.text)) for cell in left)


def _figures(heading: Heading, row: Row) -> dict[int, Decimal]:
    """The amounts of a row, by column."""
    cells = {at: cell for at, cell in row.under.items() if is_money(heading.columns.all[at].field)}
    values = {at: read_cell(cell, Setting("amount")) for at, cell in cells.items()}
    return {at: value.number for at, value in values.items() if value is not None and value.number is not None}


def _nested(amounts: Sequence[Decimal]) -> bool:
    """Whether some amount is the sum of those right below it, as that of a project over its parts is."""
    for at, amount in enumerate(amounts):
        together = Decimal(0)
        for count, part in enumerate(amounts[at + 1 :], 1):
            together += part
            if count > 1 and amount > 0 and together == amount:
                return True
    return False
