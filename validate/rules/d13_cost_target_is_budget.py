"""D13: a cost indicator whose target is simply the budget."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import PRACTICE
from validate.claims import yuan
from validate.figures import Figure, figure
from validate.levels import bare
from validate.model import Check, Context, Evidence, Subject
from validate.money import total_of
from validate.rule import rule
from validate.screens import names, once, quoted


@rule(
    "D13",
    "cost-target-is-budget",
    "query",
    Message("成本指标值等于预算数", "a cost target is simply the budget"),
    PRACTICE,
)
def cost_target_is_budget(form: Form, context: Context) -> Iterator[Check]:
    """Spending what was budgeted is what the execution rate measures already. Once per form."""
    line = total_of(form)
    rows = [row for row in form.indicators if _of_cost(row) and figure(row.target)]
    budgets = [found for value in (line.full_budget, line.initial_budget) if (found := figure(value))] if line else []
    if not rows or not budgets:
        return
    same = [row for row in rows if any(_equal(form, row, budget) for budget in budgets)]
    listed = quoted([row.level_3 for row in same])
    says = Message(
        f"成本指标{listed.zh}的指标值与预算数 {budgets[0].printed} 相同，与预算执行率重复。能否改用单位成本？",
        f"the target of {listed.en} is the budget {budgets[0].printed} itself. Could a unit cost be used?",
    )
    yield once(form, Subject("成本指标", "target"), _cells(same), says, looked_at=names(rows[:1]))


def _of_cost(row: Indicator) -> bool:
    """A cost indicator by its levels or, where the layout has none, by its name."""
    return "成本" in bare(row.level_2) + bare(row.level_1) + row.level_3


def _equal(form: Form, row: Indicator, budget: Figure) -> bool:
    target = figure(row.target)
    if target is None or budget.number == 0:
        return False
    stated, planned = yuan(target.number, target.value.unit), yuan(budget.number, form.money_unit)
    return stated is not None and stated == planned


def _cells(rows: list[Indicator]) -> list[Evidence]:
    return [Evidence("stated", row.target.text, row.target.place) for row in rows if row.target is not None]
