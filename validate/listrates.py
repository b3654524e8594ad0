"""The execution rates of a list of projects: against the amounts of their own rows, else against the forms."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial

from extract.message import Message
from normalize.model import Claim, Form, Report
from validate.causes import Failure, likely_causes, of_text
from validate.claims import agrees, seen, yuan
from validate.explain import Interval, around
from validate.figures import figure
from validate.lists import Row, lists, tied
from validate.model import Check, Evidence, Status, Subject
from validate.money import total_of
from validate.rates import printed_rate
from validate.rounding import decimals_of, half_up, shown, with_decimals

ASK = Message("请核对。", "Please check.")
BUDGETS = ("full_budget", "budget", "initial_budget", "received")


def list_rates(report: Report) -> Iterator[Check]:
    """The rate of each row that states amounts; of the others that of the form of the row's project."""
    for rows in lists(report):
        forms = {id(row): form for row, form in tied(report, rows)}
        for row in rows:
            rate, form = row.by.get("execution_rate"), forms.get(id(row))
            if rate is None or rate.number is None:
                continue
            if "executed" in row.by:
                yield from _by_amounts(row, rate)
            elif form is not None:
                yield from _by_form(row, rate, form)


def _by_amounts(row: Row, rate: Claim) -> Iterator[Check]:
    """Executed by budget, by any of the budgets the row states; none where the budget was changed by an amount."""
    budgets = [row.by[name] for name in BUDGETS if name in row.by]
    found = [check for budget in budgets if (check := _check(row, rate, row.by["executed"], budget)) is not None]
    best = min(found, key=lambda check: ORDER[check.status], default=None)
    if best is not None and not (best.status == "fails" and "adjustment" in row.by):
        yield best


ORDER: dict[Status, int] = {"holds": 0, "explained": 1, "fails": 2, "not_checked": 3}


def _check(row: Row, rate: Claim, executed: Claim, budget: Claim) -> Check | None:
    spent, planned = _yuan(executed, budget), _yuan(budget, executed)
    if spent is None or planned is None or planned <= 0:
        return None
    exact = 100 * spent / planned
    stated = _percent(rate, exact)
    status, why = agrees(stated, exact, slack=_slack(executed, budget))
    formula, at = f"{executed.number} ÷ {budget.number}", f"“{row.about}”"
    failure = Failure(None, of_text(stated, "%", rate.place), exact, (), "%")
    return Check(
        status,
        Subject(row.about, "execution_rate"),
        stated=rate.text,
        computed=f"{shown(exact)}%",
        formula=formula,
        why=why,
        suspects=partial(likely_causes, failure) if status == "fails" else None,
        evidence=(seen(rate), seen(executed, "operand"), seen(budget, "operand")),
        expected=None if status == "holds" else f"{half_up(exact, decimals_of(stated))}%",
        message=None
        if status == "holds"
        else Message(
            f"项目清单{at}行执行率：{formula} = {shown(exact)}%，填列 {rate.text}"
            f"，{f'{why.zh}。' if why else f'二者不符。{ASK.zh}'}",
            f"List of projects, row {at}, execution rate: {formula} = {shown(exact)}%, stated {rate.text}; "
            f"{f'{why.en}.' if why else f'they differ. {ASK.en}'}",
        ),
    )


def _yuan(claim: Claim, other: Claim) -> Fraction | None:
    """An amount in 元; one without a unit is in that of the other, two without one are in the same."""
    unit = claim.unit or other.unit or "元"
    return None if claim.number is None else yuan(claim.number, unit)


def _percent(rate: Claim, exact: Fraction) -> Decimal:
    """The printed rate in %; without a sign it may print the ratio (0.95), which then is nearer."""
    number = rate.number or Decimal(0)
    ratio = with_decimals(number.scaleb(2), 0)
    near = abs(Fraction(ratio) - exact) < abs(Fraction(number) - exact)
    return ratio if rate.unit is None and near else number


def _slack(executed: Claim, budget: Claim) -> Interval | None:
    """The rates the two amounts may have had before they were rounded for print."""
    spent, planned = executed.number or Decimal(0), budget.number or Decimal(0)
    decimals = max(decimals_of(spent), decimals_of(planned))
    above, below = around(spent, decimals), around(planned, decimals)
    if executed.unit != budget.unit or below.low <= 0 or (executed.unit == "元" and decimals >= 2):
        return None
    return Interval(100 * above.low / below.high, 100 * above.high / below.low)


def _by_form(row: Row, rate: Claim, form: Form) -> Iterator[Check]:
    line = total_of(form)
    there = printed_rate(line) if line is not None else None
    cell = figure(line.execution_rate) if line is not None else None
    if there is None or cell is None:
        return
    stated = _percent(rate, there)
    same = agrees(stated, there)[0] != "fails" or agrees(cell.number, Fraction(stated))[0] != "fails"
    yield Check(
        "holds" if same else "fails",
        Subject(row.about, "execution_rate"),
        stated=rate.text,
        computed=f"{shown(there)}%",
        evidence=(seen(rate), Evidence("operand", cell.value.text, cell.value.place)),
        expected=None if same else cell.value.text,
        message=None
        if same
        else Message(
            f"项目清单所列“{row.about}”执行率为 {rate.text}，表{form.form}为 {cell.value.text}，二者不符。{ASK.zh}",
            f"The list gives {rate.text} as execution rate of “{row.about}”, form {form.form} {cell.value.text}; "
            f"they differ. {ASK.en}",
        ),
    )
