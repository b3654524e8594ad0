"""Hostile files end in a report that says why, quickly; what is whole in spite of its wrapping is read."""

import json
from pathlib import Path

import pikepdf
import pytest

from corpus.make.archive import entries
from corpus.make.hostile import FILES, FOLDER
from extract.pdf import scan_reader
from fuhe.cli import run
from fuzzing import judged

WHOLE = ("before-header.pdf", "no-xref.pdf", "pdf-named.docx", "word-named.pdf")
REFUSED = {
    "bomb.docx": "too-large",
    "cut-off.docx": "damaged",
    "cut-off.pdf": "damaged",
    "deep-controls.docx": "too-large",
    "empty.docx": "empty",
    "empty.pdf": "damaged",
    "entities.docx": "refused",
    "external-entity.docx": "refused",
    "form-loop.pdf": "too-large",
    "locked.pdf": "encrypted",
    "many-cells.docx": "too-large",
    "many-tables.docx": "too-large",
    "not-deflate.pdf": "damaged",
    "no-document.docx": "not-what-it-claims",
    "not-xml.docx": "damaged",
    "nul.docx": "damaged",
    "ole.doc": "unsupported",
    "overlapping.docx": "damaged",
    "rtf.doc": "unsupported",
    "tail-lost.docx": "damaged",
    "text.docx": "not-what-it-claims",
}


@pytest.fixture(autouse=True)
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_reader, "is_installed", lambda: False)


def test_the_folder_holds_what_is_built() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(FILES)


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_committed_file_is_what_is_built(name: str) -> None:
    committed, built = (FOLDER / name).read_bytes(), FILES[name]()
    if built[:4] == b"PK\x03\x04" and name not in ("cut-off.docx", "tail-lost.docx", "overlapping.docx"):
        assert entries(committed) == entries(built)
    elif not name.endswith(".pdf") and name not in ("cut-off.docx", "tail-lost.docx", "overlapping.docx"):
        assert committed == built


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_hostile_file_ends_in_a_document_or_a_reason(name: str) -> None:
    code = judged((FOLDER / name).read_bytes(), name)
    if name in REFUSED:
        assert code == REFUSED[name]
    if name in WHOLE:
        assert code == "forms: 1"


def test_what_never_ends_is_ended(tmp_path: Path) -> None:
    out, endless = tmp_path / "out.json", tmp_path / "endless.pdf"
    with pikepdf.open(FOLDER / "form-loop.pdf") as pdf:  # its resources packed away, where no search finds the loop
        drawing = pdf.pages[0].Resources.XObject.X
        drawing.Resources = pdf.make_indirect(pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=drawing)))
        pdf.save(endless, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert run(["check", str(endless), "--timeout", "2", "--format", "json", "-o", str(out)]) == 3
    (report,) = json.loads(out.read_text("utf-8"))["reports"]
    assert report["status"] == "failed"
    assert report["problems"][0]["code"] in ("timeout", "crashed", "memory")
