"""Slimming a part before it is parsed changes nothing: same document, same refusals, on clean and on damaged parts."""

from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.errors import UnreadableError
from extract.limits import LIMITS
from extract.model import Document, Grid
from extract.reading import read
from extract.word.parts import Body
from extract.word.plain import PlainRows
from extract.word.prune import Pruner
from extract.word.xml import readable
from randomgrids import grids
from wordml import W, document_xml, docx, p, table_xml

FONTS = '<w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体"/><w:b/><w:sz w:val="18"/><w:lang w:val="zh-CN"/>'
RUN_PROPERTIES = (
    "",
    f"<w:rPr>{FONTS}</w:rPr>",
    "<w:rPr/>",
    "<w:rPr><w:vanish/></w:rPr>",
    f"<w:rPr>{FONTS}<w:vanish w:val='false'/></w:rPr>",
    '<w:rPr><w:rStyle w:val="H"/></w:rPr>',
    '<w:rPr><w:rStyle w:val="N"/></w:rPr>',
    '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>',
    f'<w:rPr>{FONTS}<w:rPrChange w:id="1"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>',
)
PARAGRAPH_PROPERTIES = (
    "",
    f'<w:pPr><w:jc w:val="center"/><w:spacing w:line="240"/><w:rPr>{FONTS}</w:rPr></w:pPr>',
    '<w:pPr><w:tabs><w:tab w:val="left" w:pos="840"/></w:tabs><w:pBdr><w:top w:val="single"/></w:pBdr></w:pPr>',
    '<w:pPr><w:pStyle w:val="N"/></w:pPr>',
    '<w:pPr><w:pStyle w:val="L"/></w:pPr>',
    '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>',
    '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>',
    '<w:pPr><w:pPrChange w:id="1"><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange></w:pPr>',
    "<w:pPr><w:jc w:val='left'/></w:pPr>",
    '<w:pPr><w:jc w:val="left" w:val="right"/></w:pPr>',
    '<w:pPr><w:jc y:val="left"/></w:pPr>',
    '<w:pPr><w:jc w:val="&amp;"/></w:pPr>',
    '<w:pPr><w:jc w:val="&no;"/></w:pPr>',
)
CELL_PROPERTIES = (
    '<w:tcW w:w="882" w:type="dxa"/>',
    '<w:tcW w:w="9" w:type="dxa"/><w:tcBorders><w:top w:val="single"/></w:tcBorders><w:vAlign w:val="center"/>',
    '<w:tcPrChange w:id="1"><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tcPrChange>',
    '<w:cellDel w:id="1"/>',
    '<w:gridSpan w:val="999"/>',
    '<w:vMerge w:val="other"/>',
)
ROW_PROPERTIES = ("", "", '<w:trPr><w:jc w:val="center"/></w:trPr>', "<w:trPr><w:hidden/></w:trPr>")
CONTENTS = (
    '<w:t xml:space="preserve"> 绩效 </w:t>',
    "<w:t> 绩效 </w:t>",
    "<w:t>81.50</w:t>",
    "<w:t/>",
    "<w:t></w:t>",
    "<w:t>a&lt;b&amp;c</w:t>",
    "<w:t>a>b</w:t>",
    "<w:t>]]&gt;</w:t>",
    "<w:t>\uf0b3</w:t>",
    "<w:t>一\n二</w:t>",
    "<w:t><![CDATA[<w:pPr>]]></w:t>",
    "<w:t><!-- 注 -->三</w:t>",
    "<w:br/><w:tab/><w:t>四</w:t>",
    '<w:br w:type="page"/><w:t>五</w:t>',
    "<w:lastRenderedPageBreak/><w:t>六</w:t>",
    '<w:t w:plain="1">七</w:t>',
)
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="N"/><w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
IDS = ("", ' w:rsidR="00A1"', ' w14:paraId="5C2F" w:rsidRDefault="00A1"', ' w:rsidR="1" w:rsidR="2"', ' y:id="1"')


@st.composite
def paragraphs(draw) -> str:  # type: ignore[no-untyped-def]
    pick = st.sampled_from
    runs = draw(st.lists(st.tuples(pick(RUN_PROPERTIES), pick(CONTENTS)), max_size=3))
    content = "".join(f"<w:r>{properties}{text}</w:r>" for properties, text in runs)
    properties = draw(pick(PARAGRAPH_PROPERTIES[:8] * 3 + PARAGRAPH_PROPERTIES))
    return f"<w:p{draw(pick(IDS[:3] * 5 + IDS))}>{properties}{content}</w:p>"


