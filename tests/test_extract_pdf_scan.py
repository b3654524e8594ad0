"""Scans: named where they cannot be read, read cell by cell where OCR is installed."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from corpus.make.scan import Scanner, bound
from corpus.measure import scans
from extract.errors import UnreadableError
from extract.model import Document, PagePlace, Source
from extract.pdf import read_pdf, scan_reader
from extract.reading import read

DOCUMENTS = Path(__file__).parent.parent / "corpus" / "documents"
installed = pytest.mark.skipif(not scan_reader.is_installed(), reason="needs fuhe[ocr]")


def scanned(name: str) -> bytes:
    return (DOCUMENTS / f"{name}.pdf").read_bytes()


@cache
def by_ocr(name: str) -> Document:
    return read_pdf(scanned(name), Source("scan.pdf", "0" * 64, "pdf", 1))


@pytest.mark.parametrize("missing", ["cv2", "onnxruntime", "rapidocr"])
def test_without_ocr_a_file_of_scans_is_said_to_be_one(missing: str) -> None:
    """In a process of its own, where importing one part of the extra fails."""
    program = f"""
import sys
sys.modules[{missing!r}] = None
from extract.errors import UnreadableError
from extract.reading import read
try:
    read(open(sys.argv[1], "rb").read(), "scan.pdf")
except UnreadableError as error:
    print(error.code)
"""
    path = DOCUMENTS / "016-huangshi.scan-askew.pdf"
    run = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=DOCUMENTS.parent.parent,
    )
    assert run.stdout.split() == ["scan"]


@installed
@pytest.mark.parametrize("name", ["016-huangshi.scan-askew"])
def test_the_grid_and_every_number_of_a_scan_are_those_of_the_word_file(name: str) -> None:
    word = DOCUMENTS.joinpath(name.partition(".")[0] + ".docx").read_bytes()
    (truth,), (found,) = read(word, "a.docx").grids, by_ocr(name).grids
    assert [(c.place.row, c.place.col, c.rows, c.cols) for c in found.cells] == [
        (c.place.row, c.place.col, c.rows, c.cols) for c in truth.cells
    ]
    for cell in truth.cells:
        if re.fullmatch(r"[≥≤\d.%]+", cell.text):
            again = found.at(cell.place.row, cell.place.col)
            assert again is not None
            assert "".join(again.text.split()) == cell.text


@installed
def test_what_ocr_read_is_marked_to_the_cell() -> None:
    document = by_ocr("016-huangshi.scan-askew")
    assert all(cell.ocr for cell in document.grids[0].cells if cell.text)
    assert sum(cell.doubtful for cell in document.grids[0].cells) < 8
    assert [note.code for note in document.notes].count("ocr") == 1


@installed
def test_boxes_of_a_page_that_lay_askew_are_on_the_page_as_displayed() -> None:
    grid = by_ocr("016-huangshi.scan-askew").grids[0]
    first, last = grid.cells[0].place.box, grid.cells[-1].place.box
    assert first is not None
    assert last is not None
    assert 0 < first[0] < last[2] < 596
    assert 0 < first[1] < last[3] < 843


fonts = pytest.mark.skipif(not Path(scans.FOLDER, scans.FONTS[0][0]).exists(), reason="needs the font AR PL UMing")


@installed
@fonts
def test_figures_of_a_clean_scan_are_exact_and_hardly_any_is_marked() -> None:
    seen = scans.read(scans.Scan("", Scanner("pdfium", black=None), "figures", scans.FONTS[0], 2))
    assert seen.as_drawn
    assert seen.figures > 180
    assert len(seen.wrong) <= 0.02 * seen.figures
    assert seen.marked <= 0.05 * seen.figures
    assert [place for place, marked in seen.wrong if not marked] == []


@installed
@fonts
def test_wrong_figures_of_a_worn_scan_are_marked() -> None:
    worn = Scanner("pdfium", 200, -1.0, noise=20, blur=1.0, quality=40, black=None)
    seen = scans.read(scans.Scan("", worn, "figures", scans.FONTS[0], 8))
    assert seen.as_drawn
    assert len(seen.wrong) > 3
    assert [place for place, marked in seen.wrong if not marked] == []


@installed
@fonts
def test_a_lone_sign_is_read_beside_a_figure() -> None:
    """Alone the recogniser takes % for 8, — for 一 and 0 for O."""
    from PIL import Image, ImageDraw, ImageFont

    signs, page = ("%", "735", "—", "0", "5"), Image.new("L", (1654, 400), 255)
    draw, letters = ImageDraw.Draw(page), ImageFont.truetype(str(Path(scans.FOLDER, scans.FONTS[0][0])), 25)
    for col, sign in enumerate(signs):
        draw.rectangle((100 + 150 * col, 100, 250 + 150 * col, 160), outline=0, width=2)
        draw.text((165 + 150 * col, 117), sign, font=letters, fill=0)
    (grid,) = read(bound([page], Scanner()), "scan.pdf").grids
    assert [(cell.text, cell.doubtful) for cell in grid.cells] == [(sign, False) for sign in signs]


@installed
def test_lines_that_were_too_many_are_said_to_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.pdf import scan

    monkeypatch.setattr(scan, "_MOST_STRIPS", 30)
    document = read(scanned("016-huangshi.scan-askew"), "scan.pdf")
    assert [note.code for note in document.notes][:2] == ["ocr", "text-lost"]
    assert 20 < sum(bool(cell.text) for cell in document.grids[0].cells) <= 30


def picture() -> object:
    """A page full of blots, as a photograph is."""
    import numpy as np
    from PIL import Image, ImageFilter

    noise = np.random.default_rng(1).integers(0, 256, (1100, 800)).astype(np.uint8)
    return Image.fromarray(noise).filter(ImageFilter.GaussianBlur(6)).point(lambda grey: 255 if grey > 128 else 0)


@installed
def test_pictures_without_text_are_said_to_be_that() -> None:
    with pytest.raises(UnreadableError) as refused:
        read(bound([picture()], Scanner(dpi=96, black=None)), "photograph.pdf")
    assert refused.value.code == "scan"
    assert "OCR" in refused.value.message.en


@installed
def test_a_picture_behind_a_form_is_named_and_the_form_read() -> None:
    import pypdfium2

    joined = pypdfium2.PdfDocument(scanned("016-huangshi.scan-askew"))
    joined.import_pages(pypdfium2.PdfDocument(bound([picture()], Scanner(dpi=96, black=None))))
    out = io.BytesIO()
    joined.save(out)
    document = read(out.getvalue(), "scan.pdf")
    assert len(document.grids) == 1
    assert [(note.code, note.place) for note in document.notes if note.code != "page-furniture"] == [
        ("ocr", PagePlace(1)),
        ("page-without-text", PagePlace(2)),
    ]
