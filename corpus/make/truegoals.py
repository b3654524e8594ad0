"""Goals that name the indicators of their form with the figures of their cells."""

from __future__ import annotations

from functools import cache

from corpus.make.content import Content, Printed, Row
from corpus.make.figures import pools

MORE, LESS = "", "不超过"


def goals(count: int, year: int, rows: tuple[Row, ...], work: str = "") -> tuple[tuple[str, str], ...]:
    """So many goals that name every indicator with what was to be reached and what was; the first tells of the work."""
    own = [row for row in rows if not row.residue]
    return tuple(_goal(year, own[n::count], "" if n else work) for n in range(count))


def _goal(year: int, rows: list[Row], work: str) -> tuple[str, str]:
    aims = "；".join(_said(row, row.cells["target"]) for row in rows)
    done = "，".join(_said(row, _result(row)) for row in rows)
    return f"{aims}。", f"{year}年{done}，年度各项工作任务全面完成。{work}"


def bare(row: Row) -> str:
    """The name without a leading 指标1：."""
    return row.level_3.partition("：")[2] or row.level_3


def following(content: Content) -> Content:
    """The form with goals that say what its rows say now."""
    if not content.goals:
        return content
    return content.with_goals(*goals(len(content.goals), content.year, content.rows, content.work))


def _result(row: Row) -> Printed:
    """A tier says that the target was met: the text repeats the target."""
    actual = row.cells["actual"]
    return row.cells["target"] if actual.kind == "tier" else actual


def _said(row: Row, value: Printed) -> str:
    name, limit = bare(row), LESS if value.op == "<=" else MORE
    if value.number is None:
        return name + value.text.removeprefix("定性")
    return f"{name}{limit}{value.number}{value.unit or _units().get(name, '')}"


@cache
def _units() -> dict[str, str]:
    entries = (entry.split("|") for some in pools()["indicators"].values() for entry in some)
    return {entry[0]: entry[1] for entry in entries}
