"""What a mistake changes in a form: the wrong content, the wrong cell, and small steps many mistakes take."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.make.content import Content, Printed, Row, number, text
from corpus.make.drawing import Mark
from corpus.make.figures import half_up
from corpus.make.truegoals import following
from corpus.make.truerows import in_three

OF_MONEY = "预算执行进度有待加快。"  # a problem that speaks of no indicator


@dataclass(frozen=True, slots=True)
class Change:
    """A mutated form: its content, the mark of the cell that is wrong, and how grave it is if not as the kind says."""

    content: Content
    mark: Mark
    stated: str
    expected: str | None = None
    severity: str | None = None


Mutator = Callable[[Content, random.Random], Change | None]


def plain(value: Decimal) -> str:
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def total_fund(content: Content) -> int:
    return next(index for index, fund in enumerate(content.funds) if fund.kind == "total")


def carried(content: Content, by: Decimal) -> Content:
    """The printed total follows the row that was changed, so that the sums still hold."""
    if "score" not in content.total:
        return content
    return content.with_total(score=number(plain(content.total["score"].value + by)))


def following_score(content: Content, index: int) -> Content:
    """The form whose coefficient, where a column prints one, gives the score of this row."""
    cells = content.rows[index].cells
    if not has(content, "coefficient"):
        return content
    share = half_up(cells["score"].value * 100 / cells["weight"].value, 2)
    return content.with_row(index, coefficient=text(plain(share)))


def has(content: Content, role: str) -> bool:
    return any(name == role for name, _ in content.layout.columns)


def other_digit(figure: str, chance: random.Random, at: int) -> str:
    """The figure with one digit changed: a first digit never becomes 0."""
    digits = [digit for digit in "123456789" if digit != figure[at]]
    return figure[:at] + chance.choice(digits) + figure[at + 1 :]


def scored_rows(content: Content, *, missed: bool) -> list[int]:
    """Rows with a score of their own that is below (missed) or at their weight, on a target in figures."""
    if not content.layout.scored or not has(content, "weight"):
        return []
    own = [index for index, row in enumerate(content.rows) if row.group is None and not row.residue]
    return [index for index in own if _figured(content.rows[index]) and _below(content.rows[index]) == missed]


def _figured(row: Row) -> bool:
    return "score" in row.cells and row.cells["target"].number is not None


def _below(row: Row) -> bool:
    return row.cells["score"].value < row.cells["weight"].value


def own_rows(content: Content, *, full: bool = True, unit: str | None = None) -> list[int]:
    """Rows that share no score, in full marks or below; with a target in figures of this unit (``*``: any unit)."""
    alone = [n for n, row in enumerate(content.rows) if row.group is None and not row.residue]
    alone = [
        n for n in alone if (content.rows[n].cells["score"].value == content.rows[n].cells["weight"].value) == full
    ]
    if unit is None:
        return alone
    return [n for n in alone if content.rows[n].cells["target"].number and _counts_in(content.rows[n], unit)]


def _counts_in(row: Row, unit: str) -> bool:
    return unit == "*" or (row.cells["target"].unit or "") == unit


def worded(content: Content) -> list[int]:
    """Rows in full marks whose target is a phrase."""
    rows = own_rows(content)
    return [n for n in rows if content.rows[n].cells["target"].kind == "text" and content.rows[n].cells["target"].text]


def counted(content: Content) -> list[int]:
    """Rows in full marks that count something, twice or more of it, with the unit in the cell or in a column."""
    rows = [n for n in own_rows(content, unit="*") if content.rows[n].cells["target"].kind == "number"]
    return [n for n in rows if content.rows[n].cells["target"].value >= 2 and _rising(content.rows[n])]


def _rising(row: Row) -> bool:
    return row.cells["target"].op in (">=", None) and row.cells["target"].unit != "年"


def rewritten(
    content: Content,
    index: int,
    *,
    name: str | None = None,
    target: Printed | None = None,
    actual: Printed | None = None,
    score: Decimal | None = None,
    reason: str | None = None,
) -> Content:
    """The form with these cells of a row; the total follows the score, the goals follow what they speak of."""
    row = content.rows[index]
    cells: dict[str, Printed] = {} if target is None else aimed(content, target)
    if actual is not None:
        cells["actual"] = actual
    if reason is not None:
        cells["reason"] = text(reason)
    label = row.level_3 if name is None else _prefix(row) + name
    changed = content.with_row_as(index, replace(row, level_3=label, cells={**row.cells, **cells}))
    if score is not None:
        before = row.cells["score"].value
        changed = carried(changed.with_row(index, score=number(plain(score))), score - before)
        changed = following_score(changed, index)
    return following(changed)


def _prefix(row: Row) -> str:
    head, colon, rest = row.level_3.partition("：")
    return head + colon if rest else ""


def aimed(content: Content, target: Printed) -> dict[str, Printed]:
    """The cells of a target: one, or sign, figure and unit apart."""
    return {"target": target, **(in_three(content.layout, target) if has(content, "value") else {})}


def like(cell: Printed, value: Decimal, op: str | None = None) -> Printed:
    """Another figure in the same words and unit."""
    figure = plain(value)
    sign = {">=": "≥", "<=": "≤", "=": "＝"}.get(op or "", "")
    return replace(cell, text=f"{sign}{figure}{cell.unit or ''}", number=figure, op=op)
