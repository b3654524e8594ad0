"""Recomputations as an auditor reads them: 255.42 ÷ 81.50 = 313.40% ✓ 313.4%."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from extract.message import Language
from fuhe.outputs.words import Mark, mark
from validate.model import Check, Status
from validate.wording import COLUMNS

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")
_MOST_TERMS = 8


class Line(Struct, frozen=True):
    """One recomputation: what of, the formula with its result, the check's mark, what is stated, the rule."""

    label: str
    formula: str
    mark: Mark
    stated: str
    rule: str


def line(check: Check, lang: Language) -> Line | None:
    """The line of a check that computed what the cell should say, or None for comparisons and screens."""
    if check.formula is None or check.computed is None or not check.stated:
        return None
    if check.status == "fails" and check.expected is None:
        return None
    return Line(label(check, lang), _equation(check, lang), mark(check), check.stated, check.rule)


def _equation(check: Check, lang: Language) -> str:
    """The formula with its result; a figure that stands alone is its own result, and a sum is not rounded."""
    formula, computed = check.formula or "", check.computed or ""
    if formula.strip("() ") == computed:
        return formula
    brief = shown(computed, check.stated or "", check.status)
    exact = "÷" in formula or _value(brief) == _value(computed)
    return f"{abridged(formula, lang)} = {brief if exact else computed}"


def _value(text: str) -> Decimal | None:
    found = _FIGURE.search(text)
    return Decimal(found[0]) if found else None


def label(check: Check, lang: Language) -> str:
    """The row and column a check is about."""
    column = COLUMNS.get(check.subject.column)
    parts = (check.subject.row, column.text(lang) if column else "")
    return " ".join(part for part in parts if part)


def shown(computed: str, stated: str, status: Status) -> str:
    """The result with max(2, printed) decimals, or with all of them where fewer would mislead."""
    exact, printed = _FIGURE.search(computed), _FIGURE.search(stated.replace(",", "").replace("，", ""))
    if exact is None or printed is None:
        return computed
    number, said = Decimal(exact[0]), Decimal(printed[0])
    brief = _rounded(number, max(min(2, _decimals(number)), _decimals(said)))
    if _misleads(number, brief, said, status):
        return computed
    return computed[: exact.start()] + str(brief) + computed[exact.end() :]


def _misleads(number: Decimal, brief: Decimal, said: Decimal, status: Status) -> bool:
    """True where the short form would round otherwise than the number, or hide why it does not hold."""
    decimals = _decimals(said)
    return _rounded(brief, decimals) != _rounded(number, decimals) or (status != "holds" and brief == said != number)


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def abridged(formula: str, lang: Language) -> str:
    """A formula, its long sums with … in the middle and the number of their terms."""
    terms = formula.split(" + ")
    if len(terms) <= _MOST_TERMS:
        return formula
    count = f"（{len(terms)} 项）" if lang == "zh" else f" ({len(terms)} terms)"
    return " + ".join((*terms[:4], "…", *terms[-2:])) + count
