"""Rates, execution scores and row scores as edits: what a change does to them is asked of the rules themselves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, TypeVar

from msgspec.structs import replace

from extract.model import CellPlace
from normalize.model import Form, FundLine, Indicator
from validate.cells import OF_FUNDS, OF_ROWS
from validate.edits import ASKED, MARKS, RATES, Changes, Edit, Sheet
from validate.execution import score_check
from validate.figures import figure
from validate.marks import judged
from validate.model import Check
from validate.rates import bases, printed_rate, rate_check
from validate.rounding import half_up

Row = TypeVar("Row", FundLine, Indicator)
Found = TypeVar("Found", Check, Check | None)


def worked_out(of: Sheet, check: Check, places: tuple[CellPlace, ...]) -> Edit | None:
    """The edit of a check of a rate, an execution score or the score of a row; None for other checks."""
    if check.rule in (*MARKS, *ASKED):
        row = _holding(of.form.indicators, OF_ROWS, places[0])
        return _mark(of, check, row) if row is not None else None
    line = _holding(of.form.funds, OF_FUNDS, places[0])
    if line is None:
        return None
    return _rate(of, check, line) if check.rule in RATES else _score(of, check, line) if check.rule == "A04" else None


def _holding(rows: Iterable[Row], columns: tuple[str, ...], place: CellPlace) -> Row | None:
    """The row that a cell belongs to."""
    cells = ((row, getattr(row, column)) for row in rows for column in columns)
    return next((row for row, cell in cells if cell is not None and cell.place == place and figure(cell)), None)


def _places(thing: FundLine | Indicator, columns: tuple[str, ...]) -> dict[CellPlace, str]:
    """The places of the figures of a row with their columns."""
    cells = ((column, figure(getattr(thing, column))) for column in columns)
    found = ((column, cell.value.place) for column, cell in cells if cell is not None)
    return {place: column for column, place in found if isinstance(place, CellPlace)}


def _rewritten(row: Row, columns: tuple[str, ...], changes: Changes) -> Row:
    """A row whose cells say what the changes say."""
    found = {place: column for place, column in _places(row, columns).items() if place in changes}
    cells: dict[str, Any] = {column: replace(getattr(row, column), number=changes[at]) for at, column in found.items()}
    return replace(row, **cells) if cells else row


def _remembered(judge: Callable[[Changes], Found], cells: tuple[CellPlace, ...]) -> Callable[[Changes], Found]:
    """The same answer without asking again where the cells it rests on say the same."""
    known: dict[frozenset[tuple[CellPlace, Decimal]], Found] = {}
    own = frozenset(cells)

    def remembered(changes: Changes) -> Found:
        key = frozenset(change for change in changes.items() if change[0] in own)
        if key not in known:
            known[key] = judge(changes)
        return known[key]

    return remembered


def _of_funds(form: Form) -> tuple[CellPlace, ...]:
    return tuple(place for line in form.funds for place in _places(line, OF_FUNDS))


def _with_funds(form: Form, line: FundLine, changes: Changes) -> tuple[Form, FundLine]:
    funds = tuple(_rewritten(one, OF_FUNDS, changes) for one in form.funds)
    return replace(form, funds=funds), next(one for one in funds if one.n == line.n)


def _rate(of: Sheet, check: Check, line: FundLine) -> Edit:
    """The printed rate, executed amount and budget of a fund row."""
    stated, executed, budget = (one.place for one in check.evidence[:3] if isinstance(one.place, CellPlace))

    def asked(changes: Changes) -> Check:
        form, now = _with_funds(of.form, line, changes)
        return rate_check(form, now, bases(form, now, of.profile))

    judge = _remembered(asked, _of_funds(of.form))

    def solve(changes: Changes, place: CellPlace) -> Iterator[Decimal]:
        if place == stated:
            yield from _expected(judge(changes))
            return
        rate, base = printed_rate(_with_funds(of.form, line, changes)[1]), Fraction(of.number(changes, budget))
        if not rate:
            return
        exact = base * rate / 100 if place == executed else Fraction(of.number(changes, executed)) / rate * 100
        yield half_up(exact, of.decimals(place))

    cells = (stated, executed, budget)
    return Edit(check.rule, cells, check.status == "fails", lambda changes: judge(changes).status != "fails", solve)


def _score(of: Sheet, check: Check, line: FundLine) -> Edit:
    """The score of a fund row, its weight and its rate; the amounts count through the rate."""
    columns = {column: place for place, column in _places(line, ("score", "weight", "execution_rate")).items()}

    def asked(changes: Changes) -> Check:
        form, now = _with_funds(of.form, line, changes)
        return score_check(form, now, of.profile)

    judge = _remembered(asked, _of_funds(of.form))

    def solve(changes: Changes, place: CellPlace) -> Iterator[Decimal]:
        if place == columns["score"]:
            yield from _expected(judge(changes))
        elif place == columns.get("weight"):
            yield of.number(changes, columns["score"])
        elif "weight" in columns and of.number(changes, columns["weight"]):
            share = Fraction(of.number(changes, columns["score"])) / Fraction(of.number(changes, columns["weight"]))
            yield half_up(share * 100, of.decimals(place))

    cells = (*columns.values(), *(place for place in _amounts(check, columns) if place in of.printed))
    return Edit(check.rule, cells, check.status == "fails", lambda changes: judge(changes).status != "fails", solve)


def _amounts(check: Check, columns: Mapping[str, CellPlace]) -> list[CellPlace]:
    places = [one.place for one in check.evidence if isinstance(one.place, CellPlace)]
    return [place for place in places if place not in columns.values()]


def _mark(of: Sheet, check: Check, row: Indicator) -> Edit | None:
    """Target, actual value, weight and score of an indicator."""
    columns = {column: place for place, column in _places(row, ("target", "actual", "weight", "score")).items()}
    if not {"weight", "score"} <= set(columns):
        return None

    def rewritten(changes: Changes) -> Check | None:
        found = judged(of.form, _rewritten(row, OF_ROWS, changes))
        return replace(found[1], rule=found[0]) if found else None

    judge = _remembered(rewritten, tuple(columns.values()))
    asked = check.status == "fails" and check.rule in ASKED

    def answered(changes: Changes) -> bool:
        now = judge(changes) if any(place in changes for place in columns.values()) else check
        return now is None or now.status != "fails"

    def holds(changes: Changes) -> bool:
        now = judge(changes)
        return answered(changes) or (asked and now is not None and now.rule in ASKED)

    def solve(changes: Changes, place: CellPlace) -> Iterator[Decimal]:
        now = judge(changes)
        if place == columns["score"] and now is not None:
            yield from _expected(now)
        else:
            figures = {name: Fraction(of.number(changes, at)) for name, at in columns.items()}
            column = next(name for name, at in columns.items() if at == place)
            yield from dict.fromkeys(half_up(due, of.decimals(place)) for due in _proportional(figures, column))

    fails = check.status == "fails" and not asked
    return Edit(check.rule, tuple(columns.values()), fails, holds, solve, answered if asked else None)


def _proportional(figures: Mapping[str, Fraction], column: str) -> Iterator[Fraction]:
    """What a cell of a row would say by score ÷ weight = actual ÷ target, its reverse, or a target just reached."""
    target, actual = figures.get("target", Fraction(0)), figures.get("actual", Fraction(0))
    score, weight = figures["score"], figures["weight"]
    if column == "weight":
        yield score
        yield from (score * one / other for one, other in ((target, actual), (actual, target)) if other)
    else:
        other = target if column == "actual" else actual
        yield other
        yield from (other * one / two for one, two in ((score, weight), (weight, score)) if two)


def _expected(check: Check) -> Iterator[Decimal]:
    """The values a failing check expects; none where it tells no number."""
    for text in (check.expected or "").removesuffix("%").split(" / "):
        try:
            yield Decimal(text)
        except InvalidOperation:
            continue
