"""Font programs that PDFium need not unpack: what a font says of itself is all that is read of its characters.

PDFium unpacks each font a PDF brings along and measures a glyph for each character it places: a third of the time to
load a page, half of it where fonts are large. No glyph is drawn here. So the program of a TrueType font that tells the
meaning (ToUnicode) and the advance (Widths) of all its codes is hidden from PDFium, which takes the boxes of
`pdfium_font` instead. Other fonts keep theirs: it may be all that tells what a code means.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

_LANDMARK = re.compile(rb"/(FontFile2|FontDescriptor|DescendantFonts)\b")
_REFERENCE = re.compile(rb"\s*\[?\s*(\d{1,9})\s+\d+\s+R\b")
_NUMBER = re.compile(rb"(\d{1,9})\s+\d+\s*$")
_KIND = re.compile(rb"/Subtype\s*/(\w+)")
_NAME = re.compile(rb"/BaseFont\s*/([^\s/<>\[\]()%]*)")
_MEANING = re.compile(rb"/ToUnicode\s+(\d+)\s+\d+\s+R\b")
_FIRST, _LAST = re.compile(rb"/FirstChar\s+(\d{1,5})"), re.compile(rb"/LastChar\s+(\d{1,5})")
_STREAM = re.compile(rb"stream\r?\n")
_SINGLY = re.compile(rb"(\d+)\s+beginbfchar")
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,8})>\s*(?:<[^>]*>|\[[^\]]*\])")
_LONGEST = 20_000  # bytes of an object that is a font
_MOST = 2_000  # places that name fonts; a file with more is no form, and looking at each would take long

_Span = tuple[int, int]


class _Object(NamedTuple):
    """An object of the file: its number, where it stands, its bytes."""

    number: int
    start: int
    text: bytes


def without_programs(data: bytes) -> bytes:
    """The file without the programs of fonts that do without; all else stands where it stood."""
    landmarks: dict[bytes, list[int]] = defaultdict(list)
    for found in _LANDMARK.finditer(data):
        landmarks[found[1]].append(found.end())
    if not landmarks[b"FontFile2"] or sum(map(len, landmarks.values())) > _MOST:
        return data
    view, last = memoryview(data), 0
    pieces: list[bytes | memoryview] = []
    for start, end in sorted(_hidden(data, landmarks)):
        pieces += [view[last:start], b"-" * (end - start)]
        last = end
    return b"".join([*pieces, view[last:]]) if pieces else data


def _hidden(data: bytes, landmarks: dict[bytes, list[int]]) -> set[_Span]:
    """The end of the word FontFile2 of each program to hide, and the names of its fonts.

    The names, because PDFium has programs of its own for Arial and a few others.
    """
    fonts, wholes = _referring(data, landmarks[b"FontDescriptor"]), _referring(data, landmarks[b"DescendantFonts"])
    spans: set[_Span] = set()
    for end in landmarks[b"FontFile2"]:
        descriptor = _object_at(data, end)
        described = fonts[descriptor.number] if descriptor else []
        if described and all(_tells_all(data, font, wholes[font.number]) for font in described):
            spans.add((end - 1, end))
            spans.update(_names(described))
    return spans


def _referring(data: bytes, places: list[int]) -> dict[int, list[_Object]]:
    """The objects that refer to another in these places, by the number of the other."""
    found: dict[int, list[_Object]] = defaultdict(list)
    for place in places:
        reference, holder = _REFERENCE.match(data, place), _object_at(data, place)
        if reference and holder:
            found[int(reference[1])].append(holder)
    return found


def _object_at(data: bytes, place: int) -> _Object | None:
    """The object around a place; None where it is too long to be a font."""
    start, end = data.rfind(b"obj", max(0, place - _LONGEST), place), data.find(b"endobj", place, place + _LONGEST)
    number = _NUMBER.search(data, max(0, start - 30), start) if start > 0 and end > 0 else None
    return _Object(int(number[1]), start, data[start:end]) if number else None


def _tells_all(data: bytes, font: _Object, wholes: list[_Object]) -> bool:
    """wholes: the fonts that this one is a part of, which tell the meaning of its codes."""
    found = _KIND.search(font.text)
    kind = found[1] if found else b""
    if kind == b"TrueType":
        return b"/Widths" in font.text and _means_all(data, font.text)
    return kind == b"CIDFontType2" and bool(wholes) and all(_MEANING.search(one.text) for one in wholes)


def _means_all(data: bytes, font: bytes) -> bool:
    """Whether a font of single bytes tells what every code from its first to its last means, .notdef aside."""
    told, first, last = _MEANING.search(font), _FIRST.search(font), _LAST.search(font)
    if not (told and first and last):
        return False
    table = _unpacked(data, int(told[1]))
    singly = sum(int(found[1]) for found in _SINGLY.finditer(table))
    ranges = (one for found in _RANGES.finditer(table) for one in _RANGE.finditer(found[1]))
    known = singly + sum(int(one[2], 16) - int(one[1], 16) + 1 for one in ranges)
    return known >= int(last[1]) - int(first[1])


def _unpacked(data: bytes, number: int) -> bytes:
    """The stream of an object, where it stands once in the file as it is or deflated; else nothing."""
    name = b"\n%d 0 obj" % number
    start = data.find(name)
    begun = _STREAM.search(data, start, start + _LONGEST) if start >= 0 > data.find(name, start + 1) else None
    end = data.find(b"endstream", begun.end(), begun.end() + _LONGEST) if begun else -1
    if begun is None or end < 0:
        return b""
    if b"/Filter" not in data[start : begun.start()]:
        return data[begun.end() : end]
    try:
        return zlib.decompressobj().decompress(data[begun.end() : end], _LONGEST)
    except zlib.error:
        return b""


def _names(fonts: list[_Object]) -> Iterator[_Span]:
    for font in fonts:
        for name in _NAME.finditer(font.text):
            yield font.start + name.start(1), font.start + name.end(1)
