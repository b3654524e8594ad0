"""A15: the fiscal part alone was executed poorly, and nobody says why."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Form, FundLine
from validate.basis import FORM_NOTE
from validate.checks import Computation, fails, not_checked
from validate.funds import budget, in_wan
from validate.model import Check, Context, Evidence, Subject
from validate.passages import execution_reason
from validate.rates import bases, printed_rate, rate_on
from validate.rule import rule
from validate.wording import result

ASK = Message("请说明原因。", "Why?")
DOUBTED = Message("所填执行率与金额不符，先核对金额", "the printed rate speaks against the amounts")


@rule(
    "A15",
    "fiscal-execution-low",
    "warning",
    Message("财政拨款执行率偏低且未说明原因", "the fiscal part was executed poorly without a reason"),
    FORM_NOTE,
)
def fiscal_execution_low(form: Form, context: Context) -> Iterator[Check]:
    """The fiscal part reaches the profile's least rate, or a reason is given. C26 looks at all the money.

    Only asked about where all the money together reaches it: that rate is the one a form is judged by. A form that
    ends before the year does owes no reason: the rest may yet be spent.
    """
    for line in form.funds if not form.part_of_year else ():
        if line.kind == "fiscal" and not _is_all(form, line):
            base = next(iter(bases(form, line, context.profile)), None)
            computation = rate_on(form, base) if base else None
            if computation is not None:
                yield _check(form, line, computation, context)


def _is_all(form: Form, line: FundLine) -> bool:
    """Whether the row says the same as the total row, or stands in its place."""
    total = form.fund_total
    return total is None or _amounts(form, total) == _amounts(form, line)


def _amounts(form: Form, line: FundLine) -> tuple[object, object]:
    planned = budget(form, line)
    return planned.number if planned else None, line.executed.number if line.executed else None


def _check(form: Form, line: FundLine, computation: Computation, context: Context) -> Check:
    subject, least = Subject(line.label, "executed"), context.profile.thresholds.fiscal_rate_low
    executed, planned = computation.operands
    shown = result(computation.exact, "%")
    formula = computation.formula
    seen = (executed.seen("operand"), planned.seen("operand"))
    if computation.exact >= least:
        return Check("holds", subject, None, shown, formula, evidence=seen)
    printed = printed_rate(line)
    if printed is not None and printed >= least:
        return not_checked(subject, DOUBTED, seen)
    reason = execution_reason(form, line, context.report)
    if reason is not None:
        given = Evidence("context", reason.text, reason.place)
        return Check("holds", subject, None, shown, formula, evidence=(*seen, given))
    says = Message(
        f"执行 {executed.printed}，预算 {planned.printed}，执行率 {shown}，低于 {least}%，未见原因说明。{ASK.zh}",
        f"{executed.printed} of {planned.printed} spent, {shown}, below {least}%, no reason given. {ASK.en}",
    )
    gap = in_wan(form, planned.exact - executed.exact)
    failed = fails(form, subject, says, executed.value, [planned.value], formula=formula, computed=shown, amount=gap)
    return replace(failed, severity="query") if _reached(form, least, context) else failed


def _reached(form: Form, least: Decimal, context: Context) -> bool:
    """Whether the total row was executed well enough."""
    total = form.fund_total
    base = next(iter(bases(form, total, context.profile)), None) if total else None
    computation = rate_on(form, base) if base else None
    return computation is not None and computation.exact >= least
