"""The goal block: what was expected beside what was done, once or once a goal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from extract.model import Cell
from normalize.goals.goal import PLAIN, RawGoal, both_inside, counts_goals, said
from normalize.goals.heads import (
    ASIDE,
    NUMBERED,
    Heading,
    heads_chores,
    heads_more,
    heads_named,
    heads_rows,
    heads_tasks,
    numbers,
    take_heading,
)
from normalize.labels import vocabulary
from normalize.layout.lines import Line, overlap
from normalize.layout.segments import Segment
from normalize.layout.signs import MAX_LABEL, goal_label
from normalize.ledger import Ledger
from normalize.words.dates import names_period
from normalize.words.text import fold, join, key, split_points
from normalize.words.values import is_blank

_SCORE = re.compile(r"^(?:得分|分值|自评得分|满分):?[\d.]*分?$")
_NUMBER = "序号"


def read_goals(segment: Segment, year: int | None, ledger: Ledger) -> list[RawGoal]:
    """The goals of one goal block. year: of the form; a plan for a later one is no goal of it."""
    heading = Heading()
    goals: list[RawGoal] = []
    label: Cell | None = None
    for line in segment.lines:
        labelled = [(cell, goal_label(cell.text) or _beside_the_block(line, cell)) for cell in line.fresh]
        labels = [(cell, role) for cell, role in labelled if role] or _running(line)
        texts = [cell for cell, role in labelled if not role and not _beside_the_point(cell)]
        task = texts.pop(0) if texts and labels and _is_of_block(texts[0], labels[0][0]) else None
        ledger.claim(task)
        ledger.claim(*(cell for cell, _ in labels), *(cell for cell in line.fresh if fold(cell.text) == _NUMBER))
        ledger.pass_over(*(cell for cell, role in labels if role == "term"))
        if labels and texts and (heads_rows(line, labels, texts) or heads_named(line, labels, texts)):
            label = take_heading(heading, line, labels, label)
        elif labels and texts and numbers(labels, heading):
            goals.extend(_below(line, heading, label, year, ledger))
        elif labels and texts and all(names_period(cell.text) for cell in texts):
            heading.expected = texts  # the goal of several years beside that of one
            ledger.pass_over(*texts)
            label = labels[0][0]
        elif labels and (not texts or heads_more(line, labels, texts)):
            label = take_heading(heading, line, labels, label)
        elif labels and heads_tasks(line, labels, texts):
            heading.expected = [cell for cell, role in labels[:1] if role != "actual"]
        elif labels and heads_chores(labels, texts):
            label = labels[0][0]
        elif labels:
            first = labels[0][0]
            label = first if first.rows > 1 or labels[0][1] == "block" else label
            goals.extend(_of_task(task, _beside(line, labels, heading, ledger, goals)))
        elif texts:
            goals.extend(_below(line, heading, label, year, ledger))
    points = split_points(label.text)[1] if label is not None else None
    if points and len(goals) == 1 and goals[0].points is None:
        goals[0] = replace(goals[0], points=points)
    return goals


def _beside_the_block(line: Line, cell: Cell) -> str | None:
    """``预期`` or ``实际`` right of the block's own label, which runs down beside both."""
    left = next((other for other in reversed(line.cells) if other.place.col < cell.place.col), None)
    tall = left is not None and left.rows > 1 and goal_label(left.text) is not None
    return PLAIN.get(key(cell.text)) if tall else None


def _running(line: Line) -> list[tuple[Cell, str]]:
    """The labels merged down beside a row that begins with another year (年度目标 | 2023年 | …, then 2024年 | …)."""
    if not line.fresh or not names_period(line.fresh[0].text):
        return []
    return [(cell, role) for cell in line.cells if cell.place.row < line.row and (role := goal_label(cell.text))]


def _is_of_block(cell: Cell, label: Cell) -> bool:
    """A label nobody knows, merged down beside the headings of the goals: of the block, or of two run into one."""
    return cell.place.col < label.place.col and cell.rows > label.rows and len(fold(cell.text)) <= MAX_LABEL


def _beside_the_point(cell: Cell) -> bool:
    """A score printed in the goal block, or the name of a wider block (项目基本情况)."""
    return (
        bool(_SCORE.match(fold(cell.text)))
        or fold(cell.text) == _NUMBER
        or vocabulary().blocks.exact(cell.text) == "section"
    )


