"""Content controls, tracked changes and other wrappers around text, cells, rows and tables."""

import pytest

from drawing import draw, grid
from extract.model import Document
from wordml import p, read_body, tbl, tc, tr


def sdt(content: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def custom(content: str) -> str:
    return f'<w:customXml w:element="x"><w:customXmlPr/>{content}</w:customXml>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="甲"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="2" w:author="甲">{run(text)}</w:ins>'


def cell(content: str) -> str:
    return f"<w:tc><w:p>{content}</w:p></w:tc>"


def codes(document: Document) -> list[str]:
    return [note.code for note in document.notes]


@pytest.mark.parametrize("wrap", [sdt, custom, lambda content: sdt(custom(sdt(content)))])
def test_wrapped_at_every_level(wrap) -> None:  # type: ignore[no-untyped-def]
    rows = wrap(tr(tc("a"), wrap(tc("b")), tc("c"))) + tr(cell(wrap(run("1")) + run("2")), tc("3"), wrap(tc("4")))
    document = read_body(p("前") + wrap(f"<w:tbl>{rows}</w:tbl>") + wrap(p("后")))
    assert [draw(g) for g in document.grids] == [draw(grid("|a|b|c|\n|12|3|4|"))]
    assert [block.text for block in document.paragraphs] == ["前", "后"]
    assert document.notes == ()


def test_paths_lead_into_text_boxes() -> None:
    box = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{tbl(tr(tc('a'), tc('b')))}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    document = read_body(f"<w:p>{run('x')}{box}{box}</w:p>")
    assert [cell.place.path for grid in document.grids for cell in grid.cells][1:3] == [
        "/w:document/w:body/w:p[1]/w:r[2]/w:pict[1]/*[local-name()='textbox'][1]/w:txbxContent[1]/w:tbl[1]/w:tr[1]/w:tc[2]",
        "/w:document/w:body/w:p[1]/w:r[3]/w:pict[1]/*[local-name()='textbox'][1]/w:txbxContent[1]/w:tbl[1]/w:tr[1]/w:tc[1]",
    ]


def test_paths_lead_through_wrappers() -> None:
    document = read_body(sdt(tbl(tr(tc("a")), sdt(tr(tc("b"), sdt(tc("c")))))))
    assert [cell.place.path for cell in document.grids[0].cells] == [
        "/w:document/w:body/w:sdt[1]/w:sdtContent[1]/w:tbl[1]/w:tr[1]/w:tc[1]",
        "/w:document/w:body/w:sdt[1]/w:sdtContent[1]/w:tbl[1]/w:sdt[1]/w:sdtContent[1]/w:tr[1]/w:tc[1]",
        "/w:document/w:body/w:sdt[1]/w:sdtContent[1]/w:tbl[1]/w:sdt[1]/w:sdtContent[1]/w:tr[1]"
        "/w:sdt[1]/w:sdtContent[1]/w:tc[1]",
    ]


def test_a_number_with_a_pending_change() -> None:
    document = read_body(f"<w:tbl>{tr(cell(run('1,0') + deleted('9') + inserted('4') + run('7.70')))}</w:tbl>")
    assert draw(document.grids[0]) == "|1,047.70|"
    assert codes(document) == ["tracked-changes"]


def test_moved_text_stands_where_it_went() -> None:
    body = f"<w:p>{run('a')}<w:moveFrom>{run('b')}</w:moveFrom>{run('c')}<w:moveTo>{run('b')}</w:moveTo></w:p>"
    document = read_body(body)
    assert [block.text for block in document.paragraphs] == ["acb"]
    assert codes(document) == ["tracked-changes"]


def test_deleted_and_inserted_rows_and_cells() -> None:
    document = read_body(
        tbl(
            tr(tc("a"), tc("b")),
            tr(tc("x"), tc("y"), properties='<w:del w:id="1"/>'),
            tr(tc("c"), tc("d"), properties='<w:ins w:id="2"/>'),
            tr(tc("e"), tc("z", '<w:cellDel w:id="3"/>'), tc("f", '<w:cellIns w:id="4"/>')),
        )
    )
    assert draw(document.grids[0]) == "|a|b|\n|c|d|\n|e|f|"
    assert codes(document) == ["tracked-changes"]


def moved(kind: str, text: str) -> str:
    mark = f'<w:pPr><w:rPr><w:{kind} w:id="3"/></w:rPr></w:pPr>'
    return f'<w:tc><w:p>{mark}<w:{kind} w:id="1">{run(text)}</w:{kind}></w:p></w:tc>'


def test_a_row_dragged_elsewhere_stands_where_it_went() -> None:
    start, end = '<w:moveFromRangeStart w:id="1" w:name="m"/>', '<w:moveFromRangeEnd w:id="1"/>'
    rows = start + tr(moved("moveFrom", "a"), moved("moveFrom", "b")) + end + tr(tc("c"), tc("d"))
    document = read_body(tbl(rows, tr(moved("moveTo", "a"), moved("moveTo", "b"))))
    assert draw(document.grids[0]) == "|c|d|\n|a|b|"
    assert codes(document) == ["tracked-changes"]


def test_a_cell_dragged_empty_stays() -> None:
    document = read_body(tbl(tr(moved("moveFrom", "a"), tc("")), tr(tc("c"), moved("moveTo", "a"))))
    assert draw(document.grids[0]) == "|||\n|c|a|"


def test_rows_wrapped_in_their_change() -> None:
    rows = f'<w:ins w:id="1">{tr(tc("a"))}</w:ins><w:del w:id="2">{tr(tc("x"))}</w:del>'
    assert draw(read_body(tbl(rows)).grids[0]) == "|a|"


def test_a_deleted_table_is_no_table() -> None:
    gone = tr(tc("x"), properties='<w:del w:id="1"/>')
    document = read_body(tbl(gone, gone) + tbl(tr(tc("a"))))
    assert [(g.table, draw(g)) for g in document.grids] == [(1, "|a|")]
    assert codes(document) == ["tracked-changes"]


def test_merges_through_tracked_and_controlled_rows() -> None:
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read_body(
        tbl(
            tr(tc("a", down), tc("1")),
            sdt(tr(tc("", more), sdt(tc("2")))),
            tr(tc("x", more), tc("3"), properties='<w:del w:id="1"/>'),
            f'<w:ins w:id="2">{tr(tc("", more), custom(tc("4")))}</w:ins>',
            sdt(tr(tc("b", down), tc("5")) + tr(tc("", more), tc("6"), properties='<w:ins w:id="3"/>')),
        )
    )
    assert draw(document.grids[0]) == "|a|1|\n|^|2|\n|^|4|\n|b|5|\n|^|6|"
    assert codes(document) == ["tracked-changes"]


def test_former_grids_and_rows_do_not_count() -> None:
    grid_was = '<w:tblGridChange w:id="1"><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid></w:tblGridChange>'
    row_was = '<w:trPrChange w:id="1"><w:trPr><w:gridBefore w:val="2"/><w:hidden/></w:trPr></w:trPrChange>'
    rows = f"<w:tblGrid><w:gridCol/>{grid_was}</w:tblGrid>{tr(tc('a'), properties=row_was)}"
    assert draw(read_body(f"<w:tbl>{rows}</w:tbl>").grids[0]) == "|a|"


def test_tracked_vertical_merge() -> None:
    down, more = '<w:cellMerge w:id="1" w:vMerge="rest"/>', '<w:cellMerge w:id="2" w:vMerge="cont"/>'
    document = read_body(tbl(tr(tc("a", down), tc("b")), tr(tc("", more), tc("d"))))
    assert draw(document.grids[0]) == "|a|b|\n|^|d|"


def test_former_properties_do_not_count() -> None:
    was = '<w:tcPrChange w:id="1"><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr></w:tcPrChange>'
    document = read_body(tbl(tr(tc("a", was), tc("b"))))
    assert draw(document.grids[0]) == "|a|b|"


def test_a_deleted_end_mark_joins_paragraphs() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    document = read_body(f"<w:p>{mark}{run('一')}</w:p><w:p>{run('二')}</w:p>")
    assert [block.text for block in document.paragraphs] == ["一二"]


def test_alternate_content_is_read_once() -> None:
    branches = f'<mc:Choice Requires="wps">{run("a")}</mc:Choice><mc:Fallback>{run("a")}</mc:Fallback>'
    document = read_body(f"<w:p><mc:AlternateContent>{branches}</mc:AlternateContent></w:p>")
    assert [block.text for block in document.paragraphs] == ["a"]
    assert document.notes == ()


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ('<mc:Choice Requires="x" xmlns:x="urn:x">{new}</mc:Choice>', "旧"),
        ('<mc:Choice Requires="wps x" xmlns:x="urn:x">{new}</mc:Choice>', "旧"),
        ('<mc:Choice Requires="undeclared">{new}</mc:Choice>', "旧"),
        ('<mc:Choice Requires="w14 wps">{new}</mc:Choice>', "新"),
        ('<mc:Choice Requires="x" xmlns:x="urn:x">{new}</mc:Choice><mc:Choice Requires="w14">{mid}</mc:Choice>', "中"),
    ],
)
def test_alternate_content_as_word_understands_it(choice: str, text: str) -> None:
    choices = choice.format(new=run("新"), mid=run("中"))
    document = read_body(
        f"<w:p><mc:AlternateContent>{choices}<mc:Fallback>{run('旧')}</mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert [block.text for block in document.paragraphs] == [text]
    assert document.notes == ()


def test_alternate_content_that_only_offers_the_foreign_is_read() -> None:
    choice = f'<mc:Choice Requires="x" xmlns:x="urn:x">{run("新")}</mc:Choice><mc:Fallback/>'
    document = read_body(f"<w:p><mc:AlternateContent>{choice}</mc:AlternateContent></w:p>")
    assert [block.text for block in document.paragraphs] == ["新"]


def test_alternate_content_around_rows() -> None:
    rows = (
        f'<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>{tr(tc("b"))}</mc:Fallback></mc:AlternateContent>'
    )
    document = read_body(tbl(tr(tc("a")), rows))
    assert draw(document.grids[0]) == "|a|\n|b|"


def test_unknown_wrappers_lose_nothing() -> None:
    document = read_body(f'<x:new xmlns:x="urn:x"><w:p><x:inner>{run("一")}</x:inner></w:p></x:new>')
    assert [block.text for block in document.paragraphs] == ["一"]


def test_text_where_no_cell_holds_it_is_missed_aloud() -> None:
    document = read_body(f"<w:tbl><w:tr>{p('stray')}{tc('a')}</w:tr></w:tbl>")
    assert draw(document.grids[0]) == "|a|"
    assert codes(document) == ["text-lost"]
