"""Generated forms against their truth, and changed in ways that change nothing they state."""

import random
from pathlib import Path

import pytest

from corpus.make.generate import Made, make
from corpus.make.layout import layouts
from papers import paper
from perturbing import (
    document,
    headed,
    permuted,
    redrawn,
    reworded,
    stated,
    unmerged,
    with_blank_rows,
    with_block_labels_again,
    with_header_again,
)

LAYOUTS = sorted(layouts())
PLACES = sorted(Path(__file__).with_name("places").glob("*.txt"))


@pytest.fixture(params=LAYOUTS)
def made(request: pytest.FixtureRequest) -> Made:
    return make(3, request.param, "word")


def test_every_record_is_the_truth(made: Made) -> None:
    (form,), (truth,) = stated(document(made)), made.truth["forms"]
    assert form["identity"] == tuple(
        truth.get(name) for name in ("project_name", "department", "implementing_unit", "year", "money_unit")
    )
    assert [(line[0], line[1]) for line in form["funds"]] == [(line["kind"], line["parent"]) for line in truth["funds"]]
    assert [(row[0], row[1], row[3], row[4]) for row in form["indicators"]] == [
        (row["level_1"], row["level_1_points"], row["level_2"], row["level_3"]) for row in truth["indicators"]
    ]
    texts = [[None if value is None else value[0] for value in row[5:9]] for row in form["indicators"]]
    assert texts == [
        [row[name] and row[name]["text"] for name in ("target", "actual", "weight", "score")]
        for row in truth["indicators"]
    ]
    assert form["unread"] == []


def test_labels_repeated_or_left_empty_instead_of_merged(made: Made) -> None:
    drawn = document(made)
    expected = stated(drawn)
    assert stated(redrawn(drawn, lambda rows: unmerged(rows, repeated=True))) == expected
    assert stated(redrawn(drawn, lambda rows: unmerged(rows, repeated=False))) == expected
    assert stated(redrawn(drawn, lambda rows: with_block_labels_again(unmerged(rows, repeated=True)))) == expected


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.stem)
def test_labels_of_a_form_of_some_place_repeated_or_left_empty(path: Path) -> None:
    drawn = paper(path.read_text(encoding="utf-8").split("\n---\n")[0])
    expected = stated(drawn)
    assert stated(redrawn(drawn, with_block_labels_again)) == expected
    assert stated(redrawn(drawn, lambda rows: unmerged(rows, repeated=True) if headed(rows) else rows)) == expected
    assert stated(redrawn(drawn, lambda rows: unmerged(rows, repeated=False) if headed(rows) else rows)) == expected


def test_blank_rows_and_a_repeated_header(made: Made) -> None:
    drawn = document(made)
    expected = stated(drawn)
    assert stated(redrawn(drawn, lambda rows: with_blank_rows(rows, random.Random(1)))) == expected
    assert stated(redrawn(drawn, with_header_again)) == expected


@pytest.mark.parametrize("seed", [1, 2])
def test_columns_in_another_order(made: Made, seed: int) -> None:
    other = document(permuted(made, random.Random(seed)))
    assert _unrated(stated(other)) == _unrated(stated(document(made)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_headers_in_other_words(made: Made, seed: int) -> None:
    assert stated(document(reworded(made, random.Random(seed)))) == stated(document(made))


def _unrated(forms: list[dict[str, object]]) -> list[dict[str, object]]:
    """Without the totals, whose rating stands behind the last column of some orders only."""
    return [{name: said for name, said in form.items() if name != "total"} for form in forms]
