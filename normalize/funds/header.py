"""Where a fund block begins: under columns, laid on its side, as labels beside their figures."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extract.model import Cell
from normalize.funds.budgets import with_adjusted_budget, with_planned, with_released_budget, with_sum
from normalize.funds.groups import told_apart
from normalize.funds.heads import heads_across, height_of
from normalize.funds.labels import (
    AMOUNTS,
    FUND_MEASURES,
    figure_or_dash,
    fund_column,
    fund_label,
    heads_sides,
    opens_pairs,
    paired_column,
    year_of,
)
from normalize.labels import vocabulary
from normalize.layout.columns import Column, Columns, header_columns, nearest_known, with_halves
from normalize.layout.lines import Line, overlap
from normalize.layout.segments import Opening
from normalize.layout.signs import MAX_LABEL, WORDS
from normalize.words.text import fold

_FIGURES = 2  # figures in a row that make it one of amounts
_ROWS = 2  # rows of sources that tell a fund block by themselves
_SURE = 4  # headers of one block in a row that need no exact wording among them


def funds_begin(lines: Sequence[Line], at: int) -> Opening | None:
    """The fund block that begins at a row, under columns or laid on its side, or None."""
    return _across(lines, at) or _header(lines, at) or _under_sides(lines, at)


def _header(lines: Sequence[Line], at: int) -> Opening | None:
    line = lines[at]
    words = vocabulary()
    fields = {}
    inner = frozenset(cell.text for cell in line.fresh[1:] if cell.rows == 1)

    def meaning(text: str) -> str | None:
        return fund_column(text) or (words.fund_columns.meaning(text) if text in inner else None)

    grouped = (*line.fresh, *_under_groups(lines, at))
    for cell in grouped:
        if not (cell.rows > 1 and words.blocks.exact(cell.text) == "funds") and len(cell.text) <= MAX_LABEL + 8:
            field = meaning(cell.text)
            if field:
                fields[cell.place.col] = field
    said = set(fields.values())
    amounts = len(said & AMOUNTS)
    told = amounts > 1 or (amounts and said & FUND_MEASURES) or {"source", "amount"} <= said
    listed = bool(said & (AMOUNTS | FUND_MEASURES)) and _lists_sources(lines[at + 1 :])
    if not (told or listed) or any(figure_or_dash(cell) for cell in grouped):
        return None
    if not (listed or len(fields) >= _SURE or any(words.fund_columns.exact(cell.text) for cell in grouped)):
        return None
    heads = (cell for cell in line.fresh if cell.place.col in fields or cell is not line.fresh[0])
    height = max((cell.rows for cell in heads if cell.rows <= 3), default=1)
    height = next((n for n in range(1, height) if at + n < len(lines) and _has_amounts(lines[at + n])), height)
    band = lines[at : at + height]
    columns = header_columns(band, meaning, line.row + height).all
    labels = {"funds"}  # 项目资金（万元） in a cell of its own heads no column either
    kept = tuple(column for column in columns if column.field or words.blocks.exact(column.label) not in labels)
    below = lines[at + height] if at + height < len(lines) else None
    while len(kept) > 1 and below is not None and _heads_labels(kept[0], below):
        kept = kept[1:]
    known_columns = nearest_known(_of_the_last_year(told_apart(kept, band)), words.fund_columns.nearest)
    halved = with_halves(known_columns, words.fund_columns.exact, AMOUNTS | FUND_MEASURES)
    settled = with_released_budget(with_planned(with_sum(halved)))
    return Opening("funds", height, with_adjusted_budget(settled, lines[at + height :]))


def _under_groups(lines: Sequence[Line], at: int) -> tuple[Cell, ...]:
    """The headings under a row that only says of what they are: 上半年 | 全年 over 预算数 | 执行数, twice."""
    line = lines[at]
    if at + 1 >= len(lines) or not any(cell.rows == 2 for cell in line.fresh):
        return ()
    below = lines[at + 1]
    flat = [cell for cell in line.fresh if cell.rows == 1]
    under = [sum(overlap(cell, one.place.col, one.place.col + one.cols) > 0 for cell in below.fresh) for one in flat]
    return below.fresh if min(under, default=0) > 0 and max(under) > 1 else ()


def _of_the_last_year(columns: Sequence[Column]) -> Columns:
    """The columns without meaning for those of an earlier year: 2021年执行数 beside 2022年执行数."""
    last: dict[str | None, int] = {}
    for one in columns:
        last[one.field] = max(last.get(one.field, 0), year_of(one.label))
    return Columns(
        tuple(replace(one, field=None) if 0 < year_of(one.label) < last[one.field] else one for one in columns)
    )


def _under_sides(lines: Sequence[Line], at: int) -> Opening | None:
    """A fund header with 收入 and 支出 over its two halves in a row of their own."""
    below = _header(lines, at + 1) if at + 1 < len(lines) and heads_sides(lines[at]) else None
    return replace(below, height=below.height + 1) if below else None


def pairs_begin(lines: Sequence[Line], at: int) -> bool:
    """Whether a row begins a fund block of labels beside their figures, also of two sides."""
    sides = at + 1 < len(lines) and opens_pairs(lines[at], lines[at + 1])
    return sides or _is_pair(lines[at])


def _has_amounts(line: Line) -> bool:
    """Whether a row states figures: a label beside it that is merged down so far heads rows, not columns."""
    return sum(figure_or_dash(cell) for cell in line.fresh) >= _FIGURES


def _lists_sources(below: Sequence[Line]) -> bool:
    """Whether the next rows name sources of money, with figures behind them, whatever the headings over these say."""
    known = vocabulary().fund_rows.exact
    rows = below[:_ROWS]
    labels = [sum(known(fund_label(cell.text)) is not None for cell in line.fresh) for line in rows]
    return len(rows) == _ROWS and set(labels) == {1} and all(map(_has_amounts, rows))


def _heads_labels(column: Column, below: Line) -> bool:
    """Whether the label of a fund row stands under a header: it heads the labels, not their amounts.

    Words under a header of amounts or rates (预算执行 over 部门整体支出) are such a label, known or not.
    """
    under = [cell for cell in below.fresh if cell.place.col <= column.first < cell.place.col + cell.cols]
    if not under or figure_or_dash(under[0]):
        return False
    measure_over_words = column.field in AMOUNTS | FUND_MEASURES and WORDS.fullmatch(fold(under[0].text))
    worded = bool(measure_over_words) and under[0] is below.fresh[0]
    return worded or vocabulary().fund_rows.meaning(under[0].text) is not None


def _is_pair(line: Line) -> bool:
    """``预算数： | 2.38 | 执行数： | 2.38``: labels of columns, each beside its value."""
    fields = {paired_column(line, cell) for cell in line.fresh}
    return "executed" in fields and bool({"full_budget", "initial_budget"} & fields)


def _across(lines: Sequence[Line], at: int) -> Opening | None:
    """``合计 | 中央资金 | 省级资金`` over ``预算数 | 180 | 100 | 50``: a fund block laid on its side."""
    heads = heads_across(lines, at)
    return Opening("fund_pairs", height_of(heads, lines[at].row), heads=heads) if heads else None