@st.composite
def tables(draw) -> str:  # type: ignore[no-untyped-def]
    rows = ""
    for _ in range(draw(st.integers(1, 4))):
        cells = draw(
            st.lists(st.tuples(st.sampled_from(("",) * 6 + CELL_PROPERTIES), paragraphs()), min_size=1, max_size=3)
        )
        marks = draw(
            st.sampled_from(("", "", '<w:trPr><w:jc w:val="center"/></w:trPr>', "<w:trPr><w:hidden/></w:trPr>"))
        )
        rows += f"<w:tr>{marks}{''.join(f'<w:tc><w:tcPr>{mark}</w:tcPr>{text}</w:tc>' for mark, text in cells)}</w:tr>"
    return f"<w:tbl><w:tblPr/>{rows}</w:tbl>"


WRAPPERS = ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:del", "w:tbl", "w:tr", "w:tc", "w:p", "w:r", "y")
NOISE = (b"", b"<", b">", b"&", b'"', b"\xff", b"w", b" ", b"\x01")


def outcome(data: bytes) -> Document | str:
    try:
        return read(data, "x.docx")
    except UnreadableError as error:
        return error.code


def unslimmed(data: bytes) -> Document | str:
    with patch.object(Body, "_slimmed", lambda self, piece: readable(piece)):
        return outcome(data)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(paragraphs(), tables()), max_size=4))
def test_slimming_changes_nothing(blocks: list[str]) -> None:
    data = docx("".join(blocks), styles=STYLES, numbering=NUMBERING)
    assert outcome(data) == unslimmed(data)


@settings(max_examples=250, deadline=None)
@given(
    st.recursive(
        st.integers(1, 3).map(lambda n: f"<w:tr><w:tc>{p('甲')}</w:tc></w:tr>" * n),
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(WRAPPERS), inner).map(lambda drawn: f"<{drawn[0]}>{drawn[1]}</{drawn[0]}>"),
            st.lists(inner, max_size=3).map("".join),
        ),
    )
)
def test_slimming_changes_nothing_wherever_rows_stand(body: str) -> None:
    data = docx(f"<w:tbl>{body}</w:tbl>{body}")
    assert outcome(data) == unslimmed(data)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids(max_rows=4, max_cols=4), st.data())
def test_slimming_changes_nothing_on_damaged_parts(grid: Grid, data: st.DataObject) -> None:
    xml = bytearray(
        document_xml(p("前") + table_xml(grid).replace("<w:p>", f"<w:p><w:pPr><w:rPr>{FONTS}</w:rPr></w:pPr>")).encode()
    )
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(800, len(xml) - 1))
        xml[at : at + data.draw(st.integers(0, 3))] = data.draw(st.sampled_from(NOISE))
    file = docx(xml=bytes(xml))
    assert outcome(file) == unslimmed(file)


@pytest.mark.parametrize("cut", range(60, 400, 7))
def test_slimming_in_pieces(cut: int) -> None:
    body = "".join(f"<w:tr><w:tc>{p(str(n))}</w:tc></w:tr>" for n in range(9))
    data = docx(f"<w:tbl>{body}</w:tbl>{p('尾')}")
    with patch("extract.word.zipguard._CHUNK", cut):
        assert read(data, "x.docx", limits=LIMITS.__class__(streamed_bytes=0)) == outcome(data)


def test_most_of_a_typical_part_goes() -> None:
    xml = document_xml(
        f"<w:tbl><w:tr><w:tc><w:tcPr>{CELL_PROPERTIES[1]}</w:tcPr><w:p>{PARAGRAPH_PROPERTIES[1]}</w:p></w:tc></w:tr></w:tbl>"
    )
    pruner = Pruner()
    slim = pruner.prune(xml.encode())
    assert b"<w:tr><w:tc><w:p></w:p></w:tc></w:tr>" in slim
    assert b'<w:tbl><w:tr w:plain="1"/></w:tbl>' in PlainRows(pruner).take_out(xml.encode())


@pytest.mark.parametrize(
    "xml",
    [
        document_xml(p("一")).replace(W, "urn:other"),
        document_xml(f'<w:p xmlns:w="{W}"/>'),
        document_xml("<w:p><!-- --></w:p>"),
        document_xml(p("一")).replace("UTF-8", "GB18030"),
    ],
)
def test_what_is_in_doubt_is_left_alone(xml: str) -> None:
    block = "<w:p><w:pPr><w:jc/></w:pPr></w:p></w:body>"
    piece = xml.replace("</w:body>", block).encode()
    assert not Pruner().is_sure(piece)
