"""B05: the score of each indicator against its weight."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Value
from validate.basis import ARITHMETIC
from validate.checks import at_most, fails, holds
from validate.figures import Figure, all_of
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.sums import Unit, addition, has_column, left_empty, printed_again, units
from validate.wording import result


@rule(
    "B05",
    "score-above-weight",
    "error",
    Message("指标得分高于分值", "the score of an indicator is above its weight"),
    ARITHMETIC,
)
def score_above_weight(form: Form, context: Context) -> Iterator[Check]:
    """No score may exceed its weight; rows that share a merged cell are compared together."""
    if not (has_column(form, "weight") and has_column(form, "score")):
        return
    for unit in units(form):
        if not any(left_empty(row) for row in unit.rows):
            yield _check(form, unit)


def _check(form: Form, unit: Unit) -> Check:
    subject = Subject(unit.name, "score")
    scores, weights = (_cells(form, unit, column) or (None,) for column in ("score", "weight"))
    stated, limits = all_of(subject, "score", scores), all_of(subject, "weight", weights)
    if isinstance(stated, Check):
        return stated
    if isinstance(limits, Check):
        return limits
    if len(stated) == len(limits) == 1:
        return at_most(form, subject, stated[0], limits[0], "weight")
    return _together(form, subject, stated, limits)


def _cells(form: Form, unit: Unit, column: str) -> tuple[Value, ...]:
    """The printed cells of a column, but one where the others only print it again."""
    cells = unit.cells(column)
    return cells[:1] if unit.rows[0].score_group in printed_again(form, column) else cells


def _together(form: Form, subject: Subject, stated: tuple[Figure, ...], limits: tuple[Figure, ...]) -> Check:
    scores, weights = addition(stated), addition(limits)
    formula = f"{scores.formula} ≤ {weights.formula}"
    others = tuple(one.value for one in (*stated[1:], *limits))
    if scores.exact <= weights.exact:
        return holds(subject, stated[0].value, *others, formula=formula)
    total, limit = result(scores.exact), result(weights.exact)
    says = Message(
        f"合并计分各行得分合计 {total}，高于分值合计 {limit}。",
        f"the rows scored together have {total}, above their weights of {limit}.",
    )
    return fails(form, subject, says, stated[0].value, others, formula=formula, expected=f"≤ {limit}")
