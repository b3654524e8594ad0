"""The indicator records: levels settled, values read under their headers, shared scores numbered.

A cell merged over several rows speaks for each of them: target, actual, reason and scoring method are given to every
row they cover. Weight and score are amounts that must not be counted twice: the first row carries them, the others
have None, and all share a score group.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from extract.model import Cell, CellPlace
from normalize.indicators.elsewhere import target_in_name, weight_in_name
from normalize.indicators.levels import First, Tree, first_family, first_of, of_label, second_family, tree_of
from normalize.indicators.parts import own_part
from normalize.indicators.row import Block, Row
from normalize.layout.columns import Column
from normalize.model import Indicator, Operator, Value
from normalize.words.comparisons import OPERATORS, states_comparison
from normalize.words.phrasings import named_change
from normalize.words.text import fold, join
from normalize.words.units import unit_in_label
from normalize.words.values import Role, Setting, is_blank, read_cell, read_value

_ROLES: dict[str, Role] = {
    "target": "target", "actual": "actual", "weight": "points", "score": "points", "review_score": "points",
    "score_method": "prose", "reason": "reason",
}  # fmt: skip


def records(block: Block, year: int | None) -> tuple[Indicator, ...]:
    """The indicator records of a form."""
    tree = tree_of(block.firsts, _whole(block.rows))
    uncut = _left_empty(block.rows)
    seen: set[CellPlace] = set()
    built: list[Indicator] = []
    above: First | None = None
    for n, row in enumerate(block.rows, 1):
        first = _first(row, above, built[-1] if built else None, tree)
        if (
            first.source == "missing"
            and uncut
            and row.running is not None
            and row.running.name
            and "level_1" in row.under
        ):
            first = of_label(row.running)
        built.append(_record(n, row, first, year, seen))
        above = first
    return tuple(built)


def _first(row: Row, above: First | None, before: Indicator | None, tree: Tree) -> First:
    """A row without labels of its own goes on with the one above where both carry the same second level."""
    level_2 = row.second.name if row.second else None
    carried = (
        row.first is None and row.second is not None and before is not None and before.level_2_place == row.second.place
    )
    if carried and above is not None:
        return above
    return first_of(row.first, row.running, level_2, tree)


def _left_empty(rows: list[Row]) -> bool:
    """Whether the form merges no first-level cells at all: there an empty cell is the label above going on."""
    cells = [row.under["level_1"] for row in rows if "level_1" in row.under]
    return len({id(cell) for cell in cells}) > 1 and all(cell.rows == 1 for cell in cells)


def _whole(rows: list[Row]) -> list[str]:
    """Printed labels over benefit and satisfaction rows whose points are those of both together."""
    found = []
    for printed in dict.fromkeys(row.first.printed for row in rows if row.first and row.first.points):
        under = [row for row in rows if row.first and row.first.printed == printed]
        label = under[0].first
        satisfied = any(second_family(row.second.name if row.second else None) == "满意度" for row in under)
        if label and label.points and satisfied and first_family(label.name) == "效益" and _cover(label.points, under):
            found.append(printed)
    return found


def _cover(points: str, rows: list[Row]) -> bool:
    """Whether a label's points are the weights of rows, or the points of their second levels in a form without weights.

    A form with neither denies it only by scores beyond the points.
    """
    weights = _points(rows, "weight")
    if weights:
        return sum(weights) == Decimal(points)
    seconds = {row.second.place: Decimal(row.second.points) for row in rows if row.second and row.second.points}
    return sum(seconds.values()) == Decimal(points) if seconds else sum(_points(rows, "score")) <= Decimal(points)


def _points(rows: list[Row], name: str) -> list[Decimal]:
    """The figures of a column under rows, each cell's once."""
    cells = {row.under[name].place: row.under[name] for row in rows if name in row.under}
    values = [read_cell(cell, Setting("points")) for cell in cells.values()]
    return [value.number for value in values if value and value.number is not None]


def _record(n: int, row: Row, first: First, year: int | None, seen: set[CellPlace]) -> Indicator:
    values = {name: _value(row, name, year) for name in _ROLES}
    values |= _changes(row.name, values["target"], values["actual"])
    for name in ("weight", "score", "review_score"):
        cell = row.under.get(name)
        if row.group is not None and cell is not None and fold(cell.text):
            if cell.place in seen:
                values[name] = None
            seen.add(cell.place)
    return Indicator(
        n=n,
        goal=row.goal,
        level_1=first.name,
        level_1_points=first.points,
        level_1_source=first.source,
        level_1_printed=first.printed,
        level_2=row.second.name or None if row.second else None,
        level_2_points=row.second.points if row.second else None,
        level_3=row.name,
        place=_place(row),
        score_group=row.group,
        extra=tuple((_header(column), join(cell.text)) for column, cell in _extras(row)),
        level_1_place=first.place or _cell_place(row, "level_1"),
        level_2_place=row.second.place if row.second else None,
        **values,
    )


