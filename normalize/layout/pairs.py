"""Labels and what stands beside, below or behind them in the same cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from extract.model import Cell, CellPlace
from normalize.layout.lines import Line
from normalize.words.text import fold

IsLabel = Callable[[str], str | None]
_LEAST_LABEL = 4
_COLON = re.compile("[:：]")
_NEXT = re.compile(r"[\s\u3000]{2,}[^\s\u3000\d:：]{2,8}[:：]")
_UNMERGED = 2  # squares that a label of three columns leaves empty


class Pair(Struct, frozen=True):
    """A label's canonical field, its cell, and the text said under it with its cell (None: nothing there at all)."""

    field: str
    label: str
    label_cell: Cell
    text: str
    place: CellPlace
    cell: Cell | None


def pairs(line: Line, below: Line | None, meaning: IsLabel) -> Iterator[Pair]:
    """The labelled statements of a row, left to right."""
    for cell in line.fresh:
        inside = list(_inside(cell, meaning))
        if inside:
            yield from inside
            continue
        field = meaning(cell.text)
        if not field:
            continue
        right = _beside(line, cell)
        value = right[0] if right and not meaning(right[0].text) and right[0].place.row == line.row else None
        value = value or (
            _under(cell, below, meaning) if field.partition(".")[0] != "section" or _alone(line, below) else None
        )
        if value is not None:
            yield Pair(field, cell.text, cell, value.text, value.place, value)
        elif not right or not below:
            yield Pair(field, cell.text, cell, "", cell.place, None)


def _alone(line: Line, below: Line | None) -> bool:
    """Whether a heading and what stands under it have their rows to themselves: a text below belongs to it."""
    return len(line.fresh) == 1 and below is not None and len(below.fresh) == 1


def _beside(line: Line, cell: Cell) -> tuple[Cell, ...]:
    """The cell right of a label; in a row without any merge also behind the squares that a merge would have taken."""
    right = line.right_of(cell)
    if any(other.rows > 1 or other.cols > 1 for other in line.cells):
        return right[:1]
    said = next((at for at, other in enumerate(right[: _UNMERGED + 1]) if fold(other.text)), 0)
    return right[said : said + 1]


def _under(cell: Cell, below: Line | None, meaning: IsLabel) -> Cell | None:
    for other in below.fresh if below else ():
        if other.place.col == cell.place.col and other.cols <= cell.cols and not meaning(other.text):
            return other
    return None


def _inside(cell: Cell, meaning: IsLabel) -> Iterator[Pair]:
    """``单位名称：区商务局　填报日期：2021年4月22日``: one or several labels with their values in one cell."""
    marks = labels_inside(cell.text, meaning)
    for at, (field, label, start) in enumerate(marks):
        text = value_inside(cell.text, marks, at)
        if not fold(text) and len(marks) == 1:
            return
        lead = len(text) - len(text.lstrip())
        place = cell.place.part(start + lead, start + len(text.rstrip()))
        yield Pair(field, label, cell, text, place, cell)


def value_inside(text: str, marks: list[tuple[str, str, int]], at: int) -> str:
    """What a text says behind one of its labels: up to the next, be it one that nobody knows (总分：)."""
    start = marks[at][2]
    end = marks[at + 1][2] - len(marks[at + 1][1]) - 1 if at + 1 < len(marks) else len(text)
    unknown = _NEXT.search(text, start, end)
    return text[start : unknown.start() if unknown and text[start : unknown.start()].strip() else end]


def _endings(head: str) -> list[str]:
    """What a label may be that follows the value before it without the space a printing lost (某局填报日期：)."""
    return [head[at:] for at in range(1, len(head) - _LEAST_LABEL + 1)] if len(head) > _LEAST_LABEL else []


def labels_inside(text: str, meaning: IsLabel) -> list[tuple[str, str, int]]:
    """Each known label followed by a colon in a text: (field, label, where its value starts)."""
    found = []
    for colon in _COLON.finditer(text):
        head = re.split(r"[\s\u3000;；,，。)）]|(?<=\d)(?=[^\d])", text[: colon.start()])[-1]
        spaced = re.search(r"(?:^|[\n;；,，。])([^\n:：;；,，。]{2,16})$", text[: colon.start()])
        for label in (head, spaced[1] if spaced else "", *_endings(head)):
            field = meaning(label) if label and len(label) <= 20 else None
            if field:
                found.append((field, label, colon.end()))
                break
    return found
