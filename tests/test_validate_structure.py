"""Structure and completeness: labels wrong or lost, cells left blank, years that differ."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from extract.model import TextPlace
from forms import checks, context, findings, form, goal, place, row, total
from normalize.model import Form, Indicator
from papers import report as drawn_report
from validate.audit import audit
from validate.levels import first_level, permitted
from validate.problems import Passage, passages
from validate.rules.d01_level_under_wrong_first_level import level_under_wrong_first_level
from validate.rules.d02_first_level_missing import first_level_missing
from validate.rules.d07_duplicate_indicator import duplicate_indicator
from validate.rules.e01_identity_field_blank import identity_field_blank
from validate.rules.e03_year_conflict import year_conflict
from validate.rules.e04_goal_blank import goal_blank
from validate.rules.e07_value_blank import value_blank
from validate.rules.e08_placeholder_left import placeholder_left
from validate.years import subject_years

OUTPUT = row("新增床位", "数量指标", "产出指标", weight="50", score="50")
BENEFIT = row("覆盖面扩大", "社会效益指标", "效益指标", weight="30", score="30")
SATISFIED = row("老人满意度", "服务对象满意度指标", "满意度指标", weight="10", score="10")


def whole(*rows: Indicator) -> Form:
    return form(indicators=rows, totals=total("100", "100"))


@pytest.mark.parametrize(
    ("label", "first"),
    [
        ("产出指标\n(50分)", "产出指标"),
        ("满意度\n指标\n（10分）", "满意度指标"),
        ("(50分)", None),
        ("决策", None),
        ("", None),
        ("效益", "效益指标"),
    ],
)
def test_a_printed_label_names_its_standard_first_level(label: str, first: str | None) -> None:
    assert first_level(label) == first


@pytest.mark.parametrize(
    ("second", "firsts"),
    [
        ("社会效\n益指标", ("效益指标",)),
        ("成本指标", ("产出指标", "成本指标")),
        ("经济成本指标", ("成本指标",)),
        ("生态环境成本指标", ("成本指标",)),
        ("服务对象满意度指标", ("满意度指标",)),
        ("过程管理", ()),
    ],
)
def test_a_second_level_knows_the_first_levels_it_may_stand_under(second: str, firsts: tuple[str, ...]) -> None:
    assert permitted(second) == firsts


def test_a_label_that_runs_on_is_wrong_where_it_ends_up_and_missing_where_it_should_be() -> None:
    ran_on = replace(BENEFIT, level_1_source="inferred", level_1_printed="产出指标\n(50分)")
    running = whole(OUTPUT, ran_on, SATISFIED)
    (wrong,) = findings(level_under_wrong_first_level, running)
    assert (wrong.severity, wrong.stated, wrong.expected) == ("warning", "产出指标\n(50分)", "效益指标")
    (lost,) = findings(first_level_missing, running)
    assert (lost.severity, lost.expected) == ("warning", "效益指标")


def test_an_empty_label_is_missing_and_not_wrong() -> None:
    empty = whole(OUTPUT, replace(BENEFIT, level_1_source="inferred", level_1_printed=""), SATISFIED)
    assert findings(level_under_wrong_first_level, empty) == []
    (lost,) = findings(first_level_missing, empty)
    assert (lost.stated, lost.expected) == ("", "效益指标")


def test_a_label_printed_again_on_the_next_page_is_told_once() -> None:
    wrong = [
        replace(BENEFIT, level_1_printed="产出指标", level_1_source="inferred", level_2_place=place(n, 2))
        for n in (3, 9)
    ]
    assert len(findings(level_under_wrong_first_level, whole(OUTPUT, *wrong))) == 1


def test_an_absent_level_is_not_alleged_of_a_table_that_was_cut() -> None:
    cut = form(indicators=(OUTPUT, BENEFIT), totals=total())
    assert [check.status for check in checks(first_level_missing, cut)] == ["holds", "holds", "not_checked"]
    (absent,) = findings(first_level_missing, whole(OUTPUT, BENEFIT))
    assert (absent.severity, absent.expected) == ("warning", "满意度指标")


def test_satisfaction_whose_points_went_to_the_benefits_is_only_asked_about() -> None:
    (moved,) = findings(
        first_level_missing, whole(OUTPUT, row("覆盖面", "社会效益指标", "效益指标", weight="40", score="40"))
    )
    assert moved.severity == "query"


def test_another_tree_and_a_layout_without_levels_are_left_alone() -> None:
    assert checks(first_level_missing, whole(row("决策依据", "项目立项", "决策", weight="10"))) == []
    assert checks(first_level_missing, whole(row("床位", None, None, weight="10"))) == []


def test_the_same_name_under_two_goals_is_no_duplicate() -> None:
    assert findings(duplicate_indicator, whole(replace(OUTPUT, goal=1), replace(OUTPUT, goal=2))) == []
    assert len(findings(duplicate_indicator, whole(OUTPUT, OUTPUT))) == 1


def test_identity_fields_are_missed_only_where_the_layout_has_them() -> None:
    sound = {"project_name": "养老", "implementing_unit": "某院"}
    assert findings(identity_field_blank, form(identity=sound)) == []
    (blank,) = findings(identity_field_blank, form(identity=sound | {"department": ""}))
    assert blank.subject.column == "department"
    (gone,) = findings(identity_field_blank, form(identity={"implementing_unit": "某院"}))
    assert gone.subject.column == "project_name"
    assert [check.status for check in checks(identity_field_blank, form(identity={}))] == ["not_checked"]


def test_a_blank_goal_is_found_and_an_absent_column_is_not() -> None:
    assert [one.subject.column for one in findings(goal_blank, form(goals=(goal("新增床位", ""),)))] == ["goal_actual"]
    assert findings(goal_blank, form(goals=(goal("新增床位", None),))) == []


def test_a_struck_out_cell_is_asked_about_and_an_empty_one_warned_of() -> None:
    rows = (row("甲", target="", actual="5", weight="1"), row("乙", target="/", actual="/", weight="1"))
    assert [one.severity for one in findings(value_blank, form(indicators=rows))] == ["warning", "query"]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2022年度项目支出绩效自评报告", [(2022, True)]),
        ("2023年绩效自评情况", [(2023, False)]),
        ("二〇二二年度自评", [(2022, True)]),
        ("截至2022年12月31日", []),
        ("2021年启动建设", []),
    ],
)
def test_only_the_year_reported_on_counts(text: str, stated: list[tuple[int, bool]]) -> None:
    assert subject_years(text) == stated


@pytest.mark.parametrize(
    ("paragraphs", "name", "severities"),
    [
        (("2022年度绩效自评报告", "2023年3月1日"), "例.docx", []),
        (("2023年绩效自评报告",), "例.docx", []),
        (("2021年度绩效自评报告",), "例.docx", ["error"]),
        ((), "2021年度自评.docx", ["error"]),
        (("2021年12月5日",), "例.docx", ["error"]),
        (("2027年1月5日",), "例.docx", ["query"]),
        (("（一）2021年度绩效评价结果应用情况",), "例.docx", []),
    ],
)
def test_years_conflict_only_where_they_speak_of_the_report(
    paragraphs: tuple[str, ...], name: str, severities: list[str]
) -> None:
    found = findings(year_conflict, form(year=2022), paragraphs=paragraphs, name=name)
    assert [one.severity for one in found] == severities


def test_problems_are_read_under_their_heading_and_no_further() -> None:
    prose = (
        "三、存在问题和改进措施",
        "（一）存在问题：",
        "预算偏低。",
        "（二）改进措施：",
        "加强编制。",
        "四、其他",
        "无",
    )
    report = context(form(), paragraphs=prose).report
    assert [one.text for one in passages(report, form(), "problems")] == ["预算偏低。"]
    assert [one.text for one in passages(report, form(), "measures")] == ["加强编制。"]


@pytest.mark.parametrize(
    ("text", "none"), [("无", True), ("暂无。", True), ("未发现明显问题", True), ("无法预计", False)]
)
def test_a_denial_is_told_from_a_problem(text: str, none: bool) -> None:
    assert Passage(text, TextPlace(0)).says_none is none


def test_satisfaction_among_the_benefits_is_another_tree_unless_its_points_deny_it() -> None:
    def under(label: str, source: str) -> Form:
        inner = replace(SATISFIED, level_1_printed=label, level_1_source=source, level_2="满意度指标")
        return whole(OUTPUT, replace(BENEFIT, level_1_printed=label), inner)

    for label, source in (("效益指标（40分）", "cell"), ("效益指标", "inferred")):
        assert findings(level_under_wrong_first_level, under(label, source)) == [], label
        assert findings(first_level_missing, under(label, source)) == [], label
    for rule in (level_under_wrong_first_level, first_level_missing):
        assert [one.severity for one in findings(rule, under("效益指标（30分）", "inferred"))] == ["warning"]


@pytest.mark.parametrize(
    ("label", "text", "prompt"),
    [
        ("填表人", "张某某 联系电话：138****5678", False),
        ("填表人", "李×× 0731-8****567", False),
        ("实施单位", "某县××局", False),
        ("项目实施情况", "由XX单位负责", True),
        ("项目实施情况", "×××项目已实施", True),
        ("项目实施情况", "完成某某项目", True),
        ("存在问题", "（200字以内）", True),
    ],
)
def test_a_masked_person_is_no_prompt(label: str, text: str, prompt: bool) -> None:
    assert bool(findings(placeholder_left, whole_with(label, text))) is prompt
    assert findings(placeholder_left, form(identity={"contact": "王** 1380000****", "phone": "***"})) == []


def whole_with(label: str, text: str) -> Form:
    return form(indicators=(OUTPUT,), sections=[(label, text)])


@pytest.mark.parametrize(
    ("place", "code"),
    [("target-sheet", "target-sheet"), ("scoring-standard", "scoring-standard"), ("blank-form", "blank-form")],
)
def test_what_is_no_self_assessment_is_named_and_not_audited(place: str, code: str) -> None:
    drawn = Path(__file__).with_name("places") / f"{place}.txt"
    found = drawn_report(drawn.read_text(encoding="utf-8").split("\n---\n")[0])
    assert [note.code for note in found.notes] == [code]
    assert audit(found).checks == ()


MARKED_BY_OTHERS = """
P 农村饮水安全工程绩效评价报告
P 受某县财政局委托，某工程咨询公司对2022年农村饮水安全工程进行绩效评价，综合得分86分。
|一级指标|二级指标|三级指标|分值|得分|扣分原因|
|过程|资金管理|资金使用合规性|40|36||
|产出|产出数量|新建供水管网|60|{}|两处未完工|
|合计|<|<|100|86||
"""


def test_an_evaluation_by_others_is_held_against_its_own_arithmetic_only() -> None:
    found = drawn_report(MARKED_BY_OTHERS.format("50"))
    assert [(form.kind, len(form.indicators)) for form in found.forms] == [("evaluation", 2)]
    assert [note.code for note in found.notes] == ["evaluation-by-others"]
    assert audit(found).findings == ()
    assert {finding.rule for finding in audit(drawn_report(MARKED_BY_OTHERS.format("52"))).findings} == {"B03"}


def test_a_self_assessment_that_speaks_of_an_evaluation_by_others_stays_one() -> None:
    drawn = MARKED_BY_OTHERS.format("50").replace("|得分|", "|自评得分|")
    assert drawn_report(drawn).forms[0].kind == "project"