def _changes(name: str, target: Value | None, actual: Value | None) -> dict[str, Value | None]:
    """``增长5%`` beside a bare 5.2% under a name that says 增长率: both are changes."""
    pair = {"target": target, "actual": actual}
    said = {value.change for value in pair.values() if value is not None} - {None}
    change = named_change(name)
    if said != {change} or change is None:
        return {}
    return {
        field: replace(value, change=change) if value is not None and value.kind == "percent" else value
        for field, value in pair.items()
    }


def _place(row: Row) -> CellPlace:
    third = row.under.get("level_3")
    if third is not None and third.place.row == row.line.row:
        return third.place
    return row.line.fresh[0].place


def _cell_place(row: Row, name: str) -> CellPlace | None:
    """Where a level's cell stands though it is empty: a lost label is shown at its own cell."""
    return row.under[name].place if name in row.under else None


def _header(column: Column) -> str:
    return join(column.label)


def _value(row: Row, name: str, year: int | None) -> Value | None:
    cell = row.under.get(name)
    if name in ("target", "actual"):
        value = _measured(row, name, cell, year)
        third = row.under.get("level_3")
        if name == "target" and value is not None and value.blank and third is not None:
            return target_in_name(third, row.name, year) or value
        return value
    if cell is None and name in row.columns:
        return None
    if name == "weight" and cell is None and (third := row.under.get("level_3")) is not None:
        return weight_in_name(third)
    setting = Setting(_ROLES[name], _header_unit(row, name), "column")
    return read_cell(cell, setting)


def _header_unit(row: Row, name: str) -> str | None:
    return unit_in_label(row.columns[name].label) if name in row.columns and _ROLES[name] == "points" else None


def _cell_of(row: Row, column: Column | None) -> Cell | None:
    return next((cell for other, cell in row.extra if other is column), None)


def _part_of(row: Row, name: str, part: str) -> Cell | None:
    """The cell of the comparison or unit printed apart from a value, its own or the one of the whole row."""
    own = own_part(row.columns, name, part)
    return _cell_of(row, own) if own else next((cell for column, cell in row.extra if column.field == part), None)


def _measured(row: Row, name: str, cell: Cell | None, year: int | None) -> Value | None:
    """A target or actual value with its unit and comparison, which may stand in columns of their own."""
    if cell is None:
        return None
    unit_cell = _part_of(row, name, "unit")
    unit = join(unit_cell.text) if unit_cell is not None and not is_blank(unit_cell.text) else None
    own = unit_in_label(row.columns[name].label)
    setting = Setting(_ROLES[name], unit or own, "column", row.name, year)
    value = read_value(cell.text, cell.place, setting)
    if any(part is not None and part.doubtful for part in (unit_cell, _part_of(row, name, "nature"))):
        value = replace(value, doubtful=True)
    return _joined(row, name, value)


def _joined(row: Row, name: str, value: Value) -> Value:
    """A value printed in several cells: 性质 | 值 | 单位, texts joined in column order.

    A comparison further away (性质 | 单位 | 值) is the target's, but no part of its text.
    """
    nature, unit = (_cell_of(row, own_part(row.columns, name, part)) for part in ("nature", "unit"))
    sign = _part_of(row, name, "nature") if name == "target" else nature
    op: Operator | None = OPERATORS.get(fold(sign.text)) if sign is not None else None
    if op and value.op is None and not value.blank:
        value = replace(value, op=op, op_from="column")
    before = join(nature.text) if nature is not None and _is_sign(nature) else ""
    return replace(value, text=before + value.text + (join(unit.text) if unit is not None else ""))


def _is_sign(cell: Cell) -> bool:
    """Whether a cell before a value is part of it: a comparison, 定性, or a mark for none; 正向 is not."""
    return states_comparison(cell.text) or is_blank(cell.text)


def _extras(row: Row) -> list[tuple[Column, Cell]]:
    """What stays beside the record: every column without a field, unless it was joined into a value."""
    natures, units = (
        [own_part(row.columns, name, part) for name in ("target", "actual")] for part in ("nature", "unit")
    )
    return [
        (column, cell)
        for column, cell in row.extra
        if not (any(column is one for one in natures) and _is_sign(cell)) and not any(column is one for one in units)
    ]
