"""A12: a rate or a score though there is no budget to execute."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, FundLine, Value
from validate.basis import ARITHMETIC
from validate.checks import fails, holds
from validate.figures import figure
from validate.funds import AMOUNTS, amount, positive, zero
from validate.model import Check, Context, Severity, Subject
from validate.rates import printed_rate
from validate.rule import rule
from validate.sums import filled

ASK = Message("请核对预算数，或说明执行率、得分的计算依据。", "Please check the budget, or say what it was based on.")


@rule(
    "A12",
    "rate-on-zero-budget",
    "error",
    Message("无预算而填有执行率或得分", "a rate or a score without a budget"),
    ARITHMETIC,
)
def rate_on_zero_budget(form: Form, context: Context) -> Iterator[Check]:
    """A row without any budget has no rate and no score above zero; rows without any amount are E07's."""
    for line in form.funds:
        spent = figure(line.executed)
        budgets = [value for column in AMOUNTS[:-1] if (value := amount(line, column)) is not None]
        told = filled(line.execution_rate) or filled(line.score)
        known = spent is not None or not all(value.blank for value in budgets)
        if budgets and all(map(zero, budgets)) and told and known:
            yield _check(form, line, budgets[-1])


def _severity(line: FundLine, planned: Value) -> Severity | None:
    """A blank budget may be a gap in the form rather than a budget of zero: warned of, not called an error.

    Nothing spent of nothing is by some counted as all of it: full marks then are only asked about.
    """
    rate, spent = printed_rate(line), figure(line.executed)
    if spent is not None and spent.number == 0 and rate in (None, 0, 100):
        return "query"
    return "warning" if planned.blank else None


def _check(form: Form, line: FundLine, planned: Value) -> Check:
    columns = [name for name in ("execution_rate", "score") if positive(getattr(line, name))]
    if not columns:
        return holds(Subject(line.label, "execution_rate"), line.execution_rate or line.score, planned)
    cells: list[Value] = [getattr(line, name) for name in columns]
    named = {"execution_rate": Message("执行率", "rate"), "score": Message("得分", "score")}
    zh = "、".join(f"{named[name].zh} {cell.text}" for name, cell in zip(columns, cells, strict=True))
    en = " and ".join(f"{named[name].en} {cell.text}" for name, cell in zip(columns, cells, strict=True))
    state = Message("未填", "left blank") if planned.blank else Message(f"为 {planned.text}", f"is {planned.text}")
    says = Message(
        f"预算数{state.zh}，而填有{zh}。{ASK.zh}", f"the budget {state.en}, yet the form states {en}. {ASK.en}"
    )
    subject, severity = Subject(line.label, columns[0]), _severity(line, planned)
    return fails(form, subject, says, cells[0], [*cells[1:], planned], severity=severity)
