"""What rules once alleged of honest forms, or missed, in layouts nobody tuned on."""

import pytest
from msgspec.structs import replace

from forms import checks, findings, form, fund, fund_block, goal, row, total
from normalize.model import Indicator
from normalize.recognise import recognise
from papers import only, report
from rule_pages import drawn_document
from validate.audit import audit
from validate.model import Check
from validate.rules.a01_execution_rate_differs import execution_rate_differs
from validate.rules.a03_budget_not_adjusted import budget_not_adjusted
from validate.rules.a15_fiscal_execution_low import fiscal_execution_low
from validate.rules.b02_total_weight_unusual import total_weight_unusual
from validate.rules.b03_scores_differ_from_total import scores_differ_from_total
from validate.rules.b09_first_level_weights_unusual import first_level_weights_unusual
from validate.rules.c01_missed_target_scored_out_of_proportion import missed_target_scored_out_of_proportion
from validate.rules.c05_full_marks_for_exceeded_limit import full_marks_for_exceeded_limit
from validate.rules.c19_units_differ import units_differ
from validate.rules.c24_reason_generic import reason_generic
from validate.rules.d07_duplicate_indicator import duplicate_indicator
from validate.rules.e07_value_blank import value_blank
from validate.rules.f04_difference_in_text_differs import difference_in_text_differs
from validate.rules.f06_goal_without_indicator import goal_without_indicator
from validate.rules.f10_text_contradicts_value import text_contradicts_value
from validate.rules.f22_deviation_not_in_problems import deviation_not_in_problems
from validate.rules.f26_text_about_other_year import text_about_other_year
from validate.rules.f28_rate_in_text_differs import rate_in_text_differs
from validate.spent import rated


def test_ninety_points_where_the_execution_has_none() -> None:
    funds = fund_block(fund(full_budget="10", executed="10", execution_rate="100%"))
    rows = [row(weight="80", score="80"), row(level_1="满意度指标", level_2="满意度", weight="10", score="10")]
    scored = fund_block(fund(full_budget="10", executed="10", weight="10", execution_rate="100%", score="10"))
    assert findings(total_weight_unusual, form(funds=funds, indicators=rows, totals=total("90", "90"))) == []
    short = [row(weight="70", score="70"), row(level_1="满意度指标", level_2="满意度", weight="10", score="10")]
    assert len(findings(total_weight_unusual, form(funds=scored, indicators=short, totals=total("90", "90")))) == 1


def test_satisfaction_under_a_first_level_of_another_name_ends_a_form() -> None:
    rows = [row(weight="90", score="88"), row("老人满意度", "满意度", "影响力目标", weight="10", score="10")]
    (found,) = findings(scores_differ_from_total, form(indicators=rows, totals=total(score="98.7")))
    assert found.stated == "98.7"


def test_a_counter_with_its_noun_is_the_counter() -> None:
    assert findings(units_differ, form(indicators=[row(target="12个", actual="13个小区")])) == []
    assert len(findings(units_differ, form(indicators=[row(target="12个小区", actual="13公里")]))) == 1


def test_a_cause_in_three_words_is_a_cause() -> None:
    assert findings(reason_generic, form(indicators=[row(reason="征地受阻，加强协调")])) == []
    assert len(findings(reason_generic, form(indicators=[row(reason="下一步加强协调")]))) == 1


def test_the_same_quantity_is_an_indicator() -> None:
    goals = [goal("完成食品抽检2000批次，培训监管人员300人次", "完成")]
    rows = [row("食品抽检批次", target="≥2000批次"), row("培训人次", target="≥300人次")]
    assert findings(goal_without_indicator, form(goals=goals, indicators=rows)) == []
    assert len(findings(goal_without_indicator, form(goals=goals, indicators=rows[:1]))) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("到2024年，建成高标准农田15万亩", 0),
        ("三年内建成高标准农田15万亩", 0),
        ("2022—2024年累计建成高标准农田15万亩", 0),
        ("“十四五”期间建成高标准农田15万亩", 0),
        ("建成高标准农田15万亩", 1),
        ("2022年建成高标准农田15万亩", 1),
        ("三年内改造大棚200座，其中2022年建成高标准农田15万亩", 1),
        ("到2024年农民增收。建成高标准农田15万亩", 1),
        ("抽检2025批次，建成高标准农田15万亩", 1),
    ],
)
def test_a_goal_of_several_years_is_no_target_of_one(text: str, told: int) -> None:
    rows = [row("建成高标准农田", target="≥5.2万亩")]
    found = findings(goal_without_indicator, form(year=2022, goals=[goal(text, "完成")], indicators=rows))
    assert len([one for one in found if one.severity == "warning"]) == told


