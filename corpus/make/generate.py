"""Arbitrarily many correct forms with known truth, from a seed.

``make(seed)`` gives a document whose every sum, rate and score is right, in one of the layouts, written by one of the
hands, with the records an exact reader makes of it. Truth comes from the same facts the document is drawn from, never
from reading it.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from corpus.make import word
from corpus.make.content import BLANK, Content, Fund, Printed, Row, number, text
from corpus.make.drawing import draw, heading
from corpus.make.hand import LEGACY, WORD, WPS, Hand
from corpus.make.layout import Layout, layouts
from corpus.make.prose import Prose, tie
from corpus.make.sheet import Line, Sheet, Table
from corpus.make.truth import records

HANDS = {
    "word": WORD,
    "wps": WPS,
    "legacy": LEGACY,
    "controls": Hand(controls=True),
    "tracked": Hand(tracked=True),
    "repeated-header": Hand(repeat_header=True, split_runs=True),
}
HELD_OUT = ("xianjie", "ningxia", "guizhou-department")  # layouts nobody tunes on; reported apart
TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Made:
    """A generated document: its forms' contents, and how it is written."""

    seed: int
    layout: str
    hand: str
    contents: tuple[Content, ...]
    prose: Prose | None = None

    @property
    def sheet(self) -> Sheet:
        blocks: list[Line | Table] = list(self.prose.opening()) if self.prose else []
        for content in self.contents:
            blocks += [*heading(content), draw(content)[0], Line("", "plain")]
        blocks += self.prose.closing() if self.prose else ()
        return Sheet(tuple(blocks), self.contents[0].layout.landscape)

    @property
    def word_file(self) -> bytes:
        return word.build(self.sheet, HANDS[self.hand])

    @property
    def truth(self) -> dict[str, Any]:
        forms = [records(content, n, n) for n, content in enumerate(self.contents, 1)]
        return {"forms": forms, "claims": self.prose.claims() if self.prose else []}


def make(seed: int, layout: str | None = None, hand: str | None = None, forms: int = 1, prose: bool = False) -> Made:
    """A correct document. Unnamed layout and hand are drawn from the seed; prose ties several forms by sentences."""
    chance = random.Random(f"fuhe {seed} {layout}")
    name = layout or chance.choice(sorted(layouts()))
    writer = hand or chance.choice(sorted(HANDS))
    projects = chance.sample(_pools()["projects"], forms)
    year, unit = chance.randint(2020, 2024), chance.choice(_pools()["units"])
    contents = tuple(_content(chance, layouts()[name], project, year, unit) for project in projects)
    return Made(seed, name, writer, contents, tie(chance, contents) if prose else None)


@cache
def _pools() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "pools.toml").read_text(encoding="utf-8"))


def _content(chance: random.Random, layout: Layout, project: str, year: int, unit: str) -> Content:
    identity = {
        "project_name": project,
        "department": chance.choice(_pools()["departments"]),
        "implementing_unit": unit,
        "central_department": "财政部",
        "contact": "王某某 1380000××××",
    }
    shown = {name for row in layout.identity for _, name in row}
    funds = _funds(chance, layout)
    rows = _rows(chance, layout, year, _costs(layout, funds))
    content = Content(layout, year, {key: identity[key] for key in identity if key in shown}, funds, (), rows)
    content = Content(layout, year, content.identity, funds, _goals(content), rows)
    return content.with_total(**_total(content))


# Funds


