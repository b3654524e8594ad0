"""Printed totals against the sum of their parts: which cells of a form add up to which total."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from extract.message import Message
from extract.model import CellPlace
from normalize.model import Form, FundLine, Indicator, Value
from normalize.words.text import fold
from validate.checks import Computation, not_checked, recomputed
from validate.explain import Interval
from validate.figures import Figure, all_of, figure
from validate.model import Check, Subject

EXECUTION_ROW = ("预算执行", "资金执行", "支出执行")
NOT_APPLICABLE = re.compile("不适用|不涉及|无此项|无")
POINTS_LABEL = {"weight": re.compile("分值|权重|标准分|满分"), "score": re.compile("得分|自评得分|自评分")}
_ORDER = ("holds", "explained", "not_checked", "fails")
CUT = Message(
    "表末未见总分行或表头不全，表可能不完整，不足部分不作判断",
    "the table may be incomplete; what is short is left open",
)


def addition(figures: Sequence[Figure], rounded_at: int | None = None) -> Computation:
    """The exact sum of printed parts.

    rounded_at: decimals of the block if the parts are rounded amounts; the sum may then be off by n·½·10^−d.
    """
    exact = sum((one.exact for one in figures), Fraction(0))
    slack = None
    if rounded_at is not None:
        reach = Fraction(len(figures), 2 * 10**rounded_at)
        slack = Interval(exact - reach, exact + reach)
    formula = " + ".join(f"({one.printed})" if one.number < 0 else one.printed for one in figures)
    return Computation(exact, formula, tuple(figures), slack)


def filled(value: Value | None) -> bool:
    """Whether the layout has this cell and something stands in it."""
    return value is not None and not value.blank


def has_column(form: Form, column: str) -> bool:
    """Whether the indicator table has a column (weight, score, reason …) at all."""
    return any(getattr(row, column) is not None for row in form.indicators)


def finest_score(form: Form) -> int:
    """The decimals to which the form works out scores: the most that a row's score below its weight prints."""
    scored = ((figure(row.score), figure(row.weight)) for row in form.indicators if row.score_group is None)
    below = (score for score, weight in scored if score and weight and score.number < weight.number)
    return max((score.decimals for score in below), default=0)


def is_part(row: Indicator) -> bool:
    """An unscored row that only breaks down the one above it (其中…)."""
    return row.level_3.startswith("其中") and not filled(row.weight) and not filled(row.score)


def left_empty(row: Indicator) -> bool:
    """A row whose weight cell is empty and that has no score either, and no share in a merged cell."""
    weightless = row.weight is not None and row.weight.blank
    return row.score_group is None and weightless and not filled(row.score)


def not_applicable(row: Indicator) -> bool:
    """A row of the template that the unit struck out: no weight but a stroke (/, —), or a name that says so."""
    struck = row.weight is not None and row.weight.blank and bool(row.weight.text)
    return left_empty(row) and (struck or NOT_APPLICABLE.fullmatch(fold(row.level_3)) is not None)


def scored_cells(form: Form, column: str, rows: Sequence[Indicator] | None = None) -> tuple[Value | None, ...]:
    """The cells of a column (weight or score) that add up to the total: each merged cell once.

    rows: those of the form that count, all by default; rows with neither weight nor score add nothing. A cell left
    empty is a blank Value; None stands for a column the form lacks. What rows scored together print again counts once.
    """
    return _cells(form.indicators if rows is None else rows, column, printed_again(form, column))


def _cells(rows: Sequence[Indicator], column: str, once: frozenset[int]) -> tuple[Value | None, ...]:
    cells: list[Value | None] = []
    groups: set[int] = set()
    for row in rows:
        value: Value | None = getattr(row, column)
        if left_empty(row) or (row.score_group in groups and (value is None or row.score_group in once)):
            continue
        if row.score_group is not None:
            groups.add(row.score_group)
        cells.append(value)
    return tuple(cells)


def empty_rows(form: Form, rows: Sequence[Indicator] | None = None) -> int:
    """How many rows have neither weight nor score although they break down no other row and are not struck out."""
    looked_at = form.indicators if rows is None else rows
    return sum(left_empty(row) and not is_part(row) and not not_applicable(row) for row in looked_at)


