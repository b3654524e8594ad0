"""Error localisation: the fewest cells whose change would make all failing sums, rates, scores and limits hold.

After Fellegi and Holt (1976): of all sets of cells that can be changed so that every edit holds, the smallest.
"""

import operator
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from extract.model import CellPlace
from normalize.model import Form, Value
from validate.edits import LIMITS, SUMS, TIED, Changes, Edit, Sheet, sheet
from validate.model import Check, Repair
from validate.profile import Profile
from validate.rounding import decimals_of
from validate.slips import mistyped, slips
from validate.ties import edits

DIGITS = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
QUICK = frozenset((*SUMS, *LIMITS))  # edits that hold or fail by adding up, without asking a rule
MOST_CELLS = 4  # more changes than this explain anything
MOST_REPAIRS = 5  # alternatives beyond this help nobody
MOST_STEPS = 600  # changes tried before the search gives up; forms of real size need a few dozen


def localize(form: Form, profile: Profile, checks: Sequence[Check]) -> tuple[Repair, ...]:
    """The smallest repairs of a form: one if it is unique, else the few alternatives; none if nothing fails or fits."""
    if not any(check.status == "fails" and check.form == form.form and check.rule in TIED for check in checks):
        return ()
    of = sheet(form, profile)
    ties = edits(of, checks)
    return tuple(repair for failing in _groups(ties) for repair in _repairs(of, ties, failing))


def _groups(ties: Sequence[Edit]) -> list[list[Edit]]:
    """The failing edits, in groups that no cell ties together over any edits."""
    groups: list[tuple[set[CellPlace], list[Edit]]] = []
    for edit in ties:
        cells, members = set(edit.cells), [edit]
        for group in [one for one in groups if one[0] & cells]:
            groups.remove(group)
            cells |= group[0]
            members = group[1] + members
        groups.append((cells, members))
    failing = ([edit for edit in members if edit.fails] for _, members in groups)
    return [some for some in failing if some]


def _repairs(of: Sheet, ties: Sequence[Edit], failing: list[Edit]) -> tuple[Repair, ...]:
    search = Search(ties)
    for most in range(1, MOST_CELLS + 1):
        found = search.repairs(failing, most)
        if search.steps > MOST_STEPS:
            return ()
        if found:
            best = _best(ties, found)
            return _told(of, ties, _likeliest_first(of, best)) if len(best) <= MOST_REPAIRS else ()
    return ()


@dataclass(slots=True)
class Search:
    """A search by depth: change a cell of a failing edit so that one that fails holds, and see what fails then."""

    ties: Sequence[Edit]
    steps: int = 0
    found: dict[frozenset[tuple[CellPlace, Decimal]], Changes] = field(default_factory=dict)
    seen: set[frozenset[tuple[CellPlace, Decimal]]] = field(default_factory=set)
    by_cell: dict[CellPlace, list[Edit]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for edit in self.ties:
            for place in edit.cells:
                self.by_cell.setdefault(place, []).append(edit)
        for tied in self.by_cell.values():
            tied.sort(key=lambda edit: edit.rule not in QUICK)

    def repairs(self, failing: list[Edit], most: int) -> list[Changes]:
        """All ways to make every edit hold by changing at most so many cells."""
        self.found, self.seen = {}, set()
        if _apart(failing, {}) <= most:
            self._deepen(failing, {}, most)
        return list(self.found.values())

    def _deepen(self, failing: list[Edit], changes: dict[CellPlace, Decimal], left: int) -> None:
        if not failing:
            self.found.setdefault(frozenset(changes.items()), dict(changes))
            return
        if left == 0 or self.steps > MOST_STEPS:
            return
        for place, number in self._candidates(failing, changes, left):
            now = {**changes, place: number}
            key = frozenset(now.items())
            if key not in self.seen:
                self.seen.add(key)
                self.steps += 1
                rest = self._failing(failing, now, place, left - 1)
                if rest is not None:
                    self._deepen(rest, now, left - 1)

    def _candidates(self, failing: list[Edit], changes: Changes, left: int) -> Iterator[tuple[CellPlace, Decimal]]:
        """Cells of the smallest failing edit (at the last change: of all of them), with what some failing edit asks."""
        first = min(failing, key=lambda edit: len(edit.cells))
        for place in first.cells:
            if place in changes or (left == 1 and not all(place in edit.cells for edit in failing)):
                continue
            asking = [edit for edit in failing if place in edit.cells]
            yield from dict.fromkeys((place, number) for edit in asking for number in edit.solve(changes, place))

    def _failing(self, failing: list[Edit], changes: Changes, place: CellPlace, left: int) -> list[Edit] | None:
        """The edits that fail after a cell was changed: of those that did, and of those the cell belongs to.

        None as soon as more of them share no cell than may still be changed; the quick ones are asked first.
        """
        touched = self.by_cell[place]
        found = [edit for edit in failing if edit not in touched]
        if _apart(found, changes) > left:
            return None
        for edit in touched:
            if not edit.holds(changes):
                found.append(edit)
                if _apart(found, changes) > left:
                    return None
        return found


def _apart(failing: list[Edit], changes: Changes) -> int:
    """How many failing edits share no cell that may still change: at least so many cells must."""
    used: set[CellPlace] = set()
    count = 0
    for edit in sorted(failing, key=lambda edit: len(edit.cells)):
        free = {place for place in edit.cells if place not in changes}
        if not free & used:
            used |= free
            count += 1
    return count


def _best(ties: Sequence[Edit], found: list[Changes]) -> list[Changes]:
    """Of equally small repairs those that also mend most of what is only asked about."""
    asked = [edit.asked for edit in ties if edit.asked is not None]
    mended = [sum(answered(one) for answered in asked) for one in found]
    return [one for one, count in zip(found, mended, strict=True) if count == max(mended)]


def _likeliest_first(of: Sheet, found: list[Changes]) -> list[Changes]:
    """First repairs of cells whose reading is not sure (OCR), then slips of the pen."""
    return sorted(found, key=lambda one: (-_unsure(of, one), -sum(_slip(of, *change) for change in one.items())))


def _unsure(of: Sheet, changes: Changes) -> int:
    return sum(of.printed[place].ocr or of.printed[place].doubtful for place in changes)


def _slip(of: Sheet, place: CellPlace, number: Decimal) -> bool:
    """Whether a new number is what a slip of the pen would have turned into the printed one."""
    written = of.number({}, place)
    fits = partial(operator.eq, number)
    return any(slips(written, fits)) or any(mistyped(written, fits))


def _told(of: Sheet, ties: Sequence[Edit], found: list[Changes]) -> tuple[Repair, ...]:
    failing = [edit for edit in ties if edit.fails or edit.asked]
    unique = len(found) == 1
    return tuple(
        Repair(of.form.form, unique, tuple(_cell(of.printed[place], number, failing) for place, number in one.items()))
        for one in found
    )


def _cell(value: Value, number: Decimal, failing: list[Edit]) -> tuple[Value, str, tuple[str, ...]]:
    """A cell, what it should say in its own way of printing, and the rules of the failing checks it belongs to."""
    settles = sorted({edit.rule for edit in failing if value.place in edit.cells})
    return value, _printed(value, number), tuple(settles)


def _printed(value: Value, number: Decimal) -> str:
    """A new number in the words of the cell: with the unit it prints, and no fewer decimals than it had."""
    decimals = max(value.decimals, decimals_of(number.normalize()))
    plain = f"{number:.{decimals}f}"
    return DIGITS.sub(plain, value.text, count=1) if DIGITS.search(value.text) else plain
