"""Rounding of exact results to printed decimals. Nothing here is binary."""

from decimal import Decimal
from fractions import Fraction
from math import floor


def _scaled(whole: int, decimals: int) -> Decimal:
    return Decimal(whole).scaleb(-decimals)


def half_up(exact: Fraction, decimals: int) -> Decimal:
    """四舍五入: halves away from zero."""
    scaled = abs(exact) * 10**decimals
    whole = floor(scaled + Fraction(1, 2))
    return _scaled(whole if exact >= 0 else -whole, decimals)


def half_even(exact: Fraction, decimals: int) -> Decimal:
    """四舍六入五成双: halves to the even neighbour."""
    return _scaled(round(exact * 10**decimals), decimals)


def toward_zero(exact: Fraction, decimals: int) -> Decimal:
    """截尾: further digits dropped."""
    whole = floor(abs(exact) * 10**decimals)
    return _scaled(whole if exact >= 0 else -whole, decimals)


def away_from_zero(exact: Fraction, decimals: int) -> Decimal:
    """进一法: any further digit rounds up."""
    whole = -floor(-abs(exact) * 10**decimals)
    return _scaled(whole if exact >= 0 else -whole, decimals)


def decimals_of(number: Decimal) -> int:
    """Printed decimals, trailing zeros counted."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def with_decimals(number: Decimal, least: int) -> Decimal:
    """The same number with that many printed decimals at least, however many digits it has."""
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or exponent <= -least:
        return number
    return Decimal((sign, (*digits, *(0,) * (exponent + least)), -least))


def rounds_to(exact: Fraction, stated: Decimal) -> bool:
    """True if exact, rounded half up or half even at the printed decimals of stated, gives stated."""
    decimals = decimals_of(stated)
    return half_up(exact, decimals) == stated or half_even(exact, decimals) == stated


def shown(exact: Fraction, most: int = 4) -> str:
    """An exact result for people: all its digits where they end within `most` decimals, else rounded half up there."""
    text = format(half_up(exact, most), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def tidy(exact: Fraction, most: int) -> Decimal:
    """Rounded half up at `most` decimals, without idle zeros and never with an exponent: 100, 16.17."""
    return Decimal(shown(exact, most))
