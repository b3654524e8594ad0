"""Subtotals printed among the indicators against the rows they stand under."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator, Subtotal
from validate.checks import not_checked
from validate.model import Check, Subject
from validate.sums import against_total, best, empty_rows, execution, filled, scored_cells


def subtotal_checks(form: Form, column: str, ask: Message) -> Iterator[Check]:
    """One check a subtotal that prints this column (weight or score): the best of what it may cover."""
    for one in form.subtotals:
        if filled(getattr(one, column)):
            covers = [cover for cover in _covers(form, one) if cover[0]]
            if covers:
                yield best(_check(form, one, column, *cover, ask) for cover in covers)


def _covers(form: Form, one: Subtotal) -> Iterator[tuple[tuple[Indicator, ...], bool]]:
    """The rows since the subtotal before, with the execution where they are the first; those of the same levels."""
    above = tuple(row for row in form.indicators if row.n <= one.last)
    rows = tuple(row for row in above if row.n >= one.first)
    yield rows, False
    if one.first == 1:
        yield rows, True
    for level in ("level_1", "level_2") if rows else ():
        name = getattr(rows[-1], level)
        alike = tuple(row for row in above if getattr(row, level) == name)
        if name and alike != rows:
            yield alike, False


def _check(
    form: Form, one: Subtotal, column: str, rows: tuple[Indicator, ...], with_execution: bool, ask: Message
) -> Check:
    parts = (*(execution(form, column) if with_execution else ()), *scored_cells(form, column, rows))
    firsts = {row.level_1 or "" for row in rows}
    first = firsts.pop() if len(firsts) == 1 else ""
    subject = Subject(first + one.label.removeprefix(first), column)
    if any(part is None for part in parts):
        return not_checked(subject, Message("表中无此栏", "no such column"))
    return against_total(form, subject, column, getattr(one, column), parts, ask=ask, loose=_loose(form, rows))


def _loose(form: Form, rows: tuple[Indicator, ...]) -> Message | None:
    empty = empty_rows(form, rows)
    return Message(f"有 {empty} 行未填分值，无法加总", f"{empty} rows are left empty") if empty else None
