"""Page numbers and running headers: what the page carries, not the document."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median

from extract.pdf_text import Line

_ZONE = 0.1  # share of the page's height, at the top and at the bottom, where they stand
_LARGEST = 12.5  # points: larger letters are a title, whatever they repeat
_NUMBER = re.compile(
    r"^[-—–－·~～\s]*(第\s*)?(\d{1,4}|[ivxlc]{1,6})(\s*页)?([\s,，]*([/／]|共|of)\s*\d{1,4}\s*页?)?[-—–－·~～\s]*$"
    r"|^page\s*\d+(\s*of\s*\d+)?$",
    re.IGNORECASE,
)


def furniture(pages: list[tuple[float, list[Line]]]) -> set[int]:
    """Of the lines outside tables, given page by page with the page's height: the ids of those that are furniture."""
    edge = [(line, page) for page, (height, lines) in enumerate(pages) for line in lines if _in_zone(line, height)]
    found = {id(line) for line, _ in edge if _NUMBER.match(line.text.strip()) and line.size <= _LARGEST * 1.3}
    seen = Counter(key for key in {(_masked(line), _level(line), page) for line, page in edge})
    pages_of = Counter((text, level) for text, level, _ in seen)
    limit = min(_LARGEST, _body_size(pages) * 1.15)
    for line, _ in edge:
        near = max(pages_of[_masked(line), _level(line) + step] for step in (-1, 0, 1))
        if near > 1 and near * 2 >= len(pages) and line.size <= limit:
            found.add(id(line))
    return found


def _in_zone(line: Line, height: float) -> bool:
    return line.box[3] < _ZONE * height or line.box[1] > (1 - _ZONE) * height


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def _level(line: Line) -> int:
    return round(line.box[3] / 4)


def _body_size(pages: list[tuple[float, list[Line]]]) -> float:
    sizes = [line.size for _, lines in pages for line in lines]
    return median(sizes) if sizes else _LARGEST
