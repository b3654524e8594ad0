"""What printers do to a table at the foot of a page and in its cells, drawn: cut sides left open, lines run over."""

from __future__ import annotations

import pytest
from reportlab.lib.colors import Color, black
from reportlab.pdfbase import pdfmetrics

from drawing import draw, grid
from extract.pdf import Engine
from pdfdrawing import COL, FONT, LEFT, PAGE, ROW, SIZE, TOP, Sheet
from test_extract_pdf_drawn import BOTH, read

Level = tuple[int, float, float]  # row edge, from column, to column


def open_page(sheet: Sheet, rows: int, columns: int, levels: list[Level]) -> None:
    """A piece of a table: its lines down over all rows, and across only these."""
    bottom = PAGE[1] - TOP
    sheet.canvas.setLineWidth(0.5)
    for column in range(columns + 1):
        sheet.canvas.line(LEFT + column * COL, bottom, LEFT + column * COL, bottom - rows * ROW)
    for row, start, end in levels:
        sheet.canvas.line(LEFT + start * COL, bottom - row * ROW, LEFT + end * COL, bottom - row * ROW)


def put(sheet: Sheet, row: float, column: float, text: str) -> None:
    """The text with its baseline in the middle of a row, or anywhere else in fractions of it."""
    sheet.text(LEFT + column * COL + 4, TOP + (row + 0.5) * ROW + 0.35 * SIZE, text)


@pytest.mark.parametrize("engine", BOTH)
def test_a_label_that_runs_through_a_whole_page_keeps_its_column(engine: Engine) -> None:
    """A printer that leaves cut cells open draws no line across it there, above or below."""
    sheet = Sheet()
    open_page(sheet, 2, 3, [(0, 0, 3), (1, 1, 3)])
    for row, values in enumerate(("甲1", "乙2")):
        for column, value in enumerate(values, 1):
            put(sheet, row, column, value)
    put(sheet, 0.5, 0, "绩效指标")
    sheet.next_page()
    open_page(sheet, 2, 3, [(1, 1, 3), (2, 1, 3)])
    put(sheet, 0, 1, "丙")
    put(sheet, 0, 2, "3")
    put(sheet, 1, 1, "丁")
    put(sheet, 1, 2, "4")
    sheet.next_page()
    open_page(sheet, 1, 3, [(1, 0, 3)])
    put(sheet, 0, 1, "戊")
    put(sheet, 0, 2, "5")
    assert [draw(one) for one in read(sheet.bytes(), engine).grids] == [
        draw(grid("| 绩效指标 | 甲 | 1 |\n| ^ | 乙 | 2 |\n| ^ | 丙 | 3 |\n| ^ | 丁 | 4 |\n| ^ | 戊 | 5 |"))
    ]


@pytest.mark.parametrize("engine", BOTH)
def test_a_page_inside_one_row_belongs_to_the_row(engine: Engine) -> None:
    sheet = Sheet()
    open_page(sheet, 2, 3, [(0, 0, 3), (1, 0, 3)])
    for column, text in enumerate(("存在问题", "原因", "措施")):
        put(sheet, 0, column, text)
    for column, text in enumerate(("进度偏慢", "一是申报不足", "一是约谈单位")):
        put(sheet, 1, column, text)
    sheet.next_page()
    open_page(sheet, 2, 3, [])
    put(sheet, 0, 1, "二是资金到位")
    put(sheet, 1, 1, "较晚")
    put(sheet, 0, 2, "二是按周报送")
    sheet.next_page()
    open_page(sheet, 1, 3, [(1, 0, 3)])
    put(sheet, 0, 2, "三是补齐。")
    sheet.text(LEFT, TOP + 3 * ROW, "填表人：李某")
    document = read(sheet.bytes(), engine)
    assert [draw(one) for one in document.grids] == [
        draw(
            grid(
                "| 存在问题 | 原因 | 措施 |\n"
                "| 进度偏慢 | 一是申报不足⏎二是资金到位⏎较晚 | 一是约谈单位⏎二是按周报送⏎三是补齐。 |"
            )
        )
    ]
    assert [paragraph.text for paragraph in document.paragraphs] == ["填表人：李某"]


@pytest.mark.parametrize("engine", BOTH)
def test_lines_down_alone_without_a_table_before_are_no_row(engine: Engine) -> None:
    sheet = Sheet()
    open_page(sheet, 2, 3, [])
    for row, values in enumerate(("甲乙丙", "丁戊己")):
        for column, value in enumerate(values):
            put(sheet, row, column, value)
    document = read(sheet.bytes(), engine)
    assert not any("\n" in cell.text for one in document.grids for cell in one.cells)


def test_a_strip_of_pale_shading_is_no_line() -> None:
    """A printer cuts the background of a heading, too: what is left of it at the top of the next page is 3 points."""
    sheet = Sheet()
    sheet.canvas.setFillColor(Color(0.91, 0.93, 0.97))
    sheet.canvas.rect(LEFT + COL, PAGE[1] - TOP - 6, COL, 3, stroke=0, fill=1)
    sheet.canvas.setFillColor(black)
    sheet.table("| 一级 | 二级 |\n| 产出 | 数量 |")
    assert [draw(one) for one in read(sheet.bytes()).grids] == [draw(grid("| 一级 | 二级 |\n| 产出 | 数量 |"))]


