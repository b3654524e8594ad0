"""The goal block: what was expected beside what was done, once or once a goal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Cell, CellPlace
from normalize.labels import vocabulary
from normalize.layout.lines import Line, overlap
from normalize.layout.segments import Segment
from normalize.layout.signs import MAX_LABEL, goal_label
from normalize.ledger import Ledger
from normalize.model import Goal, Section, Value
from normalize.words.dates import names_period
from normalize.words.text import fold, join, key, split_points
from normalize.words.values import Setting, is_blank, read_cell

_SCORE = re.compile(r"^(?:得分|分值|自评得分|满分):?[\d.]*分?$")
_COUNTS_GOALS = re.compile(r"(?:绩效)?(?:目标|任务|序号)?[\d一二三四五六七八九十]{0,3}[:.、]?")
_LABELLED = re.compile(r"\s*(?P<label>[^:：\n。，]{2,14})[:：]\s*(?=\S)")
_CHORES = re.compile(r"[^\W\d_]{2,14}(?:\([^\d()]{1,6}\))?")
_NEXT_LABEL = re.compile(r"\n\s*(?P<label>[^:：\n。，]{2,14})[:：]")
_PROSE = Setting("prose")
_NUMBER = "序号"
_ASIDE = ("reason", "term")  # a goal's reason, or the goal of several years beside that of one
_PLAIN = {"预期": "expected", "计划": "expected", "设定": "expected", "年初": "expected"}
_PLAIN |= {"实际": "actual", "完成": "actual", "年末": "actual", "年终": "actual", "结果": "actual"}
_HEADING = 8  # a longer text heads no column


@dataclass(slots=True)
class _Heading:
    """The columns in force: where the expected text (as set, as adjusted) and the actual text stand."""

    expected: list[Cell] = field(default_factory=list)
    actual: Cell | None = None


class RawGoal(Struct, frozen=True):
    """A goal before numbering. tied: it labels the indicators that follow (年度绩效目标1（40分）). label: beside it."""

    points: str | None
    expected: Value | None
    actual: Value | None
    place: CellPlace
    tied: bool = False
    score: Value | None = None
    label: str = ""


def read_goals(segment: Segment, year: int | None, ledger: Ledger) -> list[RawGoal]:
    """The goals of one goal block. year: of the form; a plan for a later one is no goal of it."""
    heading = _Heading()
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
        if labels and texts and (_heads_rows(line, labels, texts) or _heads_named(line, labels, texts)):
            label = _head(heading, line, labels, label)
        elif labels and texts and _numbers(labels, heading):
            goals.extend(_below(line, heading, label, year, ledger))
        elif labels and texts and all(names_period(cell.text) for cell in texts):
            heading.expected = texts  # the goal of several years beside that of one
            ledger.pass_over(*texts)
            label = labels[0][0]
        elif labels and (not texts or _heads_more(line, labels, texts)):
            label = _head(heading, line, labels, label)
        elif labels and _heads_tasks(line, labels, texts):
            heading.expected = [cell for cell, role in labels[:1] if role != "actual"]
        elif labels and _heads_chores(labels, texts):
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
    return _PLAIN.get(key(cell.text)) if tall else None


def _running(line: Line) -> list[tuple[Cell, str]]:
    """The labels merged down beside a row that begins with another year (年度目标 | 2023年 | …, then 2024年 | …)."""
    if not line.fresh or not names_period(line.fresh[0].text):
        return []
    return [(cell, role) for cell in line.cells if cell.place.row < line.row and (role := goal_label(cell.text))]


def _heads_more(line: Line, labels: list[tuple[Cell, str]], texts: list[Cell]) -> bool:
    """Whether a row of headings names a further column behind them (总体完成率): no label has its text beside it."""
    role = {id(cell): role for cell, role in labels}
    expected = next((cell for cell, role in labels if role == "expected"), None)
    right = line.right_of(expected)[:1] if expected else ()
    behind = all(cell.place.col > labels[-1][0].place.col and len(fold(cell.text)) <= _HEADING for cell in texts)
    return bool(right) and role.get(id(right[0])) == "actual" and behind


def _heads_rows(line: Line, labels: list[tuple[Cell, str]], texts: list[Cell]) -> bool:
    """``财政年度 | 目标 | 实际完成情况``: a row of headings, the first over what the rows below are of."""
    first, last = labels[0][0], labels[-1]
    left = all(cell.rows == 1 and cell.place.col < first.place.col and _names_years(cell) for cell in texts)
    return left and len(labels) > 1 and last[1] == "actual" and not line.right_of(last[0])


def _heads_named(line: Line, labels: list[tuple[Cell, str]], texts: list[Cell]) -> bool:
    """``年度目标 | 子项目 | 预期目标 | 实际完成情况``: headings of goals behind one over what each of them is of."""
    last, role = labels[-1]
    expected = next((cell for cell, name in labels if name == "expected"), last)
    named = all(_is_heading(cell) and cell.place.col < expected.place.col for cell in texts)
    return named and role == "actual" and line.right_of(expected)[:1] == (last,) and not line.right_of(last)


def _numbers(labels: list[tuple[Cell, str]], heading: _Heading) -> bool:
    """Whether a row under headings is but numbered by its label: 目标1 | 40 | text | text."""
    first = labels[0][0]
    columns = [head.place.col for head in (*heading.expected, heading.actual) if head is not None]
    inside = len(labels) == 1 and len(columns) > 1 and first.place.col < min(columns)
    return inside and _COUNTS_GOALS.fullmatch(fold(first.text)) is not None


def _names_years(cell: Cell) -> bool:
    return vocabulary().identity.exact(cell.text) == "year"


def _heads_tasks(line: Line, labels: list[tuple[Cell, str]], texts: list[Cell]) -> bool:
    """A row of headings over tasks (年度履职目标 | 任务名称 | 完成情况): the last label has no text beside it."""
    last, role = labels[-1]
    inside = all(_is_heading(cell) and cell.place.col < last.place.col for cell in texts)
    return role == "actual" and len(labels) > 1 and inside and not line.right_of(last)


def _heads_chores(labels: list[tuple[Cell, str]], texts: list[Cell]) -> bool:
    """``年度主要任务 | 任务名称 | 主要内容及完成情况``: headings of what was to be done, no goal beside its label."""
    first = labels[0][0]
    worded = all(_CHORES.fullmatch(fold(cell.text)) for cell in texts)
    return len(labels) == 1 and first.rows > 1 and "任务" in first.text and len(texts) > 1 and worded


def _is_heading(cell: Cell) -> bool:
    return len(fold(cell.text)) <= _HEADING and not re.search(r"\d", fold(cell.text))


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


def _head(heading: _Heading, line: Line, labels: list[tuple[Cell, str]], label: Cell | None) -> Cell | None:
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
        elif role in _ASIDE:
            continue
        elif role == "actual":
            heading.actual = cell
        else:
            heading.expected.append(cell)
    return label


def _beside(
    line: Line, labels: list[tuple[Cell, str]], heading: _Heading, ledger: Ledger, before: list[RawGoal]
) -> list[RawGoal]:
    """``年初设定目标 | text | 全年实际完成情况 | text``, or a label with its text, one under the other."""
    found: dict[str, Cell] = {}
    known = {id(cell) for cell, _ in labels}
    for cell, role in labels:
        if role in _ASIDE:
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
    if "expected" in found and "actual" not in found and (both := _both_inside(found["expected"])):
        found["expected"], found["actual"] = both
    expected, actual = (_said(found.get(name)) for name in ("expected", "actual"))
    if expected is None and actual is not None and before and before[-1].actual is None:
        last = before.pop()
        return [RawGoal(last.points or points, last.expected, actual, last.place, last.tied)]
    if not found:
        return []
    name = labels[0][0]
    return [RawGoal(points, expected, actual, name.place, _numbered(name.text), label=join(name.text))]


def _both_inside(cell: Cell) -> tuple[Cell, Cell] | None:
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
    return _counts(label) or split_points(label)[1] is not None


def _counts(label: str) -> bool:
    return re.search(r"目标[\d一二三四五六七八九十]", fold(label)) is not None


def _below(line: Line, heading: _Heading, label: Cell | None, year: int | None, ledger: Ledger) -> list[RawGoal]:
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
    elif name is not None and _COUNTS_GOALS.fullmatch(fold(name.text)):
        ledger.pass_over(name)
    place = (expected or actual or line.cells[0]).place
    return [RawGoal(points, _said(expected), _said(actual), place)]


def _is_later(cell: Cell, year: int) -> bool:
    """Whether a row begins with a year after that of the form."""
    found = re.match(r"\(?(\d{4})", fold(cell.text)) if names_period(cell.text) else None
    return found is not None and int(found[1]) > year


def _said(cell: Cell | None) -> Value | None:
    """What a goal's cell says, without a label of its own in front (``预期目标：…``)."""
    found = _LABELLED.match(cell.text) if cell is not None else None
    label = found["label"] if found else ""
    known = goal_label(label) or _PLAIN.get(key(label))
    if cell is not None and found and known and not _counts(label):
        base = cell.place.start or 0
        place = cell.place.part(base + found.end(), base + len(cell.text))
        cell = replace(cell, text=cell.text[found.end() :], place=place)
    return read_cell(cell, _PROSE)


def _under(head: Cell | None, cells: Sequence[Cell]) -> Cell | None:
    if head is None:
        return None
    first, last = head.place.col, head.place.col + head.cols
    best = max(cells, key=lambda cell: overlap(cell, first, last), default=None)
    return best if best is not None and overlap(best, first, last) > 0 else None


def without_tasks(goals: Sequence[RawGoal]) -> tuple[list[RawGoal], list[Section]]:
    """The goals, and apart from them what is told as 年度主要任务 beside goals that are called so."""
    tasks = [goal for goal in goals if "任务" in goal.label and goal.actual is None and goal.points is None]
    if len(tasks) == len(goals):
        return list(goals), []
    told = [Section(task.label, task.expected.text, task.expected.place) for task in tasks if task.expected]
    return [goal for goal in goals if goal not in tasks], told


def numbered(goals: Sequence[RawGoal]) -> tuple[Goal, ...]:
    """The goals of a form, numbered in order."""
    return tuple(
        Goal(n, goal.points, goal.expected, goal.actual, goal.place, goal.score) for n, goal in enumerate(goals, 1)
    )
