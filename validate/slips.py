"""How a number gets written wrong: its decimal point moved, digits transposed, dropped, doubled or mistyped."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from extract.message import Message
from validate.rounding import decimals_of

Fits = Callable[[Decimal], bool]

POWERS = (1, 2, 3, 4, 8)
PLACES = {1: "一", 2: "两", 3: "三", 4: "四", 8: "八"}
MONEY = {
    4: Message("“元”与“万元”混用", "元 and 万元 mixed up"),
    8: Message("“元”与“亿元”混用", "元 and 亿元 mixed up"),
}
RATIO = Message("百分数与小数混用", "percent and ratio mixed up")


def slips(
    written: Decimal, fits: Fits, *, percent: bool = False, money: bool = False, shown: str = ""
) -> Iterator[Message]:
    """The ways in which `written` may have come from a number that fits, in a fixed order.

    percent, money: what the number is, so that a factor of 100 or 10 000 gets its own name. shown: as printed.
    """
    for tried in (_shifted(written, percent=percent, money=money), _transposed(written), _dropped(written)):
        yield from _first(shown or str(written), tried, fits)
    yield from _first(shown or str(written), _doubled(written), fits)


def mistyped(written: Decimal, fits: Fits, *, shown: str = "") -> Iterator[Message]:
    """One digit exchanged for another; told only of numbers of three digits or more, else it always fits."""
    digits, decimals = _split(written)
    if len(digits) >= 3:
        name = Message("个别数字误填", "one digit mistyped")
        swaps = ((at, other) for at in range(len(digits)) for other in "0123456789" if other != digits[at])
        tried = ((name, _joined(digits[:at] + other + digits[at + 1 :], decimals, written)) for at, other in swaps)
        yield from _first(shown or str(written), tried, fits)


def one_digit(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers of as many digits differ in a single one."""
    pair = f"{one:f}", f"{other:f}"
    return len(pair[0]) == len(pair[1]) and sum(a != b for a, b in zip(*pair, strict=True)) == 1


def _first(written: str, tried: Iterator[tuple[Message, Decimal]], fits: Fits) -> Iterator[Message]:
    """The first way of a kind that fits, told with the number it leads to."""
    for name, right in tried:
        if fits(right):
            plain = f"{right:f}{'%' if written.endswith('%') else ''}"
            yield Message(f"{name.zh}（{plain} → {written}）", f"{name.en} ({plain} → {written})")
            return


def _shifted(written: Decimal, *, percent: bool, money: bool) -> Iterator[tuple[Message, Decimal]]:
    if not written:
        return
    for power in POWERS:
        point = Message(f"小数点错{PLACES[power]}位", f"decimal point off by {power}")
        name = RATIO if percent and power == 2 else MONEY.get(power, point) if money else point
        yield name, written.normalize().scaleb(-power)
        yield name, written.normalize().scaleb(power)


def _transposed(written: Decimal) -> Iterator[tuple[Message, Decimal]]:
    digits, decimals = _split(written)
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            yield Message("相邻数字颠倒", "two digits transposed"), _joined(swapped, decimals, written)


def _dropped(written: Decimal) -> Iterator[tuple[Message, Decimal]]:
    """One digit inserted again, before the point or behind it."""
    digits, decimals = _split(written)
    name = Message("漏写一位数字", "a digit dropped")
    for at in range(len(digits) + 1):
        for digit in "0123456789":
            more = digits[:at] + digit + digits[at:]
            if len(digits) - at >= decimals:
                yield name, _joined(more, decimals, written)
            if len(digits) - at <= decimals and decimals:
                yield name, _joined(more, decimals + 1, written)


def _doubled(written: Decimal) -> Iterator[tuple[Message, Decimal]]:
    digits, decimals = _split(written)
    name = Message("重复一位数字", "a digit doubled")
    for at in range(len(digits) - 1):
        if digits[at] == digits[at + 1]:
            behind = len(digits) - at - 1 <= decimals
            yield name, _joined(digits[:at] + digits[at + 1 :], decimals - behind, written)


def _split(number: Decimal) -> tuple[str, int]:
    """The digits of a number without sign and point, and its decimals."""
    return f"{abs(number):f}".replace(".", ""), decimals_of(number)


def _joined(digits: str, decimals: int, like: Decimal) -> Decimal:
    found = Decimal(digits).scaleb(-decimals)
    return -found if like < 0 else found
