"""Ink of a PDF as PDFium reads it: the fast engine. Everything goes through PDFium's C functions, without wrappers.

PDFium is not thread-safe: one thread of a process may read at a time.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium
from msgspec.structs import replace

from extract.limits import Limits
from extract.message import Message
from extract.model import Note
from extract.pdf import pdfium_calls as calls
from extract.pdf.ink import PageInk, Run, unreadable_page
from extract.pdf.pdfium_font import use_box_font, use_machine_fonts
from extract.pdf.pdfium_notes import Fields, remarks
from extract.pdf.pdfium_paths import PathReader
from extract.pdf.pdfium_programs import without_programs
from extract.pdf.pdfium_text import read_runs
from extract.pdf.upright import Display
from extract.pulse import beat

_DENIED = 4  # FPDF_ERR_PASSWORD


class LockedError(Exception):
    """The PDF opens only with a password that was not given."""


class BrokenError(Exception):
    """PDFium cannot open the file or one of its pages."""


def pages(data: bytes, password: str, limits: Limits) -> Iterator[PageInk]:
    """The ink of each page, page after page, up to the limit. Raises LockedError or BrokenError."""
    pdfium.FPDF_InitLibrary()  # has an effect once a process
    use_box_font()
    opened = without_programs(data)  # PDFium reads in it for as long as the document is open
    document = _open(opened, password)
    fields = Fields(document)
    try:
        total = pdfium.FPDF_GetPageCount(document)
        if total < 1:
            raise BrokenError("PDFium finds no page in it")
        for index in range(min(total, limits.pages)):
            beat()
            ink = _page(document, index, fields, limits)
            yield (
                ink if index else replace(ink, notes=(*remarks(document, data), *_cut(total, limits.pages), *ink.notes))
            )
    finally:
        fields.close()
        pdfium.FPDF_CloseDocument(document)


def grey(data: bytes, password: str, number: int, dpi: float, most_pixels: int) -> tuple[bytes, int, int, float]:
    """A page (from 1) drawn in shades of grey: bytes row by row, width, height, and dots per point.

    Drawn at `dpi`, or as fine as `most_pixels` allow. Raises LockedError or BrokenError.
    """
    pdfium.FPDF_InitLibrary()
    use_machine_fonts()
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
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), password.encode() or None)
    if document:
        return document
    if pdfium.FPDF_GetLastError() == _DENIED:
        raise LockedError
    raise BrokenError("PDFium cannot open it")


def _page(document: Any, index: int, fields: Fields, limits: Limits) -> PageInk:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return unreadable_page(index + 1)
    try:
        display = _display(page)
        outlines, images = PathReader(calls.handle(page), display, limits).read()
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
        return read_runs(text_page, display, limits)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
