"""B07: points printed in a first-level label against what stands under it."""

from collections.abc import Iterator
from fractions import Fraction

from extract.message import Message
from normalize.model import Form
from validate.basis import ARITHMETIC
from validate.checks import holds
from validate.model import Check, Context
from validate.points import Labelled, adding_column, label_check, labelled
from validate.rule import rule
from validate.sums import numbers, scored_cells


@rule(
    "B07",
    "first-level-points-differ",
    "error",
    Message("一级指标标注分值与其下分值合计不符", "the points in a first-level label are not the sum of its rows"),
    ARITHMETIC,
)
def first_level_points_differ(form: Form, context: Context) -> Iterator[Check]:
    """The points in a first-level label are the sum of the weights of its rows, by inferred level.

    A label may also head the first levels that follow: 项目绩效 of 85 over a row of 5, 产出指标 and 效益指标 of 40.
    """
    found = tuple(labelled(form, 1))
    for at, one in enumerate(found):
        check = label_check(form, one, context.profile.total, "level_1")
        heads = check.status == "fails" and _heads(form, one, found[at + 1 :])
        yield holds(check.subject, one.label, *(each.label for each in found[at + 1 :])) if heads else check


def _heads(form: Form, one: Labelled, following: tuple[Labelled, ...]) -> bool:
    """Whether a label's points are those of its own rows and of all first levels after it together."""
    own = numbers(scored_cells(form, adding_column(form), one.rows))
    return bool(following) and own is not None and own + sum(Fraction(each.number) for each in following) == one.number
