"""Grids cut into forms, and forms into blocks: every row belongs to one segment of one form, or to none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from extract.model import Block, Document, Grid, Paragraph
from normalize.funds.heads import Head, states_figures
from normalize.funds.rows import is_fund_row, is_pair_row
from normalize.indicators.levels import beyond_full_marks
from normalize.labels import vocabulary
from normalize.layout.columns import Columns
from normalize.layout.lines import Line, lines_of
from normalize.layout.openings import (
    Opening,
    SegmentKind,
    identity_labels,
    is_subtotal,
    is_total,
    level_across,
    opening,
    title_like,
    year_like,
)
from normalize.words.text import fold, key

_NUMBERED = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[)、.]")
_PART = re.compile(r"[一二三四五六七八九十]{1,3}、[^\d,。;:]{2,14}(?:任务|指标|情况)")
_NEAR = 3  # paragraphs right before a table among which its title stands
_MEASURES = ("target", "actual", "weight", "score", "reason")
_POINTS = ("weight", "score")


@dataclass(slots=True)
class Segment:
    """A run of rows of one kind. header: its heading rows, with the columns they make (heads: of funds across)."""

    kind: SegmentKind
    header: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    columns: Columns | None = None
    heads: tuple[Head, ...] = ()


@dataclass(slots=True)
class Draft:
    """A form being gathered: its segments in order, the paragraphs before its first grid and after its last."""

    before: list[Paragraph]
    after: list[Paragraph] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)

    def has(self, *kinds: SegmentKind) -> bool:
        return any(segment.kind in kinds for segment in self.segments)

    def last(self, kind: SegmentKind) -> Segment | None:
        return next((segment for segment in reversed(self.segments) if segment.kind == kind), None)


@dataclass(slots=True)
class Gathering:
    """The forms of a document, and the grids that belong to none."""

    drafts: list[Draft] = field(default_factory=list)
    strays: list[Grid] = field(default_factory=list)


def gather(document: Document) -> Gathering:
    """Cut a document into forms."""
    found = Gathering()
    waiting: list[Paragraph] = []
    below: list[Paragraph] = []
    for at, block in enumerate(document.blocks, 1):
        if isinstance(block, Paragraph):
            waiting.append(block)
            below.append(block)
            continue
        openings, lines = _openings(block)
        if not _belongs(found, lines, openings, waiting) and not _introduces(lines, waiting, document.blocks[at:]):
            found.strays.append(block)
            below = []
            continue
        _feed(found, lines, openings, waiting)
        waiting = []
        found.drafts[-1].after = below = []
    return found


def _openings(grid: Grid) -> tuple[dict[int, Opening], list[Line]]:
    lines = lines_of(grid)
    found: dict[int, Opening] = {}
    skip = 0
    for at in range(len(lines)):
        if at < skip:
            continue
        begun = opening(lines, at)
        if begun:
            found[at] = begun
            skip = at + begun.height
    return found, lines


def _belongs(found: Gathering, lines: list[Line], openings: dict[int, Opening], before: list[Paragraph]) -> bool:
    """Whether a grid is a form, a piece of one, or goes on with the form before it."""
    kinds = {begun.kind for begun in openings.values()}
    if kinds <= {"funds", "title"} and any(_lists_projects(lines[at]) for at in openings):
        return False
    if kinds & {"indicators", "fund_pairs"}:
        return True
    names = {label for line in lines[:8] for label in identity_labels(line)}
    if "funds" in kinds and _assesses(found, openings, lines, before, names):
        return True
    if "project_name" in names and (len(names) > 1 or "title" in kinds or "goals" in kinds):
        return True
    if "title" in kinds and len(names) > 1:
        return True
    return bool(found.drafts) and _continues(found.drafts[-1], lines, kinds, before)


def _introduces(lines: list[Line], before: list[Paragraph], behind: Sequence[Block]) -> bool:
    """Whether a grid under a form's title says who is assessed, and the next one only what: they are one form."""
    names = {label for line in lines for label in identity_labels(line)}
    if len(names) < 2 or not any(title_like(paragraph.text) for paragraph in before[-_NEAR:]):
        return False
    between = list(takewhile(lambda block: isinstance(block, Paragraph), behind))
    follows = behind[len(between)] if len(between) < len(behind) else None
    if not isinstance(follows, Grid) or any(title_like(one.text) for one in between if isinstance(one, Paragraph)):
        return False
    openings, rows = _openings(follows)
    first = min(openings, default=0)
    opens = bool(openings) and openings[first].kind in ("funds", "fund_pairs", "goals", "indicators")
    return opens and not any(identity_labels(line) for line in rows[:first])


