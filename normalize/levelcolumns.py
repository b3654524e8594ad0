"""Columns of the levels that a header does not tell apart: several names under one header, points beside each name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from normalize.columns import Column, Columns
from normalize.lines import Line
from normalize.text import fold

LEVELS = ("level_1", "level_2", "level_3")
POINTS = {"level_1": "level_1_points", "level_2": "level_2_points"}
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

    below: the rows under the header. A header that stays whole, or over a number beside a name, stays one column.
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
    cut = [replace(third, field=name, first=a, last=b) for name, a, b in zip(names, starts, ends, strict=True)]
    at = columns.all.index(third)
    return Columns((*columns.all[:at], *cut, *columns.all[at + 1 :]))


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
