"""What PDFium keeps of the characters of a page: origin, matrix, extent and kind of each, those of many together.

PDFium is asked for each of these with a call a character, a third of what a page of text takes. It keeps them side by
side, and there they are read at once. That is PDFium's own affair, which it does not promise: so the characters of a
page made for the purpose are first read both ways, and where the answers differ, characters are asked.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import compress, repeat
from struct import Struct
from typing import Any, Protocol

import pypdfium2.raw as pdfium

from extract.pdf import pdfium_calls as calls
from extract.pdf.pdfium_calls import Reference, Room

_PAGE = Struct("32x2N")  # of a text page: the address of its first character, and how many it has
_SIZE = 88  # bytes of a character: its kind, its code, and as floats
_ORIGIN = 3  # x, and y beside it
_BREADTH, _HEIGHT = Struct("36xf4xf").unpack_from, Struct("40xf4xf").unpack_from
_MATRIX = Struct("52x4f").unpack_from
_OBJECT = Struct("80xN").unpack_from
_MADE, _UNMAPPED, _MADE_UP = 1, 2, re.compile(rb"\x01+")  # kinds
_WHITE = re.compile("[\r\n ]")
_BLANKS = tuple(map(re.compile, " \u00a0\u3000"))  # one by one: sets of signs are sought slowly

_ORIGINS = Room("d", 2)
_MATRICES = Room("f", 6, packed=True)
_BOXES = Room("f", 4, packed=True)

Matrix = tuple[float, float, float, float]  # a to d of six


class Characters(Protocol):
    """Characters of a page; what is given for some of them is told in their order."""

    def origins(self) -> tuple[list[float], list[float]]:
        """The x and the y of all, in the page's own coordinates."""

    def made_up(self, text: str) -> list[int]:
        """Where the white ends that no text object draws, but PDFium writes where characters stand apart.

        text: of all the characters.
        """

    def lone_blanks(self, text: str) -> Iterable[int]:
        """Blanks that text objects of their own draw: anything may stand anywhere behind them.

        text: of all the characters.
        """

    def is_drawn_with_the_last(self, at: int) -> bool:
        """True when one text object draws this one and the one before."""

    def are_unmapped(self, chosen: list[int]) -> Iterable[object]:
        """True for those whose meaning in Unicode is not known."""

    def matrices(self, chosen: list[int]) -> Iterable[Matrix]:
        """The matrix that places each."""

    def extents(self, chosen: list[int], *, upwards: bool) -> Iterable[tuple[float, float]]:
        """Where each begins and where its advance ends: left and right, or bottom and top."""


def characters(page: Reference, address: int, chosen: Sequence[int]) -> Characters:
    """These characters of a text page, which lies at this address."""
    if chosen and are_kept_as_known() and (kept := _kept(address)) is not None:
        return Kept(kept, chosen)
    return Asked(page, chosen)


