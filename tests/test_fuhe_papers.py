"""The papers people work with: the HTML page, the working paper, Parquet and JSON Lines tables."""

import json
import re
import zipfile
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from drawing import grid
from forms import form
from fuhe.outputs import page, workbook
from fuhe.outputs.arithmetic import formula
from fuhe.outputs.catalogue import TABLES
from fuhe.results import FileResult
from results import SEED, broken, fuhe, result, seed, with_rate

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def html(*results: FileResult, lang: str = "zh") -> str:
    return "".join(page.render(results, lang))  # type: ignore[arg-type]


def test_the_page_shows_the_tables_as_in_the_source_and_marks_the_flagged_cells() -> None:
    text = fuhe("check", SEED, "--format", "html", "--fail-on", "never").stdout.decode()
    assert '<td colspan="8">社会管理　</td>' in text
    assert "255.42 ÷ 81.50 = 313.40%" in text
    (mark,) = re.findall(r'<td class="warning">61\.06%<sup id="c-(f1-\d+)">', text)
    assert f'<li class="warning" id="{mark}">' in text
    for anchor in re.findall(r'href="#([^"]+)"', text):
        assert f'id="{anchor}"' in text


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    text = html(result(with_rate(seed(1), "331.4%")), broken())
    assert "<script" not in text
    assert not re.findall(r"(?:src|href)=\"(?!#)", text)
    assert "url(" not in text
    assert "default-src 'none'" in text
    assert "文件已损坏" in text


def test_what_a_document_says_never_becomes_markup() -> None:
    evil = '<script>alert(1)</script>" onmouseover="x'
    wrong = with_rate(form(1, identity={"project_name": evil}, funds=seed(1).funds), "331.4%")
    drawn = replace(result(wrong, path=f"{evil}.docx"), grids=(grid(f"|{evil}|b|"),))
    text = html(drawn)
    assert "<script" not in text
    assert '" onmouseover="' not in text


@pytest.mark.parametrize(
    ("printed", "text", "value"),
    [
        ("255.42 ÷ 81.50", "255.42/81.50", Fraction(25542, 8150)),
        ("(81.50 − 255.42) ÷ 81.50", "(81.50-255.42)/81.50", Fraction(-17392, 8150)),
        ("min(313.4%, 100%) × 10", "MIN(313.4%,100%)*10", Fraction(10)),
        ("10 + (-2) + 2", "10+(-2)+2", Fraction(10)),
    ],
)
def test_a_formula_is_live_and_exact(printed: str, text: str, value: Fraction) -> None:
    live = formula(printed)
    assert live is not None
    assert (live.text, live.value) == (text, value)


@pytest.mark.parametrize(
    "printed", ["10 ≤ 10", "", "1 ÷ 0", "总分 + 1", "cmd|calc", "(1 + 2", "1 2", "((((" * 400, "min()"]
)
def test_what_is_no_plain_arithmetic_is_no_formula(printed: str) -> None:
    assert formula(printed) is None


