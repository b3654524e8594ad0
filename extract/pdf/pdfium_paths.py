"""Drawn paths of a page as PDFium keeps them: outlines with colour, clip and place, also inside form XObjects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import compress, groupby, repeat
from operator import itemgetter

from msgspec import Struct

from extract.limits import Limits
from extract.model import Box
from extract.pdf import pdfium_calls as calls
from extract.pdf.ink import Outline
from extract.pdf.pdfium_calls import Function, Reference, Room
from extract.pdf.pdfium_corners import MOVE_TO, corners, places
from extract.pdf.upright import Display, bounds

_PATH, _IMAGE, _FORM = 2, 3, 5  # FPDF_PAGEOBJ_*
_UNDRAWN = bytes((0, 1))  # of no kind, and text
_DRAWN = bytes(kind not in _UNDRAWN for kind in range(256))
_ALIKE = re.compile(rb"(.)\1*", re.DOTALL)  # objects of one kind in a row
_THIN = 3.0  # points: what is no wider is a line, whatever its corners
_SIMPLE = 6  # segments of a path that is one polygon
_DEPTH = 6  # forms within forms that are still looked into
_AT_ONCE = 4096  # segments that are traced together

Matrix = tuple[float, float, float, float, float, float]
Points = tuple[Sequence[float], Sequence[float]]  # x and y of each
Part = tuple[Points, bool]  # corners, and whether the last joins the first

_MODES = Room("i", 2)
_COLOURS = Room("I", 4)
_EDGES = Room("f", 4)
_MATRICES = Room("f", 6, packed=True)


class Path(Struct, frozen=True, gc=False):
    """A path that shows: the lightness of its area and of its line (None: has none), its clip, its segments."""

    item: Reference
    fill: float | None
    line: float | None
    clip: Box | None
    segments: int

    @property
    def is_told_by_its_box(self) -> bool:
        """One filled polygon, taken for the box around it; one stroke, straight unless its box shows otherwise."""
        return self.segments <= _SIMPLE if self.line is None else self.segments == 2


class PathReader:
    """Reads the paths of one page; `read` gives the outlines and the area that pictures cover, in square points."""

    def __init__(self, page: Reference, display: Display, limits: Limits) -> None:
        self.page, self.to_page = page, display.matrix
        self.left = limits.page_objects
        self.outlines: list[Outline] = []
        self.pictures = 0.0

    def read(self) -> tuple[list[Outline], float]:
        self._add_all(self.page, calls.object_at, calls.count_objects(self.page), self.to_page, 0)
        return self.outlines, self.pictures

    def _add_all(self, holder: Reference, get: Function, count: int, matrix: Matrix, depth: int) -> None:
        """The objects of a page or form in drawing order, neighbours of one kind together."""
        items = list(map(calls.reference, map(get, repeat(holder), range(min(self.left, count)))))
        kinds = bytes(map(calls.object_type, items))
        drawn, items = kinds.translate(None, _UNDRAWN), list(compress(items, kinds.translate(_DRAWN)))
        for group in _ALIKE.finditer(drawn):
            kind, members = group[0][0], items[group.start() : group.end()][: self.left]
            self.left -= len(members)
            if kind == _PATH:
                self.outlines += _outlines(members, matrix, self.left)
            elif kind == _IMAGE:
                boxes = _boxes(members, matrix)
                self.pictures += sum((right - left) * (bottom - top) for left, top, right, bottom in boxes)
            elif kind == _FORM and depth < _DEPTH:
                for form, own in zip(members, _matrices(members), strict=True):
                    size = calls.count_form_objects(form)
                    self._add_all(form, calls.form_object_at, size, _product(own, matrix), depth + 1)


def _outlines(items: list[Reference], matrix: Matrix, most: int) -> Iterator[Outline]:
    paths = _showing(items, matrix)
    boxed = [path.is_told_by_its_box for path in paths]
    boxes = iter(_boxes(list(compress([path.item for path in paths], boxed)), matrix))
    shapes = [_told(path, next(boxes)) if told else None for path, told in zip(paths, boxed, strict=True)]
    traces = _traced([path for path, shape in zip(paths, shapes, strict=True) if shape is None], matrix, most)
    for path, shape in zip(paths, shapes, strict=True):
        fill, line, clip = path.fill, path.line, path.clip
        if shape is not None:
            filled = line is None
            yield Outline(*shape, filled, filled, (fill if filled else line) or 0.0, clip)
            continue
        for points, closed in next(traces):
            if fill is not None:
                yield Outline(*points, True, True, fill, clip)
            if line is not None:
                yield Outline(*points, closed, False, line, clip)


def _showing(items: list[Reference], matrix: Matrix) -> list[Path]:
    answers, modes = _MODES.ask(calls.draw_mode, len(items), items)
    filled = [answer and mode for answer, mode in zip(answers, modes[0::2], strict=True)]
    stroked = [answer and mode for answer, mode in zip(answers, modes[1::2], strict=True)]
    fills, lines = _shades(items, filled, calls.fill_colour), _shades(items, stroked, calls.stroke_colour)
    columns = items, fills, lines, _clips(items, matrix), map(calls.count_segments, items)
    return [
        Path(item, fill, line, clip, segments)
        for item, fill, line, clip, segments in zip(*columns, strict=True)
        if fill is not None or line is not None
    ]


def _shades(items: list[Reference], wanted: list[int], get_colour: Function) -> list[float | None]:
    """Lightness on white paper where it is wanted; None where nothing shows."""
    chosen = list(compress(items, wanted))
    answers, colours = _COLOURS.ask(get_colour, len(chosen), chosen)
    shades = map(_shade, answers, colours[0::4], colours[1::4], colours[2::4], colours[3::4])
    return [next(shades) if one else None for one in wanted]


@cache
def _shade(answer: int, red: int, green: int, blue: int, alpha: int) -> float | None:
    """Patterns have no colour and count as black."""
    if not answer:
        return 0.0
    return 1.0 - (1.0 - min(red, green, blue) / 255) * alpha / 255 if alpha else None


def _told(path: Path, box: Box) -> Points | None:
    left, top, right, bottom = box
    if path.line is None:
        return (left, right), (top, bottom)
    return _middle(box) if min(right - left, bottom - top) <= _THIN else None


def _middle(box: Box) -> Points:
    """The line in the middle of a thin box."""
    left, top, right, bottom = box
    if right - left >= bottom - top:
        return (left, right), ((top + bottom) / 2,) * 2
    return ((left + right) / 2,) * 2, (top, bottom)


def _boxes(items: list[Reference], matrix: Matrix) -> list[Box]:
    """The boxes around objects, line widths included, on the page as displayed."""
    answers, edges = _EDGES.ask(calls.object_bounds, len(items), items)
    a, b, c, d, e, f = matrix
    found = []
    for answer, left, bottom, right, top in zip(answers, *(edges[side::4] for side in range(4)), strict=True):
        if not answer:
            box = 0.0, 0.0, 0.0, 0.0
        elif b or c:
            box = bounds(*_placed(matrix, (left, left, right, right), (bottom, top, bottom, top)))
        else:
            x0, x1, y0, y1 = a * left + e, a * right + e, d * bottom + f, d * top + f
            box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        found.append(box)
    return found


def _traced(paths: list[Path], matrix: Matrix, most: int) -> Iterator[list[Part]]:
    """The parts of each path, from corner to corner."""
    owns = _matrices([path.item for path in paths])
    for own, group in groupby(zip(owns, paths, strict=True), itemgetter(0)):
        whole = _product(own, matrix)
        for batch in _batches(path for _, path in group):
            yield from _trace(batch, whole, most)


def _trace(paths: list[Path], matrix: Matrix, most: int) -> Iterator[list[Part]]:
    lengths = [min(most, path.segments) for path in paths]
    found = corners([path.item for path in paths], lengths)
    xs, ys = _placed(matrix, found.xs, found.ys)
    start = 0
    for length in lengths:
        parts: list[Part] = []
        end = start + length
        while start < end:
            next_part = found.kinds.find(MOVE_TO, start + 1, end)
            stop = end if next_part < 0 else next_part
            if stop - start > 1:
                returns = xs[start] == xs[stop - 1] and ys[start] == ys[stop - 1]
                closed = returns or found.closes.find(1, start, stop) >= 0
                parts.append(((xs[start:stop], ys[start:stop]), closed))
            start = stop
        yield parts


def _batches(paths: Iterable[Path]) -> Iterator[list[Path]]:
    batch: list[Path] = []
    size = 0
    for path in paths:
        if batch and size + path.segments > _AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(path)
        size += path.segments
    if batch:
        yield batch


def _matrices(items: list[Reference]) -> Iterator[Matrix]:
    _, values = _MATRICES.ask(calls.object_matrix, len(items), items)
    return zip(*(values[part::6] for part in range(6)), strict=True)


def _product(own: Matrix, outer: Matrix) -> Matrix:
    """From an object's own coordinates to those of the page as displayed."""
    a, b, c, d, e, f = own
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _placed(matrix: Matrix, xs: Sequence[float], ys: Sequence[float]) -> Points:
    a, b, c, d, e, f = matrix
    if b or c:
        return (
            [a * x + c * y + e for x, y in zip(xs, ys, strict=True)],
            [b * x + d * y + f for x, y in zip(xs, ys, strict=True)],
        )
    return [a * x + e for x in xs], [d * y + f for y in ys]


