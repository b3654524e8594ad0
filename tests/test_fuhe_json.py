"""Schema fuhe/1."""

import json
from decimal import Decimal
from typing import Any

from extract.model import Area, CellPlace, TextPlace
from fuhe import __version__
from fuhe.outputs.json import render
from fuhe.outputs.record import number, place, plain
from fuhe.results import FileResult
from normalize.model import Value
from results import broken, result, seed, with_rate

REPORT = {"source", "status", "problems", "title", "unit", "year", "forms", "claims", "unread", "notes"}
REPORT |= {"checks", "findings", "repairs"}
FORM = {"form", "kind", "template", "profile", "place", "understood", "title", "project_name", "department"}
FORM |= {
    "implementing_unit",
    "year",
    "money_unit",
    "identity",
    "funds",
    "goals",
    "indicators",
    "subtotals",
    "total",
    "sections",
}
FORM |= {"unread"}
FUND = {"n", "kind", "parent", "label", "initial_budget", "full_budget", "received", "integrated_out", "executed"}
FUND |= {"weight", "execution_rate", "score", "reason", "extra", "place"}
INDICATOR = {"n", "goal", "level_1", "level_1_points", "level_1_source", "level_1_printed", "level_2"}
INDICATOR |= {"level_2_points", "level_3", "target", "actual", "weight", "score", "score_group", "review_score"}
INDICATOR |= {"score_method", "reason", "extra", "place"}
CHECK = {"rule", "form", "status", "stated", "computed", "formula", "why", "evidence"}
FINDING = {"rule", "name", "severity", "form", "message", "stated", "expected", "formula", "basis", "likely_cause"}
FINDING |= {"likely_causes", "amount", "changes_conclusion", "confidence", "suppressed", "evidence", "fingerprint"}


def parsed(*results: FileResult) -> Any:
    return json.loads("".join(render(results, "zh")))


def test_every_key_of_the_contract_is_there() -> None:
    whole = parsed(result(with_rate(seed(1), "331.4%")))
    assert whole["schema"] == "fuhe/1"
    assert whole["tool"] == {"name": "fuhe", "version": __version__}
    (report,) = whole["reports"]
    assert report.keys() == REPORT
    assert report["source"] == {
        "path": "2022/report.docx",
        "name": "report.docx",
        "sha256": "ab" * 32,
        "kind": "docx",
        "bytes": 47295,
        "pages": None,
    }
    (form,) = report["forms"]
    assert form.keys() == FORM
    assert form["funds"][0].keys() == FUND
    assert {key for row in form["indicators"] for key in row} == INDICATOR
    assert form["total"].keys() == {"weight", "score", "rating", "review_score"}
    assert {key for check in report["checks"] for key in check} == CHECK
    assert {key for finding in report["findings"] for key in finding} == FINDING
    (rate,) = [check for check in report["checks"] if check["rule"] == "A01"]
    assert (rate["status"], rate["stated"], rate["formula"]) == ("fails", "331.4%", "255.42 ÷ 81.50")
    assert rate["evidence"][0]["role"] == "stated"


def test_a_failed_file_has_the_same_keys_and_says_why() -> None:
    (report,) = parsed(broken())["reports"]
    assert report.keys() == REPORT
    assert report["status"] == "failed"
    assert report["problems"] == [{"code": "damaged", "message": "文件已损坏", "place": None}]
    assert report["forms"] == []


def test_numbers_are_printed_digits() -> None:
    assert number(Decimal("81.50")) == "81.50"
    assert number(Decimal("1E+3")) == "1000"
    at = CellPlace(1, 3, 4)
    said = plain(Value("≥90%", "percent", at, Decimal("90"), "%", "cell", ">=", "cell"), "zh")
    assert said == {
        "text": "≥90%",
        "kind": "percent",
        "number": "90",
        "unit": "%",
        "op": ">=",
        "unit_from": "cell",
        "op_from": "cell",
        "place": {"table": 1, "row": 3, "col": 4},
    }
    assert plain(None, "zh") is None


def test_places_say_what_they_know() -> None:
    cell = CellPlace(1, 3, 4, 2, (1.0, 2.0, 3.0, 4.004), (Area(3, (1.0, 2.0, 3.0, 4.0)),), "/w:body", 1, 2)
    assert place(cell) == {
        "table": 1,
        "row": 3,
        "col": 4,
        "page": 2,
        "box": [1.0, 2.0, 3.0, 4.0],
        "more": [{"page": 3, "box": [1.0, 2.0, 3.0, 4.0]}],
        "path": "/w:body",
        "start": 1,
        "end": 2,
    }
    assert place(TextPlace(12, 30, 36)) == {"paragraph": 12, "start": 30, "end": 36}


def test_the_same_results_give_the_same_bytes_a_line_a_report() -> None:
    once, again = ("".join(render((result(seed(1)), broken()), "zh")) for _ in range(2))
    assert once == again
    assert len(once.splitlines()) == 4


def test_messages_follow_the_language() -> None:
    english = json.loads("".join(render((broken(),), "en")))
    assert english["reports"][0]["problems"][0]["message"] == "the file is damaged"
