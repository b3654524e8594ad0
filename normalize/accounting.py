"""Every number of a form's cells is in one of its records or in its list of the unread, whoever claimed the cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from extract.model import Cell, CellPlace, Place
from normalize.layout.lines import Line
from normalize.ledger import Ledger
from normalize.model import Form, FundLine, Indicator, Section, Unread, Value
from normalize.words.text import fold, split_points, trim

TOKEN = re.compile(r"\d{3,4}[-－—]\d{7,8}(?!\d)|(?:(?<!\d)[-−])?\d[\d,.，．]*[%％‰]?")
_AMOUNTS = ("initial_budget", "full_budget", "received", "executed")
_NUMBER = re.compile(r"\d[\d,.]*")
_ORDINAL = re.compile(
    r"[①-⑳⑴-⒇⒈-⒛]|(?:^|[\r\n;；。])\s*(?:三级)?(?:指标|目标|任务)?\s*[（(]?\d{1,2}(?:[)）、:：]|[.．](?!\d))"
    r"|(?:目标|任务|指标)\d{1,2}(?!\d)",
)


def unread_cells(form: Form, lines: Iterable[Line], ledger: Ledger) -> tuple[Unread, ...]:
    """What no record of a form says: the cells nobody claimed, and the numbers of claimed cells that were lost.

    Numbers that only count (指标1, 2.) and cells known to say nothing (headings, row numbers) are passed over.
    """
    said = _Said(form)
    found: list[Unread] = []
    for cell in (cell for line in lines for cell in line.fresh):
        if not ledger.claimed(cell):
            found.append(Unread(trim(cell.text), cell.place))
        elif not ledger.passed_over(cell):
            found.extend(_lost(cell, said))
    return tuple(found)


class _Said:
    """The numbers that the records of a form hold, by the cell they say, and by the row where they name no cell."""

    def __init__(self, form: Form) -> None:
        self._cells: defaultdict[tuple[int, int, int], set[str]] = defaultdict(set)
        self._rows: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        rows = form.indicators
        self.labels = {(row.level_1, row.level_1_points) for row in rows} | {
            (row.level_2, row.level_2_points) for row in rows
        }
        points = (said for _, said in form.block_points)
        self._anywhere = _numbers(form.title or "", str(form.year or ""), *points)
        for record in (*form.identity, *form.funds, *form.goals, *form.indicators, form.total, *form.sections):
            self._add(record)
        for one in form.subtotals:
            self._add(one)

    def _add(self, record: Struct) -> None:
        for place, text, whole_row in _texts(record):
            if isinstance(place, CellPlace):
                self._cells[place.table, place.row, place.col] |= _numbers(text)
                if whole_row:
                    self._rows[place.table, place.row] |= _numbers(text)

    def of(self, cell: Cell) -> set[str]:
        place = cell.place
        rows = (self._rows.get((place.table, row), set()) for row in range(place.row, place.row + cell.rows))
        return self._cells.get((place.table, place.row, place.col), set()).union(self._anywhere, *rows)


def _texts(record: Struct) -> Iterator[tuple[Place | None, str, bool]]:
    """Each text a record holds: where it stands, and whether it may be of any cell in that row."""
    if isinstance(record, Value):
        yield record.place, record.text, False
        return
    place = getattr(record, "place", None)
    if isinstance(record, Indicator):
        points = f"{record.level_1_points}；{record.level_2_points}"
        yield record.level_1_place, f"{record.level_1_printed}；{points}", False
        yield record.level_2_place, f"{record.level_2}；{points}", False
        yield place, points, True
    if isinstance(record, FundLine | Indicator):
        amounts = (value for name in _AMOUNTS if isinstance(value := getattr(record, name, None), Value))
        row = next((value.place for value in amounts), place)  # a row without a label is placed at its block's
        for label, text in record.extra:
            yield row, f"{label}；{text}", True
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, str):
            yield place, value, isinstance(record, Section) or name == "points"
        elif isinstance(value, Value):
            yield from _texts(value)


def _numbers(*texts: str) -> set[str]:
    return {found.rstrip(",.") for text in texts for found in _NUMBER.findall(fold(text))}


def _lost(cell: Cell, said: _Said) -> Iterator[Unread]:
    """The numbers of a cell that no record holds, each with its stretch; the cell where they cannot be told apart."""
    if not re.search(r"\d", cell.text) or split_points(cell.text) in said.labels:
        return  # a label printed again in each row, not merged, is one
    bare, have = _ORDINAL.sub("\n", cell.text), said.of(cell)
    # a break may part a number, also behind a point that makes its beginning look like one that counts
    told = (_numbers(cell.text), _numbers(bare), _numbers(*bare.splitlines()))
    missing = min((numbers - have for numbers in told), key=len)
    stretches = [found for found in TOKEN.finditer(cell.text) if _numbers(found[0]) & missing]
    for found in stretches:
        yield Unread(found[0], cell.place.part(found.start(), found.end()))
    if missing and not stretches:
        yield Unread(trim(cell.text), cell.place)
