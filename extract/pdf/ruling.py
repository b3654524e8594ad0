"""Ruling lines of a page, however they were drawn: strokes, thin areas, frames, dashes, pieces of one line.

A rule is what a reader sees as one straight line. White on white, clipped away or without extent it is not seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple

from msgspec import Struct

from extract.model import Box
from extract.pdf.ink import Outline
from extract.pdf.upright import bounds

SNAP = 3.0  # points: lines closer than this are one line (double borders, borders drawn once per cell)
_GAP = 4.0  # points: the largest hole within one line (dashes, corners)
_THIN, _THIN_PALE = 3.0, 1.5  # points: an area no wider than this is a line; wider pale ones are bits of shading
_SHORT = 5.0  # points: what is shorter after joining is no ruling line
_LEAST_AREA = 8.0  # points: a smaller area is no cell
_MOST_AREAS = 5_000
_SLANT = 1.0  # points a line may drift from the straight
_DARK = 0.8  # lightness under which a line is seen on anything
_MOST_COMPARED = 1_000_000  # pairs of pale lines and areas; with more of them pale lines are not looked at
_ON_PAPER = 0.03  # lightness by which a pale line must differ from white paper to be seen
_ON_AREA = 0.14  # and from a filled area, where a pale line is rather a gap between areas


Strokes = defaultdict[float, set[tuple[float, float]]]  # as drawn: by position from where to where
Shades = defaultdict[float, Strokes]  # the same by lightness


class Stroke(NamedTuple):
    """A straight line: at y from x `start` to `end` if horizontal, at x from y `start` to `end` if vertical."""

    at: float
    start: float
    end: float


class Area(NamedTuple):
    """A filled box and its lightness."""

    box: Box
    shade: float


class Ruling(Struct, frozen=True):
    """The joined ruling lines of a page, sorted by position, and its filled areas in drawing order."""

    across: list[Stroke]
    down: list[Stroke]
    areas: list[Area]


def ruling(outlines: list[Outline]) -> Ruling:
    """The ruling lines and areas that these outlines show."""
    across: Shades = defaultdict(_strokes)
    down: Shades = defaultdict(_strokes)
    areas: list[Area] = []
    for outline in outlines:
        if outline.filled:
            _add_area(outline, across, down, areas)
        else:
            _add_strokes(outline, across[outline.shade], down[outline.shade])
    return Ruling(_join(_seen(across, areas, True)), _join(_seen(down, areas, False)), areas)


def from_areas(drawn: Ruling) -> Ruling:
    """The edges of filled areas as lines: where cells are told apart by their backgrounds alone."""
    boxes = [box for box, shade in drawn.areas if shade < 0.99 and min(box[2] - box[0], box[3] - box[1]) > _LEAST_AREA]
    if not 1 < len(boxes) <= _MOST_AREAS:
        return Ruling([], [], [])
    across, down = _strokes(), _strokes()
    for left, top, right, bottom in boxes:
        across[top].add((left, right))
        across[bottom].add((left, right))
        down[left].add((top, bottom))
        down[right].add((top, bottom))
    return Ruling(_join(across), _join(down), drawn.areas)


def _strokes() -> Strokes:
    return defaultdict(set)


def _add_area(outline: Outline, across: Shades, down: Shades, areas: list[Area]) -> None:
    clipped = _clip(bounds(outline.xs, outline.ys), outline.clip)
    if clipped is None:
        return
    left, top, right, bottom = clipped
    width, height = right - left, bottom - top
    if width <= 0 or height <= 0:
        return
    thin = _THIN if outline.shade < _DARK else _THIN_PALE
    if height <= thin and height <= width:
        across[outline.shade][(top + bottom) / 2].add((left, right))
    elif width <= thin:
        down[outline.shade][(left + right) / 2].add((top, bottom))
    else:
        areas.append(Area(clipped, outline.shade))


def _add_strokes(outline: Outline, across: Strokes, down: Strokes) -> None:
    """The level and the upright ones of an outline's segments."""
    xs, ys, clip = outline.xs, outline.ys, outline.clip
    last = -1 if outline.closed and len(xs) > 2 else 0
    x0, y0 = xs[last], ys[last]
    for x1, y1 in zip(xs, ys, strict=True):
        if clip is not None or (x0 != x1 and y0 != y1):
            _add_inexact(bounds((x0, x1), (y0, y1)), clip, across, down)
        elif x0 < x1:
            across[y0].add((x0, x1))
        elif x0 > x1:
            across[y0].add((x1, x0))
        elif y0 < y1:
            down[x0].add((y0, y1))
        elif y0 > y1:
            down[x0].add((y1, y0))
        x0, y0 = x1, y1


def _add_inexact(box: Box, clip: Box | None, across: Strokes, down: Strokes) -> None:
    """A segment within this box that is cut at a clip's sides or leans a little."""
    width, height = box[2] - box[0], box[3] - box[1]
    is_level, is_upright = height < width and height <= _SLANT, width < height and width <= _SLANT
    shown = _clip(box, clip) if is_level or is_upright else None
    if shown is None:
        return
    left, top, right, bottom = shown
    if is_level:
        across[(top + bottom) / 2].add((left, right))
    else:
        down[(left + right) / 2].add((top, bottom))


def _clip(box: Box, clip: Box | None) -> Box | None:
    """The part of a box that shows, or None where all of it is cut away."""
    if clip is None:
        return box
    left, top, right, bottom = max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])
    return (left, top, right, bottom) if left <= right and top <= bottom else None


def _seen(shades: Shades, areas: list[Area], across: bool) -> Strokes:
    """The strokes that differ from the paper or the area they lie on. Dark ones always do."""
    seen = _strokes()
    for shade, strokes in shades.items():
        if shade < _DARK:
            for at, extents in strokes.items():
                seen[at] |= extents
    pale = [shade for shade in shades if shade >= _DARK]
    under = list(dict.fromkeys(reversed(areas)))[::-1] if pale else []
    if sum(len(extents) for shade in pale for extents in shades[shade].values()) * len(under) > _MOST_COMPARED:
        return seen
    for shade in pale:
        for at, extents in shades[shade].items():
            seen[at] |= {extent for extent in extents if _contrasts(at, extent, shade, under, across)}
    return seen


def _contrasts(at: float, extent: tuple[float, float], own: float, areas: list[Area], across: bool) -> bool:
    middle = (extent[0] + extent[1]) / 2
    x, y = (middle, at) if across else (at, middle)
    under, least = 1.0, _ON_PAPER
    for (left, top, right, bottom), shade in areas:
        if left < x < right and top < y < bottom:
            under, least = shade, _ON_PAPER if shade > 0.99 else _ON_AREA
    return abs(under - own) > least


def _join(strokes: Strokes) -> list[Stroke]:
    """One stroke for each line: those at the same position joined over small gaps, scraps dropped."""
    joined: list[Stroke] = []
    for line in _same_line(sorted(at for at, extents in strokes.items() if extents and isfinite(at))):
        at = (line[0] + line[-1]) / 2
        extents = sorted(set().union(*[strokes[one] for one in line]))
        start, end = extents[0]
        for next_start, next_end in extents:
            if next_start > end + _GAP:
                if end - start > _SHORT:
                    joined.append(Stroke(at, start, end))
                start, end = next_start, next_end
            elif next_end > end:
                end = next_end
        if end - start > _SHORT:
            joined.append(Stroke(at, start, end))
    return joined


def _same_line(positions: list[float]) -> Iterator[list[float]]:
    line: list[float] = []
    for at in positions:
        if line and at - line[0] > SNAP:
            yield line
            line = []
        line.append(at)
    if line:
        yield line