def test_a_line_that_runs_over_the_foot_of_its_cell_belongs_to_it() -> None:
    sheet = Sheet()
    sheet.table("|  | 甲 |\n|  | 乙 |")
    foot = TOP + ROW
    for at, text in enumerate(("项目资金", "（万元）")):
        sheet.text(LEFT + 4, foot - 9 + 12.5 * at, text)
    sheet.text(LEFT + 4, foot + 22, "年度目标")
    assert [draw(one) for one in read(sheet.bytes()).grids] == [
        draw(grid("| 项目资金⏎（万元） | 甲 |\n| 年度目标 | 乙 |"))
    ]


def test_lines_of_several_cells_that_run_over_into_one_belong_each_to_its_own() -> None:
    sheet = Sheet()
    sheet.table("|  |  |\n| 总分 | < |")
    for column, texts in enumerate((("产出指标", "（50分）"), ("满意度", "指标"))):
        for at, text in enumerate(texts):
            sheet.text(LEFT + column * COL + 4, TOP + ROW - 9 + 12.5 * at, text)
    assert [draw(one) for one in read(sheet.bytes()).grids] == [
        draw(grid("| 产出指标⏎（50分） | 满意度⏎指标 |\n| 总分 | < |"))
    ]


def test_lines_that_stand_out_of_their_cell_on_both_sides_are_its_own() -> None:
    sheet = Sheet()
    sheet.table("| 甲 | 1 |\n|  | 2 |\n| 乙 | 3 |")
    middle = TOP + 1.5 * ROW
    for at in range(4):
        sheet.text(LEFT + 4, middle - 1.5 * 12 + at * 12 + 3, f"第{at}行")
    (found,) = read(sheet.bytes()).grids
    assert [cell.text for cell in found.cells if cell.place.col == 0] == ["甲", "第0行\n第1行\n第2行\n第3行", "乙"]


def test_a_half_sign_that_begins_before_the_side_of_its_cell_stands_in_it() -> None:
    sheet = Sheet()
    sheet.table("|  | 甲 |")
    sheet.text(LEFT + COL - pdfmetrics.stringWidth("609", FONT, SIZE) - 1, TOP + ROW / 2, "6092")
    assert [draw(one) for one in read(sheet.bytes()).grids] == [draw(grid("| 6092 | 甲 |"))]


@pytest.mark.parametrize("engine", BOTH)
def test_lines_of_a_label_that_run_out_of_the_table_at_the_foot_of_a_page_belong_to_it(engine: Engine) -> None:
    sheet = Sheet()
    open_page(sheet, 2, 3, [(0, 0, 3), (1, 0, 3), (2, 1, 3)])
    for column, text in enumerate(("名称", "甲", "1")):
        put(sheet, 0, column, text)
    for at, text in enumerate(("年度总体", "目标完成", "情况")):
        sheet.text(LEFT + 4, TOP + 2 * ROW - 6 + 13 * at, text)
    put(sheet, 1, 1, "预期目标")
    put(sheet, 1, 2, "实际完成")
    sheet.next_page()
    open_page(sheet, 1, 3, [(1, 0, 3)])
    put(sheet, 0, 1, "全年培训")
    put(sheet, 0, 2, "共十二期")
    sheet.text(LEFT + 4, TOP + ROW + 13, "填表人：李某")
    document = read(sheet.bytes(), engine)
    assert [draw(one) for one in document.grids] == [
        draw(grid("| 名称 | 甲 | 1 |\n| 年度总体⏎目标完成⏎情况 | 预期目标 | 实际完成 |\n| ^ | 全年培训 | 共十二期 |"))
    ]
    assert [paragraph.text for paragraph in document.paragraphs] == ["填表人：李某"]


@pytest.mark.parametrize("engine", BOTH)
def test_a_title_that_fills_its_line_goes_on_in_the_next_centred_one(engine: Engine) -> None:
    def titled(first: str, *below: str) -> list[str]:
        sheet = Sheet()
        for number, line in enumerate((first, *below)):
            sheet.text((PAGE[0] - 18 * len(line)) / 2, 60 + 30 * number, line, 18)
        sheet.table("| 项目名称 | 甲 |\n| 总分 | 99 |", top=200)
        return [paragraph.text for paragraph in read(sheet.bytes(), engine).paragraphs]

    full = "某市二〇二四年度中央转移支付计划生育服务项目绩"
    assert titled(full, "效自评表") == [full + "效自评表"]
    assert titled(full, "（二〇二四年度）") == [full, "（二〇二四年度）"]
    assert titled("计划生育服务项目绩效自评表", "二〇二四年度") == ["计划生育服务项目绩效自评表", "二〇二四年度"]
