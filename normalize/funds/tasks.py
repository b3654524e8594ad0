"""Lists of tasks with what was planned and spent on each, beside the fund block of a department's form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.model import Cell
from normalize.funds.labels import fund_label
from normalize.labels import vocabulary
from normalize.layout.columns import Columns
from normalize.layout.lines import Line, headings, overlap
from normalize.layout.segments import Segment
from normalize.ledger import Ledger
from normalize.model import Section
from normalize.words.text import join, stem

_TASKS = re.compile("任务(?:名称|内容)?$")
_POINTS = frozenset({"weight", "score"})


def settle_tasks(segments: Sequence[Segment]) -> None:
    """Turn each fund block that lists tasks (任务名称 | 主要内容 | 预算数 | 执行数) into one of kind ``tasks``.

    A list with points, or one that adds up its amounts in a form with no fund block above it, is the form's own.
    """
    funded = False
    for segment in segments:
        if segment.kind == "funds" and segment.columns is not None and _lists_tasks(segment, segment.columns):
            own = not funded and any(map(_adds_up, segment.lines))
            segment.kind = "funds" if own else "tasks"
        funded = funded or segment.kind in ("funds", "fund_pairs")


def read_tasks(segments: Sequence[Segment], ledger: Ledger) -> list[Section]:
    """One section a task: under its name everything its row says, each cell behind its headings."""
    found = []
    for segment in segments:
        for line in segment.header:
            ledger.claim(*line.fresh)
        ledger.pass_over(*headings(segment.header))
        for line in segment.lines:
            named = _name(segment, line)
            if named is not None:
                rest = [cell for cell in line.fresh if cell is not named and cell.place.col > named.place.col]
                said = [f"{_headed(segment, cell)} {join(cell.text)}".strip() for cell in rest]
                found.append(Section(join(named.text), "；".join(said), named.place))
                ledger.claim(named, *rest)
    return found


def _lists_tasks(segment: Segment, columns: Columns) -> bool:
    heads = [cell for line in segment.header for cell in line.cells]
    return any(_TASKS.search(stem(cell.text)) for cell in heads) and not _POINTS & set(columns.fields())


def _adds_up(line: Line) -> bool:
    return any(vocabulary().fund_rows.exact(fund_label(cell.text)) == "total" for cell in line.fresh[:1])


def _name(segment: Segment, line: Line) -> Cell | None:
    """What a row is about: its first words, right of the label of the block."""
    below = segment.header[0].row + len(segment.header)
    named = (cell for cell in line.cells if cell.place.row >= below and re.search(r"[^\W\d_]", cell.text))
    return next(named, None)


def _headed(segment: Segment, cell: Cell) -> str:
    """The headings over a cell, from the highest to the lowest."""
    heads = (head for line in segment.header for head in line.fresh)
    over = (head for head in heads if overlap(head, cell.place.col, cell.place.col + cell.cols) > 0)
    return "".join(join(head.text) for head in over)
