"""One form out of its segments."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from extract.model import Cell, CellPlace, Note
from normalize.accounting import unread_cells
from normalize.funds.block import read_funds
from normalize.funds.formula import rate_base
from normalize.funds.natures import settle_natures
from normalize.funds.tasks import read_tasks, settle_tasks
from normalize.goals.above import goals_above
from normalize.goals.block import read_goals
from normalize.goals.goal import RawGoal, numbered, without_tasks
from normalize.goals.scores import with_scores
from normalize.heading import (
    identity_above,
    read_block_points,
    read_money_unit,
    read_title,
    read_year,
    score_in_title,
    totals_beside,
    under_title,
    year_cells,
)
from normalize.indicators.elsewhere import operator_elsewhere
from normalize.indicators.records import records
from normalize.indicators.row import Block
from normalize.indicators.rows import gather_rows
from normalize.kinds import kind_of
from normalize.labels import vocabulary
from normalize.layout.columns import Columns
from normalize.layout.lines import Line
from normalize.layout.segments import Draft, Segment
from normalize.ledger import Ledger
from normalize.model import Form, IdentityField, Section, Total, Value
from normalize.partyear import of_part_year, settle_part_year
from normalize.remarks import remarks
from normalize.sections import Around, read_around, read_leftovers
from normalize.template import template_of
from normalize.totals import add, read_totals
from normalize.words.text import fold


def build_form(number: int, draft: Draft) -> tuple[Form, list[Note]]:
    """The form a draft holds, and what had to be remarked."""
    ledger = Ledger()
    settle_tasks(draft.segments)
    settle_natures(draft.segments)
    settle_part_year(draft.segments, draft.before)
    form = _with_unread(_read(number, draft, ledger), draft.segments, ledger)
    residue = "template-residue" if form.kind == "blank" else None  # which is all residue
    return form, [*(note for note in ledger.notes if note.code != residue), *remarks(form, draft.segments)]


def _read(number: int, draft: Draft, ledger: Ledger) -> Form:
    """Everything the segments say; a cell that one reader claimed is none of the readers' after it."""
    segments = draft.segments
    title = read_title(segments, draft.before, ledger)
    money_unit = read_money_unit(segments, [*draft.before, *draft.between])
    below = next((segment.columns for segment in segments if segment.kind == "indicators"), None)
    funds = read_funds(_of(segments, "funds", "fund_pairs", "identity", "other"), below, money_unit, ledger)
    around = read_around(_of(segments, "title", "identity", "other", "fund_pairs"), ledger)
    identity = _once(around.identity, identity_above(draft.before), title)
    year = read_year(segments, draft.before, identity)
    raw, block = _goals_and_rows(segments, below, year, ledger)
    raw, chores = without_tasks(raw)
    goals = numbered(raw) or goals_above(under_title(draft.before))
    total, sums = _total(draft, around, ledger)
    ledger.claim(*year_cells(segments))
    tasks = read_tasks(_of(segments, "tasks"), ledger)
    leftovers = read_leftovers(segments, ledger)
    _claim_blocks(_cells(segments), ledger)
    form = Form(
        form=number,
        kind="project",
        template=template_of(segments),
        place=_place(segments),
        title=title,
        year=year,
        money_unit=money_unit,
        identity=tuple(identity),
        funds=funds,
        goals=goals,
        indicators=tuple(operator_elsewhere(row, goals) for row in records(block, year)),
        total=total,
        sections=(*around.sections, *block.sections, *chores, *tasks, *sums, *leftovers),
        unread=(),
        understood=1.0,
        tables=tuple(dict.fromkeys(line.table for line in _lines(segments))),
        block_points=read_block_points(segments),
        subtotals=tuple(block.subtotals),
        part_of_year=of_part_year(segments, draft.before),
        rate_base=rate_base(segments),
    )
    return replace(form, kind=kind_of(form, around.identity, around.named))


def _with_unread(form: Form, segments: list[Segment], ledger: Ledger) -> Form:
    unread = unread_cells(form, _lines(segments), ledger)
    cells = sum(1 for _ in _cells(segments))
    places = {cell.place.part(None, None) for cell in unread if isinstance(cell.place, CellPlace)}
    return replace(form, unread=unread, understood=round(1 - len(places) / cells, 4) if cells else 1.0)


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


_BY_DEPARTMENT = re.compile(
    r"部门(?:\(单位\))?(?:整体|支出|预算支出|绩效)|(?:[局厅委办]|政府|街道办事处)(?:20\d\d年度?)?(?:整体支出|整体绩效)"
)
_STAND_IN = (("department", "central_department"), ("implementing_unit", "reporting_unit"))
_OF_ITSELF = (("department", "reporting_unit"), *_STAND_IN)  # a department that fills in a form of its own spending


def _once(inside: list[IdentityField], above: list[IdentityField], title: str | None) -> list[IdentityField]:
    """The identity fields of the table and those of the lines above that it has none of; the unit that fills in the
    form (填报单位, 预算单位) carries the project out where nobody else is named, or is the department the title is of.
    """
    stand_ins = _OF_ITSELF if _BY_DEPARTMENT.search(fold(title or "")) else _STAND_IN
    names = {entry.field for entry in inside if entry.text}
    names |= {stand_in for name, stand_in in _STAND_IN if name in names}
    entries = [*inside, *(entry for entry in above if entry.field not in names)]
    for name, stand_in in stand_ins:
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
