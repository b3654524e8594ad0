"""How Word prints the n-th item of a list: the number formats of WordprocessingML (ST_NumberFormat)."""

from collections.abc import Callable, Sequence

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千", "万")
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_DIGITS_KOREAN = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _counted(n: int, digits: str, units: Sequence[str], bare_ten: bool) -> str:
    """A number below 100,000 with its units spoken: 一百零五; `bare_ten` drops the one of 一十."""
    text, zero = "", False
    for power in range(len(str(n)) - 1, -1, -1):
        digit = n // 10**power % 10
        if digit == 0:
            zero = bool(text)
            continue
        text += (digits[0] if zero else "") + digits[digit] + units[power]
        zero = False
    return text.removeprefix(digits[1]) if bare_ten and 10 <= n < 20 else text


def _chinese(n: int) -> str:
    return _counted(n, "零" + _DIGITS[1:], _UNITS, True) if n else "〇"


def _digit_by_digit(n: int, digits: str = _DIGITS) -> str:
    return "".join(digits[int(digit)] for digit in str(n))


def _chinese_counting(n: int) -> str:
    """Word's chineseCounting speaks units below one hundred only, then lists digits."""
    return _chinese(n) if n < 100 else _digit_by_digit(n)


def _legal(digits: str, units: Sequence[str]) -> Callable[[int], str]:
    return lambda n: _counted(n, digits, units, False) if n else digits[0]


def _roman(n: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (n // value)
        n %= value
    return text


def _letter(n: int) -> str:
    """a … z, then aa, bb …: Word repeats the letter."""
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda n: characters[(n - 1) % len(characters)]


def _run(first: str, last: int) -> Callable[[int], str]:
    """Consecutive characters from `first` for 1 … last, plain digits beyond."""
    return lambda n: chr(ord(first) + n - 1) if 1 <= n <= last else str(n)


def _circled(n: int) -> str:
    if 21 <= n <= 35:
        return chr(0x3251 + n - 21)
    if 36 <= n <= 50:
        return chr(0x32B1 + n - 36)
    return chr(0x2460 + n - 1) if 1 <= n <= 20 else str(n)


def _ordinal(n: int) -> str:
    suffix = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


def _full_width(n: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(n))


def _nothing(n: int) -> str:
    return ""


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02d}",
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerLetter": _letter,
    "ordinal": _ordinal,
    "hex": lambda n: f"{n:X}",
    "numberInDash": lambda n: f"- {n} -",
    "none": _nothing,
    "bullet": _nothing,
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "ideographEnclosedCircle": _run("㊀", 10),
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting", "japaneseCounting"), _chinese_counting),
    **dict.fromkeys(("chineseCountingThousand", "taiwaneseCountingThousand"), _chinese),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digit_by_digit),
    "koreanDigital2": lambda n: _digit_by_digit(n, _DIGITS_KOREAN),
    "chineseLegalSimplified": _legal(_LEGAL, ("", "拾", "佰", "仟", "万")),
    "ideographLegalTraditional": _legal(_LEGAL_TRADITIONAL, ("", "拾", "佰", "仟", "萬")),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda n: _STEMS[(n - 1) % 10] + _BRANCHES[(n - 1) % 12],
}


def is_told(kind: str) -> bool:
    """True for a number format that `format_number` prints as Word does."""
    return kind in _FORMATS or kind in ("decimal", "decimalHalfWidth") or kind.strip("0") == ""


def format_number(n: int, kind: str) -> str:
    """The number as a list prints it (``000``: to three digits at least).

    Unknown formats and numbers outside a format's range print as digits.
    """
    spoken = _FORMATS.get(kind)
    if kind.strip("0") == "":
        return str(n).zfill(len(kind))
    if spoken is None or n < 0 or n > 32767 or (n == 0 and kind not in ("decimalZero", "numberInDash", "hex")):
        return str(n)
    return spoken(n)
