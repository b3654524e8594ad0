"""Sums printed among the indicator rows: of those above them, or of a part of which they stand at the head."""

from __future__ import annotations

from itertools import takewhile

from msgspec.structs import replace

from extract.model import Cell
from normalize.indicators.row import Block, Row
from normalize.labels import vocabulary
from normalize.ledger import cell_id
from normalize.model import Section, Subtotal
from normalize.words.text import fold, join, key
from normalize.words.values import Setting, read_cell


def add_sum(block: Block, row: Row, first: int | None) -> None:
    """The points and the score a row prints for those above it, by default since the sum before; what else it says."""
    first = first or (block.subtotals[-1].last + 1 if block.subtotals else 1)
    last, label = len(block.rows), row.line.fresh[0]
    own = {name: cell for name, cell in row.under.items() if cell.place.row == row.line.row and fold(cell.text)}
    sums = {name: own[name] for name in ("weight", "score") if name in own} if first <= last else {}
    weight, score = (read_cell(sums.get(name), Setting("points")) for name in ("weight", "score"))
    if sums:
        block.subtotals.append(Subtotal(join(label.text), first, last, weight, score, label.place))
    places = {cell_id(cell) for cell in sums.values()}
    texts = [join(cell.text) for cell in row.line.fresh[1:] if cell_id(cell) not in places]
    if texts or not sums:
        block.sections.append(Section(join(label.text), " ".join(texts), label.place))


def sums_part(row: Row) -> Cell | None:
    """The first level that begins in a row whose name says 小计: a sum of the rows below it."""
    first, third = row.under.get("level_1"), row.under.get("level_3")
    if first is None or third is None or vocabulary().total.exact(third.text) != "subtotal":
        return None
    return first if first.place.row == third.place.row == row.line.row and fold(first.text) else None


def add_sum_below(block: Block, row: Row, part: Cell) -> None:
    """The points and the score of a part, printed above its rows; where it ends is known when all rows are."""
    weight, score = (read_cell(row.under.get(name), Setting("points")) for name in ("weight", "score"))
    first, label = len(block.rows) + 1, row.under["level_3"]
    block.parts[len(block.subtotals)] = key(part.text)
    block.subtotals.append(Subtotal(join(label.text), first, first, weight, score, label.place))


def close_parts(block: Block) -> None:
    """Settle how far the sums printed above their rows reach: as long as no row names another first level."""
    for at, name in block.parts.items():
        first = block.subtotals[at].first
        firsts = [row.under.get("level_1") for row in block.rows[first - 1 :]]
        named = ["" if cell is None else key(cell.text) for cell in firsts]
        under = takewhile({"", name}.__contains__, named)
        block.subtotals[at] = replace(block.subtotals[at], last=first - 1 + sum(1 for _ in under))
