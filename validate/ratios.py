"""What a printed percentage and the count beside it say about the base they share."""

from fractions import Fraction

from validate.facts import Fact
from validate.rounding import decimals_of


def whole(fact: Fact) -> bool:
    """Whether a fact is an exact count above zero: no percentage, no money, no hedge."""
    hedged = fact.hedge.at_least or fact.hedge.about
    return not hedged and not fact.percent and "元" not in fact.unit and fact.number == int(fact.number) > 0


def implied_base(part: Fact, share: Fact) -> tuple[Fraction, Fraction]:
    """The bases (low, high) of which the count is that percentage, the last printed digit taken as rounded."""
    half = Fraction(1, 2 * 10 ** decimals_of(share.number))
    stated, count = Fraction(share.number), Fraction(part.number)
    low = count * 100 / (stated + half)
    return low, count * 100 / max(stated - half, half)
