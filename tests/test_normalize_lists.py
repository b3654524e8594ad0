"""Tables that list projects, or sum up a form: what they state, and what of them stays unread."""

import pytest

from normalize.model import Claim, Report
from papers import report

LIST = """
P 项目支出绩效自评情况汇总表（单位：万元）
|序号|项目编码|项目名称|全年预算数|全年执行数|执行率|自评得分|评价等级|
|1|51092324T000010263357|道路养护|100.00|98.50|98.5%|99|优|
|2|33078424-0000000213|环境整治|200.00|150.00|75%|88|良|
|合计|<|<|300.00|248.50|82.83%|||
"""
SCORECARD = """
P 项目支出绩效评分表
|一级指标|二级指标|三级指标|分值|得分|
|项目决策|立项|立项规范|20|19|
|项目管理|业务管理|制度健全|15|14|
|^|财务管理|资金合规|15|14|
|项目绩效|产出|开放天数|50|48|
|合计|<|<|100|95|
"""
OVERVIEW = """
P 各部分得分情况
|评价内容|分值|得分|得分率|
|项目决策（20分）|20|19|95%|
|项目管理|30|28|93.33%|
|项目绩效|50|48|96%|
|合计|100|95|95%|
"""


def lines(found: Report) -> list[str]:
    """Each claim of a table: kind, column, whose, number and unit (or text), parts."""
    return [_line(claim) for claim in found.claims]


def _line(claim: Claim) -> str:
    said = f"{claim.number}{claim.unit or ''}" if claim.number is not None else claim.text
    parts = " = " + " + ".join(f"{part.label} {part.number}" for part in claim.parts) if claim.parts else ""
    return f"{claim.kind} {claim.measure or '~'} {claim.about}: {said}{parts}"


def test_each_row_of_a_list_is_claims_about_its_project() -> None:
    found = report(LIST)
    assert found.forms == ()
    assert found.unread == ()
    assert lines(found) == [
        "project_name ~ 道路养护: 道路养护",
        "text code 道路养护: 51092324T000010263357",
        "amount full_budget 道路养护: 100.00万元",
        "amount executed 道路养护: 98.50万元",
        "rate execution_rate 道路养护: 98.5%",
        "score score 道路养护: 99分",
        "text rating 道路养护: 优",
        "project_name ~ 环境整治: 环境整治",
        "text code 环境整治: 33078424-0000000213",
        "amount full_budget 环境整治: 200.00万元",
        "amount executed 环境整治: 150.00万元",
        "rate execution_rate 环境整治: 75%",
        "score score 环境整治: 88分",
        "text rating 环境整治: 良",
        "breakdown full_budget 合计: 300.00万元 = 道路养护 100.00 + 环境整治 200.00",
        "breakdown executed 合计: 248.50万元 = 道路养护 98.50 + 环境整治 150.00",
        "rate execution_rate 合计: 82.83%",
    ]


def test_each_claim_stands_in_its_cell() -> None:
    places = {claim.text: claim.place for claim in report(LIST).claims}
    assert [(places[text].row, places[text].col) for text in ("98.50", "良", "300.00")] == [(1, 4), (2, 7), (3, 3)]  # type: ignore[union-attr]


def test_columns_in_any_order_and_wording() -> None:
    found = report("""
    P 各项目自评得分情况见下表。
    |项目名称|自评得分|年初预算|调整后预算（元）|决算数|完成比例|备注|
    |1.道路养护项目|98.5|100|120|118.2|98.5%|结转1.8元|
    |2.环境整治项目|92|50|50|45|90%||
    """)
    assert found.unread == ()
    assert lines(found)[:8] == [
        "project_name ~ 道路养护项目: 1.道路养护项目",
        "score score 道路养护项目: 98.5分",
        "amount initial_budget 道路养护项目: 100元",
        "amount full_budget 道路养护项目: 120元",
        "amount executed 道路养护项目: 118.2元",
        "rate execution_rate 道路养护项目: 98.5%",
        "text reason 道路养护项目: 结转1.8元",
        "project_name ~ 环境整治项目: 2.环境整治项目",
    ]


