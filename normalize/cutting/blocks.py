"""Forms cut into blocks: every row opens one, goes on with the one above, or stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.funds.heads import goes_on
from normalize.funds.rows import is_fund_row, is_pair_row
from normalize.indicators.levels import beyond_full_marks, level_across
from normalize.labels import vocabulary
from normalize.layout.columns import Columns
from normalize.layout.lines import Line, overlap
from normalize.layout.segments import Draft, Head, Opening, Segment, SegmentKind
from normalize.layout.signs import MAX_LABEL, identity_labels, is_subtotal, is_total
from normalize.words.text import fold, key

_PART = re.compile(r"[一二三四五六七八九十]{1,3}、[^\d,。;:]{2,14}(?:任务|指标|情况)")
_MEASURES = ("target", "actual", "weight", "score", "reason")
_POINTS = ("weight", "score")


def accepts(draft: Draft, begun: Opening, line: Line) -> bool:
    """Whether a row that looks like an opening is one here: inside an indicator block only what breaks its columns."""
    if begun.kind in ("goals", "title") and draft.state == "indicators":
        return not _fits(draft.segments[-1], line)
    return True


def open_block(draft: Draft, begun: Opening, line: Line) -> None:
    """Begin a block with the row that opens it; a second goal goes on with the goals above."""
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


def continue_block(draft: Draft, line: Line) -> None:
    """Put a row that opens nothing into the block above it, or begin the kind of block it speaks for itself."""
    state = draft.state
    if draft.segments and (not line.fresh or (state == "total" and _is_beside(draft.segments[-1].lines[0], line))):
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


def _is_beside(total: Line, line: Line) -> bool:
    """Whether a row states what the labels of the total row above it name: 总分 | 总分值 | 总得分 over 100 | 96."""
    says_figures = any(re.search(r"\d", fold(cell.text)) for cell in total.fresh)
    labels = {fold(cell.text) for cell in total.fresh} - {""}
    return line.table == total.table and line.row == total.row + 1 and not says_figures and len(labels) > 2


def _settle_totals(draft: Draft) -> None:
    """A total with marks beside the full ones behind it, and now a total of them all, is a sum on the way."""
    earlier = draft.last("total")
    if (
        earlier is not None
        and draft.closed
        and draft.segments[-1].kind == "indicators"
        and not draft.segments[-1].header
    ):
        earlier.kind = "subtotal"


def _kind(draft: Draft, state: SegmentKind | None, line: Line) -> SegmentKind:
    if is_total(line) and draft.has("indicators") and (state not in ("funds", "fund_pairs") or _of_points(line)):
        return "total"
    if state in ("funds", "fund_pairs"):
        if state == "funds" and _reads_as_funds(draft.segments[-1], line):
            return "funds"
        if state == "fund_pairs" and _pairs_on(draft.segments[-1].heads, line):
            return "fund_pairs"
    elif (state == "indicators" or _heads_rows(draft)) and _goes_on(draft, line):
        return "indicators"
    elif state == "goals" and not is_total(line) and not (_is_labelled(line) or _names_block(line) or _parts(line)):
        return "goals"
    elif state in ("other", "total") and (_resumes(draft, line) or _adds_marks(draft, line)):
        return "indicators"
    return "identity" if state in (None, "title", "identity") or identity_labels(line) else "other"


def _heads_rows(draft: Draft) -> bool:
    """Whether the row above is a total between a heading and its rows."""
    return draft.state == "total" and not draft.closed


def _pairs_on(heads: Sequence[Head], line: Line) -> bool:
    """Whether a row belongs to the block of pairs or the block on its side above it."""
    return (goes_on(line, heads) and not identity_labels(line)) if heads else is_pair_row(line)


def _of_points(line: Line) -> bool:
    """Whether a total row says that it adds up points (总分); 合计 may be that of a fund block."""
    return any("分" in cell.text for cell in line.fresh[:2] if vocabulary().total.meaning(cell.text))


def _goes_on(draft: Draft, line: Line) -> bool:
    """Whether a row goes on with the indicators; behind the total only marks beside the full ones do."""
    if draft.closed:
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
    if block is None or block.columns is None or draft.closed or not _fits(block, line) or _is_labelled(line):
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
    """``说明 | 无``, ``评价等次 | 优``: a heading of the foot at the left edge, with its text."""
    first, words = line.fresh[0], vocabulary()
    heads = words.sections.exact(first.text) is not None or words.total.meaning(first.text) == "rating"
    return first.place.col == 0 and len(line.fresh) <= 2 and heads


def _fits(block: Segment, line: Line) -> bool:
    """Whether no cell of a row runs over several measures of the indicator block (a remark or a goal would)."""
    if block.columns is None or _is_remark(line):
        return False
    for cell in line.fresh:
        under = [column for column in block.columns.all if overlap(cell, column.first, column.last) > 0]
        over = [column.field for column in under if column.field in _MEASURES]
        told = (
            set(_POINTS) <= set(over) and len(fold(cell.text)) > MAX_LABEL
        )  # a text over weight and score is of neither
        if len(over) >= 3 or (len(over) >= 2 and cell.place.col < block.columns.all[0].last) or told:
            return False
    return True
