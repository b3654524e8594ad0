"""The installed command, as users meet it."""

import ast
import csv
import io
import json
import re
import shutil
import sys
from pathlib import Path

import click
import pytest

from fuhe.cli import COMMANDS
from fuhe.clickwords import WORDS
from fuhe.commands.profiles import described
from results import CORPUS, FUHE, SEED, fuhe
from validate.profile import load, names
from validate.registry import RULES


def chinese(text: str) -> bool:
    return any("\u4e00" <= one <= "\u9fff" for one in text)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    shutil.copy(SEED, tmp_path / "好.docx")
    (tmp_path / "坏.docx").write_bytes(SEED.read_bytes()[:9000])
    (tmp_path / "空.docx").write_bytes(b"")
    return tmp_path


def test_help_is_chinese_and_english_with_every_command() -> None:
    for words in ((), ("--help",)):
        told = fuhe(*words).stdout.decode() or fuhe(*words).stderr.decode()
        assert all(name in told for name in COMMANDS)
        assert "用法" in told
    english = fuhe("--lang", "en", "--help").stdout.decode()
    assert "Usage:" in english
    assert not chinese(english)
    assert fuhe("--help", FUHE_LANG="en").stdout.decode() == english


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_explains_itself_in_both_languages(name: str) -> None:
    told = fuhe(name, "--help")
    assert told.returncode == 0
    assert "用法" in told.stdout.decode()
    assert "Options" not in told.stdout.decode()
    english = fuhe(name, "--help", "--lang", "en").stdout.decode()
    assert not chinese(english), english


def test_every_sentence_click_may_say_to_a_user_has_its_chinese() -> None:
    seldom = {"Windows error: {error}", "{editor}: Editing failed", "{editor}: Editing failed: {e}", "d"}
    said = set()
    for name in ("core", "exceptions", "formatting", "parser"):
        tree = ast.parse(Path(click.__file__).with_name(f"{name}.py").read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                said |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    for usual in ("Usage:", "Missing argument", "Error: {message}", "No such option {name!r}.", "Options"):
        assert usual in WORDS
        assert usual in said, f"click no longer says {usual!r}"
    assert not {one for one in said & WORDS.keys() if not chinese(WORDS[one]) and "%" not in one} - seldom


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--wrong", "x"),
        ("chek",),
        ("check", "没有.docx"),
        ("check", str(SEED), "--select", "Z99"),
        ("check", str(SEED), "--profile", "nowhere"),
        ("check", str(SEED), "--format", "word"),
        ("check", str(SEED), "--password-file", "没有.txt"),
        ("check", str(SEED), "--config", "没有.toml"),
        ("check", str(SEED), "-o", "没有/x.json"),
        ("explain", "Z99"),
        ("convert", str(SEED)),
    ],
)
def test_wrong_usage_is_exit_code_2_said_in_chinese_and_in_english(words: tuple[str, ...]) -> None:
    told = fuhe(*words)
    assert told.returncode == 2
    assert chinese(told.stderr.decode())
    assert not {"Error", "Errno"} & set(re.findall("[A-Za-z]+", told.stderr.decode()))
    assert told.stdout == b""
    english = fuhe(*words, "--lang", "en")
    assert english.returncode == 2
    assert "Error" in english.stderr.decode()


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_reported(files: Path) -> None:
    told = fuhe("check", ".", "--format", "json", "--fail-on", "never", cwd=files)
    assert told.returncode == 3
    reports = {report["source"]["path"]: report for report in json.loads(told.stdout)["reports"]}
    assert {path: report["status"] for path, report in reports.items()} == {
        "坏.docx": "failed",
        "好.docx": "ok",
        "空.docx": "failed",
    }
    assert reports["坏.docx"]["problems"][0]["code"] == "damaged"
    assert reports["空.docx"]["problems"][0]["code"] == "empty"
    assert len(reports["好.docx"]["forms"]) == 2
    text = fuhe("check", ".", cwd=files)
    assert text.returncode == 3
    assert "坏.docx：" in text.stdout.decode()


