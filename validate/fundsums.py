"""Totals of the fund block against their parts, column by column."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from extract.message import Message
from normalize.model import Form, FundLine
from validate.checks import Computation, not_checked, recomputed
from validate.explain import Interval
from validate.figures import Figure, all_of
from validate.funds import (
    UNITS_DIFFER,
    amount,
    breakdowns,
    exact_money,
    in_wan,
    one_unit,
    precision,
    side_by_side,
    unfilled,
)
from validate.model import Check, Subject
from validate.rounding import with_decimals
from validate.sums import addition

ASK = Message("请核对总额与各分项。", "Please check the total and its parts.")
NO_PARTS = Message("表中未列资金分项，无从加总", "the form lists no parts of the total")
NO_AMOUNTS = Message("各分项均未填，无从加总", "no part is filled in")
ONE_PART = Message("只列出一个分项，是否列全无从判断", "only one part is listed; there may be others")
EMPTY_TOTAL = Message("总额填列为 0 而分项不为 0，另作提示", "the total says 0 and a part does not: another rule tells")


def sum_checks(form: Form, column: str) -> Iterator[Check]:
    """Each row that has parts: its amount in a column is the sum of theirs. Nothing if the form lacks the column.

    Where several totals stand below each other, the first over the others, so it is for them and source by source.
    """
    if all(amount(line, column) is None for line in form.funds):
        return
    found = [_sum(form, line, group, column) for line in form.funds for group in breakdowns(form, line)]
    found += _across(form, column)
    if found:
        yield from found
    elif form.fund_total is not None:
        yield not_checked(Subject(form.fund_total.label, column), NO_PARTS)


def _sum(form: Form, line: FundLine, rows: tuple[FundLine, ...], column: str) -> Check:
    subject, total = Subject(line.label, column), amount(line, column)
    cells = [cell for row in rows if not unfilled(cell := amount(row, column))]
    match all_of(subject, column, (total, *cells)):
        case Check() as gap:
            return gap
        case (stated,):
            return not_checked(subject, NO_AMOUNTS, (stated.seen("stated"),))
        case figures:
            return _judged(form, subject, figures[0], figures[1:], len(rows) - len(figures) + 1, whole=len(rows) > 1)


def _across(form: Form, column: str) -> list[Check]:
    """The first of several totals against the sum of the others; only where most of these sums hold are they meant."""
    checks = [_sum(form, line, rows, column) for line, rows in side_by_side(form)]
    held = sum(check.status == "holds" for check in checks)
    return checks if held >= 2 and 2 * held > len(checks) else []


def _judged(form: Form, subject: Subject, total: Figure, parts: Sequence[Figure], blanks: int, *, whole: bool) -> Check:
    computation = _addition(form, parts)
    seen = (total.seen("stated"), *(one.seen("operand") for one in parts))
    if not one_unit((total, *parts)):
        return not_checked(subject, UNITS_DIFFER, seen)
    if total.number == 0 and computation.exact != 0:
        return not_checked(subject, EMPTY_TOTAL, seen)
    if not whole and total.exact > computation.exact:
        return not_checked(subject, ONE_PART, seen)
    difference = in_wan(form, total.exact - computation.exact)
    return recomputed(form, subject, _in_full(form, total), computation, ask=_ask(blanks), amount=difference)


def _addition(form: Form, parts: Sequence[Figure]) -> Computation:
    """The sum with its slack: n rounded parts may be off by n·½ of the block's last decimal."""
    computation, decimals = addition(parts), precision(form)
    rounded = sum(one.number != 0 for one in parts)
    if rounded < 2 or exact_money(form, decimals):
        return computation
    reach = Fraction(rounded - 1, 2 * 10**decimals)
    return computation._replace(slack=Interval(computation.exact - reach, computation.exact + reach))


def _in_full(form: Form, total: Figure) -> Figure:
    """A total with all decimals of its block: beside 1524.85 a printed 55 means 55.00."""
    return Figure(total.value, with_decimals(total.number, precision(form)), shown=total.printed)


def _ask(blanks: int) -> Message:
    if not blanks:
        return ASK
    return Message(
        f"另有 {blanks} 个分项未填，请一并核对。",
        f"{blanks} of the parts are not filled in; please check them as well.",
    )


def sums_fail(form: Form, *columns: str) -> bool:
    """Whether the amounts of some column contradict each other."""
    return any(check.status == "fails" for column in columns for check in sum_checks(form, column))