def test_headings_over_two_rows_lend_their_unit_and_a_title_row_stands_above() -> None:
    found = report("""
    |2022年度项目支出绩效自评一览表|<|<|<|<|<|
    |序号|项目名称|预算（万元）|<|决算数（万元）|执行率（%）|
    |^|^|年初预算数|全年预算数|^|^|
    |1|道路养护|100|120|118.2|98.5|
    |2|环境整治|50|50|45|90|
    |合计|<|150|170|163.2|96|
    """)
    assert found.unread == ()
    assert lines(found)[-4:] == [
        "breakdown initial_budget 合计: 150万元 = 道路养护 100 + 环境整治 50",
        "breakdown full_budget 合计: 170万元 = 道路养护 120 + 环境整治 50",
        "breakdown executed 合计: 163.2万元 = 道路养护 118.2 + 环境整治 45",
        "rate execution_rate 合计: 96%",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "|一|部门项目|150|140||\n|1|道路养护|100|95|98|\n|2|环境整治|50|45|92|",
        "|1|道路养护|100|95|98|\n||其中：材料费|60|55||\n|2|环境整治|50|45|92|",
        "|1|部门整体支出|150|140|98|\n|2|道路养护|100|95|98|\n|3|环境整治|50|45|92|",
        "|1|道路管护|150|140|98|\n|2|道路养护|100|95|98|\n|3|环境整治|50|45|92|",
        "|1|道路养护|100|95|98|\n|2|环境整治||45|92|\n|3|……|…|…||",
        "|1|道路养护|100|95|98|\n|2|环境整治|不详|不详|92|",
    ],
    ids=["group", "part", "whole", "adds up to those below", "dots", "no figure"],
)
def test_a_total_is_of_its_rows_only_where_none_is_a_part_of_another_and_all_are_there(rows: str) -> None:
    found = report(f"P 汇总表\n|序号|项目名称|预算数|执行数|得分|\n{rows}\n|合计|<|150|140||")
    assert "breakdown" not in {claim.kind for claim in found.claims}
    assert lines(found)[-2:] == ["amount budget 合计: 150", "amount executed 合计: 140"]


def test_a_list_that_numbers_items_and_one_of_units_need_a_score() -> None:
    items = report("|序号|项目|预算数|执行数|得分|\n|1|道路养护|100|95|98|\n|2|环境整治|50|45|92|")
    assert items.forms == ()
    assert lines(items)[0] == "project_name ~ 道路养护: 道路养护"
    called = report(
        "|序号|名称|预算数|执行数|得分|\n|1|某局部门整体支出|100|95|98|\n|2|环境整治|50|45|92|\n|合计|<|100|95||"
    )
    assert [line for line in lines(called) if "合计" in line] == ["amount budget 合计: 100", "amount executed 合计: 95"]
    units = report("|序号|单位名称|自评得分|\n|1|县一中|98|\n|2|县二中|92|")
    assert lines(units)[:2] == ["text reporting_unit 县一中: 县一中", "score score 县一中: 98分"]


@pytest.mark.parametrize(
    "drawn",
    [
        "P 项目支出决算表\n|序号|项目名称|预算数|决算数|执行率|\n|1|道路养护|100|95|95%|\n|2|环境整治|50|45|90%|",
        "P 项目支出表\n|类型|项目名称|项目单位|合计|拨款|\n|特定|道路养护|公路局|100|95|\n|^|环境整治|公路局|50|45|",
        "P 财政拨款“三公”经费支出决算表\n|项目|预算数|决算数|\n|公务接待费|2.5|1.2|\n|公务用车费|10|9|",
    ],
    ids=["final accounts", "budget", "three expenses"],
)
def test_accounts_and_budgets_state_nothing_of_projects_and_are_no_forms(drawn: str) -> None:
    found = report(drawn)
    assert (found.forms, found.claims) == ((), ())
    assert found.unread != ()


def test_projects_to_be_assessed_are_listed_under_a_title_that_says_so() -> None:
    drawn = "|序号|项目名称|预算金额|\n|1|道路养护|100|\n|2|环境整治|50|\n|合计|<|150|"
    found = report("P 2022年纳入绩效自评的项目清单（单位：万元）\n" + drawn)
    assert lines(found)[-1] == "breakdown budget 合计: 150万元 = 道路养护 100 + 环境整治 50"
    assert report("P 2022年部门预算项目\n" + drawn).claims == ()


def test_what_is_said_of_a_part_of_a_project_is_not_said_of_it() -> None:
    found = report("""
    |名次|项目名称|资金来源|预算数|其中：财政拨款|执行数|得分|
    |1|道路养护|财政|100|95|95|98|
    |^|^|自筹|10|0|9|^|
    |2|环境整治|财政|50|45|40|92|
    |合计|<|<|160|140|144||
    """)
    assert found.unread == ()
    assert [line for line in lines(found) if line.startswith(("amount", "money", "score"))] == [
        "money ~ 道路养护: 100",
        "money ~ 道路养护: 95",
        "money ~ 道路养护: 95",
        "score score 道路养护: 98分",
        "money ~ 道路养护: 10",
        "money ~ 道路养护: 0",
        "money ~ 道路养护: 9",
        "amount budget 环境整治: 50",
        "money ~ 环境整治: 45",
        "amount executed 环境整治: 40",
        "score score 环境整治: 92分",
        "amount budget 合计: 160",
        "money ~ 合计: 140",
        "amount executed 合计: 144",
    ]


