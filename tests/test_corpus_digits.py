"""One digit of a rate, sum, weight, score or total changed in the bytes of the seed gives the check that belongs to it.

What belongs to it is worked out here anew, from the gold, with plain arithmetic and no code of the product.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import gold
from fuhe.cli import run
from seed_bytes import DOCUMENTS, MONEY, Spot, changed, spots

LABELLED = {"产出指标": 50, "满意度指标": 10}
INTRO = {1: "255.42", 2: "1524.85"}
GAP = {1: "173.92", 2: "1469.85"}
SUM_RULES = {"initial_budget": "A06", "full_budget": "A07", "executed": "A08"}
# Rules that recompute; screens and questions of judgement may change with the figures too and are not the point here.
RECOMPUTING = {"A01", "A04", "A05", "A06", "A07", "A08", "B01", "B03", "B04", "B05", "B07", "F03", "F04"}


def _changes() -> Iterator[tuple[Spot, str]]:
    """Every digit of every figure, each replaced by three others."""
    for spot in spots():
        for at, digit in enumerate(spot.text):
            if digit.isdigit():
                for step in (1, 4, 7):
                    other = str((int(digit) + step) % 10)
                    yield spot, spot.text[:at] + other + spot.text[at + 1 :]


CHANGES = list(_changes())
PARTS = 4


# --- what belongs to a change, worked out from the gold ------------------------------------------------------------


def _facts(spot: Spot, text: str) -> dict[str, Any]:
    """The figures of the changed form: funds[n][column], rows [(level, weight, score, target, actual)], totals."""
    form = gold.load("seed")["forms"][spot.form - 1]

    def figure(part: str, n: int, column: str, value: dict[str, Any] | None) -> Decimal | None:
        if (part, n, column) == (spot.part, spot.n, spot.column):
            return Decimal(text.rstrip("%"))
        return Decimal(value["number"]) if value and value.get("number") else None

    columns = (*MONEY, "weight", "execution_rate", "score")
    return {
        "form": spot.form,
        "funds": [{c: figure("funds", line["n"], c, line[c]) for c in columns} for line in form["funds"]],
        "rows": [
            (row["level_1"], *(figure("indicators", row["n"], c, row[c]) for c in ("weight", "score")))
            for row in form["indicators"]
        ],
        "weight": figure("total", 0, "weight", form["total"]["weight"]),
        "score": figure("total", 0, "score", form["total"]["score"]),
    }


def _rounded(exact: Fraction, stated: Decimal) -> bool:
    unit = Fraction(1, 10 ** max(0, -int(stated.as_tuple().exponent)))
    return abs(exact - Fraction(stated)) <= unit / 2


def _violated(facts: dict[str, Any]) -> set[str]:
    """The recomputing rules whose relation does not hold on these figures."""
    total, *children = facts["funds"]
    weights, scores = [row[1] for row in facts["rows"]], [row[2] for row in facts["rows"]]
    broken = {SUM_RULES[c] for c in MONEY if total[c] != sum(child[c] for child in children)}
    exact = Fraction(total["executed"]) / Fraction(total["full_budget"]) * 100 if total["full_budget"] else None
    if exact is not None and not _rounded(exact, total["execution_rate"]):
        broken.add("A01")
    rates = [Fraction(total["execution_rate"])] + ([exact] if exact is not None else [])
    if not any(_rounded(min(rate, Fraction(100)) / 100 * Fraction(total["weight"]), total["score"]) for rate in rates):
        broken.add("A04")
    if total["score"] > total["weight"]:
        broken.add("A05")
    if total["weight"] + sum(weights) != facts["weight"]:
        broken.add("B01")
    if total["score"] + sum(scores) != facts["score"]:
        broken.add("B03")
    if facts["score"] > 100:
        broken.add("B04")
    if any(score > weight for weight, score in zip(weights, scores, strict=True)):
        broken.add("B05")
    for label, points in LABELLED.items():
        if sum(row[1] for row in facts["rows"] if row[0] == label) != points:
            broken.add("B07")
    if total["executed"] != Decimal(INTRO[facts["form"]]):
        broken.add("F03")
    if total["executed"] - total["initial_budget"] != Decimal(GAP[facts["form"]]):
        broken.add("F04")
    return broken


# --- the test ------------------------------------------------------------------------------------------------------


def _not_holding(report: dict[str, Any], form: int) -> set[str]:
    """Recomputing rules with a check of this form, or of the prose, that fails or needs an explanation."""
    checks = (check for check in report["checks"] if check["rule"] in RECOMPUTING)
    return {c["rule"] for c in checks if c["form"] in (form, None) and c["status"] in ("fails", "explained")}


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", ["seed", "seed-running-on"])
def test_a_changed_digit_gives_the_checks_that_belong_to_it(name: str, part: int, tmp_path: Path) -> None:
    document = (DOCUMENTS / f"{name}.docx").read_bytes()
    path, out, wrong = tmp_path / "changed.docx", tmp_path / "changed.json", []
    for spot, text in CHANGES[part :: PARTS if name == "seed" else 3 * PARTS]:
        path.write_bytes(changed(document, spot, text))
        assert run(["check", str(path), "--format", "json", "-o", str(out), "--fail-on", "never"]) == 0
        (report,) = json.loads(out.read_text("utf-8"))["reports"]
        found, due = _not_holding(report, spot.form), _violated(_facts(spot, text))
        if found != due:
            wrong.append(f"form {spot.form} {spot.part} {spot.n} {spot.column} {spot.text} → {text}: {found} not {due}")
    assert not wrong, "\n".join(wrong)


def test_there_is_a_change_for_every_digit() -> None:
    digits = sum(len(re.findall(r"\d", spot.text)) for spot in spots())
    assert digits > 150
    assert len(CHANGES) == 3 * digits
