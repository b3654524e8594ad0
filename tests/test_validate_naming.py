"""Names joined across documents and years."""

import pytest

from rule_pages import PAGES, examples, findings_of
from validate.likeness import project_core, unit_core
from validate.registry import RULES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("219-池州市贵池区棠溪镇人民政府", "池州市贵池区棠溪镇人民政府"),
        ("长沙市开福区伍家岭街道办事处", "长沙市开福区伍家岭街道"),
        ("青神县发展和改革局本级", "青神县发展和改革局"),
        ("大英县司法局部门", "大英县司法局（盖章）"),
    ],
)
def test_wordings_of_one_unit(one: str, other: str) -> None:
    assert unit_core(one) == unit_core(other)


def test_different_units_stay_different() -> None:
    assert unit_core("某县教育局") != unit_core("某县体育局")
    assert unit_core("某部门") == "某部门"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("51092324T000010263357-2023年全县安可替代补助资金项目", "全县安可替代补助资金项目"),
        ("社会管理", "社会管理项目"),
        ("2022年度免费开放专项资金", "免费开放专项资金"),
    ],
)
def test_wordings_of_one_project(one: str, other: str) -> None:
    assert project_core(one) == project_core(other)


def test_a_name_of_nothing_but_such_words_is_kept() -> None:
    assert project_core("项目") == "项目"


def test_a_unit_that_writes_its_code_next_year_is_compared_with_itself() -> None:
    rule = next(one for one in RULES if one.code == "A17")
    form, written = examples((PAGES / "A17.md").read_text("utf-8"))[0]
    before, after = form.split("====")
    coded = after.replace("|某街道办事处|", "|219001-某街道|")
    assert coded != after
    assert findings_of(rule, f"{before}===={coded}") == written
