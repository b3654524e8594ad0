"""Scanned pages of a PDF, drawn and read by OCR. Drawing is for processes, never for threads of one process."""

from __future__ import annotations

import numpy as np

from extract.limits import Limits
from extract.pdf import pdfium
from extract.pdf.ink import PageInk
from extract.pdf.scan import read_scan

_DPI = 200.0


def scanned(data: bytes, password: str, number: int, limits: Limits) -> PageInk | None:
    """The ink of page `number` (from 1) as OCR reads it, or None where the page cannot be drawn."""
    try:
        pixels, width, height, unit = pdfium.grey(data, password, number, _DPI, limits.page_pixels)
    except (pdfium.LockedError, pdfium.BrokenError):
        return None
    image = np.frombuffer(pixels, dtype=np.uint8).reshape(height, width)
    return read_scan(image, number, unit, limits)
