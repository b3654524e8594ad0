"""C08: targets far exceeded without a reason."""

from collections.abc import Iterator
from fractions import Fraction

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import SYSTEM
from validate.checks import all_hold, fails, holds
from validate.fulfilment import fulfilment
from validate.model import Check, Context, Severity, Subject
from validate.reasons import reason_of
from validate.rounding import shown
from validate.rule import rule


@rule(
    "C08",
    "over-fulfilment-unexplained",
    "warning",
    Message("大幅超额完成而未说明原因", "a target far exceeded without a reason"),
    SYSTEM,
)
def over_fulfilment_unexplained(form: Form, context: Context) -> Iterator[Check]:
    """A row at or above the profile's share of its target has a reason, if the layout has a column for it."""
    limit, shares = context.profile.thresholds.over_fulfilment, fulfilment(form)
    rows = [row for row in form.indicators if row.n in shares]
    above = [row for row in rows if shares[row.n] >= limit]
    for row in above:
        check = _check(form, row, shares[row.n], "warning" if context.profile.over_fulfilment_binding else "query")
        if check is not None:
            yield check
    if rows and not above:
        most = f"{shown(max(shares.values()), 2)}% < {limit}%"
        yield all_hold(Subject("", "actual"), [cell for row in rows for cell in (row.actual, row.target)], most)


def _check(form: Form, row: Indicator, share: Fraction, severity: Severity) -> Check | None:
    subject = Subject(row.level_3, "actual")
    reason = reason_of(form, row)
    target, actual = row.target, row.actual
    if reason.value is None or target is None or actual is None:
        return None
    percent = f"{shown(share, 2)}%"
    formula = f"{actual.text} ÷ {target.text} = {percent}"
    if reason.given == "given":
        return holds(subject, actual, target, reason.value, formula=formula)
    says = Message(
        f"指标值 {target.text}，完成值 {actual.text}，为指标值的 {percent}，未说明原因。请说明是否指标值设定偏低。",
        f"target {target.text}, actual {actual.text}: {percent} of it, no reason given. Was the target too low?",
    )
    return fails(form, subject, says, actual, [target, reason.value], formula=formula, severity=severity)
