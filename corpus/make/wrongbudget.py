"""Mistakes between budget and spending: parts that do not fit, units and precisions mixed, reasons left out."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from corpus.make.change import Change, carried, other_digit, plain, total_fund
from corpus.make.content import BLANK, Content, Printed, number, text
from corpus.make.wrongfunds import overspent

BUDGETS = ("initial_budget", "full_budget", "net_budget", "received")
LOW = Decimal("0.6")  # a share of the budget that asks for a reason


def not_adjusted(content: Content, chance: random.Random) -> Change | None:
    """More spent than budgeted, and the full-year budget still the initial one."""
    index = total_fund(content)
    cells = content.funds[index].cells
    if "initial_budget" not in cells or "full_budget" not in cells:
        return None
    if cells["initial_budget"].text != cells["full_budget"].text:
        return None
    change = overspent(content, chance)
    return change and Change(change.content, ("fund", index, "full_budget"), cells["full_budget"].text)


def unspent(content: Content, chance: random.Random) -> Change | None:
    """A source with a budget of which nothing was spent; another spent it, the total stays."""
    pair = _sources(content)
    if pair is None:
        return None
    main, other = pair
    spent = content.funds[other].cells["executed"]
    return _moved(content, other, main, spent.value, other)


def fiscal_low(content: Content, chance: random.Random) -> Change | None:
    """A third of what the fiscal part should have spent comes from another source; the total stays."""
    pair = _sources(content)
    if pair is None or content.funds[pair[0]].kind != "fiscal":
        return None
    main, other = pair
    spent = content.funds[main].cells["executed"]
    change = _moved(content, main, other, _rounded(spent, spent.value / 3), main)
    total = content.funds[total_fund(content)].cells
    planned = total.get("full_budget", total.get("initial_budget", BLANK)).value
    well = planned > 0 and total["executed"].value * 10 >= planned * 9
    return replace(change, severity="query") if well else change


def _moved(content: Content, giver: int, taker: int, by: Decimal, wrong: int) -> Change:
    given, taken = (content.funds[n].cells["executed"] for n in (giver, taker))
    changed = content.with_fund(giver, executed=_amount(given, given.value - by))
    changed = changed.with_fund(taker, executed=_amount(taken, taken.value + by))
    return Change(changed, ("fund", wrong, "executed"), changed.funds[wrong].cells["executed"].text)


def _sources(content: Content) -> tuple[int, int] | None:
    """Two sources with money, where no rates of their own hang on it."""
    own = [n for n, fund in enumerate(content.funds) if fund.kind != "total"]
    filled = [n for n in own if content.funds[n].cells.get("executed", BLANK).value > 0]
    return (filled[0], filled[1]) if len(filled) > 1 and not content.layout.child_rates else None


def no_budget(content: Content, chance: random.Random) -> Change | None:
    """Every budget of the total row 0, the rate still there."""
    index = total_fund(content)
    cells = content.funds[index].cells
    columns = [name for name in BUDGETS if name in cells]
    if "execution_rate" not in cells:
        return None
    zero = {name: replace(cells[name], text="0", number="0") for name in columns}
    rate = cells["execution_rate"].text
    return Change(content.with_fund(index, **zero), ("fund", index, "execution_rate"), rate)


def part_rate(content: Content, chance: random.Random) -> Change | None:
    """One digit of a source's own rate."""
    rated = _rated_parts(content)
    if not rated:
        return None
    index = chance.choice(rated)
    cell = content.funds[index].cells["execution_rate"]
    figure = other_digit(cell.number or "", chance, 1 if len((cell.number or "").partition(".")[0]) == 2 else 2)
    wrong = replace(cell, text=f"{figure}%", number=figure)
    return Change(content.with_fund(index, execution_rate=wrong), ("fund", index, "execution_rate"), wrong.text)


def _rated_parts(content: Content) -> list[int]:
    own = [n for n, fund in enumerate(content.funds) if fund.kind != "total"]
    return [n for n in own if content.funds[n].cells.get("execution_rate", BLANK).number]


