"""Accepted findings, and what is asked of some paths only."""

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from fuhe.perpath import Override
from fuhe.results import FileResult, Origin
from fuhe.running import compared
from fuhe.settings import Settings
from normalize.recognise import recognise
from results import CORPUS, SEED, fuhe
from rule_pages import PAGES, drawn_document, examples
from validate.audit import audit
from validate.registry import RULES

ACCEPT = ("--baseline", "b.toml", "--accept", "已核实，系笔误")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SEED, tmp_path / "甲.docx")
    shutil.copy(CORPUS / "006-zhongjiang.docx", tmp_path / "乙.docx")
    return tmp_path


def findings(told: bytes) -> list[dict[str, Any]]:
    return [one for report in json.loads(told)["reports"] for one in report["findings"]]


def test_what_is_accepted_stays_in_the_json_with_reason_and_date(folder: Path) -> None:
    first = fuhe("check", ".", *ACCEPT, "--select", "F02,B", cwd=folder, SOURCE_DATE_EPOCH="1700000000")
    assert first.returncode == 0
    again = fuhe("check", ".", "--baseline", "b.toml", "--select", "F02,B", "--format", "json", cwd=folder)
    told = findings(again.stdout)
    assert (again.returncode, again.stderr) == (0, b"")
    assert {one["rule"] for one in told} >= {"F02", "B01", "B03"}
    assert {one["suppressed"] for one in told} == {"已核实，系笔误 (2023-11-14)"}
    wider = fuhe("check", ".", "--baseline", "b.toml", "--select", "A,F02,B", "--format", "json", cwd=folder)
    assert {one["rule"][0] for one in findings(wider.stdout) if one["suppressed"] is None} == {"A"}


def test_reasons_written_by_hand_stay_and_other_figures_are_told_again(folder: Path) -> None:
    fuhe("check", ".", *ACCEPT, "--select", "F02,B01", cwd=folder)
    text = (folder / "b.toml").read_text("utf-8")
    entries = tomllib.loads(text)["accepted"]
    assert [one["rule"] for one in entries] == ["B01", "F02"]
    changed = text.replace("已核实，系笔误", '单位\\"已更正\\"').replace(entries[0]["values"], "0" * 16)
    (folder / "b.toml").write_text(changed, "utf-8")
    told = fuhe("check", ".", "--baseline", "b.toml", "--select", "F02,B01", "--format", "json", cwd=folder)
    assert {one["rule"]: one["suppressed"] and one["suppressed"][:8] for one in findings(told.stdout)} == {
        "B01": None,
        "F02": '单位"已更正" ',
    }
    assert "B01 乙.docx" in told.stderr.decode()
    assert "数值已变" in told.stderr.decode()


def test_stale_entries_are_named_and_go_with_the_next_acceptance(folder: Path) -> None:
    fuhe("check", ".", *ACCEPT, "--select", "F02,B01", cwd=folder)
    shutil.copy(CORPUS / "021-xuancheng-2024.docx", folder / "乙.docx")
    alone = fuhe("check", "甲.docx", "--baseline", "b.toml", cwd=folder)
    assert b"B01" not in alone.stderr, "a report that was not read says nothing of its entries"
    unasked = fuhe("check", ".", "--baseline", "b.toml", "--select", "F02", cwd=folder)
    assert unasked.stderr == b"", "nor does a rule that did not run"
    told = fuhe("check", ".", "--baseline", "b.toml", "--select", "F02,B01", cwd=folder)
    assert "B01 乙.docx" in told.stderr.decode()
    assert "已不存在" in told.stderr.decode()
    fuhe("check", ".", *ACCEPT, "--select", "F02,B01", cwd=folder)
    left = tomllib.loads((folder / "b.toml").read_text("utf-8"))["accepted"]
    assert [one["rule"] for one in left] == ["F02"]


def test_acceptance_needs_a_reason_and_a_file_and_a_baseline_must_be_one(folder: Path) -> None:
    (folder / "bad.toml").write_text("[[accepted]]\nrule = 'F02'\n", "utf-8")
    for words in (
        ("--accept", "x"),
        ("--accept", " ", "--baseline", "b.toml"),
        ("--baseline", "none.toml"),
        ("--baseline", "bad.toml"),
        ("--baseline", "甲.docx", "--accept", "x"),
    ):
        assert fuhe("check", "甲.docx", *words, cwd=folder).returncode == 2, words
    assert not (folder / "b.toml").exists()
    (folder / "bad.toml").write_text("[[accepted]]\nrule = 甲", "utf-8")
    for name, why in (("none.toml", "文件不存在"), ("bad.toml", "第 2 行第 8 列不合 TOML 的写法")):
        told = fuhe("check", "甲.docx", "--baseline", name, cwd=folder).stderr.decode()
        assert f"已接受问题清单 {name} 无法使用：{why}\n" in told


