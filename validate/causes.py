"""What may have gone wrong where a stated figure does not follow from its operands. Causes never excuse a failure."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from msgspec import Struct

from extract.message import Message
from extract.model import PagePlace, Place
from normalize.model import Form, Report, Value, ValueKind
from validate.cells import Spot, at, neighbours, spots
from validate.claims import IN_YUAN
from validate.figures import Figure
from validate.model import Check
from validate.rounding import decimals_of, half_even, half_up, rounds_to, toward_zero
from validate.slips import mistyped, slips
from validate.wording import COLUMNS, TOTAL_ROW


class Reading(NamedTuple):
    """Another way to work a figure out that no rule permits, and what it gives."""

    name: Message
    exact: Fraction


class Failure(Struct, frozen=True, dict=True):
    """A stated figure, the exact result it does not give, the operands, and the readings known to its rule."""

    form: Form | None
    stated: Figure
    exact: Fraction
    operands: tuple[Figure, ...]
    unit: str | None = None
    readings: Callable[[], tuple[Reading, ...]] = tuple

    @cached_property
    def is_sum(self) -> bool:
        return len(self.operands) > 1 and sum((one.exact for one in self.operands), Fraction(0)) == self.exact

    @property
    def money(self) -> bool:
        return self.stated.value.kind == "money"

    def fits(self, number: Decimal) -> bool:
        """Whether a number is what should have been stated; of a sum, exactly."""
        if self.is_sum:
            return Fraction(number) == self.exact
        return number in _rounded(self.exact, decimals_of(number))


@lru_cache(maxsize=256)
def _rounded(exact: Fraction, decimals: int) -> tuple[Decimal, ...]:
    """What may rightly have been printed: the result rounded, or cut off, which is explained and no mistake."""
    return half_up(exact, decimals), half_even(exact, decimals), toward_zero(exact, decimals)


def of_text(number: Decimal, unit: str | None, place: Place) -> Figure:
    """A number that a sentence states, as a figure to look for causes in."""
    assert not isinstance(place, PagePlace)
    kind: ValueKind = "money" if unit in IN_YUAN else "percent" if unit == "%" else "number"
    return Figure(Value(f"{number}", kind, place, number, unit), number)


def likely_causes(failure: Failure) -> tuple[Message, ...]:
    """All causes that fit equally well, in a fixed order; weaker ones only where no stronger one fits."""
    for tests in TIERS:
        found = dict.fromkeys(cause for test in tests for cause in test(failure))
        if found:
            return tuple(found)
    return ()


def _other_readings(failure: Failure) -> Iterator[Message]:
    """Another denominator, a score not capped, full marks …"""
    for one in failure.readings():
        if rounds_to(one.exact, failure.stated.number):
            yield one.name


def _slips_of_stated(failure: Failure) -> Iterator[Message]:
    yield from slips(
        failure.stated.number,
        failure.fits,
        percent=failure.unit == "%",
        money=failure.money,
        shown=failure.stated.printed,
    )


def _parts(failure: Failure) -> Iterator[Message]:
    """A part left out of a sum, or added twice."""
    if not failure.is_sum:
        return
    gap = failure.exact - failure.stated.exact
    for zh, en, due in (("可能漏加", "perhaps left out:", gap), ("可能重复加", "perhaps added twice:", -gap)):
        same = [one for one in failure.operands if one.exact == due != 0]
        if same:
            yield _named(failure, zh, en, same)


def _named(failure: Failure, zh: str, en: str, same: list[Figure]) -> Message:
    spot = at(spots(failure.form), same[0].value) if failure.form and len(same) == 1 else None
    if spot is not None:
        return Message(f"{zh}“{spot.label}”{same[0].printed}", f"{en} “{spot.label}” {same[0].printed}")
    if len(same) == 1:
        return Message(f"{zh}一项 {same[0].printed}", f"{en} the part {same[0].printed}")
    alike = f"{len(same)} parts are the same"
    return Message(
        f"{zh}一项 {same[0].printed}（同数的有 {len(same)} 项）", f"{en} a part of {same[0].printed} ({alike})"
    )


def _neighbouring(failure: Failure) -> Iterator[Message]:
    """The figure of a neighbouring cell in place of the right one."""
    found = spots(failure.form) if failure.form else ()
    spot = at(found, failure.stated.value)
    if spot is not None and _telling(failure.stated.number):
        for one in neighbours(found, spot):
            if one.figure.number == failure.stated.number:
                yield _beside(one)


def _telling(number: Decimal) -> bool:
    """Small round numbers stand beside each other everywhere."""
    return len(f"{abs(number):f}".replace(".", "").strip("0")) > 1


def _beside(spot: Spot) -> Message:
    column = COLUMNS[spot.column]
    return Message(
        f"与相邻单元格相同，可能错行或错列（“{spot.label}”{column.zh} {spot.figure.printed}）",
        f"the same as the neighbouring cell (“{spot.label}”, {column.en} {spot.figure.printed})",
    )


def _slips_of_parts(failure: Failure) -> Iterator[Message]:
    """A part of a sum written wrong."""
    for one, due in _due(failure):
        for slip in slips(one.number, partial(_is, due), money=failure.money):
            yield Message(f"分项 {one.printed}：{slip.zh}", f"part {one.printed}: {slip.en}")


def _is(due: Fraction, number: Decimal) -> bool:
    return Fraction(number) == due


def _due(failure: Failure) -> Iterator[tuple[Figure, Fraction]]:
    """Each part of a sum with what it would have to be."""
    if failure.is_sum:
        for one in failure.operands:
            due = one.exact + failure.stated.exact - failure.exact
            if due >= 0 and one.number:
                yield one, due


def _mistyped(failure: Failure) -> Iterator[Message]:
    yield from mistyped(failure.stated.number, failure.fits, shown=failure.stated.printed)


Test = Callable[[Failure], Iterator[Message]]
TIERS: tuple[tuple[Test, ...], ...] = (
    (_other_readings, _slips_of_stated, _parts, _neighbouring),
    (_mistyped, _slips_of_parts),
)


def carried_over(report: Report, check: Check) -> tuple[Message, ...]:
    """Whether a failing figure is that of the same cell in another form of the report."""
    own = next((form for form in report.forms if form.form == check.form), None)
    places = [one.place for one in check.evidence if one.role == "stated"]
    stated = next((spot for spot in spots(own) if spot.place in places), None) if own else None
    if stated is None or not (_telling(stated.figure.number) or stated.label == TOTAL_ROW):
        return ()
    return tuple(
        Message(f"与表{form.form}同栏的数相同，可能沿用", f"the same as in form {form.form}, perhaps carried over")
        for form in report.forms
        if form is not own and _says(form, stated)
    )


def _says(form: Form, stated: Spot) -> bool:
    keys = (stated.block, stated.label, stated.column)
    same = [one for one in spots(form) if (one.block, one.label, one.column) == keys]
    return any(one.figure.number == stated.figure.number for one in same)