def _round(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _plainly(value: Decimal) -> str:
    """Digits without trailing zeros or exponent."""
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _money(value: Decimal, layout: Layout) -> Printed:
    return Printed(f"{value:f}", "money", f"{value:f}", layout.money_unit, "block")


def _costs(layout: Layout, funds: tuple[Fund, ...]) -> tuple[Decimal, Decimal]:
    """Planned and actual cost in 万元: the budget and what was spent of it."""
    cells = next(fund.cells for fund in funds if fund.kind == "total")
    scale = TEN_THOUSAND if layout.money_unit == "元" else 1
    budget = cells.get("full_budget", cells.get("initial_budget", BLANK)).value
    return budget / scale, cells["executed"].value / scale


def _funds(chance: random.Random, layout: Layout) -> tuple[Fund, ...]:
    """The fund rows; executed is 90 to 100 % of the budget the rate stands on."""
    roles = {role for role, _ in layout.fund_columns}
    base = "full_budget" if "full_budget" in roles else "initial_budget"
    while True:
        table = _amounts(chance, layout)
        total = {column: sum((row[column] for row in table.values()), Decimal()) for column in table["fiscal"]}
        places = chance.choice(layout.rate_decimals)
        ratio = total["executed"] / total[base]
        rate = _round(ratio * 100, places)
        score = _round(min(ratio, Decimal(1)) * layout.execution, 2)
        if _round(min(rate, Decimal(100)) / 100 * layout.execution, 2) == score:
            break
    rows = []
    for kind, label in layout.fund_rows:
        amounts = (
            total if kind == "total" else table.get(kind, table["rest"] if kind in _second(layout) else _none(table))
        )
        if kind == _first(layout):
            amounts = table["fiscal"]
        rows.append(_fund(layout, kind, label, amounts, base, rate, score, places))
    return tuple(rows)


def _first(layout: Layout) -> str:
    return next(kind for kind, _ in layout.fund_rows if kind != "total") if len(layout.fund_rows) > 1 else ""


def _second(layout: Layout) -> str:
    """The child row that may hold the rest: the last one."""
    return layout.fund_rows[-1][0] if layout.fund_rows[-1][0] != "total" else layout.fund_rows[1][0]


def _none(table: dict[str, dict[str, Decimal]]) -> dict[str, Decimal]:
    return {column: value * 0 for column, value in table["fiscal"].items()}


def _amounts(chance: random.Random, layout: Layout) -> dict[str, dict[str, Decimal]]:
    """Main and remaining source: initial and full budget, executed."""
    places = 2 if layout.money_unit == "元" else chance.choice((0, 2, 2, 4))
    scale = TEN_THOUSAND if layout.money_unit == "元" else 1
    children = len(layout.fund_rows) > 2

    def source(share: Decimal) -> dict[str, Decimal]:
        full = _round(Decimal(chance.randint(2000, 90000)) / 100 * scale * share, places)
        initial = full if chance.random() < 0.5 else _round(full * Decimal(chance.randint(80, 99)) / 100, places)
        used = Decimal(1) if chance.random() < 0.4 else Decimal(chance.randint(9050, 9990)) / TEN_THOUSAND
        base = full if "full_budget" in {role for role, _ in layout.fund_columns} else initial
        return {"initial_budget": initial, "full_budget": full, "executed": _round(base * used, places)}

    main = source(Decimal(1))
    rest = (
        source(Decimal("0.2"))
        if children and chance.random() < 0.4
        else {key: value * 0 for key, value in main.items()}
    )
    return {"fiscal": main, "rest": rest}


def _fund(
    layout: Layout,
    kind: str,
    label: str,
    amounts: dict[str, Decimal],
    base: str,
    rate: Decimal,
    score: Decimal,
    places: int,
) -> Fund:
    roles = [role for role, _ in layout.fund_columns]
    cells = {role: _money(amounts[role], layout) for role in roles if role in amounts}
    if kind == "total":
        cells["execution_rate"] = _percent(f"{rate:f}")
        cells["weight"] = number(str(layout.execution))
        cells["score"] = number(_plainly(score))
    else:
        dash = Printed(layout.child_blank)
        cells |= {"weight": dash, "score": dash, "execution_rate": dash}
        if layout.child_rates and amounts[base]:
            cells["execution_rate"] = _percent(f"{_round(amounts['executed'] / amounts[base] * 100, places):f}")
    return Fund(kind, label, {role: cell for role, cell in cells.items() if role in roles})


def _percent(figure: str) -> Printed:
    return Printed(f"{figure}%", "percent", figure, "%", "cell")


# Indicators


def _rows(chance: random.Random, layout: Layout, year: int, costs: tuple[Decimal, Decimal]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for level_1, points in layout.first_levels:
        names = dict(layout.second_levels)[level_1].split(",")
        rows += _group(chance, layout, level_1, int(points), names, year, costs)
    return tuple(rows)


def _group(
    chance: random.Random,
    layout: Layout,
    level_1: str,
    points: int,
    names: list[str],
    year: int,
    costs: tuple[Decimal, Decimal],
) -> list[Row]:
    """The rows of one first level: one to three indicators a second level, weights that add up to its points."""
    picked = [(name, _pick(chance, level_1, name)) for name in _kept(chance, level_1, names)]
    weights = _weights(chance, points, sum(len(entries) for _, entries in picked))
    rows: list[Row] = []
    sign = _sign(layout.points, points)
    for name, entries in picked:
        for n, entry in enumerate(entries):
            label = layout.prefix.format(n=n + 1) + entry.partition("|")[0]
            cells = _cells(chance, layout, entry, weights[len(rows)], year, costs)
            rows.append(
                Row(
                    level_1, name, label, cells, opens_1=not rows, opens_2=n == 0,
                    printed_1=f"{level_1}{sign}" if sign else None, points_1=str(points) if sign else None,
                )
            )  # fmt: skip
    return rows


def _kept(chance: random.Random, level_1: str, names: list[str]) -> list[str]:
    """All second levels of 产出, one to three of 效益."""
    return (
        names
        if level_1 != "效益指标"
        else [name for name in names if name in chance.sample(names, chance.randint(1, 3))] or names[1:2]
    )


def _sign(pattern: str, points: int) -> str:
    return pattern.replace("分", f"{points}分") if pattern else ""


def _pick(chance: random.Random, level_1: str, name: str) -> list[str]:
    pool: dict[str, list[str]] = _pools()["indicators"]
    alias = {"产出数量": "数量指标", "产出质量": "质量指标", "产出时效": "时效指标", "产出成本": "成本指标"}
    known = alias.get(name, name if name in pool else f"{name}指标")
    most = {"产出指标": 3, "效益指标": 2, "满意度指标": 2}[level_1]
    return chance.sample(pool[known], min(len(pool[known]), chance.randint(1, most)))


def _weights(chance: random.Random, points: int, rows: int) -> list[Decimal]:
    """Whole points (or halves where rows are many) that add up exactly."""
    unit = Decimal(1) if points >= 2 * rows else Decimal("0.5")
    parts = [unit] * rows
    while sum(parts) < points:
        parts[chance.randrange(rows)] += unit
    return parts


def _cells(
    chance: random.Random, layout: Layout, entry: str, weight: Decimal, year: int, costs: tuple[Decimal, Decimal]
) -> dict[str, Printed]:
    _, unit, kind, low, high = entry.split("|")
    target, actual, share = _pair(chance, layout, unit, kind, int(low), int(high), year, costs)
    score = _round(weight * share, 2)
    cells = {
        "target": target,
        "actual": actual,
        "weight": number(_plainly(weight)),
        "score": number(_plainly(score)),
        "reason": text(chance.choice(_pools()["reasons"]).format(year=year)) if share < 1 else BLANK,
        "method": text("完成得满分，未完成按比例得分"),
    }
    return {**cells, **_in_three(target)} if "value" in {role for role, _ in layout.columns} else cells


def _in_three(target: Printed) -> dict[str, Printed]:
    """The same target in three cells: sign, figure, unit."""
    if target.number is None:
        return {
            "op": text("定性"),
            "value": target,
            "unit": BLANK,
            "target": Printed(f"定性{target.text}", target.kind),
        }
    op = target.op or ("=" if target.number == "0" else ">=")
    sign = {">=": "≥", "<=": "≤", "=": "="}[op]
    words, source = sign + target.number + (target.unit or ""), "column" if target.unit else None
    joined = Printed(words, target.kind, target.number, target.unit, source, op)
    return {"op": text(sign), "value": number(target.number), "unit": text(target.unit or ""), "target": joined}


def _pair(
    chance: random.Random,
    layout: Layout,
    unit: str,
    kind: str,
    low: int,
    high: int,
    year: int,
    costs: tuple[Decimal, Decimal],
) -> tuple[Printed, Printed, Decimal]:
    """Target, actual, and the share of the weight they earn."""
    if kind == "text":
        words = text(chance.choice(_pools()["phrases"]))
        return words, words, Decimal(1)
    if kind == "date":
        return _dates(chance, year)
    if kind == "zero":
        return _figure(chance, Decimal(0), unit, "="), _figure(chance, Decimal(0), unit, None), Decimal(1)
    if kind == "money":
        plan, spent = costs
        return _figure(chance, plan, unit, "<="), _figure(chance, spent, unit, None), Decimal(1)
    aim = Decimal(chance.randint(low, high))
    return _reached(chance, aim, unit, chance.random() < 0.12)


def _reached(chance: random.Random, aim: Decimal, unit: str, missed: bool) -> tuple[Printed, Printed, Decimal]:
    """A target met (by up to a quarter more) or missed (by a tenth or so)."""
    top = Decimal(100) if unit == "%" and aim > 20 else aim * Decimal("1.25")
    done = _round(aim * Decimal(chance.randint(70, 95)) / 100, 0) if missed else aim
    if not missed and chance.random() < 0.4:
        done = min(top, _round(aim * Decimal(chance.randint(100, 124)) / 100, 0))
    share = min(done / aim, Decimal(1))
    return _figure(chance, aim, unit, ">="), _figure(chance, done, unit, None), share


def _figure(chance: random.Random, value: Decimal, unit: str, op: str | None) -> Printed:
    """A figure as people write it: bare, with its unit, with a sign or in words; a percentage always with its sign."""
    figure = f"{value:f}"
    kind = "percent" if unit == "%" else "money" if unit == "万元" else "number"
    shown = unit if kind != "number" or chance.random() < 0.5 else None
    source = "cell" if shown else None
    bare = op is None or (op in (">=", "=") and chance.random() < 0.3)
    if bare:
        return Printed(figure + (shown or ""), kind, figure, shown, source)
    words = {">=": ("≥", "≥", "不低于", "不少于"), "<=": ("≤", "≤", "不超过"), "=": ("=", "＝")}[op or "="]
    sign = chance.choice(words)
    return Printed(f"{sign}{figure}{shown or ''}", kind, figure, shown, source, op)


def _dates(chance: random.Random, year: int) -> tuple[Printed, Printed, Decimal]:
    month = chance.randint(1, 11)
    before, done = Printed(f"{year}年12月底前", "date"), Printed(f"{year}年{month}月", "date")
    return before, done, Decimal(1)


# Goals and totals


def _goals(content: Content) -> tuple[tuple[str, str], ...]:
    """One goal that names the first indicators with their figures, and what was done of them."""
    aims, done = [], []
    for row in content.rows[:4]:
        name = row.level_3.partition("：")[2] or row.level_3
        aim = row.cells["target"] if row.cells["target"].number else row.cells.get("value", row.cells["target"])
        aims.append(f"{name}{aim.text}")
        done.append(f"{name}{row.cells['actual'].text}")
    return (("；".join(aims) + "。", f"{content.year}年" + "，".join(done) + "，年度各项工作任务全面完成。"),)


def _total(content: Content) -> dict[str, Printed]:
    layout = content.layout
    if not layout.scored:
        return {}
    parts = [content.funds[0].cells, *(row.cells for row in content.rows)]
    score = sum((part["score"].value for part in parts), Decimal())
    roles = {role for role, _ in layout.columns}
    total = {"score": number(_plainly(score))}
    if "weight" in roles and layout.total:
        points = sum(int(points) for _, points in layout.first_levels) + layout.execution
        total["weight"] = number(str(points))
    if layout.rating:
        total["rating"] = text("优" if score >= 90 else "良" if score >= 80 else "中")
    return total
