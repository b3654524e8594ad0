"""Income beside spending: two blocks of fund rows next to each other, as columns or as labels with their figures."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from normalize.funds.labels import AMOUNTS, heads_sides, labels_with_figures, side_name
from normalize.funds.pairs import FundRow, setting_of
from normalize.layout.columns import Column, Columns
from normalize.layout.lines import Line, overlap
from normalize.layout.segments import Segment
from normalize.ledger import Ledger
from normalize.words.text import fold, join
from normalize.words.values import read_value

_LABELLING = (None, "source")


class Side(Struct, frozen=True):
    """One of the blocks: its columns, and the squares its labels stand in, from start up to left."""

    columns: Columns
    start: int
    left: int
    end: int


def sides_of(columns: Columns, header: Sequence[Line]) -> list[Side]:
    """The blocks that columns make, spending first; one block where no column of labels stands among the amounts."""
    cuts = [at for at in range(1, len(columns.all)) if begins(columns.all, at)]
    if not cuts:
        return [_side(columns.all, 0, header[0].grid.n_cols)]
    found = [columns.all[a:b] for a, b in zip([0, *cuts], [*cuts, len(columns.all)], strict=True)]
    sides = [_side(own, own[0].first if n else 0, own[-1].last) for n, own in enumerate(found)]
    named = [_named(side, header) for side in sides]
    told = [_received(side) if name == "收入" else side for side, name in zip(sides, named, strict=True)]
    return [side for _, side in sorted(zip(named, told, strict=True), key=lambda pair: pair[0] != "支出")]


def begins(columns: Sequence[Column], at: int) -> bool:
    """Whether a column of labels behind amounts has amounts of the same kind behind it again."""
    before = {column.field for column in columns[:at]} & AMOUNTS - {"adjustment"}
    behind = {column.field for column in columns[at + 1 :]} & AMOUNTS
    labels = columns[at].field in _LABELLING and bool(fold(columns[at].label))
    last = columns[at + 1].field if at + 1 < len(columns) else None
    return labels and bool(before & behind) and last in AMOUNTS


def _side(columns: Sequence[Column], start: int, end: int) -> Side:
    left = min((column.first for column in columns if measured(column)), default=0)
    return Side(Columns(tuple(columns)), start, left, end)


def measured(column: Column) -> bool:
    """Whether a column of a fund block states figures: neither labels nor row numbers."""
    return column.field is not None and column.field not in ("source", "row_number")


def _named(side: Side, header: Sequence[Line]) -> str | None:
    cells = (cell for line in header for cell in line.fresh if overlap(cell, side.start, side.end) > 0)
    return next((name for cell in cells if (name := side_name(cell.text))), None)


def _received(side: Side) -> Side:
    """What came in is received, not spent."""
    renamed = (replace(one, field="received") if one.field == "executed" else one for one in side.columns.all)
    return replace(side, columns=Columns(tuple(renamed)))


def side_rows(segment: Segment, money_unit: str | None, ledger: Ledger) -> list[FundRow]:
    """The rows of two sides that print labels with their figures, spending first; the figures are the year's budget."""
    heads = heads_sides(segment.lines[0])
    ledger.claim(*segment.lines[0].fresh)
    rows: list[FundRow] = []
    for line in segment.lines[1:]:
        for label in labels_with_figures(line):
            figure = line.right_of(label)[0]
            at = max((n for n, head in enumerate(heads) if head.place.col <= label.place.col), default=0)
            value = read_value(figure.text, figure.place, setting_of("full_budget", money_unit))
            ledger.claim(label, figure)
            rows.append(FundRow(join(label.text), label, {"full_budget": value}, (), side=at))
    spending = next(n for n, head in enumerate(heads) if side_name(head.text) == "支出")
    return sorted(rows, key=lambda row: row.side != spending)
