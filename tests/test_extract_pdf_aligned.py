"""Tables with few lines or none: by alignment or by backgrounds, and said to be a guess."""

from __future__ import annotations

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from drawing import draw, grid
from pdfdrawing import Edge, Sheet, page_of
from test_extract_pdf_drawn import read

PLAIN = """
    | 指标名称 | 目标值 | 完成值 | 得分 |
    | 培训次数 | 12    | 12    | 2   |
    | 覆盖率  | ≥90%  | 95%   | 5   |
    | 节约率  | 0     | -7.40% | 10  |
"""


def nothing(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    """A pen that draws no line."""


def three_lines(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    """The lines of a 三线表: above and below the header, and at the foot."""
    levels, right = sorted({edge[1] for edge in across}), max(edge[2] for edge in across)
    for y in (levels[0], levels[1], levels[-1]):
        canvas.line(0, -y, right, -y)


def backgrounds(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    """Grey cells, 1 point of white between them."""
    canvas.setFillColor(Color(0.85, 0.85, 0.85))
    for (x0, y0, x1, _), (_, y1, _, _) in zip(across[0::2], across[1::2], strict=True):
        canvas.rect(x0 + 0.5, -y1 + 0.5, x1 - x0 - 1, y1 - y0 - 1, stroke=0, fill=1)
    canvas.setFillColor(Color(0, 0, 0))


def test_columns_of_text_without_any_line_are_a_table_marked_as_a_guess() -> None:
    document = read(page_of(PLAIN, nothing))
    assert [draw(one) for one in document.grids] == [draw(grid(PLAIN))]
    assert [note.code for note in document.notes] == ["table-by-alignment"]


def test_a_table_with_level_lines_only() -> None:
    document = read(page_of(PLAIN, three_lines))
    assert [draw(one) for one in document.grids] == [draw(grid(PLAIN))]


def test_cells_told_apart_by_their_backgrounds() -> None:
    merged = "| 一级 | 二级 | < |\n| ^ | 甲 | 1 |\n| 乙 | 丙 | 2 |"
    document = read(page_of(merged, backgrounds))
    assert [draw(one) for one in document.grids] == [draw(grid(merged))]


def test_prose_and_a_line_of_signatures_are_no_table() -> None:
    sheet = Sheet()
    for row in range(8):
        sheet.text(60, 100 + 20 * row, "本单位重点项目2个，分别为社会管理项目、公共管理项目，实际支出255.42万元。")
    sheet.text(60, 300, "项目负责人：")
    sheet.text(260, 300, "财务负责人：")
    sheet.text(430, 300, "填报人：")
    assert not read(sheet.bytes()).grids
