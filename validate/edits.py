"""The relations of a form that a changed cell may mend or break: sums, rates, scores, limits, as its checks found them.

An edit, in the sense of error localisation in official statistics, ties cells together: it knows whether it holds once
some cells say something else, and what one cell would have to say for it to hold.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from extract.model import CellPlace
from normalize.model import Form, Value
from validate.cells import spots
from validate.funds import precision
from validate.points import labelled
from validate.profile import Profile

Changes = Mapping[CellPlace, Decimal]
SUMS = ("A06", "A07", "A08", "A09", "B01", "B03", "B07", "B08")
OF_MONEY = ("A06", "A07", "A08", "A09")
RATES = ("A01", "A14")
LIMITS = ("A05", "B05")
MARKS = ("C01", "C02", "C04", "C05", "C07")
ASKED = ("C03", "C06")  # a change may not bring about what these ask, but they are no sums to be mended
TIED = frozenset((*SUMS, *RATES, *LIMITS, *MARKS, "A04"))
SCORE_DECIMALS = 2


class Edit(NamedTuple):
    """A relation between cells. holds: with these changes; solve: what a cell would have to say, given the others.

    asked: set where the edit does not hold, but only as a question no change needs to answer: whether one does.
    """

    rule: str
    cells: tuple[CellPlace, ...]
    fails: bool
    holds: Callable[[Changes], bool]
    solve: Callable[[Changes, CellPlace], Iterator[Decimal]]
    asked: Callable[[Changes], bool] | None = None


class Sheet(NamedTuple):
    """A form with its profile and its cells as printed, labels with points among them."""

    form: Form
    profile: Profile
    printed: Mapping[CellPlace, Value]

    def number(self, changes: Changes, place: CellPlace) -> Decimal:
        found = changes.get(place)
        return found if found is not None else self.printed[place].number or Decimal(0)

    def decimals(self, place: CellPlace) -> int:
        """The decimals a new value of the cell may have: its own, for money those of the block, for scores two."""
        value = self.printed[place]
        least = precision(self.form) if value.kind == "money" else SCORE_DECIMALS if value.kind == "number" else 0
        return max(value.decimals, least)


def sheet(form: Form, profile: Profile) -> Sheet:
    """The sheet of a form."""
    cells = {spot.place: spot.figure.value for spot in spots(form)}
    printed = [found.label for level in (1, 2) for found in labelled(form, level)]
    labels = {label.place: label for label in printed if isinstance(label.place, CellPlace)}
    return Sheet(form, profile, labels | cells)
