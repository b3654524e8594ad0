"""The indicator block: one record a row, levels from spans, values under their headers whatever their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.message import Message
from extract.model import Cell, CellPlace, Note
from normalize.columns import Column, Columns
from normalize.goals import RawGoal
from normalize.labels import vocabulary
from normalize.ledger import Ledger
from normalize.levels import First, Label, Tree, first_family, first_of, label_of, of_label, second_family, tree_of
from normalize.lines import Line
from normalize.model import Indicator, Operator, Section, Value
from normalize.openings import goal_label
from normalize.segments import Segment
from normalize.text import fold, join, split_points, stem, trim
from normalize.units import unit_in_label
from normalize.values import OPERATORS, Role, Setting, is_blank, read_cell, read_value

LEVELS = ("level_1", "level_2", "level_3")
_MEASURES = ("target", "actual", "weight", "score")
_ROLES: dict[str, Role] = {
    "target": "target", "actual": "actual", "weight": "points", "score": "points", "review_score": "points",
    "score_method": "prose", "reason": "reason",
}  # fmt: skip
_LEAD = re.compile(r"^[（(]?(?:三级)?指标\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]?\s*(?:[:：.．、,，]\s*|[\s\u3000]+|$)")
_RESIDUE = re.compile(r"^(?:[.…。·\-—/\\*]|省略|指标\d*[:.、]?|指标[一二三四五六七八九十]+[:.、]?|\(?请?填写.*)*$")


@dataclass(slots=True)
class Row:
    """A row of the block before its levels are settled."""

    line: Line
    under: dict[str, Cell]
    extra: list[tuple[Column, Cell]]
    columns: Columns
    goal: int | None
    first: Label | None = None
    second: Label | None = None
    running: Label | None = None
    name: str = ""
    group: int | None = None


@dataclass(slots=True)
class Block:
    """All indicator rows of a form, and what else stood among them."""

    rows: list[Row] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    firsts: list[str] = field(default_factory=list)


def gather_rows(segments: Sequence[Segment], goals: list[RawGoal], ledger: Ledger) -> Block:
    """The indicator rows of a form's blocks in order; goals gains those that label a block (年度绩效目标1（40分）)."""
    block = Block()
    state = _Running()
    goal: int | None = None
    for segment in segments:
        if segment.kind == "goals":
            continue
        if segment.header:
            tied = _claim_header(segment, goals, ledger)
            goal = tied or _tied_before(goals) or goal
            state = _Running() if tied else state
        for line in segment.lines:
            _take(block, state, segment, line, goal, ledger)
    _group(block.rows)
    return block


@dataclass(slots=True)
class _Running:
    """The labels above the row being read."""

    first: Label | None = None
    second: Label | None = None
    first_cell: Cell | None = None


def _tied_before(goals: list[RawGoal]) -> int | None:
    return len(goals) if goals and goals[-1].tied else None


def _claim_header(segment: Segment, goals: list[RawGoal], ledger: Ledger) -> int | None:
    """Claim the heading; a block label that names a goal with its points becomes that goal. Gives its number."""
    assert segment.columns is not None
    number = None
    for line in segment.header:
        ledger.claim(*line.fresh)
    first = segment.header[0]
    for cell in first.cells:
        if cell.place.col < segment.columns.all[0].first and goal_label(cell.text):
            points = split_points(cell.text)[1]
            counted = bool(re.search(r"目标[\d一二三四五六七八九十]", fold(cell.text)))
            if counted and not (goals and goals[-1].tied and goals[-1].place == cell.place):
                goals.append(RawGoal(points, None, None, cell.place, tied=True))
                number = len(goals)
            ledger.claim(cell)
    return number


def _take(block: Block, state: _Running, segment: Segment, line: Line, goal: int | None, ledger: Ledger) -> None:
    assert segment.columns is not None
    if not line.fresh:
        return
    row = _row(line, segment.columns, goal)
    _claim_block_label(segment.columns, line, ledger)
    if _is_subtotal(row):
        texts = [join(cell.text) for cell in line.fresh]
        block.sections.append(Section(texts[0], " ".join(texts[1:]), line.fresh[0].place))
        ledger.claim(*line.fresh)
        return
    _label(row, state, block)
    ledger.claim(*(row.under.get(name) for name in LEVELS))
    if _is_record(row, ledger):
        row.name = _name(row.under.get("level_3"))
        ledger.claim(*row.under.values(), *(cell for _, cell in row.extra))
        block.rows.append(row)


