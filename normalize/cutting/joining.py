"""Forms cut in two put together again: one that lacks its indicators, and one that has them and says not whose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from normalize.layout.lines import Line
from normalize.layout.segments import Draft
from normalize.layout.signs import identity_labels, title_like
from normalize.words.text import fold, stem

_OF_FORM = re.compile("(?:表|报告|报告书)$")
_WHOSE = frozenset({"project_name", "department", "implementing_unit"})


def joined(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts in order; one without a form's title and without names goes on with the one that waits for it."""
    kept: list[Draft] = []
    for draft in drafts:
        if kept and _waits(kept[-1]) and _goes_on(kept[-1], draft):
            kept[-1].segments += draft.segments
            kept[-1].between += draft.before + draft.between
            kept[-1].after = draft.after
        else:
            kept.append(draft)
    return kept


def _waits(draft: Draft) -> bool:
    """Whether a form says whose it is, and has no indicators."""
    return _is_named(draft) and not draft.has("indicators", "total")


def _goes_on(first: Draft, second: Draft) -> bool:
    """Whether a draft has indicators, neither names nor a title, and nothing said between it and the one before."""
    near = _tables(first)[-1:] == _tables(second)[:1] or not any(fold(one.text) for one in second.before)
    return near and second.has("indicators") and not (_is_named(second) or _is_titled(second))


def _tables(draft: Draft) -> list[int]:
    return [line.table for segment in draft.segments for line in (*segment.header, *segment.lines)]


def _is_named(draft: Draft) -> bool:
    return any(_WHOSE.intersection(identity_labels(line)) for line in _above_indicators(draft))


def _is_titled(draft: Draft) -> bool:
    """Whether a title of a form (…自评表) stands over it, be it in the lines above or in a row; a part's is none."""
    rows = (cell.text for line in _above_indicators(draft) for cell in line.fresh if title_like(cell.text))
    lines = (one.text for one in draft.before if title_like(one.text))
    return any(_OF_FORM.search(stem(text)) for text in (*rows, *lines))


def _above_indicators(draft: Draft) -> Iterator[Line]:
    for segment in draft.segments:
        if segment.kind == "indicators":
            return
        yield from segment.lines
