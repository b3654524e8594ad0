"""The font PDFium takes where a PDF names one without bringing it along: a box for every sign.

Which fonts a machine has must not decide what is read, and PDFium drops a lone character that has no glyph. Only the
extent of a character is ever asked of this font; text, place and advance come from the PDF itself.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from itertools import chain, cycle, islice, pairwise
from typing import Any

import pypdfium2.raw as pdfium

_EM, _ABOVE, _BELOW = 1000, 880, -120  # the size of a character in units of the font, over and under the baseline
_NARROW = 250  # no wider than any letter's advance: where an extent passes it, PDFium takes the extent for the advance
_WIDE_FROM = 0x2E80  # Chinese, Japanese and Korean signs, but for a few narrow ones
_GROUPS = ((0, 1), (_WIDE_FROM, 2), (0xFF61, 1), (0xFFE0, 2), (0x110000, 0))  # from which code on which glyph
_GLYPHS = 60_000  # where PDFium takes a code for the number of a glyph, there is one
_STANDARD = (b"Courier", b"Helvetica", b"Times-", b"Symbol", b"ZapfDingbats")  # PDFium has these itself


def box_font() -> bytes:
    """A TrueType font that has a box for every sign of Unicode: full ones for Chinese signs, narrow ones for others."""
    narrow, wide = _box(_NARROW), _box(_EM)
    groups = [struct.pack(">3L", first, after - 1, glyph) for (first, glyph), (after, _) in pairwise(_GROUPS)]
    every_sign = struct.pack(">2H3L", 13, 0, 16 + 12 * len(groups), 0, len(groups)) + b"".join(groups)
    return _font(
        cmap=struct.pack(">4HL", 0, 1, 3, 10, 12) + every_sign,
        glyf=narrow + narrow + wide,
        head=struct.pack(">4L2H2q", 0x10000, 0, 0, 0x5F0F3CF5, 0, _EM, 0, 0)
        + struct.pack(">4h", 0, _BELOW, _EM, _ABOVE)
        + struct.pack(">2H3h", 0, 8, 2, 0, 0),
        hhea=struct.pack(">L3hH6h8xhH", 0x10000, _ABOVE, _BELOW, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 1),
        hmtx=struct.pack(">H2h", _EM, 0, 0),
        loca=struct.pack(f">{_GLYPHS + 1}H", *_places(len(narrow) // 2)),
        maxp=struct.pack(">L14H", 0x10000, _GLYPHS, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    )


def _places(half: int) -> Iterator[int]:
    """Where each glyph begins: two narrow boxes, half bytes each, in turn, for number 2 the wide one behind them.

    A glyph ends where the next begins; where that is before its own place, it ends with all.
    """
    return chain((0, 0, 2 * half, 0), islice(cycle((half, 0)), _GLYPHS - 3))


def _box(width: int) -> bytes:
    """The outline of a box that wide."""
    edges = struct.pack(">4h", 0, _BELOW, width, _ABOVE)
    corners = struct.pack(">4B8h", 1, 1, 1, 1, 0, 0, width, 0, _BELOW, _EM, 0, -_EM)
    return struct.pack(">h", 1) + edges + struct.pack(">2H", 3, 0) + corners


def _font(**tables: bytes) -> bytes:
    directory, body = b"", b""
    start = 12 + 16 * len(tables)
    for name, table in sorted(tables.items()):
        directory += name.encode() + struct.pack(">3L", 0, start + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return struct.pack(">L4H", 0x10000, len(tables), 0, 0, 0) + directory + body


class _Boxes:
    """What PDFium asks of a system's fonts: here there is one, for all that PDFium does not have itself."""

    def __init__(self) -> None:
        self.data = box_font()
        interface = pdfium.FPDF_SYSFONTINFO(version=1)
        for name, answer in (
            ("MapFont", self._map_font),
            ("GetFontData", self._font_data),
            ("GetFaceName", lambda *_: 0),
            ("GetFontCharset", lambda *_: pdfium.FXFONT_GB2312_CHARSET),
            ("DeleteFont", lambda *_: None),
        ):
            kind = dict(pdfium.FPDF_SYSFONTINFO._fields_)[name]
            setattr(interface, name, kind(answer))
        self.interface = interface

    def _map_font(self, _this: Any, _weight: int, _italic: int, _charset: int, _pitch: int, face: Any, *_: Any) -> Any:
        return None if ctypes.string_at(face).startswith(_STANDARD) else ctypes.addressof(self.interface)

    def _font_data(self, _this: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0
        if buffer and size >= len(self.data):
            ctypes.memmove(buffer, self.data, len(self.data))
        return len(self.data)


_BOXES = _Boxes()  # PDFium keeps its address for as long as the process lives


def use_box_font() -> None:
    """Make PDFium read as if the machine had no fonts but this one; PDFium must have been started."""
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(_BOXES.interface))


def use_machine_fonts() -> None:
    """Make PDFium take the machine's fonts: to draw a page; PDFium must have been started."""
    pdfium.FPDF_SetSystemFontInfo(pdfium.FPDF_GetDefaultSystemFontInfo())
