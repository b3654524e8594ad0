"""Mistakes in the fund block."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from corpus.make.change import Change, Mutator, carried, has, other_digit, plain, total_fund
from corpus.make.content import BLANK, Content, Printed, number


def rate(content: Content, chance: random.Random) -> Change | None:
    index = total_fund(content)
    cell = content.funds[index].cells.get("execution_rate")
    if cell is None or cell.number is None:
        return None
    figure = other_digit(cell.number, chance, 1 if len(cell.number.partition(".")[0]) == 2 else 2)
    wrong = replace(cell, text=f"{figure}%", number=figure)
    return Change(
        content.with_fund(index, execution_rate=wrong), ("fund", index, "execution_rate"), wrong.text, cell.text
    )


def received_rate(content: Content, chance: random.Random) -> Change | None:
    index = total_fund(content)
    cell = content.funds[index].cells.get("received_rate")
    if cell is None or cell.number is None:
        return None
    figure = f"{chance.randint(60, 98)}.00"
    wrong = replace(cell, text=f"{figure}%", number=figure)
    return Change(content.with_fund(index, received_rate=wrong), ("fund", index, "received_rate"), wrong.text)


def execution_score(content: Content, chance: random.Random) -> Change | None:
    index = total_fund(content)
    cell = content.funds[index].cells.get("score")
    if cell is None or cell.number is None or not content.layout.scored or not _weighed(content):
        return None
    wrong = number(plain(cell.value - chance.choice((1, 2))))
    changed = carried(content.with_fund(index, score=wrong), wrong.value - cell.value)
    return Change(changed, ("fund", index, "score"), wrong.text, cell.text)


def _weighed(content: Content) -> bool:
    """Whether the form tells the points of the execution: in a cell, in a label, or by the other weights."""
    cells = content.funds[total_fund(content)].cells
    return "weight" in cells or "分" in content.layout.fund_label or has(content, "weight")


def execution_over(content: Content, chance: random.Random) -> Change | None:
    index = total_fund(content)
    cells = content.funds[index].cells
    if "score" not in cells or "weight" not in cells or not content.layout.scored:
        return None
    wrong = number(plain(cells["weight"].value + chance.choice((1, 2))))
    changed = carried(content.with_fund(index, score=wrong), wrong.value - cells["score"].value)
    return Change(changed, ("fund", index, "score"), wrong.text, cells["score"].text)


def part(role: str) -> Mutator:
    def apply(content: Content, chance: random.Random) -> Change | None:
        """A part of the total changed in one column; the total and what hangs on it stay."""
        index = next(
            (n for n, fund in enumerate(content.funds) if fund.kind != "total" and filled(fund.cells, role)), None
        )
        if index is None:
            return None
        cell = content.funds[index].cells[role]
        figure = other_digit(cell.text, chance, 0)
        wrong = replace(cell, text=figure, number=figure)
        total = content.funds[total_fund(content)].cells[role].text
        return Change(content.with_fund(index, **{role: wrong}), ("fund", total_fund(content), role), total)

    return apply


def filled(cells: dict[str, Printed], role: str) -> bool:
    return role in cells and cells[role].value > 0


def rate_blank(content: Content, chance: random.Random) -> Change | None:
    index = total_fund(content)
    cells = content.funds[index].cells
    if "execution_rate" not in cells or "score" not in cells or not content.layout.scored:
        return None
    changed = content.with_fund(index, execution_rate=BLANK)
    return Change(changed, ("fund", index, "execution_rate"), "", cells["execution_rate"].text)


def total_zero(content: Content, chance: random.Random) -> Change | None:
    """The total of the first budget column 0 while its parts are not."""
    index = total_fund(content)
    cells = content.funds[index].cells
    parts = [fund.cells for n, fund in enumerate(content.funds) if n != index]
    if not any(filled(part, "initial_budget") for part in parts) or "full_budget" not in cells:
        return None
    right = cells["initial_budget"]
    wrong = replace(right, text="0", number="0")
    return Change(content.with_fund(index, initial_budget=wrong), ("fund", index, "initial_budget"), "0", right.text)


def spent_without_budget(content: Content, chance: random.Random) -> Change | None:
    """A part of the spending moved to a source that has no budget; the total stays."""
    main, other = _main(content), _unused(content)
    if main is None or other is None or content.layout.child_rates:
        return None
    spent = content.funds[main].cells["executed"]
    moved = (spent.value / 10).quantize(Decimal(1).scaleb(_exponent(spent)), ROUND_HALF_UP)
    if not moved:
        return None
    changed = content.with_fund(main, executed=_amount(spent, spent.value - moved))
    return Change(changed.with_fund(other, executed=_amount(spent, moved)), ("fund", other, "executed"), f"{moved:f}")


def overspent(content: Content, chance: random.Random) -> Change | None:
    """More spent than budgeted, rate and capped score following."""
    index, main = total_fund(content), _main(content)
    cells = content.funds[index].cells
    base = cells.get("full_budget", cells.get("initial_budget", BLANK))
    if main is None or "execution_rate" not in cells or content.layout.child_rates:
        return None
    more = base.value - cells["executed"].value + (base.value / 5).quantize(Decimal(1).scaleb(_exponent(base)))
    spent = cells["executed"].value + more
    rate = cells["execution_rate"]
    figure = (spent / base.value * 100).quantize(Decimal(1).scaleb(_exponent(rate)), ROUND_HALF_UP)
    changed = content.with_fund(main, executed=_amount(base, content.funds[main].cells["executed"].value + more))
    over = {"executed": _amount(base, spent), "execution_rate": replace(rate, text=f"{figure}%", number=f"{figure}")}
    if "score" in cells:
        full = number(str(content.layout.execution))
        changed = carried(changed, full.value - cells["score"].value)
        over["score"] = full
    return Change(changed.with_fund(index, **over), ("fund", index, "execution_rate"), f"{figure}%")


def _exponent(cell: Printed) -> int:
    exponent = cell.value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _amount(like: Printed, value: Decimal) -> Printed:
    return replace(like, text=f"{value:f}", number=f"{value:f}")


def _main(content: Content) -> int | None:
    """The source that is spent from."""
    parts = (index for index, fund in enumerate(content.funds) if fund.kind != "total")
    return next((index for index in parts if filled(content.funds[index].cells, "executed")), None)


def _unused(content: Content) -> int | None:
    """A source whose figures are all 0."""
    spent = ((index, fund.cells.get("executed")) for index, fund in enumerate(content.funds))
    return next((index for index, cell in spent if cell is not None and not cell.value), None)
