"""Forms of many places (places/*.txt), each drawn with its reading under it, typed from the drawing."""

import re
from pathlib import Path

import pytest

from corpus.make import ink, word
from corpus.make.sheet import Line, Sheet, parse_table
from extract.model import Paragraph
from extract.reading import read
from normalize.recognise import recognise
from papers import paper, report, told

PLACES = sorted(Path(__file__).with_name("places").glob("*.txt"))
every_place = pytest.mark.parametrize("path", PLACES, ids=lambda path: path.stem)


def _case(path: Path) -> tuple[str, list[str]]:
    drawn, stated = path.read_text(encoding="utf-8").split("\n---\n")
    return drawn, stated.strip().splitlines()


def _sheet(drawn: str) -> Sheet:
    """The drawing as the corpus builds documents from it."""
    tables = re.split(r"^(?!\|).*\n", drawn, flags=re.M)
    drawings = iter(table for table in tables if table.strip())
    return Sheet(
        tuple(
            Line(block.text, "plain") if isinstance(block, Paragraph) else parse_table(next(drawings))
            for block in paper(drawn).blocks
        )
    )


def _read(data: bytes, name: str) -> list[str]:
    return [_plain(line) for form in recognise(read(data, name)).forms for line in told(form)]


def _plain(line: str) -> str:
    """A line without what paper cannot show: how wide a space is, and a square left out (~) beside one left empty."""
    return re.sub(r"\s+", "", line).replace("·", "~")


@every_place
def test_a_form_of_some_place(path: Path) -> None:
    drawn, stated = _case(path)
    assert [line for form in report(drawn).forms for line in told(form)] == stated


@every_place
def test_the_same_from_word(path: Path) -> None:
    drawn, stated = _case(path)
    assert _read(word.build(_sheet(drawn)), "form.docx") == [_plain(line) for line in stated]


@every_place
@pytest.mark.skipif(not Path(ink.UMING).exists(), reason="the font AR PL UMing is not installed")
def test_the_same_from_a_ruled_pdf(path: Path) -> None:
    drawn, stated = _case(path)
    assert _read(ink.to_pdf(_sheet(drawn), ink.PENS["strokes"]), "form.pdf") == [_plain(line) for line in stated]