def test_slow_payment_is_the_execution_rate() -> None:
    rows = [row("预算执行率", weight="10", score="8"), row("办结率", weight="10", score="8")]
    found = findings(
        deviation_not_in_problems, form(indicators=rows, sections=[("存在问题", "部分项目资金支付较慢，需加快")])
    )
    assert [("预算执行率" in one.message.zh, "办结率" in one.message.zh) for one in found] == [(False, True)]


def test_a_rate_is_recomputed_without_any_form() -> None:
    sentence = "信息化项目全年预算数120.5万元，执行数{}万元，完成预算的98%。"
    assert [one.status for one in checks_of(sentence.format("118.09"))] == ["holds"]
    (wrong,) = checks_of(sentence.format("108.09"))
    assert (wrong.status, wrong.computed, wrong.expected) == ("fails", "89.7012%", "90%")


def test_sentences_that_are_not_judged() -> None:
    for text in (
        "年初预算80万元，上年结转20万元，支出95万元，执行率95%。",
        "预算分别为10万元、20万元，执行数分别为9万元、18万元，完成预算的90%。",
        "年初预算数为0万元，支出决算为5万元，完成年初预算的0%。",
        "超出预算5万元，支出105万元，执行率105%。",
        "预算总额80万元，支出约76万元，执行率90%。",
        "预算80万元，支出76万元，任务完成率100%。",
    ):
        assert list(rated(text)) == [], text


def checks_of(text: str) -> list[Check]:
    return [one for one in audit(report(f"P {text}")).checks if one.rule == rate_in_text_differs.code]


def test_problems_in_other_words_are_only_asked_about() -> None:
    def told(text: str) -> list[str]:
        rows = [row("新增床位", target="50", actual="40", weight="50", score="40", reason="施工方延期")]
        found = findings(deviation_not_in_problems, form(indicators=rows, sections=[("存在问题", text)]))
        return [one.severity for one in found]

    assert told("支出高于年初预算，未能全面预计当年收支情况。") == ["warning"]
    assert told("部分设施未按期交付。") == ["query"]
    assert told("新增床位进展较慢。") == []


def test_a_count_of_the_text_against_the_row_it_is_about() -> None:
    road = row("新建公路里程", target="≥120公里", actual="118.5公里")

    def asked(done: str, *more: Indicator) -> int:
        return len(findings(text_contradicts_value, form(goals=[goal("新建公路", done)], indicators=[road, *more])))

    assert asked("全年新建公路120公里，改造危桥15座。") == 1
    assert asked("全年新建公路118.5公里，改造危桥15座。") == 0
    assert asked("全年新建公路：东部新建公路60公里，西部58.5公里。") == 0
    assert asked("计划新建公路120公里，实际完成。") == 0
    assert asked("全年新建公路15条，改造危桥15座。") == 0
    assert asked("全年新建公路86公里。", row("新建公路绿化里程", target="86公里", actual="86公里")) == 0


def test_work_done_up_to_the_end_of_the_year_before() -> None:
    def asked(prose: str) -> list[str]:
        found = checks(text_about_other_year, form(year=2023), paragraphs=[prose])
        return [check.status for check in found if check.form is None]

    assert asked("截至2022年12月31日，8个社区共开展为民服务活动102场次。") == ["fails"]
    assert asked("截至2023年12月31日，8个社区共开展为民服务活动102场次。") == []
    assert asked("截至2022年底，辖区常住人口5.6万人，下辖8个社区。") == []


