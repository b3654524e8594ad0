"""Savings rates among the indicators (成本节约率), and what the fund block makes of them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from extract.message import Message
from normalize.model import Form, FundLine, Indicator
from normalize.words.text import fold
from validate.checks import Computation
from validate.claims import IN_YUAN
from validate.explain import Interval, around
from validate.facts import facts
from validate.figures import Figure, figure
from validate.funds import precision
from validate.money import total_of
from validate.narratives import completion
from validate.profile import Profile
from validate.rounding import decimals_of, half_up
from validate.wording import COLUMNS

NAME = re.compile(r"(?:成本|资金|经费|预算|支出|费用|投资)?节[约支省](?:资金)?(?:率|比例)")
ELSE = re.compile(r"节[约省]?[水电能]|能耗|水资源|用[水电]|三公")


class Saving(NamedTuple):
    """An indicator that states a savings rate, with the rate in % as a figure of its cell."""

    row: Indicator
    stated: Figure


class Budget(NamedTuple):
    """A budget a savings rate may start from, and what was spent of it."""

    name: Message
    budget: Figure
    executed: Figure


def savings(form: Form) -> Iterator[Saving]:
    """The rows of a form that state how much of its cost was saved, in percent."""
    for row in form.indicators:
        name, stated = fold(row.level_3), figure(row.actual)
        if NAME.search(name) and not ELSE.search(name) and stated is not None and _percent(stated):
            yield Saving(row, stated)


def _percent(stated: Figure) -> bool:
    return stated.value.unit in ("%", "％", "百分比")


def budgets(form: Form, profile: Profile) -> tuple[Budget, ...]:
    """The budgets of the total row, the profile's proper one first; only those above zero."""
    line = total_of(form)
    return () if line is None else tuple(_budgets(line, profile))


def _budgets(line: FundLine, profile: Profile) -> Iterator[Budget]:
    executed = figure(line.executed)
    for name in ("full_budget", "initial_budget"):
        budget = figure(getattr(line, name)) if name in profile.execution_denominators else None
        if executed is not None and budget is not None and budget.number > 0:
            yield Budget(COLUMNS[name], budget, executed)


def named_amounts(form: Form, saving: Saving) -> tuple[Fraction, ...]:
    """The amounts of money that the row's other cells or the form's completion text name, in the form's unit."""
    row, unit = saving.row, IN_YUAN.get(form.money_unit or "")
    cells = [cell.text for cell in (row.target, row.reason, row.score_method) if cell is not None]
    said = (fact for text in (*cells, completion(form)) for fact in facts(text) if fact.unit == "元")
    return tuple(Fraction(fact.number) / unit for fact in said) if unit else ()


def rate(form: Form, base: Budget) -> Computation:
    """(budget − executed) ÷ budget in %, with the slack of the printed amounts."""
    budget, executed = base.budget, base.executed
    return Computation(
        exact=(budget.exact - executed.exact) / budget.exact * 100,
        formula=f"({budget.printed} − {executed.printed}) ÷ {budget.printed}",
        operands=(budget, executed),
        slack=_slack(form, base),
        unit="%",
    )


def _slack(form: Form, base: Budget) -> Interval | None:
    decimals = max(precision(form), base.budget.decimals, base.executed.decimals)
    budget, executed = around(base.budget.number, decimals), around(base.executed.number, decimals)
    if budget.low <= 0:
        return None
    ends = [
        (1 - spent / planned) * 100 for planned in (budget.low, budget.high) for spent in (executed.low, executed.high)
    ]
    return Interval(min(ends), max(ends))


def implied_base(stated: Figure, executed: Figure) -> tuple[Decimal, Decimal] | None:
    """The budgets (low, high) that make the stated rate true of the executed amount, or None for 100 % and more."""
    half = Fraction(1, 2 * 10 ** decimals_of(stated.number))
    left = [1 - (stated.exact + shift) / 100 for shift in (-half, half)]
    if min(left) <= 0 or executed.number <= 0:
        return None
    low, high = sorted(executed.exact / share for share in left)
    decimals = max(2, executed.decimals)
    return half_up(low, decimals), half_up(high, decimals)
