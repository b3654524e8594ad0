"""What a mistake changes in a form: the wrong content, the wrong cell, and small steps many mistakes take."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from corpus.make.content import Content, Row, number
from corpus.make.drawing import Mark


@dataclass(frozen=True, slots=True)
class Change:
    """A mutated form: its content and the mark of the cell that is wrong."""

    content: Content
    mark: Mark
    stated: str
    expected: str | None = None


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