def test_a_fiscal_part_whose_printed_rate_speaks_against_its_amounts_is_not_called_low() -> None:
    def asked(rate: str) -> list[str]:
        lines = fund_block(
            fund(full_budget="2068000", executed="1992450", execution_rate="96.35%"),
            fund("fiscal", full_budget="2068000", executed="199.245", execution_rate=rate),
        )
        return [check.status for check in checks(fiscal_execution_low, form(funds=lines))]

    assert asked("96.35%") == ["not_checked"]
    assert asked("0.01%") == ["fails"]
    assert asked("") == ["fails"]


def test_first_levels_of_another_tree_have_no_usual_weights() -> None:
    rows = [
        row("立项依据", None, "决策", weight="20"),
        row(weight="50"),
        row("受益", "社会效益", "效益指标", weight="30"),
    ]
    plain = [row(weight="70"), *rows[2:]]
    assert [one.status for one in checks(first_level_weights_unusual, form(indicators=rows))] == ["not_checked"]
    assert [one.status for one in checks(first_level_weights_unusual, form(indicators=plain))] == ["fails"]


def test_quotation_marks_inside_a_name_are_inner_ones() -> None:
    rows = [row("“三公”经费控制率", target="≤100%", actual="120%", weight="4", score="4")]
    (found,) = findings(full_marks_for_exceeded_limit, form(indicators=rows))
    assert "“‘三公’经费控制率”" in found.message.zh


TASKS_UNDER_HEADINGS = """
P 部门整体支出绩效自评表
P （2023年度）
|部门名称|<|某市公安局|<|<|<|
|年度履职目标|<|任务名称|<|主要内容|完成情况|
|维护社会治安稳定|<|打击犯罪|<|保持高压态势|已完成|
|^|<|服务群众|<|推进业务便民化|已完成|
|一级指标|二级指标|三级指标|年度指标值|实际完成值|得分|
|产出指标|重点工作任务完成|破案率|≥45%|48.7%|60|
|效益指标|满意度|群众满意度|≥90%|93%|30|
|说明|有关审计问题|<|<|<|<|
|^|无|<|<|<|<|
"""


def test_headings_over_tasks_are_no_goal_and_a_short_remark_goes_on() -> None:
    made = only(TASKS_UNDER_HEADINGS)
    assert [(one.expected and one.expected.text, one.actual) for one in made.goals] == [("维护社会治安稳定", None)]
    assert ("主要内容", "推进业务便民化") in [(one.label, one.text) for one in made.sections]
    assert made.unread == ()


def test_digits_of_a_result_that_was_cut_off_may_be_transposed_too() -> None:
    made = row("资金发放及时率", target="≥98%", actual="95.6%", weight="10", score="9.57", reason="")
    (found,) = findings(missed_target_scored_out_of_proportion, form(indicators=[made]))
    assert [one.zh for one in found.likely_causes] == ["相邻数字颠倒（9.75 → 9.57）"]


POINTS_IN_NAMES = """
P 2022年度项目自评表
|项目名称|创新券兑付|<|<|<|<|<|
|预算执行情况（万元）（20分）||<|预算数（A）|执行数（B）|执行率（B/A）|得分（20分*执行率）|
|^|年度财政资金总额|<|320|296|92.5%|18.5|
|年度绩效目标1（50分）|一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）|得分|
|^|产出指标|数量指标|兑付企业数（20分）|≥80家|74家|{0}|
|^|^|质量指标|兑付准确率⏎（15分）|100%|100%|15|
|^|^|时效指标|兑付及时率（{1}分）|100%|96%|14.4|
|年度绩效目标2（30分）|一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）|得分|
|^|满意度指标|服务对象满意度指标|企业满意度（30分）|≥90%|92%|30|
|总分|<|<|<|<|<|96.4|
"""


