"""Fund blocks laid on their side: sources of money as columns (合计 | 中央资金 …), 预算数 and 执行数 as rows."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Cell
from normalize.fundlabels import measure, sources
from normalize.fundpairs import FIELDS, FundRow, setting_of
from normalize.labels import vocabulary
from normalize.ledger import Ledger
from normalize.lines import overlap
from normalize.segments import Segment
from normalize.text import join
from normalize.values import read_value


def is_matrix(segment: Segment) -> bool:
    """Whether a block of pairs is one laid on its side: its first row names sources alone."""
    return bool(sources(segment.lines[0]))


def matrix_rows(segment: Segment, money_unit: str | None, ledger: Ledger) -> list[FundRow]:
    """One row a source, its measures gathered from the rows below."""
    heads = sources(segment.lines[0])
    ledger.claim(*segment.lines[0].fresh)
    rows = [FundRow(join(head.text), head, {}, ()) for head in heads]
    for line in segment.lines[1:]:
        label = measure(line)
        name = vocabulary().fund_columns.exact(label.text) if label else None
        if label is None or name not in FIELDS:
            continue
        ledger.claim(*(cell for cell in line.fresh if cell.place.col <= label.place.col))
        for row, head in zip(rows, heads, strict=True):
            cell = _under(head, line.right_of(label))
            if cell is not None and name not in row.values:
                row.values[name] = read_value(cell.text, cell.place, setting_of(name, money_unit))
                ledger.claim(cell)
    return rows


def _under(head: Cell, cells: Sequence[Cell]) -> Cell | None:
    first, last = head.place.col, head.place.col + head.cols
    best = max(cells, key=lambda cell: overlap(cell, first, last), default=None)
    return best if best is not None and overlap(best, first, last) > 0 else None
