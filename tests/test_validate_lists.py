"""Lists of projects against themselves and the forms beside them; overviews; scores and rates that the prose names."""

import pytest

from normalize.claims.prose import read_claims
from papers import paper, report
from validate.audit import audit
from validate.model import Check

RULES = ("F01", "F02", "F03", "F10", "F11", "F24", "F28", "B16")
HEAD = "|序号|项目名称|预算数|全年执行数|执行率|自评得分|"
ROWS = ("|1|道路养护|100.00|95.00|95%|99.5|", "|2|环境整治|50.00|40.00|80%|98|")
TOTAL = "|合计|<|150.00|135.00|90%||"


def listed(*rows: str, unit: str = "（单位：万元）", head: str = HEAD) -> str:
    return "\n".join((f"P 项目支出绩效自评情况汇总表{unit}", head, *(rows or (*ROWS, TOTAL)), ""))


def form(
    name: str,
    budget: str,
    executed: str,
    rate: str,
    score: str,
    *,
    satisfied: str = "群众满意度",
    title: str = "项目支出",
) -> str:
    return f"""
P {title}绩效自评表
P （2022年度）
|项目名称|<|{name}|<|实施单位|<|某县公路局|
|项目资金（万元）|<|全年预算数|全年执行数|分值|执行率|得分|
|年度资金总额|<|{budget}|{executed}|10|{rate}|9.5|
|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|
|产出指标|数量指标|养护里程|100公里|100公里|80|80|
|满意度指标|服务对象满意度|{satisfied}|≥90%|93%|10|10|
|总分|<|<|<|<|100|{score}|
"""


ROAD = form("道路养护", "100.00", "95.00", "95%", "99.5")
TIDY = form("环境整治", "50.00", "40.00", "80%", "98", satisfied="居民满意度")


def checks(drawn: str, *rules: str) -> list[Check]:
    return [check for check in audit(report(drawn)).checks if check.rule in (rules or RULES)]


def told(drawn: str, *rules: str) -> list[str]:
    """What is alleged or remarked: the rule, the severity it has in its finding, the message."""
    found = audit(report(drawn)).findings
    return [f"{one.rule} {one.severity}: {one.message.zh}" for one in found if one.rule in (rules or RULES)]


def test_a_list_that_agrees_with_itself_and_its_forms() -> None:
    drawn = listed() + ROAD + TIDY
    assert told(drawn) == []
    held = {(check.rule, check.subject.row) for check in checks(drawn) if check.status == "holds"}
    assert {("F02", "道路养护"), ("F03", "道路养护"), ("F03", "环境整治"), ("F11", "合计"), ("F28", "合计")} <= held


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            "|95.00|95%|99.5|",
            "|95.50|95.5%|99.5|",
            "F03 error: 项目清单所列“道路养护”全年执行数为 95.50万元，表1为 95.00万元，二者不符。请核对金额。",
        ),
        (
            "|100.00|95.00|95%|",
            "|98.00|95.00|96.94%|",
            "F03 warning: 项目清单所列“道路养护”全年预算数为 98.00万元，表1为 100.00万元，二者不符。请核对金额。",
        ),
        (
            "|95%|99.5|",
            "|95%|95.5|",
            "B16 warning: 项目清单填写“道路养护 95.5”，自评表总分为 99.5，二者不符。请核对。",
        ),
        (
            "|95%|99.5|",
            "|96%|99.5|",
            "F28 error: 项目清单“道路养护”行执行率：95.00 ÷ 100.00 = 95%，填列 96%，二者不符。请核对。",
        ),
    ],
    ids=["executed", "budget", "score", "rate"],
)
def test_what_a_list_gives_a_project_is_what_its_form_says(right: str, wrong: str, message: str) -> None:
    rows = listed(*(row.replace(right, wrong) for row in ROWS))
    assert told(rows + ROAD + TIDY) == [message]


def test_a_total_that_is_not_the_sum_of_its_rows() -> None:
    assert told(listed(*ROWS, "|合计|<|150.00|145.00|90%||"), "F11") == [
        "F11 error: 项目清单“合计”行全年执行数：填列 145.00万元，各行 95.00 + 40.00 = 135万元，二者不符。"
        "请核对合计与各行。"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("|1|道路养护|1000012|949999.50|95%|99.5|", "|2|环境整治|500000|400000|80%|98|"),
        ("|1|道路养护|100万元|95万元|95%|99.50|", "|2|环境整治|50万元|40万元|80%|98.0|"),
        ("|1|道路养护项目|100.00|95.00|0.95|99.5|", "|2|2022年环境整治资金|50.00|40.00|0.8|98|"),
    ],
    ids=["yuan, of which the form prints ten thousands", "units in the cells", "names in other words, rates as ratios"],
)
def test_rounding_and_wording_are_no_differences(rows: tuple[str, ...]) -> None:
    unit = "（单位：元）" if "1000012" in rows[0] else ""
    assert told(listed(*rows, unit=unit) + ROAD + TIDY) == []


