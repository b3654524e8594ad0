"""The other formats of a check: JSON Lines, CSV, SARIF, JUnit."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest

from forms import form, fund, fund_block
from fuhe.outputs import csv, jsonl, junit, sarif
from fuhe.results import FileResult
from results import SEED, broken, fuhe, result, seed, with_rate
from validate.registry import RULES

WRONG = with_rate(seed(1), "331.4%")


def log(*results: FileResult) -> Any:
    return json.loads("".join(sarif.render(results, "zh")))


def test_json_lines_carry_their_schema() -> None:
    lines = "".join(jsonl.render((result(WRONG), broken()), "zh")).splitlines()
    reports = [json.loads(line) for line in lines]
    assert [one["schema"] for one in reports] == ["fuhe/1", "fuhe/1"]
    assert [one["status"] for one in reports] == ["ok", "failed"]


def test_csv_lists_the_findings_of_all_files() -> None:
    text = "".join(csv.render((result(WRONG), result(seed(1), path="b.docx"), broken()), "zh"))
    assert text.startswith("\ufeffpath,report,form,n,rule,")
    assert "2022/report.docx," in text
    assert "execution-rate-differs" in text


def test_sarif_has_the_shape_of_2_1_0() -> None:
    whole = log(result(WRONG, path="2022/报告 1.docx"), broken())
    assert whole["version"] == "2.1.0"
    (run,) = whole["runs"]
    assert run.keys() <= {"tool", "results", "artifacts", "invocations", "language", "columnKind"}
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.code for rule in RULES]
    for one in run["results"]:
        assert RULES[one["ruleIndex"]].code == one["ruleId"]
        assert one["level"] in {"error", "warning", "note"}
        assert one["message"]["text"]
        (at,) = one["locations"]
        assert at["physicalLocation"]["artifactLocation"] == {"uri": "2022/%E6%8A%A5%E5%91%8A%201.docx", "index": 0}
        assert "region" not in at["physicalLocation"]
        assert len(one["partialFingerprints"]["fuhe/v1"]) == 32
    (rate,) = [one for one in run["results"] if one["ruleId"] == "A01"]
    assert rate["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].startswith("第1个表格")
    assert rate["properties"]["stated"] == "331.4%"


def test_sarif_says_which_files_failed() -> None:
    (run,) = log(result(seed(1)), broken())["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert told["level"] == "error"
    assert told["message"]["text"] == "文件已损坏"
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 1
    assert [one["hashes"]["sha-256"] for one in run["artifacts"]] == ["ab" * 32, "cd" * 32]


def test_junit_has_a_suite_a_document_and_a_case_a_rule() -> None:
    gaps = form(1, funds=fund_block(fund("total", full_budget="81.50", executed="", execution_rate="313.4%")))
    results = (result(WRONG), broken("坏&<.docx"), result(gaps, path="gap.docx"))
    root = ElementTree.fromstring("".join(junit.render(results, "zh", "error")).encode())
    first, bad, last = root.findall("testsuite")
    assert first.get("name") == "2022/report.docx"
    cases = {case.get("name"): case for case in first}
    failure = cases["A01 execution-rate-differs form 1"].find("failure")
    assert failure is not None
    assert "331.4%" in str(failure.get("message"))
    assert first.get("failures") == "2"
    assert first.get("tests") == str(len(first))
    assert bad.get("name") == "坏&<.docx"
    assert bad.get("errors") == "1"
    skipped = {case.get("name") for case in last if case.find("skipped") is not None}
    assert "A01 execution-rate-differs form 1" in skipped


def test_junit_failures_follow_fail_on() -> None:
    text = "".join(junit.render((result(WRONG),), "zh", None))
    assert "<failure" not in text
    assert "331.4%" in text


@pytest.mark.parametrize("name", ["jsonl", "csv", "sarif", "junit"])
def test_every_format_comes_out_of_the_command_alike_twice(name: str) -> None:
    once, again = (fuhe("check", SEED, "--format", name, "--fail-on", "never") for _ in range(2))
    assert once.returncode == 0, once.stderr.decode()
    assert once.stdout == again.stdout
    assert once.stdout
