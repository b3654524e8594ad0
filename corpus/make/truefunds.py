"""Fund blocks whose sums, rates and scores are right."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from corpus.make.content import BLANK, Fund, Printed, number
from corpus.make.figures import half_up, money, percent, plainly
from corpus.make.layout import Layout

TEN_THOUSAND = 10_000


def costs(layout: Layout, funds: tuple[Fund, ...]) -> tuple[Decimal, Decimal]:
    """Planned and actual cost in 万元: the budget and what was spent of it; the same on every form without funds."""
    cells = next((fund.cells for fund in funds if fund.kind == "total"), None)
    if cells is None:
        return Decimal(120), Decimal("118.5")
    scale = TEN_THOUSAND if layout.money_unit == "元" else 1
    budget = cells.get("full_budget", cells.get("initial_budget", BLANK)).value
    return budget / scale, cells["executed"].value / scale


def funds(chance: random.Random, layout: Layout) -> tuple[Fund, ...]:
    """The fund rows; executed is 90 to 100 % of the budget the rate stands on."""
    roles = {role for role, _ in layout.fund_columns}
    base = "full_budget" if "full_budget" in roles else "initial_budget"
    while True:
        table = _amounts(chance, layout)
        total = {column: sum((row[column] for row in table.values()), Decimal()) for column in table["fiscal"]}
        places = chance.choice(layout.rate_decimals)
        ratio = total["executed"] / total[base]
        rate = half_up(ratio * 100, places)
        score = half_up(min(ratio, Decimal(1)) * layout.execution, 2)
        if half_up(min(rate, Decimal(100)) / 100 * layout.execution, 2) == score:
            break
    rows = []
    for kind, label in layout.fund_rows:
        amounts = (
            total if kind == "total" else table.get(kind, table["rest"] if kind in _second(layout) else _none(table))
        )
        if kind == _first(layout):
            amounts = table["fiscal"]
        fund = _fund(layout, kind, label, amounts, base, rate, score, places)
        rows.append(replace(fund, cells={**fund.cells, "line": Printed(str(len(rows) + 1))}))
    return (*rows, *_sides(layout, table))


def _sides(layout: Layout, table: dict[str, dict[str, Decimal]]) -> Iterator[Fund]:
    """What the budget comes from and goes to, told in words: two sides with the same sum."""
    for side, named in (("receipts", layout.receipts), ("payments", layout.payments)):
        for at, (kind, label) in enumerate(named):
            part = table["fiscal"] if at == 0 else table["rest"] if at + 1 == len(named) else _none(table)
            yield Fund(kind, label, {"full_budget": money(part["full_budget"], layout)}, side)


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
    children = len(layout.fund_rows) > 2 or layout.receipts

    def source(share: Decimal) -> dict[str, Decimal]:
        full = half_up(Decimal(chance.randint(2000, 90000)) / 100 * scale * share, places)
        initial = full if chance.random() < 0.5 else half_up(full * Decimal(chance.randint(80, 99)) / 100, places)
        used = Decimal(1) if chance.random() < 0.4 else Decimal(chance.randint(9050, 9990)) / TEN_THOUSAND
        base = full if "full_budget" in {role for role, _ in layout.fund_columns} else initial
        return {"initial_budget": initial, "full_budget": full, "executed": half_up(base * used, places)}

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
    cells = {role: money(amounts[role], layout) for role in roles if role in amounts} | _integrated(layout, amounts)
    if kind == "total":
        cells["execution_rate"] = percent(f"{rate:f}")
        cells["weight"] = number(str(layout.execution))
        cells["score"] = number(plainly(score))
    else:
        dash = Printed(layout.child_blank)
        cells |= {"weight": dash, "score": dash, "execution_rate": dash}
        if layout.child_rates and amounts[base]:
            cells["execution_rate"] = percent(f"{half_up(amounts['executed'] / amounts[base] * 100, places):f}")
    return Fund(kind, label, {role: cell for role, cell in cells.items() if role in roles})


def _integrated(layout: Layout, amounts: dict[str, Decimal]) -> dict[str, Printed]:
    """Columns of a form that tells what was set aside and what arrived: nothing was, and all of it did."""
    budget = amounts["full_budget"]
    return {
        "integrated_out": money(budget * 0, layout),
        "net_budget": money(budget, layout),
        "received": money(budget, layout),
        "received_rate": percent("100.00") if budget else BLANK,
    }
