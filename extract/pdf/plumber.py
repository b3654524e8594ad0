"""Ink of a PDF as pdfplumber reads it: the reference engine, slow and independent of the fast one."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1

from extract.limits import Limits
from extract.pdf.ink import Outline, PageInk, Run, count_undecoded, unreadable_page
from extract.pdf.plumber_fields import display_of, field_runs

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of every broken object; what matters is noted


def pages(data: bytes, password: str, limits: Limits) -> Iterator[PageInk]:
    """The ink of each page, page after page up to the limit; each page is forgotten before the next is read.

    Raises whatever pdfminer raises on a file it cannot parse.
    """
    with pdfplumber.open(BytesIO(data), password=password) as pdf:
        for page in pdf.pages[: limits.pages]:
            yield _safe_ink(page, limits)
            page.close()


def has_lost_content(data: bytes, password: str) -> bool:
    """True when a page has content that is no drawing. Never raises: what cannot be looked at is lost, too."""
    try:
        with pdfplumber.open(BytesIO(data), password=password) as pdf:
            streams = [resolve1(one) for page in pdf.pages for one in page.page_obj.contents]
            return any(isinstance(one, PDFStream) and _is_lost(one) for one in streams)
    except Exception:  # the parsers raise whatever a broken file makes them raise
        return True


def _is_lost(stream: PDFStream) -> bool:
    packed = stream.get_rawdata() or b""
    content = (stream.get_data() or b"").strip()
    return sum(byte > 126 for byte in content) > len(content) / 5 if content else bool(packed.strip())


def _followed(reference: PDFObjRef, default: object = None) -> Any:
    """What a reference leads to. pdfminer follows references to each other in a circle for ever."""
    found: Any = reference
    seen: set[int] = set()
    while isinstance(found, PDFObjRef):
        if found.objid in seen:
            return default
        seen.add(found.objid)
        found = _resolve(found, default)
    return found


_resolve = PDFObjRef.resolve
PDFObjRef.resolve = _followed  # type: ignore[method-assign,assignment]


def _safe_ink(page: Any, limits: Limits) -> PageInk:
    try:
        return _ink(page, limits)
    except Exception:  # a page with broken content; pdfminer raises whatever that makes it raise
        return unreadable_page(page.page_number)


def _ink(page: Any, limits: Limits) -> PageInk:
    # pdfplumber turns the crop box otherwise than the page, and moves shapes by the media box's corner, but not the
    # matrices of characters
    whole = display_of(page.page_obj, page.page_obj.mediabox)
    dx, dy, right, bottom = whole.box(*map(float, page.page_obj.cropbox))
    width, height, corner = right - dx, bottom - dy, page.mediabox[:2]
    objects = page.objects
    shapes = [shape for kind in ("rect", "line", "curve") for shape in objects.get(kind, ())]
    drawn = objects.get("char", ())[: limits.page_characters]
    chars = [char for char in drawn if char["text"]]  # a font may map a character to no text at all
    pictures = sum(image["width"] * image["height"] for image in objects.get("image", ()))
    return PageInk(
        number=page.page_number,
        width=width,
        height=height,
        runs=[*(_run(char, float(page.height), dx, dy) for char in chars), *_fields(page)],
        outlines=[
            outline
            for shape in shapes[: limits.page_objects]
            for outline in _outlines(shape, float(corner[0]) + dx, float(corner[1]) + dy)
        ],
        undecoded=count_undecoded("".join(char["text"] for char in chars)) / (len(chars) or 1),
        images=min(1.0, pictures / (width * height or 1.0)),
    )


def _fields(page: Any) -> list[Run]:
    try:
        return list(field_runs(page.page_obj))
    except Exception:  # broken fields; pdfminer raises whatever they make it raise
        return []


def _run(char: dict[str, Any], height: float, dx: float, dy: float) -> Run:
    a, b, _c, _d, e, f = char["matrix"]
    return Run(
        text=char["text"],
        x=e - dx,
        y=height - f - dy,
        size=float(char["width"] if abs(b) > abs(a) else char["height"]),
        width=char["adv"] * math.hypot(a, b),
        angle=math.degrees(math.atan2(b, a)) if b else (180.0 if a < 0 else 0.0),
    )


def _outlines(shape: dict[str, Any], dx: float, dy: float) -> Iterator[Outline]:
    xs, ys = [float(x) - dx for x, _ in shape["pts"]], [float(y) - dy for _, y in shape["pts"]]
    if len(xs) < 2:
        return
    closed = shape["object_type"] == "rect" or shape["path"][-1][0] == "h"
    if shape["fill"]:
        yield Outline(xs, ys, True, True, _shade(shape["non_stroking_color"]))
    if shape["stroke"]:
        yield Outline(xs, ys, closed, False, _shade(shape["stroking_color"]))


def _shade(colour: Any) -> float:
    """Lightness from 0 (black) to 1 (white) of a grey, RGB or CMYK colour; patterns count as black."""
    if isinstance(colour, int | float):
        return float(colour)
    if not isinstance(colour, tuple | list) or not all(isinstance(part, int | float) for part in colour):
        return 0.0
    if len(colour) == 4:
        return float(1.0 - min(1.0, max(colour[:3]) + colour[3]))
    return float(min(colour, default=0.0))
