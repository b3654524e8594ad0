"""The rows of the indicator blocks in order: those that are records, under the labels and goals in force."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from extract.message import Message
from extract.model import Cell, Note
from normalize.goals.goal import RawGoal
from normalize.indicators.levelcolumns import LEVELS, POINTS
from normalize.indicators.levels import is_kind_of, level_across
from normalize.indicators.row import Block, Row, is_record, name_of, row_of
from normalize.indicators.running import Running, level_beside, settle_labels
from normalize.indicators.stacked import apart, lists_several, may_list
from normalize.indicators.sums import add_sum, add_sum_below, close_parts, sums_part
from normalize.indicators.ties import claim_header, goal_beside, tied_before
from normalize.layout.columns import Columns
from normalize.layout.lines import Line
from normalize.layout.segments import Segment
from normalize.layout.signs import is_subtotal
from normalize.ledger import Ledger
from normalize.words.text import fold, join


def gather_rows(segments: Sequence[Segment], goals: list[RawGoal], ledger: Ledger) -> Block:
    """The indicator rows of a form's blocks in order; goals gains those that label a block (年度绩效目标1（40分）)."""
    block = Block()
    state = Running()
    goal: int | None = None
    for segment in segments:
        if segment.kind == "goals":
            continue
        if segment.header:
            tied = claim_header(segment, goals, ledger)
            goal = tied or tied_before(goals, block.rows, segment.header[0]) or goal
            state = Running() if tied else state
            state.across = level_across(segment.header[0]) or level_beside(segment)
        for line in segment.lines:
            _take(block, state, segment, line, goal_beside(segment.columns, line, goals, ledger) or goal, ledger)
    close_parts(block)
    _group(block.rows)
    return block


def _take(block: Block, state: Running, segment: Segment, line: Line, goal: int | None, ledger: Ledger) -> None:
    assert segment.columns is not None
    if not line.fresh:
        return
    across = level_across(line)
    if across is not None:
        kind = is_kind_of(across, state.across)
        state.across, state.across_second = (state.across, across) if kind else (across, None)
        ledger.claim(*line.fresh)
        return
    row = row_of(line, segment.columns, goal)
    _claim_block_label(segment.columns, line, ledger)
    if segment.kind == "subtotal" or is_subtotal(line):
        add_sum(block, row, first=1 if segment.kind == "subtotal" else None)
        ledger.claim(*line.fresh)
        return
    part = sums_part(row)
    settle_labels(row, state, block)
    if part is not None:
        add_sum_below(block, row, part)
        ledger.claim(*line.fresh)
        return
    ledger.claim(*(row.under.get(name) for name in (*LEVELS, *POINTS.values())))
    if is_record(row, ledger):
        ledger.claim(*row.under.values(), *(cell for _, cell in row.extra))
        for one in _apart(row, ledger):
            one.name = name_of(one.under.get("level_3"))
            block.rows.append(one)


def _apart(row: Row, ledger: Ledger) -> list[Row]:
    """The rows that were typed line under line into one; a list of names without as many values is remarked."""
    third = row.under.get("level_3")
    if third is None or third.place.row != row.line.row or not may_list(row.under):
        return [row]
    beside = {f"extra {at}": cell for at, (_, cell) in enumerate(row.extra)}
    pieces = apart(row.under | beside)
    if not pieces and lists_several(row.under):
        ledger.notes.append(_listed(third))
    return [
        dataclasses.replace(
            row,
            under={name: piece[name] for name in row.under},
            extra=[(column, piece[name]) for name, (column, _) in zip(beside, row.extra, strict=True)],
        )
        for piece in pieces
    ] or [row]


def _listed(cell: Cell) -> Note:
    text = join(cell.text)
    return Note(
        "several-indicators",
        Message(
            f"“{text}”一行列有多项内容，名称、指标值、完成值不能逐项对应，按一项读取",
            f"several things in one row, whose names and values do not match one by one, read as one: {text}",
        ),
        cell.place,
    )


def _claim_block_label(columns: Columns, line: Line, ledger: Ledger) -> None:
    """A cell at the left of all columns is the block's own label (绩⏎效⏎指⏎标)."""
    left = columns.all[0].first
    for cell in line.fresh:
        if cell.place.col + cell.cols <= left and not re.search(r"\d{3}", fold(cell.text)):
            ledger.claim(cell)


def _group(rows: list[Row]) -> None:
    """Number the rows that share one merged weight or score cell."""
    number, before = 0, None
    for row in rows:
        shared = before is not None and any(
            name in row.under and row.under[name] == before.under.get(name) and fold(row.under[name].text)
            for name in ("weight", "score")
        )
        if before is not None and shared:
            if before.group is None:
                number += 1
                before.group = number
            row.group = before.group
        before = row
