"""Columns of the levels that a header does not tell apart: several names under one header, points beside each name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from msgspec.structs import replace

from normalize.indicators.levels import first_family, is_second
from normalize.layout.columns import Column, Columns
from normalize.layout.lines import Line, overlap
from normalize.words.text import fold

LEVELS = ("level_1", "level_2", "level_3")
POINTS = {"level_1": "level_1_points", "level_2": "level_2_points"}
_KINDS = 2  # rows that begin with a kind and so make their column a level
_LOOK = 12  # rows below a header that show how its columns are cut


def with_level_points(columns: Columns) -> Columns:
    """``一级指标 | 权重 | 二级指标 | 权重 | 三级指标 | 权重``: the points of the first two levels, the weight."""
    fields = [column.field for column in columns.all]
    if fields.count("weight") < 2:
        return columns
    moved = list(columns.all)
    for at, (before, column) in enumerate(pairwise(columns.all), 1):
        if column.field == "weight" and before.field in POINTS:
            moved[at] = replace(column, field=POINTS[before.field])
    return Columns(tuple(moved))


def with_levels(columns: Columns, below: Sequence[Line]) -> Columns:
    """``绩效指标`` over columns that the rows below cut in two or three: the names of as many levels.

    below: the rows under the header. A header that stays whole, or over a number beside a name, stays one column. Of
    two columns the first is the second level only where it names kinds of one (数量指标); else there is none between.
    """
    third = next((column for column in columns.all if column.field == "level_3"), None)
    if third is None or third.last - third.first < 2:
        return columns
    starts = _starts(third, below)
    missing = [name for name in LEVELS if name not in columns] + ["level_3"]
    if not 2 <= len(starts) <= len(missing):
        return columns
    ends = [*starts[1:], third.last]
    names = missing[-len(starts) :]
    if names[0] == "level_2" and not any(is_second(text) for text in _texts(third, below, starts[0])):
        names[0] = missing[0]
    cut = [replace(third, field=name, first=a, last=b) for name, a, b in zip(names, starts, ends, strict=True)]
    at = columns.all.index(third)
    return Columns((*columns.all[:at], *cut, *columns.all[at + 1 :]))


def kinds_as_second(columns: Columns, below: Sequence[Line]) -> Columns:
    """``指标类型`` over 数量指标, 质量指标 where no other column is of a level: the second, whatever its heading."""
    first = next((column for column in columns.all if column.field == "level_1"), None)
    if first is None or "level_2" in columns:
        return columns
    texts = _texts(first, below, None)
    if any(first_family(text) in ("产出", "效益") and not is_second(text) for text in texts):
        return columns
    kinds = [text for text in texts if is_second(text)]
    if 2 * len(kinds) < len(texts) or all(first_family(text) == "满意度" for text in kinds):
        return columns
    return Columns(tuple(replace(one, field="level_2") if one is first else one for one in columns.all))


def kinds_unheaded(columns: Columns, below: Sequence[Line]) -> Columns:
    """``指标体系`` over 数量指标, 社会效益 where no column is of a level: the level, headed by no known word."""
    first = columns.all[0]
    if first.field is not None or {"level_1", "level_2"} & set(columns.fields()) or "level_3" not in columns:
        return columns
    texts = (text for text in _texts(first, below, None) if fold(text))
    kinds = list(takewhile(lambda text: first_family(text) or is_second(text), texts))
    if len(kinds) < _KINDS:
        return columns
    return Columns((replace(first, field="level_1"), *columns.all[1:]))


def words_as_level(columns: Columns, below: Sequence[Line]) -> Columns:
    """``项目权重`` over 项目管理（13分）, left of the names: labels with their points, whatever their heading says.

    It heads the highest level that has no column yet.
    """
    named = next((column for column in columns.all if column.field in LEVELS), None)
    missing = next((name for name in LEVELS if name not in columns), None)
    if named is None or missing is None:
        return columns
    moved = [
        replace(column, field=missing)
        if column.field in ("weight", "score") and column.first < named.first and _heads_words(column, below)
        else column
        for column in columns.all
    ]
    return Columns(tuple(moved))


def _heads_words(column: Column, below: Sequence[Line]) -> bool:
    texts = [fold(text) for text in _texts(column, below, None)]
    return bool(texts) and all(re.match(r"[^\W\d_]{2}", text) for text in texts)


def _texts(column: Column, below: Sequence[Line], start: int | None) -> list[str]:
    """What the first rows below say under a column, or in the cells that begin in one place of it."""
    cells = (cell for line in below[:_LOOK] for cell in line.fresh if overlap(cell, column.first, column.last) > 0)
    return [cell.text for cell in cells if start is None or cell.place.col == start]


def _starts(column: Column, below: Sequence[Line]) -> list[int]:
    """Where the rows below begin a cell under a column, wherever at least two rows agree; never a mere number."""
    seen: Counter[int] = Counter()
    for line in below[:_LOOK]:
        for cell in line.cells:
            inside = column.first <= cell.place.col and cell.place.col + cell.cols <= column.last
            if inside and fold(cell.text) and not fold(cell.text).isdigit():
                seen[cell.place.col] += 1
    starts = sorted(col for col, times in seen.items() if times > 1)
    return starts if starts and starts[0] == column.first else []
