"""A01: the execution rate as printed against executed ÷ budget."""

from collections.abc import Iterator
from dataclasses import replace

from extract.message import Message
from normalize.model import Form, FundLine
from validate.basis import FORM_NOTE
from validate.checks import not_checked, recomputed
from validate.figures import Figure, figure, needed
from validate.funds import Base, bases, rate
from validate.model import Check, Context, Subject
from validate.rounding import rounds_to
from validate.rule import rule
from validate.wording import result, where

ASK = Message("请核对执行数、预算数与执行率。", "Please check the three figures.")
NO_BUDGET = Message("预算数为零，执行率无从计算", "the budget is zero, so there is no rate")


@rule(
    "A01",
    "execution-rate-differs",
    "error",
    Message("执行率与执行数、预算数不符", "the execution rate is not executed ÷ budget"),
    FORM_NOTE,
)
def execution_rate_differs(form: Form, context: Context) -> Iterator[Check]:
    """The printed rate of the total row is executed ÷ budget, by the profile's denominator or another permitted one."""
    if form.fund_total is not None:
        yield rate_check(form, form.fund_total, bases(form, form.fund_total, context.profile))


def rate_check(form: Form, line: FundLine, permitted: tuple[Base, ...]) -> Check:
    """The check of one row's printed rate against the permitted bases, the proper one first."""
    subject = Subject(line.label, "execution_rate")
    proper = permitted[0].budget if permitted else None
    got = needed(subject, execution_rate=line.execution_rate, full_budget=proper, executed=line.executed)
    if isinstance(got, Check):
        return got
    stated, budget, executed = got
    computation = rate(form, executed, budget)
    if computation is None:
        return not_checked(subject, NO_BUDGET, (budget.seen("operand"),))
    check = recomputed(form, subject, stated, computation, ask=ASK)
    return check if check.status != "fails" else _by_another(form, check, stated, permitted[1:])


def _by_another(form: Form, failed: Check, stated: Figure, others: tuple[Base, ...]) -> Check:
    """The failed check again, explained where another permitted denominator gives the printed rate."""
    for base in others:
        executed, budget = figure(base.executed), figure(base.budget)
        computation = rate(form, executed, budget) if executed and budget else None
        if computation and rounds_to(computation.exact, stated.number):
            at, computed = where(form, failed.subject), result(computation.exact, "%")
            return replace(
                failed,
                status="explained",
                severity="warning",
                why=Message(f"系以{base.name.zh}为分母", f"based on {base.name.en}"),
                evidence=(stated.seen("stated"), *(one.seen("operand") for one in computation.operands)),
                message=Message(
                    f"{at.zh}：填列 {stated.printed} 系以{base.name.zh}为分母（{computation.formula} = {computed}），"
                    f"按规定口径 {failed.formula} = {failed.computed}。请说明口径。",
                    f"{at.en}: {stated.printed} is based on {base.name.en} ({computation.formula} = {computed}); "
                    f"on the proper base {failed.formula} = {failed.computed}. Which base was meant?",
                ),
            )
    return failed
