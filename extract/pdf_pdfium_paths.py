"""Drawn paths of a page as PDFium keeps them: outlines with colour, clip and place, also inside form XObjects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from extract import pdfium_calls as calls
from extract.ink import Outline, Point
from extract.limits import Limits
from extract.model import Box
from extract.upright import Display, bounds

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5  # FPDF_PAGEOBJ_*
_LINE_TO, _BEZIER_TO, _MOVE_TO = 0, 1, 2
_THIN = 3.0  # points: what is no wider is a line, whatever its corners
_DEPTH = 6  # forms within forms that are still looked into

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Paint(NamedTuple):
    """What a path shows: lightness of its area and of its line, None where it has none."""

    fill: float | None
    line: float | None


class PathReader:
    """Reads the paths of one page; `read` gives the outlines and the area that pictures cover, in square points."""

    def __init__(self, page: int, display: Display, limits: Limits) -> None:
        self.page, self.display = page, display
        self.left = limits.page_objects
        self.edges, self.edges_at = _places(ctypes.c_float, 4)
        self.colour, self.colour_at = _places(ctypes.c_uint, 4)
        self.modes, self.modes_at = _places(ctypes.c_int, 2)
        self.point, self.point_at = _places(ctypes.c_float, 2)
        self.outlines: list[Outline] = []
        self.pictures = 0.0

    def read(self) -> tuple[list[Outline], float]:
        get, kind_of, page = calls.object_at, calls.object_type, self.page
        for index in range(min(self.left, calls.count_objects(page))):
            item = get(page, index)
            kind = kind_of(item)
            if kind != _TEXT:
                self._add(item, kind, _SAME, 0)
        return self.outlines, self.pictures

    def _add(self, item: int, kind: int, matrix: Matrix, depth: int) -> None:
        self.left -= 1
        if self.left < 0:
            return
        if kind == _PATH:
            self._add_path(item, matrix)
        elif kind == _IMAGE:
            left, top, right, bottom = self._box(item, matrix)
            self.pictures += max(0.0, right - left) * max(0.0, bottom - top)
        elif kind == _FORM and depth < _DEPTH:
            inner = _times(self._matrix(item), matrix)
            for index in range(min(self.left, calls.count_form_objects(item))):
                part = calls.form_object_at(item, index)
                self._add(part, calls.object_type(part), inner, depth + 1)

    def _add_path(self, item: int, matrix: Matrix) -> None:
        paint = self._paint(item)
        if paint.fill is None and paint.line is None:
            return
        clip = self._clip(item, matrix)
        box = self._box(item, matrix)
        thin = min(box[2] - box[0], box[3] - box[1]) <= _THIN
        if thin and paint.fill is None and paint.line is not None:
            self.outlines.append(Outline(_middle(box), False, False, paint.line, clip))
            return
        whole = _times(self._matrix(item), matrix)
        for points, closed in self._subpaths(item, whole):
            if paint.fill is not None:
                self.outlines.append(Outline(points, True, True, paint.fill, clip))
            if paint.line is not None:
                self.outlines.append(Outline(points, closed, False, paint.line, clip))

    def _paint(self, item: int) -> _Paint:
        if not calls.draw_mode(item, *self.modes_at):
            return _Paint(None, None)
        fills, strokes = self.modes
        fill = self._shade(item, calls.fill_colour) if fills else None
        line = self._shade(item, calls.stroke_colour) if strokes else None
        return _Paint(fill, line)

    def _shade(self, item: int, get_colour: Any) -> float | None:
        """Lightness on white paper; None where nothing shows. Patterns have no colour and count as black."""
        if not get_colour(item, *self.colour_at):
            return 0.0
        red, green, blue, alpha = self.colour
        return 1.0 - (1.0 - min(red, green, blue) / 255) * alpha / 255 if alpha else None

    def _box(self, item: int, matrix: Matrix) -> Box:
        if not calls.object_bounds(item, *self.edges_at):
            return (0.0, 0.0, 0.0, 0.0)
        box = tuple(self.edges)
        if matrix is not _SAME:
            box = bounds([_apply(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])])
        return self.display.box(*box)

    def _subpaths(self, item: int, matrix: Matrix) -> Iterator[tuple[tuple[Point, ...], bool]]:
        points: list[Point] = []
        closed = False
        for index in range(min(self.left, calls.count_segments(item))):
            segment = calls.segment_at(item, index)
            kind = calls.segment_type(segment)
            if kind == _MOVE_TO:
                if len(points) > 1:
                    yield tuple(points), closed
                points, closed = [], False
            points.append(self._point(segment, matrix))
            closed = closed or bool(calls.segment_closes(segment))
        if len(points) > 1:
            yield tuple(points), closed

    def _point(self, segment: int, matrix: Matrix) -> Point:
        calls.segment_point(segment, *self.point_at)
        return self.display.point(*_apply(matrix, *self.point))

    def _matrix(self, item: int) -> Matrix:
        array, (at, *_) = _places(ctypes.c_float, 6)
        calls.object_matrix(item, at)
        a, b, c, d, e, f = array
        return a, b, c, d, e, f

    def _clip(self, item: int, matrix: Matrix) -> Box | None:
        """The box outside of which a path does not show; clip paths are taken as their bounding boxes."""
        clip = calls.clip_path(item)
        count = calls.count_clip_paths(clip) if clip else 0
        box: Box | None = None
        for path in range(max(0, count)):
            corners = [
                self._point(calls.clip_segment_at(clip, path, index), matrix)
                for index in _corners(calls.count_clip_segments(clip, path))
            ]
            if corners:
                one = bounds(corners)
                box = one if box is None else _both(box, one)
        return box


def _places(kind: Any, count: int) -> tuple[Any, tuple[int, ...]]:
    """An array that C functions fill, and the address of each of its values."""
    array = (kind * count)()
    base, step = ctypes.addressof(array), ctypes.sizeof(kind)
    return array, tuple(range(base, base + count * step, step))


def _corners(count: int) -> range:
    """The segments to look at: two opposite corners are enough for a rectangle."""
    return range(0, 3, 2) if count in (4, 5) else range(max(0, count))


def _both(one: Box, two: Box) -> Box:
    return max(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), min(one[3], two[3])


def _middle(box: Box) -> tuple[Point, ...]:
    """The line in the middle of a thin box."""
    left, top, right, bottom = box
    if right - left >= bottom - top:
        return (left, (top + bottom) / 2), (right, (top + bottom) / 2)
    return ((left + right) / 2, top), ((left + right) / 2, bottom)


def _times(first: Matrix, then: Matrix) -> Matrix:
    if then is _SAME:
        return first
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
