"""Columns of one measure told apart by what stands over them: of part of the year, of income, of one source of money.

The form's own figure is that of the whole year, of spending and of all the money; the others stay beside the row, each
under all that heads it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from extract.model import Cell
from normalize.funds.labels import AMOUNTS, FUND_MEASURES, fund_label, side_name
from normalize.funds.sides import begins
from normalize.labels import vocabulary
from normalize.layout.columns import Column
from normalize.layout.lines import Line, overlap
from normalize.words.text import fold, join, key, stem

_WHOLE_YEAR = re.compile(r"0?1月?[-~—–至]{1,2}12月|12月[底末]?")
_YEAR = re.compile(r"(?P<year>20\d\d)年度?")
_PART_YEAR = re.compile(
    r"[上下]半年|[当本]期|[当本]月|[当本]季|(?:第?[一二三四1-4]|前三)季度|(?<![\d年月])(?:0?[1-9]|1[0-2])月?(?:[-~—–至]{1,2}\d{1,2}月|(?=月))|半年"
)


def told_apart(columns: Sequence[Column], band: Sequence[Line]) -> tuple[Column, ...]:
    """The columns with no field for those that say but a part of what another says, or of a whole that is not said.

    band: the rows of the heading. Income beside spending under one column of labels is what was received.
    """
    if any(begins(columns, at) for at in range(1, len(columns))):
        return tuple(columns)
    heads = [_heads(one, columns, band) for one in columns]
    years = list(map(_year, heads))
    parts = [_of_a_part(own) or 0 < year < max(years) for own, year in zip(heads, years, strict=True)]
    income = _income(heads)
    found = []
    for at, one in enumerate(columns):
        others = [n for n in range(len(columns)) if n != at]
        rival = any(columns[n].field == one.field or _side_by_side(heads[at], heads[n]) for n in others)
        same = one.field is None and any(_lowest(heads[n]) == _lowest(heads[at]) for n in others)
        if one.field in AMOUNTS | FUND_MEASURES and (income[at] or (parts[at] and rival)):
            found.append(_renamed(one, heads[at], "received" if income[at] and one.field == "executed" else None))
        else:
            beside = heads[at - 1][-1:] if at and len(heads[at]) == 1 else []  # 占比 behind each amount
            found.append(_renamed(one, (*beside, *heads[at]), None) if same else one)
    return tuple(found)


def _heads(column: Column, columns: Sequence[Column], band: Sequence[Line]) -> list[Cell]:
    """The headings of a column from the highest, without what heads all of them."""
    below = band[-1].row + 1
    cells = (cell for line in band for cell in line.fresh if cell.place.row + cell.rows <= below)
    own = (cell for cell in cells if overlap(cell, column.first, column.last) > 0)
    return [cell for cell in own if not all(overlap(cell, one.first, one.last) > 0 for one in columns)]


def _year(heads: Sequence[Cell]) -> int:
    """The year in the heading over a column; 0 where there is none."""
    found = (_YEAR.fullmatch(stem(cell.text)) for cell in heads[:-1])
    return next((int(one["year"]) for one in found if one), 0)


def _lowest(heads: Sequence[Cell]) -> str:
    return key(heads[-1].text) if heads else ""


def _side_by_side(heads: Sequence[Cell], others: Sequence[Cell]) -> bool:
    """Whether two columns stand under one heading and each has its own below it."""
    return len(heads) > 1 and len(others) > 1 and heads[0] is others[0]


def _of_a_part(heads: Sequence[Cell]) -> bool:
    """Whether a column is headed as of a part of the year or of one source of money."""
    sources = (vocabulary().fund_rows.exact(fund_label(cell.text)) for cell in heads)
    part_year = any(_PART_YEAR.search(_WHOLE_YEAR.sub("", fold(cell.text))) for cell in heads)
    return part_year or any(one not in (None, "total") for one in sources)


def _income(heads: Sequence[Sequence[Cell]]) -> list[bool]:
    """Which columns stand under 收入, where others stand under 支出."""
    sides = [next((name for cell in cells[:-1] if (name := side_name(cell.text))), None) for cells in heads]
    return [side == "收入" and "支出" in sides for side in sides]


def _renamed(column: Column, heads: Sequence[Cell], field: str | None) -> Column:
    return replace(column, field=field, label="".join(join(cell.text) for cell in heads))
