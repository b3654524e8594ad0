"""Turning a page so that its text reads from left to right, and turning boxes back to the page as displayed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Box
from extract.pdf.ink import Outline, PageInk, Run

_STRAIGHT = 0.02  # degrees: less is drawn straight
_SKEW = 5.0  # degrees a scanned or badly printed page may lean


class Turn(Struct, frozen=True):
    """The rotation that stands a page upright: `angle` degrees clockwise, then a shift to the top left corner."""

    angle: float = 0.0
    dx: float = 0.0
    dy: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        sin, cos = _sin_cos(self.angle)
        return x * cos - y * sin + self.dx, x * sin + y * cos + self.dy

    def points(self, xs: Sequence[float], ys: Sequence[float]) -> tuple[list[float], list[float]]:
        sin, cos = _sin_cos(self.angle)
        return (
            [x * cos - y * sin + self.dx for x, y in zip(xs, ys, strict=True)],
            [x * sin + y * cos + self.dy for x, y in zip(xs, ys, strict=True)],
        )

    def bounds_of(self, box: Box) -> Box:
        """The box around a box once it is turned."""
        return bounds(*self.points((box[0], box[0], box[2], box[2]), (box[1], box[3], box[1], box[3])))

    def box_back(self, box: Box) -> Box:
        """A box of the upright page, on the page as displayed."""
        if not self.angle:
            return box
        sin, cos = _sin_cos(self.angle)
        corners = [(x - self.dx, y - self.dy) for x in (box[0], box[2]) for y in (box[1], box[3])]
        return bounds([u * cos + v * sin for u, v in corners], [v * cos - u * sin for u, v in corners])


class Display(Struct, frozen=True):
    """How a PDF page's own coordinates (y upwards) map to what is displayed: its visible box, and /Rotate.

    quarter: quarter turns clockwise.
    """

    left: float
    bottom: float
    right: float
    top: float
    quarter: int = 0

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.quarter % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.quarter % 2 else self.top - self.bottom

    def points(self, xs: list[float], ys: list[float]) -> tuple[list[float], list[float]]:
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        match self.quarter:
            case 1:
                return [y - bottom for y in ys], [x - left for x in xs]
            case 2:
                return [right - x for x in xs], [y - bottom for y in ys]
            case 3:
                return [top - y for y in ys], [right - x for x in xs]
        return ([x - left for x in xs] if left else xs), [top - y for y in ys]

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """The same as a matrix (a, b, c, d, e, f): x' = ax + cy + e, y' = bx + dy + f."""
        match self.quarter:
            case 1:
                return 0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left
            case 2:
                return -1.0, 0.0, 0.0, 1.0, self.right, -self.bottom
            case 3:
                return 0.0, -1.0, -1.0, 0.0, self.top, self.right
        return 1.0, 0.0, 0.0, -1.0, -self.left, self.top

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box given in the page's own coordinates, as displayed."""
        return bounds(*self.points([left, right], [bottom, top]))


def bounds(xs: Sequence[float], ys: Sequence[float]) -> Box:
    return min(xs), min(ys), max(xs), max(ys)


def upright(ink: PageInk) -> tuple[PageInk, Turn]:
    """The page turned so that most of its characters stand upright, and the turn that did it."""
    if ink.lean:
        return ink, _around_centre(ink)
    angle = _main_angle(ink.runs)
    if not angle:
        return ink, Turn()
    left, top, right, bottom = Turn(angle).bounds_of((0.0, 0.0, ink.width, ink.height))
    turn = Turn(angle, -left, -top)
    turned = replace(
        ink,
        width=right - left,
        height=bottom - top,
        runs=[_turn_run(run, turn) for run in ink.runs],
        outlines=[_turn_outline(outline, turn) for outline in ink.outlines],
    )
    return turned, turn


def _around_centre(ink: PageInk) -> Turn:
    """The turn that set a scanned page straight, about its middle."""
    bare, x, y = Turn(ink.lean), ink.width / 2, ink.height / 2
    moved_x, moved_y = bare.point(x, y)
    return Turn(ink.lean, x - moved_x, y - moved_y)


def _main_angle(runs: list[Run]) -> float:
    """The quarter turn most characters have, plus the median lean around it; 0.0 for a straight page."""
    leaning = [run.angle for run in runs if run.angle and run.text.strip()]
    if not leaning:
        return 0.0
    quarters = Counter(round(angle / 90) % 4 for angle in leaning)
    quarters[0] += sum(len(run.text) for run in runs if not run.angle)
    quarter = max(quarters, key=lambda one: (quarters[one], one == 0))
    leans = sorted(_lean(run.angle, quarter) for run in runs if abs(_lean(run.angle, quarter)) <= _SKEW)
    lean = leans[len(leans) // 2] if leans else 0.0
    return 90.0 * quarter + (lean if abs(lean) > _STRAIGHT else 0.0)


def _lean(angle: float, quarter: int) -> float:
    return (angle - 90.0 * quarter + 180.0) % 360.0 - 180.0


def _sin_cos(angle: float) -> tuple[float, float]:
    if angle % 90 == 0:
        return ((0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (-1.0, 0.0))[int(angle // 90) % 4]
    return math.sin(math.radians(angle)), math.cos(math.radians(angle))


def _turn_run(run: Run, turn: Turn) -> Run:
    x, y = turn.point(run.x, run.y)
    angle = (run.angle - turn.angle + 180.0) % 360.0 - 180.0
    return replace(run, x=x, y=y, angle=0.0 if abs(angle) < 1.0 else angle)


def _turn_outline(outline: Outline, turn: Turn) -> Outline:
    clip = outline.clip
    if clip is not None:
        clip = turn.bounds_of(clip)
    xs, ys = turn.points(outline.xs, outline.ys)
    return replace(outline, xs=xs, ys=ys, clip=clip)
