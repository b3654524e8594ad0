"""The characters of a page: read where PDFium keeps them, or asked for one by one, they are the same."""

from __future__ import annotations

import pytest

from extract.limits import LIMITS
from extract.pdf import pdfium
from extract.pdf.ink import PageInk
from extract.pdf.page import read_page
from extract.pdf.pdfium_chars import are_kept_as_known
from pdfdrawing import FONT, PENS, Sheet, page_of

# A font of one sign, A, which means a character that UTF-16 writes in two parts, 𠮷, and then another, which means half
# of one.
PARTS = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R/G 7 0 R>>>>>>endobj
4 0 obj<</Length 75>>stream
BT /G 12 Tf 10 150 Td (ab) Tj /F 12 Tf (AA) Tj /G 12 Tf (c d) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</x 8 0 R>>/ToUnicode 6 0 R
/Encoding<</Differences[65/x]>>/FirstChar 65/LastChar 65/Widths[9]>>endobj
6 0 obj<</Length 120>>stream
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar
<41> <{}>
endbfchar
endstream endobj
7 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
8 0 obj<</Length 20>>stream
9 0 d0 0 0 9 9 re f
endstream endobj
trailer<</Root 1 0 R>>
"""


def ink_of(data: bytes) -> PageInk:
    (ink,) = pdfium.pages(data, "", LIMITS)
    return ink


def turned(quarter: int) -> bytes:
    """Words with wide gaps, double strokes, lines on several levels, at many angles, on a turned page."""
    sheet = Sheet()
    sheet.canvas.setPageRotation(90 * quarter)
    sheet.text(100, 300, "资金 总额    12.5%   fi")
    sheet.text(100.4, 300, "资金")
    sheet.text(100, 320, "年度，(绩效)")
    for angle in (30, 90, 180, 270):
        sheet.canvas.saveState()
        sheet.canvas.translate(300, 400)
        sheet.canvas.rotate(angle)
        sheet.canvas.setFont(FONT, 11)
        sheet.canvas.drawString(40, 5, "斜排 text")
        sheet.canvas.restoreState()
    return sheet.bytes()


PAGES = [page_of("| 一 二 | < |\n| 2.5% | 三 四 |", PENS["strokes"]), *map(turned, range(4))]


@pytest.mark.parametrize(
    "data", [*PAGES, *(PARTS.format(meaning).encode() for meaning in ("d842dfb7", "df54", "006600660069"))]
)
def test_characters_are_the_same_in_memory_and_asked_one_by_one(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = ink_of(data)
    assert kept.runs
    assert are_kept_as_known()
    monkeypatch.setattr("extract.pdf.pdfium_chars.are_kept_as_known", lambda: False)
    assert ink_of(data) == kept


def test_a_rare_character_is_one_sign() -> None:
    ink = ink_of(PARTS.format("d842dfb7").encode())
    assert "".join(run.text for run in ink.runs) == "ab𠮷𠮷c d"
    assert ink.undecoded == 0


def test_a_ligature_is_all_its_letters() -> None:
    (line,) = read_page(ink_of(PARTS.format("006600660069").encode()), LIMITS).lines
    assert line.text == "abffiffic d"


def test_white_that_pdfium_makes_up_ends_a_run() -> None:
    sheet = Sheet()
    sheet.canvas.setFont(FONT, 9)
    text = sheet.canvas.beginText(100, 500)
    for sign, gap in (("稻", 3), ("種", 3), ("浸", 0)):
        text.textOut(sign)
        text.moveCursor(9 + gap, 0)
    sheet.canvas.drawText(text)
    (line,) = read_page(ink_of(sheet.bytes()), LIMITS).lines
    assert line.text == "稻種浸"


def test_half_a_character_has_no_meaning() -> None:
    ink = ink_of(PARTS.format("df54").encode())
    assert "".join(run.text for run in ink.runs) == "ab\ufffd\ufffdc d"
    assert ink.undecoded == 2 / 7


@pytest.mark.parametrize(("code", "mark"), [("f0b3", "≥"), ("f0a3", "≤"), ("f0fe", "☑"), ("f0a8", "□")])
def test_signs_of_a_symbol_font_are_told_by_their_code(code: str, mark: str) -> None:
    page = read_page(ink_of(PARTS.format(code).encode()), LIMITS)
    assert mark * 2 in "".join(line.text for line in page.lines)