@pytest.mark.parametrize(
    ("glob", "path", "named"),
    [
        ("湖北", "湖北/2021/a.docx", True),
        ("2021", "湖北/2021/a.docx", True),
        ("湖北/*.docx", "湖北/a.docx", True),
        ("湖北/*.docx", "湖北/2021/a.docx", False),
        ("湖北/**/*.docx", "湖北/a.docx", True),
        ("湖北/**/*.docx", "湖北/2021/a.docx", True),
        ("*部门整体*", "x/某局部门整体自评.docx", True),
        ("/湖北", "x/湖北/a.docx", False),
        ("20[!3]?/", "2031/a.docx", False),
        ("20[!3]?/", "x/2021/a.docx", True),
        ("20[2]?", "x/2021/a.docx", True),
        ("湖北", "湖北省/a.docx", False),
        ("a.docx", "包.zip/a.docx", True),
        ("a+(1).docx", "a+(1).docx", True),
    ],
)
def test_globs_name_files_and_folders(glob: str, path: str, named: bool) -> None:
    assert Override("", glob).names(path) is named


def test_the_last_override_decides_and_what_is_ignored_adds_up() -> None:
    batch = frozenset(rule.code for rule in RULES if rule.of_batch is not None)
    overrides = (
        Override("", "a", "hubei", frozenset({"A01", "G05"}), frozenset({"A01"})),
        Override("", "a/b", "auto", None, frozenset({"A02"})),
        Override("", "c", None, frozenset({"A01", "A02"})),
    )
    settings = Settings("cn-10", frozenset({"B01"}), overrides=overrides)
    at = {path: settings.at(path) for path in ("a/x", "a/b/x", "c", "d")}
    assert {path: (one.profile, set(one.codes)) for path, one in at.items()} == {
        "a/x": ("hubei", {"G05"}),
        "a/b/x": (None, {"G05"}),
        "c": ("cn-10", {"A01", "A02"}),
        "d": ("cn-10", {"B01"}),
    }
    assert {rule.code for rule in settings.rules()} == {"A01", "A02", "B01", "G05"}
    assert not settings.alone().at("a/x").codes & batch


@pytest.mark.parametrize(("glob", "told"), [("0", ["G08"]), ("1", [])])
def test_what_shows_between_reports_is_told_where_its_rule_runs(glob: str, told: list[str]) -> None:
    settings = Settings(overrides=(Override("", glob, ignored=frozenset({"G08"})),))
    pair = re.split("====", examples((PAGES / "G08.md").read_text("utf-8"))[0][0])
    read = [
        FileResult(Origin(str(n), f"{n}.docx"), "ok", (), audit(recognise(drawn_document(part))))
        for n, part in enumerate(pair)
    ]
    found = [one.outcome for one in compared(iter(read), settings)]
    assert [one.rule for outcome in found if outcome for one in outcome.findings if one.rule == "G08"] == told
    assert [one.rule for outcome in found if outcome for one in outcome.checks if one.rule == "G08"] == told


def test_a_configuration_file_speaks_of_paths(folder: Path) -> None:
    (folder / "fuhe.toml").write_text(
        'fail-on = "never"\nformat = "json"\n'
        '[per-path."甲.docx"]\nprofile = "hubei"\nignore = ["F", "G02"]\n'
        '[per-path."丙.*"]\nselect = ["B01", "G08"]\n',
        "utf-8",
    )
    shutil.copy(folder / "乙.docx", folder / "丙.docx")
    told = json.loads(fuhe("check", "甲.docx", "乙.docx", "丙.docx", cwd=folder).stdout)["reports"]
    rules = {one["source"]["name"]: {check["rule"] for check in one["checks"]} for one in told}
    assert told[0]["forms"][0]["profile"]["name"] == "hubei"
    assert not {rule for rule in rules["甲.docx"] if rule[0] == "F" or rule == "G02"}
    assert rules["丙.docx"] == {"B01"}
    assert rules["乙.docx"] > {"A01", "B01"}
    given = fuhe("check", "甲.docx", "--profile", "cn-10", "--select", "A01", cwd=folder)
    (report,) = json.loads(given.stdout)["reports"]
    assert report["forms"][0]["profile"]["name"] == "cn-10"
    below = folder / "下"
    below.mkdir()
    upward = json.loads(fuhe("check", "../丙.docx", cwd=below).stdout)["reports"][0]
    assert {check["rule"] for check in upward["checks"]} == {"B01"}


@pytest.mark.parametrize(
    "text", ["[per-path.a]\nx = 1", "[per-path]\na = 1", "per-path = 3", '[per-path.a]\nignore = "Z9"']
)
def test_what_no_one_knows_of_a_path_is_refused(folder: Path, text: str) -> None:
    (folder / "fuhe.toml").write_text(f"{text}\n", "utf-8")
    told = fuhe("check", "甲.docx", cwd=folder)
    assert told.returncode == 2
    assert b"Traceback" not in told.stderr