def _clips(items: list[Reference], matrix: Matrix) -> list[Box | None]:
    """The boxes outside of which paths do not show."""
    clips = list(map(calls.reference, map(calls.clip_path, items)))
    counts = list(map(calls.count_clip_paths, clips))
    known: dict[int, Box] = {}
    columns = zip(clips, counts, strict=True)
    return [_clip(clip, count, matrix, known) if count > 0 else None for clip, count in columns]


def _clip(clip: Reference, count: int, matrix: Matrix, known: dict[int, Box]) -> Box | None:
    """The box in which all of these clip paths, each taken for the box around it, let something show.

    known: the boxes so far, by the address of the first segment: what is drawn under one clip has it in common.
    """
    box: Box | None = None
    for path in range(count):
        first = calls.clip_segment_at(clip, path, 0)
        if first is None:
            continue
        if first not in known:
            known[first] = _clip_box(clip, path, matrix)
        box = known[first] if box is None else _both(box, known[first])
    return box


def _clip_box(clip: Reference, path: int, matrix: Matrix) -> Box:
    count = calls.count_clip_segments(clip, path)
    indexes = (0, 2) if count in (4, 5) else range(count)  # two opposite corners are enough for a rectangle
    segments = [calls.reference(calls.clip_segment_at(clip, path, index)) for index in indexes]
    return bounds(*_placed(matrix, *places(segments)))


def _both(one: Box, two: Box) -> Box:
    return max(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), min(one[3], two[3])
