"""A goal as it is read: its texts without their own labels, its number, tasks that are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Cell, CellPlace
from normalize.layout.signs import goal_label
from normalize.model import Goal, Section, Value
from normalize.words.text import fold, key
from normalize.words.values import Setting, read_cell

_LABELLED = re.compile(r"\s*(?P<label>[^:：\n。，]{2,14})[:：]\s*(?=\S)")
_NEXT_LABEL = re.compile(r"\n\s*(?P<label>[^:：\n。，]{2,14})[:：]")
PLAIN = {"预期": "expected", "计划": "expected", "设定": "expected", "年初": "expected"}
PLAIN |= {"实际": "actual", "完成": "actual", "年末": "actual", "年终": "actual", "结果": "actual"}
_PROSE = Setting("prose")


class RawGoal(Struct, frozen=True):
    """A goal before numbering. tied: it labels the indicators that follow (年度绩效目标1（40分）). label: beside it."""

    points: str | None
    expected: Value | None
    actual: Value | None
    place: CellPlace
    tied: bool = False
    score: Value | None = None
    label: str = ""


def numbered(goals: Sequence[RawGoal]) -> tuple[Goal, ...]:
    """The goals of a form, numbered in order."""
    return tuple(
        Goal(n, goal.points, goal.expected, goal.actual, goal.place, goal.score) for n, goal in enumerate(goals, 1)
    )


def without_tasks(goals: Sequence[RawGoal]) -> tuple[list[RawGoal], list[Section]]:
    """The goals, and apart from them what is told as 年度主要任务 beside goals that are called so."""
    tasks = [goal for goal in goals if "任务" in goal.label and goal.actual is None and goal.points is None]
    if len(tasks) == len(goals):
        return list(goals), []
    told = [Section(task.label, task.expected.text, task.expected.place) for task in tasks if task.expected]
    return [goal for goal in goals if goal not in tasks], told


def said(cell: Cell | None) -> Value | None:
    """What a goal's cell says, without a label of its own in front (``预期目标：…``)."""
    found = _LABELLED.match(cell.text) if cell is not None else None
    label = found["label"] if found else ""
    known = goal_label(label) or PLAIN.get(key(label))
    if cell is not None and found and known and not counts_goals(label):
        base = cell.place.start or 0
        place = cell.place.part(base + found.end(), base + len(cell.text))
        cell = replace(cell, text=cell.text[found.end() :], place=place)
    return read_cell(cell, _PROSE)


def both_inside(cell: Cell) -> tuple[Cell, Cell] | None:
    """``年初目标：…⏎完成情况：…``: the two stretches of a cell that tells goal and result under labels of their own."""
    second = next((one for one in _NEXT_LABEL.finditer(cell.text) if goal_label(one["label"]) == "actual"), None)
    first = _LABELLED.match(cell.text)
    if second is None or first is None or goal_label(first["label"]) not in ("block", "expected"):
        return None
    at = second.start("label")
    said = cell.text[:at].rstrip()
    return (
        replace(cell, text=said, place=cell.place.part(0, len(said))),
        replace(cell, text=cell.text[at:], place=cell.place.part(at, len(cell.text))),
    )


def counts_goals(label: str) -> bool:
    return re.search(r"目标[\d一二三四五六七八九十]", fold(label)) is not None
