"""What a row of a grid opens: a title, a fund block, a goal block, an indicator block, a total … or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Cell
from normalize.funds.budgets import with_adjusted_budget
from normalize.funds.heads import Head, heads_across, height_of
from normalize.funds.labels import AMOUNTS, FUND_MEASURES, heads_sides, opens_pairs, paired_column
from normalize.indicators.levelcolumns import with_level_points, with_levels, words_as_level
from normalize.indicators.levels import Label, first_family
from normalize.labels import vocabulary
from normalize.layout.columns import Column, Columns, header_columns, nearest_known, with_halves
from normalize.layout.lines import Line, overlap
from normalize.words.comparisons import OPERATORS, states_comparison
from normalize.words.text import fold, key, split_points, stem, trim
from normalize.words.values import is_blank

SegmentKind = Literal[
    "title", "identity", "funds", "fund_pairs", "tasks", "goals", "indicators", "total", "subtotal", "other"
]

_NAMES = frozenset({"level_1", "level_2", "level_3"})
_MEASURES = frozenset({"target", "actual", "weight", "score", "score_method", "reason", "adjusted_target"})
_PAIRED = frozenset({"target", "actual", "weight", "score", "review_score"})
_TITLE = re.compile(r"(?:自评|评价|评分|绩效|打分).{0,16}(?:表|报告|情况)(?:[(\d].*)?$")
_YEAR = re.compile(r"^\(?(?:20|19)\d\d\)?年?度?\)?$|^\(?年度:?(?:20|19)\d\d年?\)?$|^\((?:年度|\d{0,4}年度)\)$")
_POINTS_LOST = re.compile(r"-?\d+(?:\.\d+)?分?|[-—/]+")
_DIGITS = re.compile(r"\d")
_TRAILING_NUMBER = re.compile(r"(?:之)?[\d一二三四五六七八九十]+$")
_GOAL_ENDING = re.compile(r"目标[\d一二三四五六七八九十]+$")
_NATURE = re.compile(r"^按.{2,8}分类?$")
MAX_LABEL = 24
_LABEL_ROWS = 3  # rows under a header that tell a block's label from a column's
MAX_GOAL_LABEL = 14
_FIGURES = 2  # figures in a row that make it one of amounts
SURE = 4  # headers of one block in a row that need no exact wording among them


class Opening(Struct, frozen=True):
    """A block that begins in a row: its kind, how many rows its header takes, its columns (of funds across: heads)."""

    kind: SegmentKind
    height: int = 1
    columns: Columns | None = None
    heads: tuple[Head, ...] = ()


def opening(lines: Sequence[Line], at: int) -> Opening | None:
    """What the row at an index opens whatever stands above it, or None."""
    line = lines[at]
    if not line.fresh:
        return None
    return (
        _indicator_header(lines, at)
        or _header_under_level(lines, at)
        or _funds_across(lines, at)
        or _fund_header(lines, at)
        or _fund_header_under_sides(lines, at)
        or (Opening("title") if is_title(line) else None)
        or (Opening("fund_pairs") if _opens_pairs(lines, at) else None)
        or (Opening("goals") if _opens_goals(line) else None)
    )


def is_title(line: Line) -> bool:
    """Whether a row is the form's title or its year: one statement over the whole width."""
    texts = [fold(cell.text) for cell in line.fresh]
    first = line.fresh[0]
    unmerged = len(line.cells) == line.grid.n_cols and first.rows == 1
    alone = len(texts) == 1 and (first.cols * 2 > line.grid.n_cols or line.grid.n_cols <= 2 or unmerged)
    if not alone and not (first.cols * 2 > line.grid.n_cols and title_like(first.text)):
        return False
    return title_like(first.text) or bool(_YEAR.match(texts[0]))


def title_like(text: str) -> bool:
    """Whether a line of text reads like the title of a form (…绩效自评表)."""
    label = stem(text)
    return (
        4 <= len(label) <= 60 and bool(_TITLE.search(label)) and not re.search("[。；;]", label) and "如下" not in label
    )


def year_like(text: str) -> bool:
    """Whether a line says nothing but a year: （2022年度）."""
    return bool(_YEAR.match(fold(text)))