def test_points_that_end_the_names_are_the_weights_where_no_column_has_them() -> None:
    def failing(*cells: str) -> list[str]:
        return [one.rule for one in audit(report(POINTS_IN_NAMES.format(*cells))).findings if one.severity == "error"]

    made = only(POINTS_IN_NAMES.format("18.5", "15"))
    weights = [one.weight for one in made.indicators]
    assert [(one.text, one.number, one.unit_from) for one in weights if one] == [
        ("20分", 20, "name"), ("15分", 15, "name"), ("15分", 15, "name"), ("30分", 30, "name"),
    ]  # fmt: skip
    assert failing("18.5", "15") == []
    assert "C01" in failing("19.5", "15")
    assert "B01" in failing("18.5", "25")


def test_what_a_full_score_rests_on_is_no_reason_for_a_deviation() -> None:
    made = [row(target="完整", actual="完整", weight="5", score=score, reason="已按要求编制") for score in ("5", "4")]
    assert len(findings(reason_generic, form(indicators=made[:1]))) == 0
    assert len(findings(reason_generic, form(indicators=made[1:]))) == 1


LEFT_OVER = """
P 2022年，下达移民后期扶持资金1,286.40万元，实际支出1,254.72万元。{0}
P 移民后期扶持项目绩效自评表（2022年度）
|项目名称|移民后期扶持|<|<|实施单位|某县移民中心|<|<|
|资金情况（万元）|预算数|<|执行数|<|执行率|分值|得分|
|^|1,286.40|<|1,254.72|<|97.54%|10|9.75|
|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因|
|产出指标|数量指标|实施项目数|32个|32个|60|60||
|满意度指标|满意度|移民满意度|≥90%|95%|30|30||
|合计|<|<|<|<|100|99.75||
"""


def test_what_is_left_over_is_the_budget_less_what_was_spent() -> None:
    def told(sentence: str) -> list[tuple[str, str | None]]:
        found = audit(report(LEFT_OVER.format(sentence))).findings
        return [(one.severity, one.expected) for one in found if one.rule == "F04"]

    assert told("结余资金31.68万元。") == []
    assert told("结余资金31.86万元。") == [("warning", "31.68万元")]
    assert told("上年结余资金12万元已全部支出。") == []
    assert told("其他账户管理费另行核算。") == []


BASIC_IN_PARTS = """
P 部门整体支出绩效自评表（2022年度）
|部门名称|<|某市自然资源局|<|<|<|<|<|
|部门整体支出情况（万元）|<|年初预算数|全年预算数|全年执行数|分值|执行率|得分|
|合计|<|350|390|{0}|10|96.15%|9.62|
|基本支出|<|210|220|220||100%||
|其中：人员经费|<|190|195|{1}||||
|公用经费|<|20|25|25||||
|项目支出|<|140|170|155||91.18%||
"""


def test_staff_and_running_costs_are_parts_of_basic_expenditure() -> None:
    def failing(*cells: str) -> list[str | None]:
        found = audit(report(BASIC_IN_PARTS.format(*cells))).findings
        return [one.message.zh[:8] for one in found if one.rule == "A08"]

    assert [line.parent for line in only(BASIC_IN_PARTS.format("375", "195")).funds] == [None, 1, 2, 2, 1]
    assert failing("375", "195") == []
    assert failing("375", "159") == ["表1“基本支出”"]
    assert failing("357", "195") == ["表1“合计”行全"]


WHOLE_PERIOD = """
P 乡村振兴资金绩效自评表（2023年度）
|项目名称|<|肉牛产业园|<|实施单位|某县农业农村局|<|<|
|一级指标|二级指标|三级指标|实施期指标值|{0}|实际完成值|分值|得分|
|产出指标|数量指标|圈舍面积|2.5万平方米|1.2万平方米|1.2万平方米|60|60|
|满意度指标|满意度|农户满意度|≥95%|≥95%|97%|40|40|
"""


def test_the_target_of_the_year_goes_before_that_of_the_whole_period() -> None:
    made = only(WHOLE_PERIOD.format("年度指标值"))
    assert [one.target.text for one in made.indicators if one.target] == ["1.2万平方米", "≥95%"]
    assert made.indicators[0].extra == (("实施期指标值", "2.5万平方米"),)
    made = only(WHOLE_PERIOD.format("上年实际数"))
    assert [one.target.text for one in made.indicators if one.target] == ["2.5万平方米", "≥95%"]


