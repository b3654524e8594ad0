"""The Word reader on what every Word file holds: paragraphs, tables, merges, places."""

from drawing import draw, grid
from extract.model import Grid, Paragraph
from extract.reading import read
from wordml import docx, p, read_body, table_xml

FORM = """
    | 项目名称 | 社会管理 | <      | <      |
    | 项目资金 |          | 预算数 | 执行数 |
    | ^        | 总额     | 81.50  | 255.42 |
    | 一级⏎指标 | 二级    | 三级   | 得分   |
    | 产出     | 数量     | <      | 10     |
    | ^        | ^        | ^      | 5      |
"""


def test_merged_grid_reads_as_drawn() -> None:
    document = read_body(table_xml(grid(FORM)))
    assert [draw(g) for g in document.grids] == [draw(grid(FORM))]
    assert document.notes == ()


def test_reading_order_and_places() -> None:
    document = read_body(p("前言") + table_xml(grid("|a|b|")) + p("") + p("后记") + table_xml(grid("|c|")))
    assert [type(block) for block in document.blocks] == [Paragraph, Grid, Paragraph, Grid]
    assert [block.text for block in document.paragraphs] == ["前言", "后记"]
    assert [block.place.paragraph for block in document.paragraphs] == [0, 1]
    assert [g.table for g in document.grids] == [1, 2]
    assert document.grids[0].cells[1].place.path == "/w:document/w:body/w:tbl[1]/w:tr[1]/w:tc[2]"


def test_source_says_what_was_read() -> None:
    data = docx(p("一"))
    source = read(data, "D:\\年度\\自评.docx").source
    assert (source.name, source.kind, source.bytes, len(source.sha256)) == ("自评.docx", "docx", len(data), 64)