def _indicator_header(lines: Sequence[Line], at: int) -> Opening | None:
    line = lines[at]
    below = lines[at + 1] if at + 1 < len(lines) else None
    if any(_is_figure(cell) for cell in line.fresh):
        return None
    here, there = _indicator_fields(line), _indicator_fields(below) if below else {}
    names, measures = _count(here, _NAMES), _count(here, _MEASURES)
    names_below = _count(there, _NAMES)
    if not names and _scores_named_rows(lines, at):
        pass
    elif not (names and measures) and not (
        (names >= 2 and _count(there, _MEASURES) >= 2) or (measures >= 2 and names_below)
    ):
        grouped = measures and names_below >= 2 and _count(there, _MEASURES) >= 2
        if (measures < 2 and not grouped) or not _single_name(line) or not _says_a_measure(line):
            return None
    elif not (names and measures) and below and _has_figures(below):
        return None
    height = _band(lines, at)
    rows = list(takewhile(lambda line: not _heads_another(line), lines[at + height :]))
    columns = indicator_columns(lines[at : at + height], rows)
    return Opening("indicators", height, with_level_points(with_levels(columns, rows)))


def _heads_another(line: Line) -> bool:
    """Whether a row is of headings again: what stands under it says nothing of the columns above."""
    words = vocabulary()
    heads = (cell for cell in line.fresh if words.goals.exact(cell.text) or words.indicators.exact(cell.text))
    return sum(1 for _ in heads) > 1


def level_across(line: Line) -> Label | None:
    """``一、产出指标（50分）`` over the whole width: the first level of the rows below, which have no column for it."""
    cell = line.fresh[0] if len(line.fresh) == 1 else None
    if cell is None or cell.cols * 2 <= line.grid.n_cols or len(cell.text) > MAX_LABEL:
        return None
    name, points = split_points(key(cell.text))
    known = first_family(name) is not None and name.endswith("指标")
    return Label(name, points, trim(cell.text), cell.place) if known else None


def _header_under_level(lines: Sequence[Line], at: int) -> Opening | None:
    """An indicator header with the name of the first level on a row of its own above it."""
    below = _indicator_header(lines, at + 1) if at + 1 < len(lines) and level_across(lines[at]) else None
    return replace(below, height=below.height + 1) if below else None


def _single_name(line: Line) -> bool:
    """A header whose only naming column says 绩效指标 or 指标 and does not run down the block."""
    return any(vocabulary().indicators.exact(cell.text) == "name_column" and cell.rows <= 2 for cell in line.fresh)


def _scores_named_rows(lines: Sequence[Line], at: int) -> bool:
    """``管理内容 | 情况说明 | 分值 | 得分`` over rows of words and figures: a scored list, whatever it lists."""
    line = lines[at]
    exact = vocabulary().indicators.exact
    points = {field: cell for cell in line.fresh if (field := exact(cell.text)) in ("weight", "score")}
    if len(points) < 2 or at + 1 >= len(lines):
        return False
    if any(fund_column(cell.text) in AMOUNTS or goal_label(cell.text) in ("block", "expected") for cell in line.fresh):
        return False
    below = lines[at + 1]
    figures = [
        cell for cell in below.fresh if _is_figure(cell) and any(_covers(head, cell) for head in points.values())
    ]
    return bool(figures) and _listed_names(line, points["weight"], below) is not None


def _listed_names(line: Line, weight: Cell, below: Line) -> Cell | None:
    """The heading left of the points that the words of the first row stand under."""
    heads = (cell for cell in line.fresh if cell.place.col < weight.place.col and cell.rows == 1)
    said = [cell for cell in below.fresh if _WORDS.search(fold(cell.text)) and not _is_figure(cell)]
    return next((head for head in heads if any(_covers(head, cell) for cell in said)), None)


def _covers(head: Cell, cell: Cell) -> bool:
    return overlap(cell, head.place.col, head.place.col + head.cols) > 0


def _says_a_measure(line: Line) -> bool:
    """Whether a header prints the usual wording of a measure: texts of a row may hold words of any (问题整改率)."""
    return any(vocabulary().indicators.exact(cell.text) in _MEASURES for cell in line.fresh)


def _indicator_fields(line: Line | None) -> dict[int, str]:
    meaning = vocabulary().indicators.meaning
    fields: dict[int, str] = {}
    for cell in line.fresh if line else ():
        if len(cell.text) <= MAX_LABEL + 8:
            field = meaning(cell.text)
            if field:
                fields[cell.place.col] = field
    return fields


