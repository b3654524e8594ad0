"""What a report states: forms with funds, goals, indicators and totals, claims in prose, and all that stayed unread."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from extract.model import CellPlace, Note, Paragraph, Place, Source, TextPlace

ValueKind = Literal["number", "percent", "money", "date", "duration", "range", "tier", "boolean", "text", "blank"]
Operator = Literal[">=", ">", "<=", "<", "=", "+-"]
UnitFrom = Literal["cell", "column", "block", "name"]
OperatorFrom = Literal["cell", "column", "name", "goal"]
FormKind = Literal["project", "department", "transfer", "scorecard", "target", "standard", "evaluation", "blank"]
ASSESSED: frozenset[FormKind] = frozenset({"project", "department", "transfer", "scorecard"})  # the self-assessments
Change = Literal["up", "down"]
LevelSource = Literal["cell", "inferred", "missing"]
FundKind = Literal[
    "total", "fiscal", "central", "province", "city", "county", "local", "carryover", "special_account",
    "unit", "transfer", "other", "basic", "project",
]  # fmt: skip


class Value(Struct, frozen=True, gc=False):
    """One cell's statement: the text as printed and what was read from it; of totals also a line's beside the table.

    text: as printed, line breaks joined, outer white space dropped, nothing else changed.
    number: the printed magnitude (thousands marks gone, trailing zeros kept: Decimal("81.50")), or None; of a time told
    in two units (2小时15分) how many of the smaller.
    unit: as printed (万元, %, 人次 …), unit_from says where it stood. op: the comparison a target states, with op_from.
    change: the number says by how much something grew or fell (增长5%, 下降3%), not how much there is.
    low/high: ends of a range. date: ISO, to its precision ("2022-12"). tier: 1 to 3.
    ocr/doubtful: read by OCR; the reading is not sure.
    """

    text: str
    kind: ValueKind
    place: CellPlace | TextPlace
    number: Decimal | None = None
    unit: str | None = None
    unit_from: UnitFrom | None = None
    op: Operator | None = None
    op_from: OperatorFrom | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    date: str | None = None
    tier: int | None = None
    ocr: bool = False
    doubtful: bool = False
    change: Change | None = None

    @property
    def blank(self) -> bool:
        return self.kind == "blank"

    @property
    def decimals(self) -> int:
        """Printed decimals of the number, trailing zeros counted."""
        exponent = self.number.as_tuple().exponent if self.number is not None else 0
        return -exponent if isinstance(exponent, int) and exponent < 0 else 0


class IdentityField(Struct, frozen=True, gc=False):
    """One cell of the identity block: its canonical field (project_name, department, implementing_unit, …) and text."""

    field: str
    text: str
    place: Place


class FundLine(Struct, frozen=True, gc=False):
    """One row of the fund block. A column the layout does not have is None; a cell left empty is a blank Value.

    parent: n of the row this one is part of. Amounts are in the form's money unit. extra: columns of the layout that
    have no field here (扣除统筹整合资金后预算金额, 预算到位率 …), header and text as printed, with their cells.
    """

    n: int
    kind: FundKind
    parent: int | None
    label: str
    place: CellPlace
    initial_budget: Value | None = None
    full_budget: Value | None = None
    received: Value | None = None
    integrated_out: Value | None = None
    executed: Value | None = None
    weight: Value | None = None
    execution_rate: Value | None = None
    score: Value | None = None
    reason: Value | None = None
    extra: tuple[tuple[str, str], ...] = ()
    extra_places: tuple[CellPlace, ...] = ()


class Goal(Struct, frozen=True, gc=False):
    """One overall goal, expected beside actual, its points (``年度绩效目标1（40分）`` → "40"), its score."""

    n: int
    points: str | None
    expected: Value | None
    actual: Value | None
    place: CellPlace | TextPlace
    score: Value | None = None


class Indicator(Struct, frozen=True, gc=False):
    """One indicator row (三级指标) with its levels.

    level_1 is inferred from level_2 where the printed label is lost or wrong (level_1_source); level_1_printed keeps
    what the cell says. score_group numbers rows that share one merged weight or score cell: the first row carries the
    value, the others None.
    """

    n: int
    goal: int | None
    level_1: str | None
    level_1_points: str | None
    level_1_source: LevelSource
    level_1_printed: str | None
    level_2: str | None
    level_2_points: str | None
    level_3: str
    place: CellPlace
    target: Value | None = None
    actual: Value | None = None
    weight: Value | None = None
    score: Value | None = None
    score_group: int | None = None
    review_score: Value | None = None
    score_method: Value | None = None
    reason: Value | None = None
    extra: tuple[tuple[str, str], ...] = ()
    level_1_place: CellPlace | None = None
    level_2_place: CellPlace | None = None


class Total(Struct, frozen=True, gc=False):
    """The totals as printed: sum of weights and of scores, rating, review score; None where there is no such cell."""

    weight: Value | None = None
    score: Value | None = None
    rating: Value | None = None
    review_score: Value | None = None


class Subtotal(Struct, frozen=True, gc=False):
    """A subtotal row among the indicators (小计); first to last: the rows (n) it stands under, since the one before."""

    label: str
    first: int
    last: int
    weight: Value | None
    score: Value | None
    place: CellPlace


class Section(Struct, frozen=True, gc=False):
    """A text block of the form: notes, conclusions, 存在问题, 改进措施, signatures …"""

    label: str
    text: str
    place: Place


class Unread(Struct, frozen=True, gc=False):
    """A cell, or a number in it, that no record claimed."""

    text: str
    place: Place


class Form(Struct, frozen=True, gc=False):
    """One self-assessment form (自评表).

    kind target: an approved or applied-for target sheet (绩效目标申报表), which states no results and is not audited.
    form counts from 1 in the document; understood is the share (0 to 1) of its non-blank cells that found their
    meaning; money_unit is printed (万元, 元) or None; tables are the grids it spans. block_points: the points printed
    in the labels of whole blocks, as ("funds" | "indicators" | "goals" | "fund_score", "20"). part_of_year: whether it
    tells of the time until some month before December. rate_base: the fund column that the heading of the execution
    rate divides by (full_budget, net_budget …), or None.
    """

    form: int
    kind: FormKind
    template: str
    place: CellPlace
    title: str | None
    year: int | None
    money_unit: str | None
    identity: tuple[IdentityField, ...]
    funds: tuple[FundLine, ...]
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    total: Total
    sections: tuple[Section, ...]
    unread: tuple[Unread, ...]
    understood: float
    tables: tuple[int, ...] = ()
    block_points: tuple[tuple[str, str], ...] = ()
    subtotals: tuple[Subtotal, ...] = ()
    part_of_year: bool = False
    rate_base: str | None = None

    def field(self, name: str) -> IdentityField | None:
        """The first identity field of that canonical name, or None where the form has no such cell."""
        return next((entry for entry in self.identity if entry.field == name), None)

    def _text(self, name: str) -> str | None:
        entry = self.field(name)
        return entry.text or None if entry else None

    @property
    def project_name(self) -> str | None:
        return self._text("project_name")

    @property
    def department(self) -> str | None:
        return self._text("department")

    @property
    def implementing_unit(self) -> str | None:
        return self._text("implementing_unit")

    @property
    def fund_total(self) -> FundLine | None:
        return next((line for line in self.funds if line.kind == "total"), None)


ClaimKind = Literal[
    "project_count", "project_name", "amount", "money", "difference", "breakdown", "rate", "score", "count", "period",
    "date", "text",
]  # fmt: skip


class Part(Struct, frozen=True, gc=False):
    """One part of a breakdown: what it is and how many, in the unit of the whole."""

    label: str
    number: Decimal
    place: Place


class Claim(Struct, frozen=True, gc=False):
    """A statement made in a sentence, or in a cell of a table that lists projects or sums up a form.

    about: what the number is said of (a project's name, 纠纷 …). parts: the parts of a breakdown.
    amount: what was budgeted for or spent on a project or in all; money: any other sum.
    period claims carry the last date the text reaches, date claims the date printed, ISO to its precision, in `date`.
    score: points given or to be had; text: what a list says of a project in words or as a code.
    measure: of a list, the canonical name of the column (executed, score, code …; budget: which one is not said).
    form: the form whose cell the sentence stands in, or None for prose and lists.
    """

    kind: ClaimKind
    text: str
    place: Place
    number: Decimal | None = None
    unit: str | None = None
    about: str | None = None
    parts: tuple[Part, ...] = ()
    date: str | None = None
    form: int | None = None
    measure: str | None = None


class Report(Struct, frozen=True, gc=False):
    """All that one document states. unread: number tokens of tables outside any form. notes: the reader's and ours."""

    source: Source
    title: str | None
    unit: str | None
    year: int | None
    forms: tuple[Form, ...]
    claims: tuple[Claim, ...]
    paragraphs: tuple[Paragraph, ...]
    unread: tuple[Unread, ...]
    notes: tuple[Note, ...]