class Kept:
    """Characters as they lie in PDFium's memory, for as long as the text page is open."""

    def __init__(self, memory: memoryview, chosen: Sequence[int]) -> None:
        if isinstance(chosen, range):
            self._memory = memory[: _SIZE * len(chosen)]
        else:
            self._memory = memoryview(b"".join([memory[_SIZE * at : _SIZE * (at + 1)] for at in chosen]))
        self._kinds = bytes(self._memory[::_SIZE])

    def origins(self) -> tuple[list[float], list[float]]:
        values: Any = self._memory.cast("f")
        return values[_ORIGIN :: _SIZE // 4].tolist(), values[_ORIGIN + 1 :: _SIZE // 4].tolist()

    def made_up(self, text: str) -> list[int]:
        return [found.end() for found in _MADE_UP.finditer(self._kinds)]

    def lone_blanks(self, text: str) -> Iterable[int]:
        drawn = [at for at in _blanks(text) if self._kinds[at] != _MADE]
        return [at for at in drawn if _is_alone(self, at, len(text))]

    def is_drawn_with_the_last(self, at: int) -> bool:
        return _OBJECT(self._memory, _SIZE * at) == _OBJECT(self._memory, _SIZE * (at - 1))

    def are_unmapped(self, chosen: list[int]) -> Iterable[object]:
        if _UNMAPPED not in self._kinds:
            return repeat(False)
        return map(_UNMAPPED.__eq__, map(self._kinds.__getitem__, chosen))

    def matrices(self, chosen: list[int]) -> Iterable[Matrix]:
        return map(_MATRIX, repeat(self._memory), [_SIZE * at for at in chosen])

    def extents(self, chosen: list[int], *, upwards: bool) -> Iterable[tuple[float, float]]:
        return map(_HEIGHT if upwards else _BREADTH, repeat(self._memory), [_SIZE * at for at in chosen])


class Asked:
    """Characters that PDFium is asked about one by one."""

    def __init__(self, page: Reference, chosen: Sequence[int]) -> None:
        self._page, self._chosen = page, chosen

    def _indexes(self, chosen: list[int]) -> list[int]:
        return list(map(self._chosen.__getitem__, chosen))

    def origins(self) -> tuple[list[float], list[float]]:
        _, values = _ORIGINS.ask(calls.char_origin, len(self._chosen), repeat(self._page), self._chosen)
        return values[0::2].tolist(), values[1::2].tolist()

    def made_up(self, text: str) -> list[int]:
        white = [found.start() for found in _WHITE.finditer(text)]
        made_up = set(compress(white, map(calls.char_is_generated, repeat(self._page), self._indexes(white))))
        return sorted({at + 1 for at in made_up} - made_up)

    def lone_blanks(self, text: str) -> Iterable[int]:
        blanks = _blanks(text)
        made_up = map(calls.char_is_generated, repeat(self._page), self._indexes(blanks))
        drawn = [at for at, is_made_up in zip(blanks, made_up, strict=True) if not is_made_up]
        return [at for at in drawn if _is_alone(self, at, len(text))]

    def is_drawn_with_the_last(self, at: int) -> bool:
        before, own = (calls.char_object(self._page, self._chosen[one]) for one in (at - 1, at))
        return bool(before == own)

    def are_unmapped(self, chosen: list[int]) -> Iterable[object]:
        return map(calls.char_has_map_error, repeat(self._page), self._indexes(chosen))

    def matrices(self, chosen: list[int]) -> Iterable[Matrix]:
        _, values = _MATRICES.ask(calls.char_matrix, len(chosen), repeat(self._page), self._indexes(chosen))
        return zip(*(values[part::6] for part in range(4)), strict=True)

    def extents(self, chosen: list[int], *, upwards: bool) -> Iterable[tuple[float, float]]:
        _, values = _BOXES.ask(calls.char_box, len(chosen), repeat(self._page), self._indexes(chosen))
        near, far = (3, 1) if upwards else (0, 2)  # of left, top, right, bottom
        return zip(values[near::4], values[far::4], strict=True)


def _blanks(text: str) -> list[int]:
    return [found.start() for blank in _BLANKS for found in blank.finditer(text)]


def _is_alone(chars: Characters, at: int, count: int) -> bool:
    """True where other text objects draw the neighbours."""
    before, after = at > 0 and chars.is_drawn_with_the_last(at), at + 1 < count and chars.is_drawn_with_the_last(at + 1)
    return not before and not after


def _kept(address: int) -> memoryview | None:
    """The characters of a text page; None where it does not say in the place known for it how many it has."""
    first, told = _PAGE.unpack(ctypes.string_at(address, _PAGE.size))
    count = calls.count_chars(calls.reference(address))
    return calls.memory_at(first, _SIZE * count) if told == count > 0 else None


def text_of(page: Reference, count: int) -> str:
    """One sign per character; asked for all at once where none takes two code units."""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    length = calls.text_of(page, 0, count, buffer)
    text = buffer.raw[: 2 * (length - 1)].decode("utf-16-le", "replace")
    if len(text) == count == length - 1:
        return text
    codes = map(calls.char_code, repeat(page), range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


@cache
def are_kept_as_known() -> bool:
    """True when characters of all kinds are the same in memory and asked for. PDFium must have been started."""
    if (ctypes.sizeof(ctypes.c_void_p), ctypes.sizeof(ctypes.c_wchar)) != (8, 4):
        return False
    document = pdfium.FPDF_LoadMemDocument64(_SAMPLE, len(_SAMPLE), None)
    page = pdfium.FPDF_LoadPage(document, 0)
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        memory = _kept(calls.address(text_page))
        if memory is None:
            return False
        asked, every = calls.handle(text_page), range(len(memory) // _SIZE)
        text = text_of(asked, len(every))
        return _all(Kept(memory, every), text) == _all(Asked(asked, every), text)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)
        pdfium.FPDF_CloseDocument(document)


def _all(chars: Characters, text: str) -> list[list[object]]:
    every = list(range(len(text)))
    sides = chars.extents(every, upwards=False), chars.extents(every, upwards=True)
    known = [not unmapped for unmapped, _ in zip(chars.are_unmapped(every), every, strict=False)]
    known += map(chars.is_drawn_with_the_last, every[1:])
    white = chars.made_up(text), chars.lone_blanks(text)
    return [list(one) for one in (*chars.origins(), *white, chars.matrices(every), *sides, known)]


# Lines with gaps between words, one of them turned, a blank drawn alone, a sign of a font that tells no meaning.
_SAMPLE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R/G 6 0 R>>>>>>endobj
4 0 obj<</Length 146>>stream
BT /F 12 Tf 10 150 Td (ab) Tj 60 0 Td (c-d) Tj /G 9 Tf -60 -50 Td (A) Tj ET
BT /F 8 Tf .5 .25 -.125 1.5 90 20 Tm (turned gh) Tj ( ) Tj (i) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
6 0 obj<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</x 7 0 R>>
/Encoding<</Differences[65/x]>>/FirstChar 65/LastChar 65/Widths[9]>>endobj
7 0 obj<</Length 20>>stream
9 0 d0 0 0 9 9 re f
endstream endobj
trailer<</Root 1 0 R>>
"""
