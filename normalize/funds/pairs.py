"""Fund rows that print their columns beside the amounts: ``预算数：| 2.38 | 执行数：| 2.38``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Cell, CellPlace
from normalize.funds.labels import AMOUNTS, fund_label, paired_column
from normalize.labels import vocabulary
from normalize.layout.columns import Columns
from normalize.layout.lines import Line, overlap
from normalize.layout.segments import Segment
from normalize.ledger import Ledger
from normalize.model import Value
from normalize.words.text import fold, join, stem
from normalize.words.values import Role, Setting, read_value

FIELDS = (
    "initial_budget",
    "full_budget",
    "received",
    "integrated_out",
    "executed",
    "weight",
    "execution_rate",
    "score",
    "reason",
)
_LABELLED = re.compile(r"^\s*([^\d:：]{2,6})[:：]\s*([\d.]+\s*[%分]?)\s*$")
_LEFT = re.compile("(?:资金|预算|本年|当年|年[末终]|期末)*(?:结转|结余|剩余)+(?:资金|金额)?[数额]?")
_PERCENTAGE = re.compile(r"^\d+(?:\.\d+)?%$")
_MEASURES = ("execution_rate", "weight", "score")
_USUAL = ("full_budget", "executed")  # of labels that say a source of money where no row above named the columns


class FundRow(Struct, frozen=True):
    """A row of the fund block before it is numbered. side: which of two blocks next to each other it stands in."""

    label: str
    cell: Cell
    values: dict[str, Value]
    extra: tuple[tuple[str, str, CellPlace], ...]
    side: int = 0


def pair_rows(
    segment: Segment, beside: Sequence[Columns | None], money_unit: str | None, ledger: Ledger
) -> list[FundRow]:
    """The rows of a block of pairs.

    beside: the columns of a heading over it (资金执行情况 | 预算执行进度) and of the block under it, if any: a figure
    without a label of its own is what they say.
    """
    heads: dict[int, str] = {}
    rows: list[FundRow] = []
    left: list[tuple[Cell, Cell]] = []
    for line in segment.lines:
        labels = _labels(line)
        left += [(cell, figure) for cell in labels if (figure := _left_over(line, cell)) is not None]
        labels = [cell for cell in labels if all(cell is not label for label, _ in left)]
        heads |= {cell.place.col: name for cell in labels if (name := paired_column(line, cell))}
        values = _beside(line, labels, heads, money_unit, ledger)
        values |= {name: value for name, value in _inside(line, ledger).items() if name not in values}
        for columns in beside:
            values |= {name: value for name, value in _under(line, columns, ledger).items() if name not in values}
        if labels and values and "execution_rate" not in values:
            values |= _bare_rate(line, ledger)
        ledger.claim(*_block_labels(line, labels))
        if labels and values:
            ledger.claim(labels[0])
            label = "" if paired_column(line, labels[0]) else join(labels[0].text)
            whole = _told_apart(rows, label, values)
            if whole is None:
                rows.append(FundRow(label, labels[0], values, ()))
            else:
                rows[whole] = replace(rows[whole], values=rows[whole].values | values)
    return _with_left_over(rows, left, ledger)


def _left_over(line: Line, label: Cell) -> Cell | None:
    """The figure of what was not spent (结余金额 | 10): no source of money, and no field is for it."""
    right = line.right_of(label)[:1]
    return right[0] if _LEFT.fullmatch(stem(label.text)) and right and is_amount_text(right[0].text) else None


def _with_left_over(rows: list[FundRow], left: Sequence[tuple[Cell, Cell]], ledger: Ledger) -> list[FundRow]:
    if not rows:
        return rows
    for label, figure in left:
        extra = (*rows[0].extra, (join(label.text), join(figure.text), figure.place))
        rows[0] = replace(rows[0], extra=extra)
        ledger.claim(label, figure)
        ledger.pass_over(figure)  # the record that tells it is placed elsewhere
    return rows


def _told_apart(rows: Sequence[FundRow], label: str, values: Mapping[str, Value]) -> int | None:
    """The row of all the money that a rate and points in a row of their own belong to."""
    if label or not values.keys() <= set(_MEASURES):
        return None
    return next((at for at, row in enumerate(rows) if not row.label and not row.values.keys() & values.keys()), None)


def _block_labels(line: Line, labels: Sequence[Cell]) -> Iterator[Cell]:
    """The label of the block, known or simply left of all that says a column or a source."""
    for cell in line.fresh:
        before = bool(labels) and cell.place.col < labels[0].place.col and not is_amount_text(cell.text)
        if before or vocabulary().blocks.exact(cell.text) == "funds":
            yield cell


def _bare_rate(line: Line, ledger: Ledger) -> dict[str, Value]:
    """The one percentage of a row of amounts, which needs no label to be their rate."""
    rates = [cell for cell in line.fresh if not ledger.claimed(cell) and _PERCENTAGE.match(fold(cell.text))]
    if len(rates) != 1:
        return {}
    ledger.claim(rates[0])
    return {"execution_rate": read_value(rates[0].text, rates[0].place, setting_of("execution_rate", None))}


def _labels(line: Line) -> list[Cell]:
    words = vocabulary()
    named = [cell for cell in line.fresh if paired_column(line, cell) or words.fund_rows.meaning(fund_label(cell.text))]
    return [cell for cell in named if not is_amount_text(cell.text) and words.blocks.exact(cell.text) != "funds"]


def is_amount_text(text: str) -> bool:
    """Whether a cell is a figure rather than a label."""
    return bool(re.match(r"^[-\d.,]+", fold(text)))


def setting_of(name: str, money_unit: str | None) -> Setting:
    """How the cells of a fund column are read."""
    roles: dict[str, Role] = {"execution_rate": "rate", "reason": "reason"}
    role = "amount" if name in AMOUNTS else roles.get(name, "points")
    return Setting(role, money_unit if role == "amount" else None, "block")


def _beside(
    line: Line, labels: list[Cell], heads: Mapping[int, str], money_unit: str | None, ledger: Ledger
) -> dict[str, Value]:
    """Each label's value at its right; a label that says a source goes by the column named above it."""
    values: dict[str, Value] = {}
    for at, cell in enumerate(labels):
        right = line.right_of(cell)
        name = paired_column(line, cell) or heads.get(cell.place.col) or _USUAL[min(at, 1)]
        if right and name in FIELDS and right[0] not in labels and name not in values:
            values[name] = read_value(right[0].text, right[0].place, setting_of(name, money_unit))
            ledger.claim(cell, right[0])
    return values


