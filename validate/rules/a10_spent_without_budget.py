"""A10: money spent from a source that has no budget."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, FundLine
from validate.basis import PRACTICE
from validate.checks import fails, holds
from validate.figures import Figure, figure
from validate.funds import LEFT_OVER, budget, budget_column, in_wan, parts, zero
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.wording import COLUMNS

ASK = Message("请说明该项支出的预算依据。", "On what budget was it spent?")


@rule(
    "A10",
    "spent-without-budget",
    "query",
    Message("无预算而有支出", "spent without a budget"),
    PRACTICE,
)
def spent_without_budget(form: Form, context: Context) -> Iterator[Check]:
    """A row that spends has a budget; the total row is looked at where it has no parts, what was left over never."""
    for line in form.funds:
        executed = None if LEFT_OVER.search(line.label) else figure(line.executed)
        if executed is not None and executed.number > 0 and budget(form, line) is not None and not parts(form, line):
            yield _check(form, line, executed)


def _check(form: Form, line: FundLine, executed: Figure) -> Check:
    subject, planned = Subject(line.label, "executed"), budget(form, line)
    assert planned is not None
    if not zero(planned):
        return holds(subject, executed.value, planned)
    column = COLUMNS[budget_column(form)]
    state = Message("未填", "left blank") if planned.blank else Message(f"为 {planned.text}", f"is {planned.text}")
    says = Message(
        f"{column.zh}{state.zh}，执行 {executed.printed}。{ASK.zh}",
        f"the {column.en} {state.en}, {executed.printed} spent. {ASK.en}",
    )
    return fails(form, subject, says, executed.value, [planned], amount=in_wan(form, executed.exact))