def all_figures(cells: Sequence[Value | None]) -> tuple[Figure, ...] | None:
    """The figures of cells that all hold numbers, else None."""
    figures = tuple(found for cell in cells if (found := figure(cell)) is not None)
    return figures if len(figures) == len(cells) else None


def numbers(cells: Sequence[Value | None]) -> Fraction | None:
    """The sum of cells that all hold numbers, else None."""
    figures = all_figures(cells)
    return None if figures is None else addition(figures).exact


def execution(form: Form, column: str) -> tuple[Value | None, ...]:
    """The execution row's weight or score as a part of the total: one cell, or none where it is not scored there.

    The fund block does not count where the printed total covers the indicators alone, or where a row of the indicator
    table scores the execution already.
    """
    line = scored_line(form)
    if line is None or _indicators_alone(form):
        return ()
    value: Value | None = getattr(line, column)
    return (value,)


def scored_line(form: Form) -> FundLine | None:
    """The fund row that holds the points of the execution: the total row, or the only other one that is scored."""
    scored = [line for line in form.funds if filled(line.weight) or filled(line.score)]
    if form.fund_total in scored:
        return form.fund_total
    return scored[0] if len(scored) == 1 and form.fund_total is None else None


def _indicators_alone(form: Form) -> bool:
    """True if the indicators alone give the printed total: 90 beside an execution row of 10, or with one among them."""
    line, total = scored_line(form), figure(form.total.weight)
    rows = numbers(scored_cells(form, "weight"))
    if line is None or total is None or rows != total.exact:
        return False
    execution_weight = figure(line.weight)
    if execution_weight is None or execution_weight.number <= 0:
        return any(_scores_execution(row) for row in form.indicators)
    among = any(_scores_execution(row) and _same(row.weight, execution_weight) for row in form.indicators)
    return among or (rows + execution_weight.exact == 100 and not _scored_together(form, line))


def _scored_together(form: Form, line: FundLine) -> bool:
    """Whether the printed total score is that of the execution and the indicators, and not of the latter alone."""
    total, own, rows = figure(form.total.score), figure(line.score), numbers(scored_cells(form, "score"))
    return (
        total is not None
        and own is not None
        and rows is not None
        and own.exact != 0
        and rows + own.exact == total.exact
    )


def scores_execution(form: Form) -> bool:
    """Whether a form gives the execution points, in the fund block or in a row of its own."""
    return scored_line(form) is not None or any(_scores_execution(row) for row in form.indicators)


def _scores_execution(row: Indicator) -> bool:
    return any(word in row.level_3 for word in EXECUTION_ROW)


def _same(value: Value | None, other: Figure) -> bool:
    one = figure(value)
    return one is not None and one.number == other.number


class Unit(NamedTuple):
    """Indicator rows that are scored together: one row, or all rows that share a merged cell."""

    rows: tuple[Indicator, ...]

    @property
    def name(self) -> str:
        return self.rows[0].level_3

    def cells(self, column: str) -> tuple[Value, ...]:
        """The printed cells of a column, each once."""
        found = (getattr(row, column) for row in self.rows)
        return tuple(value for value in found if value is not None)


def units(form: Form) -> Iterator[Unit]:
    """The rows of a form as they are scored: rows of one merged cell together, where the first of them stands."""
    seen: set[int] = set()
    for row in form.indicators:
        if row.score_group is None:
            yield Unit((row,))
        elif row.score_group not in seen:
            seen.add(row.score_group)
            yield Unit(tuple(one for one in form.indicators if one.score_group == row.score_group))


def printed_again(form: Form, column: str) -> frozenset[int]:
    """The groups of rows scored together that print one figure again in each row, where the total counts it once.

    Their other column (weight or score) is one merged cell: 分值 50 over two rows, 得分 50 beside each.
    """
    other, total = ("score", "weight")[column == "score"], figure(getattr(form.total, column, None))
    again = frozenset(
        unit.rows[0].score_group
        for unit in units(form)
        if unit.rows[0].score_group is not None and _repeats(unit, column) and len(unit.cells(other)) == 1
    )
    if not again or total is None:
        return frozenset()
    line = scored_line(form)
    execution_points = figure(getattr(line, column)) if line is not None else None
    beside = {Fraction(0), execution_points.exact if execution_points else Fraction(0)}
    each, once = (numbers(_cells(form.indicators, column, groups)) for groups in (frozenset[int](), again))
    if each is None or once is None or total.exact - each in beside or total.exact - once not in beside:
        return frozenset()
    return again


