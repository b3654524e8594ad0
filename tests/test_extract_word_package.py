"""Containers that are not quite as Word writes them: other names, missing parts, odd zips, other encodings."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest

from extract.errors import UnreadableError
from extract.model import Document
from extract.reading import read
from wordml import MAIN_TYPE, W, content_types, document_xml, docx, p, pack, relationships

TEXT = document_xml(p("正文"))
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
GLOSSARY = f'<w:glossaryDocument xmlns:w="{W}"><w:docParts>{p("词汇")}</w:docParts></w:glossaryDocument>'


def package(stored: str, typed: str, targeted: str, kind: str = MAIN_TYPE, **more: str) -> bytes:
    """A Word file whose document part has this name in the zip, in the content types and in the relationships."""
    types, links = content_types(f"/{typed}", kind), relationships(("officeDocument", targeted))
    return pack({"[Content_Types].xml": types, "_rels/.rels": links, stored: TEXT, **more})


def zipped(data: bytes, method: int) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return buffer.getvalue()


class Pipe(BytesIO):
    """Cannot go back, so that a zip written into it has its sizes behind each member."""

    def seekable(self) -> bool:
        return False

    def seek(self, *where: int) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def piped(data: bytes) -> bytes:
    pipe = Pipe()
    with ZipFile(BytesIO(data)) as old, ZipFile(pipe, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return pipe.getvalue()


PACKAGES: dict[str, bytes] = {
    "another name": package("word/dokument2.xml", "word/dokument2.xml", "word/dokument2.xml"),
    "escaped name": package("word/a b.xml", "word/a%20b.xml", "word/a%20b.xml"),
    "escaped name, in the zip too": package("word/a%20b.xml", "word/a%20b.xml", "word/a%20b.xml"),
    "Chinese name": package("word/文档.xml", "word/文档.xml", "word/%E6%96%87%E6%A1%A3.xml"),
    "another case": package("WORD/Document.XML", "Word/document.xml", "/word/document.xml"),
    "backslashes": package("word\\document.xml", "word/document.xml", "word\\document.xml"),
    "a target above the root": package("word/document.xml", "word/document.xml", "../../word/document.xml"),
    "a content type that overrides the relationship": package("real.xml", "real.xml", "x.xml", **{"x.xml": GLOSSARY}),
    "a glossary": package("word/a.xml", "word/a.xml", "word/a.xml", **{"word/glossary/document.xml": GLOSSARY}),
    "a template": package("word/document.xml", "word/document.xml", "word/document.xml", TEMPLATE),
    "a file with macros": package("word/document.xml", "word/document.xml", "word/document.xml", MACROS),
    "no content types": pack({"_rels/.rels": relationships(("officeDocument", "w.xml")), "w.xml": TEXT}),
    "no relationships": pack({"[Content_Types].xml": content_types("/w.xml"), "w.xml": TEXT}),
    "neither": pack({"word/document.xml": TEXT}),
    "bytes before the zip": b"MZ" * 100 + docx(p("正文")),
    "bytes after the zip": docx(p("正文")) + b"\0" * 5000,
    "sizes behind the members": piped(docx(p("正文"))),
    "not compressed": zipped(docx(p("正文")), ZIP_STORED),
    "compressed by bzip2": zipped(docx(p("正文")), ZIP_BZIP2),
    "compressed by LZMA": zipped(docx(p("正文")), ZIP_LZMA),
    "a byte order mark": docx(xml=b"\xef\xbb\xbf" + TEXT.encode()),
    "in GBK": docx(xml=TEXT.replace("UTF-8", "GBK").encode("gbk")),
    "in UTF-16 that says UTF-8": docx(xml=TEXT.encode("utf-16")),
    "no XML declaration": docx(xml=TEXT.split("?>", 1)[1]),
    "a CDATA section": docx("<w:p><w:r><w:t><![CDATA[正文]]></w:t></w:r></w:p>"),
    "prefixes of its own": docx(
        xml=f'<document xmlns="{W}"><body><x:p xmlns:x="{W}"><r xmlns="{W}"><x:t>正文</x:t></r></x:p></body></document>'
    ),
}


@pytest.mark.parametrize("data", PACKAGES.values(), ids=PACKAGES)
def test_container(data: bytes) -> None:
    assert [block.text for block in read(data, "x.docx").paragraphs] == ["正文"]


def test_names_that_differ_in_case_alone_are_one_part() -> None:
    data = pack({"word/document.xml": TEXT, "word/Document.xml": document_xml(p("另文"))})
    with pytest.raises(UnreadableError) as caught:
        read(data, "x.docx")
    assert caught.value.code == "damaged"


def damaged_directory() -> bytes:
    """The name of the first member differs between its header and the directory, and holds odd bytes."""
    data = bytearray(docx(p("正文")))
    data[30:36] = b"\x00\x01\x02\x03\x04\x05"
    return bytes(data)


def test_a_message_quotes_nothing_unprintable() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(damaged_directory(), "x.docx")
    assert caught.value.message.en.isprintable()


@pytest.mark.parametrize("part", ["styles", "numbering", "footnotes"])
def test_a_part_that_tells_of_the_text_must_be_whole(part: str) -> None:
    body = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    with pytest.raises(UnreadableError) as caught:
        read(docx(body, **{part: "<w:x vanish lvlText"}), "x.docx")
    assert caught.value.code == "damaged"


def test_references_to_parts_that_are_missing_are_no_reason_to_stop() -> None:
    body = '<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    links = relationships(("footnotes", "gone.xml"), ("styles", "gone2.xml"), ("numbering", "../x/gone3.xml"))
    document: Document = read(
        pack({"word/document.xml": document_xml(body), "word/_rels/document.xml.rels": links}), "x.docx"
    )
    assert [block.text for block in document.paragraphs] == ["正文"]
