"""How far targets were exceeded where more is better."""

from decimal import Decimal
from fractions import Fraction

from normalize.model import Form, Indicator
from validate.scoring import case_of


def fulfilment(form: Form) -> dict[int, Fraction]:
    """Actual value in % of the target, by row number, of all rows where more is better and a ratio can be formed."""
    cases = ((row.n, case_of(row)) for row in form.indicators)
    return {
        n: case.actual / case.target * 100
        for n, case in cases
        if case.towards == "up" and case.printed and case.target > 0 and case.status in ("reached", "below")
    }


def over(form: Form, limit: Decimal) -> list[Indicator]:
    """The rows at or above a share (in %) of their target."""
    shares = fulfilment(form)
    return [row for row in form.indicators if shares.get(row.n, Fraction(0)) >= limit]
