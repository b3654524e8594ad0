"""Bands of marks for the tiers of qualitative rows."""

from decimal import Decimal
from fractions import Fraction

from validate.figures import Figure

NAMES = {1: "达成", 2: "部分达成", 3: "未达成"}
OTHER_BANDS = (Decimal(80), Decimal(50))


def band(tier: int, weight: Fraction, bands: tuple[Decimal, ...]) -> tuple[Fraction, Fraction]:
    """Lowest and highest marks of a tier; the highest belongs to the first tier only."""
    bounds = (Fraction(100), *(Fraction(bound) for bound in bands), Fraction(0))
    return bounds[tier] * weight / 100, bounds[tier - 1] * weight / 100


def inside(score: Figure, tier: int, weight: Fraction, bands: tuple[Decimal, ...]) -> bool:
    """Whether a score lies in the band of its tier, or may after rounding at its printed decimals."""
    low, high = band(tier, weight, bands)
    half = Fraction(1, 2 * 10**score.decimals)
    reach = half if low * 10**score.decimals % 1 or high * 10**score.decimals % 1 else Fraction(0)
    below = score.exact - reach
    return score.exact + reach >= low and (below <= high if tier == 1 else below < high)
