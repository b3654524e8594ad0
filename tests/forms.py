"""Forms built by hand for the tests of rules: only what a test is about is said, the rest is a sound small form.

``form(funds=fund_block(fund("total", full_budget="81.50", executed="255.42", execution_rate="313.4%")))``; a column
that is not given is one the layout does not have (None), ``""`` a cell left empty. Texts are read as the readers do.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from extract.model import CellPlace, Paragraph, Source, TextPlace
from normalize.model import (
    Claim,
    Form,
    FundKind,
    FundLine,
    Goal,
    IdentityField,
    Indicator,
    Report,
    Section,
    Total,
    Value,
)
from normalize.words.values import Role, Setting, read_value
from validate.audit import audit
from validate.model import Check, Context, Finding, Rule
from validate.profile import Profile, load

LABELS: dict[FundKind, str] = {
    "total": "年度资金总额",
    "fiscal": "其中：当年财政拨款",
    "central": "中央补助",
    "province": "省级资金",
    "city": "市级资金",
    "county": "县级资金",
    "local": "地方资金",
    "carryover": "上年结转资金",
    "special_account": "财政专户管理资金",
    "unit": "单位资金",
    "transfer": "转移支付",
    "other": "其他资金",
    "basic": "基本支出",
    "project": "项目支出",
}
FUND_COLUMNS: dict[str, Role] = {
    "initial_budget": "amount",
    "full_budget": "amount",
    "received": "amount",
    "integrated_out": "amount",
    "executed": "amount",
    "weight": "points",
    "execution_rate": "rate",
    "score": "points",
    "reason": "reason",
}
ROW_COLUMNS: dict[str, Role] = {
    "target": "target",
    "actual": "actual",
    "weight": "points",
    "score": "points",
    "review_score": "points",
    "score_method": "prose",
    "reason": "reason",
}


def place(row: int, col: int, table: int = 1) -> CellPlace:
    return CellPlace(table, row, col)


def value(text: str, role: Role = "amount", at: CellPlace | None = None, **setting: Any) -> Value:
    """A cell read in its role: ``value("313.4%", "rate")``; setting: unit, unit_from, name, year."""
    if role == "amount":
        setting = {"unit": "万元", "unit_from": "block"} | setting
    return read_value(text, at or place(0, 0), Setting(role, **setting))


def fund(kind: FundKind = "total", label: str | None = None, parent: int | None = None, **cells: Any) -> FundLine:
    """A row of the fund block, not yet numbered; cells: texts by column (FUND_COLUMNS)."""
    found: dict[str, Any] = {name: value(cells[name], role) for name, role in FUND_COLUMNS.items() if name in cells}
    assert set(cells) <= set(FUND_COLUMNS), set(cells) - set(FUND_COLUMNS)
    return FundLine(1, kind, parent, LABELS[kind] if label is None else label, place(0, 0), **found)


def fund_block(*lines: FundLine, first_row: int = 3) -> tuple[FundLine, ...]:
    """The rows numbered and placed one under the other, each part of the first total unless it says of what."""
    total = next((n for n, line in enumerate(lines, 1) if line.kind == "total"), None)
    return tuple(_fund_at(line, n, first_row + n, total) for n, line in enumerate(lines, 1))


def _fund_at(line: FundLine, n: int, at: int, total: int | None) -> FundLine:
    parent = line.parent if line.parent is not None or n == total else total
    cells = {
        name: replace(cell, place=place(at, col))
        for col, name in enumerate(FUND_COLUMNS, 2)
        if (cell := getattr(line, name)) is not None
    }
    return replace(line, n=n, parent=parent, place=place(at, 1), **cells)


def seed_funds(**changes: str) -> tuple[FundLine, ...]:
    """The fund block of the seed's first form; changes: other texts for cells of the total row."""
    total: dict[str, Any] = {
        "initial_budget": "81.50", "full_budget": "81.50", "executed": "255.42",
        "weight": "10", "execution_rate": "313.4%", "score": "10",
    } | changes  # fmt: skip
    empty: dict[str, Any] = {"weight": "", "execution_rate": "", "score": ""}
    return fund_block(
        fund("total", **total),
        fund("fiscal", initial_budget="81.50", full_budget="81.50", executed="239.25", **empty),
        fund("carryover", initial_budget="0", full_budget="0", executed="0", **empty),
        fund("other", initial_budget="0", full_budget="0", executed="16.17", **empty),
    )


def row(
    level_3: str = "开展培训", level_2: str | None = "数量指标", level_1: str | None = "产出指标", **more: Any
) -> Indicator:
    """An indicator, not yet numbered; texts by column (ROW_COLUMNS), else fields of Indicator (score_group=1 …)."""
    found = {name: value(more.pop(name), role, name=level_3) for name, role in ROW_COLUMNS.items() if name in more}
    source = "cell" if level_1 else "missing"
    fields: dict[str, Any] = {
        "goal": None, "level_1_points": None, "level_1_source": source, "level_1_printed": level_1,
        "level_2_points": None,
    } | found | more  # fmt: skip
    return Indicator(n=1, level_1=level_1, level_2=level_2, level_3=level_3, place=place(0, 0), **fields)