SECTIONS = """
P 某县人民医院2023年度项目支出绩效自评表
P 一、预算执行情况（单位：万元）
|项目|年初预算|调整预算|实际支出|执行率|
|资金总额|620|655.8|655.8|100|
P 二、绩效指标完成情况
|指标类型|指标名称|目标值|完成情况|备注|
|产出|开展新技术项目|≥8项|9项||
|满意度|住院患者满意度|≥92%|94.3%||
"""


def test_a_numbered_heading_between_funds_and_indicators_begins_no_other_form() -> None:
    made = only(SECTIONS)
    assert len(made.funds) == 1
    assert len(made.indicators) == 2


NAMES_UNDER_THEIR_SUBJECT = """
P 2022年区级财政支出项目绩效自评表
|项目名称|<|老年人意外保险|<|<|<|<|
|预算单位|<|某区老龄委|<|联系人|孙某|<|
|年初预算金额（元）|315,000.00|调整后预算金额（元）|318,600.00|实际支出金额（元）|318,600.00||
|评价内容|指标|计划值|完成值|分值|自评得分|扣分原因|
|产出|投保人数|10,500人|10,620人|60|60||
|效益|理赔处理率|100%|100%|30|30||
|满意度|老年人满意度|≥95%|96%|10|10||
|合计|<|<|<|100|100||
|执行情况说明：年中追加3600元，已全部支付。|<|<|<|<|<|<|
"""


def test_names_stand_under_their_own_heading_beside_what_is_assessed() -> None:
    made = only(NAMES_UNDER_THEIR_SUBJECT)
    assert [(one.level_1, one.level_3) for one in made.indicators] == [
        ("产出", "投保人数"), ("效益", "理赔处理率"), ("满意度", "老年人满意度"),
    ]  # fmt: skip
    (line,) = made.funds
    assert [one.text for one in (line.initial_budget, line.full_budget, line.executed) if one] == [
        "315,000.00", "318,600.00", "318,600.00",
    ]  # fmt: skip
    assert [(one.label, one.text) for one in made.sections] == [("执行情况说明", "年中追加3600元，已全部支付。")]
    assert made.unread == ()


WHOLE_DEPARTMENT = """
P 青山镇人民政府2022年度部门整体绩效自评报告
P 自评结论：部门整体支出绩效自评得分为{0}分，评定等级为“优秀”。
|部门名称|<|青山镇人民政府|<|<|<|<|
|预算执行（万元）|<|年初预算|全年预算|全年执行|执行率|得分（10分）|
|部门整体支出|<|1,865.30|2,240.75|2,196.08|98.01%|9.80|
|基本支出|<|1,065.30|1,102.40|1,102.40|100.00%||
|项目支出|<|800.00|1,138.35|1,093.68|96.08%||
|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|
|产出指标|数量指标|农村改厕|420户|420户|50|50|
|效益指标|社会效益指标|新增就业|≥300人|325人|30|30|
|满意度指标|满意度指标|群众满意度|≥90%|93.5%|10|10|
|总分|<|<|<|<|100|99.8|
"""


def test_a_form_of_a_whole_department_is_known_by_what_it_lists() -> None:
    made = only(WHOLE_DEPARTMENT.format("99.8"))
    assert made.kind == "department"
    assert [(line.kind, line.label, line.execution_rate and line.execution_rate.text) for line in made.funds] == [
        ("total", "部门整体支出", "98.01%"), ("basic", "基本支出", "100.00%"), ("project", "项目支出", "96.08%"),
    ]  # fmt: skip
    for quoted, due in (("99.8", []), ("98.9", ["B16"])):
        found = audit(report(WHOLE_DEPARTMENT.format(quoted))).findings
        assert [one.rule for one in found if one.severity in ("error", "warning")] == due


def test_a_label_is_known_behind_a_value_whose_space_was_lost() -> None:
    for gap in ("      ", ""):
        made = only(
            f"P 填报单位：就业服务中心{gap}填报日期：2023年3月5日{gap}金额单位：元\n"
            + POINTS_IN_NAMES.format("18.5", "15")
        )
        stated = {one.field: one.text for one in made.identity}
        assert (stated["implementing_unit"], stated["date"]) == ("就业服务中心", "2023年3月5日")