def _claim_block_label(columns: Columns, line: Line, ledger: Ledger) -> None:
    """A cell at the left of all columns is the block's own label (绩⏎效⏎指⏎标)."""
    left = columns.all[0].first
    for cell in line.fresh:
        if cell.place.col + cell.cols <= left and not re.search(r"\d{3}", fold(cell.text)):
            ledger.claim(cell)


def _row(line: Line, columns: Columns, goal: int | None) -> Row:
    under: dict[str, Cell] = {}
    extra: list[tuple[Column, Cell]] = []
    for at, cells in columns.split(line.cells).items():
        column = columns.all[at]
        cell = next((cell for cell in cells if fold(cell.text)), cells[0])
        if column.field in LEVELS or column.field in _ROLES:
            assert column.field is not None
            if column.field in under:
                extra.append((column, cell))
            else:
                under[column.field] = cell
        elif fold(cell.text):
            extra.append((column, cell))
        for other in cells:
            if other is not cell and fold(other.text):
                extra.append((column, other))
    _let_names_move(under, columns)
    return Row(line, under, extra, columns, goal)


def _let_names_move(under: dict[str, Cell], columns: Columns) -> None:
    """A cell over several levels names the lowest one it covers, unless it stands over the first two only."""
    if "level_3" in under or "level_3" not in columns:
        return
    third = columns["level_3"]
    for name in ("level_2", "level_1"):
        cell = under.get(name)
        if cell is not None and cell.place.col + cell.cols > third.first:
            under["level_3"] = under.pop(name)
            return


def _is_subtotal(row: Row) -> bool:
    first = row.line.fresh[0]
    return vocabulary().total.exact(first.text) == "subtotal"


def _label(row: Row, state: _Running, block: Block) -> None:
    """Settle what the level cells say; an empty second level goes on under the same first level."""
    first_cell, second_cell = row.under.get("level_1"), row.under.get("level_2")
    row.first, row.second = label_of(first_cell), label_of(second_cell)
    new_first = row.first is not None and first_cell is not state.first_cell
    if row.first is not None:
        block.firsts.append(row.first.name)
        if new_first and first_cell is not None:
            same = state.first is not None and state.first.printed == row.first.printed
            state.second = state.second if same else None
            state.first, state.first_cell = row.first, first_cell
    row.running = state.first
    if row.second is not None:
        state.second = row.second
    elif second_cell is None or second_cell.rows == 1:
        row.second = state.second if "level_2" in row.columns else None
    else:
        state.second = None


def _name(cell: Cell | None) -> str:
    """The third level without a leading ``指标1：``."""
    text = trim(cell.text) if cell is not None else ""
    bare = _LEAD.sub("", text, count=1)
    return join(bare) or join(text)


def _is_record(row: Row, ledger: Ledger) -> bool:
    """Whether a row is an indicator: it begins something and has a name or a figure. Residue is remarked, not recorded."""
    third = row.under.get("level_3")
    said = [row.under[name] for name in (*_MEASURES, "review_score") if name in row.under]
    fresh = [cell for cell in said if cell.place.row == row.line.row and not is_blank(cell.text)]
    own_name = third is not None and third.place.row == row.line.row and bool(fold(third.text))
    if own_name and third is not None and _RESIDUE.match(fold(third.text)):
        figures = [cell for cell in fresh if not _is_zero(cell)]
        if not figures:
            ledger.notes.append(_residue(third))
            ledger.claim(third, *row.under.values())
            return False
        return True
    return own_name or any(not _is_zero(cell) for cell in fresh)


def _is_zero(cell: Cell) -> bool:
    return fold(cell.text) in ("0", "0%", "0.00")


def _residue(cell: Cell) -> Note:
    text = join(cell.text)
    return Note(
        "template-residue",
        Message(f"表样残留“{text}”，未作为指标", f"left over from the template, not an indicator: {text}"),
        cell.place,
    )


def _group(rows: list[Row]) -> None:
    """Number the rows that share one merged weight or score cell."""
    number, before = 0, None
    for row in rows:
        shared = before is not None and any(
            name in row.under and row.under[name] is before.under.get(name) and fold(row.under[name].text) for name in ("weight", "score")
        )
        if before is not None and shared:
            if before.group is None:
                number += 1
                before.group = number
            row.group = before.group
        before = row


def records(block: Block, year: int | None) -> tuple[Indicator, ...]:
    """The indicator records of a form."""
    tree = tree_of(block.firsts, _whole(block.rows))
    uncut = _left_empty(block.rows)
    seen: set[int] = set()
    built: list[Indicator] = []
    above: First | None = None
    for n, row in enumerate(block.rows, 1):
        first = _first(row, above, built[-1] if built else None, tree)
        if first.source == "missing" and uncut and row.running is not None and row.running.name and "level_1" in row.under:
            first = of_label(row.running)
        built.append(_record(n, row, first, year, seen))
        above = first
    return tuple(built)


