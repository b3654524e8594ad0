"""Two versions of one report, compared record by record."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from fuhe.outputs.pairing import paired
from results import SEED, fuhe


def again(folder: Path, change: Callable[[str], str]) -> Path:
    """The seed as it was submitted again, its document changed."""
    path = folder / "再报.docx"
    with zipfile.ZipFile(SEED) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, change(text.decode()) if name == "word/document.xml" else text)
    return path


def told(path: Path) -> str:
    run = fuhe("diff", SEED, path)
    assert run.returncode == 0
    text: str = run.stdout.decode()
    return text


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def row(text: str, name: str) -> str:
    """The first table row whose own text holds the name and little else."""
    rows = re.findall(r"<w:tr[ >].*?</w:tr>", text, re.DOTALL)
    return next(one for one in rows if name in (said := re.sub("<[^>]+>", "", one)) and len(said) < 60)


def test_a_changed_rate_is_told_with_its_difference_and_the_finding_it_brings(tmp_path: Path) -> None:
    text = told(again(tmp_path, replaced("313.4%", "331.4%")))
    assert "表1 社会管理\n  项目资金\n    ~ 年度资金总额 执行率: 313.4% → 331.4%（+18.0）\n" in text
    assert "+ [错误] A01" in text
    assert "记录变化 1 处（新增 0、删去 0、改动 1、移位 0）；问题新增" in text


def test_a_number_written_otherwise_is_said_to_be_the_same(tmp_path: Path) -> None:
    assert "年初预算数: 81.50 → 81.5（数值相同）" in told(again(tmp_path, replaced(">81.50<", ">81.5<")))


def test_rows_that_came_went_moved_or_were_renamed_are_told_apart(tmp_path: Path) -> None:
    def change(text: str) -> str:
        gone, moved, behind = (row(text, name) for name in ("重大群体性上访", "民兵训练", "文体活动"))
        text = text.replace(gone, "", 1).replace(moved, "", 1)
        text = text.replace(behind, behind + behind.replace("文体活动", "政务公开") + moved, 1)
        return text.replace("按月发放综治协管员", "按月发放综合治理协管员", 1)

    said = told(again(tmp_path, change))
    assert re.search(r"- 重大群体性上访事件：.*指标值 0，完成值 0，分值 2，得分 2\n", said)
    assert "+ 政务公开：" in said
    assert "≈ 按月发放综治协管员工资、社保 → 按月发放综合治理协管员工资、社保" in said
    assert "↕ 民兵训练：第1个表格第14行第4列 → 第1个表格第20行第4列" in said
    assert "（新增 1、删去 1、改动 1、移位 1）" in said


def test_of_a_long_text_what_changed_is_shown_figures_whole(tmp_path: Path) -> None:
    def change(text: str) -> str:
        assert text.count("调解纠纷91件") == 2
        return text.replace("调解纠纷91件", "调解纠纷81件")

    said = told(again(tmp_path, change))
    assert "  年度总体目标\n    ~ 实际完成情况: …" in said
    assert said.count("调解纠纷[91 → 81]件") == 2
    assert "  正文\n    ~ …" in said


def test_json_gives_both_places_of_each_change(tmp_path: Path) -> None:
    run = fuhe("diff", SEED, again(tmp_path, replaced("313.4%", "331.4%")), "--format", "json")
    said = json.loads(run.stdout)
    (change,) = said["changes"]
    assert said["schema"] == "fuhe/diff/1"
    assert [change[key] for key in ("change", "form", "record", "field")] == ["changed", 1, "fund", "execution_rate"]
    assert (change["old"]["number"], change["new"]["number"]) == ("313.4", "331.4")
    assert change["old"]["place"]["table"] == change["new"]["place"]["table"] == 1
    assert "A01" in {one["rule"] for one in said["findings"]["new"]}


def test_a_report_compared_with_itself_differs_in_nothing() -> None:
    assert "记录变化 0 处" in told(SEED)


def test_the_fewest_rows_are_said_to_have_moved() -> None:
    pairing = paired("abcdef", "bcdefag", (lambda sign: sign,))
    assert [pair.new for pair in pairing.both if pair.moved] == ["a"]
    assert (pairing.gone, pairing.come) == ((), ("g",))


def test_namesakes_are_paired_in_their_order() -> None:
    pairing = paired(["a1", "a2"], ["a3"], (lambda word: word[0],))
    assert [(pair.old, pair.new) for pair in pairing.both] == [("a1", "a3")]
    assert pairing.gone == ("a2",)
