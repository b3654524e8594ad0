"""What a row of a grid opens: a title, a fund block, a goal block, an indicator block, a total … or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.funds.header import funds_begin, pairs_begin
from normalize.indicators.header import indicators_begin
from normalize.layout.lines import Line
from normalize.layout.segments import Opening
from normalize.layout.signs import goals_begin, is_title


def opening(lines: Sequence[Line], at: int) -> Opening | None:
    """What the row at an index opens whatever stands above it, or None."""
    line = lines[at]
    if not line.fresh:
        return None
    return (
        indicators_begin(lines, at)
        or funds_begin(lines, at)
        or (Opening("title") if is_title(line) else None)
        or (Opening("fund_pairs") if pairs_begin(lines, at) else None)
        or (Opening("goals") if goals_begin(line) else None)
    )