def _assesses(
    found: Gathering, openings: dict[int, Opening], lines: list[Line], before: list[Paragraph], names: set[str]
) -> bool:
    """Whether a fund block alone is of a form: final accounts print budgets and spending in the same words.

    It is where a title or a label of the form says so, where it is scored, or where the form before it waits for it.
    """
    fields = {column.field for begun in openings.values() if begun.columns for column in begun.columns.all}
    labels = [cell for line in lines for cell in line.fresh[:1]]
    labelled = any(
        vocabulary().blocks.exact(one.text) == "funds" or (one.rows > 1 and "元)" in fold(one.text)) for one in labels
    )
    titled = any(begun.kind == "title" for begun in openings.values()) or any(
        title_like(paragraph.text) for paragraph in before[-_NEAR:]
    )
    waits = bool(found.drafts) and not found.drafts[-1].has("funds", "fund_pairs", "indicators")
    return bool(fields & {"weight", "score"} or names) or labelled or titled or waits


def _lists_projects(line: Line) -> bool:
    """``序号 | 项目名称 | 预算数 | 执行数``: the heading of a list, one project a row, which is no form."""
    words = vocabulary()
    numbered = any(words.fund_columns.exact(cell.text) == "row_number" for cell in line.fresh)
    return numbered and any(words.identity.exact(cell.text) == "project_name" for cell in line.fresh)


def _continues(draft: Draft, lines: list[Line], kinds: set[SegmentKind], before: list[Paragraph]) -> bool:
    if any(len(fold(paragraph.text)) > 6 for paragraph in before) or not lines:
        return False
    if "goals" in kinds or any(is_total(line) for line in lines if line.fresh):
        return True
    last = draft.last("indicators")
    if last is not None and not draft.has("total"):
        return (*last.header, *last.lines)[-1].grid.n_cols == lines[0].grid.n_cols
    words = vocabulary().sections
    return any(words.meaning(line.fresh[0].text) for line in lines if line.fresh)


def _feed(found: Gathering, lines: list[Line], openings: dict[int, Opening], before: list[Paragraph]) -> None:
    context: list[Paragraph] = before
    heading_until = -1
    for at, line in enumerate(lines):
        if at < heading_until:
            found.drafts[-1].segments[-1].header.append(line)
            continue
        begun = openings.get(at)
        if _starts_form(found, line, begun, context, at == 0):
            found.drafts.append(Draft(context))
            context = []
        draft = found.drafts[-1]
        if begun is not None and _accepts(draft, begun, line):
            _open(draft, begun, line)
            heading_until = at + begun.height
        else:
            _continue(draft, line)


def _starts_form(found: Gathering, line: Line, begun: Opening | None, before: list[Paragraph], first: bool) -> bool:
    if not found.drafts:
        return True
    draft = found.drafts[-1]
    kind = begun.kind if begun else None
    if first and any(title_like(paragraph.text) and not _next_section(draft, kind, paragraph) for paragraph in before):
        return True
    if kind == "title" and not year_like(line.fresh[0].text):
        return draft.has("funds", "fund_pairs", "goals", "indicators", "total") or _is_named(draft)
    labels = identity_labels(line) if kind in (None, "identity", "goals") and _state(draft) != "funds" else []
    if "project_name" in labels and _names_form(line) and draft.has("funds", "fund_pairs", "indicators", "total"):
        return True
    if kind in ("funds", "fund_pairs"):
        funded = draft.has("funds", "fund_pairs")
        return draft.has("total") or (draft.has("indicators") and (first or funded)) or (first and funded)
    return kind == "indicators" and draft.has("total") and _score_seen(draft)


