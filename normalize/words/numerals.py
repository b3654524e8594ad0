"""Chinese numerals up to 9999, for cells that are one quantity in words; years spelled out in them."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PLACES = {"十": 10, "百": 100, "千": 1000}


_YEAR = re.compile("(?<![〇○零一二三四五六七八九十])[一二][〇○零Oo一二三四五六七八九]{3}(?=年)")
_IN_FIGURES = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")


def year_in_figures(text: str) -> str:
    """The text with years in numerals told in figures: ``（二〇二〇年度）`` → （2020年度）."""
    return _YEAR.sub(lambda found: found[0].translate(_IN_FIGURES), text)


def chinese_number(text: str) -> Decimal | None:
    """``十二`` → 12, ``三百`` → 300; None where the characters make no number."""
    total, digit = 0, None
    for character in text:
        if character in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[character]
        else:
            place = _PLACES[character]
            if digit is None and (place != 10 or total):
                return None
            total, digit = total + (1 if digit is None else digit) * place, None
    return Decimal(total + (digit or 0)) if text else None
