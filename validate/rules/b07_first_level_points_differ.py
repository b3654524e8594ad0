"""B07: points printed in a first-level label against what stands under it."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import ARITHMETIC
from validate.model import Check, Context
from validate.points import label_check, labelled
from validate.rule import rule


@rule(
    "B07",
    "first-level-points-differ",
    "error",
    Message("一级指标标注分值与其下分值合计不符", "the points in a first-level label are not the sum of its rows"),
    ARITHMETIC,
)
def first_level_points_differ(form: Form, context: Context) -> Iterator[Check]:
    """The points in a first-level label are the sum of the weights of its rows, by inferred level."""
    for found in labelled(form, 1):
        yield label_check(form, found, context.profile.total, "level_1")
