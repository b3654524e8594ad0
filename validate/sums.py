"""Printed totals against the sum of their parts."""

from collections.abc import Sequence
from fractions import Fraction

from normalize.model import Form, Value
from validate.checks import Computation
from validate.explain import Interval
from validate.figures import Figure


def addition(figures: Sequence[Figure], rounded_at: int | None = None) -> Computation:
    """The exact sum of printed parts.

    rounded_at: decimals of the block if the parts are rounded amounts; the sum may then be off by n·½·10^−d.
    """
    exact = sum((one.exact for one in figures), Fraction(0))
    slack = None
    if rounded_at is not None:
        reach = Fraction(len(figures), 2 * 10**rounded_at)
        slack = Interval(exact - reach, exact + reach)
    formula = " + ".join(f"({one.printed})" if one.number < 0 else one.printed for one in figures)
    return Computation(exact, formula, tuple(figures), slack)


def scored_cells(form: Form, column: str) -> tuple[Value | None, ...]:
    """The cells of a column (weight or score) that add up to the total: each merged cell once.

    A cell left empty is a blank Value; None stands for a column the form lacks.
    """
    cells: list[Value | None] = []
    groups: set[int] = set()
    for row in form.indicators:
        value: Value | None = getattr(row, column)
        if row.score_group in groups and value is None:
            continue
        if row.score_group is not None:
            groups.add(row.score_group)
        cells.append(value)
    return tuple(cells)
