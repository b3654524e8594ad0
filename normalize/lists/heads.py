"""The heading of a list: ``序号 | 项目名称 | 全年预算数 | 全年执行数 | 自评得分``, in any order and wording."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from msgspec import Struct

from extract.model import Cell
from normalize.funds.labels import AMOUNTS, figure_or_dash, fund_column, fund_label
from normalize.labels import vocabulary
from normalize.layout.columns import Column, Columns, header_columns
from normalize.layout.lines import Line
from normalize.layout.signs import MAX_LABEL, goal_label, is_subtotal, is_total, title_like, year_like
from normalize.words.text import fold, key, stem

JUDGED = frozenset({"score", "review_score", "rating"})
_BUDGETS = frozenset({"initial_budget", "full_budget", "received", "amount"})
_WORDED = frozenset({"department", "implementing_unit", "reporting_unit", "code", "category", "type", "attribute"})
_OF_ROW = ("row_number", "weight", "score", "review_score", "completion", "coefficient", "reason")
_UNITS = ("implementing_unit", "reporting_unit", "department")
_GOALS = {"block": "goal_expected", "expected": "goal_expected", "actual": "goal_actual"}
_ROWS_ABOVE = 5  # rows of titles and units that may stand over the heading
_LEAST = 2  # projects that make a list by themselves
_ORDER = frozenset({"名次", "排名", "排序", "序", "项目序号", "No", "NO"})
_ITEMS = frozenset({"名称", "自评对象", "评价对象", "自评项目", "评价项目", "项目(单位)名称"})
_FUND_SCORE = re.compile("(?:执行|支付|支出).*得分")
_WORDS = re.compile(r"[^\W\d_]{2,}")


class Heading(Struct, frozen=True):
    """The heading of a list. first: its row; below: the first row under it, both as indexes of the lines.

    name: the column of the names; of several (一级项目名称, 二级项目名称) the last.
    """

    first: int
    below: int
    columns: Columns
    name: Column

    @property
    def plans(self) -> bool:
        """Whether it gives the money of each project."""
        return any(is_money(field) for field in self.columns.fields())

    @property
    def judges(self) -> bool:
        """Whether it says how each project was carried out: a list of what was planned does not."""
        fields = set(self.columns.fields())
        return bool(fields & (JUDGED | {"execution_rate"}) or ("executed" in fields and fields & _BUDGETS))


def list_heading(lines: Sequence[Line]) -> Heading | None:
    """The heading of a table that lists projects or units, one a row, with their money or marks; or None."""
    for at in range(min(_ROWS_ABOVE, len(lines))):
        heading = _heading(lines, at)
        if heading is not None:
            return heading if _has_projects(heading, lines) else None
    return None


def _heading(lines: Sequence[Line], at: int) -> Heading | None:
    line = lines[at]
    if len(line.fresh) < _LEAST or any(figure_or_dash(cell) or _of_indicators(cell) for cell in line.fresh):
        return None
    fields = {list_column(cell.text): cell for cell in line.fresh}
    named = _names(fields)
    if named is None:
        return None
    height = fields[named].rows
    columns = header_columns(lines[at : at + height], list_column, line.row + height)
    names = [column for column in columns.all if column.field == named]
    return Heading(at, at + height, columns, names[-1]) if names else None


def _of_indicators(cell: Cell) -> bool:
    return vocabulary().indicators.exact(cell.text) in ("level_1", "level_2", "level_3")


def _names(fields: Collection[str | None]) -> str | None:
    """The field of the column that names what a list is of: projects; where they are scored also what is called 名称,
    项目 (numbered) or a unit.
    """
    if "project_name" in fields:
        return "project_name"
    scored = "score" in fields
    if scored and "item" in fields:
        return "item"
    if scored and {"source", "row_number"} <= set(fields):
        return "source"
    return next((who for who in _UNITS if who in fields), None) if scored else None


def list_column(text: str) -> str | None:
    """What a heading of a list says of the projects below it."""
    if len(text) > MAX_LABEL + 8:
        return None
    words = vocabulary()
    if key(text) in _ORDER:
        return "row_number"
    if key(text) in _ITEMS:
        return "item"
    who = words.identity.exact(text)
    if who in _WORDED | {"project_name"}:
        return who
    if words.total.meaning(text) in ("rating", "review_score"):
        return words.total.meaning(text)
    if words.total.meaning(text) in ("row", "score") and "分" in text:
        return "score"
    known = words.indicators.exact(text)
    if known in _OF_ROW:
        return known
    goal = None if words.fund_columns.exact(text) else goal_label(text)
    if goal in _GOALS:
        return _GOALS[goal]
    if _FUND_SCORE.search(fold(text)):
        return "execution_score"
    source = words.fund_rows.exact(fund_label(text))
    field = fund_column(text) or ("amount" if source == "total" else "source_amount" if source else None)
    return field or ("project_name" if words.identity.meaning(text) == "project_name" else None)


def _has_projects(heading: Heading, lines: Sequence[Line]) -> bool:
    """Whether projects with figures stand under a heading: several, or one that is numbered."""
    sources = vocabulary().fund_rows.exact
    names = [name for line in lines[heading.below :] if (name := _named(heading, line))]
    numbered = "row_number" in heading.columns
    if len(names) < (1 if numbered else _LEAST) or sum(sources(name) is not None for name in names) * 2 >= len(names):
        return False
    return len(set(names)) > 1 or numbered


def _named(heading: Heading, line: Line) -> str | None:
    """The name a row gives its project; None for a total and for a row without figures."""
    if not line.fresh or is_total(line) or is_subtotal(line):
        return None
    first, last = heading.name.first, heading.name.last
    names = [cell for cell in line.fresh if first <= cell.place.col < last]
    figures = any(
        re.search(r"\d", cell.text) for cell in line.fresh if cell.place.col >= last or cell.place.col < first
    )
    return stem(names[0].text) if names and figures and _WORDS.search(fold(names[0].text)) else None


def is_money(field: str | None) -> bool:
    return field in AMOUNTS or field == "source_amount"


def says_nothing(cell: Cell) -> bool:
    """Whether a cell over the rows only heads a column or is the table's title: its numbers are no figures."""
    return list_column(cell.text) is not None or title_like(cell.text) or year_like(cell.text)