def _count(fields: dict[int, str], wanted: frozenset[str]) -> int:
    return len(wanted.intersection(fields.values()))


def _has_figures(line: Line) -> bool:
    return any(_DIGITS.search(stem(cell.text)) for cell in line.fresh)


def _band(lines: Sequence[Line], at: int) -> int:
    """How many rows a header takes: as far as its merged cells run, and on while rows hold nothing but headers."""
    meaning = vocabulary().indicators.meaning
    heads = [
        cell
        for cell in lines[at].fresh
        if cell.rows <= 3 and meaning(cell.text) not in (None, "name_column") and not _is_block(cell)
    ]
    height = max((cell.rows for cell in heads), default=1)
    while at + height < len(lines) and height < 4:
        below = lines[at + height]
        fields = _indicator_fields(below)
        if len(fields) < 2 or len(fields) < len(below.fresh) or _has_figures(below):
            return height
        height += 1
    return height


def _is_block(cell: Cell) -> bool:
    """Whether a cell is the block's own label (年度绩效指标完成情况), which runs down beside the rows."""
    return cell.rows > 1 and vocabulary().blocks.exact(cell.text) == "indicators"


def indicator_columns(band: Sequence[Line], below: Sequence[Line] = ()) -> Columns:
    """The columns of an indicator block from its header rows; the block's own label at the left is left out.

    below: the rows under the header, in which a label that was never merged is printed again or left empty.
    """
    beyond = band[-1].row + 1
    found = header_columns(band, vocabulary().indicators.meaning, beyond)
    columns = nearest_known(_without_block_label(found, below), vocabulary().indicators.nearest)
    columns = _with_comparisons(_without_deductions(words_as_level(columns, below), below), below)
    columns = with_halves(_with_names(columns), vocabulary().indicators.exact, _PAIRED)
    if "actual" not in columns:
        columns = _rename(columns, "completion" if "completion" in columns else "situation", "actual")
    if "reason" not in columns:
        columns = _rename(columns, "situation", "reason")
    if "target" not in columns:
        columns = _rename(columns, "whole_target", "target")
    if "score_method" not in columns:
        columns = _rename(columns, "described", "score_method")
    columns = Columns(tuple(column for column in columns.all if column.field != "name_column"))
    if "level_3" not in columns:
        for field in ("level_2", "level_1"):
            if field in columns:
                return _rename(columns, field, "level_3")
    return columns if "level_3" in columns else _with_listed_names(columns, below)


def _with_listed_names(columns: Columns, below: Sequence[Line]) -> Columns:
    """The first column that nobody knows, with words under it, names the rows where no column is known to."""
    under = [cell for line in below[:1] for cell in line.fresh if _WORDS.search(fold(cell.text))]
    for at, column in enumerate(columns.all):
        if column.field is None and any(overlap(cell, column.first, column.last) > 0 for cell in under):
            return Columns((*columns.all[:at], replace(column, field="level_3"), *columns.all[at + 1 :]))
    return columns


def _with_names(columns: Columns) -> Columns:
    """指标 heads the names where no other column does, or where what would head them stands to the left of it: what is
    assessed (评价内容 | 指标) is then the level above.
    """
    if "level_3" not in columns:
        return _rename(columns, "name_column", "level_3")
    fields = columns.fields()
    if "name_column" in fields[fields.index("level_3") :] and not {"level_1", "level_2"} & set(fields):
        return _rename(_rename(columns, "level_3", "level_1"), "name_column", "level_3")
    return columns


def _without_block_label(columns: Columns, below: Sequence[Line]) -> Columns:
    """The columns without the label of the block in a column of its own: it heads nothing, whatever its wording."""
    if len(columns.all) < 2:
        return columns
    first = columns.all[0]
    under = [cell for line in below[:_LABEL_ROWS] for cell in line.cells if cell.place.col == first.first]
    again = len(under) > 1 and all(key(cell.text) == key(first.label) for cell in under)
    twice = [column.field for column in columns.all].count(first.field) > 1
    block = vocabulary().blocks.exact(first.label) == "indicators" and twice
    return Columns(columns.all[1:]) if again or block else columns