def test_exit_codes_follow_fail_on() -> None:

    assert FUHE.exists()
    assert fuhe("check", SEED, "--fail-on", "never").returncode == 0
    assert fuhe("check", SEED, "--select", "A05,B03").returncode == 0
    assert fuhe("check", SEED, "--fail-on", "note").returncode == 1


def test_output_to_a_file_is_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "结果.json"
    told = fuhe("check", SEED, "--format", "json", "--fail-on", "never", "-o", target)
    assert told.stdout == b""
    assert json.loads(target.read_text("utf-8"))["schema"] == "fuhe/1"
    assert [path.name for path in tmp_path.iterdir()] == ["结果.json"]
    before = target.read_bytes()
    assert fuhe("check", tmp_path / "没有", "--format", "json", "-o", target).returncode == 2
    assert target.read_bytes() == before


def test_standard_input_and_repeated_runs_give_the_same() -> None:
    read = fuhe("check", "-", "--format", "json", "--fail-on", "never", stdin=SEED.read_bytes())
    again = fuhe("check", SEED, "--format", "json", "--fail-on", "never", "-j", "2")
    first, second = (json.loads(told.stdout)["reports"][0] for told in (read, again))
    assert first.pop("source")["path"] == "-"
    assert second.pop("source")["name"] == "seed.docx"
    for report in (first, second):
        report.pop("findings"), report.pop("checks")
    assert first == second
    assert fuhe("check", SEED, "--format", "json", "-j", "1").stdout == again.stdout


def test_only_the_rules_asked_for_run() -> None:
    told = fuhe("check", SEED, "--format", "json", "--select", "A", "--ignore", "A05", "--fail-on", "never")
    rules = {check["rule"] for check in json.loads(told.stdout)["reports"][0]["checks"]}
    assert rules
    assert all(rule.startswith("A") for rule in rules)
    assert "A05" not in rules
    named = fuhe("check", SEED, "--format", "json", "--select", "execution-rate-differs", "--fail-on", "never")
    assert {check["rule"] for check in json.loads(named.stdout)["reports"][0]["checks"]} == {"A01"}


def test_a_configuration_file_sets_defaults_and_unknown_keys_are_refused(tmp_path: Path) -> None:
    (tmp_path / "fuhe.toml").write_text('select = ["A01"]\nfail-on = "never"\nformat = "json"\n', "utf-8")
    told = fuhe("check", SEED, cwd=tmp_path)
    assert told.returncode == 0
    assert {check["rule"] for check in json.loads(told.stdout)["reports"][0]["checks"]} == {"A01"}
    (tmp_path / "fuhe.toml").write_text('lang = "en"\n', "utf-8")
    assert "Usage:" in fuhe("check", "--help", cwd=tmp_path).stdout.decode()
    assert "用法" in fuhe("check", "--help", "--lang", "zh", cwd=tmp_path).stdout.decode()
    (tmp_path / "fuhe.toml").write_text("slect = 1\n", "utf-8")
    told = fuhe("check", SEED, cwd=tmp_path)
    assert told.returncode == 2
    assert "slect" in told.stderr.decode()