def _next_section(draft: Draft, kind: SegmentKind | None, heading: Paragraph) -> bool:
    """Whether a numbered heading (二、绩效指标完成情况) stands over the indicators that the form above it lacks."""
    awaited = kind == "indicators" and draft.has("funds", "fund_pairs", "goals") and not draft.has("indicators")
    return awaited and _NUMBERED.match(fold(heading.text)) is not None


def _is_named(draft: Draft) -> bool:
    return any("project_name" in identity_labels(line) for segment in draft.segments for line in segment.lines)


def _names_form(line: Line) -> bool:
    return (
        bool(line.fresh)
        and vocabulary().identity.exact(re.split("[:：]", key(line.fresh[0].text))[0]) == "project_name"
    )


def _score_seen(draft: Draft) -> bool:
    """Whether a total row closed the indicator block (a total printed above it does not)."""
    kinds = [segment.kind for segment in draft.segments]
    return "indicators" in kinds and "total" in kinds[kinds.index("indicators") :]


def _state(draft: Draft) -> SegmentKind | None:
    return draft.segments[-1].kind if draft.segments else None


def _accepts(draft: Draft, begun: Opening, line: Line) -> bool:
    """Whether a row that looks like an opening is one here: inside an indicator block only what breaks its columns."""
    if begun.kind in ("goals", "title") and _state(draft) == "indicators":
        return not _fits(draft.segments[-1], line)
    return True


def _open(draft: Draft, begun: Opening, line: Line) -> None:
    last = draft.segments[-1] if draft.segments else None
    if begun.kind == "goals" and last and last.kind == "goals":
        last.lines.append(line)
        return
    if begun.heads:
        draft.segments.append(Segment(begun.kind, [line], [], None, begun.heads))
        return
    if begun.kind in ("goals", "title", "fund_pairs"):
        draft.segments.append(Segment(begun.kind, [], [line]))
        return
    draft.segments.append(Segment(begun.kind, [line], [], _columns(draft, begun, line)))


def _columns(draft: Draft, begun: Opening, line: Line) -> Columns | None:
    """The columns of a block; a header repeated in part (one row of two) keeps those of the whole header above."""
    before = draft.last("indicators") if begun.kind == "indicators" else None
    if before is None or before.columns is None or begun.columns is None:
        return begun.columns
    known = {(column.field, column.first, column.last) for column in before.columns.all}
    here = {(column.field, column.first, column.last) for column in begun.columns.all}
    return before.columns if here < known or _heads_again(before, begun, line) else begun.columns


def _heads_again(before: Segment, begun: Opening, line: Line) -> bool:
    """Whether a heading of one row is the upper row of the two-row heading above once more."""
    upper = {(key(cell.text), cell.place.col, cell.cols) for one in before.header[:1] for cell in one.cells}
    again = {(key(cell.text), cell.place.col, cell.cols) for cell in line.fresh}
    return begun.height < len(before.header) and again <= upper


def _continue(draft: Draft, line: Line) -> None:
    state = _state(draft)
    if not line.fresh and draft.segments:
        draft.segments[-1].lines.append(line)
        return
    kind = _kind(draft, state, line)
    if state == kind and kind != "total":
        draft.segments[-1].lines.append(line)
    else:
        if kind == "total":
            _settle_totals(draft)
        columns = None
        if kind in ("total", "indicators") or (kind == "other" and draft.has("total")):
            block = draft.last("indicators")
            columns = block.columns if block else None
        draft.segments.append(Segment(kind, [], [line], columns))


def _settle_totals(draft: Draft) -> None:
    """A total with marks beside the full ones behind it, and now a total of them all, is a sum on the way."""
    earlier = draft.last("total")
    if earlier is not None and draft.segments[-1].kind == "indicators" and not draft.segments[-1].header:
        earlier.kind = "subtotal"