def test_what_ends_a_list_is_but_a_part_of_what_is_counted() -> None:
    rows = [row("免费开放场馆数量", target="8个", actual="8个")]
    goals = [goal("文化馆、图书馆及6个乡镇场馆免费开放", "文化馆、图书馆及6个乡镇场馆全部免费开放")]
    for rule in (goal_without_indicator, text_contradicts_value):
        assert not [one for one in findings(rule, form(goals=goals, indicators=rows)) if "不一致" in one.message.zh]
    wrong = [goal("6个乡镇场馆免费开放", "6个乡镇场馆全部免费开放")]
    assert len(findings(text_contradicts_value, form(goals=wrong, indicators=rows))) == 1


SUBTOTALS = """
P 项目支出绩效自评表
P （2023年度）
|项目名称|教学楼维修|<|<|实施单位|某县第二中学|<|
|一级指标|二级指标|三级指标|目标值|完成值|满分|得分|
|产出指标|数量指标|维修教室|48间|48间|30|30|
|^|质量指标|合格率|100%|100%|25|23|
|^|小计|<|<|<|55|{0}|
|效益指标|社会效益|惠及学生|≥2100人|2145人|15|15|
|^|可持续影响|使用年限|≥10年|10年|20|20|
|小计|<|<|<|<|{1}|35|
|满意度指标|服务对象满意度|师生满意度|≥95%|96%|10|10|
|合计|<|<|<|<|100|98|
"""


BESIDE = """
P 项目支出绩效自评表
P （2023年度）
|项目名称|教学楼维修|<|<|实施单位|某县第二中学|<|
|一级指标|二级指标|三级指标|目标值|完成值|满分|得分|
|产出指标|数量指标|维修教室|48间|48间|90|90|
|满意度指标|服务对象满意度|师生满意度|≥95%|96%|10|10|
|合计|<|<|<|<|100|{0}|
|加分项|<|获省级表彰|||5|5|
|扣分项|<|审计问题|||-2|-1|
"""


@pytest.mark.parametrize(
    ("total", "due"), [("100", []), ("105", []), ("104", []), ("103", ["B03"]), ("106", ["B03", "B04"])]
)
def test_marks_beside_the_full_may_be_part_of_the_total(total: str, due: list[str]) -> None:
    found = audit(report(BESIDE.format(total))).findings
    assert [one.rule for one in found if one.severity == "error"] == due


def test_a_subtotal_is_the_sum_of_the_rows_above_it() -> None:
    def failing(*cells: str) -> list[tuple[str, str, str | None]]:
        found = audit(report(SUBTOTALS.format(*cells))).findings
        return [(one.rule, one.message.zh[:20], one.expected) for one in found if one.rule in ("B01", "B03")]

    assert failing("53", "35") == []
    assert failing("52", "35") == [("B03", "表1“产出指标小计”行得分：30 + 2", "53")]
    assert failing("53", "30") == [("B01", "表1“效益指标小计”行分值：15 + 2", "35")]


def test_full_marks_are_not_rounded_up_where_other_scores_have_decimals() -> None:
    dear = row("人均成本", "经济成本", target="≤1500元", actual="1560元", weight="10", score="10")
    part = row("培训", target="10场", actual="9场", weight="15", score="13.5")
    assert findings(full_marks_for_exceeded_limit, form(indicators=[dear])) == []
    (found,) = findings(full_marks_for_exceeded_limit, form(indicators=[dear, part]))
    assert found.severity == "warning"


def test_a_rate_by_another_amount_of_the_row_is_only_asked_about() -> None:
    cells = {"full_budget": "400", "executed": "381.67", "execution_rate": "95.99%"}
    plain, signed = fund(**cells), replace(fund(**cells), extra=(("合同金额（万元）", "397.60"),))
    assert [one.severity for one in findings(execution_rate_differs, form(funds=fund_block(plain)))] == ["error"]
    assert [one.severity for one in findings(execution_rate_differs, form(funds=fund_block(signed)))] == ["query"]


