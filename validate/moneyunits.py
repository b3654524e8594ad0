"""Amounts that seem to be printed in another unit of money than their block says."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from extract.message import Message
from normalize.model import Form, FundLine, Report
from validate.claims import column_of, form_of, of_kind, seen, yuan
from validate.figures import Figure, figure
from validate.funds import AMOUNTS, amount, breakdowns
from validate.model import Evidence, Subject
from validate.wording import COLUMNS

WAN = 10**4
NEAR = Fraction(1, 100)
FEN = 100  # the smallest amount of money is a hundredth of a yuan


class Odd(NamedTuple):
    """An amount and what it was held against; the two are about 10⁴ apart, or the amount is finer than money can be."""

    subject: Subject
    cell: Figure
    other: Message
    evidence: tuple[Evidence, ...]
    finer: bool = False


def odd_amounts(form: Form, report: Report) -> Iterator[Odd]:
    """Each amount of the fund block that fits another one only if one is in 元 and the other in 万元."""
    for line in form.funds:
        yield from _along(form, line)
        yield from _below(form, line)
        yield from _finer(form, line)
    if form.fund_total is not None:
        yield from _in_text(form, form.fund_total, report)


def apart(one: Fraction, other: Fraction) -> bool:
    """Whether two amounts are 10⁴ apart, to one in a hundred."""
    small, large = sorted((abs(one), abs(other)))
    return small > 0 and abs(large / small - WAN) <= WAN * NEAR


def _along(form: Form, line: FundLine) -> Iterator[Odd]:
    """Amounts of one row: what was planned and what was spent."""
    cells = [(column, cell) for column in AMOUNTS if (cell := figure(amount(line, column)))]
    for (column, cell), (other_column, other) in combinations(cells, 2):
        if cell.value.unit == other.value.unit and apart(cell.exact, other.exact):
            pair = sorted(((column, cell), (other_column, other)), key=lambda one: one[1].number)
            (where, odd), (there, held) = pair if form.money_unit == "元" else pair[::-1]
            name = Message(f"同行{COLUMNS[there].zh} {held.printed} ", f"the {COLUMNS[there].en} {held.printed}")
            yield Odd(Subject(line.label, where), odd, name, (held.seen("operand"),))


def _below(form: Form, line: FundLine) -> Iterator[Odd]:
    """A total and the sum of its parts."""
    for group in breakdowns(form, line):
        for column in AMOUNTS:
            total, cells = figure(amount(line, column)), [figure(amount(row, column)) for row in group]
            found = [cell for cell in cells if cell is not None and cell.number != 0]
            if total is None or any(cell.value.unit != total.value.unit for cell in found):
                continue
            together = sum((cell.exact for cell in found), Fraction(0))
            if apart(total.exact, together):
                name = Message("其分项合计", "the sum of its parts")
                yield Odd(Subject(line.label, column), total, name, tuple(cell.seen("operand") for cell in found))


def _finer(form: Form, line: FundLine) -> Iterator[Odd]:
    """An amount with digits below a hundredth of a yuan."""
    for column in AMOUNTS:
        cell = figure(amount(line, column))
        exact = yuan(cell.exact, cell.value.unit or form.money_unit) if cell else None
        if cell is not None and exact is not None and (exact * FEN).denominator != 1:
            yield Odd(Subject(line.label, column), cell, Message("一分钱", "a hundredth of a yuan"), (), finer=True)


def _in_text(form: Form, line: FundLine, report: Report) -> Iterator[Odd]:
    """An amount of the total row and the same amount in a sentence about the project."""
    for claim in of_kind(report, "amount"):
        column = column_of(report, claim)
        cell = figure(amount(line, column)) if column in AMOUNTS else None
        if cell is None or column is None or claim.number is None or form_of(report, claim) is not form:
            continue
        said, here = yuan(claim.number, claim.unit), yuan(cell.exact, cell.value.unit or form.money_unit)
        if said is not None and here is not None and apart(said, here):
            name = Message(f"正文“{claim.text}”", f"the text “{claim.text}”")
            yield Odd(Subject(line.label, column), cell, name, (seen(claim, "operand"),))
