"""Why a stated figure may differ from the computed one: the harmless reasons, tried in a fixed order."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from extract.message import Message
from validate.rounding import away_from_zero, decimals_of, half_up, toward_zero

TRUNCATED = Message("系截尾（未四舍五入）所致", "cut off instead of rounded")
ROUNDED_UP = Message("系进一法取整所致", "rounded up")
COARSER = Message("系按更少的小数位取整所致", "rounded to fewer digits than printed")
OPERANDS = Message("在所列金额自身取整的误差范围之内", "within the rounding of the printed operands")


class Interval(NamedTuple):
    """All values an exact result may have had before its operands were rounded for print."""

    low: Fraction
    high: Fraction

    def can_round_to(self, stated: Decimal) -> bool:
        half = Fraction(1, 2 * 10 ** decimals_of(stated))
        return self.low <= Fraction(stated) + half and self.high >= Fraction(stated) - half


def around(value: Decimal, decimals: int) -> Interval:
    """What a printed amount stands for: ± half a unit of the finest decimals printed in its block."""
    half = Fraction(1, 2 * 10**decimals)
    return Interval(Fraction(value) - half, Fraction(value) + half)


def harmless(stated: Decimal, exact: Fraction, slack: Interval | None = None) -> Message | None:
    """The harmless reason that reconciles stated with exact, or None.

    Order: truncated, rounded up, rounded to fewer digits than printed, operands themselves rounded (`slack`).
    """
    decimals = decimals_of(stated)
    if toward_zero(exact, decimals) == stated:
        return TRUNCATED
    if away_from_zero(exact, decimals) == stated:
        return ROUNDED_UP
    if any(half_up(exact, fewer) == stated for fewer in range(decimals)):
        return COARSER
    if slack is not None and slack.can_round_to(stated):
        return OPERANDS
    return None
