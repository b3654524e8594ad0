"""Rows of the goal block that head it: which column is of what was expected, which of what was done."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.model import Cell
from normalize.labels import vocabulary
from normalize.layout.lines import Line
from normalize.words.text import fold

NUMBERED = re.compile(r"(?:绩效)?(?:目标|任务|序号)?[\d一二三四五六七八九十]{0,3}[:.、]?")
_CHORES = re.compile(r"[^\W\d_]{2,14}(?:\([^\d()]{1,6}\))?")
ASIDE = ("reason", "term")  # a goal's reason, or the goal of several years beside that of one
_HEADING = 8  # a longer text heads no column


@dataclass(slots=True)
class Heading:
    """The columns in force: where the expected text (as set, as adjusted) and the actual text stand."""

    expected: list[Cell] = field(default_factory=list)
    actual: Cell | None = None


def heads_more(line: Line, labels: list[tuple[Cell, str]], texts: list[Cell]) -> bool:
    """Whether a row of headings names a further column behind them (总体完成率): no label has its text beside it."""
    role = {id(cell): role for cell, role in labels}
    expected = next((cell for cell, role in labels if role == "expected"), None)
    right = line.right_of(expected)[:1] if expected else ()
    behind = all(cell.place.col > labels[-1][0].place.col and len(fold(cell.text)) <= _HEADING for cell in texts)
    return bool(right) and role.get(id(right[0])) == "actual" and behind


def heads_rows(line: Line, labels: list[tuple[Cell, str]], texts: list[Cell]) -> bool:
    """``财政年度 | 目标 | 实际完成情况``: a row of headings, the first over what the rows below are of."""
    first, last = labels[0][0], labels[-1]
    left = all(cell.rows == 1 and cell.place.col < first.place.col and _names_years(cell) for cell in texts)
    return left and len(labels) > 1 and last[1] == "actual" and not line.right_of(last[0])


def heads_named(line: Line, labels: list[tuple[Cell, str]], texts: list[Cell]) -> bool:
    """``年度目标 | 子项目 | 预期目标 | 实际完成情况``: headings of goals behind one over what each of them is of."""
    last, role = labels[-1]
    expected = next((cell for cell, name in labels if name == "expected"), last)
    named = all(_is_heading(cell) and cell.place.col < expected.place.col for cell in texts)
    return named and role == "actual" and line.right_of(expected)[:1] == (last,) and not line.right_of(last)


def numbers(labels: list[tuple[Cell, str]], heading: Heading) -> bool:
    """Whether a row under headings is but numbered by its label: 目标1 | 40 | text | text."""
    first = labels[0][0]
    columns = [head.place.col for head in (*heading.expected, heading.actual) if head is not None]
    inside = len(labels) == 1 and len(columns) > 1 and first.place.col < min(columns)
    return inside and NUMBERED.fullmatch(fold(first.text)) is not None


def _names_years(cell: Cell) -> bool:
    return vocabulary().identity.exact(cell.text) == "year"


def heads_tasks(line: Line, labels: list[tuple[Cell, str]], texts: list[Cell]) -> bool:
    """A row of headings over tasks (年度履职目标 | 任务名称 | 完成情况): the last label has no text beside it."""
    last, role = labels[-1]
    inside = all(_is_heading(cell) and cell.place.col < last.place.col for cell in texts)
    return role == "actual" and len(labels) > 1 and inside and not line.right_of(last)


def heads_chores(labels: list[tuple[Cell, str]], texts: list[Cell]) -> bool:
    """``年度主要任务 | 任务名称 | 主要内容及完成情况``: headings of what was to be done, no goal beside its label."""
    first = labels[0][0]
    worded = all(_CHORES.fullmatch(fold(cell.text)) for cell in texts)
    return len(labels) == 1 and first.rows > 1 and "任务" in first.text and len(texts) > 1 and worded


def _is_heading(cell: Cell) -> bool:
    return len(fold(cell.text)) <= _HEADING and not re.search(r"\d", fold(cell.text))


def take_heading(heading: Heading, line: Line, labels: list[tuple[Cell, str]], label: Cell | None) -> Cell | None:
    """Take a heading row; the block's own label is the one at the left that no text can stand under."""
    roles = [role for _, role in labels]
    heading.expected = []
    for at, (cell, role) in enumerate(labels):
        alone = (
            role == "block"
            or (role == "actual" and roles.count("actual") > 1 and at == 0)
            or (role == "expected" and roles.count("expected") > 1 and at == 0)
        )
        others = roles[:at] + roles[at + 1 :]
        if (
            alone
            and at == 0
            and (cell.rows > 1 or len(labels) == 1 or ("actual" in others and {"expected", "block"} & set(others)))
        ):
            label = cell
        elif role in ASIDE:
            continue
        elif role == "actual":
            heading.actual = cell
        else:
            heading.expected.append(cell)
    return label
