"""Nothing is lost and nothing breaks, whatever a table looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Cell, CellPlace, Document, Grid, Paragraph, Source, TextPlace
from extract.reading import read
from normalize.model import Report
from normalize.recognise import recognise
from normalize.words.text import fold
from papers import paper
from saying import said

DOCUMENTS = sorted((Path(__file__).parent.parent / "corpus" / "documents").glob("0*.docx"))
PLACES = sorted(Path(__file__).with_name("places").glob("*.txt"))
SOURCE = Source("drawn.docx", "0" * 64, "docx", 1)
TOKEN = re.compile(r"\d[\d,.]*\d|\d")
NUMBERING = re.compile(r"^(?:指标)?\d+[.:、]?(?=\D|20\d\d)|^\(?(?:19|20)\d\d年?度?\)?$")
WORDS = (
    "项目名称 主管部门 实施单位 项目资金（万元） 年初预算数 全年预算数(A) 全年执行数(B) 分值 执行率 得分 "
    "年度资金总额 其中：财政拨款 其他资金 年度总体目标 预期目标 实际完成情况 绩效指标 一级指标 二级指标 三级指标 "
    "年度指标值 实际完成值 偏差原因分析及改进措施 产出指标(50分) 数量指标 社会效益指标 满意度指标 总分 合计 小计 "
    "存在问题 注：说明 指标1：里程 …… / — ≥90% 81.50 100% 12 10 优 有效保障 （2022年度） 项目支出绩效自评表"
)
texts = st.one_of(st.sampled_from([*WORDS.split(), "", "", "\n"]), st.text(max_size=12))


def silent(document: Document, report: Report) -> list[str]:
    """The cells with a number that stands in no record, no section and no list of the unread."""
    have = fold("\n".join(said(report.forms)) + "\n".join((*said(report.unread), *said(report.claims))))
    headers = {cell.place for form in report.forms for cell in _headers(document, form.tables)}
    return [
        cell.text
        for grid in document.grids
        for cell in grid.cells
        if cell.place not in headers
        for line in cell.text.splitlines()
        for token in TOKEN.findall(NUMBERING.sub("", fold(line)))
        if token not in have
    ]


def _headers(document: Document, tables: tuple[int, ...]) -> Iterator[Cell]:
    """Cells that only name a column, a block or its points; a row that only numbers the columns."""
    for grid in document.grids:
        if grid.table in tables:
            for cell in grid.cells:
                if re.search(r"\(\d+分|\d+分\)|^\d$", fold(cell.text)) or re.search("情况|目标|（", cell.text):
                    yield cell


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_number_of_a_real_form_is_in_a_record_or_listed(path: Path) -> None:
    document = read(path.read_bytes(), path.name)
    assert silent(document, recognise(document)) == []


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.stem)
def test_every_number_of_a_drawn_form_is_in_a_record_or_listed(path: Path) -> None:
    document = paper(path.read_text(encoding="utf-8").split("\n---\n")[0])
    assert silent(document, recognise(document)) == []


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A table of words of forms and of anything, merged at random."""
    n_rows, n_cols = draw(st.integers(1, 8)), draw(st.integers(1, 7))
    free = {(row, col) for row in range(n_rows) for col in range(n_cols)}
    cells = []
    for row in range(n_rows):
        for col in range(n_cols):
            if (row, col) not in free:
                continue
            rows, cols = draw(st.sampled_from([(1, 1), (1, 1), (1, 1), (2, 1), (1, 2), (3, 1), (2, 2), (1, 4)]))
            square = {(row + down, col + right) for down in range(rows) for right in range(cols)}
            if not square <= free:
                rows, cols, square = 1, 1, {(row, col)}
            free -= square
            if draw(st.integers(0, 30)):
                cells.append(Cell(draw(texts), CellPlace(1, row, col), rows, cols))
    return Grid(1, n_rows, n_cols, tuple(cells))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids(), st.lists(texts, max_size=4))
def test_no_table_breaks_reading(grid: Grid, lines: list[str]) -> None:
    paragraphs = tuple(Paragraph(line, TextPlace(at)) for at, line in enumerate(lines))
    report = recognise(Document(SOURCE, (*paragraphs, grid)))
    for form in report.forms:
        assert 0 <= form.understood <= 1
        assert all(cell.text for cell in form.unread)
    for claim in report.claims:
        if isinstance(claim.place, TextPlace):
            assert lines[claim.place.paragraph][claim.place.start : claim.place.end] == claim.text


def test_rows_without_a_cell_of_their_own_break_nothing() -> None:
    cells = tuple(Cell(text, CellPlace(1, row, 0)) for row, text in ((2, "项目名称"), (3, "主管部门")))
    report = recognise(Document(SOURCE, (Grid(1, 4, 1, cells),)))
    assert [form.project_name for form in report.forms] == [None]


@given(st.text(alphabet="分别为项目、，。0123456789万元个截止上半年月日其中共纠纷件率%（）()-", max_size=400))
def test_no_sentence_breaks_reading(text: str) -> None:
    report = recognise(Document(SOURCE, (Paragraph(text, TextPlace(0)),)))
    for claim in report.claims:
        assert isinstance(claim.place, TextPlace)
        assert text[claim.place.start : claim.place.end] == claim.text
