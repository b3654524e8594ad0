"""What a list of projects states, as claims: each cell is said of the project of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from extract.model import Cell, Grid, Paragraph
from normalize.layout.columns import Column
from normalize.layout.lines import Line, lines_of
from normalize.lists.heads import Heading, is_money, says_nothing
from normalize.lists.rows import Row, counts, rows_of, whole
from normalize.lists.told import Told
from normalize.model import Claim, ClaimKind, Part, Value
from normalize.words.text import fold, join, stem
from normalize.words.units import unit_in_label
from normalize.words.values import Role, Setting, read_cell

_UNIT = re.compile(r"(?:单位[:：]?(?:人民币)?|\((?:人民币)?)((?:亿|百万|千|万)?元)(?=[)、,;]|$)")
_NEAR = 3  # paragraphs before a list among which its unit stands
_POINTS = frozenset({"weight", "score", "review_score", "execution_score"})
_RATES = frozenset({"execution_rate", "received_rate", "completion", "coefficient"})
_SAYS_WHICH = re.compile("全年|调整|年度|当年|本年|最终")
_BUDGETS = frozenset({"initial_budget", "full_budget", "received"})
_BUDGETED = _BUDGETS | {"budget", "executed"}


class ProjectList(Struct, frozen=True):
    """A grid that lists projects: its heading and the unit of its money, if one is printed."""

    grid: Grid
    heading: Heading
    unit: str | None


def project_list(grid: Grid, lines: Sequence[Line], heading: Heading, before: Sequence[Paragraph]) -> ProjectList:
    """The list with the unit printed over it: in its rows above the heading, in the line nearest above, else the one
    that the heading names for some column.
    """
    inside = [cell.text for line in lines[: heading.first] for cell in line.fresh]
    above = [paragraph.text for paragraph in reversed(before[-_NEAR:])]
    found = [one[1] for text in (*inside, *above) if (one := _UNIT.search(fold(text)))]
    heads = {
        one[1]
        for line in lines[heading.first : heading.below]
        for cell in line.fresh
        if (one := _UNIT.search(fold(cell.text)))
    }
    return ProjectList(grid, heading, found[0] if found else heads.pop() if len(heads) == 1 else None)


def list_claims(listed: ProjectList) -> Told:
    """The claims of a list, row by row."""
    heading, lines = listed.heading, lines_of(listed.grid)
    rows = rows_of(heading, lines)
    flat = whole(heading, rows, lines)
    claims: list[Claim] = []
    settled = [cell for line in lines[: heading.below] for cell in line.fresh if says_nothing(cell)]
    for row in rows:
        settled.append(row.name)
        if row.kind == "project":
            claims.append(_named(heading, row))
        for at, cell in row.under.items():
            column = heading.columns.all[at]
            if column.field == "row_number":
                settled += [cell] if counts(cell) else []
            elif cell is not row.name and column.field not in (None, heading.name.field):
                told = list(_of_cell(listed, row, column, cell))
                if flat and row.kind == "total":
                    told = [_summed(listed, one, rows, at) for one in told]
                claims.extend(told)
                settled += [cell] if told else []
    return Told(tuple(claims), frozenset((cell.place.row, cell.place.col) for cell in settled))


def _named(heading: Heading, row: Row) -> Claim:
    """The claim that names a project, or the unit that a row is of."""
    unit = heading.name.field not in ("project_name", "source", "item")
    kind: ClaimKind = "text" if unit else "project_name"
    measure = heading.name.field if unit else None
    return Claim(kind, join(row.name.text), row.name.place, about=row.label, measure=measure)


def _of_cell(listed: ProjectList, row: Row, column: Column, cell: Cell) -> Iterator[Claim]:
    """The claim of one cell: a number of its column's kind, or its words."""
    measure = None if row.of_part(cell) else _measure(listed, column)
    kind, role = _kind(column.field, measure)
    value = read_cell(cell, _setting(listed, column, role)) if role else None
    if value is not None and value.number is not None and value.op is None:
        unit = "分" if kind == "score" and value.unit is None else value.unit
        yield Claim(kind, join(cell.text), cell.place, value.number, unit, row.label, measure=measure)
    elif role is None and fold(cell.text):
        yield Claim("text", join(cell.text), cell.place, about=row.label, measure=column.field)


def _kind(field: str | None, measure: str | None) -> tuple[ClaimKind, Role | None]:
    if is_money(field):
        return ("amount" if measure in _BUDGETED else "money"), "amount"
    if field in _RATES:
        return "rate", "rate"
    return ("score", "points") if field in _POINTS else ("text", None)


def _setting(listed: ProjectList, column: Column, role: Role) -> Setting:
    own = [unit for cell in _over(listed, column) if (unit := unit_in_label(cell.text))]
    if role == "amount":
        unit = next((unit for unit in own if unit.endswith("元")), None)
        return Setting(role, unit=unit or listed.unit, unit_from="column" if unit else "block")
    return Setting(role, unit="%", unit_from="column") if "%" in own else Setting(role)


def _over(listed: ProjectList, column: Column) -> list[Cell]:
    """The heading cells over a column, the lowest first."""
    heading, grid = listed.heading, listed.grid
    found = [grid.at(row, column.first) for row in range(heading.first, heading.below)]
    return [cell for cell in reversed(found) if cell is not None]


def _measure(listed: ProjectList, column: Column) -> str | None:
    """The column's name for who compares; None where several columns are of one field, or it is none to compare."""
    fields = listed.heading.columns.fields()
    if fields.count(column.field or "") > 1 or column.field == "source_amount":
        return None
    if column.field == "completion" and "executed" in fields and "execution_rate" not in fields:
        return "execution_rate"
    if column.field == "amount":
        return "budget" if "executed" in fields and not _BUDGETS & set(fields) else None
    if column.field == "full_budget" and not _SAYS_WHICH.search(stem(column.label)):
        return "budget"
    return column.field


def _summed(listed: ProjectList, claim: Claim, rows: Sequence[Row], at: int) -> Claim:
    """The total of a column of money with the projects it is made of, where each of them states its amount."""
    column = listed.heading.columns.all[at]
    if claim.kind not in ("amount", "money"):
        return claim
    setting = _setting(listed, column, "amount")
    cells = [(row, read_cell(row.under.get(at), setting)) for row in rows if row.kind == "project"]
    if not all(_states(value, claim) for _, value in cells):
        return claim
    parts = tuple(
        Part(row.label, value.number, value.place)
        for row, value in cells
        if value is not None and value.number is not None
    )
    return Claim(
        "breakdown", claim.text, claim.place, claim.number, claim.unit, claim.about, parts, measure=claim.measure
    )


def _states(value: Value | None, total: Claim) -> bool:
    """Whether a cell says an amount in the total's unit, or with a dash that there is none."""
    if value is None or not value.text:
        return False
    return value.blank or (value.number is not None and value.op is None and value.unit == total.unit)
