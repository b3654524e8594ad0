"""The execution rate: what it may be based on, how it is printed, and whether it follows from the amounts."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Form, FundLine, Indicator, Value
from normalize.words.text import join, stem
from validate.causes import Reading
from validate.checks import Computation, not_checked, recomputed, verdict
from validate.explain import Interval, around
from validate.figures import Figure, figure, needed
from validate.funds import UNITS_DIFFER, amount, exact_money, one_unit, parts, precision
from validate.model import Check, Subject
from validate.profile import Profile
from validate.rounding import half_up, rounds_to, with_decimals
from validate.wording import COLUMNS, result, where

ASK = Message("请核对执行数、预算数与执行率。", "Please check the three figures.")
NET = "net_of_integration"
BUDGETS = ("initial_budget", "full_budget", "received", "integrated_out")
NO_BUDGET = Message("预算数为零，执行率无从计算", "the budget is zero, so there is no rate")
AMOUNT_HEADER = re.compile(r"金额|资金|预算|[(（]万?元[)）]")
PLAIN_AMOUNT = re.compile(r"\d+(?:\.\d+)?")
RATIO_DECIMALS = 2  # a rate printed as a ratio («1», «0.9») states whole percents at least


EXECUTION_NAMED = re.compile(
    r"(?:年度)?(?:(?:部门|支出)?预算|(?:预算|项目|财政)?资金)(?:执行|支出)率(?:指标)?|预算完成率"
)


class Base(NamedTuple):
    """One permitted reading of the execution rate: executed ÷ budget, with the name of the denominator.

    usual: whether it is the profile's own, and asks for no word of which base was meant.
    """

    name: Message
    budget: Value | None
    executed: Value | None
    usual: bool = False


def bases(form: Form, line: FundLine, profile: Profile) -> tuple[Base, ...]:
    """The permitted readings of a row's rate whose columns the form has: that of its own heading (D/A), then the
    profile's in their order. The budget net of what was integrated out comes last where more was spent than that.
    """
    headed = NET if form.rate_base == "net_budget" else form.rate_base
    known = {name: _based(form, line, name) for name in (headed, *profile.execution_denominators) if name is not None}
    if headed != NET and _spends_all(form, known.get(NET, [])):
        known[NET] = known.pop(NET)
    first = next((name for name in profile.execution_denominators if known[name]), None)
    return tuple(base._replace(usual=name == first) for name, found in known.items() for base in found)


def _based(form: Form, line: FundLine, name: str) -> list[Base]:
    """The readings of a row's rate on one denominator."""
    if name == NET:
        return _net(line)
    if name == "fiscal":
        return [_fiscal(one) for one in parts(form, line) if one.kind == "fiscal"]
    budget = amount(line, name)
    return [] if budget is None else [Base(_the(COLUMNS[name]), budget, line.executed)]


def _spends_all(form: Form, net: list[Base]) -> bool:
    """Whether more was spent than the budget net of integrated funds: these are then among what was spent."""
    found = [rate_on(form, base) for base in net]
    return any(one is not None and one.exact > 100 for one in found)


def _the(name: Message) -> Message:
    return Message(name.zh, f"the {name.en}")


def _net(line: FundLine) -> list[Base]:
    """The full budget less the funds integrated out, where the form prints both."""
    full, out = figure(line.full_budget), figure(line.integrated_out)
    if full is None or out is None:
        return []
    net = full.number - out.number
    name = Message("扣除统筹整合资金后的预算数", "the budget net of integrated funds")
    return [Base(name, replace(full.value, number=net), line.executed)]


def _fiscal(line: FundLine) -> Base:
    name = Message("财政拨款部分", "the fiscal part alone")
    return Base(name, line.full_budget or line.initial_budget, line.executed)


def rate(form: Form, executed: Figure, budget: Figure) -> Computation | None:
    """Executed ÷ budget in % with its slack; None if the budget is not above zero."""
    if budget.number <= 0:
        return None
    return Computation(
        exact=executed.exact / budget.exact * 100,
        formula=f"{executed.printed} ÷ {budget.printed}",
        operands=(executed, budget),
        slack=_slack(form, executed, budget),
        unit="%",
    )


def rate_on(form: Form, base: Base) -> Computation | None:
    """The rate on one base in %; None where a figure is missing, the budget is zero or the units differ."""
    executed, budget = figure(base.executed), figure(base.budget)
    if executed is None or budget is None or not one_unit((executed, budget)):
        return None
    return rate(form, executed, budget)


def _slack(form: Form, executed: Figure, budget: Figure) -> Interval | None:
    """The rates the amounts may have had before print."""
    decimals = precision(form)
    if exact_money(form, max(decimals, executed.decimals, budget.decimals)):
        return None
    above, below = (around(one.number, max(decimals, one.decimals)) for one in (executed, budget))
    if below.low <= 0:
        return None
    ends = [top / bottom * 100 for top in (above.low, above.high) for bottom in (below.low, below.high)]
    return Interval(min(ends), max(ends))


def in_percent(stated: Figure, computation: Computation) -> Figure:
    """The cell of a rate in %; without a % sign it may print the ratio (0.958): the reading that fits, or is nearer."""
    if stated.value.unit == "%":
        return stated
    ratio = Figure(stated.value, _hundredfold(stated.number), shown=stated.value.text)
    for one in (ratio, stated):
        if verdict(one, computation)[0] != "fails":
            return one
    return min((ratio, stated), key=lambda one: abs(one.exact - computation.exact))


def _hundredfold(number: Decimal) -> Decimal:
    """0.958 → 95.8; a ratio with fewer than two decimals states whole percents."""
    return with_decimals(number.scaleb(2), 0)