def test_amounts_rounded_for_print_may_miss_their_total() -> None:
    (told_,) = told(listed("|1|道路养护|33|30|90.9%|99|", "|2|环境整治|33|30|90.9%|98|", "|合计|<|67|60|||"), "F11")
    assert told_.startswith("F11 note")
    assert "取整" in told_


@pytest.mark.parametrize("name", ["道路养护二期", "环境整治（二期）", "2021年道路养护"])
def test_names_that_merely_resemble_each_other_tie_no_amounts(name: str) -> None:
    drawn = listed(f"|1|{name}|1.00|0.95|95%|90|", "|2|助学|2.00|1.90|95%|91|") + ROAD.replace(
        "|道路养护|", "|2022年道路养护|"
    )
    assert told(drawn) == []


def test_a_list_of_more_projects_than_forms_accuses_nobody_of_missing_forms() -> None:
    text = "P 本单位重点项目3个，分别为道路养护、环境整治、助学项目，均开展了绩效自评。\n"
    drawn = text + listed(*ROWS, "|3|助学|10.00|10.00|100%|97|") + ROAD
    assert told(drawn) == []
    assert "F01" in {line[:3] for line in told(text + ROAD)}


def test_a_list_of_as_many_projects_names_those_of_the_forms() -> None:
    other = form("校舍维修", "50.00", "40.00", "80%", "98", satisfied="师生满意度")
    assert told(listed() + ROAD + other, "F02") == [
        "F02 warning: 项目清单所列“环境整治”与表2项目名称“校舍维修”不一致。请核对是否为同一项目。"
    ]


def test_a_rate_without_amounts_is_that_of_the_form() -> None:
    head = "|序号|项目名称|执行率|自评得分|"
    rows = ("|1|道路养护|94%|99.5|", "|2|环境整治|80%|98|")
    assert told(listed(*rows, head=head) + ROAD + TIDY) == [
        "F28 error: 项目清单所列“道路养护”执行率为 94%，表1为 95%，二者不符。请核对。"
    ]


def test_points_of_the_execution_rate_are_no_scores_of_projects() -> None:
    head = "|序号|项目名称|预算数|全年执行数|执行率|执行率得分|"
    rows = ("|1|道路养护|100.00|95.00|95%|9.5|", "|2|环境整治|50.00|40.00|80%|8|")
    assert told(listed(*rows, head=head) + ROAD + TIDY) == []


def test_an_overview_gives_each_level_what_its_rows_make() -> None:
    drawn = """
    P 得分情况
    |评价内容|分值|得分|
    |项目决策|20|19|
    |项目管理|30|29|
    |合计|50|47|
    P 项目支出绩效评分表
    |一级指标|二级指标|三级指标|分值|得分|
    |项目决策|立项|立项规范|20|19|
    |项目管理|业务管理|制度健全|15|14|
    |^|财务管理|资金合规|15|14|
    |合计|<|<|50|47|
    """
    assert told(drawn, "B16") == ["B16 warning: 汇总表“项目管理”得分 29，表1各行为 14 + 14 = 28，二者不符。请核对。"]


SCORES = (
    "P 对部门整体支出和道路养护、环境整治2个项目开展自评，自评结果为"
    "部门整体支出99.73分、道路养护99.5分、环境整治98.37分。\n"
)


def test_an_item_with_points_behind_it_is_a_score_and_no_name() -> None:
    whole = form("部门整体", "150.00", "135.00", "90%", "99.73", title="部门整体支出")
    assert [claim.kind for claim in read_claims(paper(SCORES), (), 2022)] == [
        "project_count",
        "score",
        "score",
        "score",
    ]
    assert told(SCORES + whole + ROAD + TIDY) == [
        "B16 warning: 正文称“环境整治98.37分”，自评表总分为 98，二者不符。请核对。"
    ]


OTHER = "F24 query: 表1“群众满意度”行完成值：填列 93%，正文写“群众满意度达到96.5%”。二者口径是否一致？"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("经问卷调查，群众满意度达到96.5%。", [OTHER]),
        ("群众满意度达到93%。", []),
        ("群众满意度达到90%以上。", []),
        ("群众满意度目标为96.5%。", []),
        ("上年群众满意度为91%。", []),
        ("环境整治项目群众满意度达到96.5%。", []),
        ("困难群众满意度达到96.5%。", []),
        ("群众满意度、干部满意度分别为96%、97%。", []),
    ],
)
def test_satisfaction_the_prose_gives_is_that_of_the_one_form_that_has_it(text: str, found: list[str]) -> None:
    assert told(f"P {text}\n{ROAD}{TIDY}", "F24", "F10") == found
    both = TIDY.replace("居民满意度", "群众满意度")
    assert told(f"P {text}\n{ROAD}{both}", "F24", "F10") == []


def test_so_is_any_other_rate_by_its_name() -> None:
    rated = ROAD.replace("|养护里程|100公里|100公里|", "|路面完好率|≥90%|95%|")
    assert told(f"P 全年路面完好率达到98%。\n{rated}{TIDY}", "F10") == [
        "F10 query: 表1“路面完好率”行完成值：填列 95%，正文写“全年路面完好率达到98%”。二者口径是否一致？"
    ]
