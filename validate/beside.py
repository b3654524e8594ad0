"""Marks beside the full ones (加分项, 扣分项): rows that are not assessed, but that a total may include."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from normalize.indicators.levels import beyond_full_marks
from normalize.model import Form, Indicator, Value
from validate.figures import figure


def apart(form: Form) -> tuple[Form, tuple[Indicator, ...]]:
    """The form without such rows, and the rows."""
    beside = tuple(row for row in form.indicators if beyond_full_marks(row.level_1 or row.level_3))
    rows = tuple(row for row in form.indicators if row not in beside)
    return (replace(form, indicators=rows), beside) if beside else (form, ())


def ways_to_count(rows: Sequence[Indicator], column: str) -> Iterator[tuple[Value, ...]]:
    """What such rows may add to a sum: nothing; what is given; also what is taken, as printed or taken off."""
    cells = [(row, value) for row in rows if (value := getattr(row, column)) is not None and not value.blank]
    given = tuple(value for row, value in cells if not _takes(row))
    taken = tuple(value for row, value in cells if _takes(row))
    off = tuple(replace(value, number=-abs(value.number)) for value in taken if value.number is not None)
    yield from dict.fromkeys(((), given, given + taken, given + off))


def most(rows: Sequence[Indicator]) -> Decimal:
    """How far such rows may lift a score above full marks."""
    figures = (figure(row.weight) or figure(row.score) for row in rows if not _takes(row))
    return sum((one.number for one in figures if one is not None and one.number > 0), Decimal(0))


def _takes(row: Indicator) -> bool:
    return any(word in (row.level_1 or row.level_3) for word in "扣减")
