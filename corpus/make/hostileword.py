"""Word files that break, lie, loop or explode."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise

from corpus.make.archive import pack
from corpus.make.generate import make
from corpus.make.hand import WORD
from corpus.make.wordparts import NAMESPACES, static_parts

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_ROW = "<w:tr><w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>项目名称</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"


def form() -> bytes:
    """A form nothing is wrong with."""
    return make(1, "cn-2020", "word").word_file


def word(body: str, doctype: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file around this body."""
    document = f"{_HEAD}{doctype}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return pack({**static_parts(WORD), "word/document.xml": document, **(parts or {})})


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _table(*properties: str) -> str:
    return f"<w:tbl>{''.join(map(_ROW.format, properties))}</w:tbl>"


def _nested(start: str, end: str, depth: int) -> bytes:
    return word(start * depth + _paragraph("一") + end * depth)


def _overlapping(copies: int = 200) -> bytes:
    """A zip whose directory names one member many times."""
    kernel = b"A" * 100_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(kernel) + packer.flush()
    sizes = (zlib.crc32(kernel), len(body), len(kernel))
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, *sizes, 3, 0) + b"000" + body
    entries = (
        b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 8, 0, 0, *sizes, 3, 0, 0, 0, 0, 0, 0) + b"%03d" % n
        for n in range(copies)
    )
    directory = b"".join(entries)
    return (
        local + directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, copies, copies, len(directory), len(local), 0)
    )


def _entities() -> bytes:
    names = "abcdefghij"
    lines = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    return word(_paragraph("&j;"), f'<!DOCTYPE x [<!ENTITY a "ha">{lines}]>')


FILES: dict[str, Callable[[], bytes]] = {
    "empty.docx": lambda: b"",
    "text.docx": lambda: "这不是 Word 文件。\n".encode(),
    "cut-off.docx": lambda: form()[: len(form()) // 2],
    "tail-lost.docx": lambda: form()[:-30],
    "word-named.pdf": form,
    "rtf.doc": lambda: rb"{\rtf1\ansi\deff0 {\fonttbl {\f0 SimSun;}} \u-26611? 1}",
    "ole.doc": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016),
    "bomb.docx": lambda: word(_paragraph("A" * 20_000_000)),
    "bomb-beside.docx": lambda: word(_paragraph("一"), parts={"word/media/image1.bmp": bytes(200_000_000 // 8)}),
    "overlapping.docx": _overlapping,
    "entities.docx": _entities,
    "external-entity.docx": lambda: word(_paragraph("&x;"), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
    "no-document.docx": lambda: pack({name: part for name, part in static_parts(WORD).items() if name[0] == "["}),
    "outside.docx": lambda: word(_paragraph("一"), parts={"../../outside.xml": "<x/>", "/etc/outside": "x"}),
    "not-xml.docx": lambda: word("<w:p><w:r></w:p>"),
    "nul.docx": lambda: word(_paragraph("&#0;")),
    "deep-controls.docx": partial(_nested, "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 3000),
    "deep-tables.docx": partial(_nested, "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>", 60),
    "span-huge.docx": lambda: word(_table('<w:gridSpan w:val="2000000000"/>', "")),
    "span-negative.docx": lambda: word(_table('<w:gridSpan w:val="-3"/>', '<w:gridSpan w:val="x"/>')),
    "merge-orphan.docx": lambda: word(_table("<w:vMerge/>", '<w:vMerge w:val="continue"/>', "<w:hMerge/>")),
    "skip-huge.docx": lambda: word(
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
    ),
    "many-cells.docx": lambda: word(f"<w:tbl>{('<w:tr>' + '<w:tc><w:p/></w:tc>' * 60 + '</w:tr>') * 2000}</w:tbl>"),
    "many-tables.docx": lambda: word(_table("") * 12_000),
    "no-cells.docx": lambda: word("<w:tbl><w:tr/><w:tr/></w:tbl><w:tbl/>"),
    "style-loop.docx": lambda: word(
        _paragraph("一"),
        parts={
            "word/styles.xml": f"{_HEAD}<w:styles {NAMESPACES}>"
            '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
        },
    ),
}
