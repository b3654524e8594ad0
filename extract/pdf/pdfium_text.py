"""The characters of a page as PDFium keeps them, as runs: neighbours that stand side by side on one baseline."""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections.abc import Iterator
from itertools import compress, islice, pairwise, repeat
from operator import sub
from typing import NamedTuple

from extract.limits import Limits
from extract.pdf import pdfium_calls as calls
from extract.pdf.ink import Run, count_undecoded
from extract.pdf.pdfium_calls import Reference, Room
from extract.pdf.upright import Display

_SAME_GLYPH = 0.8  # points: less than this from one character to the next is one of them drawn twice
_SPACE, _BREAKS = re.compile(" "), re.compile("[\r\n]+")
_WHITE = "\r\n "  # what PDFium writes of itself between characters that stand apart

_ORIGINS = Room("d", 2)
_MATRICES = Room("f", 6, packed=True)
_BOXES = Room("f", 4, packed=True)


class Characters(NamedTuple):
    """All signs of a page; the x of each as displayed, and the level of its baseline in the page's own coordinates."""

    page: Reference
    text: str
    xs: list[float]
    levels: list[float]


def read_runs(page: Reference, display: Display, limits: Limits) -> tuple[list[Run], float]:
    """The runs of a text page, and the share of its characters whose meaning is unknown, 0…1."""
    count = max(0, min(calls.count_chars(page), limits.page_characters))
    if not count:
        return [], 0.0
    _, origins = _ORIGINS.ask(calls.char_origin, count, repeat(page), range(count))
    levels = origins[1 - display.quarter % 2 :: 2].tolist()
    chars = Characters(page, _text(page, count), _along(origins, display), levels)
    firsts, ends = _stretches(chars.text, _starts(chars))
    unmapped = map(calls.char_has_map_error, repeat(page), firsts)
    undecoded = sum(compress(map(sub, ends, firsts), unmapped))
    return list(_runs(chars, display, firsts, ends)), (undecoded + count_undecoded(chars.text)) / count


def _text(page: Reference, count: int) -> str:
    """One sign per character; asked for all at once where none takes two code units."""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    length = calls.text_of(page, 0, count, buffer)
    text = buffer.raw[: 2 * (length - 1)].decode("utf-16-le", "replace")
    if len(text) == count == length - 1:
        return text
    codes = map(calls.char_code, repeat(page), range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


def _along(origins: array[float], display: Display) -> list[float]:
    """The x of each character on the page as displayed."""
    a, _, c, _, e, _ = display.matrix
    xs = origins[display.quarter % 2 :: 2].tolist()
    return xs if a == 1 and not e else [(a or c) * x + e for x in xs]


def _starts(chars: Characters) -> list[int]:
    """Where runs begin: on another baseline, after a step back or none, after white that PDFium made up."""
    page, text, xs, levels = chars
    steps = zip(range(1, len(text)), xs, islice(xs, 1, None), levels, islice(levels, 1, None), strict=False)
    apart = [at for at, x, next_x, level, next_level in steps if next_x < x + _SAME_GLYPH or next_level != level]
    spaces = [found.end() for found in _SPACE.finditer(text)]
    made_up = compress(spaces, map(calls.char_is_generated, repeat(page), map(sub, spaces, repeat(1))))
    breaks = [found.end() for found in _BREAKS.finditer(text)]
    return sorted({0, *apart, *made_up, *breaks} - {len(text)})


def _stretches(text: str, starts: list[int]) -> tuple[list[int], list[int]]:
    """The first character of each run, and the one after its last.

    A run goes from one start to the next, without white at the end; there is none where there is only white.
    """
    firsts, ends = [], []
    for start, end in pairwise((*starts, len(text))):
        length = len(text[start:end].rstrip(_WHITE))
        if length:
            firsts.append(start)
            ends.append(start + length)
    return firsts, ends


def _runs(chars: Characters, display: Display, firsts: list[int], ends: list[int]) -> Iterator[Run]:
    page, text, xs, levels = chars
    quarter, (_, b, _, d, _, zero) = display.quarter, display.matrix
    downwards = b or d
    lasts = [end - 1 for end in ends]
    _, matrices = _MATRICES.ask(calls.char_matrix, len(firsts), repeat(page), firsts)
    _, boxes = _BOXES.ask(calls.char_box, len(lasts), repeat(page), lasts)
    sizes = map(calls.char_font_size, repeat(page), firsts)
    near, far = (3, 1) if quarter % 2 else (0, 2)  # of left, top, right, bottom: the sides that an advance lies between
    columns = *(matrices[part::6] for part in range(4)), boxes[near::4], boxes[far::4], sizes
    for start, end, a, b, c, d, begins, ends_at, font_size in zip(firsts, ends, *columns, strict=True):
        x, level = xs[start], levels[start]
        y = downwards * level + zero
        size = font_size * (math.hypot(c, d) if c else abs(d))
        width = ends_at - begins if end < len(text) and abs(levels[end] - level) < size else 0.0
        if end - start == 1:
            yield Run(text[start], x, y, size, width, _angle(a, b, quarter))
        else:
            stops = tuple([at - x for at in xs[start:end]])
            yield Run(text[start:end], x, y, size, width and width + stops[-1], 0.0, stops)


def _angle(a: float, b: float, quarter: int) -> float:
    """Degrees by which a single character is turned; several in a run stand upright."""
    if not b and a >= 0 and not quarter:
        return 0.0
    return math.degrees(math.atan2(b, a)) - 90 * quarter
