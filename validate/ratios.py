"""What a printed percentage and the count beside it say about the base they share."""

import re
from fractions import Fraction

from validate.facts import Fact
from validate.rounding import decimals_of

BASE = re.compile(
    r"受理|登记|抽查|抽样|调查|回收|发放问卷|检查|检测|检验|共计|共有|总计|总数|应"
)  # a count rates are of


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