def _beside(
    line: Line, labels: list[tuple[Cell, str]], heading: Heading, ledger: Ledger, before: list[RawGoal]
) -> list[RawGoal]:
    """``年初设定目标 | text | 全年实际完成情况 | text``, or a label with its text, one under the other."""
    found: dict[str, Cell] = {}
    known = {id(cell) for cell, _ in labels}
    for cell, role in labels:
        if role in ASIDE:
            known |= {id(aside) for aside in line.right_of(cell)[:1]}
            continue
        text = _text_beside(line, cell, ledger)
        if text is not None and id(text) not in known:
            found.setdefault("actual" if role == "actual" else "expected", text)
            ledger.claim(text)
    rest = [
        cell
        for cell in line.fresh
        if id(cell) not in known and not ledger.claimed(cell) and not fold(cell.text).replace(".", "", 1).isdigit()
    ]
    if rest and "actual" not in found and "expected" in found:
        ledger.claim(rest[0])
        if heading.actual or not is_blank(rest[0].text):  # 无 under no heading is a remark
            found["actual"] = rest[0]
    points = next((points for points in (split_points(cell.text)[1] for cell, _ in labels) if points), None)
    if "expected" in found and "actual" not in found and (both := both_inside(found["expected"])):
        found["expected"], found["actual"] = both
    expected, actual = (said(found.get(name)) for name in ("expected", "actual"))
    if expected is None and actual is not None and before and before[-1].actual is None:
        last = before.pop()
        return [RawGoal(last.points or points, last.expected, actual, last.place, last.tied)]
    if not found:
        return []
    name = labels[0][0]
    return [RawGoal(points, expected, actual, name.place, _numbered(name.text), label=join(name.text))]


def _of_task(task: Cell | None, goals: list[RawGoal]) -> list[RawGoal]:
    """The goals of a row whose block is labelled 任务一：…（40分）: with its points, and tied to its indicators."""
    points = split_points(task.text)[1] if task is not None else None
    return [replace(goal, points=goal.points or points, tied=True) for goal in goals] if points else goals


def _text_beside(line: Line, label: Cell, ledger: Ledger) -> Cell | None:
    """The cell right of a label, or behind the year that the goal is of (``年度目标 | 2023年 | …``)."""
    right = line.right_of(label)[:2]
    if len(right) > 1 and names_period(right[0].text):
        ledger.pass_over(right[0])
        return right[1]
    return right[0] if right else None


def _numbered(label: str) -> bool:
    return counts_goals(label) or split_points(label)[1] is not None


def _below(line: Line, heading: Heading, label: Cell | None, year: int | None, ledger: Ledger) -> list[RawGoal]:
    """A row of texts under 预期目标 and 实际完成情况."""
    cells = [cell for cell in line.cells if cell is not label and cell.place.row == line.row]
    actual = _under(heading.actual, cells)
    set_and_adjusted = [cell for cell in (_under(head, cells) for head in heading.expected) if cell is not None]
    expected = next(
        (cell for cell in reversed(set_and_adjusted) if fold(cell.text)), next(iter(set_and_adjusted), None)
    )
    if expected is actual:
        actual = None
    if expected is None and actual is None:
        return []
    if year and (actual is None or is_blank(actual.text)) and _is_later(line.fresh[0], year):
        return []
    ledger.claim(expected, actual)
    name = next(
        (
            cell
            for cell in cells
            if cell is not expected
            and cell is not actual
            and fold(cell.text)
            and len(fold(cell.text)) <= 20
            and cell.place.col < (expected or actual or cell).place.col
        ),
        None,
    )
    points = split_points(name.text)[1] if name else None
    if name is not None and points:
        ledger.claim(name)
    elif name is not None and NUMBERED.fullmatch(fold(name.text)):
        ledger.pass_over(name)
    place = (expected or actual or line.cells[0]).place
    return [RawGoal(points, said(expected), said(actual), place)]


def _is_later(cell: Cell, year: int) -> bool:
    """Whether a row begins with a year after that of the form."""
    found = re.match(r"\(?(\d{4})", fold(cell.text)) if names_period(cell.text) else None
    return found is not None and int(found[1]) > year


def _under(head: Cell | None, cells: Sequence[Cell]) -> Cell | None:
    if head is None:
        return None
    first, last = head.place.col, head.place.col + head.cols
    best = max(cells, key=lambda cell: overlap(cell, first, last), default=None)
    return best if best is not None and overlap(best, first, last) > 0 else None
