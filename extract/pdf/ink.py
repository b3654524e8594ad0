"""What a page shows, before anyone looks for tables: characters with their origins, straight strokes, filled areas.

Coordinates are PDF points from the top left of the page as displayed, y downwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from extract.message import Message
from extract.model import Box, Note, PagePlace


class Run(Struct, frozen=True, gc=False):
    """Characters side by side on one baseline, in drawing order: one, or several known to belong together.

    x, y: origin of the first (left end of its baseline); size: height of the font's em box in points; width: advance
    from there to the end of the last (0 where unknown); angle: degrees the baseline is turned counter-clockwise from
    left-to-right; stops: where along the baseline each character begins, the first at any figure, empty where that is
    unknown or plain;
    care: 0 as the file states it, 1 read by OCR, 2 read by OCR and not sure.
    """

    text: str
    x: float
    y: float
    size: float
    width: float = 0.0
    angle: float = 0.0
    stops: tuple[float, ...] = ()
    care: int = 0

    @property
    def reach(self) -> float:
        """How far along the baseline the last character begins."""
        return self.stops[-1] - self.stops[0] if self.stops else 0.0


class Outline(Struct, frozen=True, gc=False):
    """Straight segments that are either stroked or filled, in the lightness `shade` (0 black … 1 white).

    xs, ys: of its corners in drawing order; closed: the last joins the first; clip: the box outside of which nothing
    shows.
    """

    xs: Sequence[float]
    ys: Sequence[float]
    closed: bool
    filled: bool
    shade: float = 0.0
    clip: Box | None = None


class PageInk(Struct, frozen=True):
    """All ink of one page, in drawing order.

    images: share of the page that pictures cover, 0…1; undecoded: share of characters whose meaning is unknown, 0…1;
    lean: degrees counter-clockwise by which a scanned page lies askew, set straight already.
    """

    number: int
    width: float
    height: float
    runs: list[Run]
    outlines: list[Outline]
    images: float = 0.0
    undecoded: float = 0.0
    lean: float = 0.0
    notes: tuple[Note, ...] = ()


_UNDECODED = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]")


def count_undecoded(text: str) -> int:
    """How many characters stand for nothing: no mapping to Unicode, control codes, replacement characters."""
    return len(_UNDECODED.findall(text))


def unreadable_page(number: int) -> PageInk:
    """A page that cannot be loaded: no ink, and a note."""
    message = Message(f"第 {number} 页已损坏，无法读取", f"page {number} is damaged and could not be read")
    return PageInk(number, 0.0, 0.0, [], [], notes=(Note("page-unreadable", message, PagePlace(number)),))
