"""The report for a terminal."""

import pytest

from forms import form, fund, fund_block
from fuhe.outputs.recomputation import abridged, line, shown
from fuhe.outputs.text import Paper, render
from fuhe.outputs.width import width
from fuhe.results import FileResult
from results import broken, result, seed, with_rate
from validate.model import Check, Status


def text(*results: FileResult, **paper: object) -> str:
    return "".join(render(results, Paper(**paper)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("computed", "stated", "status", "expected"),
    [
        ("313.3988%", "313.4%", "holds", "313.40%"),
        ("99", "99", "holds", "99"),
        ("255.42", "255.42", "holds", "255.42"),
        ("7.4986", "7", "holds", "7.4986"),  # 7.50 would not round to 7
        ("81.5", "81.50", "holds", "81.50"),
        ("33.3333%", "33.333%", "holds", "33.333%"),
        ("313.3988%", "331.4%", "fails", "313.40%"),
        ("2.3960", "2.40", "explained", "2.3960"),  # 2.40 would hide why it is not 2.40
        ("1234.5678", "1,234.57", "holds", "1234.57"),
    ],
)
def test_a_result_is_short_but_never_misleads(computed: str, stated: str, status: Status, expected: str) -> None:
    assert shown(computed, stated, status) == expected


def test_a_long_sum_keeps_its_ends_and_says_how_many_terms_it_has() -> None:
    assert abridged("1 + 2 + 3", "zh") == "1 + 2 + 3"
    assert abridged(" + ".join(str(n) for n in range(1, 20)), "zh") == "1 + 2 + 3 + 4 + … + 18 + 19（19 项）"


def test_the_recomputation_stands_with_its_mark_and_what_is_stated() -> None:
    printed = text(result(seed(1)))
    assert "255.42 ÷ 81.50 = 313.40%" in printed
    (line,) = [one for one in printed.splitlines() if one.endswith("A01") and "÷" in one]
    assert line.split("313.40%")[1].split() == ["✓", "313.4%", "A01"]
    assert "表1 社会管理" in printed


def test_a_finding_says_rule_place_stated_expected_and_basis() -> None:
    printed = text(result(with_rate(seed(1), "331.4%")))
    told = printed[printed.index("错误 ") :]
    assert "A01" in told
    assert "第1个表格第" in told
    assert "填列 331.4%，应为 313.4%" in told
    assert "依据：" in told
    assert "255.42 ÷ 81.50" in told


def test_a_form_with_gaps_never_looks_clean() -> None:
    gaps = form(1, funds=fund_block(fund("total", full_budget="81.50", executed="", execution_rate="313.4%")))
    printed = text(result(gaps))
    assert "因缺数未能进行" in printed
    assert "“全年执行数”未填" in printed
    assert "未能进行 0 项" not in printed


def test_a_file_that_failed_is_named_with_its_cause_in_its_place_and_at_the_end() -> None:
    printed = text(result(seed(1)), broken("坏.docx"))
    assert "━━ 坏.docx" in printed
    assert "未能读取：文件已损坏（damaged）" in printed
    assert printed.splitlines()[-4].startswith("未能读取的文件") or "坏.docx：文件已损坏" in printed
    assert "文件 2（读完 1、部分读出 0、未能读取 1）" in printed


def test_english_has_no_chinese_of_ours() -> None:
    plain = result(
        form(1, funds=fund_block(fund("total", "Total", full_budget="80", executed="", execution_rate="75%")))
    )
    assert plain.outcome is not None
    said = text(plain, broken(), lang="en", columns=1000)
    of_the_document = {"某街道办事处", "绩效自评报告", str(plain.outcome.report.forms[0].project_name)}
    of_the_document |= {one.message.en for one in plain.outcome.findings}
    of_the_document |= {check.subject.row for check in plain.outcome.checks} - {""}
    of_the_document |= {field.text for field in plain.outcome.report.forms[0].identity if field.text}
    for known in sorted(of_the_document, key=len, reverse=True):
        said = said.replace(known, "")
    assert not [one for one in said if "\u4e00" <= one <= "\u9fff"], said


def test_lines_keep_to_the_width_and_colours_only_where_asked() -> None:
    results = (result(with_rate(seed(1), "331.4%"), seed(2)), broken())
    narrow = text(*results, columns=72)
    assert max(width(line) for line in narrow.splitlines()) <= 72
    assert "\x1b" not in narrow
    assert "\x1b[31m" in text(*results, colour=True)


def test_brief_shows_findings_and_the_last_line_alone() -> None:
    printed = text(result(with_rate(seed(1), "331.4%")), brief=True)
    assert "逐项核对" not in printed
    assert "A01" in printed
    assert "文件 1（" in printed


def test_control_characters_of_a_document_do_not_reach_the_terminal() -> None:
    printed = text(result(form(1, identity={"project_name": "社会\x1b[2J管理"})))
    assert "\x1b" not in printed


def test_a_sum_is_never_rounded_beside_an_equals_sign_nor_a_figure_set_equal_to_itself() -> None:
    def told(formula: str, computed: str) -> str:
        found = line(
            Check("fails", formula=formula, computed=computed, stated="0", expected=computed, rule="A09"), "zh"
        )
        assert found is not None
        return found.formula

    assert told("89.974", "89.974") == "89.974"
    assert told("80.004 + 9.97", "89.974") == "80.004 + 9.97 = 89.974"
    assert told("239.25 ÷ 81.50", "293.5583%") == "239.25 ÷ 81.50 = 293.56%"
