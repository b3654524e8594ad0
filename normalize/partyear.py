"""Forms of a part of the year (上半年, 1-7月): what was done by then is what they report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from extract.model import Paragraph
from normalize.heading import near, title_cells
from normalize.layout.columns import Column, Columns
from normalize.layout.segments import Segment
from normalize.layout.signs import title_like
from normalize.words.text import fold

_SPAN = (
    r"(?:上半年度?|(?<![^\W\d_])半年度?|(?:第?[一二三1-3]|前三)季度|(?<!\d)0?1月?[-~—–至]{1,2}(?:0?[2-9]|1[01])月份?)"
)
_KINDS = "(?:部门|单位|整体|项目|预算|支出|财政|重点|专项|资金|政策|执行|运行)*"
_TITLED = re.compile(rf"{_SPAN}(?:{_KINDS}(?:绩效|自评|监控|评价)|[)）]|$)")
_ALONE = re.compile(rf"[(（]?(?:20\d\d年度?)?{_SPAN}[)）]?")
_UNTIL = re.compile(_SPAN)


def of_part_year(segments: Sequence[Segment], before: Sequence[Paragraph]) -> bool:
    """Whether the heading of a form, or the one over its spending, ends before the year does."""
    spent = (column for one in segments if one.kind == "funds" and one.columns for column in one.columns.all)
    return _is_headed(segments, before) or any(
        column.field == "executed" and _UNTIL.search(fold(column.label)) for column in spent
    )


def settle_part_year(segments: Sequence[Segment], before: Sequence[Paragraph]) -> None:
    """Under the heading of a part of the year, the one column of that part says what was done if no other does."""
    if _is_headed(segments, before):
        for segment in segments:
            if segment.columns is not None:
                segment.columns = _as_actual(segment.columns)


def _is_headed(segments: Sequence[Segment], before: Sequence[Paragraph]) -> bool:
    texts = [cell.text for cell in title_cells(segments)] + [paragraph.text for paragraph in near(before)]
    return any(_ALONE.fullmatch(fold(text)) or (title_like(text) and _TITLED.search(fold(text))) for text in texts)


def _as_actual(columns: Columns) -> Columns:
    if "actual" in columns or columns.fields().count("part_year") != 1:
        return columns

    def settled(column: Column) -> Column:
        return replace(column, field="actual") if column.field == "part_year" else column

    return Columns(tuple(map(settled, columns.all)))
