"""Arithmetic of the fund block: what an execution rate may be based on, and how far its rounding reaches."""

from dataclasses import dataclass

from extract.message import Message
from normalize.model import Form, FundLine, Value
from validate.checks import Computation
from validate.explain import Interval, around
from validate.figures import Figure, figure
from validate.profile import Profile
from validate.wording import COLUMNS

AMOUNTS = ("initial_budget", "full_budget", "received", "integrated_out", "executed")


@dataclass(frozen=True, slots=True)
class Base:
    """One permitted reading of the execution rate: executed ÷ budget, with the name of the denominator."""

    name: Message
    budget: Value | None
    executed: Value | None


def amount(line: FundLine, column: str) -> Value | None:
    """The amount of a row in one of the columns AMOUNTS."""
    value: Value | None = getattr(line, column)
    return value


def parts(form: Form, line: FundLine) -> tuple[FundLine, ...]:
    """The rows that are directly part of a row."""
    return tuple(one for one in form.funds if one.parent == line.n)


def precision(form: Form) -> int:
    """The finest decimals printed among the amounts of the fund block."""
    cells = (figure(amount(line, column)) for line in form.funds for column in AMOUNTS)
    return max((cell.decimals for cell in cells if cell is not None), default=0)


def bases(form: Form, line: FundLine, profile: Profile) -> tuple[Base, ...]:
    """The permitted readings of a row's rate whose columns the form has, the profile's proper one first."""
    found = []
    for name in profile.execution_denominators:
        if name == "fiscal":
            found += [_fiscal(one) for one in parts(form, line) if one.kind == "fiscal"]
        elif amount(line, name) is not None:
            found.append(Base(COLUMNS[name], amount(line, name), line.executed))
    return tuple(found)


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


def _slack(form: Form, executed: Figure, budget: Figure) -> Interval | None:
    """The rates the amounts may have had before print. Amounts in 元 with two decimals are exact."""
    decimals = max(precision(form), executed.decimals, budget.decimals)
    if form.money_unit == "元" and decimals >= 2:
        return None
    above, below = around(executed.number, decimals), around(budget.number, decimals)
    if below.low <= 0:
        return None
    ends = [top / bottom * 100 for top in (above.low, above.high) for bottom in (below.low, below.high)]
    return Interval(min(ends), max(ends))
