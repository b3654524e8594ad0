"""PDFs drawn with reportlab in the awkward ways reporting systems draw: one Pen per way."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, Literal

from corpus.make.paper import Frame, Page, Words, typeset
from corpus.make.sheet import Sheet

UMING = "/usr/share/fonts/truetype/arphic/uming.ttc"


@dataclass(frozen=True, slots=True)
class Pen:
    """How lines and letters are put down.

    rules: strokes = one line an edge; rectangles = thin filled boxes; frames = every cell its own stroked border, inner
    edges twice; pieces = edges split in three; dashed. bold: text drawn twice, a hair apart. decoys: white and clipped
    lines that nobody sees. shaded: header cells on grey. embedded: a subset font with a map to Unicode, else the
    font of the trade (STSong-Light, UniGB-UCS2-H), named and not embedded.
    """

    rules: Literal["strokes", "rectangles", "frames", "pieces", "dashed"] = "strokes"
    bold: bool = False
    decoys: bool = False
    shaded: bool = False
    embedded: bool = True


PENS = {
    "strokes": Pen(),
    "rectangles": Pen("rectangles", shaded=True),
    "frames": Pen("frames", bold=True),
    "pieces": Pen("pieces", decoys=True),
    "dashed": Pen("dashed", shaded=True, decoys=True),
    "plain-font": Pen("strokes", embedded=False),
}


def to_pdf(sheet: Sheet, pen: Pen, size: float = 9.0, height: float | None = None) -> bytes:
    """The sheet drawn with this pen on pages of this height; the same bytes on every run. Needs reportlab."""
    from reportlab.pdfgen.canvas import Canvas

    paper = typeset(sheet, size, height)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(paper.width, paper.height), invariant=1, pageCompression=1)
    font = _font(pen)
    for page in paper.pages:
        canvas.translate(0, 0)
        _draw(canvas, page, pen, font, paper.height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _font(pen: Pen) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    name = "UMing" if pen.embedded else "STSong-Light"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, UMING, subfontIndex=0) if pen.embedded else UnicodeCIDFont(name))
    return name


def _draw(canvas: Any, page: Page, pen: Pen, font: str, height: float) -> None:
    if pen.shaded:
        canvas.setFillGray(0.9)
        for frame in (frame for frame in page.frames if frame.shaded):
            canvas.rect(
                frame.x0, height - frame.bottom, frame.x1 - frame.x0, frame.bottom - frame.top, stroke=0, fill=1
            )
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.6)
    if pen.rules == "frames":
        for frame in page.frames:
            canvas.rect(frame.x0, height - frame.bottom, frame.x1 - frame.x0, frame.bottom - frame.top)
    else:
        for edge in _edges(page.frames):
            _edge(canvas, edge, pen, height)
    if pen.decoys:
        _decoys(canvas, page, height)
    for words in page.words:
        _write(canvas, words, pen, font, height)


Edge = tuple[float, float, float, float]  # x0, top, x1, bottom; one of the pairs equal


def _edges(frames: list[Frame]) -> list[Edge]:
    """Every edge of every cell once, shared ones of equal length not twice."""
    edges: dict[Edge, None] = {}
    for frame in frames:
        x0, top, x1, bottom = (round(value, 2) for value in (frame.x0, frame.top, frame.x1, frame.bottom))
        for edge in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
            edges.setdefault(edge)
    return list(edges)


def _edge(canvas: Any, edge: Edge, pen: Pen, height: float) -> None:
    x0, top, x1, bottom = edge
    if pen.rules == "rectangles":
        canvas.rect(x0 - 0.25, height - bottom - 0.25, x1 - x0 + 0.5, bottom - top + 0.5, stroke=0, fill=1)
        return
    canvas.setDash(2, 1) if pen.rules == "dashed" else canvas.setDash()
    parts = 3 if pen.rules == "pieces" else 1
    for part in range(parts):
        a, b = part / parts, (part + 1) / parts
        canvas.line(
            x0 + (x1 - x0) * a,
            height - (top + (bottom - top) * a),
            x0 + (x1 - x0) * b,
            height - (top + (bottom - top) * b),
        )


def _decoys(canvas: Any, page: Page, height: float) -> None:
    """A white line and a clipped-away line through the middle of every third cell."""
    for frame in page.frames[::3]:
        middle = height - (frame.top + frame.bottom) / 2
        canvas.saveState()
        canvas.setStrokeGray(1)
        canvas.line(frame.x0 + 1, middle + 2, frame.x1 - 1, middle + 2)
        canvas.restoreState()
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(0, 0, 1, 1)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.line(frame.x0, middle - 2, frame.x1, middle - 2)
        canvas.restoreState()


def _write(canvas: Any, words: Words, pen: Pen, font: str, height: float) -> None:
    canvas.setFont(font, words.size)
    canvas.drawString(words.x, height - words.y, words.text)
    if pen.bold:
        canvas.drawString(words.x + 0.3, height - words.y, words.text)
