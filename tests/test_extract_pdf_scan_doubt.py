"""When a line read by OCR is marked: a figure for one unsure sign, words for an unsure whole, forms no figure has."""

import pytest

from extract.pdf.scan_doubt import is_doubtful
from extract.pdf.scan_reader import Reading


def reading(text: str, unsure: str = "", chance: float = 0.9) -> Reading:
    """The text read for sure, but for these signs of it."""
    return Reading(text, tuple(chance if sign in unsure else 0.999 for sign in text))


@pytest.mark.parametrize(
    "text", ["10", "≥95%", "-3.2%", "1,234,567.89", "2022.12.31", "1234.5678", "完成", "—", "(万元)"]
)
def test_what_is_read_for_sure_is_not_marked(text: str) -> None:
    assert not is_doubtful(reading(text))


@pytest.mark.parametrize(
    ("text", "unsure"),
    [("387664.62", "4"), ("≥95%", "≥"), ("12.5%", "."), ("1O0", "O"), ("培训10次", "次"), ("90%", "%")],
)
def test_one_unsure_sign_marks_a_figure(text: str, unsure: str) -> None:
    assert is_doubtful(reading(text, unsure))


def test_one_unsure_sign_does_not_mark_words_nor_the_figure_far_from_it() -> None:
    assert not is_doubtful(reading("受疫情影响开展培训活动", "疫"))
    assert not is_doubtful(reading("受疫情影响开展培训活动10次", "疫"))
    assert is_doubtful(reading("受疫情影响", "疫情影响"))


@pytest.mark.parametrize("text", ["867,182 53", "4 359.24", "5.252.458.37", "867,18253", "12,3456", "M", "O"])
def test_what_no_figure_looks_like_is_marked(text: str) -> None:
    assert is_doubtful(reading(text))


def test_nothing_read_is_doubtful() -> None:
    assert is_doubtful(Reading("", ()))