def _inside(line: Line, ledger: Ledger) -> dict[str, Value]:
    """``得分：20`` in one cell."""
    values: dict[str, Value] = {}
    for cell in line.fresh:
        found = _LABELLED.match(cell.text)
        said = vocabulary().fund_columns.exact(found[1]) if found else None
        if found and said in _MEASURES and said not in values:
            place = cell.place.part(found.start(2), found.end(2))
            values[said] = read_value(found[2], place, setting_of(said, None))
            ledger.claim(cell)
    return values


def _under(line: Line, columns: Columns | None, ledger: Ledger) -> dict[str, Value]:
    """Rate, weight and score without a label of their own, under a column that says one."""
    values: dict[str, Value] = {}
    for column in columns.all if columns else ():
        rate = column.field == "execution_rate"  # a percentage is no marks, whatever column it stands under
        amounts = (cell for cell in line.fresh if not ledger.claimed(cell) and is_amount_text(cell.text))
        cells: Iterable[Cell] = (cell for cell in amounts if rate or not _PERCENTAGE.match(fold(cell.text)))
        cell = next((cell for cell in cells if overlap(cell, column.first, column.last) > 0), None)
        if cell is not None and column.field in _MEASURES and column.field not in values:
            values[column.field] = read_value(cell.text, cell.place, setting_of(column.field, None))
            ledger.claim(cell)
    return values
