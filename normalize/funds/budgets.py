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
_RELEASED = re.compile("下达")
_ARRIVED = re.compile("到位|收到")
_USED = ("received", "executed")
_LEAST = 2  # columns that a sum is of
_PLANNED = re.compile("计划(?:数|额|金额|资金)?")
_SUM = re.compile("(?:合计|小计|总计)(?:数|金额)?")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def with_sum(columns: Columns) -> Columns:
    """``年初预算 | 追加 | 合计 | 支出``: the sum of the columns before it, beside what was spent, is the budget."""
    at = next((at for at, one in enumerate(columns.all[1:], 1) if one.field in _USED), 0) - 1
    before = [one for one in columns.all[: max(at, 0)] if one.field not in ("source", "row_number")]
    if "full_budget" in columns or len(before) < _LEAST or not _SUM.fullmatch(stem(columns.all[at].label)):
        return columns
    return Columns(tuple(replace(one, field="full_budget") if n == at else one for n, one in enumerate(columns.all)))


def with_planned(columns: Columns) -> Columns:
    """``计划数 | 到位数 | 使用数``: what was planned is the budget of a block that names no other."""
    plans = [one for one in columns.all if one.field is None and _PLANNED.fullmatch(stem(one.label))]
    if len(plans) != 1 or {"full_budget", "initial_budget"} & set(columns.fields()):
        return columns
    return Columns(tuple(replace(one, field="full_budget") if one is plans[0] else one for one in columns.all))


def with_released_budget(columns: Columns) -> Columns:
    """``下达数 | 到位数``: what was released is the budget, where what of it arrived has a column of its own."""
    received = [one for one in columns.all if one.field == "received"]
    released = [one for one in received if _RELEASED.search(stem(one.label))]
    if not released or not any(_ARRIVED.search(stem(one.label)) for one in received):
        return columns
    field = None if "full_budget" in columns else "full_budget"
    return Columns(tuple(replace(one, field=field) if one in released else one for one in columns.all))


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
