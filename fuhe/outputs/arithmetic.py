"""The formula of a check (255.42 ÷ 81.50) as a spreadsheet formula with its exact value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from msgspec import Struct

_TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?%?|min|max|[-+−×÷*/(),，])")
_SIGNS = {"−": "-", "×": "*", "÷": "/", "，": ","}
_LONGEST = 2_000
_FUNCTIONS: dict[str, Callable[[list[Fraction]], Fraction]] = {"min": min, "max": max}


class Formula(Struct, frozen=True):
    """A spreadsheet formula without its equals sign, token by token, and its exact value."""

    tokens: tuple[str, ...]
    value: Fraction

    @property
    def text(self) -> str:
        return "".join(self.tokens)

    def over(self, cells: Iterable[tuple[Fraction, str]]) -> str:
        """The formula with cells (value and address) for its numbers: each the first of that value not yet taken."""
        left = list(cells)
        return "".join(_taken(token, left) for token in self.tokens)


def _taken(token: str, cells: list[tuple[Fraction, str]]) -> str:
    if not token[0].isdigit():
        return token
    found = next((cell for cell in cells if cell[0] == number_of(token)), None)
    if found is None:
        return token
    cells.remove(found)
    return found[1]


def number_of(token: str) -> Fraction:
    """The value of a number as it is printed: 98% is 0.98."""
    return Fraction(token.removesuffix("%")) / (100 if token.endswith("%") else 1)


class _Foreign(Exception):
    """The formula holds something that is no plain arithmetic."""


def formula(printed: str) -> Formula | None:
    """The formula of a check where it is plain arithmetic, else None (comparisons, words, division by zero)."""
    try:
        reader = _Reader(_tokens(printed))
        value = reader.sum()
        if reader.here is not None:
            return None
    except (_Foreign, ZeroDivisionError, RecursionError):
        return None
    return Formula(tuple(token.upper() for token in reader.tokens), value)


def _tokens(printed: str) -> list[str]:
    text, at = printed.rstrip(), 0
    tokens = []
    if len(text) > _LONGEST:
        raise _Foreign
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _Foreign
        tokens.append(_SIGNS.get(match[1], match[1]))
        at = match.end()
    return tokens


class _Reader:
    """Reads sums of products of numbers, brackets, min and max."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0

    @property
    def here(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, *wanted: str) -> str | None:
        if self.here in wanted:
            self.at += 1
            return self.tokens[self.at - 1]
        return None

    def must(self, wanted: str) -> None:
        if self.take(wanted) is None:
            raise _Foreign

    def sum(self) -> Fraction:
        value = self.product()
        while sign := self.take("+", "-"):
            value += self.product() if sign == "+" else -self.product()
        return value

    def product(self) -> Fraction:
        value = self.factor()
        while sign := self.take("*", "/"):
            value = value * self.factor() if sign == "*" else value / self.factor()
        return value

    def factor(self) -> Fraction:
        if self.take("-"):
            return -self.factor()
        if name := self.take(*_FUNCTIONS):
            return self.call(name)
        if self.take("("):
            value = self.sum()
            self.must(")")
            return value
        return self.number()

    def call(self, name: str) -> Fraction:
        self.must("(")
        values = [self.sum()]
        while self.take(","):
            values.append(self.sum())
        self.must(")")
        return _FUNCTIONS[name](values)

    def number(self) -> Fraction:
        token = self.here
        if token is None or not token[0].isdigit():
            raise _Foreign
        self.at += 1
        return number_of(token)