def rows(*indicators: Indicator, first_row: int = 12) -> tuple[Indicator, ...]:
    """The indicators numbered and placed one under the other."""
    return tuple(_row_at(one, n, first_row + n) for n, one in enumerate(indicators, 1))


def _row_at(one: Indicator, n: int, at: int) -> Indicator:
    cells = {
        name: replace(cell, place=place(at, col))
        for col, name in enumerate(ROW_COLUMNS, 4)
        if (cell := getattr(one, name)) is not None
    }
    return replace(one, n=n, place=place(at, 3), **cells)


def goal(expected: str | None, actual: str | None = None, n: int = 1, points: str | None = None) -> Goal:
    """An overall goal with its completion."""
    return Goal(n, points, _prose(expected, place(8, 1)), _prose(actual, place(8, 5)), place(8, 1))


def _prose(text: str | None, at: CellPlace) -> Value | None:
    return None if text is None else value(text, "prose", at)


def total(weight: str | None = None, score: str | None = None, rating: str | None = None) -> Total:
    """The total row; None: no such cell."""
    points = [
        None if text is None else value(text, "points", place(90, col)) for col, text in ((6, weight), (7, score))
    ]
    return Total(points[0], points[1], _prose(rating, place(91, 7)))


def form(
    number: int = 1,
    *,
    funds: Sequence[FundLine] = (),
    indicators: Sequence[Indicator] = (),
    goals: Sequence[Goal] = (),
    totals: Total | None = None,
    sections: Iterable[tuple[str, str]] = (),
    identity: dict[str, str] | None = None,
    year: int | None = 2022,
    money_unit: str | None = "万元",
    **more: Any,
) -> Form:
    """A form of project 社会管理 in table `number`; all cells stand in that table. more: other fields of Form."""
    fields = {"project_name": "社会管理", "implementing_unit": "某街道办事处"} if identity is None else identity
    lines = tuple(_in_unit(line, money_unit) for line in funds)
    numbered = indicators if any(one.place.row for one in indicators) else rows(*indicators)
    plain: dict[str, Any] = {
        "form": number, "kind": "project", "template": "cn-2020", "place": place(0, 0), "title": "项目支出绩效自评表",
        "year": year, "money_unit": money_unit, "funds": lines, "goals": tuple(goals),
        "indicators": tuple(numbered), "total": totals or total(), "unread": (), "understood": 1.0, "tables": (number,),
        "identity": tuple(IdentityField(name, text, place(1, col)) for col, (name, text) in enumerate(fields.items())),
        "sections": tuple(Section(label, text, place(92 + n, 0)) for n, (label, text) in enumerate(sections)),
    }  # fmt: skip
    found: Form = _in_table(Form(**plain | more), number)
    return found


def _in_unit(line: FundLine, unit: str | None) -> FundLine:
    """The row with its amounts in the form's money unit, where they print none of their own."""
    amounts = {name: getattr(line, name) for name, role in FUND_COLUMNS.items() if role == "amount"}
    moved = {
        name: replace(cell, unit=unit, unit_from="block" if unit else None)
        for name, cell in amounts.items()
        if cell is not None and cell.unit_from == "block"
    }
    return replace(line, **moved)


def _in_table(thing: Any, table: int) -> Any:
    """The same value with all its cells in another table."""
    if isinstance(thing, CellPlace):
        return replace(thing, table=table)
    if isinstance(thing, tuple):
        return tuple(_in_table(one, table) for one in thing)
    if isinstance(thing, Struct):
        changed = {name: _in_table(getattr(thing, name), table) for name in thing.__struct_fields__}
        return replace(thing, **changed)
    return thing


def report(*forms: Form, paragraphs: Sequence[str] = (), claims: Sequence[Claim] = (), name: str = "例.docx") -> Report:
    """A report of these forms with prose around them."""
    prose = tuple(Paragraph(text, TextPlace(n)) for n, text in enumerate(paragraphs))
    source = Source(name, "0" * 64, "docx", 0)
    year = forms[0].year if forms else None
    return Report(source, "绩效自评报告", "某街道办事处", year, forms, tuple(claims), prose, (), ())


def checks(rule: Rule, *forms: Form, profile: Profile | None = None, **prose: Any) -> list[Check]:
    """What a rule says of these forms, as the audit would stamp it."""
    return list(audit(report(*forms, **prose), profile, (rule,)).checks)


def findings(rule: Rule, *forms: Form, profile: Profile | None = None, **prose: Any) -> list[Finding]:
    """The findings a rule gives on these forms."""
    return list(audit(report(*forms, **prose), profile, (rule,)).findings)


def context(*forms: Form, profile: str = "cn-10", **prose: Any) -> Context:
    """The context of a rule: these forms and a shipped profile."""
    return Context(report(*forms, **prose), load(profile))
