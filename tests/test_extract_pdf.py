"""The PDF reader against the seed report as LibreOffice prints it, and against files that cannot be read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extract.errors import UnreadableError
from extract.model import Document, Source
from extract.pdf import read_pdf

DOCUMENTS = Path(__file__).parent.parent / "corpus" / "documents"


def read_bytes(data: bytes) -> Document:
    return read_pdf(data, Source("form.pdf", "0" * 64, "pdf", len(data)))


@cache
def seed(name: str) -> Document:
    return read_bytes((DOCUMENTS / name).read_bytes())


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", ["seed.pdf", "seed-running-on.pdf"])
def test_two_forms_over_five_pages_are_two_grids(name: str) -> None:
    assert [(grid.n_rows, grid.n_cols) for grid in seed(name).grids] == [(29, 9), (29, 9)]
    assert seed(name).source.pages == 7


def test_a_row_cut_by_the_page_break_is_one_row_with_both_places() -> None:
    reason = seed("seed.pdf").grids[1].at(24, 8)
    assert reason is not None
    assert squeezed(reason.text) == "受疫情影响疫情防控及帮扶支出增加。严格按照预算支出，厉行节约。"
    assert [reason.place.page, *(area.page for area in reason.place.more)] == [4, 5]


def test_a_merged_label_goes_on_over_the_page_break() -> None:
    label = seed("seed.pdf").grids[0].at(23, 2)
    assert label is not None
    assert (label.text, label.place.row, label.rows) == ("时效指标", 22, 2)


def test_wrapped_lines_are_one_paragraph_over_pages_too() -> None:
    texts = [paragraph.text for paragraph in seed("seed.pdf").paragraphs]
    assert texts[3] == (
        "本单位重点项目2个，分别为社会管理项目、公共管理项目，实际支出分别为255.42万元、1524.85万元。具体情况如下："
    )
    assert len(texts) == 18
    assert sum(text.startswith("12345便民") and text.endswith("大局的稳定。") for text in texts) == 1


def test_page_numbers_are_left_out_and_said() -> None:
    assert not any(paragraph.text.isdigit() for paragraph in seed("seed.pdf").paragraphs)
    assert [note.code for note in seed("seed.pdf").notes].count("page-furniture") == 1


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"])
def test_a_file_without_pages_is_damaged(data: bytes) -> None:
    with pytest.raises(UnreadableError) as failure:
        read_bytes(data)
    assert failure.value.code in ("damaged", "empty")
