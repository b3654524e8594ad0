"""The characters of a page as PDFium keeps them, as runs: neighbours that stand side by side on one baseline."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from itertools import compress, islice, pairwise, repeat
from operator import lt, ne

from extract.limits import Limits
from extract.pdf import pdfium_calls as calls
from extract.pdf.ink import Run, count_undecoded
from extract.pdf.pdfium_calls import Reference, Room
from extract.pdf.upright import Display

_SAME_GLYPH = 0.8  # points: less than this from one character to the next is one of them drawn twice
_SPACE, _BREAK = re.compile(" "), re.compile("[\r\n]")
_WHITE = "\r\n "  # what PDFium writes of itself between characters that stand apart

_ORIGINS = Room("d", 2)
_MATRICES = Room("f", 6, packed=True)
_BOXES = Room("f", 4, packed=True)

Stretch = tuple[int, int]  # the first character of a run, and the one after its last


def read_runs(page: Reference, display: Display, limits: Limits) -> tuple[list[Run], float]:
    """The runs of a text page, and the share of its characters whose meaning is unknown, 0…1."""
    count = max(0, min(calls.count_chars(page), limits.page_characters))
    if not count:
        return [], 0.0
    text = _text(page, count)
    _, origins = _ORIGINS.ask(calls.char_origin, count, repeat(page), range(count))
    xs, ys = display.points(origins[0::2], origins[1::2])
    stretches = list(_stretches(text, _starts(page, text, xs, ys)))
    unmapped = map(calls.char_has_map_error, repeat(page), (start for start, _ in stretches))
    undecoded = sum(end - start for (start, end), answer in zip(stretches, unmapped, strict=True) if answer == 1)
    found = list(_runs(page, display.quarter, text, xs, ys, stretches))
    return found, (undecoded + count_undecoded(text)) / count


def _text(page: Reference, count: int) -> str:
    """One sign per character; asked for all at once where none takes two code units."""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    length = calls.text_of(page, 0, count, buffer)
    text = buffer.raw[: 2 * (length - 1)].decode("utf-16-le", "replace")
    if len(text) == count == length - 1:
        return text
    codes = map(calls.char_code, repeat(page), range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


def _starts(page: Reference, text: str, xs: list[float], ys: list[float]) -> list[int]:
    """Where runs begin: on another baseline, after a step back or none, after white that PDFium made up."""
    later = range(1, len(text))
    other_lines = compress(later, map(ne, islice(ys, 1, None), ys))
    no_steps = compress(later, map(lt, islice(xs, 1, None), [x + _SAME_GLYPH for x in xs]))
    spaces = [found.start() for found in _SPACE.finditer(text)]
    made_up = map(calls.char_is_generated, repeat(page), spaces)
    gaps = [at + 1 for at, answer in zip(spaces, made_up, strict=True) if answer == 1]
    breaks = [found.end() for found in _BREAK.finditer(text)]
    return sorted({0, *other_lines, *no_steps, *gaps, *breaks} - {len(text)})


def _stretches(text: str, starts: list[int]) -> Iterator[Stretch]:
    """From each start to the next, without white at the end; nothing where there is only white."""
    for start, end in pairwise((*starts, len(text))):
        length = len(text[start:end].rstrip(_WHITE))
        if length:
            yield start, start + length


def _runs(
    page: Reference, quarter: int, text: str, xs: list[float], ys: list[float], stretches: list[Stretch]
) -> Iterator[Run]:
    firsts, lasts = [start for start, _ in stretches], [end - 1 for _, end in stretches]
    _, matrices = _MATRICES.ask(calls.char_matrix, len(firsts), repeat(page), firsts)
    _, boxes = _BOXES.ask(calls.char_box, len(lasts), repeat(page), lasts)
    sizes = map(calls.char_font_size, repeat(page), firsts)
    sideways = quarter % 2
    for (start, end), font_size, a, b, c, d, left, top, right, bottom in zip(
        stretches, sizes, *(matrices[at::6] for at in range(4)), *(boxes[at::4] for at in range(4)), strict=True
    ):
        x, y = xs[start], ys[start]
        size = font_size * (math.hypot(c, d) if c else abs(d))
        width = 0.0
        if end < len(text) and abs(ys[end] - y) < size:
            width = top - bottom if sideways else right - left
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
