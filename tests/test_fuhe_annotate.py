"""The submitted file itself with its findings."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import RectangleObject

from extract.model import CellPlace
from extract.reading import read
from fuhe.outputs.pdfnotes import CannotAnnotateError, annotated
from fuhe.outputs.remarks import Remark
from fuhe.outputs.wordcomments import commented
from results import CORPUS, SEED, fuhe

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REMARK = Remark(
    CellPlace(1, 3, 7, 1, (413.2, 426.45, 461.3, 447.45)), "error", ("[错误] A01 执行率不符", "应为 313.4%")
)


def annotate(path: Path, tmp_path: Path) -> bytes:
    target = tmp_path / f"out{path.suffix}"
    told = fuhe("annotate", path, "-o", target)
    assert told.returncode == 0, told.stderr.decode()
    return target.read_bytes()


def test_a_word_file_gets_comments_and_all_other_parts_keep_their_bytes(tmp_path: Path) -> None:
    data = annotate(SEED, tmp_path)
    before, after = zipfile.ZipFile(SEED), zipfile.ZipFile(io.BytesIO(data))
    changed = {
        name for name in after.namelist() if name not in before.namelist() or before.read(name) != after.read(name)
    }
    assert changed == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml"}
    assert set(before.namelist()) <= set(after.namelist())
    comments = list(docx.Document(io.BytesIO(data)).comments)
    assert any("F19" in one.text and "61.06%" in one.text for one in comments)
    assert {one.author for one in comments} == {"fuhe 复核"}


def test_the_comment_stands_at_the_cell_it_speaks_of(tmp_path: Path) -> None:
    data = annotate(SEED, tmp_path)
    package = zipfile.ZipFile(io.BytesIO(data))
    comments = etree.fromstring(package.read("word/comments.xml"))
    number = next(one.get(f"{W}id") for one in comments if "F19" in "".join(one.itertext()))
    document = etree.fromstring(package.read("word/document.xml"))
    start = next(one for one in document.iter(f"{W}commentRangeStart") if one.get(f"{W}id") == number)
    cell = next(start.iterancestors(f"{W}tc"))
    assert "".join(one.text or "" for one in cell.iter(f"{W}t")) == "61.06%"
    assert [one.get(f"{W}id") for one in cell.iter(f"{W}commentReference", f"{W}commentRangeEnd")].count(number) == 2


def test_what_the_file_says_does_not_change(tmp_path: Path) -> None:
    once = annotate(SEED, tmp_path)
    first, again = read(SEED.read_bytes(), "a.docx"), read(once, "a.docx")
    assert [one.cells for one in first.grids] == [one.cells for one in again.grids]
    assert [one.text for one in first.paragraphs] == [one.text for one in again.paragraphs]


def test_comments_that_are_there_already_stay(tmp_path: Path) -> None:
    once = annotate(SEED, tmp_path)
    document = read(once, "a.docx")
    place = next(cell.place for cell in document.grids[0].cells if cell.text == "313.4%")
    twice = commented(once, document, (Remark(place, "note", ("又一条",)),), "zh")
    texts = [one.text for one in docx.Document(io.BytesIO(twice)).comments]
    assert texts[:-1] == [one.text for one in docx.Document(io.BytesIO(once)).comments]
    assert texts[-1] == "又一条"


def test_a_place_that_cannot_be_told_is_said_in_words(tmp_path: Path) -> None:
    document = read(SEED.read_bytes(), "a.docx")
    lost = Remark(CellPlace(1, 3, 7, path="/w:document/w:body/w:tbl[9]"), "error", ("甲", "乙"))
    data = commented(SEED.read_bytes(), document, (lost,), "zh")
    (comment,) = docx.Document(io.BytesIO(data)).comments
    assert comment.text == "甲\n第1个表格第4行第8列\n乙"


def test_a_pdf_gets_highlights_behind_its_own_bytes(tmp_path: Path) -> None:
    source = (CORPUS / "seed.pdf").read_bytes()
    data = annotate(CORPUS / "seed.pdf", tmp_path)
    assert data.startswith(source)
    notes = [note.get_object() for page in PdfReader(io.BytesIO(data)).pages for note in page.get("/Annots", ())]
    told = [str(note["/Contents"]) for note in notes if note["/Subtype"] == "/Highlight"]
    assert any("F19" in one and "61.06%" in one for one in told)
    assert annotate(CORPUS / "seed.pdf", tmp_path) == data


@pytest.mark.parametrize(
    ("quarter", "expected"),
    [
        (0, (423.2, 842 - 447.45 + 20, 471.3, 842 - 426.45 + 20)),
        (90, (10 + 426.45, 20 + 413.2, 10 + 447.45, 20 + 461.3)),
        (180, (605 - 461.3, 20 + 426.45, 605 - 413.2, 20 + 447.45)),
        (270, (605 - 447.45, 862 - 461.3, 605 - 426.45, 862 - 413.2)),
    ],
)
def test_a_box_is_found_on_a_turned_or_cropped_page(quarter: int, expected: tuple[float, ...]) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    page = writer.add_blank_page(700, 900)
    page.cropbox = RectangleObject((10, 20, 605, 862))
    page.rotate(quarter)
    out = io.BytesIO()
    writer.write(out)
    (note,) = PdfReader(io.BytesIO(annotated(out.getvalue(), (REMARK,), "zh"))).pages[0]["/Annots"]
    assert [float(one) for one in note.get_object()["/Rect"]] == pytest.approx(expected, abs=0.01)


def test_what_cannot_be_annotated_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotAnnotateError):
        annotated(b"%PDF-1.4 nothing", (REMARK,), "zh")
    (tmp_path / "x.docx").write_bytes(b"nothing")
    assert fuhe("annotate", tmp_path / "x.docx", "-o", tmp_path / "y.docx").returncode == 3
    assert not (tmp_path / "y.docx").exists()


@pytest.mark.parametrize("command", ["annotate", "grids"])
def test_a_single_file_has_its_bounds_too(tmp_path: Path, command: str) -> None:
    told = fuhe(command, CORPUS / "seed.pdf", "-o", tmp_path / "out", "--timeout", "0.001")
    assert told.returncode == 3
    assert "超过每个文件 0.001 秒的时限" in told.stderr.decode()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        ("annotate", "me.docx", "-o", "me.docx"),
        ("annotate", "me.docx", "-o", "link.docx"),
        ("check", "me.docx", "--format", "json", "-o", "./me.docx"),
        ("check", ".", "-o", "me.docx"),
        ("grids", "me.docx", "-o", "me.docx"),
        ("diff", "me.docx", "me.docx", "-o", "me.docx"),
    ],
)
def test_the_submitted_file_is_never_overwritten(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "me.docx").write_bytes(SEED.read_bytes())
    (tmp_path / "link.docx").hardlink_to(tmp_path / "me.docx")
    told = fuhe(*words, cwd=tmp_path)
    assert told.returncode == 2
    assert "不予覆盖" in told.stderr.decode()
    assert (tmp_path / "me.docx").read_bytes() == SEED.read_bytes()


def test_an_encrypted_file_is_refused_for_what_it_is(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    ooxml = pytest.importorskip("msoffcrypto.format.ooxml")
    with open(SEED, "rb") as plain, open(tmp_path / "a.docx", "wb") as locked:
        ooxml.OOXMLFile(plain).encrypt("pass", locked)
    writer = PdfWriter(CORPUS / "seed.pdf")
    writer.encrypt("pass", algorithm="AES-256")
    writer.write(tmp_path / "a.pdf")
    (tmp_path / "pw.txt").write_text("pass\n")
    (report,) = json.loads(fuhe("check", "a.pdf", "--format", "json", cwd=tmp_path).stdout)["reports"]
    assert (report["status"], report["source"]["kind"]) == ("failed", "pdf")
    for name in ("a.docx", "a.pdf"):
        told = fuhe("annotate", name, "--password-file", "pw.txt", "-o", f"out-{name}", cwd=tmp_path)
        assert told.returncode == 3
        assert "文件已加密" in told.stderr.decode()
        assert "损坏" not in told.stderr.decode()
        assert not (tmp_path / f"out-{name}").exists()


def test_several_findings_on_one_rectangle_are_one_note_in_the_gravest_colour() -> None:
    data = (CORPUS / "seed.pdf").read_bytes()
    others = [
        Remark(REMARK.place, "note", ("[提示] 甲",)),
        REMARK,
        Remark(None, "query", ("[疑问] 乙",)),
        Remark(None, "note", ("[提示] 丙",)),
    ]
    pages = PdfReader(io.BytesIO(annotated(data, others, "zh"))).pages
    notes = [note.get_object() for page in pages for note in page.get("/Annots", ())]
    told = {str(note["/Subtype"]): note for note in notes}
    assert len(notes) == len(told) == 2
    assert told["/Highlight"]["/Contents"] == "[错误] A01 执行率不符\n应为 313.4%\n\n[提示] 甲"
    assert [float(one) for one in told["/Highlight"]["/C"]] == pytest.approx([1, 0.541, 0.502], abs=0.01)
    assert told["/Text"]["/Contents"] == "[疑问] 乙\n\n[提示] 丙"


def test_no_rectangle_of_an_annotated_pdf_is_stained_twice(tmp_path: Path) -> None:
    pages = PdfReader(io.BytesIO(annotate(CORPUS / "seed.pdf", tmp_path))).pages
    places = [
        (number, *(float(one) for one in note.get_object()["/Rect"]))
        for number, page in enumerate(pages)
        for note in page.get("/Annots", ())
    ]
    assert len(places) > 10
    assert len(places) == len(set(places))