def test_every_command_that_reads_files_takes_a_configuration_file(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('ignore = ["A", "B", "C", "D", "E", "F", "G"]\n', "utf-8")
    told = fuhe("annotate", SEED, "-o", tmp_path / "out.docx", "--config", tmp_path / "own.toml")
    assert told.stderr.decode() == "已加注 0 处\n"
    (tmp_path / "own.toml").write_text('lang = "en"\n', "utf-8")
    told = fuhe("grids", "-", "--config", tmp_path / "own.toml", stdin=b"nothing")
    assert told.stderr.decode().startswith("cannot read")


@pytest.mark.parametrize("profile", names())
def test_a_profile_is_told_in_chinese_figure_by_figure(profile: str) -> None:
    for line in described(load(profile)).splitlines()[1:]:
        assert chinese(line.partition(" = ")[0]), line
        assert "None" not in line


def test_templates_are_drawn_in_the_words_that_forms_print() -> None:
    rows = [line for line in fuhe("templates").stdout.decode().splitlines() if line.startswith("  |")]
    assert len(rows) > 30
    assert not [line for line in rows if re.search("[a-z_]{4,}", line)]


def test_grids_gives_each_cell_once_with_its_spans() -> None:
    told = fuhe("grids", SEED)
    first = json.loads(told.stdout)[0]
    assert (first["table"], first["rows"], first["cols"], first["parent"]) == (1, 29, 9, None)
    assert {"row": 0, "col": 1, "rows": 1, "cols": 8, "text": "社会管理　"} in first["cells"]
    assert sum(cell["rows"] * cell["cols"] for cell in first["cells"]) <= 29 * 9
    page = fuhe("grids", SEED, "--to", "html").stdout.decode()
    assert '<td colspan="8">社会管理　</td>' in page
    assert fuhe("grids", "-", stdin=b"nothing").returncode == 3


def test_convert_writes_the_whole_set(tmp_path: Path) -> None:
    told = fuhe("convert", SEED, "-o", tmp_path / "out")
    assert told.returncode == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert names == sorted([*(one["path"] for one in package["resources"]), "datapackage.json"])
    data = (tmp_path / "out" / "indicators.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 36
    assert {row["level_1"] for row in rows} == {"产出指标", "效益指标", "满意度指标"}
    assert "-11.21%" in {row["actual"] for row in rows}


def test_the_catalogue_is_listed_and_each_rule_explained() -> None:
    listed = fuhe("rules").stdout.decode()
    assert all(rule.code in listed and rule.name in listed for rule in RULES)
    assert [one["rule"] for one in json.loads(fuhe("rules", "--format", "json").stdout)] == [r.code for r in RULES]
    page = fuhe("explain", "a01").stdout.decode()
    assert page.startswith("# A01 execution-rate-differs")
    assert "## 为什么" in page
    assert "## English" not in page
    english = fuhe("explain", "execution-rate-differs", "--lang", "en").stdout.decode()
    assert "executed ÷" in english
    assert "## 为什么" not in english


def test_profiles_templates_and_doctor_answer() -> None:
    assert "cn-10" in fuhe("profiles").stdout.decode()
    assert "  预算执行分值  execution_weight = 10\n" in fuhe("profiles", "cn-10").stdout.decode()
    assert "  execution_weight = 10\n" in fuhe("profiles", "cn-10", "--lang", "en").stdout.decode()
    steps = "execution_steps = 100 → 100、80 → 70、60 → 50、0 → 0\n"
    assert steps in fuhe("profiles", "cn-101").stdout.decode()
    assert "cn-2020" in fuhe("templates").stdout.decode()
    codes = {one["name"]: one["status"] for one in json.loads(fuhe("doctor", "--format", "json").stdout)}
    assert codes["docx"] == codes["pdf"] == "yes"
    assert codes["limits"] == ("yes" if sys.platform != "win32" else "limited")


@pytest.mark.parametrize("words", [("--help",), ("check", str(SEED), "--fail-on", "never")])
def test_heavy_packages_stay_out(words: tuple[str, ...]) -> None:
    import subprocess

    code = "import sys; from fuhe.cli import run; run(sys.argv[1:]); print(*sorted(sys.modules), file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=True)
    loaded = set(ran.stderr.decode().split())
    assert not loaded & {"pandas", "numpy", "pdfplumber", "rich", "docx", "xlsxwriter", "pyarrow", "sqlite3", "jinja2"}


def test_a_pdf_gives_the_same_records(tmp_path: Path) -> None:
    told = [fuhe("convert", CORPUS / name, "-o", tmp_path / name, "-q") for name in ("seed.docx", "seed.pdf")]
    assert [one.returncode for one in told] == [0, 0]
    word, pdf = (
        list(csv.DictReader((tmp_path / name / "indicators.csv").open(encoding="utf-8-sig", newline="")))
        for name in ("seed.docx", "seed.pdf")
    )
    where = {"path", "report", "table", "row", "col", "page", "level_1_printed"}
    assert [{k: v for k, v in row.items() if k not in where} for row in word] == [
        {k: v for k, v in row.items() if k not in where} for row in pdf
    ]


def test_a_document_without_a_form_is_partial_and_says_so(tmp_path: Path) -> None:
    import docx

    letter = docx.Document()
    letter.add_paragraph("关于召开会议的通知")
    letter.add_table(2, 2).cell(0, 0).text = "时间"
    letter.save(str(tmp_path / "通知.docx"))
    told = fuhe("check", "通知.docx", "--format", "json", cwd=tmp_path)
    assert told.returncode == 0
    (report,) = json.loads(told.stdout)["reports"]
    assert report["status"] == "partial"
    assert [one["code"] for one in report["problems"]] == ["no-form"]
    text = fuhe("check", "通知.docx", cwd=tmp_path).stdout.decode()
    assert "未识别出绩效自评表" in text
    assert "自评表 0 张" in text


def test_an_encrypted_file_opens_with_its_password_alone(tmp_path: Path) -> None:
    msoffcrypto = pytest.importorskip("msoffcrypto.format.ooxml")
    with SEED.open("rb") as plain, (tmp_path / "密.docx").open("wb") as locked:
        msoffcrypto.OOXMLFile(plain).encrypt("秘密", locked)
    (tmp_path / "passwords.txt").write_text("错误\n秘密\n", "utf-8")
    refused = fuhe("check", "密.docx", "--format", "json", cwd=tmp_path)
    assert refused.returncode == 3
    assert json.loads(refused.stdout)["reports"][0]["problems"][0]["code"] == "encrypted"
    opened = fuhe("check", "密.docx", "--format", "json", "--password-file", "passwords.txt", cwd=tmp_path)
    assert len(json.loads(opened.stdout)["reports"][0]["forms"]) == 2


def test_an_accident_in_one_file_costs_that_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from fuhe import examination as module
    from fuhe.settings import Settings

    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(module, "recognise", stumble)
    result = module.examine("a.docx", SEED.read_bytes(), Settings())
    assert (result.status, result.problems[0].code) == ("failed", "internal")
    assert "ZeroDivisionError" in result.problems[0].message.zh


def test_other_programs_get_the_same_from_the_package() -> None:
    import fuhe as package

    result = package.examine("seed.docx", SEED.read_bytes(), package.Settings())
    assert isinstance(result, package.FileResult)
    told = fuhe("check", SEED, "--format", "json", "--fail-on", "never")
    (report,) = json.loads(told.stdout)["reports"]
    assert package.as_record(result)["findings"] == report["findings"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is there on Linux alone")
def test_output_that_cannot_be_written_is_said_and_never_counts_as_findings() -> None:
    import subprocess

    with open("/dev/full", "wb") as full:
        told = subprocess.run(
            [FUHE, "check", SEED, "--format", "json"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert told.returncode == 2
    assert "无法写入" in told.stderr.decode()
    with subprocess.Popen([FUHE, "rules"], stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        reader.stdout.close()
    assert reader.returncode in (0, 141)


def test_an_empty_selection_is_wrong_usage_not_everything() -> None:
    told = fuhe("check", SEED, "--select", "")
    assert told.returncode == 2
    assert not told.stdout
    assert fuhe("check", SEED, "--select", " , ").returncode == 2
    assert fuhe("check", SEED, "--select", "B01", "--ignore", "").returncode == 0


def test_an_unknown_profile_is_refused_before_anything_is_listed() -> None:
    told = fuhe("rules", "--profile", "没有")
    assert told.returncode == 2
    assert not told.stdout
    assert fuhe("rules", "--profile", "没有", "--format", "json").returncode == 2
    assert fuhe("rules", "--profile", "cn-10").returncode == 0


def test_a_missing_path_among_good_ones_is_named_and_the_others_are_read() -> None:
    told = fuhe("check", SEED, "没有的文件夹", "--format", "json")
    assert told.returncode == 3
    good, missing = json.loads(told.stdout)["reports"]
    assert (good["status"], missing["status"]) == ("ok", "failed")
    assert (missing["source"]["path"], missing["problems"][0]["code"]) == ("没有的文件夹", "not-found")
    assert "未能读取 没有的文件夹：路径不存在" in told.stderr.decode()
    assert fuhe("check", "没有的文件夹").returncode == 2
