"""The fund block: which rows make up which, how finely it is printed, and what its money is worth."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from extract.message import Message
from normalize.model import Form, FundLine, Value
from normalize.words.text import fold
from normalize.words.units import money_in_label
from normalize.words.values import Role, Setting, read_value
from validate.claims import IN_YUAN
from validate.figures import Figure, figure
from validate.rounding import tidy

AMOUNTS = ("initial_budget", "full_budget", "received", "integrated_out", "executed")
UNITS_DIFFER = Message("各金额单位不一，无法直接计算", "the amounts are printed in different units")
BY_NATURE = ("basic", "project")
LEFT_OVER = re.compile("下年|次年|年[末终]|期末|收回|上缴")  # 结转下年: what was not spent, no source of money


def amount(line: FundLine, column: str) -> Value | None:
    """The amount of a row in one of the columns AMOUNTS."""
    value: Value | None = getattr(line, column)
    return value


def under(form: Form, line: FundLine, heading: re.Pattern[str], role: Role = "amount") -> Iterator[tuple[str, Figure]]:
    """The figures a row prints in columns that have no field of their own, with the folded headings that match."""
    for (header, text), place in zip(line.extra, line.extra_places, strict=True):
        unit = money_in_label(header) or form.money_unit if role == "amount" else None
        setting = Setting(role, unit=unit, unit_from="block" if unit else None)
        found = figure(read_value(text, place, setting)) if heading.search(fold(header)) else None
        if found is not None:
            yield fold(header), found


def head(form: Form) -> FundLine | None:
    """The row that speaks for the whole block: the total row, or its only row."""
    return form.fund_total or (form.funds[0] if len(form.funds) == 1 else None)


def unfilled(value: Value | None) -> bool:
    """Whether nothing stands in a cell, or no more than the unit printed in the form."""
    return value is None or value.blank or (value.number is None and value.text.strip() in IN_YUAN)


def zero(value: Value | None) -> bool:
    """Whether a cell says that there is nothing: 0, or a blank."""
    return value is not None and (value.blank or value.number == 0)


def positive(value: Value | None) -> bool:
    return value is not None and value.number is not None and value.number > 0


def parts(form: Form, line: FundLine) -> tuple[FundLine, ...]:
    """The rows that are directly part of a row."""
    return tuple(one for one in form.funds if one.parent == line.n)


def breakdowns(form: Form, line: FundLine) -> Iterator[tuple[FundLine, ...]]:
    """The parts of a row, in sets that each add up to it: by source of money, by nature (基本支出, 项目支出)."""
    rows = parts(form, line)
    nature = tuple(one for one in rows if one.kind in BY_NATURE or LEFT_OVER.search(one.label))
    source = tuple(one for one in rows if one not in nature)
    if not any(one.kind in BY_NATURE for one in nature):
        nature = ()  # what was left over is no source
    elif len(nature) < 2 or all(one.kind == "other" for one in source):
        nature, source = (), rows
    yield from (one for rows in (_spent(line, source), _spent(line, nature)) for one in _told_twice(line, rows) if one)


def _spent(line: FundLine, rows: tuple[FundLine, ...]) -> tuple[FundLine, ...]:
    """The rows without what was left over, where the others alone make up the whole in a column that states it."""
    others = tuple(one for one in rows if not LEFT_OVER.search(one.label))
    for column in AMOUNTS:
        whole, left = figure(amount(line, column)), [figure(amount(one, column)) for one in rows if one not in others]
        cells = [figure(amount(one, column)) for one in others]
        if whole is not None and any(one is not None and one.number for one in left):
            return others if sum(one.number for one in cells if one is not None) == whole.number else rows
    return rows


def _told_twice(line: FundLine, rows: tuple[FundLine, ...]) -> tuple[tuple[FundLine, ...], ...]:
    """The rows, or the two sets they fall into where each adds up to the whole: by source, then by county."""
    for column in AMOUNTS:
        whole, cells = figure(amount(line, column)), [figure(amount(row, column)) for row in rows]
        known = [cell.number for cell in cells if cell is not None]
        if whole is None or not whole.number or len(known) < len(rows):
            continue
        for at in range(1, len(rows)):
            if sum(known[:at]) == sum(known[at:]) == whole.number:
                return rows[:at], rows[at:]
            if at > 1 and sum(known[:at]) == whole.number and all("其中" in one.label for one in rows[at:]):
                return (rows[:at],)  # what stands behind is told once more, and not in full
    return (rows,)


def side_by_side(form: Form) -> Iterator[tuple[FundLine, tuple[FundLine, ...]]]:
    """Where a form has several totals with sources of their own: the first total and each of its sources, with the
    rows of the other totals that would make it up.
    """
    blocks = [line for line in form.funds if line.parent is None and parts(form, line)]
    if len(blocks) < 3:
        return
    whole, *others = blocks
    yield whole, tuple(others)
    for source in parts(form, whole):
        same = tuple(one for block in others for one in parts(form, block) if one.kind == source.kind)
        if source.kind != "other" and len(same) == len(others):
            yield source, same


def budget_column(form: Form) -> str:
    """The column of the budget a row is measured by: the whole year's, or the initial one if there is no other."""
    return "full_budget" if any(line.full_budget is not None for line in form.funds) else "initial_budget"


def budget(form: Form, line: FundLine) -> Value | None:
    """The budget of a row, in the column of `budget_column`."""
    return amount(line, budget_column(form))


def precision(form: Form) -> int:
    """The finest decimals printed among the amounts of the fund block; one brought into another unit prints none."""
    cells = (figure(amount(line, column)) for line in form.funds for column in AMOUNTS)
    printed = (cell for cell in cells if cell is not None and (cell.value.unit is None or cell.value.unit_from))
    return max((cell.decimals for cell in printed), default=0)


def exact_money(form: Form, decimals: int) -> bool:
    """Amounts in 元 with two decimals stand for themselves; others were rounded for print."""
    return form.money_unit == "元" and decimals >= 2


def one_unit(figures: Sequence[Figure]) -> bool:
    """False if the cells print different units of money; a cell that prints none goes with the others."""
    return len({one.value.unit for one in figures if one.value.unit is not None}) < 2


def in_wan(form: Form, amount_of_form: Fraction) -> Decimal | None:
    """An amount of the form in 万元, without its sign, to four decimals at most; None if the form names no unit."""
    factor = IN_YUAN.get(form.money_unit or "")
    if factor is None:
        return None
    return tidy(abs(amount_of_form) * factor / 10**4, 4)
