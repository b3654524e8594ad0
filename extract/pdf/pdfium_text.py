"""The characters of a page as PDFium keeps them, as runs: neighbours that stand side by side on one baseline."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import compress, islice, pairwise, repeat
from typing import Any, NamedTuple

from extract.limits import Limits
from extract.pdf import pdfium_calls as calls
from extract.pdf.ink import Run, count_undecoded
from extract.pdf.pdfium_chars import Characters, characters, text_of
from extract.pdf.upright import Display

_SAME_GLYPH = 0.8  # points: less than this from one character to the next is one of them drawn twice
_BREAKS = re.compile("[\r\n]+")
_WHITE = "\r\n "  # what PDFium writes of itself between characters that stand apart
_HALF = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class Signs(NamedTuple):
    """All signs of a page; the x of each as displayed, and the level of its baseline in the page's own coordinates."""

    text: str
    xs: tuple[float, ...]
    levels: list[float]


def read_runs(page: Any, display: Display, limits: Limits) -> tuple[list[Run], float]:
    """The runs of a text page, and the share of its characters whose meaning is unknown, 0…1."""
    asked = calls.handle(page)
    count = max(0, min(calls.count_chars(asked), limits.page_characters))
    if not count:
        return [], 0.0
    text, indexes = _whole(text_of(asked, count))
    chars = characters(asked, calls.address(page), indexes)
    xs, ys = chars.origins()
    along, levels = (ys, xs) if display.quarter % 2 else (xs, ys)
    signs = Signs(text, _displayed(along, display), levels)
    firsts, pieces = _stretches(text, _starts(signs, chars))
    undecoded = sum(compress(map(len, pieces), chars.are_unmapped(firsts)))
    sizes = map(calls.char_font_size, repeat(asked), map(indexes.__getitem__, firsts))
    return _runs(signs, chars, sizes, display, firsts, pieces), (undecoded + count_undecoded(text)) / count


def _whole(text: str) -> tuple[str, Sequence[int]]:
    """The text with the signs that PDFium cuts in two made whole, and which of its characters begin a sign."""
    if not _HALF.search(text):
        return text, range(len(text))
    pairs = [found.start() for found in _PAIR.finditer(text)]
    indexes = sorted({*range(len(text))} - {at + 1 for at in pairs})
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), indexes


def _displayed(along: list[float], display: Display) -> tuple[float, ...]:
    """The x of each character on the page as displayed."""
    a, _, c, _, e, _ = display.matrix
    return tuple(along) if a == 1 and not e else tuple([(a or c) * x + e for x in along])


def _starts(signs: Signs, chars: Characters) -> list[int]:
    """Where runs begin: on another baseline, after a step back or none, after white made up, at a blank drawn alone."""
    text, xs, levels = signs
    steps = zip(range(1, len(text)), xs, islice(xs, 1, None), levels, islice(levels, 1, None), strict=False)
    apart = [at for at, x, next_x, level, next_level in steps if next_x < x + _SAME_GLYPH or next_level != level]
    breaks = [found.end() for found in _BREAKS.finditer(text)]
    over = [at for at in apart if xs[at] == xs[at - 1] and levels[at] == levels[at - 1] and text[at] not in _WHITE]
    ligatures = filter(chars.is_drawn_with_the_last, over)  # one sign that means ff, not an f drawn twice
    parted = chars.made_up(text), breaks, chars.lone_blanks(text)
    return sorted({*apart}.difference(ligatures).union((0,), *parted) - {len(text)})


def _stretches(text: str, starts: list[int]) -> tuple[list[int], list[str]]:
    """The first character of each run, and its text.

    A run goes from one start to the next, without white at the end; there is none where there is only white.
    """
    pieces = [text[start:end].rstrip(_WHITE) for start, end in pairwise((*starts, len(text)))]
    return list(compress(starts, pieces)), list(filter(None, pieces))


def _runs(
    signs: Signs, chars: Characters, sizes: Iterator[float], display: Display, firsts: list[int], pieces: list[str]
) -> list[Run]:
    _, xs, levels = signs
    quarter, (_, b, _, d, _, zero) = display.quarter, display.matrix
    downwards, total, runs = b or d, len(xs), []
    lasts = [start + len(piece) - 1 for start, piece in zip(firsts, pieces, strict=True)]
    extents = chars.extents(lasts, upwards=bool(quarter % 2))
    columns = zip(firsts, pieces, chars.matrices(firsts), extents, sizes, strict=True)
    for start, piece, (a, b, c, d), (begins, ends_at), font_size in columns:
        level, end = levels[start], start + len(piece)
        size = font_size * (math.hypot(c, d) if c else abs(d))
        width = ends_at - begins if end < total and abs(levels[end] - level) < size else 0.0
        x, y = xs[start], downwards * level + zero
        if end - start == 1:
            runs.append(Run(piece, x, y, size, width, _angle(a, b, quarter)))
        else:
            stops = xs[start:end]
            angle = 0.0 if stops[-1] > x else _angle(a, b, quarter)
            runs.append(Run(piece, x, y, size, width and width + stops[-1] - x, angle, stops))
    return runs


def _angle(a: float, b: float, quarter: int) -> float:
    """Degrees by which a character is turned; several side by side in a run stand upright."""
    if not b and a >= 0 and not quarter:
        return 0.0
    return math.degrees(math.atan2(b, a)) - 90 * quarter
