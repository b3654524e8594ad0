"""Two columns of budgets, as first set and as adjusted, told apart where only one of them says which it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from normalize.layout.columns import Column, Columns
from normalize.layout.lines import Line
from normalize.words.text import fold, stem

_LOOK = 6  # rows below a header among which one states its figures
_ADJUSTED = re.compile("调整(?!率|情况|原因)")
_OF_THE_YEAR = re.compile("全年|最终|可执行|调整")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def with_adjusted_budget(columns: Columns, below: Sequence[Line]) -> Columns:
    """``预算数 | 调整预算数 | 决算数``: the budget as set at first, and the whole year's as adjusted.

    below: the rows under the header. 调整数 may also say by how much the budget was changed; its figures tell.
    """
    adjusted = next((column for column in columns.all if _is_budget(column, columns, below)), None)
    plain = next((column for column in columns.all if column.field == "full_budget" and column is not adjusted), None)
    first = plain is not None and "initial_budget" not in columns and not _OF_THE_YEAR.search(stem(plain.label))
    if adjusted is None or (plain is not None and not first):
        return columns
    fields: Mapping[Column | None, str] = {adjusted: "full_budget", plain: "initial_budget"}
    return Columns(tuple(replace(one, field=fields[one]) if one in fields else one for one in columns.all))


def _is_budget(column: Column, columns: Columns, below: Sequence[Line]) -> bool:
    """Whether a column states the budget after an adjustment, and not the adjustment."""
    label = stem(column.label)
    if column.field not in ("full_budget", "adjustment") or not _ADJUSTED.search(label):
        return False
    return column.field == "full_budget" or label == "调整预算" or _states_amounts(column, columns, below)


def _states_amounts(column: Column, columns: Columns, below: Sequence[Line]) -> bool:
    """Whether the first figure of a column is of the size of the budget beside it, and covers what was spent."""
    for line in below[:_LOOK]:
        under = {columns.all[at].field: _figure(cells[0].text) for at, cells in columns.split(line.fresh).items()}
        own, budget = under.get(column.field), under.get("full_budget") or under.get("initial_budget")
        if own is not None and budget is not None:
            return own * 2 >= budget and own >= (under.get("executed") or 0)
    return False


def _figure(text: str) -> Decimal | None:
    found = _FIGURE.match(fold(text))
    return Decimal(found[0].replace(",", "")) if found else None
