"""Gold against the paper: every value laid down stands in its cell, and what the gold says of sums is so."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

import gold
from corpus.make import facts
from corpus.make.sheet import Sheet

NAMES = sorted(path.stem for path in gold.GOLD.glob("*.toml"))


def documents() -> Iterator[tuple[str, str]]:
    for name in NAMES:
        for reading in facts.readings(facts.load(facts.FORMS / f"{name}.toml"), name):
            yield name, reading


DOCUMENTS = list(documents())


def paper(name: str, reading: str) -> Sheet:
    content = facts.load(facts.FORMS / f"{name}.toml")
    return facts.sheet(content, facts.readings(content, name)[reading])


def values(form: gold.Record) -> Iterator[gold.Record]:
    for row in (row for name in ("funds", "indicators") for row in form.get(name, []) if row != gold.MORE):
        yield from (value for value in row.values() if isinstance(value, dict) and "place" in value)


@pytest.mark.parametrize(("name", "reading"), DOCUMENTS)
def test_every_placed_value_stands_in_its_cell(name: str, reading: str) -> None:
    tables = paper(name, reading).tables
    seen = [value for form in gold.load(name, reading)["forms"] for value in values(form)]
    for value in seen:
        place = value["place"]
        box = tables[place["table"] - 1].squares()[place["row"], place["col"]]
        printed = box.text.replace("\n", "").strip()
        assert printed == value["text"], place
    assert seen or name == "027-pengshui"


@pytest.mark.parametrize(("name", "reading"), DOCUMENTS)
def test_every_label_and_reason_is_on_the_paper(name: str, reading: str) -> None:
    text = "".join(box.text.replace("\n", "") for table in paper(name, reading).tables for box in table.boxes)
    for form in gold.load(name, reading)["forms"]:
        for row in form.get("indicators", []):
            assert row["level_3"].replace("\n", "") in text
            assert ((row.get("reason") or {}).get("text") or "") in text


def test_seed_sums_are_what_the_audit_says() -> None:
    for form in gold.load("seed")["forms"]:
        rows = [*form["indicators"], form["funds"][0]]
        for name in ("weight", "score"):
            assert sum(Decimal(row[name]["number"]) for row in rows) == Decimal(form["total"][name]["number"])


def test_seed_readings_differ_only_in_the_printed_first_level() -> None:
    own, running = gold.load("seed", "seed"), gold.load("seed", "seed-running-on")
    lines = gold.differences(own["forms"], running["forms"])
    assert len(lines) == 4
    assert all("level_1_printed" in line for line in lines)


def test_differences_name_the_field() -> None:
    assert gold.differences({"a": [{"b": 1}]}, {"a": [{"b": 2}]}, "form") == ["form.a[0].b: 1 instead of 2"]
    assert gold.differences({"a": [], "c": 1}, {"a": [1]}, "form") == ["form.a: 0 entries instead of 1"]
    assert gold.differences({"a": 1, "c": 1}, {"a": 1}) == []


@pytest.mark.parametrize(("name", "reading"), DOCUMENTS)
def test_every_level_label_stands_in_the_row_of_its_indicator(name: str, reading: str) -> None:
    tables = paper(name, reading).tables
    for form in gold.load(name, reading)["forms"]:
        for row in form.get("indicators", []):
            place = next(value["place"] for value in row.values() if isinstance(value, dict) and "place" in value)
            squares = tables[place["table"] - 1].squares()
            labels = [squares[place["row"], col].text for col in range(place["col"])]
            joined = [label.replace("\n", "") for label in labels]
            assert not row["level_1_printed"] or row["level_1_printed"] in labels
            assert not row["level_2"] or row["level_2"] in joined
            assert any(label.endswith(row["level_3"]) for label in joined)
