"""Ruling lines of a page, however they were drawn: strokes, thin areas, frames, dashes, pieces of one line.

A rule is what a reader sees as one straight line. White on white, clipped away or without extent it is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extract.model import Box
from extract.pdf.ink import Outline, Point
from extract.pdf.upright import bounds

SNAP = 3.0  # points: lines closer than this are one line (double borders, borders drawn once per cell)
_GAP = 4.0  # points: the largest hole within one line (dashes, corners)
_THIN = 3.0  # points: an area no wider than this is a line
_SHORT = 5.0  # points: what is shorter after joining is no ruling line
_LEAST_AREA = 8.0  # points: a smaller area is no cell
_MOST_AREAS = 5_000
_SLANT = 1.0  # points a line may drift from the straight
_DARK = 0.8  # lightness under which a line is seen on anything
_MOST_COMPARED = 1_000_000  # pairs of pale lines and areas; with more of them pale lines are not looked at
_ON_PAPER = 0.03  # lightness by which a pale line must differ from white paper to be seen
_ON_AREA = 0.14  # and from a filled area, where a pale line is rather a gap between areas


class Stroke(NamedTuple):
    """One straight piece: at y from x `start` to `end` if horizontal, at x from y `start` to `end` if vertical."""

    at: float
    start: float
    end: float
    shade: float = 0.0


class Area(NamedTuple):
    """A filled box and its lightness."""

    box: Box
    shade: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """The joined ruling lines of a page, sorted by position, and its filled areas in drawing order."""

    across: list[Stroke]
    down: list[Stroke]
    areas: list[Area]


def ruling(outlines: list[Outline]) -> Ruling:
    """The ruling lines and areas that these outlines show."""
    across: list[Stroke] = []
    down: list[Stroke] = []
    areas: list[Area] = []
    for outline in outlines:
        _sort_in(outline, across, down, areas)
    return Ruling(_join(_seen(across, areas, True)), _join(_seen(down, areas, False)), areas)


def from_areas(drawn: Ruling) -> Ruling:
    """The edges of filled areas as lines: where cells are told apart by their backgrounds alone."""
    boxes = [box for box, shade in drawn.areas if shade < 0.99 and min(box[2] - box[0], box[3] - box[1]) > _LEAST_AREA]
    if not 1 < len(boxes) <= _MOST_AREAS:
        return Ruling([], [], [])
    across = [Stroke(y, box[0], box[2]) for box in boxes for y in (box[1], box[3])]
    down = [Stroke(x, box[1], box[3]) for box in boxes for x in (box[0], box[2])]
    return Ruling(_join(across), _join(down), drawn.areas)


def _sort_in(outline: Outline, across: list[Stroke], down: list[Stroke], areas: list[Area]) -> None:
    if not outline.filled:
        for one, two in _segments(outline):
            _sort_segment(one, two, outline, across, down)
        return
    box = bounds(outline.points)
    clipped = _clip(box, outline.clip)
    if clipped is None:
        return
    left, top, right, bottom = clipped
    width, height = right - left, bottom - top
    if width <= 0 or height <= 0:
        return
    if height <= _THIN and height <= width:
        across.append(Stroke((top + bottom) / 2, left, right, outline.shade))
    elif width <= _THIN:
        down.append(Stroke((left + right) / 2, top, bottom, outline.shade))
    else:
        areas.append(Area(clipped, outline.shade))


def _segments(outline: Outline) -> Iterator[tuple[Point, Point]]:
    points = outline.points
    yield from pairwise(points)
    if outline.closed and len(points) > 2:
        yield points[-1], points[0]


def _sort_segment(one: Point, two: Point, outline: Outline, across: list[Stroke], down: list[Stroke]) -> None:
    width, height = abs(one[0] - two[0]), abs(one[1] - two[1])
    if height <= _SLANT and width > height:
        lines = across
    elif width <= _SLANT and height > width:
        lines = down
    else:
        return
    box = _clip(bounds((one, two)), outline.clip)
    if box is None:
        return
    left, top, right, bottom = box
    if lines is across:
        across.append(Stroke((top + bottom) / 2, left, right, outline.shade))
    else:
        down.append(Stroke((left + right) / 2, top, bottom, outline.shade))


def _clip(box: Box, clip: Box | None) -> Box | None:
    """The part of a box that shows, or None where all of it is cut away."""
    if clip is None:
        return box
    left, top, right, bottom = max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])
    return (left, top, right, bottom) if left <= right and top <= bottom else None


def _seen(strokes: list[Stroke], areas: list[Area], across: bool) -> list[Stroke]:
    """The strokes that differ from the paper or the area they lie on. Dark ones always do."""
    dark = [stroke for stroke in strokes if stroke.shade < _DARK]
    if len(dark) == len(strokes):
        return dark
    pale = list(dict.fromkeys(stroke for stroke in strokes if stroke.shade >= _DARK))
    under = list(dict.fromkeys(reversed(areas)))[::-1]
    if len(pale) * len(under) > _MOST_COMPARED:
        return dark
    return dark + [stroke for stroke in pale if _contrasts(stroke, under, across)]


def _contrasts(stroke: Stroke, areas: list[Area], across: bool) -> bool:
    middle = (stroke.start + stroke.end) / 2
    x, y = (middle, stroke.at) if across else (stroke.at, middle)
    under, least = 1.0, _ON_PAPER
    for (left, top, right, bottom), shade in areas:
        if left < x < right and top < y < bottom:
            under, least = shade, _ON_PAPER if shade > 0.99 else _ON_AREA
    return abs(under - stroke.shade) > least


def _join(strokes: list[Stroke]) -> list[Stroke]:
    """One stroke for each line: pieces at the same position joined over small gaps, scraps dropped."""
    joined: list[Stroke] = []
    for line in _same_line(sorted(strokes)):
        at = (line[0].at + line[-1].at) / 2
        line.sort(key=lambda stroke: stroke.start)
        start, end = line[0].start, line[0].end
        for piece in line[1:]:
            if piece.start > end + _GAP:
                joined.append(Stroke(at, start, end))
                start = piece.start
                end = piece.end
            elif piece.end > end:
                end = piece.end
        joined.append(Stroke(at, start, end))
    return [stroke for stroke in joined if stroke.end - stroke.start > _SHORT]


def _same_line(strokes: list[Stroke]) -> Iterator[list[Stroke]]:
    line: list[Stroke] = []
    for stroke in strokes:
        if line and stroke.at - line[0].at > SNAP:
            yield line
            line = []
        line.append(stroke)
    if line:
        yield line
