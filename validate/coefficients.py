"""The coefficient some layouts print between a row's weight and its score (得分系数)."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from normalize.model import Indicator
from normalize.words.text import fold


class Coefficient(NamedTuple):
    """A printed coefficient as a share (0 to 1) and as it reads in a formula."""

    share: Fraction
    shown: str


def coefficient(row: Indicator) -> Coefficient | None:
    """The coefficient of a row, from the column that names one; None where there is none or no number in it."""
    return next((found for header, text in row.extra if "系数" in header and (found := _read(header, text))), None)


def _read(header: str, text: str) -> Coefficient | None:
    plain = fold(text)
    digits = plain.removesuffix("%")
    if not digits.replace(".", "", 1).isdecimal():
        return None
    number = Fraction(Decimal(digits))
    percent = plain.endswith("%") or "%" in fold(header) or number > 1
    return Coefficient(number / 100 if percent else number, f"{digits}%" if percent else digits)