def test_budgets_of_all_projects_are_not_this_ones() -> None:
    funds = fund_block(fund(initial_budget="120", full_budget="120", executed="96"))
    told = "年初批复预算985万元，调整预算后项目预算861.46万元。"
    own = "年初预算120万元，年中追加预算20万元。"
    assert findings(budget_not_adjusted, form(funds=funds), paragraphs=[told]) == []
    assert len(findings(budget_not_adjusted, form(funds=funds), paragraphs=[own])) == 1


def test_full_width_decimals_of_a_goal_are_one_number() -> None:
    made = form(goals=[goal("铺设管网８．６公里", "完成")], indicators=[row("铺设管网长度", target="≥8.6公里")])
    assert findings(goal_without_indicator, made) == []


SMALL = """|项目名称|{0}|<|<|<|<|
|项目资金（万元）||年初预算数|全年预算数|全年执行数|执行率|
|^|年度资金总额|{1}|{2}|{3}|100%|
|一级指标|二级指标|三级指标|指标值|完成值|得分|
|产出指标|数量指标|建设内容|1项|1项|10|
"""
LISTED = "2023年涉及财政资金{}万元，其中：人居环境项目180万元，光伏运维项目86.5万元，产业道路项目{}万元。\n"


def _of_amounts(drawing: str) -> list[str | None]:
    return [found.stated for found in audit(recognise(drawn_document(drawing))).findings if found.rule == "F03"]


@pytest.mark.parametrize(("road", "told"), [("220", []), ("230", ["230万元"])])
def test_amounts_listed_by_project_are_held_against_their_forms(road: str, told: list[str]) -> None:
    forms = [("人居环境项目", "180"), ("光伏运维项目", "86.5"), ("产业道路项目", "220")]
    drawn = "\n二、明细\n".join(SMALL.format(name, *[budget] * 3) for name, budget in forms)
    assert _of_amounts(LISTED.format("486.5", road) + drawn) == told


def test_the_whole_years_budget_is_not_the_initial_one() -> None:
    text = "2022年我单位实施旧改项目，年初预算2400万元，年中追加资金315.5万元，全年预算{}万元。\n"
    drawn = SMALL.format("旧改项目", "2400", "2715.5", "2715.5")
    assert _of_amounts(text.format("2715.5") + drawn) == []
    assert _of_amounts(text.format("2751.5") + drawn) == ["2751.5万元"]


@pytest.mark.parametrize(("rest", "told"), [("150亩", 0), ("105亩", 1), ("3个村150亩", 0)])
def test_what_a_reason_says_remains_is_what_is_missing(rest: str, told: int) -> None:
    made = row("新建茶园", target="≥2000亩", actual="1850亩", reason=f"茶苗不足，次年3月底前完成剩余{rest}")
    assert len(findings(text_contradicts_value, form(indicators=[made]))) == told


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("节余资金13.6万元已交回财政", []),
        ("节余资金16.3万元已交回财政", ["query"]),
        ("结余13.6万元，其中结转资金3.6万元", []),
        ("上年结转12万元已用完", []),
    ],
)
def test_money_the_cells_call_left_over_is_what_the_budget_leaves(done: str, told: list[str]) -> None:
    funds = fund_block(fund(initial_budget="200", full_budget="200", executed="186.4"))
    made = form(funds=funds, goals=[goal("改造消防系统", done)])
    assert [one.severity for one in findings(difference_in_text_differs, made)] == told


@pytest.mark.parametrize(("share", "told"), [("99.09", 0), ("99.1", 0), ("99.90", 1)])
def test_a_share_of_a_count_follows_from_both_counts(share: str, told: int) -> None:
    made = form(goals=[goal("惠及居民3500户", f"惠及居民3468户，占计划3500户的{share}%")])
    assert len(findings(rate_in_text_differs, made)) == told


