"""Headings of fund blocks laid on their side: sources of money as columns, alone or under and over measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from extract.model import Cell
from normalize.funds.labels import AMOUNTS, FUND_MEASURES, fund_label, is_figure, measure
from normalize.labels import vocabulary
from normalize.layout.lines import Line, overlap
from normalize.layout.segments import Head
from normalize.layout.signs import WORDS
from normalize.words.text import fold, key
from normalize.words.values import is_blank

_HEIGHTS = (1, 2)
_SHORT = {"支出": "executed", "执行": "executed", "决算": "executed"}  # under a source of money


def heads_across(lines: Sequence[Line], at: int) -> tuple[Head, ...]:
    """The columns of a heading in one row or two (``中央 | 省级 | 合计 | 执行数 | 执行率``), none where it is no such.

    It names two sources or more and nothing it does not know, over a row of figures whose label is no source itself.
    """
    for height in _HEIGHTS:
        band = lines[at : at + height]
        below = lines[at + height] if at + height < len(lines) else None
        heads = _heads(band, below) if below is not None else ()
        if below is not None and heads and states_figures(below, heads):
            return () if _lists_units(lines[at + height :], heads) else heads
    return ()


def _lists_units(below: Sequence[Line], heads: Sequence[Head]) -> bool:
    """Whether the rows under columns that say both source and measure each state them of another unit."""
    labels = [row_label(line, heads) for line in below[:2] if states_figures(line, heads)]
    said = all(head.source is not None and head.measure is not None for head in heads)
    return said and len(labels) > 1 and None not in labels and labels[0] is not labels[1]


def height_of(heads: Sequence[Head], row: int) -> int:
    """How many rows from a given one a heading takes."""
    return max(head.cell.place.row + head.cell.rows for head in heads) - row


def states_figures(line: Line, heads: Sequence[Head]) -> bool:
    """Whether a row says figures or nothing under such columns, beside nothing but a measure (预算数) or 金额."""
    first = min(head.cell.place.col for head in heads)
    words = vocabulary().fund_rows
    reasons = [head.cell for head in heads if head.measure == "reason"]
    said = [cell for cell in line.fresh if cell.place.col >= first and not is_blank(cell.text)]
    said = [
        cell for cell in said if not any(overlap(cell, one.place.col, one.place.col + one.cols) > 0 for one in reasons)
    ]
    rows = [cell for cell in line.fresh if cell.place.col < first and words.meaning(fund_label(cell.text))]
    named = any(cell is not measure(line) for cell in rows)
    return bool(said) and not named and all(is_figure(cell.text) for cell in said)


def row_label(line: Line, heads: Sequence[Head]) -> Cell | None:
    """The words left of the columns in a row of figures: a measure that no field is for (结余结转数)."""
    first = min(head.cell.place.col for head in heads)
    left = [cell for cell in line.fresh if cell.place.col + cell.cols <= first and WORDS.search(fold(cell.text))]
    return left[-1] if left else None


def goes_on(line: Line, heads: Sequence[Head]) -> bool:
    """Whether a row states figures or dashes under two of the columns and nothing else, whatever its label says."""
    label = row_label(line, heads)
    if states_figures(line, heads):
        return True
    said = [cell for cell in line.fresh if cell is not label and fold(cell.text)]
    figures = [cell for cell in said if is_figure(cell.text)]
    return label is not None and len(figures) > 1 and all(cell in figures or is_blank(cell.text) for cell in said)


def _heads(band: Sequence[Line], below: Line) -> tuple[Head, ...]:
    found = [_head(cell, band) for cell in _lowest(band, below)]
    heads = _after_their_measure(head for head in found if head is not None)
    sources = {key(fund_label(head.source.text)) for head in heads if head.source is not None}
    return heads if None not in found and len(sources) > 1 else ()


def _lowest(band: Sequence[Line], below: Line) -> list[Cell]:
    """The lowest headings of a band, without the label of the block at the left and a heading over measures (类别)."""
    beyond = band[-1].row + 1
    lowest = [cell for cell in band[-1].cells if cell.text.strip()]
    words = vocabulary()
    label = measure(below)
    while lowest and (
        lowest[0].place.row + lowest[0].rows > beyond
        or words.blocks.exact(lowest[0].text) == "funds"
        or words.fund_columns.exact(lowest[0].text) == "source"
        or (label is not None and lowest[0].place.col == label.place.col)
    ):
        lowest = lowest[1:]
    whole = all(cell.place.row + cell.rows == beyond and cell.place.row >= band[0].row for cell in lowest)
    over = [cell for cell in band[0].fresh if lowest and cell.place.col + cell.cols > lowest[0].place.col]
    return lowest if whole and all(_source(cell) or _measure(cell) for cell in over) else []


def _head(cell: Cell, band: Sequence[Line]) -> Head | None:
    """A column by its own heading and the one over it, whichever of them names the source and whichever the measure."""
    above = (other for other in band[0].cells if other.place.row < cell.place.row)
    stack = [cell, *(other for other in above if overlap(other, cell.place.col, cell.place.col + cell.cols) > 0)]
    source = next((one for one in stack if _source(one)), None)
    name = next((name for one in stack if (name := _measure(one))), None)
    return Head(source, name, cell) if source is not None or name is not None else None


def _source(cell: Cell) -> str | None:
    return vocabulary().fund_rows.meaning(fund_label(cell.text))


def _measure(cell: Cell) -> str | None:
    name = vocabulary().fund_columns.exact(cell.text) or _SHORT.get(key(cell.text))
    return name if name in AMOUNTS | FUND_MEASURES or name == "reason" else None


def _after_their_measure(heads: Iterable[Head]) -> tuple[Head, ...]:
    """``预算数 | 其中：中央 | 省级 | 执行数 | 其中：中央``: sources behind an amount are parts of that amount."""
    amount: str | None = None
    found = []
    for head in heads:
        if head.source is None and head.measure in AMOUNTS:
            amount = head.measure
        found.append(replace(head, measure=amount) if head.measure is None else head)
    return tuple(found)
