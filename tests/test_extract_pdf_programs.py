"""Font programs that are hidden from PDFium: what is read stays the same, and what only they tell is kept."""

from __future__ import annotations

import re

import pytest

from extract.model import Document, Grid, Source
from extract.pdf import read_pdf
from extract.pdf.pdfium_programs import without_programs
from seed_bytes import DOCUMENTS

PRINTED = ["seed.pdf", "seed.chromium.pdf", "001-qingshen.pdf", "003-yongde.rectangles.pdf", "016-huangshi.pdf"]


def read(data: bytes) -> Document:
    return read_pdf(data, Source("one.pdf", "0" * 64, "pdf", len(data)), engine="fast")


def told(document: Document) -> list[object]:
    """What a document says, white space aside."""
    return [
        [(c.place.row, c.place.col, c.rows, c.cols, "".join(c.text.split())) for c in block.cells]
        if isinstance(block, Grid)
        else "".join(block.text.split())
        for block in document.blocks
    ]


@pytest.mark.parametrize("name", PRINTED)
def test_a_file_reads_the_same_without_its_programs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (DOCUMENTS / name).read_bytes()
    lighter = without_programs(data)
    assert lighter != data
    assert len(lighter) == len(data)
    found = told(read(data))
    monkeypatch.setattr("extract.pdf.pdfium.without_programs", lambda whole: whole)
    assert told(read(data)) == found


@pytest.mark.parametrize("word", [b"/ToUnicode", b"/Widths"])
def test_a_font_that_does_not_tell_all_keeps_its_program(word: bytes) -> None:
    data = (DOCUMENTS / "seed.pdf").read_bytes().replace(word, word[:-1] + b"-")
    assert without_programs(data) == data


def test_each_font_is_asked_for_itself() -> None:
    data = (DOCUMENTS / "seed.pdf").read_bytes()
    (first, *_) = re.finditer(rb"/Subtype/TrueType", data)
    place = data.index(b"/ToUnicode", first.start())
    data = data[:place] + b"/ToNothing" + data[place + 10 :]
    assert without_programs(data).count(b"/FontFile2") == 1


def test_a_font_that_leaves_out_the_meaning_of_a_code_keeps_its_program() -> None:
    data = (DOCUMENTS / "seed.pdf").read_bytes()
    hidden = without_programs(data).count(b"/FontFile-")
    last = re.compile(rb"/LastChar (\d+)").search(data, data.index(b"/Subtype/TrueType"))
    assert last is not None
    longer = data[: last.start(1)] + b"%d" % (int(last[1]) + 2) + data[last.end(1) :]
    assert len(longer) == len(data)
    assert without_programs(longer).count(b"/FontFile-") == hidden - 1


WORDS = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 62>>stream
BT /F 12 Tf 10 150 Td [(final)-250(audit)-250(is)-250(in)] TJ ET
endstream endobj
5 0 obj<</Type/Font/Subtype/TrueType/BaseFont/Unheard/Encoding/WinAnsiEncoding/FirstChar 97/LastChar 122
/Widths[WIDTHS]/FontDescriptor 6 0 R>>endobj
6 0 obj<</Type/FontDescriptor/FontName/Unheard/Flags 32/FontBBox[0 -200 900 800]/ItalicAngle 0/Ascent 800/Descent -200
/CapHeight 700/StemV 80>>endobj
trailer<</Root 1 0 R>>
"""


def test_words_in_a_font_that_is_not_there_stand_apart() -> None:
    widths = " ".join("280" if letter in "fijlt" else "550" for letter in map(chr, range(97, 123)))
    (line,) = read(WORDS.replace("WIDTHS", widths).encode()).paragraphs
    assert line.text == "final audit is in"
