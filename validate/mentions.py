"""Which quantity of a text speaks of which indicator."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.model import Form, Indicator, Value
from normalize.words.units import named_rate
from validate.facts import SCALE, Fact, coverage, facts, related
from validate.figures import Figure, figure
from validate.likeness import squeezed
from validate.narratives import Narrative, expectation
from validate.reasons import reason_of

CLEAR = 0.6
SOME = 0.4
MONEY = "元"
NAMED = 4  # characters of a name that is no chance


def measured(value: Value | None) -> Figure | None:
    """The figure of a target or actual value, if it is a count or a percentage and not money or a date."""
    found = figure(value)
    return None if found is None or found.value.kind in ("money", "date") else found


def size(found: Figure) -> Decimal:
    """The number with the 万 or 亿 of its unit worked in, as facts have it: 16.3 万亩 → 163000."""
    return found.number * SCALE.get((found.value.unit or "")[:1], Decimal(1))


def is_rate(row: Indicator, found: Figure) -> bool:
    """Whether an indicator is given in percent, by its unit or by its name."""
    return found.value.unit == "%" or (found.value.unit is None and named_rate(row.level_3))


def goal_facts(form: Form) -> Iterator[tuple[Narrative, Fact]]:
    """The counts and percentages of the expected goals."""
    for text in expectation(form):
        yield from ((text, fact) for fact in facts(text.text) if MONEY not in fact.unit)


def comparable(row: Indicator, found: Figure, fact: Fact) -> bool:
    """Whether a figure and a fact are in the same kind of unit; a bare number goes with any count."""
    rate = is_rate(row, found)
    if rate or fact.percent:
        return rate and fact.percent
    unit = found.value.unit
    return unit is None or unit[-1] in fact.family or fact.unit[-1] in unit


def _speaks_of(fact: Fact, row: Indicator) -> bool:
    """Whether a fact's words are about a row's matter, or hold its very name, however common its words."""
    name = squeezed(row.level_3)
    return related(row.level_3, fact.words) or (len(name) >= NAMED and name in squeezed(fact.words))


def matching(fact: Fact, rows: Sequence[Indicator], column: str = "target") -> Indicator | None:
    """The row that states the same number of the same matter."""
    candidates = [
        (coverage(row.level_3, fact.words), -row.n, row)
        for row in rows
        if (found := measured(getattr(row, column))) is not None
        and size(found) == fact.number
        and comparable(row, found, fact)
        and _speaks_of(fact, row)
        and (not fact.percent or coverage(row.level_3, fact.words) >= SOME)
    ]
    return max(candidates)[2] if candidates else None


def same_amount(fact: Fact, rows: Sequence[Indicator]) -> bool:
    """Whether some target is this very number in this unit, whatever its name: enough not to miss an indicator."""
    found = ((row, target) for row in rows if (target := measured(row.target)) is not None)
    return any(size(target) == fact.number and comparable(row, target, fact) for row, target in found)


def contradicting(fact: Fact, rows: Sequence[Indicator], column: str = "target") -> Indicator | None:
    """The row that is clearly about the same measure and states another number."""
    if fact.one_of_several:
        return None
    candidates = [
        (coverage(row.level_3, fact.words), -row.n, row)
        for row in rows
        if (found := measured(getattr(row, column))) is not None
        and size(found) != fact.number
        and not found.value.text.startswith("每")  # so many a month or quarter is not the total
        and comparable(row, found, fact)
        and coverage(row.level_3, fact.words) >= CLEAR
        and _speaks_of(fact, row)
    ]
    return max(candidates)[2] if candidates else None


def reasons_given(form: Form) -> list[tuple[Indicator, Value]]:
    """The rows with a reason of their own, each reason once."""
    found: dict[object, tuple[Indicator, Value]] = {}
    for row in form.indicators:
        reason = reason_of(form, row)
        if reason.given == "given" and reason.value is not None and row.reason is reason.value:
            found.setdefault(reason.value.place, (row, reason.value))
    return list(found.values())
