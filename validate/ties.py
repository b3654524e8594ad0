"""Sums and limits as edits, and all edits of a form, from the checks that could be judged."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.model import CellPlace
from validate.edits import ASKED, LIMITS, OF_MONEY, SUMS, TIED, Changes, Edit, Sheet
from validate.funds import exact_money, precision
from validate.model import Check
from validate.workings import worked_out

KNOWN = TIED | set(ASKED)


def edits(of: Sheet, checks: Sequence[Check]) -> tuple[Edit, ...]:
    """The edits of a form, from the checks of its sums, rates, scores and limits that could be judged."""
    own = (check for check in checks if check.form == of.form.form and check.rule in KNOWN)
    made = (_edit(of, check) for check in own)
    return tuple(edit for edit in made if edit is not None)


def _edit(of: Sheet, check: Check) -> Edit | None:
    places = tuple(dict.fromkeys(one.place for one in check.evidence if isinstance(one.place, CellPlace)))
    known = check.status != "not_checked" and all(place in of.printed for place in places)
    if not known or not places:
        return None
    if check.rule in SUMS:
        return _sum(of, check, places)
    if check.rule in LIMITS and len(places) == 2:
        return _limit(of, check, places)
    return worked_out(of, check, places)


def _sum(of: Sheet, check: Check, places: tuple[CellPlace, ...]) -> Edit:
    """Total and parts; rounded amounts may be off as much as the doctrine allows, or as much as was explained."""
    total, *parts = places

    def gap(changes: Changes) -> Decimal:
        return of.number(changes, total) - sum((of.number(changes, part) for part in parts), Decimal(0))

    reach = abs(gap({})) if check.status == "explained" else _reach(of, check, parts)

    def solve(changes: Changes, place: CellPlace) -> Iterator[Decimal]:
        due = of.number(changes, place) + (-gap(changes) if place == total else gap(changes))
        if due >= 0:
            yield due

    return Edit(check.rule, places, check.status == "fails", lambda changes: abs(gap(changes)) <= reach, solve)


def _reach(of: Sheet, check: Check, parts: Sequence[CellPlace]) -> Decimal:
    decimals, rounded = precision(of.form), sum(bool(of.number({}, part)) for part in parts)
    if check.rule not in OF_MONEY or rounded < 2 or exact_money(of.form, decimals):
        return Decimal(0)
    return Decimal(rounded).scaleb(-decimals) / 2


def _limit(of: Sheet, check: Check, places: tuple[CellPlace, ...]) -> Edit:
    """A score that may not exceed its weight."""
    score, weight = places

    def holds(changes: Changes) -> bool:
        return 0 <= of.number(changes, score) <= of.number(changes, weight)

    def solve(changes: Changes, place: CellPlace) -> Iterator[Decimal]:
        yield of.number(changes, weight if place == score else score)

    return Edit(check.rule, places, check.status == "fails", holds, solve)
