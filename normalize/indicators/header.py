"""Where an indicator block begins, and how many rows its heading takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from extract.model import Cell
from normalize.funds.labels import AMOUNTS, figure_or_dash, fund_column
from normalize.indicators.columns import indicator_columns
from normalize.indicators.levelcolumns import kinds_as_second, kinds_unheaded, with_level_points, with_levels
from normalize.indicators.levels import level_across
from normalize.indicators.parts import with_parts
from normalize.labels import vocabulary
from normalize.layout.lines import Line, overlap
from normalize.layout.segments import Opening
from normalize.layout.signs import MAX_LABEL, WORDS, goal_label
from normalize.words.text import fold, stem

_NAMES = frozenset({"level_1", "level_2", "level_3"})
_MEASURES = frozenset({"target", "actual", "weight", "score", "score_method", "reason", "adjusted_target"})
_STATES = re.compile(":.|。")  # 完成：挂牌108株 heads nothing
_DIGITS = re.compile(r"\d")


def indicators_begin(lines: Sequence[Line], at: int) -> Opening | None:
    """The indicator block that begins at a row, its columns read from the header and the rows below, or None."""
    return _header(lines, at) or _under_level(lines, at)


def _header(lines: Sequence[Line], at: int) -> Opening | None:
    line = lines[at]
    below = lines[at + 1] if at + 1 < len(lines) else None
    if any(figure_or_dash(cell) for cell in line.fresh):
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
    band = lines[at : at + height]
    columns = with_parts(indicator_columns(band, rows), band, rows)
    levels = kinds_as_second(kinds_unheaded(with_levels(columns, rows), rows), rows)
    return Opening("indicators", height, with_level_points(levels))


def _under_level(lines: Sequence[Line], at: int) -> Opening | None:
    """An indicator header with the name of the first level on a row of its own above it."""
    below = _header(lines, at + 1) if at + 1 < len(lines) and level_across(lines[at]) else None
    return replace(below, height=below.height + 1) if below else None


def _heads_another(line: Line) -> bool:
    """Whether a row is of headings again: what stands under it says nothing of the columns above."""
    words = vocabulary()
    heads = (cell for cell in line.fresh if words.goals.exact(cell.text) or words.indicators.exact(cell.text))
    return sum(1 for _ in heads) > 1


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
        cell for cell in below.fresh if figure_or_dash(cell) and any(_covers(head, cell) for head in points.values())
    ]
    return bool(figures) and _listed_names(line, points["weight"], below) is not None


def _listed_names(line: Line, weight: Cell, below: Line) -> Cell | None:
    """The heading left of the points that the words of the first row stand under."""
    heads = (cell for cell in line.fresh if cell.place.col < weight.place.col and cell.rows == 1)
    said = [cell for cell in below.fresh if WORDS.search(fold(cell.text)) and not figure_or_dash(cell)]
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
        if len(cell.text) <= MAX_LABEL + 8 and not _STATES.search(fold(cell.text)):
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
    tallest = max((cell.rows for cell in heads), default=1)
    height = 1 + sum(1 for _ in takewhile(lambda line: not _has_values(line), lines[at + 1 : at + tallest]))
    while at + height < len(lines) and height < 4:
        below = lines[at + height]
        fields = _indicator_fields(below)
        if len(fields) < 2 or len(fields) < len(below.fresh) or _has_figures(below):
            return height
        height += 1
    return height


def _has_values(line: Line) -> bool:
    """Whether a row holds several figures: what runs down beside it is a label of a short block, no heading."""
    return sum(map(figure_or_dash, line.fresh)) > 1


def _is_block(cell: Cell) -> bool:
    """Whether a cell is the block's own label (年度绩效指标完成情况), which runs down beside the rows."""
    return cell.rows > 1 and vocabulary().blocks.meaning(cell.text) == "indicators"
