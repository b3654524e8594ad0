"""What one form states, cell by cell, with its meaning: the known truth behind a generated document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from corpus.make.layout import Layout


@dataclass(frozen=True, slots=True)
class Printed:
    """One cell: the text and what it means (kind, number, unit … of the JSON contract). same: shares the cell above."""

    text: str = ""
    kind: str = "blank"
    number: str | None = None
    unit: str | None = None
    unit_from: str | None = None
    op: str | None = None
    same: bool = False

    @property
    def value(self) -> Decimal:
        return Decimal(self.number or "0")

    def truth(self) -> dict[str, Any]:
        """The VALUE an exact reader gives."""
        text = "".join(self.text.split("\n")).strip()
        if self.kind in ("text", "blank", "date", "tier"):
            return {"text": text, "kind": self.kind}
        if self.unit == "年":  # a number of years, or a duration
            return {"text": text, "number": self.number, "op": self.op}
        return {
            "text": text, "kind": self.kind, "number": self.number, "unit": self.unit, "unit_from": self.unit_from,
            "op": self.op,
        }  # fmt: skip


BLANK = Printed()


def text(words: str) -> Printed:
    return Printed(words, "text") if words else BLANK


def number(figure: str) -> Printed:
    return Printed(figure, "number", figure)


@dataclass(frozen=True, slots=True)
class Fund:
    """One row of the fund block; cells by role. side: told in words, under the receipts or the payments."""

    kind: str
    label: str
    cells: dict[str, Printed]
    side: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator row. level_1/level_2: the true level; opens_1/opens_2: a cell of its own begins here.

    printed_1/printed_2: what that cell says, None where it says the level's name. residue: no indicator at all
    (a blank or template row), which no record may come from. group: number of the rows that share one score cell.
    """

    level_1: str
    level_2: str
    level_3: str
    cells: dict[str, Printed]
    opens_1: bool = True
    opens_2: bool = True
    printed_1: str | None = None
    printed_2: str | None = None
    points_1: str | None = None
    residue: bool = False
    group: int | None = None

    @property
    def lost(self) -> bool:
        """Scored below its weight."""
        return self.cells["score"].value < self.cells["weight"].value


@dataclass(frozen=True, slots=True)
class Content:
    """One form in one layout. work: sentences on what was done, which follow in the goal."""

    layout: Layout
    year: int
    identity: dict[str, str]
    funds: tuple[Fund, ...]
    goals: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    total: dict[str, Printed] = field(default_factory=dict)
    work: str = ""

    @property
    def missed(self) -> str:
        """A sentence that owns up to every point lost."""
        own = [row for row in self.rows if "score" in row.cells and not row.cells["score"].same]
        names = [row.level_3.partition("：")[2] or row.level_3 for row in own if row.lost]
        return f"{'、'.join(names)}未达到年度目标值；预算执行进度有待加快。" if names else "预算执行进度有待加快。"

    def with_fund(self, index: int, **cells: Printed) -> Content:
        fund = self.funds[index]
        changed = replace(fund, cells={**fund.cells, **cells})
        return replace(self, funds=(*self.funds[:index], changed, *self.funds[index + 1 :]))

    def with_row(self, index: int, **cells: Printed) -> Content:
        return self.with_row_as(index, replace(self.rows[index], cells={**self.rows[index].cells, **cells}))

    def with_row_as(self, index: int, row: Row) -> Content:
        return replace(self, rows=(*self.rows[:index], row, *self.rows[index + 1 :]))

    def with_goals(self, *goals: tuple[str, str]) -> Content:
        return replace(self, goals=goals)

    def with_goal(self, first: tuple[str, str]) -> Content:
        return replace(self, goals=(first, *self.goals[1:]))

    def with_total(self, **cells: Printed) -> Content:
        return replace(self, total={**self.total, **cells})
