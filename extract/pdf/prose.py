"""From lines to paragraphs: wrapped lines joined again, as the author typed them."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from extract.pdf.text import Line, first_word

_INDENT = 1.0  # em: a line further in than this begins a paragraph
_SLACK = 0.6  # em by which a wrapped line may end before the margin although the next word had fitted
_SLACK_INDENTED = 4.0  # the same where paragraphs begin with an indent: a line without one goes on
_LEADING = 1.7  # times the usual distance of lines: more white is a new paragraph
_SAME_SIZE = 0.12
_FULL = 0.68  # share of the page's width that no line of a title has room for together with the word that follows
_FURTHER_IN = 3.0  # em: what begins further in is no paragraph, but centred
_SAME_MIDDLE = 0.5  # em by which the middles of two centred lines may differ
_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])")
_ENDS = ("。", "：", ":", "；", "！")


class PageLine(Struct, frozen=True):
    """A line of prose and its page (from 1)."""

    page: int
    line: Line


class Margins(Struct, frozen=True):
    """Where the body's lines begin and end, in points. width: of the narrowest page."""

    left: float
    right: float
    width: float = 0.0


def margins(lines: list[Line], width: float) -> Margins:
    """The left and right edge that most lines of a document keep.

    width: of its narrowest page. Where no line is longer than half of it none was wrapped: a title and what follows it.
    """
    if not lines:
        return Margins(0.0, 0.0)
    long = max(line.box[2] - line.box[0] for line in lines) * 0.7
    body = [line for line in lines if line.box[2] - line.box[0] >= long]
    left, right = _mode([line.box[0] for line in body], min), _mode([line.box[2] for line in body], max)
    return Margins(left, max(right, left + width / 2), width)


def _mode(edges: list[float], of_equals: object) -> float:
    counts = Counter(round(edge / 4) for edge in edges)
    most = max(counts.values())
    if most == 1:
        return min(edges) if of_equals is min else max(edges)
    bins = [value for value, count in counts.items() if count == most]
    chosen = min(bins) if of_equals is min else max(bins)
    near = [edge for edge in edges if abs(edge / 4 - chosen) <= 1]
    return min(near) if of_equals is min else max(near)


def paragraphs(lines: list[PageLine], edge: Margins) -> list[list[PageLine]]:
    """The lines grouped by paragraph, in order."""
    groups: list[list[PageLine]] = []
    for one in lines:
        if groups and _goes_on(groups[-1], one, edge):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def joined(lines: list[PageLine]) -> str:
    """One text of wrapped lines: no space between Chinese characters, one between Latin words."""
    text = ""
    for one in lines:
        part = one.line.text.strip()
        text += (" " if _needs_space(text, part) else "") + part
    return text


def _needs_space(before: str, after: str) -> bool:
    return (
        bool(before)
        and bool(after)
        and before[-1].isascii()
        and after[0].isascii()
        and ((before[-1].isalpha() and after[0].isalnum()) or (before[-1] in ",;:" and after[0].isalpha()))
    )


def _goes_on(group: list[PageLine], one: PageLine, edge: Margins) -> bool:
    before, line = group[-1].line, one.line
    size = max(before.size, line.size)
    if abs(before.size - line.size) > _SAME_SIZE * size:
        return False
    if line.box[0] > edge.left + _INDENT * size:
        return _is_rest_of_title(group, one, edge)
    if _HEADING.match(line.text) and before.text.rstrip().endswith(_ENDS):
        return False
    indented = group[0].line.box[0] > edge.left + _INDENT * size
    if before.box[2] + first_word(line.text, line.size) < edge.right - (_SLACK_INDENTED if indented else _SLACK) * size:
        return False
    return group[-1].page != one.page or not _is_apart(group, line)


def _is_rest_of_title(group: list[PageLine], one: PageLine, edge: Margins) -> bool:
    """A centred line under one that left no room for its first word; what a bracket opens is a line of its own."""
    before, line = group[-1].line, one.line
    (left, _, right, _), (begin, _, end, _) = before.box, line.box
    if begin < edge.left + _FURTHER_IN * line.size or before.text.endswith(_ENDS) or line.text.startswith(("（", "(")):
        return False
    if abs(left + right - begin - end) > 2 * _SAME_MIDDLE * line.size:
        return False
    full = right - left + first_word(line.text, line.size) > _FULL * edge.width
    return full and group[-1].page == one.page and not _is_apart(group, line)


def _is_apart(group: list[PageLine], line: Line) -> bool:
    """True when the white above a line is larger than within the paragraph so far."""
    before = group[-1].line
    step = line.box[3] - before.box[3]
    if step <= 0:
        return True
    if len(group) > 1 and group[-2].page == group[-1].page:
        return step > _LEADING * (before.box[3] - group[-2].line.box[3])
    return step > 3.0 * max(before.size, line.size)
