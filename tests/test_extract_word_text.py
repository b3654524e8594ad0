"""The text of paragraphs and cells as Word displays it."""

import pytest
from msgspec.structs import replace

from extract.limits import LIMITS
from extract.model import Document
from extract.reading import read
from wordml import W, document_xml, docx, p, read_body, tbl, tc, tr

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
VANISH = "<w:rPr><w:vanish/></w:rPr>"


def run(content: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}</w:r>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def char(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def code(text: str) -> str:
    return run(f"<w:instrText>{text}</w:instrText>")


def sym(font: str, char: str) -> str:
    return run(f'<w:sym w:font="{font}" w:char="{char}"/>')


def texts(document: Document) -> list[str]:
    return [block.text for block in document.paragraphs]


def everything(document: Document) -> list[str]:
    cells = [line for grid in document.grids for cell in grid.cells for line in cell.text.split("\n")]
    return texts(document) + cells


def form_box(state: str, result: str = "") -> str:
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar>'
    return run(begin) + code("FORMCHECKBOX") + result + char("end")


def drop_down(state: str = "", result: str = "") -> str:
    entries = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in "优良中差")
    choice = f"<w:ffData><w:ddList>{state}{entries}</w:ddList></w:ffData>"
    begin = run(f'<w:fldChar w:fldCharType="begin">{choice}</w:fldChar>')
    return begin + code("FORMDROPDOWN") + result + char("end")