def _repeats(unit: Unit, column: str) -> bool:
    """Whether every row of a unit prints the same figure."""
    found = all_figures(unit.cells(column))
    return found is not None and len(found) == len(unit.rows) > 1 and len({one.number for one in found}) == 1


def points(printed: str | None) -> Decimal | None:
    """Points printed in a label (``"50"``, ``"22.5"``) as a number."""
    text = (printed or "").strip()
    return Decimal(text) if text and text.replace(".", "", 1).isdecimal() and text.isascii() else None


def against_total(
    form: Form,
    subject: Subject,
    column: str,
    total: Value | None,
    parts: Sequence[Value | None],
    *,
    ask: Message,
    loose: Message | None = None,
) -> Check:
    """A printed total against the sum of cells of one column.

    loose: why parts may be missing from the sum, if they may; a total above the sum is then left open.
    """
    got = all_of(subject, column, (total, *parts))
    if isinstance(got, Check):
        return got
    stated, *figures = got
    if not figures:
        return not_checked(subject, Message("没有可加总的数", "nothing to add up"), (stated.seen("stated"),))
    computation = addition(figures)
    check = recomputed(form, subject, stated, computation, ask=ask)
    if check.status == "fails" and loose is not None and stated.exact > computation.exact:
        return not_checked(subject, loose, check.evidence)
    return check


def best(checks: Iterable[Check]) -> Check:
    """The one that holds, of checks for each way a sum may be meant; the first of equals."""
    return min(checks, key=lambda check: _ORDER.index(check.status))


def looseness(form: Form, full: Decimal, rows: Sequence[Indicator] | None = None) -> Message | None:
    """Why cells may be missing from a sum over these rows (all by default): rows left empty, or a table that is cut."""
    empty = empty_rows(form, rows)
    if empty:
        return Message(f"有 {empty} 行未填分值，无法加总", f"{empty} rows are left empty")
    at_an_end = rows is None or any(row in (form.indicators[0], form.indicators[-1]) for row in rows)
    return CUT if at_an_end and perhaps_cut(form, full) else None


def unplaced(form: Form, column: str, parts: Sequence[Value | None]) -> Message | None:
    """Why a total may exceed its parts: the form prints points of just the missing size that belong to no row."""
    total, known = figure(getattr(form.total, column, None)), [part for part in parts if part is not None]
    sum_ = numbers(known)
    gap = total.exact - sum_ if total is not None and sum_ is not None else Fraction(0)
    for section in form.sections if gap > 0 else ():
        printed = points(fold(section.text).removesuffix("分"))
        if printed is not None and printed == gap and POINTS_LABEL[column].fullmatch(fold(section.label).strip(":")):
            return Message(
                f"表中另有“{section.label}”{section.text}，未能归入各行，合计与之相差恰为此数",
                f"“{section.label}” {section.text} stands in the form beside no row, and is just what is missing",
            )
    return None


def perhaps_cut(form: Form, full: Decimal) -> bool:
    """True if rows may be missing: what is there has less than full marks, and the table's end or head is not in sight.

    The end is in sight if a total stands below the rows or satisfaction, the last level, is among them; the head if
    there is a fund block or anything that says what project this is.
    """
    weights = numbers((*execution(form, "weight"), *scored_cells(form, "weight")))
    if not form.indicators or (weights is not None and weights >= full):
        return False
    headless = not form.funds and not form.identity
    return headless or not (_total_below(form) or any(_of_satisfaction(row) for row in form.indicators))


def _of_satisfaction(row: Indicator) -> bool:
    return "满意" in (row.level_1 or "") + (row.level_2 or "")


def _total_below(form: Form) -> bool:
    last = form.indicators[-1].place
    places = (cell.place for cell in (form.total.weight, form.total.score) if cell is not None)
    return any(isinstance(at, CellPlace) and (at.table, at.row) > (last.table, last.row) for at in places)
