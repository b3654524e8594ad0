"""A scanned page read by OCR: ruling lines from the image, then each line of each cell recognised on its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from extract.limits import Limits
from extract.message import Message
from extract.model import Box, Note, PagePlace
from extract.pdf.ink import Outline, PageInk, Run
from extract.pdf.lattice import Lattice, lattices
from extract.pdf.ruling import ruling
from extract.pdf.scan_raster import Image, Raster, Strip, straightened
from extract.pdf.scan_reader import read_line

_SURE = 0.93  # recognition scores below are doubtful
_MOST_STRIPS = 2_000  # lines of text on one page: more is noise
_PADDING = 0.12  # heights of white around a line before it is recognised
_SURE_SIGN, _DOUBTFUL_SIGN = 1, 2  # Run.care


def read_scan(image: Image, number: int, dots_per_point: float, limits: Limits) -> PageInk:
    """The ink of page `number` (from 1), of which an image is given."""
    level, lean = straightened(image)
    raster = Raster(level, dots_per_point)
    outlines = [_outline(bar, dots_per_point) for bar in (*raster.across, *raster.down)]
    tables = [lattice for lattice in lattices(ruling(outlines), limits.cells) if lattice is not None]
    runs = list(islice(_runs(raster, tables), _MOST_STRIPS))
    height, width = (side / dots_per_point for side in image.shape)
    message = Message(
        f"第 {number} 页是扫描页，文字由 OCR 识别，须核对原件",
        f"page {number} is a scan read by OCR; compare it with the original",
    )
    note = Note("ocr", message, PagePlace(number))
    return PageInk(number, width, height, runs, outlines, lean=lean, notes=(note,))


def _outline(bar: tuple[int, int, int, int], unit: float) -> Outline:
    left, top, right, bottom = (edge / unit for edge in bar)
    if right - left >= bottom - top:
        return Outline(((left, (top + bottom) / 2), (right, (top + bottom) / 2)), False, False)
    return Outline((((left + right) / 2, top), ((left + right) / 2, bottom)), False, False)


def _runs(raster: Raster, tables: list[Lattice]) -> Iterator[Run]:
    """The text of every cell, then the text around the tables."""
    cells = [_pixels(table.box_of(span), raster.unit, 3) for table in tables for span in table.spans]
    whole = [_pixels(table.box, raster.unit, 0) for table in tables]
    raster.clear(whole)
    raster.measure(cells)
    for cell in cells:
        for strip in raster.strips(*cell):
            yield from _read(raster, strip)
    for left, top, right, bottom in whole:
        raster.text[max(0, top - 4) : bottom + 4, max(0, left - 4) : right + 4] = 0
    height, width = raster.text.shape
    for strip in raster.strips(0, 0, width, height):
        yield from _read(raster, strip)


def _pixels(box: Box, unit: float, inset: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(edge * unit) for edge in box)
    return left + inset, top + inset, right - inset + 1, bottom - inset + 1


def _read(raster: Raster, strip: Strip) -> Iterator[Run]:
    height = strip.bottom - strip.top
    pad = max(2, round(_PADDING * height))
    rows = slice(max(0, strip.top - pad), strip.bottom + pad)
    crop = raster.clean[rows, max(0, strip.left - 2 * pad) : strip.right + 2 * pad]
    text, score = read_line(np.ascontiguousarray(np.pad(crop, pad, constant_values=255)))
    text = text.strip()
    if not text:
        return
    if text == "一":
        text, score = "—", 0.0  # a lone stroke in a form is a dash far more often than the number one
    if len(text) == 1 and text.isascii() and text.isalpha():
        score = 0.0  # forms hold no lone letters: ≧ is read as M
    unit = raster.unit
    size = height / unit
    yield Run(
        text=text,
        x=strip.left / unit,
        y=strip.bottom / unit - 0.1 * size,
        size=size,
        width=(strip.right - strip.left) / unit,
        care=_SURE_SIGN if score >= _SURE else _DOUBTFUL_SIGN,
    )
