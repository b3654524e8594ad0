"""C19: target and actual value in different units."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator, Value
from validate.basis import COMMON_SENSE
from validate.checks import all_hold, fails
from validate.comparing import UNITS_DIFFER, comparable, unit_of
from validate.figures import figure
from validate.model import Check, Context, Subject
from validate.rule import rule


@rule(
    "C19",
    "units-differ",
    "warning",
    Message("指标值与完成值计量单位不一致", "target and actual value in different units"),
    COMMON_SENSE,
)
def units_differ(form: Form, context: Context) -> Iterator[Check]:
    """Target and actual value print units that compare; 万元 beside 元 is only noted where the figures agree."""
    pairs = [row for row in form.indicators if _printed(row)]
    found = [check for row in pairs if (check := _check(form, row)) is not None]
    yield from found
    if pairs and not found:
        yield all_hold(Subject("", "actual"), [cell for row in pairs for cell in (row.actual, row.target)])


def _printed(row: Indicator) -> bool:
    """Whether both cells print a unit of their own beside a number."""
    cells = (row.target, row.actual)
    return all(figure(cell) and cell is not None and cell.unit and cell.unit_from != "name" for cell in cells)


def _share(target: Value, actual: Value) -> bool:
    """A count to be reached, and a percentage as what was: perhaps how much of it."""
    return unit_of(actual) == "%" and unit_of(target) != "%"


def _check(form: Form, row: Indicator) -> Check | None:
    goal, done = figure(row.target), figure(row.actual)
    if goal is None or done is None:
        return None
    subject, pair = Subject(row.level_3, "actual"), comparable(goal, done)
    target, actual = goal.value, done.value
    if pair == UNITS_DIFFER:
        share = _share(target, actual)
        ask = Message(
            "完成值是否为完成程度？请按指标值的单位填列。",
            "Is it the share of the target that was reached? Please give it in the unit of the target.",
        )
        ask = ask if share else Message("请统一单位。", "Please use one unit.")
        says = Message(
            f"指标值 {target.text}，完成值 {actual.text}，计量单位不同，无法核对是否达到。{ask.zh}",
            f"target {target.text}, actual {actual.text}: their units differ. {ask.en}",
        )
        return fails(form, subject, says, actual, [target], severity="query" if share else None)
    if isinstance(pair, Message) or not pair.converted or not pair.target or not pair.actual:
        return None
    near = 1 <= 20 * pair.actual / pair.target <= 400
    says = Message(
        f"指标值 {target.text}，完成值 {actual.text}，单位不一致"
        + ("，换算后可比。" if near else "，换算后相差悬殊。请核对单位。"),
        f"target {target.text}, actual {actual.text}: "
        + ("units differ but convert." if near else "converted, they are far apart. Please check the units."),
    )
    return fails(form, subject, says, actual, [target], severity="note" if near else None)
