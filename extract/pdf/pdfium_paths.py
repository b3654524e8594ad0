"""Drawn paths of a page as PDFium keeps them: outlines with colour, clip and place, also inside form XObjects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from extract.limits import Limits
from extract.model import Box
from extract.pdf import pdfium_calls as calls
from extract.pdf.ink import Outline, Point
from extract.pdf.upright import Display, bounds

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5  # FPDF_PAGEOBJ_*
_MOVE_TO = 2  # FPDF_SEGMENT_MOVETO
_THIN = 3.0  # points: what is no wider is a line, whatever its corners
_SIMPLE = 6  # segments of a path that is one polygon
_DEPTH = 6  # forms within forms that are still looked into

Matrix = tuple[float, float, float, float, float, float]
Points = tuple[Point, ...]


class PathReader:
    """Reads the paths of one page; `read` gives the outlines and the area that pictures cover, in square points."""

    def __init__(self, page: int, display: Display, limits: Limits) -> None:
        self.page, self.to_page = page, display.matrix
        self.left = limits.page_objects
        self.edges, self.edges_at = _places(ctypes.c_float, 4)
        self.colour, self.colour_at = _places(ctypes.c_uint, 4)
        self.modes, self.modes_at = _places(ctypes.c_int, 2)
        self.point, self.point_at = _places(ctypes.c_float, 2)
        self.matrix, (self.matrix_at, *_) = _places(ctypes.c_float, 6)
        self.outlines: list[Outline] = []
        self.pictures = 0.0

    def read(self) -> tuple[list[Outline], float]:
        get, kind_of, page = calls.object_at, calls.object_type, self.page
        for index in range(min(self.left, calls.count_objects(page))):
            item = get(page, index)
            kind = kind_of(item)
            if kind != _TEXT:
                self._add(item, kind, self.to_page, 0)
        return self.outlines, self.pictures

    def _add(self, item: int, kind: int, matrix: Matrix, depth: int) -> None:
        self.left -= 1
        if self.left < 0:
            return
        if kind == _PATH:
            self._add_path(item, matrix)
        elif kind == _IMAGE:
            left, top, right, bottom = self._box(item, matrix)
            self.pictures += (right - left) * (bottom - top)
        elif kind == _FORM and depth < _DEPTH:
            inner = self._whole(item, matrix)
            for index in range(min(self.left, calls.count_form_objects(item))):
                part = calls.form_object_at(item, index)
                self._add(part, calls.object_type(part), inner, depth + 1)

    def _add_path(self, item: int, matrix: Matrix) -> None:
        if not calls.draw_mode(item, *self.modes_at):
            return
        fills, strokes = self.modes
        fill = self._shade(item, calls.fill_colour) if fills else None
        line = self._shade(item, calls.stroke_colour) if strokes else None
        if fill is None and line is None:
            return
        clip = self._clip(item, matrix)
        count = calls.count_segments(item)
        if count <= _SIMPLE and line is None:
            left, top, right, bottom = self._box(item, matrix)
            self.outlines.append(Outline(((left, top), (right, bottom)), True, True, fill or 0.0, clip))
            return
        if count == 2 and line is not None:
            box = self._box(item, matrix)
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                self.outlines.append(Outline(_middle(box), False, False, line, clip))
                return
        for points, closed in self._subpaths(item, self._whole(item, matrix), count):
            if fill is not None:
                self.outlines.append(Outline(points, True, True, fill, clip))
            if line is not None:
                self.outlines.append(Outline(points, closed, False, line, clip))

    def _shade(self, item: int, get_colour: Any) -> float | None:
        """Lightness on white paper; None where nothing shows. Patterns have no colour and count as black."""
        if not get_colour(item, *self.colour_at):
            return 0.0
        red, green, blue, alpha = self.colour
        return 1.0 - (1.0 - min(red, green, blue) / 255) * alpha / 255 if alpha else None

    def _box(self, item: int, matrix: Matrix) -> Box:
        """The box around an object, its line width included, on the page as displayed."""
        if not calls.object_bounds(item, *self.edges_at):
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = self.edges
        a, b, c, d, e, f = matrix
        if b or c:
            return bounds([_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)])
        x0, x1, y0, y1 = a * left + e, a * right + e, d * bottom + f, d * top + f
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _subpaths(self, item: int, matrix: Matrix, count: int) -> Iterator[tuple[Points, bool]]:
        points: list[Point] = []
        closed = False
        for index in range(min(self.left, count)):
            segment = calls.segment_at(item, index)
            if calls.segment_type(segment) == _MOVE_TO:
                if len(points) > 1:
                    yield tuple(points), closed
                points, closed = [], False
            calls.segment_point(segment, *self.point_at)
            points.append(_apply(matrix, *self.point))
            closed = closed or calls.segment_closes(segment) == 1
        if len(points) > 1:
            yield tuple(points), closed

    def _whole(self, item: int, matrix: Matrix) -> Matrix:
        """From an object's own coordinates to the page as displayed."""
        calls.object_matrix(item, self.matrix_at)
        a, b, c, d, e, f = self.matrix
        p, q, r, s, t, u = matrix
        return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u

    def _clip(self, item: int, matrix: Matrix) -> Box | None:
        """The box outside of which a path does not show; clip paths are taken as their bounding boxes."""
        clip = calls.clip_path(item)
        count = calls.count_clip_paths(clip) if clip else 0
        box: Box | None = None
        for path in range(count):
            corners: list[Point] = []
            for index in _corners(calls.count_clip_segments(clip, path)):
                calls.segment_point(calls.clip_segment_at(clip, path, index), *self.point_at)
                corners.append(_apply(matrix, *self.point))
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


def _middle(box: Box) -> Points:
    """The line in the middle of a thin box."""
    left, top, right, bottom = box
    if right - left >= bottom - top:
        return (left, (top + bottom) / 2), (right, (top + bottom) / 2)
    return ((left + right) / 2, top), ((left + right) / 2, bottom)


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
