"""The fund block: one line a source of money, read under the block's own column headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from extract.model import Cell
from normalize.funds.labels import AMOUNTS, fund_label, heads_sides, is_figure
from normalize.funds.matrix import matrix_rows
from normalize.funds.natures import heads_nature, nature_rows
from normalize.funds.pairs import FIELDS, FundRow, pair_rows
from normalize.funds.parents import kind_of, kinds_of, parents_of
from normalize.funds.scattered import with_scattered
from normalize.funds.sentence import row_in_a_sentence
from normalize.funds.sides import Side, measured, side_rows, sides_of
from normalize.labels import vocabulary
from normalize.layout.columns import Column, Columns
from normalize.layout.lines import Line, headings, overlap
from normalize.layout.segments import Segment
from normalize.ledger import Ledger
from normalize.model import FundLine
from normalize.words.text import fold, join, key, stem
from normalize.words.units import money_in_label, unit_in_label
from normalize.words.values import Role, Setting, is_blank, read_value

_RENAMED = {"amount": "full_budget"}
_NAMING = re.compile("名称$")
_ORDINALS = re.compile(r"^[\d()+\-=/A-Za-z%×*]{1,12}$")


def read_funds(
    segments: Sequence[Segment], indicators: Columns | None, money_unit: str | None, ledger: Ledger
) -> tuple[FundLine, ...]:
    """The fund lines of a form, numbered through all its fund blocks, with parents.

    segments: the fund blocks, and the rows around them, in which breakdowns in words may stand. indicators: the
    columns of the indicator block, under whose 得分 a score may stand that has no label of its own.
    """
    rows: list[FundRow] = []
    for at, segment in enumerate(segments):
        if segment.kind not in ("funds", "fund_pairs"):
            rows += nature_rows(segment, rows[-1], money_unit, ledger) if _bare_total(rows) else []
        elif segment.heads:
            rows += matrix_rows(segment, money_unit, ledger)
        elif segment.kind == "fund_pairs" and heads_sides(segment.lines[0]):
            rows += side_rows(segment, money_unit, ledger)
        elif segment.kind == "fund_pairs":
            above = segments[at - 1].columns if at and not segments[at - 1].lines else None
            rows += pair_rows(segment, (above, indicators), money_unit, ledger)
        else:
            rows += _rows(segment, money_unit, ledger)
    rows = with_scattered(rows, segments, money_unit, ledger)
    told = None if rows else row_in_a_sentence(segments)
    rows = [told] if told else rows
    kinds = kinds_of(rows)
    parents = parents_of(kinds, rows)
    return tuple(
        FundLine(
            n=n,
            kind=kinds[n - 1],
            parent=parents[n - 1],
            label=row.label,
            place=row.cell.place,
            extra=tuple((header, text) for header, text, _ in row.extra),
            extra_places=tuple(place for _, _, place in row.extra),
            **{name: row.values.get(name) for name in FIELDS},
        )
        for n, row in enumerate(rows, 1)
    )


def _bare_total(rows: Sequence[FundRow]) -> bool:
    """Whether the block so far is a total without parts."""
    return bool(rows) and kind_of(rows[-1].label) == "total"


def _rows(segment: Segment, money_unit: str | None, ledger: Ledger) -> list[FundRow]:
    assert segment.columns is not None
    for line in segment.header:
        ledger.claim(*line.fresh)
    ledger.pass_over(*headings(segment.header))
    rows: list[FundRow] = []
    for number, side in enumerate(sides_of(segment.columns, segment.header)):
        blocks = _block_cells(segment, side.left) if side.start == 0 else []
        ledger.claim(*blocks)
        for line in segment.lines:
            found = _plain_row(side, line, blocks, money_unit, ledger)
            rows += [replace(row, side=number) for row in found] if number else found
    return rows


def _kept(column: Column, left: int) -> bool:
    """Whether a column's cells belong to the row: a measure, or an unknown column among the measures."""
    return measured(column) or (column.field is None and column.first >= left and bool(fold(column.label)))


def _block_cells(segment: Segment, left: int) -> list[Cell]:
    """The block's own label: a cell at the left edge that begins in the heading and runs down past it."""
    height = len(segment.header)
    first = segment.header[0]
    below = first.row + height
    blocks = [cell for cell in first.cells if cell.place.col < left and cell.place.row + cell.rows > below]
    words = vocabulary()
    blocks = [
        cell
        for cell in blocks
        if words.blocks.exact(cell.text) == "funds" or not words.fund_rows.exact(fund_label(cell.text))
    ]
    for line in segment.lines:
        for cell in line.fresh[:1]:
            names_row = cell.place.col + cell.cols >= left and words.fund_rows.exact(fund_label(cell.text))
            block = words.blocks.exact(cell.text) == "funds" and not names_row
            if cell.place.col < left and block and len(line.cells) > 2:
                blocks.append(cell)
    return blocks


