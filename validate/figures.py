"""Cells proven to hold a number: what a computation needs, or the not_checked that says what is missing."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from extract.message import Message
from normalize.model import Value
from validate.model import Check, Evidence, Role, Subject
from validate.rounding import decimals_of
from validate.wording import COLUMNS


class Figure(NamedTuple):
    """A cell with its number. shown: the cell's text where the number was brought into another form (0.958 → 95.8)."""

    value: Value
    number: Decimal
    shown: str | None = None

    @property
    def exact(self) -> Fraction:
        return Fraction(self.number)

    @property
    def decimals(self) -> int:
        return decimals_of(self.number)

    @property
    def printed(self) -> str:
        """As an operand of a formula: the number as printed, with its % if it has one."""
        return self.shown or f"{self.number}{'%' if self.value.unit == '%' else ''}"

    def seen(self, role: Role) -> Evidence:
        return Evidence(role, self.value.text, self.value.place)


def figure(value: Value | None) -> Figure | None:
    """The figure of a cell, or None if the form has no such cell, it is blank or not one plain number."""
    if value is None or value.number is None or value.blank:
        return None
    return Figure(value, value.number)


def needed(subject: Subject, **columns: Value | None) -> Check | tuple[Figure, ...]:
    """The figures of the named columns (keys of COLUMNS) in order, or a not_checked naming those that are missing."""
    return _all(subject, list(columns.items()))


def all_of(subject: Subject, column: str, values: Sequence[Value | None]) -> Check | tuple[Figure, ...]:
    """The figures of several cells of one column, the subject's first, or a not_checked that says what is missing.

    A cell that is missing where others of the column stand is the lack of a row, not of the form.
    """
    name, row = COLUMNS[column], subject.row if values and values[0] is None else ""
    if all(value is None for value in values):
        return _all(subject, [(column, value) for value in values])
    told = Message(f"表中未列“{row}”的{name.zh}", f"the form prints no {name.en} for “{row}”")
    some = Message(f"有的行未列{name.zh}", f"some rows print no {name.en}")
    return _all(subject, [(column, value) for value in values], told if row else some)


def _all(
    subject: Subject, cells: Sequence[tuple[str, Value | None]], lacking: Message | None = None
) -> Check | tuple[Figure, ...]:
    """lacking: how to say that a cell is missing, unless the form has no such column."""
    figures = [(name, value, figure(value)) for name, value in cells]
    gaps = [(name, value) for name, value, found in figures if found is None]
    if not gaps:
        return tuple(found for _, _, found in figures if found is not None)
    states = dict.fromkeys(lacking if value is None and lacking else _state(name, value) for name, value in gaps)
    why = Message("；".join(state.zh for state in states), "; ".join(state.en for state in states))
    seen = tuple(Evidence("operand", value.text, value.place) for _, value in gaps if value is not None)
    return Check("not_checked", subject, why=why, evidence=seen)


def _state(name: str, value: Value | None) -> Message:
    column = COLUMNS[name]
    if value is None:
        return Message(f"表中无“{column.zh}”栏", f"the form has no {column.en}")
    if value.blank:
        return Message(f"“{column.zh}”未填", f"{column.en} left blank")
    return Message(f"“{column.zh}”填列的“{value.text}”不是数值", f"{column.en} “{value.text}” is not a number")
