"""Ink of a PDF as PDFium reads it: the fast engine. Everything goes through PDFium's C functions, without wrappers.

PDFium is not thread-safe: one thread of a process may read at a time.
"""

from __future__ import annotations

import ctypes
import math
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from extract.limits import Limits
from extract.message import Message
from extract.model import Note
from extract.pdf import pdfium_calls as calls
from extract.pdf.ink import PageInk, Run, count_undecoded, unreadable_page
from extract.pdf.pdfium_font import use_square_font
from extract.pdf.pdfium_notes import Fields, remarks
from extract.pdf.pdfium_paths import PathReader
from extract.pdf.upright import Display

_DENIED = 4  # FPDF_ERR_PASSWORD
_UNSAID = "\ufffe"  # how PDFium writes a hyphen at the end of a line
_SAME_GLYPH = 0.8  # points: less than this from one character to the next is one of them drawn twice


class LockedError(Exception):
    """The PDF opens only with a password that was not given."""


class BrokenError(Exception):
    """PDFium cannot open the file or one of its pages."""


def pages(data: bytes, password: str, limits: Limits) -> Iterator[PageInk]:
    """The ink of each page, page after page, up to the limit. Raises LockedError or BrokenError."""
    document = _open(data, password)
    fields = Fields(document)
    try:
        total = pdfium.FPDF_GetPageCount(document)
        if total < 1:
            raise BrokenError("PDFium finds no page in it")
        for index in range(min(total, limits.pages)):
            ink = _page(document, index, fields, limits)
            yield ink if index else replace(ink, notes=(*remarks(document), *_cut(total, limits.pages), *ink.notes))
    finally:
        fields.close()
        pdfium.FPDF_CloseDocument(document)


def grey(data: bytes, password: str, number: int, dpi: float, most_pixels: int) -> tuple[bytes, int, int, float]:
    """A page (from 1) drawn in shades of grey: bytes row by row, width, height, and dots per point.

    Drawn at `dpi`, or as fine as `most_pixels` allow. Raises LockedError or BrokenError.
    """
    document = _open(data, password)
    try:
        page = pdfium.FPDF_LoadPage(document, number - 1)
        if not page:
            raise BrokenError(f"page {number} cannot be loaded")
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        unit = min(dpi / 72, math.sqrt(most_pixels / max(1.0, width * height)))
        size = max(1, round(width * unit)), max(1, round(height * unit))
        try:
            return _drawn(page, *size), *size, unit
        finally:
            pdfium.FPDF_ClosePage(page)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _drawn(page: Any, width: int, height: int) -> bytes:
    buffer = ctypes.create_string_buffer(b"\xff" * (width * height), width * height)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, buffer, width)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return buffer.raw


def _cut(total: int, limit: int) -> list[Note]:
    if total <= limit:
        return []
    message = Message(f"PDF 共 {total} 页，只读取前 {limit} 页", f"only the first {limit} of {total} pages were read")
    return [Note("pages-cut", message)]


def _open(data: bytes, password: str) -> Any:
    _start()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), password.encode() or None)
    if document:
        return document
    if pdfium.FPDF_GetLastError() == _DENIED:
        raise LockedError
    raise BrokenError("PDFium cannot open it")


def _start() -> None:
    """Start PDFium, which does nothing a second time."""
    pdfium.FPDF_InitLibrary()
    use_square_font()


def _page(document: Any, index: int, fields: Fields, limits: Limits) -> PageInk:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return unreadable_page(index + 1)
    try:
        display = _display(page)
        outlines, images = PathReader(calls.address(page), display, limits).read()
        runs, undecoded = _text(page, display, limits)
        return PageInk(
            number=index + 1,
            width=display.width,
            height=display.height,
            runs=runs + fields.runs(page, display),
            outlines=outlines,
            images=min(1.0, images / (display.width * display.height or 1.0)),
            undecoded=undecoded,
        )
    finally:
        pdfium.FPDF_ClosePage(page)


def _display(page: Any) -> Display:
    """How the page's own coordinates map to what is displayed: crop box and /Rotate applied."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return Display(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page))


def _text(page: Any, display: Display, limits: Limits) -> tuple[list[Run], float]:
    """The page's runs, and the share of its characters whose meaning is unknown."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return [], 0.0
    try:
        reader = _TextReader(calls.address(text_page), display, limits)
        return reader.runs(), reader.undecoded / (reader.count or 1)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


