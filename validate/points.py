"""Points printed in the labels of the indicator tree, and the rows they speak for."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from extract.message import Message
from extract.model import CellPlace
from normalize.model import Form, Indicator, Value
from validate.checks import not_checked
from validate.model import Check, Subject
from validate.sums import against_total, has_column, looseness, numbers, points, scored_cells

Level = Literal[1, 2]

BLOCKS = {"indicators": "绩效指标", "goals": "年度绩效目标"}
ASK = Message("请核对标注分值与各行分值。", "Please check the label and the rows.")
HOMELESS = Message("有指标不能确定一级指标，无法加总", "the first level of some indicators is not known")
NO_WEIGHTS = Message("表中无“分值”栏，得分低于标注分值不能判为不符", "no weights; scores may be below the points")


class Labelled(NamedTuple):
    """A label with its points as a figure of its own cell, and the rows that belong to it."""

    name: str
    label: Value
    rows: tuple[Indicator, ...]

    @property
    def number(self) -> Decimal:
        return self.label.number or Decimal(0)


def labelled(form: Form, level: Level) -> Iterator[Labelled]:
    """The labels of a level that print points, with the rows that belong to them by inferred level.

    A label printed again (on each row, on the next page) speaks once for all its rows; labels of different points, or
    each the sum of its own rows, speak for the rows beside them.
    """
    for name, rows in _groups(form, level):
        cells = _cells(rows, level)
        apart = [Labelled(name, cell, tuple(row for row in rows if _place(row, level) == cell.place)) for cell in cells]
        if len(cells) < 2 or (
            len({cell.number for cell in cells}) == 1 and not all(_adds_up(form, one) for one in apart)
        ):
            yield from (Labelled(name, cell, rows) for cell in cells[:1])
        else:
            yield from apart


def _adds_up(form: Form, one: Labelled) -> bool:
    return numbers(scored_cells(form, adding_column(form), one.rows)) == one.number


def adding_column(form: Form) -> str:
    """What adds up to the points of a label: the weights, or the scores of a layout without weights."""
    return "weight" if has_column(form, "weight") else "score"


def blocks(form: Form) -> Iterator[tuple[str, Value, tuple[Indicator, ...]]]:
    """Goals, or else whole blocks, that print their points: name, label as a figure, and the rows they cover."""
    found = False
    for goal in form.goals:
        number = points(goal.points)
        if number is not None:
            found = True
            rows = tuple(row for row in form.indicators if row.goal == goal.n or len(form.goals) == 1)
            yield f"年度绩效目标{goal.n}", Value(f"{goal.points}分", "number", goal.place, number), rows
    for block, title in BLOCKS.items():
        label = None if found else block_label(form, block)
        if label is not None:
            found = True
            yield title, label, form.indicators


def block_label(form: Form, block: str) -> Value | None:
    """The points printed in the label of a whole block (funds, indicators, goals) as a figure, or None."""
    text = dict(form.block_points).get(block)
    number = points(text)
    return None if number is None else Value(f"{text}分", "number", form.place, number)


def first_level_cells(rows: tuple[Indicator, ...]) -> tuple[Value, ...]:
    """The first-level labels over these rows, each once; none if a row stands under a label without points."""
    complete = all(points(row.level_1_points) is not None for row in rows)
    groups = (_cells(group, 1) for _, group in _by_name(rows, 1))
    return tuple(cell for cells in groups for cell in _once(cells)) if complete else ()


def _once(cells: tuple[Value, ...]) -> tuple[Value, ...]:
    """Label cells of one name: one of them where all print the same points, as on every row or page anew."""
    return cells[:1] if len({cell.number for cell in cells}) == 1 else cells


def homeless(form: Form) -> int:
    """Rows of no known first level: they may belong to any."""
    return sum(row.level_1 is None for row in form.indicators)


def _groups(form: Form, level: Level) -> Iterator[tuple[str, tuple[Indicator, ...]]]:
    if level == 1:
        yield from _by_name(form.indicators, 1)
    else:
        for _, rows in _by_name(form.indicators, 1):
            yield from _by_name(rows, 2)


def _by_name(rows: tuple[Indicator, ...], level: Level) -> list[tuple[str, tuple[Indicator, ...]]]:
    found: dict[tuple[int | None, str], list[Indicator]] = {}
    for row in rows:
        name = row.level_1 if level == 1 else row.level_2
        found.setdefault((row.goal, name or ""), []).append(row)
    return [(name, tuple(members)) for (_, name), members in found.items()]


def _cells(rows: tuple[Indicator, ...], level: Level) -> tuple[Value, ...]:
    cells: dict[CellPlace | None, Value] = {}
    for row in rows:
        printed, name = (row.level_1_points, row.level_1_printed) if level == 1 else (row.level_2_points, row.level_2)
        number, place = points(printed), _place(row, level)
        if number is not None and place not in cells:
            text = "".join((name or "").split())
            text = text if str(printed) in text else f"{text}（{printed}分）"
            cells[place] = Value(text, "number", place or row.place, number)
    return tuple(cells.values())


def _place(row: Indicator, level: Level) -> CellPlace | None:
    return row.level_1_place if level == 1 else row.level_2_place


def label_check(form: Form, found: Labelled, full: Decimal, level: str) -> Check:
    """The points of a label against the weights under it; without weights, against the scores, which may be less."""
    column, subject = adding_column(form), Subject(found.name, level)
    cells = scored_cells(form, column, found.rows)
    loose = HOMELESS if homeless(form) else looseness(form, full, found.rows)
    check = against_total(form, subject, column, found.label, cells, ask=ASK, loose=loose)
    scored = numbers(cells)
    if column == "score" and check.status != "holds" and scored is not None and scored < Fraction(found.number):
        return not_checked(subject, NO_WEIGHTS, check.evidence)
    return check
