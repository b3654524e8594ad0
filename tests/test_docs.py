"""The documentation holds: commands run and print what is shown, links lead somewhere, schemas fit the output."""

import csv
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest
from jsonschema import Draft202012Validator

from extract.limits import LIMITS
from fuhe.archives import MOST_MEMBERS
from fuhe.cli import menu
from fuhe.config import KEYS
from fuhe.guard import Bounds
from fuhe.outputs import schemas
from fuhe.running import MOST_COMPARED
from normalize.template import templates
from pages import BLOCK, PAGES, ROOT, commands, links, matches, mentioned
from results import CORPUS, FUHE, SEED, fuhe
from validate.registry import RULES

RUN = [page for page in PAGES if commands(page)]
POSIX = pytest.mark.skipif(shutil.which("sh") is None, reason="the pages show commands for a shell")


@POSIX
@pytest.mark.parametrize("page", RUN, ids=[page.name for page in RUN])
def test_every_command_of_a_page_runs_and_prints_what_is_shown(page: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    kept = {key: one for key, one in os.environ.items() if not key.startswith("FUHE_")}
    environ = kept | {"PATH": f"{FUHE.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    for command in commands(page):
        ran = subprocess.run(["sh", "-c", command.line], cwd=tmp_path, env=environ, capture_output=True, check=False)
        told = ran.stdout.decode() + ran.stderr.decode()
        assert ran.returncode == command.code, f"{command.line}\n{told}"
        assert matches(command.shown, told), f"{command.line}\n{told}"


def test_the_pages_that_show_commands_are_found() -> None:
    assert {"README.md", "README.zh-CN.md", "check.md", "convert.md", "nightly.md"} <= {page.name for page in RUN}


def test_output_is_compared_word_for_word_but_for_what_is_left_out() -> None:
    assert matches(("one", "…", "last"), "one\ntwo\nthree\nlast\n")
    assert matches(("新增 3（…）",), "新增 3（错误 1）\n")
    assert matches(("…", "one"), "one\n")
    assert matches((), "\n")
    assert not matches((), "more\n")
    assert not matches(("one", "…", "last"), "one\ntwo\nlast but one\n")
    assert not matches(("one",), "one\ntwo\n")


def test_settings_and_extras_that_are_mentioned_exist() -> None:
    extras = set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"])
    for page in PAGES:
        text = page.read_text("utf-8")
        shown = [block["body"] for block in BLOCK.finditer(text) if block["kind"] == "toml"]
        assert set().union(*map(tomllib.loads, shown)) <= KEYS | {"per-path"}, page.name
        named = {name for names in re.findall(r"fuhe\[([\w,]+)\]", text) for name in names.split(",")}
        assert named <= extras, page.name


def test_commands_that_are_only_mentioned_exist_with_their_options() -> None:
    top = menu()
    for page in PAGES:
        for line in mentioned(page):
            _, *words = line.replace("=", " ").split()
            given = {flag for flag in (word.strip("[]") for word in words) if re.fullmatch("--?[a-z][a-z-]*", flag)}
            command = top if words[0].startswith("-") else top.get_command(click.Context(top), words[0])
            assert command, f"{page.name}: {line}"
            known = {flag for one in command.params for flag in one.opts} | {"-h", "--help"}
            assert given <= known, f"{page.name}: {line}"


def test_make_targets_that_are_mentioned_exist() -> None:
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        for targets in re.findall(r"(?:`|^)make ([a-z -]+?)(?:`|\s*#|$)", page.read_text("utf-8"), re.MULTILINE):
            assert set(targets.split()) <= known, f"{page.name}: make {targets}"


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_lead_to_files(page: Path) -> None:
    assert not [target for target in links(page) if not (page.parent / target).exists()]


def built() -> dict[str, str]:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        made: dict[str, str] = runpy.run_path(str(ROOT / "docs" / "build.py"))["built"]()
    finally:
        sys.path.remove(str(ROOT / "docs"))
    return made


@POSIX
def test_the_schemas_are_those_of_the_types() -> None:
    written = {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "schema").iterdir()}
    assert written == built(), "make docs writes them again"


@POSIX
def test_the_picture_shows_what_the_command_prints() -> None:
    drawn = (ROOT / "docs" / "picture.svg").read_text("utf-8")
    rows = ["".join(re.findall(r">([^<>]+)</tspan>", row)) for row in drawn.split("\n") if row.startswith("<text")]
    told = re.sub(r"\s", "", fuhe("check", "corpus/documents/seed.docx", cwd=ROOT).stdout.decode())
    assert len(rows) > 30
    missing = [row for row in rows[1:] if row != "⋮" and row.replace("&gt;", ">").replace("&amp;", "&") not in told]
    assert not missing, "make docs draws it again"


def told(*words: str | Path) -> Any:
    return fuhe(*words).stdout.decode()


def faults(schema: dict[str, Any], instance: Any) -> list[str]:
    Draft202012Validator.check_schema(schema)
    errors = Draft202012Validator(schema).iter_errors(instance)
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in errors][:5]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Word and PDF, several layouts, a wrong figure, a damaged file and one without a form."""
    broken = tmp_path_factory.mktemp("files") / "坏.docx"
    broken.write_bytes(SEED.read_bytes()[:5000])
    names = ("seed.docx", "seed.pdf", "008-qushangwu.docx", "016-huangshi.pdf", "025-rongmei.docx", "027-pengshui.docx")
    return [*(CORPUS / name for name in names), broken]


def test_the_json_is_of_its_schema_and_of_nothing_else(files: list[Path]) -> None:
    whole = json.loads(told("check", *files, "--format", "json"))
    assert not faults(schemas.check_schema(), whole)
    assert not faults(schemas.check_schema(closed=True), whole)
    lines = [json.loads(line) for line in told("check", files[0], files[-1], "--format", "jsonl").splitlines()]
    assert len(lines) == 2
    assert not [fault for line in lines for fault in faults(schemas.line_schema(closed=True), line)]


@pytest.mark.parametrize("name", ["seed.docx", "seed.pdf"])
def test_the_grids_are_of_their_schema(name: str) -> None:
    assert not faults(schemas.grids_schema(closed=True), json.loads(told("grids", CORPUS / name)))


def test_the_comparison_of_two_files_is_of_its_schema() -> None:
    whole = json.loads(told("diff", CORPUS / "022-xuancheng-2023.docx", SEED, "--format", "json"))
    assert {one["change"] for one in whole["changes"]} >= {"added", "removed", "changed"}
    assert not faults(schemas.diff_schema(closed=True), whole)


def test_the_schema_refuses_what_is_wrong() -> None:
    whole = json.loads(told("check", SEED, "--format", "json"))
    whole["reports"][0]["findings"][0]["severity"] = "fatal"
    whole["reports"][0]["forms"][0]["funds"][0]["executed"]["number"] = 255.42
    whole["reports"][0]["more"] = 1
    assert len(faults(schemas.check_schema(), whole)) == 2
    assert len(faults(schemas.check_schema(closed=True), whole)) == 3


READ = {"integer": int, "year": int, "number": Decimal, "string": str, "boolean": {"true": True, "false": False}.get}


def test_the_tables_are_of_the_datapackage(files: list[Path], tmp_path: Path) -> None:
    assert fuhe("convert", *files, "-o", tmp_path).returncode == 3  # the broken one
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package == json.loads((ROOT / "docs" / "schema" / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        with open(tmp_path / resource["path"], encoding="utf-8-sig", newline="") as file:
            names, *rows = csv.reader(file)
        fields = resource["schema"]["fields"]
        assert names == [field["name"] for field in fields]
        for row in rows:
            read = [READ[field["type"]](cell) for field, cell in zip(fields, row, strict=True) if cell]
            assert None not in read, row
        keys = [tuple(row[names.index(key)] for key in resource["schema"]["primaryKey"]) for row in rows]
        assert len(keys) == len(set(keys)), resource["name"]


PROMISES = (
    ("held-out seeds", r"\| held-out seeds \|.*?\| ([\d.]+) % \|"),
    ("held-out layouts", r"\| held-out layouts \|.*?\| ([\d.]+) % \|"),
    ("word", r"\| word \|.*?\| ([\d.]+) % \|"),
    ("scan", r"\| scan \|.*?\| ([\d.]+) % \|"),
    ("held-out recall，all", r"\|  \| all \|.*?% \| ([\d.]+) % \|"),
)


@pytest.mark.parametrize(("name", "row"), PROMISES, ids=[name for name, _ in PROMISES])
def test_the_accuracy_promised_is_the_accuracy_measured(name: str, row: str) -> None:
    measured = re.search(row, (ROOT / "docs" / "accuracy.md").read_text("utf-8"))
    promised = re.search(rf"（{name}）\s*\| ([\d.]+) %", (ROOT / "docs" / "limits.md").read_text("utf-8"))
    assert measured, "docs/accuracy.md has no such row"
    assert promised
    assert Decimal(measured[1]) >= Decimal(promised[1])


def test_the_limits_that_are_written_are_those_of_the_code() -> None:
    page = (ROOT / "docs" / "limits.md").read_text("utf-8")
    mib = 1024 * 1024
    sizes = (LIMITS.file_bytes // mib, LIMITS.package_bytes // mib, LIMITS.pages, LIMITS.document_cells)
    for number in (*sizes, MOST_MEMBERS, MOST_COMPARED, int(Bounds().seconds)):
        assert re.search(rf"\D{number}\D", page.replace(" ", "")), number
    assert f"{len(RULES)} 条规则" in page
    assert f"{len(templates())} 种" in page
