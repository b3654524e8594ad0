"""A scanned page read by OCR: ruling lines from the image, then each line of each cell recognised on its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from extract.limits import Limits
from extract.message import Message
from extract.model import Box, Note, PagePlace
from extract.pdf.ink import Outline, PageInk, Run
from extract.pdf.lattice import Lattice, lattices
from extract.pdf.ruling import ruling
from extract.pdf.scan_doubt import is_doubtful
from extract.pdf.scan_raster import Image, Raster, Strip, scaled, straightened, trimmed
from extract.pdf.scan_reader import Reading, read_line

_MOST_STRIPS = 2_000  # lines of text on one page: more is noise
_FIRST = 20  # lines after which it shows whether an image is text
_LEGIBLE = 0.1  # share of lines that are read for sure where it is
_HIGHEST = 72.0  # points: what is higher is no line of text
_LONE = 1.7  # heights of a letter that a lone sign is wide at most: a dash is wider than a digit is high
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
    read = _legible(islice(_lines(raster, tables), _MOST_STRIPS + 1))
    if not read:
        return None
    runs = [run for run in _settled(read[:_MOST_STRIPS], raster) if run.text]
    height, width = (side / dots_per_point for side in image.shape)
    notes = (_told(number), *([_cut(number)] if len(read) > _MOST_STRIPS else ()))
    return PageInk(number, width, height, runs, outlines, lean=lean, notes=notes)


def _told(number: int) -> Note:
    message = Message(
        f"第 {number} 页是扫描页，文字由 OCR 识别，须核对原件",
        f"page {number} is a scan read by OCR; compare it with the original",
    )
    return Note("ocr", message, PagePlace(number))


def _cut(number: int) -> Note:
    message = Message(
        f"第 {number} 页文字行过多，只识别了前 {_MOST_STRIPS} 行",
        f"page {number} has too many lines of text; only the first {_MOST_STRIPS} were read",
    )
    return Note("text-lost", message, PagePlace(number))


def _outline(bar: tuple[int, int, int, int], unit: float) -> Outline:
    left, top, right, bottom = (edge / unit for edge in bar)
    if right - left >= bottom - top:
        return Outline((left, right), ((top + bottom) / 2,) * 2, False, False)
    return Outline(((left + right) / 2,) * 2, (top, bottom), False, False)


class _Line(NamedTuple):
    """A line of ink as it was read. held: it stands in a cell; closed: a line is drawn along every side of that."""

    strip: Strip
    crop: Image
    reading: Reading
    held: bool
    closed: bool = True

    @property
    def is_sure(self) -> bool:
        return not is_doubtful(self.reading)


def _lines(raster: Raster, tables: list[Lattice]) -> Iterator[_Line]:
    """The lines of every cell, then those around the tables."""
    spans = [(table, span) for table in tables for span in table.spans]
    cells = [_pixels(table.box_of(span), raster.unit, 3) for table, span in spans]
    whole = [_pixels(table.box, raster.unit, 0) for table in tables]
    raster.clear(whole)
    raster.measure(cells)
    for (_, span), cell in zip(spans, cells, strict=True):
        for strip in raster.strips(*cell):
            crop = _crop(raster, strip)
            yield _Line(strip, crop, read_line(crop), True, span.closed)
    raster.cover(whole)
    height, width = raster.text.shape
    for strip in raster.strips(0, 0, width, height):
        if strip.bottom - strip.top <= _HIGHEST * raster.unit:
            crop = _crop(raster, strip)
            yield _Line(strip, crop, read_line(crop), False)


def _legible(found: Iterator[_Line]) -> list[_Line]:
    """All lines, or none once it is plain that they are no text: photographs and patterns read as odd signs."""
    read: list[_Line] = []
    signs = lines = 0  # letters and digits, and lines, read for sure
    for line in found:
        read.append(line)
        if line.is_sure:
            signs, lines = signs + sum(map(str.isalnum, line.reading.text)), lines + 1
        if len(read) >= _FIRST and lines < _LEGIBLE * len(read):
            return []
    return read if signs > 1 else []


def _settled(read: list[_Line], raster: Raster) -> Iterator[Run]:
    """The lines as runs, a lone sign that is not sure read once more beside a figure of the page."""
    figure = next(
        (one for one in read if one.reading.text.isdigit() and len(one.reading.text) > 2 and one.is_sure), None
    )
    for line in read:
        lone = line.strip.right - line.strip.left < _LONE * raster.letter
        if figure is not None and lone and (not line.is_sure or line.reading.text == "一"):
            line = line._replace(reading=_beside(figure, line))
        yield _run(line, raster)


def _beside(figure: _Line, line: _Line) -> Reading:
    """The reading of a sign that stands before or behind a figure: alone, % looks like 8, ≥ like M and — like 一."""
    known, found = figure.reading.text, [] if line.reading.text == "一" else [line.reading]
    for before in (True, False):
        pair = (figure.crop, line.crop) if before else (line.crop, figure.crop)
        text, sure = read_line(_side_by_side(*pair))
        if before and text.startswith(known):
            found.append(Reading(text[len(known) :], sure[len(known) :]))
        elif not before and text.endswith(known):
            found.append(Reading(text[: -len(known)], sure[: -len(known)]))
    return max((one for one in found if one.text), key=lambda one: min(one.sure), default=line.reading)


def _pixels(box: Box, unit: float, inset: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(edge * unit) for edge in box)
    return left + inset, top + inset, right - inset + 1, bottom - inset + 1


def _run(line: _Line, raster: Raster) -> Run:
    strip, text = line.strip, line.reading.text.strip()
    if not text and line.held and strip.bottom - strip.top >= _TALL * raster.letter:
        text = _ILLEGIBLE
    doubtful = not (line.closed and line.is_sure)  # beside a side that is not drawn a line may be lost in the scan
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


def _side_by_side(left: Image, right: Image) -> Image:
    """Two lines as one, without the white between them, as high as the higher."""
    height = max(left.shape[0], right.shape[0])
    parts = [trimmed(scaled(image, height)) for image in (left, right)]
    return np.ascontiguousarray(
        np.pad(np.concatenate(parts, axis=1), ((0, 0), (height // 8,) * 2), constant_values=255)
    )