def test_a_row_struck_out_adds_nothing_and_is_asked_nothing() -> None:
    struck = [row("不适用", "经济效益", target="/", actual="/", weight="/", score="/") for _ in range(2)]
    rows = [
        row("楼栋数", weight="40", score="40"),
        row("满意度", "满意度", "满意度指标", weight="50", score="50"),
        *struck,
    ]
    assert findings(scores_differ_from_total, form(indicators=rows, totals=total("90", "90"))) == []
    assert len(findings(scores_differ_from_total, form(indicators=rows, totals=total("90", "91")))) == 1
    assert findings(duplicate_indicator, form(indicators=rows)) == findings(value_blank, form(indicators=rows)) == []


def test_scores_from_so_many_on_are_nobodys_score() -> None:
    text = "P 自评得分90分{0}的项目5个，占83.3%。\n" + SUBTOTALS.format("53", "35")
    told = [[one.rule for one in audit(report(text.format(more))).findings] for more in ("以上", "")]
    assert ["B16" in rules for rules in told] == [False, True]


HEADED = """|一级指标|二级指标|三级指标|分值|得分|
|项目管理（15分）|制度|制度健全|15|15|
|项目绩效（{}分）|执行|预算执行进度|5|5|
|产出指标（40分）|数量指标|派车次数|40|40|
|效益指标（40分）|社会效益|反应时间|40|40|
|总分|<|<|100|100|
"""


@pytest.mark.parametrize(("points", "told"), [("85", []), ("5", []), ("80", ["项目绩效"])])
def test_a_label_may_head_the_first_levels_after_it(points: str, told: list[str]) -> None:
    outcome = audit(recognise(drawn_document("绩效自评表（2023年度）\n" + HEADED.format(points))))
    assert [found.subject.row for found in outcome.findings if found.rule == "B07"] == told


CARRIED_ON = """
P 2023年度单位整体支出绩效自评表
|单位名称|岭东职业技术学院|<|<|<|<|<|<|
|收支情况（万元）|收入项目|年初预算数|决算数|支出项目|年初预算数|决算数|<|
|^|财政拨款收入|21300|22480|基本支出|24600|25980|<|
|^|事业收入|15200|16170|项目支出|11900|{0}|<|
|^|其他收入|0|0|结转下年|—|1427|<|
|^|收入合计|36500|38650|支出合计|36500|38650|<|
|一级指标|二级指标|三级指标|指标说明|目标值|完成值|分值|得分|
|投入|资金管理|预算执行率|{1}|≥95%|96.31%|100|100|
|总分|<|<|<|<|<|100|100|
"""


def test_what_is_carried_on_into_the_next_year_is_part_of_what_was_received() -> None:
    def told(spent: str) -> list[str]:
        found = audit(report(CARRIED_ON.format(spent, "基本支出、项目支出合计/收入决算数"))).findings
        return [one.rule for one in found if one.severity in ("error", "warning")]

    assert told("11243") == []
    assert told("11423") == ["A08"]


def test_a_rate_by_a_formula_of_its_own_is_not_held_to_the_budget() -> None:
    def checked(formula: str) -> list[str]:
        checks = audit(report(CARRIED_ON.format("11243", formula))).checks
        return [one.status for one in checks if one.rule == "A01"]

    assert checked("支出合计/收入决算数") == ["not_checked"]
    assert checked("支出合计/年初预算数") == ["fails"]


BESIDE_THE_TOTAL = """
P 2024年度财政政策绩效自评表
|政策名称|<|装备产业扶持|<|<|自评得分|{0}|
|一级指标|二级指标|三级指标|目标值|完成值|分值|得分|
|产出指标|数量指标|兑付企业家数|≥120家|134家|60|60|
|满意度指标|服务对象满意度|企业满意度|≥90%|93.8%|30|28|
|合计|<|<|<|<|90|88|
|自评等级|优|<|<|<|<|<|
"""


def test_a_total_of_the_indicators_alone_is_held_to_nothing_of_the_whole() -> None:
    def told(head: str) -> list[tuple[str, str]]:
        checks = audit(report(BESIDE_THE_TOTAL.format(head))).checks
        return [(one.rule, one.status) for one in checks if one.rule in ("B14", "B16")]

    assert told("97.1") == [("B14", "not_checked"), ("B16", "not_checked")]
    assert told("99.1") == [("B14", "not_checked"), ("B16", "fails")]
