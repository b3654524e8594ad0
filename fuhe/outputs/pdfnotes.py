"""A PDF with highlight notes at the flagged cells, added behind the original bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Highlight, Text
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject, TextStringObject

from extract.message import Language
from extract.model import Box, CellPlace, PagePlace, Place, TextPlace
from fuhe.outputs.remarks import AUTHOR, Remark, together
from validate.model import Severity

_COLOURS: dict[Severity, str] = {"error": "ff8a80", "warning": "ffcc80", "query": "90caf9", "note": "e0e0e0"}
_CORNER = 24.0


class CannotAnnotateError(Exception):
    """The file is built in a way that notes cannot be added to."""


class EncryptedError(CannotAnnotateError):
    """The file is encrypted: what is added to it would have to be encrypted as well."""


def annotated(data: bytes, remarks: Sequence[Remark], lang: Language) -> bytes:
    """The file's bytes and behind them its notes. Raises CannotAnnotateError, EncryptedError."""
    try:
        if PdfReader(io.BytesIO(data)).is_encrypted:
            raise EncryptedError
        writer = PdfWriter(io.BytesIO(data), incremental=True)
        _annotate(writer, remarks, lang)
        out = io.BytesIO()
        writer.write(out)
    except EncryptedError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CannotAnnotateError from error
    return out.getvalue()


def _annotate(writer: PdfWriter, remarks: Sequence[Remark], lang: Language) -> None:
    """One note at each rectangle and one at the corner of a page: stained twice, a cell could not be read."""
    at: dict[tuple[int, Box], list[Remark]] = {}
    corner: dict[int, list[Remark]] = {}
    for remark in remarks:
        areas = [(page, box) for page, box in _areas(remark.place) if page <= len(writer.pages)]
        for page, box in dict.fromkeys(areas):
            at.setdefault((page, _rounded(box)), []).append(remark)
        if not areas:
            page = min(_page(remark.place), len(writer.pages))
            corner.setdefault(page, []).append(remark.elsewhere(lang))
    for (page, box), here in at.items():
        _highlight(writer, page - 1, box, together(here))
    for page, here in corner.items():
        _note(writer, page - 1, together(here))


def _rounded(box: Box) -> Box:
    left, top, right, bottom = (round(one, 2) for one in box)
    return left, top, right, bottom


def _areas(place: Place | None) -> Iterator[tuple[int, Box]]:
    if isinstance(place, CellPlace | TextPlace) and place.page is not None and place.box is not None:
        yield place.page, place.box
        if isinstance(place, CellPlace):
            for area in place.more:
                yield area.page, area.box


def _page(place: Place | None) -> int:
    known = place.page if isinstance(place, CellPlace | TextPlace | PagePlace) else None
    return known or 1


def _highlight(writer: PdfWriter, page: int, box: Box, remark: Remark) -> None:
    left, bottom, right, top = _on_page(writer.pages[page], box)
    corners = (left, top, right, top, left, bottom, right, bottom)
    quads = ArrayObject([FloatObject(round(one, 2)) for one in corners])
    note = Highlight(
        rect=(left, bottom, right, top), quad_points=quads, highlight_color=_COLOURS[remark.severity], printing=True
    )
    _say(note, remark)
    look = writer._add_object(_stain((left, bottom, right, top), remark.severity))
    note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): look})
    writer.add_annotation(page, note)


def _stain(rect: Box, severity: Severity) -> StreamObject:
    """The look of a highlight: a plain rectangle that darkens the paper; viewers left alone draw bulging ends."""
    left, bottom, right, top = rect
    red, green, blue = (int(_COLOURS[severity][at : at + 2], 16) / 255 for at in (0, 2, 4))
    look = StreamObject()
    look.set_data(
        f"/G gs {red:.3f} {green:.3f} {blue:.3f} rg "
        f"{left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re f".encode()
    )
    states = {NameObject("/G"): DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})}
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(round(one, 2)) for one in (left, bottom, right, top)]),
            NameObject("/Resources"): DictionaryObject({NameObject("/ExtGState"): DictionaryObject(states)}),
        }
    )
    return look


def _note(writer: PdfWriter, page: int, remark: Remark) -> None:
    left, _, _, top = _on_page(writer.pages[page], (_CORNER, _CORNER, 2 * _CORNER, 2 * _CORNER))
    note = Text(rect=(left, top - _CORNER, left + _CORNER, top), text="\n".join(remark.lines))
    _say(note, remark)
    writer.add_annotation(page, note)


def _say(note: Highlight | Text, remark: Remark) -> None:
    note[NameObject("/Contents")] = TextStringObject("\n".join(remark.lines))
    note[NameObject("/T")] = TextStringObject(AUTHOR)


def _on_page(page: PageObject, box: Box) -> tuple[float, float, float, float]:
    """A box of the page as displayed, in the page's own coordinates: left, bottom, right, top."""
    x0, y0, x1, y1 = box
    visible = page.cropbox
    left, bottom, right, top = (float(one) for one in (visible.left, visible.bottom, visible.right, visible.top))
    match (int(page.rotation) // 90) % 4:
        case 1:
            return left + y0, bottom + x0, left + y1, bottom + x1
        case 2:
            return right - x1, bottom + y0, right - x0, bottom + y1
        case 3:
            return right - y1, top - x1, right - y0, top - x0
    return left + x0, top - y1, left + x1, top - y0
