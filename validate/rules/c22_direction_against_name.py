"""C22: rows scored against the direction of their name."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import PRACTICE
from validate.checks import all_hold, fails
from validate.direction import by_name
from validate.figures import figure
from validate.model import Check, Context, Subject
from validate.rounding import rounds_to
from validate.rule import rule
from validate.scoring import case_of


@rule(
    "C22",
    "direction-against-name",
    "query",
    Message("指标方向与名称含义不一致", "a row is marked or scored against the direction of its name"),
    PRACTICE,
)
def direction_against_name(form: Form, context: Context) -> Iterator[Check]:
    """Bad things (投诉, 事故, 成本 …) have upper limits and lose marks when they grow, and the other way round."""
    known = [row for row in form.indicators if by_name(row) == "down" and figure(row.target) and not _of_change(row)]
    found = [check for row in known if (check := _check(form, row)) is not None]
    yield from found
    if known and not found:
        yield all_hold(Subject("", "target"), [cell for row in known for cell in (row.target, row.actual)])


def _of_change(row: Indicator) -> bool:
    """``下降3%以上``: so much less of a bad thing has a lower limit."""
    return row.target is not None and row.target.change is not None


def _check(form: Form, row: Indicator) -> Check | None:
    target, actual = row.target, row.actual
    if target is None or actual is None:
        return None
    if target.op in (">=", ">") and target.number:
        says = Message(
            f"“{row.level_3}”以低为优，指标值却为 {target.text}。请核对指标性质。",
            f"less of “{row.level_3}” is better, yet the target is {target.text}. Please check its sign.",
        )
        return fails(form, Subject(row.level_3, "target"), says, target)
    return _scored_upwards(form, row) if target.op is None else None


def _scored_upwards(form: Form, row: Indicator) -> Check | None:
    """A result below an upper limit that lost marks in proportion, as if more were better."""
    case, score, weight = case_of(row), figure(row.score), figure(row.weight)
    if not (score and weight and case.status == "reached" and 0 < case.actual < case.target):
        return None
    proportion = case.actual / case.target * weight.exact
    if score.number >= weight.number or not rounds_to(proportion, score.number):
        return None
    says = Message(
        f"“{row.level_3}”以低为优，完成值低于指标值，却按 完成值 ÷ 指标值 计得 {score.printed} 分。请核对计分方向。",
        f"less of “{row.level_3}” is better, yet {score.printed} was scored as actual ÷ target. Please check.",
    )
    return fails(form, Subject(row.level_3, "score"), says, score.value, [weight.value])
