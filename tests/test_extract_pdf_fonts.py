"""Fonts that a PDF names and does not bring along: read the same on a machine that has them and on one without."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from extract.model import Source
from extract.pdf import read_pdf

LONE = {"绩": (100, 700), "效": (100, 680), "≥": (100, 640), "一": (100, 600), "率": (300, 600)}


def page_of_lone_letters(font: Dictionary, code: dict[str, str]) -> bytes:
    """Each letter drawn by itself, in 12 points."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        drawn = "".join(f"BT /F 12 Tf {x} {y} Td <{code[sign]}> Tj ET\n" for sign, (x, y) in LONE.items())
        page.Contents = pdf.make_stream(drawn.encode())
        if "/ToUnicode" in font:
            font.ToUnicode = pdf.make_stream(bytes(font.ToUnicode))
        page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        pdf.save(out)
    return out.getvalue()


def font(name: str, ordering: str, encoding: str) -> Dictionary:
    info = Dictionary(Registry="Adobe", Ordering=ordering, Supplement=0)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name(f"/{name}"), Flags=4, FontBBox=Array([0, -200, 1000, 900]),
        ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=700, StemV=80,
    )  # fmt: skip
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name(f"/{name}"), CIDSystemInfo=info, DW=1000,
        FontDescriptor=descriptor,
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name(f"/{name}"), Encoding=Name(f"/{encoding}"),
        DescendantFonts=Array([inner]),
    )  # fmt: skip


def by_number() -> bytes:
    """Letters by their number in a font, whose meaning a table of the file's own gives."""
    code = {sign: f"{4000 + at:04x}" for at, sign in enumerate(LONE)}
    meanings = "\n".join(f"<{number}> <{ord(sign):04x}>" for sign, number in code.items())
    one = font("SimSun", "Identity", "Identity-H")
    one.ToUnicode = pikepdf.String(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
        f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(code)} beginbfchar\n{meanings}\nendbfchar "
        "endcmap end end"
    )
    return page_of_lone_letters(one, code)


def by_meaning() -> bytes:
    return page_of_lone_letters(font("SimHei", "GB1", "UniGB-UCS2-H"), {sign: f"{ord(sign):04x}" for sign in LONE})


@pytest.mark.parametrize("data", [by_number(), by_meaning()], ids=["by number", "by meaning"])
def test_a_lone_letter_of_a_font_that_is_not_there_is_read(data: bytes) -> None:
    document = read_pdf(data, Source("letters.pdf", "0" * 64, "pdf", len(data)), engine="fast")
    assert sorted("".join("".join(one.text.split()) for one in document.paragraphs)) == sorted(LONE)
