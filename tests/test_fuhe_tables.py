"""The CSV set and its description."""

import csv
import io
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from fuhe.outputs.catalogue import TABLES
from fuhe.outputs.columns import Table
from fuhe.outputs.tables import body, datapackage, harmless, header
from fuhe.results import FileResult
from results import SEED, broken, fuhe, result, seed, with_rate

NAMES = ["reports", "forms", "funds", "goals", "indicators", "claims", "checks", "findings", "unread"]


def table(name: str) -> Table:
    (found,) = [one for one in TABLES if one.name == name]
    return found


def read(name: str, *results: FileResult) -> list[dict[str, str]]:
    text = header(table(name)) + "".join(body(table(name), one, "zh") for one in results)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


@pytest.mark.parametrize("text", ["-11.21%", "-5", "+3.0", "-1,234.56", "-11.21％", "社会管理", "≥90%", "", "3=3"])
def test_numbers_and_plain_texts_are_left_alone(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    "text", ["=1+1", " =1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", "＝1", "－1+a", "\u3000=1"]
)
def test_what_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert harmless(text) == "'" + text


def test_the_tables_are_those_of_the_contract_with_their_keys() -> None:
    assert [one.name for one in TABLES] == NAMES
    for one in TABLES:
        names = [column.name for column in one.columns]
        assert names[:2] == ["path", "report"]
        assert len(names) == len(set(names)), one.name
        if one.name not in ("reports", "forms"):
            assert names[2:4] == ["form", "n"]


def test_a_value_has_its_text_beside_what_was_read_from_it() -> None:
    row = read("funds", result(seed(1)))[0]
    assert row["report"] == "ab" * 6
    assert row["form"] == "1"
    assert (row["full_budget"], row["full_budget_number"], row["full_budget_kind"]) == ("81.50", "81.50", "money")
    assert (row["execution_rate"], row["execution_rate_number"], row["execution_rate_unit"]) == ("313.4%", "313.4", "%")


def test_tables_are_made_whatever_is_found_unless_it_is_asked(tmp_path: Path) -> None:
    assert fuhe("convert", SEED, "-o", tmp_path / "a").returncode == 0
    assert fuhe("convert", SEED, "-o", tmp_path / "b", "--fail-on", "error").returncode == 1


def test_every_record_has_its_row() -> None:
    both = result(seed(1), with_rate(seed(2), "2772.4%"))
    assert both.outcome is not None
    assert len(read("forms", both)) == 2
    assert len(read("indicators", both)) == 36
    assert len(read("checks", both)) == len(both.outcome.checks)
    assert len(read("findings", both)) == len(both.outcome.findings)
    assert [row["status"] for row in read("reports", both, broken())] == ["ok", "failed"]
    assert read("reports", broken())[0]["problems"] == "damaged: 文件已损坏"


def test_lines_end_with_crlf_and_breaks_inside_a_cell_are_quoted() -> None:
    form = seed(1)
    broken_label = replace(form, indicators=(replace(form.indicators[0], level_1_printed="产出指标\n(50分)"),))
    text = body(table("indicators"), result(broken_label), "zh")
    assert text.endswith("\r\n")
    assert '"产出指标\n(50分)"' in text


def test_the_description_names_every_column_with_type_title_and_meaning() -> None:
    package = json.loads(datapackage())
    assert [one["name"] for one in package["resources"]] == NAMES
    for resource, one in zip(package["resources"], TABLES, strict=True):
        assert resource["path"] == f"{one.name}.csv"
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in one.columns]
        for field in fields:
            assert field["type"] in {"string", "integer", "number", "boolean", "year"}
            assert any("\u4e00" <= letter <= "\u9fff" for letter in field["title"]) or field["title"] == "sha256"
            assert field["description"]
        assert set(resource["schema"]["primaryKey"]) <= {field["name"] for field in fields}
