"""Forms of many places (places/*.txt), each drawn with its reading under it, typed from the drawing."""

from pathlib import Path

import pytest

from papers import report, told

PLACES = Path(__file__).with_name("places")


def _cases() -> list[Path]:
    return sorted(PLACES.glob("*.txt"))


@pytest.mark.parametrize("path", _cases(), ids=lambda path: path.stem)
def test_a_form_of_some_place(path: Path) -> None:
    drawn, read = path.read_text(encoding="utf-8").split("\n---\n")
    lines = [line for form in report(drawn).forms for line in told(form)]
    assert lines == read.strip().splitlines()
