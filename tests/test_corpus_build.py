"""The committed documents are what corpus/make builds from the facts, byte for byte in every part."""

import io
import zipfile
from pathlib import Path

import pdfplumber
import pytest
from lxml import etree

from corpus.make import facts
from corpus.make.__main__ import DOCUMENTS, stored
from corpus.make.archive import entries
from corpus.make.catalogue import Item, drawn, items, sheet_of, word_file
from corpus.make.ink import PENS, UMING
from corpus.make.sheet import parse_table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ITEMS = items()


@pytest.mark.parametrize("item", ITEMS, ids=[item.name for item in ITEMS])
def test_committed_word_file_is_what_its_facts_build(item: Item) -> None:
    assert entries(word_file(item)) == entries(stored(item))


def test_committed_pdfs_lie_beside_their_word_files() -> None:
    for item in ITEMS:
        for printer in item.pdf:
            assert (DOCUMENTS / item.pdf_name(printer)).read_bytes().startswith(b"%PDF-")


def test_pdfs_come_from_at_least_three_producers_and_scans() -> None:
    printers = {printer for item in ITEMS for printer in item.pdf}
    assert {"libreoffice", "chromium", "scan"} | set(PENS) <= printers


@pytest.mark.parametrize("pen", sorted(PENS))
def test_a_drawn_pdf_holds_every_letter(pen: str) -> None:
    if PENS[pen].embedded and not Path(UMING).exists():
        pytest.skip("the font AR PL UMing is not installed")
    (item,) = (item for item in ITEMS if item.name == "006-zhongjiang")
    with pdfplumber.open(io.BytesIO(drawn(item, pen))) as pdf:
        letters = {char["text"] for page in pdf.pages for char in page.chars if char["text"].strip()}
    sheet = sheet_of(item)
    printed = "".join(box.text for table in sheet.tables for box in table.boxes)
    assert {letter for letter in printed if letter.strip()} <= letters


def test_every_committed_document_is_in_the_index() -> None:
    named = {f"{item.name}.docx" for item in ITEMS} | {item.pdf_name(printer) for item in ITEMS for printer in item.pdf}
    assert {path.name for path in DOCUMENTS.iterdir()} == named


def test_every_facts_file_is_used() -> None:
    assert {path.stem for path in facts.FORMS.glob("*.toml")} == {item.facts for item in ITEMS}


@pytest.mark.parametrize("name", ["seed", "seed-running-on"])
def test_seed_tables_are_merged_as_word_merges(name: str) -> None:
    item = next(item for item in ITEMS if item.name == name)
    with zipfile.ZipFile(io.BytesIO(stored(item))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    tables = list(body.iter(f"{W}tbl"))
    assert [len(table.findall(f"{W}tr")) for table in tables] == [29, 29]
    assert [len(table.findall(f"{W}tblGrid/{W}gridCol")) for table in tables] == [9, 9]
    first_level = tables[0].findall(f"{W}tr")[25].findall(f"{W}tc")[1]
    merge = first_level.find(f"{W}tcPr/{W}vMerge")
    assert merge is not None
    assert merge.get(f"{W}val") == ("restart" if name == "seed" else None)


def test_seed_says_what_the_report_says() -> None:
    (seed,) = (item for item in ITEMS if item.name == "seed")
    first, second = sheet_of(seed).tables
    assert [table.squares()[28, 7].text for table in (first, second)] == ["99", "97"]
    assert first.squares()[3, 7].text == "313.4%"
    assert len(first.squares()[8, 5].text) == 641
    assert len(second.squares()[8, 5].text) == 616


@pytest.mark.parametrize("drawing", ["|a|b|\n|c|", "|a|<|\n|^|b|"])
def test_a_drawing_that_is_no_table_is_refused(drawing: str) -> None:
    with pytest.raises(ValueError, match=r"squares|rectangle"):
        parse_table(drawing)
