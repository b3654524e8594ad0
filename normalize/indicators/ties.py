"""Which goal the rows of an indicator block are of: named by the block's label, or told in columns beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.goals.goal import RawGoal
from normalize.indicators.row import GOAL, Row
from normalize.layout.columns import Columns
from normalize.layout.lines import Line, headings
from normalize.layout.segments import Segment
from normalize.layout.signs import goal_label
from normalize.ledger import Ledger
from normalize.words.text import fold, split_points
from normalize.words.values import Setting, read_cell


def goal_beside(columns: Columns | None, line: Line, goals: list[RawGoal], ledger: Ledger) -> int | None:
    """The number of the goal whose text runs down beside a row, in a column of its own; a new text is a new goal."""
    assert columns is not None
    if GOAL[0] not in columns:
        return None
    under = {columns.all[at].field: cells[0] for at, cells in columns.split(line.cells).items()}
    expected, actual = (under.get(name) for name in GOAL)
    if expected is None or not fold(expected.text):
        return None
    if all(goal.place != expected.place for goal in goals):
        prose = Setting("prose")
        goals.append(RawGoal(None, read_cell(expected, prose), read_cell(actual, prose), expected.place, tied=True))
        ledger.claim(expected, actual)
    return next(n for n, goal in enumerate(goals, 1) if goal.place == expected.place)


def tied_before(goals: list[RawGoal], rows: Sequence[Row], head: Line) -> int | None:
    """The goal that alone stands between the rows read so far and a heading, if it labels what follows.

    Goals in a list of their own label no block.
    """
    read = (rows[-1].line.table, rows[-1].line.row) if rows else (0, 0)
    between = [
        n for n, goal in enumerate(goals, 1) if read < (goal.place.table, goal.place.row) <= (head.table, head.row)
    ]
    return between[0] if len(between) == 1 and goals[between[0] - 1].tied else None


def claim_header(segment: Segment, goals: list[RawGoal], ledger: Ledger) -> int | None:
    """Claim the heading; a block label that names a goal with its points becomes that goal. Gives its number."""
    assert segment.columns is not None
    number = None
    for line in segment.header:
        ledger.claim(*line.fresh)
    ledger.pass_over(*headings(segment.header, segment.columns.all[0].first))
    first = segment.header[0]
    for cell in first.cells:
        if cell.place.col < segment.columns.all[0].first and goal_label(cell.text):
            points = split_points(cell.text)[1]
            counted = bool(re.search(r"目标[\d一二三四五六七八九十]", fold(cell.text)))
            if counted and not (goals and goals[-1].tied and goals[-1].place == cell.place):
                goals.append(RawGoal(points, None, None, cell.place, tied=True))
                number = len(goals)
            ledger.claim(cell)
    return number
