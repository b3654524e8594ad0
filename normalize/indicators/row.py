"""One row of an indicator block: what stands under which header, whether it is a record, what else it says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.message import Message
from extract.model import Cell, Note
from normalize.indicators.levelcolumns import LEVELS, POINTS
from normalize.indicators.levels import Label
from normalize.layout.columns import Column, Columns
from normalize.layout.lines import Line
from normalize.ledger import Ledger
from normalize.model import Section, Subtotal
from normalize.words.numerals import chinese_number
from normalize.words.text import fold, join, trim
from normalize.words.values import is_blank

VALUES = ("target", "actual", "weight", "score", "review_score", "score_method", "reason")
_MEASURES = ("target", "actual", "weight", "score")
GOAL = ("goal_expected", "goal_actual")
_FIELDS = frozenset({*LEVELS, *VALUES, *POINTS.values(), "goal", *GOAL})
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


def row_of(line: Line, columns: Columns, goal: int | None) -> Row:
    """The row that a line makes under the columns of its block; goal: the number of the goal that labels the block."""
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


def name_of(cell: Cell | None) -> str:
    """The third level without a leading ``指标1：``."""
    text = trim(cell.text) if cell is not None else ""
    bare = _LEAD.sub("", text, count=1)
    return join(bare) or join(text)


def is_record(row: Row, ledger: Ledger) -> bool:
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