def _kind(draft: Draft, state: SegmentKind | None, line: Line) -> SegmentKind:
    if is_total(line) and draft.has("indicators") and (state not in ("funds", "fund_pairs") or _of_points(line)):
        return "total"
    if state in ("funds", "fund_pairs"):
        if state == "funds" and _reads_as_funds(draft.segments[-1], line):
            return "funds"
        if state == "fund_pairs" and _pairs_on(draft.segments[-1].heads, line):
            return "fund_pairs"
    elif state == "indicators" and _goes_on(draft, line):
        return "indicators"
    elif state == "goals" and not is_total(line) and not (_is_labelled(line) or _names_block(line) or _parts(line)):
        return "goals"
    elif state in ("other", "total") and (_resumes(draft, line) or _adds_marks(draft, line)):
        return "indicators"
    return "identity" if state in (None, "title", "identity") or identity_labels(line) else "other"


def _pairs_on(heads: Sequence[Head], line: Line) -> bool:
    """Whether a row belongs to the block of pairs or the block on its side above it."""
    return (states_figures(line, heads) and not identity_labels(line)) if heads else is_pair_row(line)


def _of_points(line: Line) -> bool:
    """Whether a total row says that it adds up points (总分); 合计 may be that of a fund block."""
    return any("分" in cell.text for cell in line.fresh[:2] if vocabulary().total.meaning(cell.text))


def _goes_on(draft: Draft, line: Line) -> bool:
    """Whether a row goes on with the indicators; behind the total only marks beside the full ones do."""
    if _score_seen(draft):
        return _adds_marks(draft, line)
    return _fits(draft.segments[-1], line) or is_subtotal(line) or level_across(line) is not None


def _adds_marks(draft: Draft, line: Line) -> bool:
    """``加分项 | 获省级表彰 | 5 | 5`` under the columns of the indicators, wherever it stands."""
    block = draft.last("indicators")
    if block is None or block.columns is None or not _fits(block, line):
        return False
    headed = any(beyond_full_marks(cell.text) for cell in line.cells[:2])
    under = block.columns.split(line.fresh)
    points = (cell for at, cells in under.items() if block.columns.all[at].field in _POINTS for cell in cells)
    return headed and any(re.search(r"\d", fold(cell.text)) for cell in points)


def _reads_as_funds(block: Segment, line: Line) -> bool:
    return block.columns is not None and is_fund_row(block.columns, line)


def _resumes(draft: Draft, line: Line) -> bool:
    """An indicator row after a subtotal or a remark inside the block: it has a name and figures."""
    block = draft.last("indicators")
    if block is None or block.columns is None or draft.has("total") or not _fits(block, line) or _is_labelled(line):
        return False
    under = block.columns.split(line.fresh)
    fields = {block.columns.all[at].field for at in under}
    return "level_3" in fields and bool(fields & {"target", "actual", "weight", "score"})


def _names_block(line: Line) -> bool:
    """A row that says nothing but the name of the next block: 绩效指标 over the whole width."""
    return len(line.fresh) == 1 and vocabulary().blocks.exact(line.fresh[0].text) in ("indicators", "section")


def _parts(line: Line) -> bool:
    """A numbered heading over the whole width that says what comes next: 二、年度重点工作任务."""
    text = fold(line.fresh[0].text)
    whole = len(line.fresh) == 1 and line.fresh[0].cols == line.grid.n_cols
    return whole and _PART.fullmatch(text) is not None


def _is_labelled(line: Line) -> bool:
    first = line.fresh[0].text
    words = vocabulary()
    return bool(
        identity_labels(line) or words.sections.exact(first) or (words.sections.meaning(first) and len(line.fresh) <= 2)
    )


def _is_remark(line: Line) -> bool:
    """``说明 | 无``: a heading of the foot at the left edge, with its text."""
    first = line.fresh[0]
    return first.place.col == 0 and len(line.fresh) <= 2 and vocabulary().sections.exact(first.text) is not None


def _fits(block: Segment, line: Line) -> bool:
    """Whether no cell of a row runs over several measures of the indicator block (a remark or a goal would)."""
    if block.columns is None or _is_remark(line):
        return False
    for cell in line.fresh:
        over = 0
        for column in block.columns.all:
            if column.field in _MEASURES and cell.place.col < column.last and column.first < cell.place.col + cell.cols:
                over += 1
        if over >= 3 or (over >= 2 and cell.place.col < block.columns.all[0].last):
            return False
    return True
