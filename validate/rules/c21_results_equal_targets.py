"""C21: nearly every result equals its target."""

from collections.abc import Iterator
from fractions import Fraction

from extract.message import Message
from normalize.model import Form, Indicator
from normalize.words.text import fold
from validate.basis import PRACTICE
from validate.figures import figure
from validate.model import Check, Context
from validate.rounding import half_up
from validate.rule import rule
from validate.screens import told_once
from validate.sums import filled

FEWEST, SHARE = 5, 80  # rows, and % of them


@rule(
    "C21",
    "results-equal-targets",
    "query",
    Message("绝大多数完成值与指标值相同", "nearly every result equals its target"),
    PRACTICE,
)
def results_equal_targets(form: Form, context: Context) -> Iterator[Check]:
    """Fewer than four in five results equal their targets; a screen, asked once a form of at least five rows."""
    both = [row for row in form.indicators if filled(row.target) and filled(row.actual)]
    if len(both) < FEWEST:
        return
    same = [row for row in both if _same(row)]
    share = half_up(Fraction(len(same) * 100, len(both)), 0)
    says = Message(
        f"{len(both)} 项指标中 {len(same)} 项完成值与指标值相同（{share}%）。请说明完成值是否为实测数据。",
        f"{len(same)} of {len(both)} results equal their targets ({share}%). Were they measured?",
    )
    yield told_once(form, "actual", same if len(same) * 100 >= SHARE * len(both) else [], both, says)


def _same(row: Indicator) -> bool:
    goal, done = figure(row.target), figure(row.actual)
    if goal and done:
        return goal.number == done.number
    return bool(row.target and row.actual) and fold(row.target.text if row.target else "") == fold(
        row.actual.text if row.actual else ""
    )