def other_money_unit(content: Content, chance: random.Random) -> Change | None:
    """One amount written in 元 where the form counts in 万元, or the other way round."""
    index = total_fund(content)
    role = chance.choice([name for name in ("initial_budget", "full_budget") if name in content.funds[index].cells])
    cell = content.funds[index].cells[role]
    if len(content.funds) < 2:
        return None
    other = cell.value / 10_000 if content.layout.money_unit == "元" else cell.value * 10_000
    wrong = _amount(cell, Decimal(plain(other)))
    return Change(content.with_fund(index, **{role: wrong}), ("fund", index, role), wrong.text, cell.text)


def rate_precision(content: Content, chance: random.Random) -> Change | None:
    """A source's rate, right, with one decimal more than the total's."""
    total = content.funds[total_fund(content)].cells.get("execution_rate", BLANK)
    rated = [n for n in _rated_parts(content) if content.funds[n].cells["execution_rate"].value % 100]
    if not rated or not total.value % 100:
        return None
    cells = content.funds[rated[0]].cells
    base = cells.get("full_budget", cells.get("initial_budget", BLANK)).value
    figure = (cells["executed"].value / base * 100).quantize(Decimal(1).scaleb(_exponent(total) - 1), ROUND_HALF_UP)
    wrong = Printed(f"{figure}%", "percent", f"{figure}", "%", "cell")
    changed = content.with_fund(rated[0], execution_rate=wrong)
    return Change(changed, ("fund", rated[0], "execution_rate"), wrong.text)


def low_unexplained(content: Content, chance: random.Random) -> Change | None:
    """Three fifths spent, rate and score following, and the cell for the reason blank."""
    index = total_fund(content)
    cells = content.funds[index].cells
    if not any(role == "reason" for role, _ in content.layout.fund_columns) or "score" not in cells:
        return None
    silent = replace(content, layout=replace(content.layout, tail=()))
    changed = silent
    for n, fund in enumerate(content.funds):
        spent = fund.cells["executed"]
        part = _amount(spent, _rounded(spent, spent.value * LOW))
        base = fund.cells.get("full_budget", fund.cells.get("initial_budget", BLANK)).value
        rate = fund.cells.get("execution_rate", BLANK)
        told = {"execution_rate": _rate(rate, part.value / base)} if rate.number and base else {}
        changed = changed.with_fund(n, executed=part, reason=BLANK, **told)
    return _summed(changed, index, cells["score"].value)


def _summed(content: Content, index: int, before: Decimal) -> Change:
    """Total, its rate and score from the parts as they are now."""
    parts = [fund.cells["executed"].value for fund in content.funds if fund.kind != "total"]
    cells = content.funds[index].cells
    spent = _amount(cells["executed"], sum(parts, Decimal()) or cells["executed"].value)
    share = spent.value / cells.get("full_budget", cells.get("initial_budget", BLANK)).value
    rate = _rate(cells["execution_rate"], share)
    score = number(plain((share * content.layout.execution).quantize(Decimal("0.01"), ROUND_HALF_UP)))
    changed = content.with_fund(index, executed=spent, execution_rate=rate, score=score)
    return Change(carried(changed, score.value - before), ("fund", index, "execution_rate"), rate.text)


def _rate(cell: Printed, share: Decimal) -> Printed:
    figure = (share * 100).quantize(Decimal(1).scaleb(_exponent(cell)), ROUND_HALF_UP)
    return replace(cell, text=f"{figure}%", number=f"{figure}")


def careful_reason(content: Content, chance: random.Random) -> Change | None:
    """A reason that says the budget was kept, beside an amount above it."""
    change = overspent(content, chance)
    rows = [n for n, row in enumerate(content.rows) if row.cells.get("reason", BLANK).text]
    if change is None or not rows or not any(role == "reason" for role, _ in content.layout.columns):
        return None
    words = "严格按照预算支出，厉行节约，2个批次并作1个批次采购"
    return Change(change.content.with_row(rows[0], reason=text(words)), ("row", rows[0], "reason"), words)


def _exponent(cell: Printed) -> int:
    exponent = cell.value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _rounded(like: Printed, value: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(_exponent(like)), ROUND_HALF_UP)


def _amount(like: Printed, value: Decimal) -> Printed:
    return replace(like, text=f"{value:f}", number=f"{value:f}")