def mr(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


INLINE = {
    "breaks and tabs": (run(t("a") + "<w:br/>" + t("b") + "<w:cr/>" + t("c") + "<w:tab/>" + t("d")), "a\nb\nc\td"),
    "a page break at the start is none of the text": (run('<w:br w:type="page"/>' + t("a")), "a"),
    "hyphens": (run(t("2022") + "<w:noBreakHyphen/>" + t("1<w:softHyphen/>".replace("<w:softHyphen/>", ""))), "2022-1"),
    "a soft hyphen prints nothing": (run(t("合") + "<w:softHyphen/>" + t("计")), "合计"),
    "space is trimmed where not preserved": ("<w:r><w:t> a </w:t></w:r>" + run(t("b ")) + run(t("c")), "ab c"),
    "full-width space is text": ("<w:r><w:t>　社会管理　</w:t></w:r>", "　社会管理　"),
    "links, smart tags, directions": (
        f"<w:hyperlink>{run(t('a'))}</w:hyperlink><w:smartTag>{run(t('b'))}</w:smartTag><w:bdo>{run(t('c'))}</w:bdo>",
        "abc",
    ),
    "simple field": (f'<w:fldSimple w:instr="PAGE">{run(t("7"))}</w:fldSimple>', "7"),
    "complex field prints its result": (
        char("begin") + code("=1+2") + char("separate") + run(t("3")) + char("end") + run(t("元")),
        "3元",
    ),
    "field in the code of a field": (
        (char("begin") + code("IF ") + char("begin") + code("X") + char("separate"))
        + (run(t("inner")) + char("end") + code(" = 1") + char("separate") + run(t("outer")) + char("end")),
        "outer",
    ),
    "field in the result of a field": (
        (char("begin") + code("TOC") + char("separate") + run(t("a")))
        + (char("begin") + code("PAGE") + char("separate") + run(t("1")) + char("end") + char("end")),
        "a1",
    ),
    "field without a result": (run(t("a")) + char("begin") + code("XE") + char("end") + run(t("b")), "ab"),
    "field that never ends keeps its text": (run(t("a")) + char("begin") + run(t("b")), "ab"),
    "field that never began": (run(t("a")) + char("separate") + run(t("b")) + char("end"), "ab"),
    "circled number by an EQ field": (char("begin") + code(r" EQ \o\ac(○,1)") + char("end"), "①"),
    "fraction by an EQ field": (char("begin") + code(r"EQ \f(255.42,81.50)") + char("end"), "255.42/81.50"),
    "field whose result others refer to": (
        (char("begin") + code('SET a "1"') + char("separate") + run(t("1")) + char("end") + run(t("b")))
        + (char("begin") + code("ASK a") + char("separate") + run(t("1")) + char("end"))
        + f'<w:fldSimple w:instr="SET a 1">{run(t("1"))}</w:fldSimple>',
        "b",
    ),
    "text of a button": (char("begin") + code(" MACROBUTTON NoMacro [点此 填写] ") + char("end"), "[点此 填写]"),
    "symbol by a field": (char("begin") + code(r' SYMBOL 254 \f "Wingdings" \s 10') + char("end"), "☑"),
    "phonetic guide by an EQ field prints its base": (
        char("begin") + code(r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(jì),绩)') + char("end") + run(t("效")),
        "绩效",
    ),
    "combined characters by an EQ field": (char("begin") + code(r"eq \o(\s\up 12(E),\s\do 4(x))") + char("end"), "Ex"),
    "check box with a place for a result": (form_box("<w:checked/>", char("separate")), "☒"),
    "drop-down, its second entry chosen": (drop_down('<w:result w:val="1"/>', char("separate")), "良"),
    "drop-down, chosen by nonsense": (
        drop_down('<w:result w:val="x"/>') + drop_down(f'<w:result w:val="{"9" * 5000}"/>'),
        "优",
    ),
    "drop-down as it comes": (drop_down(), "优"),
    "text input": (
        run('<w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar>')
        + (code("FORMTEXT") + char("separate") + run(t("95")) + char("end")),
        "95",
    ),
    "check box of a content control": (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>'
        f"{sym('Wingdings 2', 'F052')}</w:sdtContent></w:sdt>{run(t('是'))}",
        "☑是",
    ),
    "line of the XML file within a text": (run("<w:t>\n  一\n二\n</w:t>"), "一 二"),
    "tab to a margin": (run(t("a") + '<w:ptab w:alignment="right"/>' + t("b")), "a\tb"),
    "checked box": (form_box("<w:checked/>"), "☒"),
    "box unchecked against its default": (form_box('<w:default w:val="1"/><w:checked w:val="0"/>'), "☐"),
    "box checked by default": (form_box('<w:default w:val="1"/>'), "☒"),
    "greater or equal of the Symbol font": (sym("Symbol", "F0B3") + run(t("90%")), "≥90%"),
    "less or equal without the offset": (sym("Symbol", "A3"), "≤"),
    "no character at all": (sym("宋体", "D800") + sym("宋体", "0") + sym("宋体", "FFFFFFFFF") + run(t("a")), "a"),
    "a symbol nobody told, with or without the offset": (
        sym("Wingdings", "F04A") + sym("Wingdings", "4A"),
        "\uf04a\uf04a",
    ),
    "ticked box of Wingdings 2": (sym("Wingdings 2", "F052"), "☑"),
    "a plain character by code": (sym("宋体", "2103"), "℃"),
    "private characters told by the font of their run": (
        run(t("\uf0b3"), '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + run(t("5")),
        "≥5",
    ),
    "ruby prints its base": (
        run(f"<w:ruby><w:rubyPr/><w:rt>{run(t('jì'))}</w:rt><w:rubyBase>{run(t('绩'))}</w:rubyBase></w:ruby>"),
        "绩",
    ),
    "entities": (run(t("&lt;5% &amp; &quot;优&quot;")), '<5% & "优"'),
    "equation": (
        "<m:oMath><m:f><m:num><m:r><m:t>执行数</m:t></m:r></m:num><m:den><m:r><m:t>预算数</m:t></m:r></m:den></m:f>"
        "<m:r><m:t>×100%</m:t></m:r></m:oMath>",
        "执行数/预算数×100%",
    ),
    "powers, roots, sums": (
        "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
        "<m:rad><m:deg/><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:rad>"
        '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>i</m:t></m:r></m:sub><m:sup/>'
        "<m:e><m:d><m:e><m:r><m:t>y</m:t></m:r></m:e></m:d></m:e></m:nary></m:oMath>",
        "x^2√(a+b)∑_i (y)",
    ),
    "functions, limits, marks above": (
        f"<m:oMath><m:func><m:fName>{mr('max')}</m:fName><m:e>{mr('y')}</m:e></m:func><m:limUpp><m:e>{mr('L')}</m:e>"
        f"<m:lim>{mr('u')}</m:lim></m:limUpp><m:acc><m:e>{mr('a')}</m:e></m:acc><m:bar><m:barPr><m:pos "
        f'm:val="top"/></m:barPr><m:e>{mr("x")}</m:e></m:bar></m:oMath>',
        "max yL^ua\u0302x\u0305",
    ),
    "matrix": (
        f"<m:oMath><m:m><m:mr><m:e>{mr('1')}</m:e><m:e>{mr('2')}</m:e></m:mr><m:mr><m:e>{mr('3')}</m:e><m:e/>"
        "</m:mr></m:m></m:oMath>",
        "1, 2; 3, ",
    ),
    "space and star of the Symbol font": (
        run(t("\uf020\uf02a"), '<w:rFonts w:ascii="Symbol"/>') + run(t("5")),
        " ∗5",
    ),
    "hidden run": (run(t("a")) + run(t("b"), "<w:vanish/>") + run(t("c"), '<w:vanish w:val="0"/>'), "ac"),
}


@pytest.mark.parametrize(("content", "text"), INLINE.values(), ids=INLINE)
def test_paragraph_and_cell_say_the_same(content: str, text: str) -> None:
    document = read_body(f"<w:p>{content}</w:p>" + f"<w:tbl><w:tr><w:tc><w:p>{content}</w:p></w:tc></w:tr></w:tbl>")
    assert texts(document) == [text]
    assert [cell.text for cell in document.grids[0].cells] == [text]
    assert "text-lost" not in [note.code for note in document.notes]


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (run(t("b"), "<w:vanish/>"), "hidden-text"),
        (sym("Wingdings 3", "F06B"), "symbol-unknown"),
        (sym("宋体", "D800") + sym("宋体", "0"), "symbol-unknown"),
        (INLINE["equation"][0], "equation"),
        (INLINE["ruby prints its base"][0], "ruby"),
        ('<w:altChunk r:id="rId1"/>', "embedded"),
        (run('<w:drawing><a:blip r:embed="rId1"/></w:drawing>'), "pictures"),
        (run(f'<w:drawing><c:chart xmlns:c="{DRAWING}/chart" r:id="rId1"/></w:drawing>'), "pictures"),
        (run(f'<w:drawing><d:relIds xmlns:d="{DRAWING}/diagram" r:dm="rId1"/></w:drawing>'), "pictures"),
    ],
)
def test_what_is_guessed_or_skipped_is_noted(content: str, note: str) -> None:
    assert [n.code for n in read_body(f"<w:p>{content}</w:p>").notes] == [note]