class _TextReader:
    """The characters of one page, as runs: neighbours in drawing order that stand side by side on one baseline."""

    def __init__(self, page: int, display: Display, limits: Limits) -> None:
        self.page, self.display = page, display
        self.count = max(0, min(calls.count_chars(page), limits.page_characters))
        self.undecoded = 0
        self.matrix, self.box = (ctypes.c_float * 6)(), (ctypes.c_float * 4)()
        self.matrix_at, self.box_at = ctypes.addressof(self.matrix), ctypes.addressof(self.box)

    def runs(self) -> list[Run]:
        if not self.count:
            return []
        text = self._text()
        self.undecoded = count_undecoded("".join(text))
        xs, ys = self._origins()
        starts = self._starts(text, xs, ys)
        found: list[Run] = []
        for start, end in zip(starts, [*starts[1:], self.count], strict=True):
            while end > start and text[end - 1] in "\r\n ":
                end -= 1
            if end > start:
                found.append(self._run("".join(text[start:end]), start, end, xs, ys))
        return found

    def _text(self) -> list[str] | str:
        """One string per character; all of them at once where none takes two code units."""
        buffer = ctypes.create_string_buffer(2 * self.count + 2)
        length = calls.text_of(self.page, 0, self.count, ctypes.addressof(buffer))
        text = buffer.raw[: 2 * (length - 1)].decode("utf-16-le", "replace")
        if len(text) == self.count == length - 1:
            return text
        codes = [calls.char_code(self.page, index) for index in range(self.count)]
        return [chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes]

    def _origins(self) -> tuple[list[float], list[float]]:
        """The origins of all characters on the page as displayed."""
        count = self.count
        values = (ctypes.c_double * (2 * count))()
        base = ctypes.addressof(values)
        places = range(base, base + 16 * count, 8)
        calls_made = map(calls.char_origin, repeat(self.page), range(count), places[0::2], places[1::2])
        deque(calls_made, maxlen=0)
        flat = values[:]
        return self.display.points(flat[0::2], flat[1::2])

    def _starts(self, text: list[str] | str, xs: list[float], ys: list[float]) -> list[int]:
        """Where runs begin: another baseline, a step back, a gap that PDFium fills with a space of its own."""
        starts = []
        x_before, y_before, sign_before = -math.inf, -math.inf, ""
        for index, (sign, x, y) in enumerate(zip(text, xs, ys, strict=True)):
            if y != y_before or x < x_before or (sign_before <= " " and self._is_gap(sign_before, index - 1)):
                starts.append(index)
            x_before, y_before, sign_before = x + _SAME_GLYPH, y, sign
        return starts

    def _is_gap(self, sign: str, index: int) -> bool:
        return sign in "\r\n" or (sign == " " and calls.char_is_generated(self.page, index) == 1)

    def _run(self, text: str, start: int, end: int, xs: list[float], ys: list[float]) -> Run:
        calls.char_matrix(self.page, start, self.matrix_at)
        a, b, c, d, _, _ = self.matrix
        size = calls.char_font_size(self.page, start) * (math.hypot(c, d) if c else abs(d))
        if calls.char_has_map_error(self.page, start) == 1:
            self.undecoded += end - start
        x, y = xs[start], ys[start]
        width = self._last_width(end - 1) if end < self.count and abs(ys[end] - y) < size else 0.0
        if end - start == 1:
            return Run(text, x, y, size, width, self._angle(a, b))
        stops = tuple([at - x for at in xs[start:end]])
        return Run(text, x, y, size, width and width + stops[-1], 0.0, stops)

    def _angle(self, a: float, b: float) -> float:
        """Degrees by which a single character is turned; several in a run stand upright."""
        quarter = self.display.quarter
        if not b and a >= 0 and not quarter:
            return 0.0
        return math.degrees(math.atan2(b, a)) - 90 * quarter

    def _last_width(self, index: int) -> float:
        calls.char_box(self.page, index, self.box_at)
        left, top, right, bottom = self.box
        return float(top - bottom if self.display.quarter % 2 else right - left)
