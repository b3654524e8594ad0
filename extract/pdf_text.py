"""From characters to lines of text: by baseline, from left to right, each character once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extract.ink import Glyph
from extract.model import Box

_SAME_LINE = 0.5  # em by which baselines of one line may differ (superscripts, mixed fonts)
_TWICE = 0.8  # points within which the same character is the same one, drawn again for boldness
_WORD_GAP = 0.25  # em of white between Latin letters that is a space
_WIDE_GAP = 1.5  # em of white between Chinese characters that is a space


class Line(NamedTuple):
    """One line of text as drawn, the height of its em box, and where it stands."""

    text: str
    size: float
    box: Box


def lines(glyphs: Iterable[Glyph]) -> tuple[Line, ...]:
    """The lines these characters form, from top to bottom; turned text comes after the upright."""
    quarters: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        quarters.setdefault(round(glyph.angle / 90) % 4 if glyph.angle else 0, []).append(glyph)
    found: list[Line] = []
    for quarter in sorted(quarters):
        found += _upright_lines(quarters[quarter]) if quarter == 0 else _turned_lines(quarters[quarter], quarter)
    return tuple(found)


def _upright_lines(glyphs: list[Glyph]) -> Iterator[Line]:
    for row in _rows(glyphs):
        line = _line(row)
        if line is not None:
            yield line


def _turned_lines(glyphs: list[Glyph], quarter: int) -> Iterator[Line]:
    sin, cos = ((0, 1), (1, 0), (0, -1), (-1, 0))[quarter]
    turned = [g._replace(x=g.x * cos - g.y * sin, y=g.x * sin + g.y * cos, angle=0.0) for g in glyphs]
    for line in _upright_lines(turned):
        left, top, right, bottom = line.box
        corners = [(u * cos + v * sin, v * cos - u * sin) for u, v in ((left, top), (right, bottom))]
        (x0, y0), (x1, y1) = corners
        yield line._replace(box=(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Characters of one baseline each, from top to bottom."""
    row: list[Glyph] = []
    level, size = 0.0, 0.0
    for glyph in sorted(glyphs, key=lambda one: one.y):
        if row and glyph.y - level > _SAME_LINE * max(size, glyph.size):
            yield row
            row, size = [], 0.0
        if glyph.size >= size:
            level, size = glyph.y, glyph.size
        row.append(glyph)
    if row:
        yield row


def _line(row: list[Glyph]) -> Line | None:
    row.sort(key=lambda glyph: glyph.x)
    parts: list[str] = []
    kept: Glyph | None = None
    spaces = ""
    first: Glyph | None = None
    for glyph in row:
        text = glyph.text
        if text.isspace() or not text:
            spaces = spaces or text.strip("\r\n\t")
            continue
        if kept is not None:
            if _is_twice(kept, glyph):
                continue
            parts.append(spaces or _gap(kept, glyph))
        first = first or glyph
        parts.append(text)
        kept, spaces = glyph, ""
    if kept is None or first is None:
        return None
    size = max(glyph.size for glyph in row)
    right = kept.x + (kept.width or _assumed_width(kept))
    return Line("".join(parts), size, (first.x, kept.y - 0.88 * size, right, kept.y + 0.12 * size))


def _is_twice(kept: Glyph, glyph: Glyph) -> bool:
    return kept.text == glyph.text and abs(glyph.x - kept.x) < _TWICE and abs(glyph.y - kept.y) < _TWICE


def _gap(before: Glyph, after: Glyph) -> str:
    """A space where the white between two characters stands for one."""
    if not before.width:
        return ""
    white = after.x - before.x - before.width
    narrow = before.text.isascii() and after.text.isascii()
    return " " if white > (_WORD_GAP if narrow else _WIDE_GAP) * max(before.size, after.size) else ""


def _assumed_width(glyph: Glyph) -> float:
    return glyph.size * (0.5 if glyph.text.isascii() else 1.0)


def inside(glyph: Glyph) -> tuple[float, float]:
    """A point well within a character: a little along and above its baseline, from its origin."""
    x, y, size, angle = glyph.x, glyph.y, glyph.size, glyph.angle
    if not angle:
        return x + 0.2 * size, y - 0.25 * size
    sin, cos = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    return x + size * (0.2 * cos - 0.25 * sin), y - size * (0.2 * sin + 0.25 * cos)
