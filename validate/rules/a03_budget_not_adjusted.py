"""A03: the full-year budget still says what the initial one said although the budget was exceeded or changed."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, FundLine
from validate.adjustments import budget_changes
from validate.basis import FORM_NOTE
from validate.checks import fails, holds
from validate.figures import Figure, figure, needed
from validate.funds import head, in_wan
from validate.model import Check, Context, Severity, Subject
from validate.reasons import says_something
from validate.rule import rule

NOTHING = Message("", "")
ASK = Message(
    "请核实全年预算数是否已含年中追加、调整的预算。",
    "Does the full-year budget include what was added or changed during the year?",
)


@rule(
    "A03",
    "budget-not-adjusted",
    "warning",
    Message("全年预算数未随预算调整更新", "the full-year budget was not updated"),
    FORM_NOTE,
)
def budget_not_adjusted(form: Form, context: Context) -> Iterator[Check]:
    """Where initial and full-year budget are equal, nothing was spent beyond them and no text says they changed.

    Only a query where the row gives a reason for what was spent beyond.
    """
    line = head(form)
    if line is None or line.initial_budget is None or line.full_budget is None:
        return
    if line.initial_budget.blank and line.full_budget.blank:
        return
    subject = Subject(line.label, "full_budget")
    match needed(subject, full_budget=line.full_budget, initial_budget=line.initial_budget):
        case Check() as gap:
            yield gap
        case (full, initial) if full.number != initial.number:
            yield holds(subject, full.value, initial.value, formula=f"{full.printed} ≠ {initial.printed}")
        case (full, initial):
            yield _equal(form, line, full, initial, context)


def _equal(form: Form, line: FundLine, full: Figure, initial: Figure, context: Context) -> Check:
    subject, executed = Subject(line.label, "full_budget"), figure(line.executed)
    said = budget_changes(form, context.report)
    over = executed is not None and executed.number > full.number
    if not over and (not said or full.number == 0):
        return holds(subject, full.value, initial.value, formula=f"{full.printed} = {initial.printed}")
    spent = Message(f"，执行 {executed.printed}", f", {executed.printed} spent") if executed and over else NOTHING
    quoted = Message(f"，文中称“{said[0].text}”", f", the text says “{said[0].text}”") if said else NOTHING
    says = Message(
        f"{full.printed}，与年初预算数 {initial.printed} 相同{spent.zh}{quoted.zh}。{ASK.zh}",
        f"{full.printed}, equal to the initial budget {initial.printed}{spent.en}{quoted.en}. {ASK.en}",
    )
    others = [initial.value, *([executed.value] if executed and over else [])]
    gap = in_wan(form, executed.exact - full.exact) if executed and over else None
    told = line.reason is not None and says_something(line.reason.text) and not line.reason.blank
    severity: Severity | None = "query" if told and not said else None
    return fails(form, subject, says, full.value, others, extra=said, amount=gap, severity=severity)
