"""Tables that sum up the parts of a form of the same document: ``评价内容 | 分值 | 得分`` over its levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from extract.message import Message
from extract.model import Cell, CellPlace, Grid, Note
from normalize.labels import vocabulary
from normalize.layout.columns import Column, Columns
from normalize.layout.lines import Line
from normalize.layout.segments import Opening
from normalize.layout.signs import identity_labels, is_subtotal, is_total
from normalize.lists.heads import says_nothing
from normalize.lists.rows import counts
from normalize.lists.told import Told
from normalize.model import Claim, ClaimKind
from normalize.words.text import join, key, split_points
from normalize.words.values import Role, Setting, read_cell

_POINTS = ("weight", "score", "review_score")
_RATES = ("coefficient", "completion")
_NAMES = frozenset({"level_1", "level_2", "level_3", "name_column"})
_OF_RESULTS = frozenset({"target", "actual", "adjusted_target", "score_method", "unit", "nature"})
_LEVELS = ("level_1", "level_2")
_INDICATORS = frozenset({"level_3", "name_column"})
_FEW = 2  # parts that make an overview
_MOST = 3, 4  # the share of its names that have to be levels


class Parsed(Struct, frozen=True):
    """A grid with its rows and what they open."""

    grid: Grid
    lines: list[Line]
    openings: dict[int, Opening]


class Overview(Struct, frozen=True):
    """A grid that sums up a form: its rows below the heading, its columns, and the grid of that form."""

    parsed: Parsed
    rows: tuple[Line, ...]
    columns: Columns
    of: int


def overviews(grids: Sequence[Parsed]) -> list[Overview]:
    """The grids of a document that score little else than levels of another one's indicators."""
    levels = {one.grid.table: _levels(one) for one in grids}
    found = (_overview(one, levels) for one in grids)
    return [one for one in found if one is not None]


def _overview(one: Parsed, levels: Mapping[int, frozenset[str]]) -> Overview | None:
    found = _block(one)
    if found is None or any("project_name" in identity_labels(line) for line in one.lines):
        return None
    at, columns = found
    fields = set(columns.fields())
    rows = tuple(line for line in one.lines[at:] if line.fresh)
    names = {_label(name) for line in rows for name in _names(columns, line)}
    if len(names) < _FEW or not fields & set(_POINTS) or fields & _OF_RESULTS:
        return None
    for table, labels in levels.items():
        met = len(names & labels)
        if table != one.grid.table and met >= _FEW and met * _MOST[1] >= len(names) * _MOST[0]:
            return Overview(one, rows, columns, table)
    return None


def _block(one: Parsed) -> tuple[int, Columns] | None:
    """The first row under the heading of a grid that has one block of indicators and nothing else, and its columns."""
    kinds = [begun.kind for begun in one.openings.values() if begun.kind != "title"]
    if kinds != ["indicators"]:
        return None
    at, begun = next((at, begun) for at, begun in one.openings.items() if begun.kind == "indicators")
    return (at + begun.height, begun.columns) if begun.columns is not None else None


def _levels(one: Parsed) -> frozenset[str]:
    """The first and second levels of a grid's indicators, in columns left of their names or over the whole width."""
    labels: set[str] = set()
    for at, begun in one.openings.items():
        if begun.kind == "indicators" and begun.columns is not None and _INDICATORS & set(begun.columns.fields()):
            for line in one.lines[at + begun.height :]:
                cells = line.fresh if _across(line) else _in_columns(begun.columns, line)
                labels |= {_label(cell) for cell in cells}
    return frozenset(labels - {""})


def _across(line: Line) -> bool:
    return len(line.fresh) == 1 and line.fresh[0].cols * 2 > line.grid.n_cols


def _in_columns(columns: Columns, line: Line) -> list[Cell]:
    """The levels a row begins; what stands under two names (level and indicator in one cell) is none."""
    under = columns.split(line.fresh)
    return [cell for at, cells in under.items() if columns.all[at].field in _LEVELS for cell in cells]


def _names(columns: Columns, line: Line) -> list[Cell]:
    """The cells that name what a row scores, the last one closest; none in a total."""
    if is_total(line) or is_subtotal(line):
        return []
    under = columns.split(line.fresh)
    return [under[at][0] for at, column in enumerate(columns.all) if at in under and column.field in _NAMES]


def _label(cell: Cell) -> str:
    return key(split_points(cell.text)[0])


def overview_claims(found: Overview) -> Told:
    """The points an overview gives each part of its form."""
    top = min((line.row for line in found.rows), default=0)
    settled = [cell for line in found.parsed.lines if line.row < top for cell in line.fresh if _heads(cell)]
    claims: list[Claim] = []
    for line in found.rows:
        names = line.fresh[:1] if is_total(line) else _names(found.columns, line)
        for at, cells in found.columns.split(line.fresh).items() if names else ():
            column = found.columns.all[at]
            told = [one for cell in cells if cell not in names for one in _of_cell(column, cell, names[-1])]
            claims += told
            settled += cells if told else [cell for cell in cells if column.field == "row_number" and counts(cell)]
        settled += names
    return Told(tuple(claims), frozenset((cell.place.row, cell.place.col) for cell in settled))


def _heads(cell: Cell) -> bool:
    return says_nothing(cell) or vocabulary().indicators.meaning(cell.text) is not None


def _of_cell(column: Column, cell: Cell, name: Cell) -> Iterator[Claim]:
    kind: ClaimKind = "score" if column.field in _POINTS else "rate"
    role: Role = "points" if kind == "score" else "rate"
    value = read_cell(cell, Setting(role)) if column.field in (*_POINTS, *_RATES) else None
    if value is not None and value.number is not None and value.op is None:
        unit = value.unit or ("分" if kind == "score" else None)
        about = split_points(join(name.text))[0]
        yield Claim(kind, join(cell.text), cell.place, value.number, unit, about, measure=column.field)


def overview_note(found: Overview) -> Note:
    """What the table is, since it is no form."""
    table = found.parsed.grid.table
    return Note(
        "overview",
        Message(
            f"第 {table} 张表是第 {found.of} 张表各部分得分的汇总，不作自评表",
            f"table {table} sums up the parts of table {found.of}; it is no form of its own",
        ),
        CellPlace(table, 0, 0),
    )
