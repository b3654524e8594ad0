"""Names joined across documents and years."""

import pytest

from normalize.words.naming import project_code, project_key, unit_key


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
    assert unit_key(one) == unit_key(other)


def test_different_units_stay_different() -> None:
    assert unit_key("某县教育局") != unit_key("某县体育局")
    assert unit_key("某部门") == "某部门"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("51092324T000010263357-2023年全县安可替代补助资金项目", "全县安可替代补助资金项目"),
        ("社会管理", "社会管理项目"),
        ("2022年度免费开放专项资金", "免费开放专项资金"),
    ],
)
def test_wordings_of_one_project(one: str, other: str) -> None:
    assert project_key(one) == project_key(other)


def test_a_code_is_read_off_the_name() -> None:
    assert project_code("51000021R000000019951-工资性支出") == "51000021R000000019951"
    assert project_code("工资性支出") is None
    assert project_key("项目") == "项目"
