"""Points and scores of goals: in columns of the goal block (分值, 得分), or under the columns of the block below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from extract.model import Cell
from normalize.goals.goal import RawGoal
from normalize.labels import vocabulary
from normalize.layout.columns import Column, Columns
from normalize.layout.lines import overlap
from normalize.layout.segments import Segment
from normalize.ledger import Ledger
from normalize.words.text import fold
from normalize.words.values import Setting, read_value

_FIELDS = ("weight", "score")
_FIGURE = re.compile(r"^\s*(?:(?:自评)?得分\s*[:：])?\s*(?P<figure>\d{1,3}(?:[.．]\d+)?)\s*分?\s*$")


def with_scores(
    goals: Sequence[RawGoal], segment: Segment, below: Columns | None, ledger: Ledger
) -> tuple[RawGoal, ...]:
    """The goals of a block with the figures that stand beside them and belong to no text of theirs.

    below: the columns of the indicator block, under whose 得分 a goal's score may stand without a heading of its own.
    """
    scored = list(goals)
    heads = list(_heads(segment, ledger))
    for line in segment.lines:
        at = max((n for n, goal in enumerate(scored) if goal.place.row <= line.row), default=None)
        for cell in line.fresh:
            found = None if ledger.claimed(cell) else _FIGURE.match(cell.text)
            field = _field(cell, heads, below) if found else None
            if at is None or found is None or field is None:
                continue
            goal = scored[at]
            if field == "weight" and goal.points is None:
                scored[at] = replace(goal, points=fold(found["figure"]))
            elif field == "score" and goal.score is None:
                place = cell.place.part(found.start("figure"), len(cell.text.rstrip()))
                figure = cell.text[found.start("figure") :]
                scored[at] = replace(goal, score=read_value(figure, place, Setting("points")))
            else:
                continue
            ledger.claim(cell)
    return tuple(scored)


def _heads(segment: Segment, ledger: Ledger) -> Iterator[tuple[str, Cell]]:
    """The headings of the goal block that name points or scores."""
    for line in segment.lines:
        for cell in line.fresh:
            field = None if ledger.claimed(cell) else vocabulary().indicators.exact(cell.text)
            if field in _FIELDS:
                assert field is not None
                ledger.claim(cell)
                yield field, cell


def _field(cell: Cell, heads: Sequence[tuple[str, Cell]], below: Columns | None) -> str | None:
    """What a figure is: by its own words, by the heading over it, else by the column of the block below."""
    if "得分" in cell.text:
        return "score"
    own = (column for column in (below.all if below else ()) if column.half is None)
    columns: Iterator[Column] = (column for column in own if column.field in _FIELDS)
    spans = chain(
        ((field, head.place.col, head.place.col + head.cols) for field, head in heads),
        ((column.field, column.first, column.last) for column in columns),
    )
    return next((field for field, first, last in spans if overlap(cell, first, last) > 0), None)
