"""Subtotals printed among the indicators against the rows they stand under."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator, Subtotal
from validate.checks import not_checked
from validate.model import Check, Subject
from validate.sums import against_total, empty_rows, execution, filled, scored_cells

ORDER = ("holds", "explained", "not_checked", "fails")


def subtotal_checks(form: Form, column: str, ask: Message) -> Iterator[Check]:
    """One check a subtotal that prints this column (weight or score): the best of what it may cover."""
    for one in form.subtotals:
        if filled(getattr(one, column)):
            yield min((_check(form, one, column, *cover, ask) for cover in _covers(form, one)), key=_rank)


def _rank(check: Check) -> int:
    return ORDER.index(check.status)


def _covers(form: Form, one: Subtotal) -> Iterator[tuple[tuple[Indicator, ...], bool]]:
    """The rows since the subtotal before, with the execution where they are the first; those of the same levels."""
    rows = form.indicators[one.first - 1 : one.last]
    yield rows, False
    if one.first == 1:
        yield rows, True
    for level in ("level_1", "level_2"):
        name = getattr(rows[-1], level)
        alike = tuple(row for row in form.indicators[: one.last] if getattr(row, level) == name)
        if name and alike != rows:
            yield alike, False


def _check(
    form: Form, one: Subtotal, column: str, rows: tuple[Indicator, ...], with_execution: bool, ask: Message
) -> Check:
    parts = (*(execution(form, column) if with_execution else ()), *scored_cells(form, column, rows))
    subject = Subject(f"{rows[-1].level_1 or ''}{one.label}", column)
    if any(part is None for part in parts):
        return not_checked(subject, Message("表中无此栏", "no such column"))
    return against_total(form, subject, column, getattr(one, column), parts, ask=ask, loose=_loose(form, rows))


def _loose(form: Form, rows: tuple[Indicator, ...]) -> Message | None:
    empty = empty_rows(form, rows)
    return Message(f"有 {empty} 行未填分值，无法加总", f"{empty} rows are left empty") if empty else None
