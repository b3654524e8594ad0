"""The columns of an indicator block: which heading means what, seen with the rows under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from normalize.indicators.levelcolumns import LEVELS, words_as_level
from normalize.indicators.ticks import without_ticks
from normalize.labels import vocabulary
from normalize.layout.columns import Column, Columns, header_columns, nearest_known, with_halves
from normalize.layout.lines import Line, overlap
from normalize.layout.signs import WORDS, goal_label
from normalize.words.comparisons import OPERATORS, states_comparison
from normalize.words.text import fold, key
from normalize.words.values import is_blank

_DATED = re.compile(r"(?P<year>20\d\d)年度?(?P<rest>.+)")
_PAIRED = frozenset({"target", "actual", "weight", "score", "review_score"})
_POINTS_LOST = re.compile(r"-?\d+(?:\.\d+)?分?|[-—/]+")
_EXPLAINS_MARKS = re.compile("(?:评|打|计|得)分(?:说明|要求|内容)")
_GIVES_MARKS = re.compile(r"得\d|得满分|扣\d|扣分|按比例|酌情|不得分|得分=")
_LABEL_ROWS = 3  # rows under a header that tell a block's label from a column's


def indicator_columns(band: Sequence[Line], below: Sequence[Line] = ()) -> Columns:
    """The columns of an indicator block from its header rows; the block's own label at the left is left out.

    below: the rows under the header, in which a label that was never merged is printed again or left empty.
    """
    beyond = band[-1].row + 1
    found = header_columns(band, vocabulary().indicators.meaning, beyond)
    columns = _with_goals_beside(_without_block_label(found, below))
    columns = nearest_known(columns, vocabulary().indicators.nearest)
    columns = without_ticks(columns, band, below)
    columns = _with_comparisons(_without_deductions(words_as_level(columns, below), below), below)
    columns = _usual_first(with_halves(_with_names(_of_the_year(columns)), vocabulary().indicators.exact, _PAIRED))
    if "actual" not in columns:
        columns = _rename(columns, "completion" if "completion" in columns else "situation", "actual")
    if "score" not in columns:
        columns = _rename(columns, "review_score", "score")
    if "reason" not in columns:
        columns = _rename(columns, "situation", "reason")
    if "target" not in columns:
        columns = _with_goals_as_targets(_behind_the_sign(_rename(columns, "whole_target", "target")))
    if "score_method" not in columns:
        columns = _with_standards(_rename(columns, "described", "score_method"), below)
    columns = Columns(tuple(column for column in columns.all if column.field != "name_column"))
    if "level_3" not in columns:
        for field in ("level_2", "level_1"):
            if field in columns:
                return _rename(columns, field, "level_3")
    return columns if "level_3" in columns else _with_listed_names(columns, band, below)


def _usual_first(columns: Columns) -> Columns:
    """Where one heading is usual (得分), no other that is but like it (加权得分) means the same."""
    exact = vocabulary().indicators.exact
    usual = {column.field for column in columns.all if exact(column.label)} & _PAIRED

    def other(column: Column) -> bool:
        return column.field in usual and column.half is None and exact(column.label) is None

    return Columns(tuple(replace(column, field=None) if other(column) else column for column in columns.all))


def _of_the_year(columns: Columns) -> Columns:
    """``2023年目标 | 2023年完成``: a known heading with a year in front of it, where no other says it without a year.

    Of several years the last is the form's; beside one of them all (累计完成值) none is.
    """
    meaning = vocabulary().indicators.meaning
    dated: dict[int, tuple[str, int]] = {}
    for at, column in enumerate(columns.all):
        found = _DATED.match(fold(column.label)) if column.field is None or column.field in _PAIRED else None
        field = meaning(found["rest"]) if found else None
        if found and field in _PAIRED:
            dated[at] = (field, int(found["year"]))
    plain = {column.field for at, column in enumerate(columns.all) if at not in dated}
    last = {field: max(year for name, year in dated.values() if name == field) for field, _ in dated.values()}
    fields = {at: field if field not in plain and year == last[field] else None for at, (field, year) in dated.items()}
    return Columns(tuple(replace(one, field=fields.get(at, one.field)) for at, one in enumerate(columns.all)))


def _with_listed_names(columns: Columns, band: Sequence[Line], below: Sequence[Line]) -> Columns:
    """The first column that nobody knows, with words under it, names the rows where no column is known to; so does one
    left of the others without any heading.
    """
    under = [cell for line in below[:1] for cell in line.fresh if WORDS.search(fold(cell.text))]
    for at, column in enumerate(columns.all):
        if column.field is None and any(overlap(cell, column.first, column.last) > 0 for cell in under):
            return Columns((*columns.all[:at], replace(column, field="level_3"), *columns.all[at + 1 :]))
    bare = [cell for cell in band[-1].cells if not fold(cell.text) and cell.place.col < columns.all[0].first]
    for head in bare:
        first, last = head.place.col, head.place.col + head.cols
        if any(overlap(cell, first, last) > 0 for cell in under):
            return Columns((Column("level_3", "", first, last, head), *columns.all))
    return columns


def _with_names(columns: Columns) -> Columns:
    """指标 heads the names where no other column does; of two, the one at the left heads the level above.

    So it is in 评价内容 | 指标 and in 绩效指标 | 指标内容.
    """
    if "level_3" not in columns:
        return _rename(columns, "name_column", "level_3")
    fields = columns.fields()
    if "name_column" not in fields or "level_1" in fields:
        return columns
    if fields.index("name_column") < min(fields.index(name) for name in ("level_2", "level_3") if name in fields):
        return _rename(columns, "name_column", "level_1")
    if "level_2" in fields:
        return columns
    return _rename(_rename(columns, "level_3", "level_1"), "name_column", "level_3")


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


def _with_goals_beside(columns: Columns) -> Columns:
    """``年度目标 | 完成情况 | 一级指标``: a goal and its result in columns of their own, left of its indicators."""
    first = next((at for at, column in enumerate(columns.all) if column.field in LEVELS), 0)
    left = [(at, goal_label(column.label)) for at, column in enumerate(columns.all[:first])]
    roles = {role: at for at, role in left if role}
    expected = roles.get("expected", roles.get("block"))
    if expected is None or roles.get("actual") != expected + 1:
        return columns
    fields = {expected: "goal_expected", expected + 1: "goal_actual"}
    return Columns(tuple(replace(one, field=fields.get(at, one.field)) for at, one in enumerate(columns.all)))


def _behind_the_sign(columns: Columns) -> Columns:
    """``运算符号 | 内容 | 度量单位``: what stands behind the signs is the target where no other column is."""
    fields = [column.field for column in columns.all]
    at = fields.index("nature") + 1 if "nature" in fields and "target" not in fields else len(fields)
    if at >= len(fields) or fields[at] is not None:
        return columns
    return Columns((*columns.all[:at], replace(columns.all[at], field="target"), *columns.all[at + 1 :]))


def _with_goals_as_targets(columns: Columns) -> Columns:
    """绩效目标 beside the names says what was aimed at where no other column does."""
    for at, column in enumerate(columns.all):
        if column.field is None and "target" not in columns and goal_label(column.label) in ("block", "expected"):
            return Columns((*columns.all[:at], replace(column, field="target"), *columns.all[at + 1 :]))
    return columns


def _with_standards(columns: Columns, below: Sequence[Line]) -> Columns:
    """评分说明 over texts that say how many points are given or lost for what (得10分, 按比例扣分) is the standard."""
    for at, column in enumerate(columns.all):
        if column.field is None and _EXPLAINS_MARKS.search(fold(column.label)):
            cells = (cell for line in below for cell in columns.split(line.fresh).get(at, ()))
            texts = [fold(cell.text) for cell in cells if not is_blank(cell.text)]
            if 2 * sum(_GIVES_MARKS.search(text) is not None for text in texts) > len(texts):
                return Columns((*columns.all[:at], replace(column, field="score_method"), *columns.all[at + 1 :]))
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
