"""Grids cut into forms: which grid is of a form, where a form begins, which goes on with the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile

from extract.model import Block, Document, Grid, Paragraph
from normalize.cutting.blocks import accepts, continue_block, open_block
from normalize.cutting.joining import joined
from normalize.cutting.openings import opening
from normalize.labels import vocabulary
from normalize.layout.lines import Line, lines_of
from normalize.layout.segments import Draft, Opening, Segment, SegmentKind
from normalize.layout.signs import identity_labels, is_total, title_like, year_like
from normalize.lists.claims import ProjectList, project_list
from normalize.lists.heads import JUDGED, list_heading
from normalize.lists.overviews import Overview, Parsed, overviews
from normalize.words.text import fold, key, stem

_NUMBERED = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[)、.]")
_LED_IN = re.compile(rf"{_NUMBERED.pattern}|附?表[一二三四五六七八九十\d]{{1,2}}[:、.]?")
_PART = re.compile(
    "(?:项目|年度|全年)*绩效(?:目标|指标)(?:[及和与]?绩效)?(?:目标|指标)?(?:完成|实现|自评|执行)*(?:情况)?[:：]?"
)
_ACCOUNTS = re.compile(r"^公开\d*表|决算[^。]{0,6}表|收支[^。]{0,6}(?:预算|决算|总)表|预算[^。]{0,4}(?:总|公开)表")
_ASSESSED = re.compile("自评|绩效评价")
_UNIT = re.compile(r"^\(?(?:金额)?单位:.{0,4}元\)?$")
_HEADING = 16  # characters of a heading without its number
_NEAR = 3  # paragraphs right before a table among which its title stands


@dataclass(slots=True)
class Gathering:
    """The forms of a document, the grids that belong to none, and what some of these are instead."""

    drafts: list[Draft] = field(default_factory=list)
    strays: list[Grid] = field(default_factory=list)
    lists: list[ProjectList] = field(default_factory=list)
    overviews: list[Overview] = field(default_factory=list)


def gather(document: Document) -> Gathering:
    """Cut a document into forms."""
    parsed = {grid.table: _parsed(grid) for grid in document.grids}
    found = Gathering()
    summed_up = {one.parsed.grid.table: one for one in overviews([*parsed.values()])}
    waiting: list[Paragraph] = []
    below: list[Paragraph] = []
    for at, block in enumerate(document.blocks, 1):
        if isinstance(block, Paragraph):
            waiting.append(block)
            below.append(block)
            continue
        one = parsed[block.table]
        listed = _listed(one, waiting)
        if listed is not None or (block.table in summed_up and not _awaited(found, waiting)):
            found.lists += [listed] if listed and _tells(listed, waiting) else []
            found.overviews += [] if listed else [summed_up[block.table]]
            found.strays.append(block)
            waiting, below = _without_caption(waiting), []
            continue
        if not _belongs(found, one.lines, one.openings, waiting) and not _introduces(
            one.lines, waiting, document.blocks[at:]
        ):
            found.strays.append(block)
            below = []
            continue
        _feed(found, one.lines, one.openings, waiting)
        waiting = []
        found.drafts[-1].after = below = []
    found.drafts = joined(found.drafts)
    return found


def _awaited(found: Gathering, before: Sequence[Paragraph]) -> bool:
    """Whether indicators right below a form that has none yet are its own."""
    return bool(found.drafts) and not any(fold(one.text) for one in before) and _waits(found.drafts[-1])


def _without_caption(before: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs before a table less those right above it that are its title or name its unit."""
    above = list(dropwhile(lambda one: title_like(one.text) or _UNIT.search(fold(one.text)), reversed(before)))
    return above[::-1]


def _parsed(grid: Grid) -> Parsed:
    openings, lines = _openings(grid)
    return Parsed(grid, lines, openings)


def _listed(one: Parsed, before: Sequence[Paragraph]) -> ProjectList | None:
    """The list of projects that a grid is and nothing else: no form goes on below it."""
    heading = list_heading(one.lines)
    if heading is None or {begun.kind for at, begun in one.openings.items() if at >= heading.below} - {
        "title",
        "funds",
    }:
        return None
    return project_list(one.grid, one.lines, heading, before)


def _tells(listed: ProjectList, before: Sequence[Paragraph]) -> bool:
    """Whether a list says how its projects were carried out, or under its title which ones were assessed.

    Final accounts and budgets do neither, for they give no marks.
    """
    heading, above = listed.heading, [fold(paragraph.text) for paragraph in before[-_NEAR:]]
    if any(map(_ACCOUNTS.search, above)):
        return bool(JUDGED & set(heading.columns.fields()))
    return heading.judges or (heading.plans and any(map(_ASSESSED.search, above)))


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
    titled = any(begun.kind == "title" for begun in openings.values()) or _titled(before)
    waits = bool(found.drafts) and not found.drafts[-1].has("funds", "fund_pairs", "indicators")
    return bool(fields & {"weight", "score"} or names) or labelled or titled or waits


