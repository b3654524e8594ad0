"""Whole documents against their gold: every record, every check that holds, every finding, and no other allegation."""

import json
from pathlib import Path
from typing import Any

import pytest

import gold
from fuhe.cli import run

DOCUMENTS = Path(__file__).parent.parent / "corpus" / "documents"
SEED = [("seed", "docx"), ("seed-running-on", "docx"), ("seed", "pdf"), ("seed-running-on", "pdf")]


def checked(path: Path, folder: Path) -> dict[str, Any]:
    """The JSON report of one document, through the command."""
    out = folder / f"{path.name}.json"
    assert run(["check", str(path), "--format", "json", "-o", str(out), "--fail-on", "never"]) == 0
    (report,) = json.loads(out.read_text("utf-8"))["reports"]
    return dict(report)


@pytest.fixture(scope="module", params=SEED, ids=lambda param: ".".join(param))
def seed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, Any], dict[str, Any]]:
    name, suffix = request.param
    return checked(DOCUMENTS / f"{name}.{suffix}", tmp_path_factory.mktemp("seed")), gold.load("seed", name)


Pair = tuple[dict[str, Any], dict[str, Any]]


def test_every_field_of_every_record_is_read_as_printed(seed: Pair) -> None:
    report, truth = seed
    assert report["status"] == "ok"
    assert (report["title"], report["unit"], report["year"]) == (truth["title"], truth["unit"], truth["year"])
    assert [len(form["indicators"]) for form in report["forms"]] == [18, 18]
    assert gold.differences(report["forms"], truth["forms"]) == []


def test_nothing_in_the_forms_stays_unread(seed: Pair) -> None:
    report, _ = seed
    assert [form["unread"] for form in report["forms"]] == [[], []]
    assert report["unread"] == []


def test_the_claims_of_the_prose_are_read(seed: Pair) -> None:
    report, truth = seed
    for claim in truth["claims"]:
        assert any(_says(stated, claim) for stated in report["claims"]), f"no claim {claim}"


def _says(stated: dict[str, Any], claim: dict[str, Any]) -> bool:
    parts = [part["number"] for part in stated.get("parts", [])]
    return all(parts == claim[key] if key == "parts" else stated.get(key) == claim[key] for key in claim)


def test_what_a_careful_reader_finds_is_found(seed: Pair) -> None:
    assert gold.unmet(*seed) == []


def test_nothing_else_is_alleged(seed: Pair) -> None:
    assert gold.unlisted(*seed) == []


def test_what_holds_is_said_to_hold(seed: Pair) -> None:
    assert gold.unheld(*seed) == []


@pytest.mark.parametrize("name", ["seed", "seed-running-on"])
def test_pdf_and_word_give_the_same_records(name: str, tmp_path: Path) -> None:
    word, pdf = (checked(DOCUMENTS / f"{name}.{suffix}", tmp_path) for suffix in ("docx", "pdf"))
    assert _without_places(pdf["forms"]) == _without_places(word["forms"])
    assert _without_places(pdf["claims"]) == _without_places(word["claims"])


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_places(one) for key, one in value.items() if key not in ("place",)}
    return [_without_places(one) for one in value] if isinstance(value, list) else value
