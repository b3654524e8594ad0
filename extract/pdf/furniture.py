"""Page numbers and running headers: what the page carries, not the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from msgspec import Struct

from extract.model import Box
from extract.pdf.text import Line

_ZONE = 0.1  # share of the page's height, at the top and at the bottom, where running headers stand
_MARGIN = 100.0  # points from the edge within which page numbers stand, on pages of any height
_LARGEST = 12.5  # points: larger letters are a title, whatever they repeat
_NUMBER = re.compile(
    r"^[-—–－·~～\s]*(第\s*)?(?P<number>\d{1,4}|[ivxlc]{1,6})(\s*页)?([\s,，]*([/／]|共|of)\s*(共\s*)?\d{1,4}\s*页?)?"
    r"[-—–－·~～\s]*$|^page\s*\d+(\s*of\s*\d+)?$",
    re.IGNORECASE,
)


class Layout(Struct, frozen=True):
    """A page's height, its lines outside tables, and the boxes of its tables."""

    height: float
    lines: Sequence[Line]
    tables: Sequence[Box] = ()


def furniture(pages: Sequence[Layout]) -> set[int]:
    """The ids of those lines that are page numbers or running headers."""
    found = {id(line) for page in pages for line in _outermost(page) if _is_number(line, page)}
    limit = min(_LARGEST, _body_size(pages) * 1.15)
    edge = [
        (line, index)
        for index, page in enumerate(pages)
        for line in page.lines
        if _in_zone(line, page.height) and not _under_title(line, page, limit)
    ]
    pages_of = Counter((text, level) for text, level, _ in {(_masked(line), _level(line), at) for line, at in edge})
    for line, _ in edge:
        near = max(pages_of[_masked(line), _level(line) + step] for step in (-1, 0, 1))
        if near > 1 and near * 2 >= len(pages) and line.size <= limit:
            found.add(id(line))
    return found


def _outermost(page: Layout) -> Iterator[Line]:
    """The first and the last line of a page, where no table stands beyond them."""
    if not page.lines:
        return
    first, last = min(page.lines, key=_middle), max(page.lines, key=_middle)
    if all(_middle(first) < box[1] for box in page.tables):
        yield first
    if all(_middle(last) > box[3] for box in page.tables):
        yield last


def _middle(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2


def _is_number(line: Line, page: Layout) -> bool:
    reach = min(max(_MARGIN, _ZONE * page.height), 0.35 * page.height)
    outside = line.box[3] < reach or line.box[1] > page.height - reach
    return outside and line.size <= _LARGEST * 1.3 and bool(_NUMBER.match(line.text.strip()))


def _in_zone(line: Line, height: float) -> bool:
    return line.box[3] < _ZONE * height or line.box[1] > (1 - _ZONE) * height


def _under_title(line: Line, page: Layout, limit: float) -> bool:
    """Whether larger letters stand between a line and the upper edge: a year under each form's title is of the form."""
    return any(other.size > limit and other.box[3] <= _middle(line) for other in page.lines)


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def _level(line: Line) -> int:
    return round(line.box[3] / 4)


def _body_size(pages: Sequence[Layout]) -> float:
    sizes = [line.size for page in pages for line in page.lines]
    return median(sizes) if sizes else _LARGEST
