"""Fund blocks laid on their side: sources of money as columns (合计 | 中央资金 …), measures as rows or columns."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extract.model import Cell
from normalize.funds.heads import row_label
from normalize.funds.labels import fund_label, measure
from normalize.funds.pairs import FIELDS, FundRow, setting_of
from normalize.labels import vocabulary
from normalize.layout.lines import headings, overlap
from normalize.layout.segments import Head, Segment
from normalize.ledger import Ledger
from normalize.words.text import fold, join, key
from normalize.words.values import read_value

_UNSAID = "full_budget"  # what the figures are of where neither row nor column says it


def matrix_rows(segment: Segment, money_unit: str | None, ledger: Ledger) -> list[FundRow]:
    """One row a source, in the order of the columns; what is said of no source is of the total."""
    for line in segment.header:
        ledger.claim(*line.fresh)
    ledger.pass_over(*headings(segment.header))
    rows = _rows(segment.heads)
    for line in segment.lines:
        label = measure(line) or row_label(line, segment.heads)
        said = vocabulary().fund_columns.exact(label.text) if label else _UNSAID
        if label is not None:
            ledger.claim(*(cell for cell in line.fresh if cell.place.col <= label.place.col))
        cells = line.right_of(label) if label else line.cells
        for head in segment.heads:
            name = _UNSAID if (head.measure or said) == "amount" else head.measure or said
            cell, at = _under(head.cell, cells), _key(head, segment.heads)
            if cell is None or ledger.claimed(cell):
                continue
            if name not in FIELDS and label is not None and fold(cell.text):
                rows[at] = replace(rows[at], extra=(*rows[at].extra, (join(label.text), join(cell.text), cell.place)))
                ledger.pass_over(cell)  # the record that tells it is placed elsewhere
            elif name in FIELDS and (name not in rows[at].values or rows[at].values[name].blank):
                rows[at].values[name] = read_value(cell.text, cell.place, setting_of(name, money_unit))
                ledger.claim(cell)
    return list(rows.values())


def _rows(heads: Sequence[Head]) -> dict[str, FundRow]:
    rows: dict[str, FundRow] = {}
    for head in sorted(heads, key=lambda head: _key(head, heads) != ""):
        label = join(head.source.text) if head.source is not None else ""
        rows.setdefault(_key(head, heads), FundRow(label, head.source or head.cell, {}, ()))
    return rows


def _key(head: Head, heads: Sequence[Head]) -> str:
    """What a row is known by: its source, or the one that is the total."""
    if head.source is not None:
        return key(fund_label(head.source.text))
    known = vocabulary().fund_rows.exact
    totals = (one.source for one in heads if one.source is not None and known(fund_label(one.source.text)) == "total")
    total = next(totals, None)
    return key(fund_label(total.text)) if total is not None else ""


def _under(head: Cell, cells: Sequence[Cell]) -> Cell | None:
    first, last = head.place.col, head.place.col + head.cols
    best = max(cells, key=lambda cell: overlap(cell, first, last), default=None)
    return best if best is not None and overlap(best, first, last) > 0 else None
