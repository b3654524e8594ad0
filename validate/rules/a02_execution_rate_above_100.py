"""A02: more was spent than the budget allows."""

from collections.abc import Iterator

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Form, FundLine
from validate.basis import PRACTICE
from validate.checks import Computation, fails, holds, not_checked
from validate.figures import figure
from validate.funds import head, in_wan
from validate.model import Check, Context, Subject
from validate.rates import Base, bases, printed_rate, rate_on
from validate.rule import rule
from validate.sums import filled
from validate.wording import ASK_GIVEN, result

NO_FIGURES = Message("执行数、预算数或执行率未填", "neither the rate nor the amounts are given")
ASK = Message("请说明超预算支出的资金来源与审批依据。", "Where did the money come from, and who approved it?")


@rule(
    "A02",
    "execution-rate-above-100",
    "query",
    Message("执行数超过预算数", "more was spent than budgeted"),
    PRACTICE,
)
def execution_rate_above_100(form: Form, context: Context) -> Iterator[Check]:
    """The total row spends no more than its budget, by its amounts or, where they are missing, its printed rate."""
    line = head(form)
    if line is None:
        return
    base = next(iter(bases(form, line, context.profile)), None)
    computation = rate_on(form, base) if base else None
    if base is not None and computation is not None:
        yield _by_amounts(form, line, base, computation)
    else:
        yield _by_rate(form, line)


def _by_amounts(form: Form, line: FundLine, base: Base, computation: Computation) -> Check:
    subject, stated = Subject(line.label, "execution_rate"), line.execution_rate or line.executed
    executed, budget = computation.operands
    shown, over = result(computation.exact, "%"), in_wan(form, executed.exact - budget.exact)
    if computation.exact <= 100:
        return holds(subject, stated, executed.value, budget.value, formula=f"{computation.formula} = {shown} ≤ 100%")
    ask = ASK_GIVEN if filled(line.reason) else ASK
    gap = executed.number - budget.number
    unit = form.money_unit or ""
    says = Message(
        f"执行 {executed.printed}，{base.name.zh} {budget.printed}，超出 {gap} {unit}".rstrip()
        + f"，执行率 {shown}，超过 100%。{ask.zh}",
        f"{executed.printed} spent, {base.name.en} {budget.printed}, {gap} over, a rate of {shown}. {ask.en}",
    )
    others = [one.value for one in (budget, executed)]
    initial = [value for value in (line.initial_budget,) if value is not None and value not in others]
    check = fails(form, subject, says, stated, [*others, *initial], formula=computation.formula, computed=shown)
    return replace(check, amount=over)


def _by_rate(form: Form, line: FundLine) -> Check:
    subject, rate, stated = Subject(line.label, "execution_rate"), printed_rate(line), figure(line.execution_rate)
    if rate is None or stated is None:
        return not_checked(subject, NO_FIGURES)
    if rate <= 100:
        return holds(subject, stated.value)
    text = stated.value.text
    says = Message(f"填列 {text}，超过 100%。{ASK.zh}", f"stated {text}, above 100%. {ASK.en}")
    return fails(form, subject, says, stated.value)