def test_field_over_several_paragraphs() -> None:
    inner = char("begin") + code("X") + char("separate") + run(t("1")) + char("end")
    start = f"<w:p>{run(t('前'))}{char('begin')}{code('IF ')}{inner}</w:p><w:p>{code('= 1')}{run(t('code'))}</w:p>"
    result = f"<w:p>{char('separate')}{run(t('果'))}</w:p><w:p>{run(t('二'))}{char('end')}</w:p>"
    for body in (start + result, tbl(tr(f"<w:tc>{start}{result}</w:tc>"))):
        document = read_body(body)
        assert everything(document) == ["前果", "二"]
        assert document.notes == ()


def test_field_that_never_ends_in_any_paragraph_keeps_its_text() -> None:
    assert texts(read_body(f"<w:p>{char('begin')}{run(t('a'))}</w:p>{p('b')}")) == ["a", "b"]


def test_every_body_of_a_file_that_has_more_than_one_is_read() -> None:
    xml = document_xml(p("一")).replace("</w:body>", f"</w:body><w:body>{p('二')}{tbl(tr(tc('三')))}</w:body>")
    for limits in (LIMITS, replace(LIMITS, streamed_bytes=0)):
        assert everything(read(docx(xml=xml), "a.docx", limits=limits)) == ["一", "二", "三"]


def test_cell_lines_and_blank_edges() -> None:
    document = read_body(tbl(tr(f"<w:tc>{p('')}{p('一级')}{p('')}{p('指标')}{p('')}</w:tc>")))
    assert [cell.text for cell in document.grids[0].cells] == ["一级\n\n指标"]


def test_hidden_paragraphs_leave_no_line() -> None:
    hidden = f"<w:p><w:pPr>{VANISH}</w:pPr>{run(t('密'), '<w:vanish/>')}</w:p>"
    document = read_body(tbl(tr(f"<w:tc>{p('一')}{hidden}{p('二')}</w:tc>")))
    assert [cell.text for cell in document.grids[0].cells] == ["一\n二"]


def test_hidden_row_disappears() -> None:
    hidden = f"<w:tc><w:p>{run(t('密'), '<w:vanish/>')}</w:p></w:tc>"
    document = read_body(tbl(tr(tc("a")), tr(hidden, properties="<w:hidden/>"), tr(tc("b"))))
    assert [cell.text for cell in document.grids[0].cells] == ["a", "b"]


def test_styles_hide_text_and_toggle_each_other() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="P">{VANISH}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/></w:style>'
        f'<w:style w:type="character" w:styleId="C">{VANISH}</w:style></w:styles>'
    )
    hidden = '<w:rStyle w:val="C"/>'
    runs = run(t("c")) + run(t("d"), hidden) + run(t("e"), "<w:b/>")
    styled = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>' for style in "PQ")
    body = f"<w:p>{run(t('a'))}{run(t('b'), hidden)}</w:p>{styled}"
    assert texts(read_body(body, styles=styles)) == ["a", "d", "d"]


