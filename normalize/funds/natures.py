"""Breakdowns in words under the fund rows: 按收入性质分 beside 按支出性质分, a label and its figure a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise, takewhile

from extract.model import Cell
from normalize.funds.labels import AMOUNTS, fund_label, is_figure
from normalize.funds.pairs import FundRow, setting_of
from normalize.funds.rows import is_fund_row
from normalize.labels import vocabulary
from normalize.layout.columns import Columns
from normalize.layout.lines import Line
from normalize.layout.segments import Segment
from normalize.layout.signs import is_nature
from normalize.ledger import Ledger
from normalize.model import Value
from normalize.words.text import fold, join
from normalize.words.values import read_value

_FIGURES = 2  # figures of a row that make it one under columns
_LABELLED = re.compile(
    r"^\s*(?P<label>.*[^\d\s:：])\s*[:：]\s*(?P<figure>-?[\d,]+(?:\.\d+)?\s*(?:亿元|万元|元)?)?\s*$", re.S
)
_FIGURE = re.compile(r"^-?[\d,]+(?:\.\d+)?(?:亿元|万元|元)?$")
_COLUMNS = ("full_budget", "initial_budget", "executed")  # which of them a breakdown is of the form does not print


def settle_natures(segments: Sequence[Segment]) -> None:
    """Give a block under columns back the rows under 按收入性质分: that stand under its columns, headings and all."""
    for above, below in pairwise(segments):
        if above.kind == "funds" and above.columns is not None and below.kind == "other" and below.lines:
            own = list(takewhile(partial(_goes_on, above.columns), below.lines))
            if own and heads_nature(own[0]) and not all(map(heads_nature, own)):
                above.lines += own
                below.lines = below.lines[len(own) :]


def _goes_on(columns: Columns, line: Line) -> bool:
    return heads_nature(line) or _under(columns, line)


def heads_nature(line: Line) -> bool:
    """Whether a row says nothing but by what the money below is told apart: 按支出性质分：."""
    said = [cell for cell in line.fresh if fold(cell.text)]
    return len(said) == 1 and is_nature(said[0].text)


def _under(columns: Columns, line: Line) -> bool:
    """Whether a row is a source or a use of money with its figures under the columns."""
    under = columns.split(line.fresh)
    figures = [cell for at, cells in under.items() if columns.all[at].field in AMOUNTS for cell in cells]
    return is_fund_row(columns, line) and sum(is_figure(cell.text) for cell in figures) >= _FIGURES


def nature_rows(segment: Segment, total: FundRow, money_unit: str | None, ledger: Ledger) -> list[FundRow]:
    """The parts of a total, each breakdown in the column of its row that it adds up to, else in that of the other one.

    Parts that add up to no column of the total are of the whole year's budget, which is what the block asks for.
    """
    parts = list(_parts(segment, money_unit, ledger))
    stated = [name for name in _COLUMNS if name in total.values]
    if not stated or all(value.number is None for *_, value in parts):
        return []
    sums: dict[int, Decimal] = {}
    for side, _, _, value in parts:
        sums[side] = sums.get(side, Decimal(0)) + (value.number or 0)
    told = {side: name for side, said in sums.items() for name in stated[::-1] if total.values[name].number == said}
    other = next((name for name in stated if name in told.values()), stated[0])
    return [
        FundRow(label, cell, {told.get(side, other): value}, ())
        for side, label, cell, value in sorted(parts, key=lambda part: part[0])
    ]


def _parts(segment: Segment, money_unit: str | None, ledger: Ledger) -> Iterator[tuple[int, str, Cell, Value]]:
    """Side of the breakdown (column of its heading), label, cell and value of each part."""
    sides: list[int] = []
    for line in segment.lines:
        headings = [cell.place.col for cell in line.fresh if is_nature(cell.text)]
        if headings:
            sides = headings
            continue
        found = list(_of_line(line, money_unit)) if sides else []
        if sides and not found and line.fresh:
            return
        for label, cell, holder, value in found:
            ledger.claim(cell, holder)
            yield max((side for side in sides if side <= cell.place.col), default=sides[0]), label, cell, value


def _of_line(line: Line, money_unit: str | None) -> Iterator[tuple[str, Cell, Cell, Value]]:
    """``政府性基金拨款：118.82`` in one cell, or the figure in the cell beside its label."""
    known = vocabulary().fund_rows.meaning
    setting = setting_of("full_budget", money_unit)
    for cell in line.fresh:
        inside = _LABELLED.match(cell.text)
        if inside and known(fund_label(inside["label"])) and inside["figure"]:
            place = cell.place.part(inside.start("figure"), inside.end("figure"))
            yield join(inside["label"]), cell, cell, read_value(inside["figure"], place, setting)
        elif known(fund_label(cell.text)) and not re.search(r"\d", cell.text):
            beside = line.right_of(cell)[:1]
            if beside and _FIGURE.match(fold(beside[0].text)):
                yield (
                    join(cell.text).rstrip("：:"),
                    cell,
                    beside[0],
                    read_value(beside[0].text, beside[0].place, setting),
                )
            else:
                blank = cell.place.part(len(cell.text), len(cell.text))
                yield join(cell.text).rstrip("：:"), cell, cell, read_value("", blank, setting)
