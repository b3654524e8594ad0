"""The level labels in force at a row: its own, those running down beside it, those over the whole width above it."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from extract.model import Cell
from normalize.indicators.levelcolumns import POINTS
from normalize.indicators.levels import Label, beyond_full_marks, first_family, is_part, label_of, with_points
from normalize.indicators.row import Block, Row
from normalize.labels import vocabulary
from normalize.layout.columns import Columns
from normalize.layout.segments import Segment
from normalize.layout.signs import MAX_LABEL, goal_label
from normalize.words.text import key


@dataclass(slots=True)
class Running:
    """The labels above the row being read."""

    first: Label | None = None
    second: Label | None = None
    first_cell: Cell | None = None
    across: Label | None = None
    across_second: Label | None = None


def level_beside(segment: Segment) -> Label | None:
    """``资金管理情况`` merged down beside a list whose columns have no level: the label of a block nobody knows.

    ``三、预算管理情况（20分）`` is a first level beside the second too.
    """
    assert segment.columns is not None
    first = segment.header[0].cells[0]
    levels = {"level_1"} if is_part(first.text) else {"level_1", "level_2"}
    if levels & set(segment.columns.fields()):
        return None
    under = segment.lines[0].cells[0] if segment.lines else None
    goes_on = under is not None and key(under.text) == key(first.text)
    label = label_of(first) if goes_on and first.place.col < segment.columns.all[0].first else None
    if label is not None and is_part(first.text):
        return replace(label, name=key(label.name))
    if label is None or vocabulary().blocks.exact(first.text) or goal_label(first.text) or len(first.text) > MAX_LABEL:
        return None
    return label if "指标" not in label.name or first_family(label.name) else None


def settle_labels(row: Row, state: Running, block: Block) -> None:
    """Settle what the level cells say; an empty second level goes on under the same first level."""
    first_cell, second_cell = row.under.get("level_1"), row.under.get("level_2")
    third = row.under.get("level_3")
    if first_cell is None and second_cell is None and third is not None and beyond_full_marks(third.text):
        first_cell = third  # 加分项 over all levels is a first level of its own
    elif third is not None and _covers_levels(third, row.columns):
        return
    row.first = with_points(_level(row, "level_1", first_cell), row.under.get(POINTS["level_1"]))
    row.second = with_points(_level(row, "level_2", second_cell), row.under.get(POINTS["level_2"]))
    new_first = row.first is not None and first_cell is not state.first_cell
    if "level_1" not in row.columns:
        row.first = state.across
    if "level_2" not in row.columns and state.across_second is not None:
        row.second = state.across_second
        state.second = row.second
    if row.first is not None:
        block.firsts.append(row.first.name)
        if new_first and first_cell is not None:
            same = state.first is not None and state.first.printed == row.first.printed
            state.second = state.second if same else None
            state.first, state.first_cell = row.first, first_cell
    row.running = state.first
    if row.second is not None:
        state.second = row.second
    elif second_cell is None or second_cell.rows == 1:
        row.second = state.second if "level_2" in row.columns else None
    else:
        state.second = None


def _level(row: Row, name: str, cell: Cell | None) -> Label | None:
    return label_of(cell, row.columns[name].label if name in row.columns else "")


def _covers_levels(third: Cell, columns: Columns) -> bool:
    """Whether a name runs over the columns of all levels (预算执行率（10分）): it stands under none."""
    return "level_1" in columns and third.cols > 1 and third.place.col <= columns["level_1"].first