def test_text_box_is_a_paragraph_of_its_own() -> None:
    box = (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
        f"{p('框内')}{tbl(tr(tc('框表')))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox><w:txbxContent>{p('框内')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    in_cell = f"<w:tc><w:p>{run(t('格') + box)}</w:p></w:tc>"
    document = read_body(f"<w:p>{run(t('正'))}{run(box)}{run(t('文'))}</w:p>" + tbl(tr(in_cell)))
    assert texts(document) == ["正文", "框内", "框内"]
    assert [[cell.text for cell in g.cells] for g in document.grids] == [["框表"], ["格"], ["框表"]]
    assert [g.parent and (g.parent.table, g.parent.row) for g in document.grids] == [None, None, (2, 0)]
    assert [note.code for note in document.notes] == ["text-box", "nested-table"]
    assert document.notes[0].message.en.endswith(" (2 ×)")


def test_boxes_in_groups_and_words_as_art() -> None:
    boxes = "".join(f"<v:shape><v:textbox><w:txbxContent>{p(t)}</w:txbxContent></v:textbox></v:shape>" for t in "一二")
    art = '<v:shape><v:textpath string="自评表"/></v:shape>'
    document = read_body(f"<w:p>{run(t('正文'))}{run(f'<w:pict><v:group>{boxes}</v:group>{art}</w:pict>')}</w:p>")
    assert texts(document) == ["正文", "一", "二", "自评表"]
    assert [note.code for note in document.notes] == ["text-box"]


def test_nested_tables_follow_their_parent() -> None:
    inner = tbl(tr(f"<w:tc>{tbl(tr(tc('最内')))}{p('内')}</w:tc>"))
    document = read_body(tbl(tr(tc("a"), f"<w:tc>{p('外')}{inner}{p('')}</w:tc>")) + tbl(tr(tc("后"))))
    assert [[cell.text for cell in g.cells] for g in document.grids] == [["a", "外"], ["内"], ["最内"], ["后"]]
    assert [g.table for g in document.grids] == [1, 2, 3, 4]
    parents = [g.parent and (g.parent.table, g.parent.row, g.parent.col) for g in document.grids]
    assert parents == [None, (1, 0, 1), (2, 0, 0), None]


def test_run_content_outside_any_paragraph_is_read() -> None:
    equation = "<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>"
    assert texts(read_body(run(t("散")) + equation)) == ["散", "x"]


def test_footnotes_follow_the_body() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="-1" w:type="separator">{p("线")}</w:footnote>'
        f'<w:footnote w:id="2">{p("注二")}</w:footnote><w:footnote w:id="1">{p("注一")}</w:footnote></w:footnotes>'
    )
    reference = '<w:footnoteReference w:id="2"/>'
    document = read_body(f"<w:p>{run(t('95%') + reference)}</w:p>{p('末')}", footnotes=notes)
    assert texts(document) == ["95%", "末", "注二"]
    assert [note.code for note in document.notes] == ["footnotes"]


@pytest.mark.parametrize(("header", "noted"), [("第 1 页 共 3 页", []), ("- 2 -", []), ("附件2", ["header-left-out"])])
def test_headers_stay_out(header: str, noted: list[str]) -> None:
    xml = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{p(header)}</w:hdr>'
    document = read_body(p("正文"), header=xml)
    assert texts(document) == ["正文"]
    assert [note.code for note in document.notes] == noted


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_part(encoding: str) -> None:
    xml = document_xml(p("绩效")).replace("UTF-8", "UTF-16").encode(encoding)
    assert texts(read(docx(xml=xml), "a.docx")) == ["绩效"]


def test_odd_prefixes() -> None:
    xml = document_xml(tbl(tr(tc("甲")))).replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=")
    assert [cell.text for cell in read(docx(xml=xml), "a.docx").grids[0].cells] == ["甲"]


def test_default_namespace() -> None:
    xml = document_xml(tbl(tr(tc("甲", '<w:gridSpan w:val="2"/>')))).replace("<w:", "<").replace("</w:", "</")
    grid = read(docx(xml=xml.replace("<document ", f'<document xmlns="{W}" ')), "a.docx").grids[0]
    assert (grid.n_cols, grid.cells[0].text) == (2, "甲")


def test_strict_document() -> None:
    equation = "<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>"
    xml = document_xml(tbl(tr(tc("甲", '<w:gridSpan w:val="2"/>'))) + equation)
    for family in ("wordprocessingml", "officeDocument"):
        xml = xml.replace(f"http://schemas.openxmlformats.org/{family}/2006/", f"http://purl.oclc.org/ooxml/{family}/")
    document = read(docx(xml=xml), "a.docx")
    assert document.grids[0].n_cols == 2
    assert texts(document) == ["x"]
