"""A scanned page as an image: set straight, its ruling lines found, its text cut into lines.

Images are numpy arrays of grey values (0 black … 255 white); all measures are pixels.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

_LEAN = 4.0  # degrees a page may lie askew in the scanner
_SMALL = 1270  # pixels: the longer side at which the lean is measured


class Bar(NamedTuple):
    """A ruling line as a box of pixels."""

    left: int
    top: int
    right: int
    bottom: int


class Strip(NamedTuple):
    """One line of text as a box of pixels."""

    left: int
    top: int
    right: int
    bottom: int


def straightened(image: Image) -> tuple[Image, float]:
    """The page turned so that its lines run level, and the degrees (counter-clockwise) it leaned before."""
    small = _shrunk(_ink(image))
    coarse = max(np.arange(-_LEAN, _LEAN + 0.01, 0.5), key=lambda angle: _levelness(small, float(angle)))
    fine = max(np.arange(coarse - 0.45, coarse + 0.46, 0.05), key=lambda angle: _levelness(small, float(angle)))
    lean = round(float(fine), 2)
    return (_turned(image, lean, 255), -lean) if abs(lean) >= 0.05 else (image, 0.0)


def _ink(image: Image) -> Image:
    """White where there is ink."""
    _, ink = cv2.threshold(image, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    return np.asarray(ink, dtype=np.uint8)


def _shrunk(ink: Image) -> Image:
    scale = min(1.0, _SMALL / max(ink.shape))
    return np.asarray(cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _levelness(ink: Image, angle: float) -> float:
    """How sharply the rows of ink change: highest where text lines and rules are level."""
    rows = _turned(ink, angle, 0).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _turned(image: Image, angle: float, border: int) -> Image:
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(border,))
    return np.asarray(turned, dtype=np.uint8)


class Raster:
    """A level page: `across` and `down` are its ruling lines; after `clear`, `text` is white where there is ink that
    is none of them, and `clean` is the page without them."""

    def __init__(self, image: Image, dots_per_point: float) -> None:
        self.image = image
        self.unit = dots_per_point
        ink = _ink(image)
        across = self._lines(ink, int(24 * dots_per_point), level=True)
        down = self._lines(ink, int(12.5 * dots_per_point), level=False)
        self.across, self.down = _boxes(across, level=True), _boxes(down, level=False)
        self.text, self.clean = ink.copy(), image.copy()
        self._rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
        self.letter = 0

    def clear(self, boxes: list[tuple[int, int, int, int]]) -> None:
        """Takes the ruling lines out of these tables; what looks like a line elsewhere is part of a large letter."""
        for left, top, right, bottom in boxes:
            part = slice(max(0, top - 6), bottom + 6), slice(max(0, left - 6), right + 6)
            self.text[part][self._rules[part] > 0] = 0
            self.clean[part][self._rules[part] > 0] = 255

    def measure(self, boxes: list[tuple[int, int, int, int]]) -> None:
        """Learns the usual height of a letter from the text in these boxes."""
        heights: list[int] = []
        for left, top, right, bottom in boxes:
            part = self.text[top:bottom, left:right]
            if part.size:
                rows = _stretches(np.count_nonzero(part, axis=1) > 0)
                heights += [lower - upper for upper, lower in rows if lower - upper > 3 * self.unit]
        self.letter = int(np.median(heights)) if heights else int(9 * self.unit)

    def _lines(self, ink: Image, length: int, *, level: bool) -> Any:
        """Runs of ink at least `length` long, after closing small holes."""
        hole, kernel = (3, 1) if level else (1, 3), (length, 1) if level else (1, length)
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(hole[::-1], np.uint8))
        return cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8))

    def strips(self, left: int, top: int, right: int, bottom: int) -> list[Strip]:
        """The lines of text within a box, from top to bottom."""
        part = self.text[top:bottom, left:right]
        if part.size == 0:
            return []
        rows = _stretches(np.count_nonzero(part, axis=1) > 0)
        least = max(2, int(1.5 * self.unit))
        found: list[Strip] = []
        for upper, lower in _merged(rows, self._letter(rows)):
            columns = np.flatnonzero(np.count_nonzero(part[upper:lower], axis=0))
            if len(columns) and (lower - upper >= least or columns[-1] - columns[0] >= 2 * least):
                found.append(Strip(left + int(columns[0]), top + upper, left + int(columns[-1]) + 1, top + lower))
        return found

    def _letter(self, rows: list[tuple[int, int]]) -> int:
        """The height of the letters here: that of the highest stretches, but at least the page's usual height."""
        heights = sorted(lower - upper for upper, lower in rows)
        return max(self.letter, heights[len(heights) * 3 // 4] if heights else 0)


def _boxes(mask: Any, *, level: bool) -> list[Bar]:
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = [Bar(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in stats[1:]]
    return [
        bar
        for bar in found
        if (bar.right - bar.left if level else bar.bottom - bar.top)
        > 4 * (bar.bottom - bar.top if level else bar.right - bar.left)
    ]


def _stretches(filled: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where a row of truths begins and ends, for each."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], filled, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[0::2], edges[1::2], strict=True)]


def _merged(rows: list[tuple[int, int]], letter: int) -> list[tuple[int, int]]:
    """Stretches joined while they fit into the height of one letter: the parts of 二, of ≥ and of %."""
    found: list[tuple[int, int]] = []
    for upper, lower in rows:
        if found and lower - found[-1][0] <= 1.3 * letter:
            found[-1] = (found[-1][0], lower)
        else:
            found.append((upper, lower))
    return found
