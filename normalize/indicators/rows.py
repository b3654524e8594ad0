"""The rows of the indicator blocks: what stands under which header, which labels are in force, what is no record."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from msgspec.structs import replace

from extract.message import Message
from extract.model import Cell, Note
from normalize.goals.block import RawGoal
from normalize.indicators.levelcolumns import LEVELS, POINTS
from normalize.indicators.levels import (
    Label,
    beyond_full_marks,
    first_family,
    is_kind_of,
    is_part,
    label_of,
    level_across,
    with_points,
)
from normalize.indicators.stacked import apart, lists_several, may_list
from normalize.labels import vocabulary
from normalize.layout.columns import Column, Columns
from normalize.layout.lines import Line, headings
from normalize.layout.segments import Segment
from normalize.layout.signs import MAX_LABEL, goal_label, is_subtotal
from normalize.ledger import Ledger, cell_id
from normalize.model import Section, Subtotal
from normalize.words.numerals import chinese_number
from normalize.words.text import fold, join, key, split_points, trim
from normalize.words.values import Setting, is_blank, read_cell

VALUES = ("target", "actual", "weight", "score", "review_score", "score_method", "reason")
_MEASURES = ("target", "actual", "weight", "score")
_GOAL = ("goal_expected", "goal_actual")
_FIELDS = frozenset({*LEVELS, *VALUES, *POINTS.values(), "goal", *_GOAL})
_NAMES_GOAL = re.compile(r"目标(\d{1,2}|[一二三四五六七八九十])$")
_LEAD = re.compile(
    r"^[（(]?(?:三级)?指标\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]?\s*"
    r"(?:[:：.．、,，]\s*|[\s\u3000]+|$|(?<=[0-9０-９])(?=[\u4e00-\u9fff]))"
)
_RESIDUE = re.compile(
    r"^(?:指标(?:\d*|[一二三四五六七八九十]+)[:.、]?)?[.…。·\-—/\\*、]*$|^省略$|^\(?请?填写|^\(?自行?填写"
)


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
    """All indicator rows of a form, and what else stood among them.

    parts: of subtotals (by index) above their rows, the first level of these.
    """

    rows: list[Row] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    subtotals: list[Subtotal] = field(default_factory=list)
    parts: dict[int, str] = field(default_factory=dict)
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
            goal = tied or _tied_before(goals, block.rows, segment.header[0]) or goal
            state = _Running() if tied else state
            state.across = level_across(segment.header[0]) or _level_beside(segment)
        for line in segment.lines:
            _take(block, state, segment, line, _goal_beside(segment.columns, line, goals, ledger) or goal, ledger)
    _close_parts(block)
    _group(block.rows)
    return block


def _goal_beside(columns: Columns | None, line: Line, goals: list[RawGoal], ledger: Ledger) -> int | None:
    """The number of the goal whose text runs down beside a row, in a column of its own; a new text is a new goal."""
    assert columns is not None
    if _GOAL[0] not in columns:
        return None
    under = {columns.all[at].field: cells[0] for at, cells in columns.split(line.cells).items()}
    expected, actual = (under.get(name) for name in _GOAL)
    if expected is None or not fold(expected.text):
        return None
    if all(goal.place != expected.place for goal in goals):
        prose = Setting("prose")
        goals.append(RawGoal(None, read_cell(expected, prose), read_cell(actual, prose), expected.place, tied=True))
        ledger.claim(expected, actual)
    return next(n for n, goal in enumerate(goals, 1) if goal.place == expected.place)


@dataclass(slots=True)
class _Running:
    """The labels above the row being read."""

    first: Label | None = None
    second: Label | None = None
    first_cell: Cell | None = None
    across: Label | None = None
    across_second: Label | None = None


def _level_beside(segment: Segment) -> Label | None:
    """``资金管理情况`` merged down beside a list whose columns have no level: the label of a block nobody knows.

    ``三、预算管理情况（20分）`` is a first level beside the second too.
    """
    assert segment.columns is not None
    first = segment.header[0].cells[0]
    levels = {"level_1"} if is_part(first.text) else {"level_1", "level_2"}
    if levels & set(segment.columns.fields()):
        return None
    under = segment.lines[0].cells[0] if segment.lines else None
    goes_on = under is not None and key(under.text) == key(first.text)
    label = label_of(first) if goes_on and first.place.col < segment.columns.all[0].first else None
    if label is not None and is_part(first.text):
        return replace(label, name=key(label.name))
    if label is None or vocabulary().blocks.exact(first.text) or goal_label(first.text) or len(first.text) > MAX_LABEL:
        return None
    return label if "指标" not in label.name or first_family(label.name) else None


def _tied_before(goals: list[RawGoal], rows: Sequence[Row], head: Line) -> int | None:
    """The goal that alone stands between the rows read so far and a heading, if it labels what follows.

    Goals in a list of their own label no block.
    """
    read = (rows[-1].line.table, rows[-1].line.row) if rows else (0, 0)
    between = [
        n for n, goal in enumerate(goals, 1) if read < (goal.place.table, goal.place.row) <= (head.table, head.row)
    ]
    return between[0] if len(between) == 1 and goals[between[0] - 1].tied else None


def _claim_header(segment: Segment, goals: list[RawGoal], ledger: Ledger) -> int | None:
    """Claim the heading; a block label that names a goal with its points becomes that goal. Gives its number."""
    assert segment.columns is not None
    number = None
    for line in segment.header:
        ledger.claim(*line.fresh)
    ledger.pass_over(*headings(segment.header, segment.columns.all[0].first))
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
    across = level_across(line)
    if across is not None:
        kind = is_kind_of(across, state.across)
        state.across, state.across_second = (state.across, across) if kind else (across, None)
        ledger.claim(*line.fresh)
        return
    row = _row(line, segment.columns, goal)
    _claim_block_label(segment.columns, line, ledger)
    if segment.kind == "subtotal" or is_subtotal(line):
        _sum(block, row, first=1 if segment.kind == "subtotal" else None)
        ledger.claim(*line.fresh)
        return
    part = _sums_part(row)
    _label(row, state, block)
    if part is not None:
        _sum_below(block, row, part)
        ledger.claim(*line.fresh)
        return
    ledger.claim(*(row.under.get(name) for name in (*LEVELS, *POINTS.values())))
    if _is_record(row, ledger):
        ledger.claim(*row.under.values(), *(cell for _, cell in row.extra))
        for one in _apart(row, ledger):
            one.name = _name(one.under.get("level_3"))
            block.rows.append(one)


def _sum(block: Block, row: Row, first: int | None) -> None:
    """The points and the score a row prints for those above it, by default since the sum before; what else it says."""
    first = first or (block.subtotals[-1].last + 1 if block.subtotals else 1)
    last, label = len(block.rows), row.line.fresh[0]
    own = {name: cell for name, cell in row.under.items() if cell.place.row == row.line.row and fold(cell.text)}
    sums = {name: own[name] for name in ("weight", "score") if name in own} if first <= last else {}
    weight, score = (read_cell(sums.get(name), Setting("points")) for name in ("weight", "score"))
    if sums:
        block.subtotals.append(Subtotal(join(label.text), first, last, weight, score, label.place))
    places = {cell_id(cell) for cell in sums.values()}
    texts = [join(cell.text) for cell in row.line.fresh[1:] if cell_id(cell) not in places]
    if texts or not sums:
        block.sections.append(Section(join(label.text), " ".join(texts), label.place))


def _sums_part(row: Row) -> Cell | None:
    """The first level that begins in a row whose name says 小计: a sum of the rows below it."""
    first, third = row.under.get("level_1"), row.under.get("level_3")
    if first is None or third is None or vocabulary().total.exact(third.text) != "subtotal":
        return None
    return first if first.place.row == third.place.row == row.line.row and fold(first.text) else None


def _sum_below(block: Block, row: Row, part: Cell) -> None:
    """The points and the score of a part, printed above its rows; where it ends is known when all rows are."""
    weight, score = (read_cell(row.under.get(name), Setting("points")) for name in ("weight", "score"))
    first, label = len(block.rows) + 1, row.under["level_3"]
    block.parts[len(block.subtotals)] = key(part.text)
    block.subtotals.append(Subtotal(join(label.text), first, first, weight, score, label.place))


def _close_parts(block: Block) -> None:
    """Settle how far the sums printed above their rows reach: as long as no row names another first level."""
    for at, name in block.parts.items():
        first = block.subtotals[at].first
        firsts = [row.under.get("level_1") for row in block.rows[first - 1 :]]
        named = ["" if cell is None else key(cell.text) for cell in firsts]
        under = takewhile({"", name}.__contains__, named)
        block.subtotals[at] = replace(block.subtotals[at], last=first - 1 + sum(1 for _ in under))


def _apart(row: Row, ledger: Ledger) -> list[Row]:
    """The rows that were typed line under line into one; a list of names without as many values is remarked."""
    third = row.under.get("level_3")
    if third is None or third.place.row != row.line.row or not may_list(row.under):
        return [row]
    beside = {f"extra {at}": cell for at, (_, cell) in enumerate(row.extra)}
    pieces = apart(row.under | beside)
    if not pieces and lists_several(row.under):
        ledger.notes.append(_listed(third))
    return [
        dataclasses.replace(
            row,
            under={name: piece[name] for name in row.under},
            extra=[(column, piece[name]) for name, (column, _) in zip(beside, row.extra, strict=True)],
        )
        for piece in pieces
    ] or [row]


def _listed(cell: Cell) -> Note:
    text = join(cell.text)
    return Note(
        "several-indicators",
        Message(
            f"“{text}”一行列有多项内容，名称、指标值、完成值不能逐项对应，按一项读取",
            f"several things in one row, whose names and values do not match one by one, read as one: {text}",
        ),
        cell.place,
    )


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
        if column.field in _FIELDS:
            assert column.field is not None
            first = under.get(column.field)
            if first is None or (column.field == "reason" and is_blank(first.text) and not is_blank(cell.text)):
                under[column.field] = cell
            elif fold(cell.text):
                extra.append((column, cell))
        elif fold(cell.text):
            extra.append((column, cell))
        for other in cells:
            if other is not cell and fold(other.text):
                extra.append((column, other))
    _let_names_move(under, columns)
    _let_values_move(under, extra, columns)
    _take_adjusted(under, extra, columns)
    return Row(line, under, extra, columns, _goal_named(under.get("goal")) or goal)


def _goal_named(cell: Cell | None) -> int | None:
    """The goal that a cell of its own says a row is of: 对应目标 over 目标1."""
    found = _NAMES_GOAL.search(fold(cell.text)) if cell is not None else None
    number = (int(found[1]) if found[1].isdigit() else chinese_number(found[1])) if found else None
    return int(number) if number else None


def _take_adjusted(under: dict[str, Cell], extra: list[tuple[Column, Cell]], columns: Columns) -> None:
    """A target that was adjusted takes the place of the one set at first, which stays beside the record."""
    found = next((entry for entry in extra if entry[0].field == "adjusted_target"), None)
    first = under.get("target")
    if found is None or is_blank(found[1].text) or (first is not None and fold(first.text) == fold(found[1].text)):
        return
    under["target"] = found[1]
    extra.remove(found)
    if first is not None and fold(first.text):
        extra.append((columns["target"], first))


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


def _let_values_move(under: dict[str, Cell], extra: list[tuple[Column, Cell]], columns: Columns) -> None:
    """A cell over the columns of a comparison and its value (有效保障 merged over 性质 | 值 | 单位) is the value."""
    for name in ("target", "actual"):
        if name not in columns or name in under:
            continue
        first = columns[name].first
        over = [
            entry for entry in extra
            if entry[0].field == "nature" and entry[1].place.col < first < entry[1].place.col + entry[1].cols
        ]  # fmt: skip
        for entry in over[:1]:
            under[name] = entry[1]
            extra.remove(entry)


def _label(row: Row, state: _Running, block: Block) -> None:
    """Settle what the level cells say; an empty second level goes on under the same first level."""
    first_cell, second_cell = row.under.get("level_1"), row.under.get("level_2")
    third = row.under.get("level_3")
    if first_cell is None and second_cell is None and third is not None and beyond_full_marks(third.text):
        first_cell = third  # 加分项 over all levels is a first level of its own
    elif third is not None and _covers_levels(third, row.columns):
        return
    row.first = with_points(_level(row, "level_1", first_cell), row.under.get(POINTS["level_1"]))
    row.second = with_points(_level(row, "level_2", second_cell), row.under.get(POINTS["level_2"]))
    new_first = row.first is not None and first_cell is not state.first_cell
    if "level_1" not in row.columns:
        row.first = state.across
    if "level_2" not in row.columns and state.across_second is not None:
        row.second = state.across_second
        state.second = row.second
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


def _level(row: Row, name: str, cell: Cell | None) -> Label | None:
    return label_of(cell, row.columns[name].label if name in row.columns else "")


def _covers_levels(third: Cell, columns: Columns) -> bool:
    """Whether a name runs over the columns of all levels (预算执行率（10分）): it stands under none."""
    return "level_1" in columns and third.cols > 1 and third.place.col <= columns["level_1"].first


def _name(cell: Cell | None) -> str:
    """The third level without a leading ``指标1：``."""
    text = trim(cell.text) if cell is not None else ""
    bare = _LEAD.sub("", text, count=1)
    return join(bare) or join(text)


def _is_record(row: Row, ledger: Ledger) -> bool:
    """Whether a row is an indicator: it begins a name or a figure. Residue is remarked, not recorded."""
    third = row.under.get("level_3")
    said = [row.under[name] for name in (*_MEASURES, "review_score") if name in row.under]
    fresh = [cell for cell in said if cell.place.row == row.line.row and not is_blank(cell.text)]
    own_name = third is not None and third.place.row == row.line.row and bool(fold(third.text))
    if own_name and third is not None and (_RESIDUE.match(fold(third.text)) or is_blank(third.text)):
        figures = [cell for cell in fresh if not _is_zero(cell)]
        if not figures:
            ledger.notes.append(_residue(third))
            ledger.claim(*row.under.values())
            ledger.pass_over(third, *filter(_is_zero, row.under.values()))
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
            name in row.under and row.under[name] == before.under.get(name) and fold(row.under[name].text)
            for name in ("weight", "score")
        )
        if before is not None and shared:
            if before.group is None:
                number += 1
                before.group = number
            row.group = before.group
        before = row
