"""Hostile and oversized Word files: refused or cut, said, and never suffered. Each test makes its own file."""

import random
import struct
import zlib

import pytest
from msgspec.structs import replace

from drawing import draw
from extract.errors import UnreadableError
from extract.limits import LIMITS, Limits
from extract.model import Document
from extract.reading import read
from wordml import document_xml, docx, p, pack, tbl, tc, tr


def refusal(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(data, "x.docx", limits=limits)
    return caught.value.code


def codes(document: Document) -> list[str]:
    return [note.code for note in document.notes]


def test_file_size() -> None:
    assert refusal(docx(p("一")), replace(LIMITS, file_bytes=100)) == "too-large"


def test_part_that_expands_like_a_bomb() -> None:
    assert refusal(docx(f"<w:p><w:r><w:t>{'A' * 20_000_000}</w:t></w:r></w:p>")) == "too-large"


def test_part_size() -> None:
    assert refusal(docx(p("绩" * 1000)), replace(LIMITS, part_bytes=1000)) == "too-large"


def test_package_size_and_count_of_parts() -> None:
    data = pack({f"{n}.xml": "x" * 100 for n in range(50)})
    assert refusal(data, replace(LIMITS, parts=49)) == "too-large"
    assert refusal(data, replace(LIMITS, package_bytes=4999)) == "too-large"


def test_millions_of_empty_elements() -> None:
    assert refusal(docx("<w:p/>" * 1000), replace(LIMITS, elements=1000)) == "too-large"
    assert refusal(docx("<w:p/>" * 1000), replace(LIMITS, elements=1000, streamed_bytes=0)) == "too-large"


def test_count_of_tables() -> None:
    assert refusal(docx(tbl(tr(tc("a"))) * 5), replace(LIMITS, tables=4)) == "too-large"


@pytest.mark.parametrize("content", ["<w:t>{}</w:t>", '<w:t x="{}"/>'])
def test_a_text_or_tag_without_end(content: str) -> None:
    noise = random.Random(1).randbytes(6_000_000).hex()  # does not compress well, so no bomb
    assert refusal(docx(f"<w:p><w:r>{content.format(noise)}</w:r></w:p>")) == "too-large"


def test_document_type_declaration() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    xml = document_xml(p("一")).replace("?>", f"?>{bomb}")
    for data in (xml, xml.replace("UTF-8", "UTF-16").encode("utf-16")):
        assert refusal(docx(xml=data)) == "refused"
        assert refusal(docx(xml=data), replace(LIMITS, streamed_bytes=0)) == "refused"


def test_external_entity_never_resolves() -> None:
    xml = document_xml(p("&x;").replace("&amp;", "&"))
    xml = xml.replace("?>", '?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    assert refusal(docx(xml=xml)) == "refused"


def test_undefined_entity_is_damage() -> None:
    assert refusal(docx(p("&x;").replace("&amp;", "&"))) == "damaged"


@pytest.mark.parametrize("size", [10, 1_000_000])
def test_overlapping_members(size: int) -> None:
    assert refusal(_overlapping(b"A" * size, 40)) == "damaged"


def _overlapping(kernel: bytes, copies: int) -> bytes:
    """A zip whose directory names one member many times under different names."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(kernel) + packer.flush()
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, zlib.crc32(kernel), len(body), len(kernel), 3, 0)
    directory = b""
    for n in range(copies):
        fields = (20, 20, 0, 8, 0, 0, zlib.crc32(kernel), len(body), len(kernel), 3, 0, 0, 0, 0, 0, 0)
        directory += b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", *fields) + f"{n:03d}".encode()
    start = len(local) + 3 + len(body)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, copies, copies, len(directory), start, 0)
    return local + b"000" + body + directory + end


def test_a_damaged_header_stays_out_like_any_other() -> None:
    data = bytearray(docx(p("正文"), header=p("附件二")))
    at = data.index(b"PK\x01\x02", data.index(b"word/header.xml"))
    while not data[at + 46 : at + 61].startswith(b"word/header.xml"):
        at = data.index(b"PK\x01\x02", at + 1)
    data[at + 16] ^= 1  # its checksum
    document = read(bytes(data), "x.docx")
    assert [block.text for block in document.paragraphs] == ["正文"]
    assert codes(document) == ["header-left-out"]


def test_a_part_that_occurs_twice() -> None:
    twice = pack({"word/document.xml": document_xml(p("一")), "word/document.xmm": document_xml(p("二"))})
    assert refusal(twice.replace(b"document.xmm", b"document.xml")) == "damaged"


def test_member_with_a_zip_password() -> None:
    data = bytearray(docx(p("一")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 1)
    assert refusal(bytes(data)) == "encrypted"


def test_size_that_lies() -> None:
    data = bytearray(docx(p("绩效" * 500)))
    at = data.index(b"PK\x01\x02", data.index(b"word/document.xml") + 20)
    while not data[at + 46 : at + 63].startswith(b"word/document.xml"):
        at = data.index(b"PK\x01\x02", at + 1)
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    assert refusal(bytes(data)) == "damaged"


@pytest.mark.parametrize("span", [64, 10_000, 10_000_000, 2_000_000_000, "9" * 21])
def test_absurd_spans_are_clamped(span: object) -> None:
    document = read(docx(tbl(tr(tc("a", f'<w:gridSpan w:val="{span}"/>')), tr(tc("b")))), "x.docx")
    assert (document.grids[0].n_rows, document.grids[0].n_cols) == (2, 63)
    assert codes(document) == ["span-invalid", "grid-holes"]


def test_absurd_columns_before_a_row() -> None:
    document = read(docx(tbl(tr(tc("a"), properties='<w:gridBefore w:val="100000000"/>'))), "x.docx")
    assert document.grids[0].n_cols == 64


def test_columns_of_a_table() -> None:
    document = read(docx(tbl(tr(*(tc("a") for _ in range(300))))), "x.docx")
    assert document.grids[0].n_cols == 256
    assert codes(document) == ["limit-cells"]


@pytest.mark.parametrize(
    "limits",
    [
        replace(LIMITS, rows=3),
        replace(LIMITS, cells=6),
        replace(LIMITS, document_cells=6),
        replace(LIMITS, columns=2, document_squares=8),
    ],
)
def test_rows_beyond_a_limit_are_cut_and_said(limits: Limits) -> None:
    document = read(docx(tbl(*(tr(tc(f"{n}"), tc("x")) for n in range(9)))), "x.docx", limits=limits)
    assert draw(document.grids[0]) == "|0|x|\n|1|x|\n|2|x|"
    assert codes(document) == ["limit-cells"]


def nested(depth: int) -> str:
    start, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return "".join(f"{start}{p(f'层{n}')}" for n in range(depth)) + end * depth


def test_tables_nested_too_deep_keep_their_text() -> None:
    document = read(docx(nested(12)), "x.docx")
    assert len(document.grids) == LIMITS.nesting
    assert document.grids[-1].cells[0].text == "层7\n层8\n层9\n层10\n层11"
    assert "limit-nesting" in codes(document)
    assert "text-lost" not in codes(document)


@pytest.mark.parametrize("depth", [300, 500, 3000])
def test_depth_that_would_exhaust_the_stack(depth: int) -> None:
    try:
        assert "limit-nesting" in codes(read(docx(nested(depth)), "x.docx"))
    except UnreadableError as error:
        assert error.code == "too-large"  # noqa: PT017 (either outcome is right, by the parser's own limit)
    wrapped = "<w:sdt><w:sdtContent>" * depth + p("一") + "</w:sdtContent></w:sdt>" * depth
    assert refusal(docx(wrapped)) == "too-large"


def test_large_parts_are_streamed_with_the_same_result() -> None:
    rows = [tr(tc("a", '<w:vMerge w:val="restart"/>'), tc("绩效" * 9)), tr(tc("", "<w:vMerge/>"), tc("d"))]
    data = docx("".join(p(f"段{n}") + tbl(*rows) for n in range(400)))
    assert read(data, "x.docx", limits=replace(LIMITS, streamed_bytes=0)) == read(data, "x.docx")