def _without_deductions(columns: Columns, below: Sequence[Line]) -> Columns:
    """扣分情况 over nothing but figures says how many points were lost, not why."""
    for at, column in enumerate(columns.all):
        if column.field == "reason" and "扣" in column.label:
            cells = (cell for line in below for cell in columns.split(line.fresh).get(at, ()))
            texts = [fold(cell.text) for cell in cells if cell.cols <= column.last - column.first]
            if texts and all(map(_POINTS_LOST.fullmatch, texts)):
                return _rename(columns, "reason", "deducted")
    return columns


def _with_comparisons(columns: Columns, below: Sequence[Line]) -> Columns:
    """A column nobody knows over nothing but comparisons (绩效度量 over 大于等于, 定性) says how targets are meant."""
    if "nature" in columns:
        return columns
    for at, column in enumerate(columns.all):
        if column.field is None:
            cells = [cell for line in below for cell in columns.split(line.fresh).get(at, ())]
            texts = [cell.text for cell in cells if cell.cols <= column.last - column.first and not is_blank(cell.text)]
            if any(fold(text) in OPERATORS for text in texts) and all(map(states_comparison, texts)):
                return Columns((*columns.all[:at], replace(column, field="nature"), *columns.all[at + 1 :]))
    return columns


def _rename(columns: Columns, old: str, new: str) -> Columns:
    done = False
    renamed = []
    for column in columns.all:
        if column.field == old and not done:
            column, done = replace(column, field=new), True
        renamed.append(column)
    return Columns(tuple(renamed))


def _fund_header(lines: Sequence[Line], at: int) -> Opening | None:
    line = lines[at]
    words = vocabulary()
    fields = {}
    inner = frozenset(cell.text for cell in line.fresh[1:] if cell.rows == 1)

    def meaning(text: str) -> str | None:
        return fund_column(text) or (words.fund_columns.meaning(text) if text in inner else None)

    for cell in line.fresh:
        if not (cell.rows > 1 and words.blocks.exact(cell.text) == "funds") and len(cell.text) <= MAX_LABEL + 8:
            field = meaning(cell.text)
            if field:
                fields[cell.place.col] = field
    amounts = _count(fields, AMOUNTS)
    listed = {"source", "amount"} <= set(fields.values())
    if amounts < 2 and not (amounts and _count(fields, FUND_MEASURES)) and not listed:
        return None
    known = len(fields) >= SURE or any(words.fund_columns.exact(cell.text) for cell in line.fresh)
    if not known or any(_is_figure(cell) for cell in line.fresh):
        return None
    height = max((cell.rows for cell in line.fresh if cell.place.col in fields and cell.rows <= 3), default=1)
    height = next((n for n in range(1, height) if at + n < len(lines) and _has_amounts(lines[at + n])), height)
    band = lines[at : at + height]
    columns = header_columns(band, meaning, line.row + height).all
    labels = {"funds"}  # 项目资金（万元） in a cell of its own heads no column either
    kept = tuple(column for column in columns if column.field or words.blocks.exact(column.label) not in labels)
    below = lines[at + height] if at + height < len(lines) else None
    while len(kept) > 1 and below is not None and _heads_labels(kept[0], below):
        kept = kept[1:]
    known_columns = nearest_known(Columns(kept), words.fund_columns.nearest)
    halved = with_halves(known_columns, words.fund_columns.exact, AMOUNTS | FUND_MEASURES)
    return Opening("funds", height, with_adjusted_budget(halved, lines[at + height :]))


def _fund_header_under_sides(lines: Sequence[Line], at: int) -> Opening | None:
    """A fund header with 收入 and 支出 over its two halves in a row of their own."""
    below = _fund_header(lines, at + 1) if at + 1 < len(lines) and heads_sides(lines[at]) else None
    return replace(below, height=below.height + 1) if below else None


def _opens_pairs(lines: Sequence[Line], at: int) -> bool:
    """Whether a row begins a fund block of labels beside their figures, also of two sides."""
    sides = at + 1 < len(lines) and opens_pairs(lines[at], lines[at + 1])
    return sides or _is_fund_pair(lines[at])


def _has_amounts(line: Line) -> bool:
    """Whether a row states figures: a label beside it that is merged down so far heads rows, not columns."""
    return sum(_is_figure(cell) for cell in line.fresh) >= _FIGURES


_WORDS = re.compile(r"[^\W\d_]{3,}")


