"""A figure missing from the bytes of the seed can never look clean: what needed it is said not to have been checked."""

import json
from pathlib import Path
from typing import Any

import pytest

from fuhe.cli import run
from seed_bytes import DOCUMENTS, Spot, changed, spots

# The recomputation that needs each figure; by part and column, the children of the fund block apart.
NEEDS = {
    ("total line", "initial_budget"): "A06",
    ("total line", "full_budget"): "A01",
    ("total line", "executed"): "A01",
    ("total line", "execution_rate"): "A01",
    ("total line", "weight"): "B01",
    ("total line", "score"): "B03",
    ("indicators", "weight"): "B01",
    ("indicators", "score"): "B03",
    ("total", "weight"): "B01",
    ("total", "score"): "B03",
}


def _kind(spot: Spot) -> tuple[str, str]:
    if spot.part == "funds":
        return ("total line" if spot.n == 1 else "child line", spot.column)
    return spot.part, spot.column


SPOTS = [spot for spot in spots() if _kind(spot) in NEEDS and (spot.form == 1 or spot.part != "indicators")]


def test_every_kind_of_figure_is_left_out_once() -> None:
    assert {_kind(spot) for spot in SPOTS} == set(NEEDS)


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: f"{spot.form}-{spot.part}-{spot.n}-{spot.column}")
def test_a_missing_figure_is_said(spot: Spot, tmp_path: Path) -> None:
    path, out = tmp_path / "blank.docx", tmp_path / "blank.json"
    path.write_bytes(changed((DOCUMENTS / "seed.docx").read_bytes(), spot, ""))
    run(["check", str(path), "--format", "json", "-o", str(out)])
    (report,) = json.loads(out.read_text("utf-8"))["reports"]
    due = [check for check in report["checks"] if check["rule"] == NEEDS[_kind(spot)] and check["form"] == spot.form]
    assert due, "the check has fallen silent"
    assert all(check["status"] == "not_checked" and check["why"] for check in due)
    assert _named(report, spot), "no check or finding points at the empty cell"


def _named(report: dict[str, Any], spot: Spot) -> bool:
    places = (one["place"] for check in report["checks"] if check["status"] != "holds" for one in check["evidence"])
    return any((p.get("table"), p.get("row"), p.get("col")) == (spot.form, spot.row, spot.col) for p in places)