def _titled(before: Sequence[Paragraph]) -> bool:
    """Whether a form's title stands right before a table, or over the lines alone that say who is assessed."""
    known = vocabulary().identity.exact

    def says_who(text: str) -> bool:
        return year_like(text) or known(re.split("[:：]", key(text))[0]) is not None

    above = list(dropwhile(lambda one: says_who(one.text) or _is_heading(one.text), reversed(before)))
    return any(title_like(paragraph.text) for paragraph in (*before[-_NEAR:], *above[:1]))


def _is_heading(text: str) -> bool:
    """``一、项目资金情况（单位：万元）``: the numbered heading of a part."""
    return _NUMBERED.match(fold(text)) is not None and len(stem(text)) <= _HEADING


def _lists_projects(line: Line) -> bool:
    """``序号 | 项目名称 | 预算数 | 执行数``: the heading of a list, one project a row, which is no form."""
    words = vocabulary()
    numbered = any(words.fund_columns.exact(cell.text) == "row_number" for cell in line.fresh)
    return numbered and any(words.identity.exact(cell.text) == "project_name" for cell in line.fresh)


def _continues(draft: Draft, lines: list[Line], kinds: set[SegmentKind], before: list[Paragraph]) -> bool:
    heading = [paragraph for paragraph in before if len(fold(paragraph.text)) > 6]
    if kinds == {"goals"} and len(heading) == 1 and _next_section(draft, "goals", heading[0]):
        return True
    if heading or not lines:
        return False
    if "goals" in kinds or any(is_total(line) for line in lines if line.fresh):
        return True
    last = draft.last("indicators")
    if last is not None and not draft.closed:
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
        if begun is not None and begun.kind == "title" and found.drafts and _heads_part(found.drafts[-1], line):
            found.drafts[-1].segments.append(Segment("other", [], [line]))
            continue
        if _starts_form(found, line, begun, context, at == 0):
            found.drafts.append(Draft(context))
            context = []
        draft = found.drafts[-1]
        draft.between += context
        context = []
        if begun is not None and accepts(draft, begun, line):
            open_block(draft, begun, line)
            heading_until = at + begun.height
        else:
            continue_block(draft, line)


def _starts_form(found: Gathering, line: Line, begun: Opening | None, before: list[Paragraph], first: bool) -> bool:
    if not found.drafts:
        return True
    draft = found.drafts[-1]
    kind = begun.kind if begun else None
    if first and any(title_like(paragraph.text) and not _next_section(draft, kind, paragraph) for paragraph in before):
        return True
    if kind == "title" and not year_like(line.fresh[0].text):
        return draft.has("funds", "fund_pairs", "goals", "indicators", "total") or _is_named(draft)
    labels = identity_labels(line) if kind in (None, "identity", "goals") and draft.state != "funds" else []
    if "project_name" in labels and _names_form(line) and draft.has("funds", "fund_pairs", "indicators", "total"):
        return True
    if kind in ("funds", "fund_pairs"):
        funded = draft.has("funds", "fund_pairs")
        return (draft.has("total", "indicators") and (first or funded)) or (first and funded)
    return kind == "indicators" and draft.has("total") and draft.closed


def _next_section(draft: Draft, kind: SegmentKind | None, heading: Paragraph) -> bool:
    """Whether a heading of a part (二、…, or 绩效指标完成情况) stands over the goals or indicators still missing."""
    awaited = kind in ("goals", "indicators") and not draft.has(kind)
    return awaited and (_NUMBERED.match(fold(heading.text)) is not None or _is_part(heading.text)) and _waits(draft)


def _heads_part(draft: Draft, line: Line) -> bool:
    """Whether a row over the whole width (四、绩效指标完成情况) stands over the indicators still missing."""
    return _is_part(line.fresh[0].text) and _waits(draft)


def _is_part(text: str) -> bool:
    return _PART.fullmatch(_LED_IN.sub("", fold(text), count=1)) is not None


def _waits(draft: Draft) -> bool:
    """Whether a form that has begun lacks its indicators."""
    return draft.has("funds", "fund_pairs", "goals") and not draft.has("indicators")


def _is_named(draft: Draft) -> bool:
    return any("project_name" in identity_labels(line) for segment in draft.segments for line in segment.lines)


def _names_form(line: Line) -> bool:
    return (
        bool(line.fresh)
        and vocabulary().identity.exact(re.split("[:：]", key(line.fresh[0].text))[0]) == "project_name"
    )
