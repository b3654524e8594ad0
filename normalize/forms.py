"""One form out of its segments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import cast

from msgspec.structs import replace

from extract.message import Message
from extract.model import Cell, CellPlace, Note
from normalize.accounting import unread_cells
from normalize.funds.block import read_funds
from normalize.funds.tasks import read_tasks, settle_tasks
from normalize.goals.block import RawGoal, numbered, read_goals
from normalize.goals.scores import with_scores
from normalize.heading import (
    form_kind,
    identity_above,
    read_block_points,
    read_money_unit,
    read_title,
    read_year,
    score_in_title,
    totals_beside,
    year_cells,
)
from normalize.indicators.elsewhere import operator_elsewhere
from normalize.indicators.records import records
from normalize.indicators.rows import Block, gather_rows
from normalize.labels import vocabulary
from normalize.layout.columns import Columns
from normalize.layout.lines import Line
from normalize.layout.segments import Draft, Segment
from normalize.ledger import Ledger
from normalize.model import Form, FormKind, FundLine, Goal, IdentityField, Indicator, Section, Total, Value
from normalize.sections import Around, read_around, read_leftovers
from normalize.template import template_of
from normalize.totals import add, read_totals
from normalize.words.text import fold, join
from normalize.words.values import lists_values

_NUMERIC = ("weight", "score", "review_score")


def build_form(number: int, draft: Draft) -> tuple[Form, list[Note]]:
    """The form a draft holds, and what had to be remarked."""
    ledger = Ledger()
    segments = draft.segments
    settle_tasks(segments)
    title = read_title(segments, draft.before, ledger)
    money_unit = read_money_unit(segments, draft.before)
    below = next((segment.columns for segment in segments if segment.kind == "indicators"), None)
    funds = read_funds(_of(segments, "funds", "fund_pairs", "identity", "other"), below, money_unit, ledger)
    around = read_around([segment for segment in segments if segment.kind in ("title", "identity", "other")], ledger)
    identity = _once(around.identity, identity_above(draft.before))
    transfer = any(entry.field == "central_department" for entry in around.identity)
    year = read_year(segments, draft.before, identity)
    goals, block = _goals_and_rows(segments, below, year, ledger)
    stated = numbered(goals)
    indicators = tuple(operator_elsewhere(row, stated) for row in records(block, year))
    total, sums = _total(draft, around, ledger)
    ledger.claim(*year_cells(segments))
    tasks = read_tasks(_of(segments, "tasks"), ledger)
    leftovers = read_leftovers(segments, ledger)
    _claim_blocks(_cells(segments), ledger)
    scored = any(indicator.score_method is not None for indicator in indicators) and all(
        indicator.target is None and indicator.actual is None for indicator in indicators
    )
    form = Form(
        form=number,
        kind=cast(
            FormKind,
            form_kind(
                title,
                transfer=transfer,
                funds=bool(funds),
                scored_by=scored,
                planned=_only_plans(funds, stated, indicators),
                whole=_of_a_department(identity, funds),
            ),
        ),
        template=template_of(segments),
        place=_place(segments),
        title=title,
        year=year,
        money_unit=money_unit,
        identity=tuple(identity),
        funds=funds,
        goals=stated,
        indicators=indicators,
        total=total,
        sections=(*around.sections, *block.sections, *tasks, *sums, *leftovers),
        unread=(),
        understood=1.0,
        tables=tuple(dict.fromkeys(line.table for segment in segments for line in (*segment.header, *segment.lines))),
        block_points=read_block_points(segments),
        subtotals=tuple(block.subtotals),
    )
    form = _with_unread(form, segments, ledger)
    return form, [
        *ledger.notes,
        *_unknown_headers(segments),
        *_unread_values(form),
        *_listed_values(form),
        *_target_sheet(form),
    ]


def _with_unread(form: Form, segments: list[Segment], ledger: Ledger) -> Form:
    unread = unread_cells(form, _lines(segments), ledger)
    cells = sum(1 for _ in _cells(segments))
    places = {cell.place.part(None, None) for cell in unread if isinstance(cell.place, CellPlace)}
    return replace(form, unread=unread, understood=round(1 - len(places) / cells, 4) if cells else 1.0)


def _only_plans(funds: Iterable[FundLine], goals: Iterable[Goal], rows: Sequence[Indicator]) -> bool:
    """Whether a form has targets and no place for what was done, spent or scored: 绩效目标申报表."""
    results = [row.actual or row.score for row in rows] + [line.executed or line.score for line in funds]
    results += [goal.actual for goal in goals]
    return any(row.target is not None for row in rows) and all(value is None for value in results)


def _target_sheet(form: Form) -> Iterable[Note]:
    if form.kind == "target":
        zh = f"表{form.form}为绩效目标表，无完成值，未作自评审核"
        yield Note("target-sheet", Message(zh, f"form {form.form} states targets only and is not audited"), form.place)


def _of_a_department(identity: Sequence[IdentityField], funds: Sequence[FundLine]) -> bool:
    """Whether a form names a department and no project, and tells its basic from its project spending."""
    named = {entry.field for entry in identity if entry.text}
    return (
        "department" in named and "project_name" not in named and {line.kind for line in funds} >= {"basic", "project"}
    )


def _of(segments: list[Segment], *kinds: str) -> list[Segment]:
    return [segment for segment in segments if segment.kind in kinds]


def _goals_and_rows(
    segments: list[Segment], below: Columns | None, year: int | None, ledger: Ledger
) -> tuple[list[RawGoal], Block]:
    """Goals and indicator blocks in the order they stand in, because a goal may label the block after it."""
    goals: list[RawGoal] = []
    runs: list[Segment] = []
    for segment in segments:
        if segment.kind == "goals":
            goals.extend(with_scores(read_goals(segment, year, ledger), segment, below, ledger))
        if segment.kind in ("indicators", "subtotal"):
            runs.append(segment)
    return goals, gather_rows(runs, goals, ledger)


def _total(draft: Draft, around: Around, ledger: Ledger) -> tuple[Total, list[Section]]:
    """The totals, and what another place prints differently for one of them."""
    segments = draft.segments
    total, others = read_totals(_of(segments, "total"), ledger)
    for name, label, value in around.totals:
        before: Value | None = getattr(total, name)
        if before is not None and not before.blank and value.text not in ("", before.text):
            others.append(Section(label, value.text, value.place))
        elif before is not None:
            ledger.told_again(value.place)
        total = add(total, name, value)
    printed = score_in_title(segments)
    total = total if printed is None else add(total, "score", printed)
    for name, value in totals_beside(draft.before, draft.after):
        total = add(total, name, value)
    return total, others


_STAND_IN = {"department": "central_department", "implementing_unit": "reporting_unit"}


def _once(inside: list[IdentityField], above: list[IdentityField]) -> list[IdentityField]:
    """The identity fields of the table and those of the lines above that it has none of; the unit that fills in the
    form (填报单位, 预算单位) carries the project out where nobody else is named.
    """
    names = {entry.field for entry in inside if entry.text}
    names |= {stand_in for name, stand_in in _STAND_IN.items() if name in names}
    entries = [*inside, *(entry for entry in above if entry.field not in names)]
    for name, stand_in in _STAND_IN.items():
        if all(entry.field != name for entry in entries):
            entries = [replace(entry, field=name) if entry.field == stand_in else entry for entry in entries]
    return entries


def _lines(segments: list[Segment]) -> Iterable[Line]:
    for segment in segments:
        yield from segment.header
        yield from segment.lines


def _cells(segments: list[Segment]) -> Iterable[Cell]:
    for line in _lines(segments):
        yield from line.fresh


def _claim_blocks(cells: Iterable[Cell], ledger: Ledger) -> None:
    """Labels that only name a block, wherever they stand."""
    words = vocabulary()
    for cell in cells:
        if (
            not ledger.claimed(cell)
            and len(cell.text) <= 30
            and (words.blocks.exact(cell.text) or re.fullmatch(r"[-—/.…·]+", fold(cell.text)))
        ):
            ledger.claim(cell)


def _place(segments: list[Segment]) -> CellPlace:
    first = next(iter(_lines(segments)))
    return first.cells[0].place if first.cells else CellPlace(first.table, first.row, 0)


def _unknown_headers(segments: list[Segment]) -> Iterable[Note]:
    """A header nobody knows, with the nearest fields as candidates; its column is kept beside the records."""
    words = vocabulary()
    for segment in segments:
        if segment.columns is None or not segment.header:
            continue
        dictionary = words.indicators if segment.kind == "indicators" else words.fund_columns
        for column in segment.columns.all:
            if column.field is None and fold(column.label):
                near = "、".join(field for field, _ in dictionary.candidates(column.label))
                label = join(column.label)
                yield Note(
                    "header-not-recognised",
                    Message(
                        f"未识别表头“{label}”（最接近：{near}）", f"header not recognised: {label} (nearest: {near})"
                    ),
                    column.header.place,
                )


def _unread_values(form: Form) -> Iterable[Note]:
    """Cells of number columns that hold something else."""
    for value in _number_cells(form):
        if value is not None and value.kind == "text":
            yield Note(
                "value-not-read",
                Message(f"“{value.text}”不是可读的数值", f"not a readable number: {value.text}"),
                value.place,
            )


def _listed_values(form: Form) -> Iterable[Note]:
    """Target and actual cells that list several values, none of which is taken."""
    for row in form.indicators:
        for value in (row.target, row.actual):
            if value is not None and lists_values(value, "target"):
                yield Note(
                    "several-values",
                    Message(
                        f"“{value.text}”列有多个数值，未取其一，按文字读取",
                        f"several values in one cell, none was taken: {value.text}",
                    ),
                    value.place,
                )


def _number_cells(form: Form) -> Iterable[Value | None]:
    for line in form.funds:
        yield from (line.initial_budget, line.full_budget, line.received, line.integrated_out, line.executed)
        yield from (line.weight, line.execution_rate, line.score)
    for row in (*form.indicators, form.total):
        yield from (_get(row, name) for name in _NUMERIC)


def _get(row: object, name: str) -> Value | None:
    value: Value | None = getattr(row, name)
    return value
