"""The figures of a form as rows and columns: what a cell is called, and what stands beside it."""

from collections.abc import Iterator
from typing import NamedTuple

from extract.model import CellPlace
from normalize.model import Form, FundLine, Indicator, Total, Value
from validate.figures import Figure, figure
from validate.funds import AMOUNTS
from validate.wording import TOTAL_ROW

OF_FUNDS = (*AMOUNTS, "weight", "execution_rate", "score")
OF_ROWS = ("target", "actual", "weight", "score", "review_score")
OF_TOTAL = ("weight", "score", "review_score")


class Spot(NamedTuple):
    """A figure of a form with the names of its row and column. block: rows of one block lie under each other."""

    block: str
    row: int
    label: str
    column: str
    figure: Figure

    @property
    def place(self) -> CellPlace:
        place = self.figure.value.place
        assert isinstance(place, CellPlace)
        return place


def spots(form: Form) -> tuple[Spot, ...]:
    """All figures in the cells of a form: fund block, indicators, total."""
    found = [
        *(_spots("funds", n, line.label, line, OF_FUNDS) for n, line in enumerate(form.funds)),
        *(_spots("rows", n, row.level_3, row, OF_ROWS) for n, row in enumerate(form.indicators)),
        _spots("total", 0, TOTAL_ROW, form.total, OF_TOTAL),
    ]
    return tuple(spot for some in found for spot in some)


Row = FundLine | Indicator | Total


def _spots(block: str, n: int, label: str, row: Row, columns: tuple[str, ...]) -> Iterator[Spot]:
    for column in columns:
        value: Value | None = getattr(row, column)
        found = figure(value)
        if found is not None and isinstance(found.value.place, CellPlace):
            yield Spot(block, n, label, column, found)


def at(found: tuple[Spot, ...], value: Value) -> Spot | None:
    """The spot of a cell, or None if it is no figure of the form."""
    return next((spot for spot in found if spot.place == value.place), None)


def neighbours(found: tuple[Spot, ...], spot: Spot) -> Iterator[Spot]:
    """The figures left and right of a cell in its row, above and below it in its column."""
    beside = (one for one in found if (one.block, one.row) == (spot.block, spot.row))
    row = sorted(beside, key=lambda one: one.place.col)
    at_col = row.index(spot)
    yield from (row[n] for n in (at_col - 1, at_col + 1) if 0 <= n < len(row))
    for one in found:
        if one.block == spot.block and one.column == spot.column and abs(one.row - spot.row) == 1:
            yield one
