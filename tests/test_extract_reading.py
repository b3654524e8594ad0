"""The door: files are read as what they are, and refused by a name and a cause."""

import random
from io import BytesIO
from zipfile import ZipFile

import pytest

from extract.errors import UnreadableError
from extract.reading import read
from wordml import content_types, document_xml, docx, p, pack, relationships


def refusal(data: bytes, name: str = "自评.docx", password: str | None = None) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read(data, name, password=password)
    return caught.value


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + f"{stream}\x00".encode("utf-16-le") + bytes(600)


XLSX = pack({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"})
ODT = pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
HTML = "<html><table><tr><td>绩效</td></tr></table></html>".encode()

REFUSED = {
    "empty": (b"", "x.docx", "empty", "没有内容"),
    "only zeros": (bytes(5000), "x.docx", "empty", "没有内容"),
    "spreadsheet": (
        pack({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}),
        "x.docx",
        "not-what-it-claims",
        "Excel",
    ),
    "odt": (ODT, "x.docx", "not-what-it-claims", "OpenDocument"),
    "archive": (pack({"a.txt": "x"}), "x.docx", "not-what-it-claims", "ZIP"),
    "web page": (HTML, "x.docx", "not-what-it-claims", "HTML"),
    "web archive": (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n", "x.doc", "unsupported", "MHTML"),
    "rtf": (b"{\\rtf1 x}", "x.docx", "not-what-it-claims", "RTF"),
    "text": ("绩效自评".encode(), "x.docx", "not-what-it-claims", "文本"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "x.pdf", "not-what-it-claims", "PNG"),
    "noise": (bytes(range(256)) * 9, "x.docx", "not-what-it-claims", "无法识别"),
    "old Word": (ole("WordDocument"), "x.docx", "not-what-it-claims", ".doc"),
    "old Excel": (ole("Workbook"), "x.xls", "unsupported", ".xls"),
    "other OLE": (ole("Something"), "x.doc", "unsupported", "OLE"),
    "encrypted": (ole("EncryptedPackage"), "x.docx", "encrypted", "密码"),
}


@pytest.mark.parametrize(("data", "name", "code", "word"), REFUSED.values(), ids=REFUSED)
def test_refused_by_name(data: bytes, name: str, code: str, word: str) -> None:
    error = refusal(data, name)
    assert (error.code, word in error.message.zh, bool(error.message.en)) == (code, True, True)


def test_truncated_at_any_point() -> None:
    data = docx(p("绩效自评" * 100))
    assert {refusal(data[: len(data) * n // 20]).code for n in range(1, 20)} == {"damaged"}


def test_damaged_content() -> None:
    data = bytearray(docx(p("绩效自评" * 100)))
    at = data.index(b"word/document.xml") + 60
    data[at : at + 8] = b"\xff" * 8
    assert refusal(bytes(data)).code == "damaged"


def test_broken_xml_is_damaged_and_placed() -> None:
    error = refusal(docx(xml=document_xml("<w:p>")))
    assert error.code == "damaged"
    assert "word/document.xml" in error.message.zh


def test_document_without_a_body() -> None:
    assert refusal(docx(xml=document_xml("").replace("w:body", "w:other"))).code == "damaged"


def test_a_wrong_extension_is_noted() -> None:
    document = read(docx(p("一")), "D:/x.pdf")
    assert [block.text for block in document.paragraphs] == ["一"]
    assert [note.code for note in document.notes] == ["name-differs"]


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_templates_and_macro_files(kind: str) -> None:
    data = pack(
        {
            "[Content_Types].xml": content_types(kind=kind),
            "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
            "word/document.xml": document_xml(p("一")),
            "word/vbaProject.bin": b"x",
        }
    )
    document = read(data, "x.docm")
    assert [note.code for note in document.notes] == ["macros"]
    assert (document.source.kind, document.paragraphs[0].text) == ("docx", "一")


@pytest.mark.parametrize(
    "target", ["/文档/main.xml", "文档/main.xml", "%E6%96%87%E6%A1%A3/main.xml", "./文档/MAIN.xml"]
)
def test_main_part_by_any_name(target: str) -> None:
    data = pack(
        {
            "[Content_Types].xml": content_types(f"/{target.lstrip('./').lower()}"),
            "_rels/.rels": relationships(("officeDocument", target)),
            "文档/main.xml": document_xml(p("一")),
            "文档/_rels/main.xml.rels": relationships(("image", "media/gone.png"), ("styles", "gone.xml")),
        }
    )
    assert read(data, "x.docx").paragraphs[0].text == "一"


@pytest.mark.parametrize("lost", ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"])
def test_a_missing_table_of_contents_is_no_reason_to_stop(lost: str) -> None:
    buffer = BytesIO(docx(p("一")))
    with ZipFile(buffer) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist() if name != lost}
    assert read(pack(parts), "x.docx").paragraphs[0].text == "一"


def test_backslashes_in_part_names() -> None:
    buffer = BytesIO(docx(p("一")))
    with ZipFile(buffer) as archive:
        parts: dict[str, str | bytes] = {name.replace("/", "\\"): archive.read(name) for name in archive.namelist()}
    assert read(pack(parts), "x.docx").paragraphs[0].text == "一"


def test_external_targets_are_noted_never_fetched() -> None:
    rels = relationships(("oleObject", "http://192.0.2.1/x")).replace("/>", ' TargetMode="External"/>')
    data = pack(
        {
            "[Content_Types].xml": content_types(),
            "word/document.xml": document_xml(p("一")),
            "word/_rels/document.xml.rels": rels,
        }
    )
    assert [note.code for note in read(data, "x.docx").notes] == ["external"]


def test_encrypted_file_opens_with_its_password_only() -> None:
    ooxml = pytest.importorskip("msoffcrypto.format.ooxml")
    plain, locked = docx(p("密") + p(random.Random(1).randbytes(9000).hex())), BytesIO()
    ooxml.OOXMLFile(BytesIO(plain)).encrypt("口令", locked)
    assert read(locked.getvalue(), "x.docx", password="口令").paragraphs[0].text == "密"
    assert refusal(locked.getvalue()).code == "encrypted"
    assert refusal(locked.getvalue(), password="错").code == "encrypted"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (
            ole("WordDocument"),
            "自评表.doc",
            "旧版 Word／WPS 文字文档（.doc、.wps），暂不支持读取。请用 Word 或 WPS 打开后另存为 .docx",
        ),
        (b"{\\rtf1 x}", "自评表.docx", "扩展名为 .docx，内容实为 RTF 文档。请用 Word 或 WPS 打开后另存为 .docx"),
        (b"Rar!\x1a\x07\x00", "自评表.pdf", "扩展名为 .pdf，内容实为 RAR 压缩包。请先解压"),
        (b"PK\x03\x04" + bytes(99), "自评表.docx", "文件已损坏（末尾缺失，可能在复制或上传时中断）。请重新取得原件"),
        (b"%PDF-1.7\n1 0 obj <<", "自评表.pdf", "PDF 已损坏（末尾缺失，可能在复制或上传时中断）。请重新取得原件"),
    ],
)
def test_a_refusal_says_in_chinese_what_to_do(data: bytes, name: str, words: str) -> None:
    assert refusal(data, name).message.zh == words


def test_a_word_file_without_its_text_is_damaged() -> None:
    error = refusal(pack({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<x/>"}))
    assert (error.code, "缺少正文" in error.message.zh) == ("damaged", True)