def sheets(data: bytes, folder: Path) -> dict[str, list[ElementTree.Element]]:
    """The rows of each sheet by its name."""
    path = folder / "book.xlsx"
    path.write_bytes(data)
    with zipfile.ZipFile(path) as book:
        names = [one.get("name") for one in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
        return {
            str(name): list(ElementTree.fromstring(book.read(f"xl/worksheets/sheet{n}.xml")).iter(f"{MAIN}row"))
            for n, name in enumerate(names, 1)
        }


def words(row: ElementTree.Element) -> list[str]:
    return ["".join(cell.itertext()) for cell in row]


def test_the_working_paper_has_its_sheets_and_live_formulas(tmp_path: Path) -> None:
    book = sheets(b"".join(workbook.render((result(with_rate(seed(1), "331.4%")), broken()), "zh")), tmp_path)
    assert list(book) == ["封面", "问题清单", "自评表", "指标明细", "项目资金", "复核计算过程", "未能解析", "规则说明"]
    formulas = [one.text for row in book["复核计算过程"] for one in row.iter(f"{MAIN}f")]
    assert "项目资金!I2/项目资金!G2" in formulas
    assert "项目资金!K2" in formulas
    assert words(book["项目资金"][1])[5:11] == ["81.50", "81.50", "", "255.42", "10", "3.314"]
    assert any(re.fullmatch(r"F\d+-G\d+", text or "") for text in formulas)
    assert len(book["指标明细"]) == 1 + 18
    assert any("bad.docx" in words(row) for row in book["封面"])


def test_formulas_point_at_the_cells_whose_numbers_they_mean(tmp_path: Path) -> None:
    book = sheets(b"".join(workbook.render((result(seed(1), seed(2), path="a.docx"),), "zh")), tmp_path)
    values = {
        f"{name}!{cell.get('r')}": one.text
        for name, rows in book.items()
        for row in rows
        for cell in row
        if cell.get("t") is None and (one := cell.find(f"{MAIN}v")) is not None
    }
    pointing = 0
    for at, cell in ((cell.get("r"), cell) for row in book["复核计算过程"] for cell in row):
        live = cell.find(f"{MAIN}f")
        if live is None or "!" not in str(live.text):
            continue
        pointing += 1
        told = re.sub(r"\w+!\w+", lambda found: str(values[found[0]]), str(live.text))
        again = formula(told.replace("*", "×").replace("/", "÷").replace("MIN", "min").replace("MAX", "max"))
        assert again is not None
        assert float(again.value) == pytest.approx(float(str(values[f"复核计算过程!{at}"]))), live.text
    assert pointing > 30


def test_a_workbook_that_cannot_be_written_says_so_as_any_file_does(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        workbook.write([], tmp_path / "missing" / "a.xlsx", "zh")


def test_no_text_of_a_document_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    names = ("=1+1", "{=1+1}", "http://example.org/", "+cmd", "@SUM(A1)")
    forms = tuple(
        form(n, identity={"project_name": name}, indicators=seed(1).indicators) for n, name in enumerate(names, 1)
    )
    data = b"".join(workbook.render((result(*forms),), "zh"))
    book = sheets(data, tmp_path)
    shown = {text for row in book["指标明细"] for text in words(row)}
    assert shown >= set(names)
    assert not [one for row in book["指标明细"] for one in row.iter(f"{MAIN}f")]
    assert b"".join(workbook.render((result(*forms),), "zh")) == data


@pytest.mark.parametrize("to", ["csv", "jsonl", "xlsx", "parquet"])
def test_convert_writes_every_table(to: str, tmp_path: Path) -> None:
    if to == "parquet":
        pytest.importorskip("pyarrow")
    told = fuhe("convert", SEED, "-o", tmp_path, "--to", to, "-q")
    assert told.returncode == 0, told.stderr.decode()
    names = {path.name for path in tmp_path.iterdir()}
    if to == "xlsx":
        assert names == {"fuhe.xlsx"}
        return
    assert {f"{table.name}.{to}" for table in TABLES} <= names
    if to == "jsonl":
        rows = [json.loads(line) for line in (tmp_path / "indicators.jsonl").read_text("utf-8").splitlines()]
        assert len(rows) == 36
        assert list(rows[0]) == [
            column.name for table in TABLES if table.name == "indicators" for column in table.columns
        ]
    if to == "parquet":
        from pyarrow import parquet

        table = parquet.read_table(tmp_path / "funds.parquet")
        assert table.num_rows == 8
        assert str(table.column("executed_number")[0].as_py()).startswith("255.42")


def test_a_workbook_does_not_go_to_a_terminal_but_to_a_pipe() -> None:
    assert fuhe("check", SEED, "--format", "xlsx", "--fail-on", "never").stdout.startswith(b"PK")
