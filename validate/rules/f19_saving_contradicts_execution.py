"""F19: a stated savings rate against the fund block."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Form
from validate.basis import DEFINITION
from validate.bothways import contradiction, excluded
from validate.checks import not_checked, recomputed
from validate.model import Check, Context, Subject
from validate.rounding import half_up, rounds_to
from validate.rule import rule
from validate.savings import Budget, Saving, budgets, implied_base, named_amounts, rate, savings
from validate.wording import result, where

NO_BASE = Message("资金总额行的预算数或执行数未填、为零或不是数值", "no budget above zero or no executed amount")


@rule(
    "F19",
    "saving-contradicts-execution",
    "warning",
    Message("成本节约率与预算执行情况不符", "the savings rate contradicts budget and execution"),
    DEFINITION,
)
def saving_contradicts_execution(form: Form, context: Context) -> Iterator[Check]:
    """A savings rate is (budget − executed) ÷ budget on one of the form's budgets.

    Where more was spent than the budget and both a saving and the execution have their marks, one of them is wrong.
    """
    for saving in savings(form):
        subject = Subject(saving.row.level_3, "actual")
        bases = budgets(form, context.profile)
        if not form.funds:
            continue
        if not bases:
            yield not_checked(subject, NO_BASE, (saving.stated.seen("stated"),))
            continue
        tried = [recomputed(form, subject, saving.stated, rate(form, base)) for base in bases]
        fitting = next((check for check in tried if check.status != "fails"), None) or _by_named(form, saving, bases[0])
        yield fitting or _contradiction(form, saving, bases[0], tried[0])
        both = None if fitting else excluded(form, context.profile, saving, bases[0])
        if both is not None:
            yield contradiction(form, context.profile, both)


def _by_named(form: Form, saving: Saving, base: Budget) -> Check | None:
    """The rate explained by a planned cost, or two costs, that the row or the goal names: 以控制价106.52万元为基数."""
    amounts = [base.executed.exact, *named_amounts(form, saving)]
    pairs = ((plan, spent) for plan in amounts[1:] for spent in amounts if plan > spent > 0)
    for plan, spent in pairs:
        if rounds_to((plan - spent) / plan * 100, saving.stated.number):
            return _explained(form, saving, plan, spent)
    return None


def _explained(form: Form, saving: Saving, plan: Fraction, spent: Fraction) -> Check:
    subject = Subject(saving.row.level_3, "actual")
    at, stated, unit = where(form, subject), saving.stated, form.money_unit or ""
    formula = f"({result(plan)} − {result(spent)}) ÷ {result(plan)}"
    why = Message("系以文中所述计划成本为基数", "based on the planned cost that the text names")
    return Check(
        "explained",
        subject,
        stated=stated.value.text,
        computed=stated.printed,
        formula=formula,
        why=why,
        evidence=(stated.seen("stated"),),
        message=Message(
            f"{at.zh}：填列 {stated.printed}，{why.zh}（{formula}，{unit}）。",
            f"{at.en}: stated {stated.printed}, {why.en} ({formula}, {unit}).",
        ),
    )


def _contradiction(form: Form, saving: Saving, base: Budget, failed: Check) -> Check:
    computation, stated = rate(form, base), saving.stated
    expected = f"{half_up(computation.exact, max(2, stated.decimals))}%"
    at, implied = where(form, failed.subject), _implied(form, saving, base)
    return replace(
        failed,
        expected=expected,
        message=Message(
            f"{at.zh}：填列 {stated.printed}，按本表{base.name.zh}与执行数计算，{computation.formula} = {expected}，"
            f"二者不符{implied.zh}。请说明节约率的计划成本口径。",
            f"{at.en}: stated {stated.printed}, while {base.name.en} and executed amount give {computation.formula} = "
            f"{expected}{implied.en}. On which planned cost is the rate based?",
        ),
    )


def _implied(form: Form, saving: Saving, base: Budget) -> Message:
    """The base that would make the stated rate true, e.g. （61.06% 隐含的基数为 655.85～656.02 万元）."""
    ends = implied_base(saving.stated, base.executed)
    if ends is None:
        return Message("", "")
    low, high = ends
    unit, stated = form.money_unit or "", saving.stated.printed
    return Message(
        f"；{stated} 所隐含的基数为 {low}～{high} {unit}，表中{base.name.zh}为 {base.budget.printed} {unit}",
        f"; {stated} implies a base of {low} to {high} {unit}, the form says {base.budget.printed}",
    )
