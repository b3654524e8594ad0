"""What the cells of a form say was left over of its money: 结余13.6万元, 剩余资金323.19万元结转下年."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from extract.message import Message
from normalize.model import Form, FundLine
from validate.checks import Computation, fails, holds
from validate.claims import IN_YUAN, agrees, wording
from validate.figures import Figure, figure
from validate.funds import amount
from validate.model import Check, Evidence, Subject
from validate.money import total_of, unit_of
from validate.passages import own_texts, quoted
from validate.rounding import decimals_of, half_up

LEFT = re.compile(
    r"(?<!上年)(?<!去年)(?<!以前年度)(?:结余|节余|剩余|结转)(?:资金|金额|经费|额度|指标)?(?:共计|共|为|约|合计|[:：])*\s*"
    r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>亿元|万元|元)"
)
BUDGETS = ("full_budget", "initial_budget", "received")
COMPLETION = Subject("", "executed")


def leftover_checks(form: Form) -> Iterator[Check]:
    """Each cell that names amounts left over: one of them is what a fund row's budget leaves, or it is asked about.

    Amounts of a row that only carries last year's money are what was left over then, and may be named so, too.
    """
    line = total_of(form)
    due = None if line is None else next(iter(_left(line)), None)
    if due is None:
        return
    worths = [worth for one in form.funds for worth in _worths(form, one)]
    for text, spot in own_texts(form):
        said = list(LEFT.finditer(text))
        right = next((found for found in said if _fits(text, found, worths)), None)
        if said:
            found = right or said[0]
            evidence = quoted(text, spot, found.start(), found.end())
            yield _check(form, found, evidence, due, right=right is not None)


def _left(line: FundLine) -> Iterator[Computation]:
    """Budget less executed, on each budget the row prints, the full one first."""
    executed = figure(line.executed)
    for column in BUDGETS:
        budget = figure(amount(line, column))
        if budget is not None and executed is not None:
            formula = f"{budget.printed} − {executed.printed}"
            yield Computation(budget.exact - executed.exact, formula, (budget, executed))


def _worths(form: Form, line: FundLine) -> Iterator[Fraction]:
    """What may have been left over of a row, in 元."""
    for left in _left(line):
        yield left.exact * _scale(form, left.operands)
    if line.kind == "carryover":
        cells = (figure(cell) for cell in (line.initial_budget, line.full_budget, line.executed))
        yield from (cell.exact * _scale(form, (cell,)) for cell in cells if cell is not None)


def _scale(form: Form, figures: tuple[Figure, ...]) -> int:
    return IN_YUAN.get(unit_of(form, figures) or "", 10**4)


def _fits(text: str, found: re.Match[str], worths: list[Fraction]) -> bool:
    stated, one = _said(found), IN_YUAN[found["unit"]]
    hedge = wording(text[: found.start("n")], text[found.end("unit") :])
    return any(agrees(stated, worth / one, hedge)[0] != "fails" for worth in worths)


def _said(found: re.Match[str]) -> Decimal:
    return Decimal(found["n"].replace(",", ""))


def _check(form: Form, found: re.Match[str], evidence: Evidence, due: Computation, *, right: bool) -> Check:
    budget, executed = due.operands
    if right:
        return holds(COMPLETION, None, budget.value, executed.value, formula=due.formula)
    exact = due.exact * _scale(form, due.operands) / IN_YUAN[found["unit"]]
    left = f"{half_up(exact, max(2, decimals_of(_said(found)))).normalize():f}{found['unit']}"
    says = Message(
        f"文中称“{found[0]}”，按所列金额 {due.formula} 为 {left}。请核对结余金额或说明口径。",
        f"the text says “{found[0]}”; by the amounts {due.formula} leave {left}. Which amount is meant?",
    )
    return fails(
        form, COMPLETION, says, None, (budget.value, executed.value),
        extra=(evidence,), formula=due.formula, computed=left, expected=left, severity="query",
    )  # fmt: skip
