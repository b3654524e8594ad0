"""From runs of characters to lines of text: by baseline, from left to right, each character once."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Box
from extract.pdf.ink import Run

_SAME_LINE = 0.5  # em by which baselines of one line may differ (superscripts, mixed fonts)
_TWICE = 0.8  # points within which the same character is the same one, drawn again for boldness
_WORD_GAP = 0.2  # em of white between Latin letters that is a space
_WIDE_GAP = 1.5  # em of white between Chinese characters that is a space
_WORD = re.compile(r"[!-~￥]*")
baseline, start = attrgetter("y"), attrgetter("x")
_CLINGS = "，。、；：？！）》】”’」』〉…％%)]}"  # what no line begins with


class Line(Struct, frozen=True, gc=False):
    """One line of text as drawn, the height of its em box, where its ink stands, and `care` as of its runs.

    indent: points of blanks before the ink.
    """

    text: str
    size: float
    box: Box
    care: int = 0
    indent: float = 0.0


def lines(runs: list[Run]) -> tuple[Line, ...]:
    """The lines these runs form, from top to bottom; turned text comes after the upright."""
    if len(runs) == 1 and not runs[0].angle:
        line = _line_of_one(runs[0])
        return (line,) if line is not None else ()
    if {run.angle for run in runs} == {0.0}:
        return tuple(_upright_lines(runs))
    quarters: dict[int, list[Run]] = {}
    for run in runs:
        quarters.setdefault(round(run.angle / 90) % 4, []).append(run)
    found: list[Line] = []
    for quarter in sorted(quarters):
        found += _upright_lines(quarters[quarter]) if quarter == 0 else _turned_lines(quarters[quarter], quarter)
    return tuple(found)


def _upright_lines(runs: list[Run]) -> list[Line]:
    return [line for row in _rows(runs) if (line := _line(row)) is not None]


def _turned_lines(runs: list[Run], quarter: int) -> Iterator[Line]:
    sin, cos = ((0, 1), (1, 0), (0, -1), (-1, 0))[quarter]
    turned = [replace(r, x=r.x * cos - r.y * sin, y=r.x * sin + r.y * cos, angle=0.0) for r in runs]
    for line in _upright_lines(turned):
        left, top, right, bottom = line.box
        corners = [(u * cos + v * sin, v * cos - u * sin) for u, v in ((left, top), (right, bottom))]
        (x0, y0), (x1, y1) = corners
        yield replace(line, box=(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _rows(runs: list[Run]) -> list[list[Run]]:
    """Runs of one baseline each, from top to bottom."""
    if len(runs) == 1:
        return [runs]
    rows: list[list[Run]] = []
    row: list[Run] = []
    level, size = 0.0, 0.0
    for run in sorted(runs, key=baseline):
        y, own = run.y, run.size
        if row and y - level > _SAME_LINE * (own if own > size else size):
            rows.append(row)
            row, size = [], 0.0
        if own >= size:
            level, size = y, own
        row.append(run)
    if row:
        rows.append(row)
    return rows


def _line(row: list[Run]) -> Line | None:
    if len(row) == 1:
        return _line_of_one(row[0])
    row.sort(key=start)
    row = _told_apart(row)
    texts = [row[0].text]
    kept = row[0]
    for run in row[1:]:
        if not (run.text == kept.text and run.x - kept.x < _TWICE and abs(run.y - kept.y) < _TWICE):
            texts += (_gap(kept, run), run.text)
            kept = run
    text = "".join(texts).strip()
    if not text:
        return None
    inked = [run for run in row if run.text.strip()]
    first, kept, size = inked[0], inked[-1], max(run.size for run in inked)
    left = ink_start(first)
    right = kept.x + (kept.width or _assumed_width(kept))
    box = (left, first.y - 0.88 * size, right, first.y + 0.12 * size)
    return Line(text, size, box, max([run.care for run in inked]), left - row[0].x)


def _line_of_one(run: Run) -> Line | None:
    text, size = run.text.strip(), run.size
    if not text:
        return None
    left, right = ink_start(run), run.x + (run.width or _assumed_width(run))
    return Line(text, size, (left, run.y - 0.88 * size, right, run.y + 0.12 * size), run.care, left - run.x)


def _told_apart(row: list[Run]) -> list[Run]:
    """The runs of a line, single characters where two runs lie over each other (bold text drawn in other pieces)."""
    if all(one.x + one.reach < two.x for one, two in pairwise(row)):
        return row
    if all(not run.stops for run in row):
        return row
    return sorted((single for run in row for single in singles(run)), key=start)


def _gap(before: Run, after: Run) -> str:
    """A space where the white between two runs stands for one."""
    if not before.width:
        return ""
    white = after.x - before.x - before.width
    if white < _WORD_GAP * before.size or before.text[-1].isspace() or after.text[0].isspace():
        return ""
    narrow = before.text[-1].isascii() and after.text[0].isascii()
    return " " if narrow or white > _WIDE_GAP * max(before.size, after.size) else ""


def ink_start(run: Run) -> float:
    """The x of the first character of a run that is no blank."""
    if not run.stops or not run.text[0].isspace():
        return run.x
    return run.x + run.stops[len(run.text) - len(run.text.lstrip())] - run.stops[0]


def _assumed_width(run: Run) -> float:
    return run.size * (0.5 if run.text[-1:].isascii() else 1.0) + run.reach


def singles(run: Run) -> list[Run]:
    """The characters of a run, one by one."""
    if not run.stops:
        return [run]
    sin, cos = math.sin(math.radians(run.angle)), math.cos(math.radians(run.angle))
    first = run.stops[0]
    steps = [stop - first for stop in run.stops]
    ends = (*steps[1:], run.width or steps[-1] + run.size)
    return [
        Run(text, run.x + stop * cos, run.y - stop * sin, run.size, end - stop, run.angle)
        for text, stop, end in zip(run.text, steps, ends, strict=True)
    ]


def first_word(text: str, size: float) -> float:
    """Width of the first piece of a text that no line ends within: a sign or a word of half signs, and what clings."""
    end = half = _WORD.match(text).end()  # type: ignore[union-attr]
    end += not half
    while end < len(text) and text[end] in _CLINGS:
        end += 1
    return (end - half / 2) * size


def inside(run: Run) -> tuple[float, float]:
    """A point well within the first character of a run: a little along and above its baseline, from its origin."""
    x, y, size, angle, stops = run.x, run.y, run.size, run.angle, run.stops
    along = 0.2 * min(size, (stops[1] - stops[0] if stops else run.width) or size)  # of a half sign half as far
    if not angle:
        return x + along, y - 0.25 * size
    sin, cos = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    return x + along * cos - 0.25 * size * sin, y - along * sin - 0.25 * size * cos
