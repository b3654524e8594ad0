"""The rounding doctrine: an honest figure always holds, a harmless one is explained, all else fails."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from validate.explain import COARSER, OPERANDS, ROUNDED_UP, TRUNCATED, Interval, around, harmless
from validate.rounding import away_from_zero, half_even, half_up, rounds_to, shown, tidy, toward_zero, with_decimals

exacts = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
places = st.integers(0, 6)


def by_decimal(exact: Fraction, decimals: int, mode: str) -> Decimal:
    """The same rounding by the decimal module, at a precision that cannot round twice for these denominators."""
    with localcontext() as context:
        context.prec = 60
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1).scaleb(-decimals), mode)


@given(exacts, places)
def test_rounding_agrees_with_the_decimal_module(exact: Fraction, decimals: int) -> None:
    assert half_up(exact, decimals) == by_decimal(exact, decimals, ROUND_HALF_UP)
    assert half_even(exact, decimals) == by_decimal(exact, decimals, ROUND_HALF_EVEN)
    assert toward_zero(exact, decimals) == by_decimal(exact, decimals, ROUND_DOWN)
    assert away_from_zero(abs(exact), decimals) == by_decimal(abs(exact), decimals, ROUND_CEILING)


@given(exacts, places)
def test_an_honestly_rounded_figure_holds(exact: Fraction, decimals: int) -> None:
    assert rounds_to(exact, half_up(exact, decimals))
    assert rounds_to(exact, half_even(exact, decimals))


@given(exacts, places)
def test_a_truncated_figure_is_explained(exact: Fraction, decimals: int) -> None:
    stated = toward_zero(exact, decimals)
    assume(not rounds_to(exact, stated))
    assert harmless(stated, exact) == TRUNCATED


@given(exacts, places)
def test_a_figure_rounded_up_is_explained(exact: Fraction, decimals: int) -> None:
    stated = away_from_zero(exact, decimals)
    assume(not rounds_to(exact, stated))
    assert harmless(stated, exact) == ROUNDED_UP


@given(exacts, st.integers(1, 6), st.integers(2, 50))
def test_a_figure_a_unit_or_more_off_at_every_precision_fails(exact: Fraction, decimals: int, units: int) -> None:
    stated = half_up(exact, decimals) + Decimal(units).scaleb(-decimals)
    assume(all(half_up(exact, fewer) != stated for fewer in range(decimals)))
    assert not rounds_to(exact, stated)
    assert harmless(stated, exact) is None


@pytest.mark.parametrize(
    ("exact", "stated", "why"),
    [
        ("3108/100", "31.00", COARSER),
        ("313398773/1000000", "313.3", TRUNCATED),
        ("313398773/1000000", "313.0", COARSER),
        ("3131/10", "314", ROUNDED_UP),
    ],
)
def test_each_harmless_reason_has_its_name(exact: str, stated: str, why: object) -> None:
    assert harmless(Decimal(stated), Fraction(exact)) == why


def test_operands_that_were_rounded_explain_what_lies_within_their_reach() -> None:
    beside_two_decimals = around(Decimal("55"), 2)
    assert beside_two_decimals == Interval(Fraction(10999, 200), Fraction(11001, 200))
    reach = Interval(Fraction(9995, 100), Fraction(10005, 100))
    assert harmless(Decimal("100.1"), Fraction(100), reach) == OPERANDS
    assert harmless(Decimal("100.2"), Fraction(100), reach) is None


def test_trailing_zeros_are_a_promise_of_precision() -> None:
    exact = Fraction(25542, 8150) * 100
    assert rounds_to(exact, Decimal("313.4"))
    assert rounds_to(exact, Decimal("313.40"))
    assert not rounds_to(exact, Decimal("313.400"))


def test_exact_results_are_shown_without_idle_digits() -> None:
    assert [shown(Fraction(value)) for value in ("99", "1/2", "10000/3", "0", "-21340/100")] == [
        "99", "0.5", "3333.3333", "0", "-213.4",
    ]  # fmt: skip


def test_amounts_are_tidy_and_never_printed_with_an_exponent() -> None:
    assert [str(tidy(Fraction(value), 4)) for value in ("100", "1234500", "16.17", "0", "1/3")] == [
        "100", "1234500", "16.17", "0", "0.3333",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "least", "text"),
    [
        ("55", 2, "55.00"),
        ("-0.5", 3, "-0.500"),
        ("1.250", 2, "1.250"),
        ("9.5E+3", 0, "9500"),
        ("9" * 99, 1, "9" * 99 + ".0"),
    ],
)
def test_decimals_are_added_to_a_number_of_any_length(number: str, least: int, text: str) -> None:
    assert str(with_decimals(Decimal(number), least)) == text
