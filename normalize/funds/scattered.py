"""Budget, spending and rate told as labelled values among the identity rows of a form without a fund block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from msgspec.structs import replace

from extract.model import Cell
from normalize.funds.labels import AMOUNTS, fund_label, is_figure
from normalize.funds.pairs import FundRow, is_amount_text, setting_of
from normalize.labels import vocabulary
from normalize.layout.lines import Line
from normalize.layout.segments import Segment
from normalize.ledger import Ledger
from normalize.model import Value
from normalize.words.text import fold, join
from normalize.words.units import money_in_label
from normalize.words.values import Setting, read_value

_NAMED = AMOUNTS | {"execution_rate"}
_BESIDE = ("execution_rate", "weight", "score")  # what a row of the block may say apart from its amounts
_LONGEST = 12
_MOST = 50  # points: more are those of a whole form
Told = tuple[str, Cell, Cell, Line]  # field, label, figure, row


def with_scattered(
    rows: list[FundRow], segments: Sequence[Segment], money_unit: str | None, ledger: Ledger
) -> list[FundRow]:
    """The fund rows; where there are none, the form's total from labelled values: ``预算金额（元） | 18,600,000``.

    A budget and what was spent of it must both stand there. A total alone is given the rate that stands apart from it,
    and the points beside that.
    """
    told = {name: [label, cell] for name, label, cell, _ in reversed(list(_told(segments)))}
    if len(rows) == 1 and "execution_rate" in told:
        apart = {name: told[name] for name in _BESIDE if name in told and name not in rows[0].values}
        return [replace(rows[0], values=rows[0].values | _values(apart, money_unit, ledger))]
    if rows or "executed" not in told or not {"full_budget", "initial_budget"} & set(told):
        return rows
    whole = FundRow("", told["executed"][0], _values(told, money_unit, ledger), ())
    return [whole, *_parts(segments, money_unit, ledger)]


def _parts(segments: Sequence[Segment], money_unit: str | None, ledger: Ledger) -> Iterator[FundRow]:
    """``预算数： | 386 | 其中：财政拨款 | 386``: the sources of money behind a measure, each a part of the total."""
    words = vocabulary().fund_rows
    parts: dict[str, dict[str, list[Cell]]] = {}
    for name, _, whole, line in _told(segments):
        beside = line.right_of(whole)
        for label, cell in pairwise(beside):
            source = None if is_figure(label.text) else words.meaning(fund_label(label.text))
            if source not in (None, "total") and is_figure(cell.text) and name in AMOUNTS:
                parts.setdefault(fund_label(label.text), {}).setdefault(name, [label, cell])
    for told in parts.values():
        label = next(iter(told.values()))[0]
        yield FundRow(join(label.text), label, _values(told, money_unit, ledger), ())


def _values(told: Mapping[str, list[Cell]], money_unit: str | None, ledger: Ledger) -> dict[str, Value]:
    ledger.claim(*(cell for pair in told.values() for cell in pair))
    return {
        name: read_value(cell.text, cell.place, _setting(name, label, money_unit))
        for name, (label, cell) in told.items()
    }


def _told(segments: Sequence[Segment]) -> Iterator[Told]:
    """Each label of a fund column with the figure right of it and their row, row after row that have such labels.

    Points are told where they are the rate's: beside it, called after it, or the only ones there, score within weight.
    """
    for segment in segments:
        rows = [list(_labelled(line)) for line in segment.lines] if segment.kind in ("identity", "other") else []
        for has_labels, run in groupby(rows, key=bool):
            found = [one for row in run for one in row]
            if has_labels and any(name in _NAMED for name, *_ in found):
                yield from (one for one in found if one[0] in _NAMED or (one[0] in _BESIDE and _of_rate(one, found)))


def _of_rate(point: Told, found: Sequence[Told]) -> bool:
    """Whether points among the labels of a block are those of the execution rate."""
    _, label, _, line = point
    if "执行" in label.text or any(name == "execution_rate" and row is line for name, *_, row in found):
        return True
    weights, scores = ([_number(cell) for name, _, cell, _ in found if name == of] for of in ("weight", "score"))
    return len(weights) == len(scores) == 1 and scores[0] <= weights[0] <= _MOST


def _labelled(line: Line) -> Iterator[Told]:
    words = vocabulary().fund_columns
    for cell in line.fresh:
        right = line.right_of(cell)[:1] if len(fold(cell.text)) <= _LONGEST else ()
        name = words.meaning(cell.text) if right and is_amount_text(right[0].text) else None
        if name is not None and name != "adjustment":
            yield name, cell, right[0], line


def _number(cell: Cell) -> Decimal:
    number = read_value(cell.text, cell.place, Setting("points")).number
    return Decimal(0) if number is None else number


def _setting(name: str, label: Cell, money_unit: str | None) -> Setting:
    own = money_in_label(label.text) if name in AMOUNTS else None
    return Setting("amount", own, "column") if own else setting_of(name, money_unit)
