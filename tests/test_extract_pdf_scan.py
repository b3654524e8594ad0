"""Scans: named where they cannot be read, read cell by cell where OCR is installed."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from extract.model import Document, Source
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
