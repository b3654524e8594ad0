"""A scanned page read by OCR: ruling lines from the image, then each line of each cell recognised on its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
from msgspec.structs import replace

from extract.limits import Limits
from extract.message import Message
from extract.model import Box, Note, PagePlace
from extract.pdf.ink import Outline, PageInk, Run
from extract.pdf.lattice import Lattice, lattices
from extract.pdf.ruling import ruling
from extract.pdf.scan_doubt import is_doubtful
from extract.pdf.scan_raster import Image, Raster, Strip, straightened
from extract.pdf.scan_reader import read_line

_MOST_STRIPS = 2_000  # lines of text on one page: more is noise
_FIRST = 20  # lines after which it shows whether an image is text
_LEGIBLE = 0.1  # share of lines that are read for sure where it is
_HIGHEST = 72.0  # points: what is higher is no line of text
_TALL = 0.6  # heights of a letter from which ink in a cell is a text, legible or not
_ILLEGIBLE = "□"  # a sign that cannot be read (GB/T 15834)
_PADDING = 0.12  # heights of white around a line before it is recognised
_SURE_SIGN, _DOUBTFUL_SIGN = 1, 2  # Run.care


def read_scan(image: Image, number: int, dots_per_point: float, limits: Limits) -> PageInk | None:
    """The ink of page `number` (from 1), of which an image is given; None where the image shows no text."""
    level, lean = straightened(image)
    raster = Raster(level, dots_per_point)
    outlines = [_outline(bar, dots_per_point) for bar in (*raster.across, *raster.down)]
    tables = [lattice for lattice in lattices(ruling(outlines), limits.cells) if lattice is not None]
    runs = _legible(islice(_runs(raster, tables), _MOST_STRIPS))
    if not runs:
        return None
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
        return Outline((left, right), ((top + bottom) / 2,) * 2, False, False)
    return Outline(((left + right) / 2,) * 2, (top, bottom), False, False)


def _runs(raster: Raster, tables: list[Lattice]) -> Iterator[Run]:
    """The text of every cell, then the text around the tables; without text where a line of ink gives none."""
    spans = [(table, span) for table in tables for span in table.spans]
    cells = [_pixels(table.box_of(span), raster.unit, 3) for table, span in spans]
    whole = [_pixels(table.box, raster.unit, 0) for table in tables]
    raster.clear(whole)
    raster.measure(cells)
    for (_, span), cell in zip(spans, cells, strict=True):
        for strip in raster.strips(*cell):
            run = _read(raster, strip)
            if not run.text and strip.bottom - strip.top >= _TALL * raster.letter:
                run = replace(run, text=_ILLEGIBLE)
            yield run if span.closed else replace(run, care=_DOUBTFUL_SIGN)  # a line may be lost in the scan
    raster.cover(whole)
    height, width = raster.text.shape
    for strip in raster.strips(0, 0, width, height):
        if strip.bottom - strip.top <= _HIGHEST * raster.unit:
            yield _read(raster, strip)


def _legible(found: Iterator[Run]) -> list[Run]:
    """All runs, or none once it is plain that they are no text: photographs and patterns read as odd signs."""
    runs: list[Run] = []
    signs = lines = 0  # read for sure
    for run in found:
        runs.append(run)
        if run.care == _SURE_SIGN:
            signs, lines = signs + len(run.text), lines + 1
        if len(runs) >= _FIRST and lines < _LEGIBLE * len(runs):
            return []
    return [run for run in runs if run.text] if signs > 1 else []


def _pixels(box: Box, unit: float, inset: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(edge * unit) for edge in box)
    return left + inset, top + inset, right - inset + 1, bottom - inset + 1


def _read(raster: Raster, strip: Strip) -> Run:
    seen = read_line(_crop(raster, strip))
    text, doubtful = seen.text.strip(), is_doubtful(seen)
    if text == "一":
        text, doubtful = "—", True  # a lone stroke in a form is a dash far more often than the number one
    unit = raster.unit
    size = (strip.bottom - strip.top) / unit
    return Run(
        text=text,
        x=strip.left / unit,
        y=strip.bottom / unit - 0.1 * size,
        size=size,
        width=(strip.right - strip.left) / unit,
        care=_DOUBTFUL_SIGN if doubtful else _SURE_SIGN,
    )


def _crop(raster: Raster, strip: Strip) -> Image:
    """The line with white around it, no lower than a letter, so that a dash is seen as one."""
    height = max(strip.bottom - strip.top, raster.letter)
    pad = max(2, round(_PADDING * height))
    more = (height - (strip.bottom - strip.top)) // 2
    rows = slice(max(0, strip.top - pad), strip.bottom + pad)
    crop = raster.clean[rows, max(0, strip.left - 2 * pad) : strip.right + 2 * pad]
    return np.ascontiguousarray(np.pad(crop, ((pad + more, pad + more), (pad, pad)), constant_values=255))
