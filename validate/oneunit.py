"""Amounts of a fund block printed in 元 and in 万元, brought into one unit before they are held against each other."""

from decimal import Decimal

from msgspec.structs import replace

from normalize.model import Form, FundLine, Report, Value
from validate.claims import IN_YUAN
from validate.funds import AMOUNTS, amount


def in_one_unit(report: Report) -> Report:
    """The report with the amounts of each fund block in the largest unit that one of them has.

    A form whose own unit is another one is left as it is: what it says beside its rows would be read wrong.
    """
    forms = tuple(map(_in_one, report.forms))
    return report if forms == report.forms else replace(report, forms=forms)


def mixes_units(form: Form) -> bool:
    """Whether the amounts of a fund block are printed in several units of money."""
    return len(_units(form)) > 1


def _in_one(form: Form) -> Form:
    units = _units(form)
    if len(units) < 2 or not units <= IN_YUAN.keys():
        return form
    into = max(units, key=lambda unit: IN_YUAN[unit or ""])
    if form.money_unit not in (None, into):
        return form
    assert into is not None
    finest = max(value.decimals for value in _amounts(form) if (value.unit or form.money_unit) == into)
    lines = tuple(_line(form, line, into, finest) for line in form.funds)
    return replace(form, funds=lines, money_unit=into)


def _amounts(form: Form) -> list[Value]:
    cells = (amount(line, column) for line in form.funds for column in AMOUNTS)
    return [cell for cell in cells if cell is not None and cell.number is not None]


def _units(form: Form) -> set[str | None]:
    return {value.unit or form.money_unit for value in _amounts(form)}


def _line(form: Form, line: FundLine, into: str, finest: int) -> FundLine:
    cells = ((column, amount(line, column)) for column in AMOUNTS)
    changed = {
        column: _converted(cell, into, finest)
        for column, cell in cells
        if cell is not None and cell.number is not None and (cell.unit or form.money_unit) != into
    }
    return replace(line, **changed)


def _converted(value: Value, into: str, finest: int) -> Value:
    """The amount in a larger unit, with the decimals that unit is printed with where no digit is lost."""
    assert value.number is not None
    steps = len(str(IN_YUAN[into] // IN_YUAN[value.unit or ""])) - 1
    number = value.number.scaleb(-steps)
    short = number.quantize(Decimal(1).scaleb(-finest))
    return replace(value, number=short if short == number else number.normalize(), unit=into, unit_from=None)