def test_a_table_of_indicators_by_project_is_no_list() -> None:
    found = report("""
    |序号|项目名称|三级指标|年度指标值|实际完成值|分值|得分|
    |1|道路养护|里程|100公里|100公里|50|50|
    |2|环境整治|村庄|3个|3个|50|50|
    """)
    assert found.claims == ()


def test_numbers_under_an_unknown_heading_stay_unread() -> None:
    found = report("|序号|项目名称|惠及面|自评得分|\n|1|道路养护|310|98|\n|2|环境整治|52|92|")
    assert [one.text for one in found.unread] == ["310", "52"]


def test_a_form_that_names_its_project_over_its_funds_is_no_list() -> None:
    found = report("""
    P 项目支出绩效自评表
    |项目名称|全年预算数|全年执行数|分值|执行率|得分|
    |道路养护|100|95|10|95%|9.5|
    |一级指标|二级指标|三级指标|年度指标值|实际完成值|得分|
    |产出指标|数量指标|里程|100公里|100公里|90|
    """)
    assert len(found.forms) == 1
    assert found.claims == ()


@pytest.mark.parametrize("drawn", [OVERVIEW + SCORECARD, SCORECARD + OVERVIEW], ids=["before", "behind"])
def test_an_overview_of_a_forms_parts_is_no_form(drawn: str) -> None:
    found = report(drawn)
    (form,) = found.forms
    assert len(form.indicators) == 4
    assert found.unread == ()
    assert [note.code for note in found.notes if note.code == "overview"] == ["overview"]
    assert lines(found)[:4] == [
        "score weight 项目决策: 20分",
        "score score 项目决策: 19分",
        "rate coefficient 项目决策: 95%",
        "score weight 项目管理: 30分",
    ]


def test_an_overview_without_a_total_does_not_run_into_its_scorecard() -> None:
    found = report(OVERVIEW.replace("|合计|100|95|95%|\n", "") + SCORECARD)
    assert [len(form.indicators) for form in found.forms] == [4]


def test_an_overview_of_a_form_that_has_as_many_indicators_as_levels() -> None:
    found = report("""
    P 自评得分构成
    |一级指标|权重|得分|
    |预算执行率|10|9.5|
    |产出指标|50|50|
    |效益指标|30|28|
    |满意度指标|10|10|
    P 项目支出绩效自评表
    |项目名称|<|道路养护|<|实施单位|<|某县公路局|
    |项目资金（万元）|<|全年预算数|全年执行数|分值|执行率|得分|
    |年度资金总额|<|100|95|10|95%|9.5|
    |一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|
    |产出指标|数量指标|里程|100公里|100公里|50|50|
    |效益指标|社会效益指标|人次|1万|0.9万|30|28|
    |满意度指标|满意度指标|群众满意度|≥90%|95%|10|10|
    """)
    assert [form.project_name for form in found.forms] == ["道路养护"]
    assert lines(found)[1] == "score score 预算执行率: 9.5分"


def test_indicators_of_a_form_in_a_table_of_their_own_are_no_overview() -> None:
    head = """
    P 项目支出绩效自评表
    |项目名称|<|道路养护|<|实施单位|<|某县公路局|
    |项目资金（万元）|<|全年预算数|全年执行数|分值|执行率|得分|
    |年度资金总额|<|100|95|10|95%|9.5|
    P ⏎
    |指标名称|分值|得分|
    |项目决策|20|19|
    |项目管理|30|28|
    """
    assert [len(form.indicators) for form in report(head + SCORECARD).forms] == [2, 4]


def test_an_overview_alone_is_a_form_as_it_stands() -> None:
    found = report(OVERVIEW)
    assert [row.level_3 for row in found.forms[0].indicators] == ["项目决策（20分）", "项目管理", "项目绩效"]
    assert found.claims == ()


def test_a_form_with_other_names_is_none_of_another_form() -> None:
    other = OVERVIEW.replace("项目管理", "组织管理").replace("项目绩效", "社会效益")
    assert len(report(other + SCORECARD).forms) == 2
