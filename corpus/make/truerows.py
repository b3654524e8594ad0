"""Indicator rows whose weights add up and whose scores follow what was reached."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from corpus.make.content import BLANK, Printed, Row, number, text
from corpus.make.figures import half_up, percent, plainly, pools
from corpus.make.layout import Layout

TIER = Printed("达成预期指标", "tier")


def rows(chance: random.Random, layout: Layout, year: int, costs: tuple[Decimal, Decimal]) -> tuple[Row, ...]:
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
    pool: dict[str, list[str]] = pools()["indicators"]
    alias = {"产出数量": "数量指标", "产出质量": "质量指标", "产出时效": "时效指标", "产出成本": "成本指标"}
    known = alias.get(name, name if name in pool else f"{name}指标")
    most = {"产出指标": 3, "产出": 4, "效果": 3}.get(level_1, 2)
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
    score = half_up(weight * share, 2)
    cells = {
        "target": target,
        "actual": actual,
        "weight": number(plainly(weight)),
        "score": number(plainly(score)),
        "review_score": number(plainly(score)),
        "reason": text(chance.choice(pools()["reasons"]).format(year=year)) if share < 1 else BLANK,
        "method": text("完成得满分，未完成按比例得分"),
        "explanation": text(f"反映和考核{entry.partition('|')[0]}的情况"),
        "coefficient": text(plainly(half_up(share * 100, 2))),
        "core": text("是" if weight >= 8 else "否"),
    }
    return {**cells, **in_three(layout, target)} if "value" in layout.roles else cells


def in_three(layout: Layout, target: Printed) -> dict[str, Printed]:
    """The same target in three cells: sign, figure, unit; read as one text where they stand side by side."""
    if target.number is None:
        joined = Printed(f"定性{target.text}", target.kind)
        return {"op": text("定性"), "value": target, "unit": BLANK, "target": joined}
    op = target.op or ("=" if target.number == "0" else ">=")
    sign = {">=": "≥", "<=": "≤", "=": "="}[op]
    beside = layout.roles.index("unit") == layout.roles.index("value") + 1
    words, source = sign + target.number + (target.unit or "" if beside else ""), "column" if target.unit else None
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
    if kind == "standard":  # a scorecard: points against a written standard, no target
        return BLANK, BLANK, Decimal(1)
    if kind == "text":
        words = text(chance.choice(pools()["phrases"]))
        return words, words if chance.random() < 0.5 else TIER, Decimal(1)
    if kind == "date":
        return _dates(chance, year)
    if kind == "zero":
        return _figure(chance, Decimal(0), unit, "="), _figure(chance, Decimal(0), unit, None), Decimal(1)
    if kind == "execution":
        plan, spent = costs
        rate = half_up(spent / plan * 100, 2)
        return percent("100"), percent(f"{rate:f}"), rate / 100
    if kind == "money":
        plan, spent = _above(costs[0]), costs[1]
        return _figure(chance, plan, unit, "<="), _figure(chance, spent, unit, None), Decimal(1)
    aim = Decimal(chance.randint(low, high))
    return _reached(chance, aim, unit, chance.random() < 0.12)


def _above(budget: Decimal) -> Decimal:
    """A cost that is no copy of the budget: the next whole ten above it."""
    return (budget // 10 + 1) * 10


def _reached(chance: random.Random, aim: Decimal, unit: str, missed: bool) -> tuple[Printed, Printed, Decimal]:
    """A target met (by up to a quarter more) or missed (by a tenth or so)."""
    top = Decimal(100) if unit == "%" and aim > 20 else aim * Decimal("1.25")
    done = half_up(aim * Decimal(chance.randint(70, 95)) / 100, 0) if missed else aim
    if not missed and chance.random() < 0.4:
        done = min(top, half_up(aim * Decimal(chance.randint(100, 124)) / 100, 0))
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


def odd(chance: random.Random, layout: Layout, rows: tuple[Row, ...], shared: bool = True) -> tuple[Row, ...]:
    """The rows with what real forms have besides: shared score cells, rows of the template left blank."""
    joined = _shared(chance, rows) if layout.scored and shared else rows
    found: list[Row] = []
    for index, row in enumerate(joined):
        found.append(row)
        ends = index + 1 == len(joined) or joined[index + 1].opens_2
        if ends and chance.random() < 0.3:
            found.append(_left_blank(chance, layout, row))
    return tuple(found)


def _left_blank(chance: random.Random, layout: Layout, above: Row) -> Row:
    """A row of the template nobody filled: dots, an empty numbered line, or a second level without indicators."""
    used = dict(layout.second_levels)[above.level_1].split(",")
    names = ["……", layout.prefix.format(n=9)] if layout.prefix else ["……", ""]
    if above.level_1 == "效益指标" and above.level_2 != used[-1] and chance.random() < 0.5:
        return replace(above, level_2="", level_3="", cells={}, opens_1=False, opens_2=True, residue=True, printed_2="")
    return replace(above, level_3=chance.choice(names), cells={}, opens_1=False, opens_2=False, residue=True)


def _shared(chance: random.Random, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Two neighbours of one second level, both in full, under one weight cell and one score cell."""
    pairs = [n for n in range(1, len(rows)) if not rows[n].opens_2 and _full(rows[n - 1]) and _full(rows[n])]
    if not pairs:
        return rows
    second = chance.choice(pairs)
    first = second - 1
    both = number(plainly(rows[first].cells["weight"].value + rows[second].cells["weight"].value))
    same = Printed(same=True)
    shared = ("weight", "score", "review_score")
    top = replace(rows[first], group=1, cells={**rows[first].cells, **dict.fromkeys(shared, both)})
    below = replace(rows[second], group=1, cells={**rows[second].cells, **dict.fromkeys(shared, same)})
    return (*rows[:first], top, below, *rows[second + 1 :])


def _full(row: Row) -> bool:
    return row.cells["score"].value == row.cells["weight"].value
