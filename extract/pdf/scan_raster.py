"""A scanned page as an image: set straight, its ruling lines found, its text cut into lines.

Images are numpy arrays of grey values (0 black … 255 white); all measures are pixels.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

cv2.setNumThreads(1)  # several files are read by several processes

Image = NDArray[np.uint8]

_SPECK = 1.3  # points: what is no larger is dirt unless a letter is near
_NEAR = 6.0  # points
_LEAN = 4.0  # degrees a page may lie askew in the scanner
_GAP = 3.0  # points of white between the dashes of a line
_ROW = 8.0  # points: the shortest line of dashes
_TOUCH = 3.5  # points by which a line may miss the line it meets
_ARM = 6.0  # points from the last dash of a line to the end of the cross it runs into
_THIN = 1.6  # points a dash or a pale line is thick at most
_PALE = 30  # shades by which a pale line must differ from the paper
_FLANK = 1.2  # points along both sides of a pale line that are paper
_BESIDE = 0.2  # share of ink there that may cross it
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


def scaled(image: Image, height: int) -> Image:
    """The image at this height, its proportions kept."""
    width = max(1, round(image.shape[1] * height / image.shape[0]))
    return np.asarray(cv2.resize(image, (width, height)), dtype=np.uint8)


def trimmed(image: Image) -> Image:
    """The image without the white at its sides, but for a little of it."""
    columns = np.flatnonzero(_ink(image).any(axis=0))
    return image[:, max(0, columns[0] - 2) : columns[-1] + 3] if len(columns) else image


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
        pieces = cv2.connectedComponentsWithStats(ink, connectivity=8)
        across = self._lines(ink, pieces, int(24 * dots_per_point), level=True)
        down = self._lines(ink, pieces, int(12.5 * dots_per_point), level=False)
        self.across, self.down = _boxes(across, level=True), _boxes(down, level=False)
        self.text, self.clean = self._without_specks(ink, pieces), image.copy()
        reach = int(_TOUCH * dots_per_point)
        rules = cv2.bitwise_or(_meeting(across, down, reach), _meeting(down, across, reach))
        self._rules = cv2.dilate(rules, np.ones((3, 3), np.uint8))
        self.letter = 0

    def _without_specks(self, ink: Image, pieces: Any) -> Any:
        """The ink without what is as small as a dot and stands near no letter."""
        _, labels, stats, _ = pieces
        letters = np.maximum(stats[:, 2], stats[:, 3]) > max(2, int(_SPECK * self.unit))
        letters[0] = False
        near = 2 * int(_NEAR * self.unit) + 1
        around = cv2.dilate(np.where(letters[labels], 255, 0).astype(np.uint8), np.ones((near, near), np.uint8))
        return cv2.bitwise_and(ink, around)

    def clear(self, boxes: list[tuple[int, int, int, int]]) -> None:
        """Takes the ruling lines out of these tables; what looks like a line elsewhere is part of a large letter."""
        for left, top, right, bottom in boxes:
            part = slice(max(0, top - 6), bottom + 6), slice(max(0, left - 6), right + 6)
            self.text[part][self._rules[part] > 0] = 0
            self.clean[part][self._rules[part] > 0] = 255

    def cover(self, boxes: list[tuple[int, int, int, int]]) -> None:
        """Takes whole tables out, so that what is read beside them is none of theirs."""
        for left, top, right, bottom in boxes:
            part = slice(max(0, top - 4), bottom + 4), slice(max(0, left - 4), right + 4)
            self.text[part], self.clean[part] = 0, 255

    def measure(self, boxes: list[tuple[int, int, int, int]]) -> None:
        """Learns the usual height of a letter from the text in these boxes."""
        heights: list[int] = []
        for left, top, right, bottom in boxes:
            part = self.text[top:bottom, left:right]
            if part.size:
                rows = _stretches(np.count_nonzero(part, axis=1) > 0)
                heights += [lower - upper for upper, lower in rows if lower - upper > 3 * self.unit]
        self.letter = int(np.median(heights)) if heights else int(9 * self.unit)

    def _lines(self, ink: Image, pieces: Any, length: int, *, level: bool) -> Any:
        """Runs of ink at least `length` long: unbroken but for small holes, of dashes that lie in one line, or pale."""
        dashed, pale = self._dashed(ink, pieces, level), self._pale(length, level)
        return cv2.bitwise_or(cv2.bitwise_or(_runs(ink, length, level), dashed), pale)

    def _pale(self, length: int, level: bool) -> Any:
        """Lines so thin or grey that they are no ink beside the text: seen against the paper, and alone on it."""
        thick, flank = int(_THIN * self.unit) + 1, max(2, int(_FLANK * self.unit))
        even = cv2.blur(self.image, (3, 1) if level else (1, 3))
        depth = cv2.morphologyEx(even, cv2.MORPH_BLACKHAT, _bar(2 * thick + 1, not level))
        seen = np.where(depth > _PALE, 255, 0).astype(np.uint8)
        _, labels, stats, _ = cv2.connectedComponentsWithStats(_runs(seen, length, level), connectivity=8)
        kept = np.array([_is_alone(seen, Bar(x, y, x + w, y + h), thick, flank, level) for x, y, w, h, _ in stats])
        kept[0] = False
        return np.where(kept[labels], 255, 0).astype(np.uint8)

    def _dashed(self, ink: Image, pieces: Any, level: bool) -> Any:
        """Rows of dashes, with the arms of the crosses they run into."""
        gap, least, arm = (int(points * self.unit) for points in (_GAP, _ROW, _ARM))
        dashes = cv2.morphologyEx(self._dashes(pieces, level), cv2.MORPH_CLOSE, _bar(gap, level))
        rows = cv2.morphologyEx(dashes, cv2.MORPH_OPEN, _bar(least, level))
        arms = cv2.bitwise_and(cv2.dilate(rows, _bar(2 * arm + 1, level)), ink)
        return cv2.morphologyEx(cv2.bitwise_or(rows, arms), cv2.MORPH_CLOSE, _bar(gap, level))

    def _dashes(self, pieces: Any, level: bool) -> Any:
        """The pieces of ink that are thin and longer than thick."""
        _, labels, stats, _ = pieces
        wide, high = (stats[:, 2], stats[:, 3]) if level else (stats[:, 3], stats[:, 2])
        thin = (high <= max(2, int(_THIN * self.unit))) & (wide >= 1.3 * high) & (wide >= self.unit)
        thin[0] = False
        return np.where(thin[labels], 255, 0).astype(np.uint8)

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


def _meeting(lines: Any, others: Any, reach: int) -> Any:
    """The lines that come near a line of the other direction: a dash in a cell does not."""
    near = cv2.dilate(others, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    count, labels = cv2.connectedComponents(lines, connectivity=8)
    met = np.zeros(count, bool)
    met[np.unique(labels[near > 0])] = True
    met[0] = False
    return np.where(met[labels], 255, 0).astype(np.uint8)


def _runs(ink: Image, length: int, level: bool) -> Any:
    """The ink that lies in runs at least so long, after closing small holes."""
    return cv2.morphologyEx(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _bar(3, level)), cv2.MORPH_OPEN, _bar(length, level))


def _is_alone(seen: Image, bar: Bar, thick: int, flank: int, level: bool) -> bool:
    """True where a bar is no thicker than a line and has paper along both sides, as the strokes of letters have not."""
    ink, (left, top, right, bottom) = (seen, bar) if level else (seen.T, Bar(bar.top, bar.left, bar.bottom, bar.right))
    beside = (
        ink[max(0, top - 1 - flank) : max(0, top - 1), left:right],
        ink[bottom + 1 : bottom + 1 + flank, left:right],
    )
    return bottom - top <= thick and all(np.count_nonzero(part) <= _BESIDE * part.size for part in beside)


def _bar(length: int, level: bool) -> NDArray[np.uint8]:
    return np.ones((1, length) if level else (length, 1), np.uint8)


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