def _heads_labels(column: Column, below: Line) -> bool:
    """Whether the label of a fund row stands under a header: it heads the labels, not their amounts.

    Words under a header of amounts or rates (预算执行 over 部门整体支出) are such a label, known or not.
    """
    under = [cell for cell in below.fresh if cell.place.col <= column.first < cell.place.col + cell.cols]
    if not under or _is_figure(under[0]):
        return False
    measure_over_words = column.field in AMOUNTS | FUND_MEASURES and _WORDS.fullmatch(fold(under[0].text))
    worded = bool(measure_over_words) and under[0] is below.fresh[0]
    return worded or vocabulary().fund_rows.meaning(under[0].text) is not None


def fund_column(text: str) -> str | None:
    """The field of a fund column's header; a label of the whole block (年度预算数（万元）) heads no column."""
    words = vocabulary()
    exact = words.fund_columns.exact(text)
    return exact or (None if words.blocks.exact(text) == "funds" else words.fund_columns.meaning(text))


def _is_figure(cell: Cell) -> bool:
    return bool(re.fullmatch(r"[-\d.,]+(?:%|亿元|万元|元|万)?", fold(cell.text)))


def _is_fund_pair(line: Line) -> bool:
    """``预算数： | 2.38 | 执行数： | 2.38``: labels of columns, each beside its value."""
    fields = {paired_column(line, cell) for cell in line.fresh}
    return "executed" in fields and bool({"full_budget", "initial_budget"} & fields)


def _funds_across(lines: Sequence[Line], at: int) -> Opening | None:
    """``合计 | 中央资金 | 省级资金`` over ``预算数 | 180 | 100 | 50``: a fund block laid on its side."""
    heads = heads_across(lines, at)
    return Opening("fund_pairs", height_of(heads, lines[at].row), heads=heads) if heads else None


def goal_label(text: str) -> str | None:
    """``block``, ``expected`` or ``actual`` where the text labels a goal (numbers and points in it do not matter)."""
    words = vocabulary()
    bare = _TRAILING_NUMBER.sub("", stem(text)) if _GOAL_ENDING.search(stem(text)) else text
    if words.goal_actual.exact(bare):
        return "actual"
    if words.goals.exact(bare) == "reason":
        return "reason"
    if words.goals.exact(bare) == "block":
        return "block"
    if words.goal_expected.exact(bare):
        return "expected"
    return words.goals.meaning(bare) if len(stem(bare)) <= MAX_GOAL_LABEL else None


def _opens_goals(line: Line) -> bool:
    roles = [goal_label(cell.text) for cell in line.fresh]
    known = vocabulary().goals.exact(line.fresh[0].text) or _GOAL_ENDING.search(stem(line.fresh[0].text))
    return (bool(known) and roles[0] in ("block", "expected", "actual")) or ("actual" in roles and "expected" in roles)


def is_total(line: Line) -> bool:
    """Whether a row is the total row: its first words say 总分, 合计 …, or 自评总得分 at the left edge."""
    total = vocabulary().total
    if any(cell.place.col == 0 and total.meaning(cell.text) == "score" for cell in line.fresh[:1]):
        return True
    return any(
        total.meaning(cell.text) == "row" or total.meaning(bare_label(cell.text)) == "row" for cell in line.fresh[:2]
    )


def is_subtotal(line: Line) -> bool:
    """Whether a row adds up those above it: 小计, 产出指标小计."""
    first = line.fresh[0].text
    return vocabulary().total.meaning(first) == "subtotal" or (len(first) <= MAX_LABEL and stem(first).endswith("小计"))


def bare_label(text: str) -> str:
    """A label without the figure printed behind it: ``总分：99分`` → 总分."""
    return re.sub(r"[:\d.分]+$", "", key(text)) if len(text) <= MAX_LABEL else ""


def is_nature(text: str) -> bool:
    """``按收入性质分``: the heading of a breakdown that stands beside the fund rows, not under their columns."""
    return bool(_NATURE.match(stem(re.sub(r"[:：].*$", "", key(text)))))


def identity_labels(line: Line) -> list[str]:
    """The identity fields whose labels begin in a row."""
    words = vocabulary().identity
    found = []
    for cell in line.fresh:
        text = cell.text if len(cell.text) <= 24 else cell.text[:24]
        name = words.exact(text) or words.exact(re.split("[:：]", key(text))[0])
        if name:
            found.append(name)
    return found
