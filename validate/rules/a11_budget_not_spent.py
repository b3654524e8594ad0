"""A11: a budget of which nothing was spent."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, FundLine
from validate.basis import PRACTICE
from validate.checks import fails, holds
from validate.figures import Figure, figure
from validate.funds import budget, budget_column, in_wan, parts
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.sums import filled
from validate.wording import ASK_GIVEN, COLUMNS

ASK = Message("请说明未执行的原因。", "Why was nothing spent?")


@rule(
    "A11",
    "budget-not-spent",
    "query",
    Message("有预算而无支出", "a budget of which nothing was spent"),
    PRACTICE,
)
def budget_not_spent(form: Form, context: Context) -> Iterator[Check]:
    """A row with a budget spends some of it; the total row is looked at where it has no parts."""
    for line in form.funds:
        planned, executed = figure(budget(form, line)), figure(line.executed)
        if planned is not None and executed is not None and planned.number > 0 and not parts(form, line):
            yield _check(form, line, planned, executed)


def _check(form: Form, line: FundLine, planned: Figure, executed: Figure) -> Check:
    subject = Subject(line.label, "executed")
    if executed.number != 0:
        return holds(subject, executed.value, planned.value)
    column, ask = COLUMNS[budget_column(form)], ASK_GIVEN if filled(line.reason) else ASK
    says = Message(
        f"{column.zh} {planned.printed}，执行 {executed.printed}。{ask.zh}",
        f"the {column.en} is {planned.printed}, {executed.printed} spent. {ask.en}",
    )
    return fails(form, subject, says, executed.value, [planned.value], amount=in_wan(form, planned.exact))