def _plain_row(side: Side, line: Line, blocks: list[Cell], money_unit: str | None, ledger: Ledger) -> list[FundRow]:
    columns, left = side.columns, side.left
    if heads_nature(line):
        ledger.claim(*line.fresh)
        return []
    fresh = {id(cell) for cell in line.cells if cell.place.row == line.row}
    before = (cell for cell in line.cells if side.start <= cell.place.col < left)
    labels = [cell for cell in before if not any(cell is block for block in blocks)]
    beside = _figures_among(labels, columns)
    labels = [cell for cell in labels if cell not in beside.values()]
    named = _named(columns.all, labels)
    label = named or _label(labels)
    under = columns.split(cell for cell in line.cells if id(cell) in fresh and left <= cell.place.col < side.end)
    cells = beside | {columns.all[at]: found[0] for at, found in under.items() if _kept(columns.all[at], left)}
    texts = [cell.text for cell in cells.values()]
    if not cells and side.end < line.grid.n_cols:
        return []  # the other side goes on
    if all(is_blank(text) for text in texts) and (label is None or not key(label.text)):
        return []
    ledger.claim(*labels, *cells.values())
    ledger.pass_over(*(cell for cell in labels if _is_row_number(columns, cell)))
    if label is None:
        label = _stand_in(line, blocks)
    if _is_numbering(texts):
        ledger.pass_over(*cells.values(), *(cell for cell in labels if _ORDINALS.match(fold(cell.text))))
        return []
    if named is not None:  # what was done stands between the name and the amounts
        under = columns.split(cell for cell in labels if cell is not named and fold(cell.text))
        cells |= {columns.all[at]: found[0] for at, found in under.items()}
    return _split(label, cells, money_unit) or [
        _row(join(label.text) if label in labels else "", label, cells, money_unit)
    ]


def _is_row_number(columns: Columns, cell: Cell) -> bool:
    numbers = (column for column in columns.all if column.field == "row_number")
    return fold(cell.text).isdigit() and any(overlap(cell, column.first, column.last) > 0 for column in numbers)


def _figures_among(labels: Sequence[Cell], columns: Columns) -> dict[Column, Cell]:
    """Figures under headers nobody knows, left of the known amounts: kept beside the row, no part of its label."""
    unknown = [column for column in columns.all if column.field is None and fold(column.label)]
    return {
        column: cell
        for column in unknown
        for cell in labels
        if is_figure(cell.text) and overlap(cell, column.first, column.last) > 0
    }


def _named(columns: Sequence[Column], cells: list[Cell]) -> Cell | None:
    """The cell under a header that says it names the row (任务名称), where what was done stands between."""
    heads = [column for column in columns if _NAMING.search(stem(column.label))]
    named = (cell for cell in cells for head in heads if overlap(cell, head.first, head.last) > 0 and fold(cell.text))
    return next(named, None) or _known_source(columns, cells)


def _known_source(columns: Sequence[Column], cells: list[Cell]) -> Cell | None:
    """A source of money with what a heading of no field says of it right behind it: 省级资金 | 财农〔2023〕12号."""
    speaking = [cell for cell in cells if fold(cell.text)]
    if len(speaking) < 2 or not vocabulary().fund_rows.exact(fund_label(speaking[-2].text)):
        return None
    last, heads = speaking[-1], [column for column in columns if column.field is None and fold(column.label)]
    return speaking[-2] if any(overlap(last, head.first, head.last) > 0 for head in heads) else None


def _label(cells: list[Cell]) -> Cell | None:
    """The label of a row: the rightmost cell left of the figures that says something and is no row number."""
    speaking = [cell for cell in cells if fold(cell.text) and not fold(cell.text).isdigit()]
    return speaking[-1] if speaking else (cells[-1] if cells else None)


def _stand_in(line: Line, blocks: list[Cell]) -> Cell:
    return blocks[0] if blocks else line.cells[0]


def _is_numbering(texts: list[str]) -> bool:
    """A row that only numbers the columns: 1 2 3 4, A B C=A-B."""
    folded = [fold(text) for text in texts if fold(text)]
    if len(folded) < 3 or not all(_ORDINALS.match(text) for text in folded):
        return False
    numbers = [int(text) for text in folded if text.isdigit()]
    return (len(numbers) == len(folded) and all(b - a == 1 for a, b in pairwise(numbers))) or (
        not numbers and any(text[0].isalpha() for text in folded)
    )


def _row(label: str, cell: Cell, cells: dict[Column, Cell], money_unit: str | None) -> FundRow:
    values, extra = {}, []
    for column, content in cells.items():
        name = _RENAMED.get(column.field or "", column.field or "")
        if name in FIELDS and name not in values:
            values[name] = read_value(content.text, content.place, _setting(column, name, money_unit))
        elif not is_blank(content.text):
            extra.append((join(column.label), join(content.text), content.place))
    return FundRow(label, cell, values, tuple(extra))


def _setting(column: Column, name: str, money_unit: str | None) -> Setting:
    if name in AMOUNTS:
        own = money_in_label(column.label)
        return Setting("amount", own or money_unit, "column" if own else "block")
    role: Role = "rate" if name == "execution_rate" else "reason" if name == "reason" else "points"
    unit = unit_in_label(column.label) if role != "reason" else None
    return Setting(role, unit, "column")


def _split(label: Cell, cells: dict[Column, Cell], money_unit: str | None) -> list[FundRow]:
    """Child rows typed into one row's cells, line under line: a line of label, figures and dashes each its own row."""
    lines = [line for line in label.text.splitlines() if fold(line)]
    words = vocabulary().fund_rows
    if len(lines) < 2 or not all(words.exact(fund_label(line)) for line in lines):
        return []
    if words.exact(fund_label(join(label.text))):
        return []  # one label over two lines
    columns = {column: [part for part in cell.text.splitlines() if fold(part)] for column, cell in cells.items()}
    if not any(len(parts) == len(lines) for parts in columns.values()):
        return []
    rows = []
    for at, line in enumerate(lines):
        part = {
            column: replace(
                cells[column], text=parts[at] if len(parts) == len(lines) else (parts[0] if parts and at == 0 else "")
            )
            for column, parts in columns.items()
        }
        rows.append(_row(join(line), label, part, money_unit))
    return rows
