"""What OCR read is marked all the way to the finding, which then asks for a look and alleges nothing."""

import pytest
from msgspec.structs import replace

from extract.message import Message
from extract.model import Area, Document, Grid, Note, PagePlace
from normalize.recognise import recognise
from rule_pages import drawn_document
from validate.audit import audit

FORM = """
|项目资金⏎（万元）|            |年初预算数|全年预算数|全年执行数|分值|执行率|得分|
|^                |年度资金总额|81.50     |81.50     |255.42    |10  |331.4%|10  |
"""


def scanned(doubtful: bool = False, over_pages: bool = False) -> Document:
    """The drawn form as if OCR had read it on page 2 (or on pages 1 and 2)."""
    document = drawn_document(FORM)
    (table,) = document.grids
    more = (Area(2, (0, 0, 9, 9)),) if over_pages else ()
    cells = tuple(
        replace(cell, ocr=True, doubtful=doubtful, place=replace(cell.place, page=1 if over_pages else 2, more=more))
        for cell in table.cells
    )
    note = Note("ocr", Message("由 OCR 识别", "read by OCR"), PagePlace(2))
    return replace(document, blocks=(Grid(1, table.n_rows, table.n_cols, cells),), notes=(note,))


def test_values_read_by_ocr_are_marked() -> None:
    (form,) = recognise(scanned(doubtful=True)).forms
    rate = form.funds[0].execution_rate
    assert rate is not None
    assert (rate.ocr, rate.doubtful) == (True, True)
    (plain,) = recognise(drawn_document(FORM)).forms
    assert plain.funds[0].execution_rate is not None
    assert not plain.funds[0].execution_rate.ocr


PARTS = """
|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|分值|得分|
|产出指标|数量指标|培训次数|≥       |10    |次      |10    |10  |10  |
|^       |质量指标|培训效果|≥       |90    |%       |95    |10  |10  |
"""


@pytest.mark.parametrize("unsure", ["次", "≥"])
def test_a_target_is_as_doubtful_as_the_cells_of_its_unit_and_comparison(unsure: str) -> None:
    document = drawn_document(PARTS)
    (table,) = document.grids
    cells = tuple(replace(one, ocr=True, doubtful=one.text == unsure and one.place.row == 1) for one in table.cells)
    read = recognise(replace(document, blocks=(Grid(1, table.n_rows, table.n_cols, cells),)))
    first, second = (row.target for row in read.forms[0].indicators)
    assert first is not None
    assert second is not None
    assert (first.text, first.doubtful, second.doubtful) == ("≥10次", True, False)


def test_a_finding_on_a_scanned_page_is_a_query_at_most() -> None:
    (printed,) = [one for one in audit(recognise(drawn_document(FORM))).findings if one.rule == "A01"]
    assert printed.severity == "error"
    for document in (scanned(), scanned(over_pages=True)):
        (read,) = [one for one in audit(recognise(document)).findings if one.rule == "A01"]
        assert (read.severity, read.confidence) == ("query", "low")
        assert read.message.zh.startswith(printed.message.zh)
        assert "OCR" in read.message.zh
        assert read.fingerprint == printed.fingerprint
