"""C26: a low execution rate without a reason."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import FORM_LAYOUT
from validate.checks import fails, holds, not_checked
from validate.figures import figure
from validate.model import Check, Context, Evidence, Subject
from validate.rates import printed_rate
from validate.reasons import deviation_section, says_something
from validate.rule import rule

NO_RATE = Message("执行率未填或不是数值", "no execution rate is given")
NO_PLACE = Message("表中无说明执行偏差的栏目", "the form has no place for a reason")


@rule(
    "C26",
    "low-execution-unexplained",
    "warning",
    Message("预算执行率偏低而未说明原因", "a low execution rate without a reason"),
    FORM_LAYOUT,
)
def low_execution_unexplained(form: Form, context: Context) -> Iterator[Check]:
    """An execution rate below the profile's limit has a reason: in its row, or in a section of the form.

    A form that ends before the year does owes none.
    """
    line, limit = form.fund_total, context.profile.thresholds.fiscal_rate_low
    if line is None or line.execution_rate is None or form.part_of_year:
        return
    subject, rate = Subject(line.label, "execution_rate"), figure(line.execution_rate)
    section, stated = deviation_section(form), printed_rate(line)
    if rate is None or stated is None:
        yield not_checked(subject, NO_RATE)
    elif stated >= limit:
        yield holds(subject, rate.value, formula=f"{rate.printed} ≥ {limit}%")
    elif line.reason is not None and not line.reason.blank and says_something(line.reason.text):
        yield holds(subject, rate.value, line.reason, formula=f"{rate.printed} < {limit}%")
    elif section is not None:
        seen = (rate.seen("stated"), Evidence("context", section.label, section.place))
        yield Check("holds", subject, rate.value.text, formula=f"{rate.printed} < {limit}%", evidence=seen)
    elif line.reason is None:
        yield not_checked(subject, NO_PLACE, (rate.seen("stated"),))
    else:
        says = Message(
            f"填列 {rate.printed}，低于 {limit}%，未说明原因。请补充说明。",
            f"stated {rate.printed}, below {limit}%, no reason given. Please add one.",
        )
        yield fails(form, subject, says, rate.value, [line.reason], formula=f"{rate.printed} ≥ {limit}%")