def _first(row: Row, above: First | None, before: Indicator | None, tree: Tree) -> First:
    """A row without labels of its own goes on with the one above where both carry the same second level."""
    level_2 = row.second.name if row.second else None
    carried = row.first is None and row.second is not None and before is not None and before.level_2_place == row.second.place
    if carried and above is not None:
        return above
    return first_of(row.first, row.running, level_2, tree)


def _left_empty(rows: list[Row]) -> bool:
    """Whether the form merges no first-level cells at all: there an empty cell is the label above going on."""
    cells = [row.under["level_1"] for row in rows if "level_1" in row.under]
    return len({id(cell) for cell in cells}) > 1 and all(cell.rows == 1 for cell in cells)


def _whole(rows: list[Row]) -> list[str]:
    """Printed labels over benefit and satisfaction rows whose points equal the weights of both together."""
    found = []
    for printed in dict.fromkeys(row.first.printed for row in rows if row.first and row.first.points):
        under = [row for row in rows if row.first and row.first.printed == printed]
        label = under[0].first
        satisfied = any(second_family(row.second.name if row.second else None) == "满意度" for row in under)
        if label and satisfied and first_family(label.name) == "效益" and _sum(under) == label.points:
            found.append(printed)
    return found


def _sum(rows: list[Row]) -> str:
    cells = {id(row.under["weight"]): row.under["weight"] for row in rows if "weight" in row.under}
    values = [read_cell(cell, Setting("points")) for cell in cells.values()]
    total = sum(value.number for value in values if value and value.number is not None)
    return str(total)


def _record(n: int, row: Row, first: First, year: int | None, seen: set[int]) -> Indicator:
    values = {name: _value(row, name, year) for name in _ROLES}
    for name in ("weight", "score"):
        cell = row.under.get(name)
        if row.group is not None and cell is not None and fold(cell.text):
            if id(cell) in seen:
                values[name] = None
            seen.add(id(cell))
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
        return _measured(row, name, cell, year)
    if cell is None and name in row.columns:
        return None
    setting = Setting(_ROLES[name], _header_unit(row, name), "column")
    return read_cell(cell, setting)


def _header_unit(row: Row, name: str) -> str | None:
    return unit_in_label(row.columns[name].label) if name in row.columns and _ROLES[name] == "points" else None


def _part(row: Row, name: str) -> Cell | None:
    return next((cell for column, cell in row.extra if column.field == name), None)


def _measured(row: Row, name: str, cell: Cell | None, year: int | None) -> Value | None:
    """A target or actual value with its unit and comparison, which may stand in columns of their own."""
    if cell is None:
        return None
    unit_cell = _part(row, "unit")
    unit = join(unit_cell.text) if unit_cell is not None and not is_blank(unit_cell.text) else None
    own = unit_in_label(row.columns[name].label)
    value = read_value(cell.text, cell.place, Setting(_ROLES[name], unit or own, "column", row.name, year))
    return _joined(row, value) if name == "target" else value


def _joined(row: Row, value: Value) -> Value:
    """A target printed in several cells: 性质 | 值 | 单位, texts joined in column order."""
    nature = _part(row, "nature")
    if nature is not None and _before_target(row) and _is_comparison(nature.text):
        op: Operator | None = OPERATORS.get(fold(nature.text))
        value = replace(value, text=join(nature.text) + value.text)
        if op and value.op is None and not value.blank:
            value = replace(value, op=op, op_from="column")
    unit = _part(row, "unit")
    if unit is not None and _after_target(row) and not is_blank(unit.text):
        value = replace(value, text=value.text + join(unit.text))
    return value


def _is_comparison(text: str) -> bool:
    return fold(text) in OPERATORS or stem(text) in ("定性", "定量")


def _neighbours(row: Row, left: str, right: str) -> bool:
    fields = [column.field for column in row.columns.all]
    return left in fields and right in fields and fields.index(right) == fields.index(left) + 1


def _before_target(row: Row) -> bool:
    return _neighbours(row, "nature", "target")


def _after_target(row: Row) -> bool:
    return _neighbours(row, "target", "unit")


def _extras(row: Row) -> list[tuple[Column, Cell]]:
    """What stays beside the record: every column without a field, unless it was joined into the target."""
    kept = []
    for column, cell in row.extra:
        joined = (column.field == "nature" and _before_target(row) and _is_comparison(cell.text)) or (
            column.field == "unit" and _after_target(row)
        )
        if not joined:
            kept.append((column, cell))
    return kept
