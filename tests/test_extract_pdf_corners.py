"""The corners of paths: read where PDFium keeps them, or asked for one by one, they are the same."""

from __future__ import annotations

import pytest

from extract.limits import LIMITS
from extract.pdf import pdfium
from extract.pdf.ink import Outline
from extract.pdf.pdfium_corners import are_kept_as_known
from pdfdrawing import PENS, Sheet, page_of


def outlines(data: bytes) -> list[Outline]:
    (ink,) = pdfium.pages(data, "", LIMITS)
    return ink.outlines


def figures() -> bytes:
    """Curves, open and closed polygons, several parts in one path, a part of one point, a path without any."""
    sheet = Sheet()
    canvas = sheet.canvas
    canvas.circle(100, 700, 40)
    canvas.roundRect(200, 600, 80, 50, 10, stroke=1, fill=1)
    canvas.translate(0.5, -3)
    path = canvas.beginPath()
    path.moveTo(50, 500)
    path.lineTo(90, 520)
    path.lineTo(70, 560)
    path.close()
    path.moveTo(300, 500)
    path.moveTo(310, 510)
    path.curveTo(320, 520, 330, 500, 340, 510)
    path.rect(400, 400, 30, 20)
    canvas.drawPath(path, stroke=1, fill=1)
    return sheet.bytes()


@pytest.mark.parametrize("data", [figures(), *(page_of("| 一 | < |\n| 二 | 三 |", pen) for pen in PENS.values())])
def test_segments_are_the_same_in_memory_and_asked_one_by_one(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = outlines(data)
    assert kept
    assert are_kept_as_known()
    monkeypatch.setattr("extract.pdf.pdfium_corners.are_kept_as_known", lambda: False)
    assert outlines(data) == kept