def printed_rate(line: FundLine) -> Fraction | None:
    """The printed rate of a row in %; a figure below 2 without % is a ratio. None where no number is printed."""
    stated = figure(line.execution_rate)
    if stated is None:
        return None
    return stated.exact if stated.value.unit == "%" or abs(stated.number) >= 2 else stated.exact * 100


def states_execution_rate(row: Indicator) -> bool:
    """Whether a row is about the execution of the budget as a whole and gives a percentage."""
    named, done = EXECUTION_NAMED.fullmatch(stem(row.level_3)) is not None, row.actual
    return named and done is not None and done.unit == "%" and done.op is None


def rate_check(form: Form, line: FundLine, permitted: tuple[Base, ...]) -> Check:
    """The check of one row's printed rate against the permitted bases, the proper one first."""
    subject = Subject(line.label, "execution_rate")
    proper = permitted[0].budget if permitted else None
    got = needed(subject, execution_rate=line.execution_rate, full_budget=proper, executed=line.executed)
    if isinstance(got, Check):
        return got
    stated, budget, executed = got
    if not one_unit((budget, executed)):
        return not_checked(subject, UNITS_DIFFER, (budget.seen("operand"), executed.seen("operand")))
    computation = rate(form, executed, budget)
    if computation is None:
        return not_checked(subject, NO_BUDGET, (budget.seen("operand"),))
    cell = in_percent(stated, computation)
    computation = computation._replace(readings=partial(_readings, form, line, permitted))
    check = _as_ratio(recomputed(form, subject, cell, computation, ask=ASK), cell, computation)
    return check if check.status != "fails" else _by_another(form, check, stated, permitted[1:], _of_extra(line))


def _readings(form: Form, line: FundLine, permitted: tuple[Base, ...]) -> tuple[Reading, ...]:
    """The rates that a budget of another cell, or an executed amount of another row, would give."""
    known = [base.budget for base in permitted]
    found = [Base(_over(one, name), cell, line.executed) for one in form.funds for name, cell in _budgets(one)]
    found = [base for base in found if base.budget not in known]
    found += [Base(_spent_on(one), permitted[0].budget, one.executed) for one in form.funds if one is not line]
    rates = ((base.name, rate_on(form, base)) for base in found)
    return tuple(Reading(name, one.exact) for name, one in rates if one is not None and one.exact)


def _budgets(line: FundLine) -> list[tuple[str, Value]]:
    cells = ((column, amount(line, column)) for column in BUDGETS)
    return [(column, cell) for column, cell in cells if cell is not None]


def _over(line: FundLine, column: str) -> Message:
    name = COLUMNS[column]
    return Message(f"可能以“{line.label}”{name.zh}为分母", f"perhaps divided by “{line.label}”, {name.en}")


def _spent_on(line: FundLine) -> Message:
    return Message(f"可能以“{line.label}”执行数为分子", f"perhaps the executed amount of “{line.label}”")


def _as_ratio(check: Check, cell: Figure, computation: Computation) -> Check:
    """The check with the expected value as a ratio where the cell prints one."""
    if cell.shown is None or check.expected is None:
        return check
    return replace(check, expected=str(half_up(computation.exact / 100, max(cell.value.decimals, RATIO_DECIMALS))))


def _of_extra(line: FundLine) -> tuple[Base, ...]:
    """Other amounts the row prints under headings of their own: 合同金额."""
    cells = ((header, text.strip()) for header, text in line.extra if AMOUNT_HEADER.search(header))
    found = ((header, text, text.replace(",", "")) for header, text in cells)
    return tuple(
        Base(
            Message(f"“{join(header)}”", f"“{join(header)}”"),
            Value(text, "money", line.place, Decimal(plain)),
            line.executed,
        )
        for header, text, plain in found
        if PLAIN_AMOUNT.fullmatch(plain)
    )


def _by_another(
    form: Form, failed: Check, stated: Figure, others: tuple[Base, ...], printed: tuple[Base, ...]
) -> Check:
    """The failed check again, explained where another permitted denominator gives the printed rate.

    printed: amounts of the row that no rule permits; one of them is only asked about.
    """
    for base in (*others, *printed):
        found = rate_on(form, base)
        if found is None:
            continue
        cell = in_percent(stated, found)
        if rounds_to(found.exact, cell.number):
            if base.usual:
                return _holds(failed, cell, found)
            told = _explained(form, failed, cell, base.name, found)
            return told if base in others else replace(told, severity="query")
    return failed


def _holds(failed: Check, stated: Figure, computation: Computation) -> Check:
    """The check of a rate on the profile's base in a form whose heading names another."""
    seen = (stated.seen("stated"), *(one.seen("operand") for one in computation.operands))
    shown, formula = result(computation.exact, computation.unit), computation.formula
    return Check("holds", failed.subject, stated.value.text, shown, formula, evidence=seen)


def _explained(form: Form, failed: Check, stated: Figure, base: Message, computation: Computation) -> Check:
    at, computed = where(form, failed.subject), result(computation.exact, computation.unit)
    return replace(
        failed,
        status="explained",
        severity="warning",
        suspects=None,
        why=Message(f"系以{base.zh}为分母", f"based on {base.en}"),
        evidence=(stated.seen("stated"), *(one.seen("operand") for one in computation.operands)),
        message=Message(
            f"{at.zh}：填列 {stated.value.text} 系以{base.zh}为分母（{computation.formula} = {computed}），"
            f"按规定口径 {failed.formula} = {failed.computed}。请说明口径。",
            f"{at.en}: {stated.value.text} is based on {base.en} ({computation.formula} = {computed}); "
            f"on the proper base {failed.formula} = {failed.computed}. Which base was meant?",
        ),
    )
