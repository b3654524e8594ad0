"""Layouts nobody tuned on, drawn small: each is the mechanism that once read it wrong."""

from papers import only, report, summary

AMOUNTS_BESIDE_THREE_LABELS = """
P 部门预算项目绩效自评表
P （2021年度）  金额单位：万元
|一、基本情况|项目名称|校舍维修|<|实施（主管）单位|某县教育局|<|<|
|二、预算执行情况（万元）|预算安排情况（调整后）|<|资金到位情况|<|资金执行情况|<|预算执行进度|
|^|预算数：|120.50|到位数：|120.50|执行数：|98.60|81.83%|
|^|其中：财政资金|100.50|其中：财政资金|100.50|其中：财政资金|78.60|^|
|^|其他|20|其他|20|其他|20|^|
|三、目标完成情况|年度预期目标|<|<|具体完成情况|<|<|总体完成率|
|^|维修6所学校|<|<|维修7所学校|<|<|98%|
|四、年度绩效指标完成情况|一级指标|二级指标|三级指标|预期指标值|实际完成值|分值|自评得分|
|^|产出指标|数量指标|维修学校数量|6所|7所|90|90|
|自评总分|<|<|<|<|<|100|98.18|
"""

AMOUNTS_BESIDE_THREE_LABELS_READ = """
project generic 2021 万元
project_name: 校舍维修
implementing_unit: 某县教育局
fund total< : ~ 120.50 120.50 ~ 98.60 ~ 81.83% ~
fund fiscal<1 其中：财政资金: ~ 100.50 100.50 ~ 78.60 ~ ~ ~
fund other<1 其他: ~ 20 20 ~ 20 ~ ~ ~
goal : 维修6所学校 → 维修7所学校
产出指标 / 数量指标 / 维修学校数量: 6所 [number 6所] → 7所 [number 7所] / 90 / 90
total 100 98.18 ~ ~
section 总体完成率: 98%
"""

NOTHING_MERGED = """
|项目支出绩效自评表|||||||||
|（2022年度）|||||||||
|项目名称||老旧管网改造|||||||
|主管部门||||||实施单位||水务公司|
|项目资金（万元）|||年初预算数|全年预算数|全年执行数|分值|执行率|得分|
|||年度资金总额|300|300|270|10|90%|9|
|绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|原因|
||产出指标|数量指标|改造管网|15公里|14.2公里|90|85.2|征地受阻|
|总分||||||100|94.2||
"""

NAMES_UNDER_ONE_HEADER = """
P 2022年项目绩效自评表
|项目名称|<|公厕改造|<|<|<|<|
|绩效指标|<|<|目标值|完成值|分值|得分|
|产出|数量|改造公厕|5座|5座|40|40|
|^|质量|合格率|100%|100%|20|20|
|效益|社会效益|如厕便利|便利|便利|30|30|
|合计|<|<|<|<|90|90|
"""

POINTS_BESIDE_EACH_LEVEL = """
P 自评指标表
|一级指标|<|二级指标|<|三级指标|<|评分标准|自评得分|
|名称|权重（%）|名称|权重（%）|名称|权重（%）|^|^|
|投入|20|项目立项|12|论证决策|7|论证充分得7分|7|
|^|^|^|^|目标设置|5|目标完整得5分|5|
|^|^|资金落实|8|资金到位|8|足额到位得8分|8|
|过程|80|管理|80|资金支付|80|支出率|78|
|合计|<|<|<|<|100||98|
"""

BLOCK_LABEL_NAMES_A_COLUMN = """
|绩效自评表|<|<|<|<|<|
|项目名称|<|智慧医疗|<|主管部门|市卫健委|
|预算执行率（10分）|<||年度预算数（万元）|实际支出数（万元）|执行率|
|^|<|合计|260|250|96.15%|
|指标类别|指标名称（分值）|<|目标值|实际值|得分|
|产出指标（50分）|数量指标（20分）|接入医院|18家|18家|20|
|^|质量指标（30分）|可用率|≥99.9%|99.95%|30|
|满意度指标（40分）|患者满意度（40分）|患者满意度|≥90%|90.6%|40|
"""

UNITS_WITH_THEIR_NOUN = """
|绩效自评表|<|<|<|<|
|项目名称|城市更新|<|<|<|
|一级指标|二级指标|三级指标|年度指标值|实际完成值|
|产出指标|数量指标|改造小区|不少于12个|13个小区|
|^|^|助餐|≥10万客|10.2万客|
|^|^|验收|3次|3次验收均合格|
|效益指标|社会效益指标|孕产妇死亡率|≤12/10万|8.5/10万|
"""

TASKS_AMONG_THE_GOALS = """
|部门整体支出绩效自评表|<|<|<|
|部门名称|某县水利局|<|<|
|年度履职目标|保障供水安全|<|<|
|年度主要任务|任务名称|主要内容|<|
|^|防汛抗旱|开展防御工作|<|
|^|农村供水|保障饮水安全|<|
|一级指标|三级指标|年度指标值|实际完成值|
|产出指标|储备物资|≥12类|12类|
"""


def test_amounts_beside_three_labels() -> None:
    assert summary(only(AMOUNTS_BESIDE_THREE_LABELS)) == AMOUNTS_BESIDE_THREE_LABELS_READ.strip().splitlines()


def test_a_table_without_merges_keeps_its_identity() -> None:
    form = only(NOTHING_MERGED)
    assert (form.year, form.project_name, form.department) == (2022, "老旧管网改造", None)
    assert (form.implementing_unit, form.title, form.unread) == ("水务公司", "项目支出绩效自评表", ())


def test_names_under_one_header() -> None:
    rows = only(NAMES_UNDER_ONE_HEADER).indicators
    assert [(row.level_1, row.level_2, row.level_3) for row in rows] == [
        ("产出", "数量", "改造公厕"),
        ("产出", "质量", "合格率"),
        ("效益", "社会效益", "如厕便利"),
    ]


def test_points_beside_each_level() -> None:
    form = only(POINTS_BESIDE_EACH_LEVEL)
    found = [
        (row.level_1_points, row.level_2_points, row.weight and row.weight.text, row.score_group)
        for row in form.indicators
    ]
    assert found == [("20", "12", "7", None), ("20", "12", "5", None), ("20", "8", "8", None), ("80", "80", "80", None)]
    assert form.unread == ()


def test_a_block_label_that_names_a_column() -> None:
    form = only(BLOCK_LABEL_NAMES_A_COLUMN)
    (line,) = form.funds
    assert (line.kind, line.full_budget and line.full_budget.text, line.executed and line.executed.text) == (
        "total",
        "260",
        "250",
    )
    assert [(row.level_2, row.level_2_points, row.level_3) for row in form.indicators] == [
        ("数量指标", "20", "接入医院"),
        ("质量指标", "30", "可用率"),
        ("患者满意度", "40", "患者满意度"),
    ]


def test_units_with_their_noun() -> None:
    rows = only(UNITS_WITH_THEIR_NOUN).indicators
    found = [row.actual and (row.actual.kind, row.actual.unit) for row in rows]
    assert found == [("number", "个小区"), ("number", "万客"), ("text", None), ("number", "/10万")]


def test_tasks_among_the_goals() -> None:
    form = only(TASKS_AMONG_THE_GOALS)
    assert [(one.label, one.text) for one in form.sections] == [
        ("任务名称", "防汛抗旱"),
        ("主要内容", "开展防御工作"),
        ("任务名称", "农村供水"),
        ("主要内容", "保障饮水安全"),
    ]
    assert form.unread == ()


LABELS_OF_TWO_BLOCKS_RUN_INTO_ONE = """
|项目名称|<|台站维护|<|<|<|<|
|年度总体目标绩效指标|预期目标|<|<|实际完成情况|<|<|
|^|台网连续运行|<|<|台网运行率98.6%|<|<|
|^|一级指标|二级指标|三级指标|年度指标值|实际完成值|得分|
|^|产出指标|数量指标|维护台站|≥58个|58个|90|
"""


def test_labels_of_two_blocks_run_into_one() -> None:
    form = only(LABELS_OF_TWO_BLOCKS_RUN_INTO_ONE)
    assert summary(form)[2] == "goal : 台网连续运行 → 台网运行率98.6%"
    assert [row.level_3 for row in form.indicators] == ["维护台站"]


def test_a_total_behind_a_date_whose_space_was_lost() -> None:
    form = only(
        """
        P 项目支出绩效自评表
        P 填报日期：2023年4月23日自评总分：97
        |项目名称|急救网络|<|<|
        |三级指标|目标值|完成值|得分|
        |派车次数|15000次|17180次|97|
        """
    )
    assert summary(form)[-1] == "total ~ 97 ~ ~"
    assert [entry.text for entry in form.identity] == ["急救网络", "2023年4月23日"]


def test_a_cover_sheet_is_of_no_form_that_names_its_own_unit() -> None:
    found = report(
        """
        P 项目支出绩效自评报告
        |单位名称|某市文化馆|主管部门|某市文旅局|
        P 附表
        |项目名称|送戏下乡|实施单位|某市剧团|
        |三级指标|目标值|完成值|得分|
        |演出场次|60场|60场|100|
        """
    )
    assert [(form.project_name, form.implementing_unit) for form in found.forms] == [("送戏下乡", "某市剧团")]


def test_the_unit_of_money_in_a_row_of_its_own_over_the_funds() -> None:
    form = only(
        """
        |项目名称|午餐服务|<|<|
        |预算执行情况（万元）：|<|<|<|
        |资金来源|预算数|实际支⏎付|执行率|
        |年度资金总额|300|285|95%|
        |三级指标|目标值|完成值|得分|
        |服务学生|1500人|1562人|100|
        """
    )
    assert form.money_unit == "万元"


def test_a_unit_of_money_broken_over_two_lines_is_one() -> None:
    form = only(
        """
        |项目名称|养老服务|<|<|
        |资金来源|预算资金（万元）|实际支付（万⏎元）|支付率|
        |一般公共预算|320.00|302.67|95.00%|
        |三级指标|目标值|完成值|得分|
        |服务老人|2600人|2712人|100|
        """
    )
    (line,) = form.funds
    assert line.executed is not None
    assert line.executed.unit == "万元"


def test_a_percentage_over_the_scores_is_the_rate() -> None:
    form = only(
        """
        |政策名称|企业奖补|<|<|<|<|<|
        |政策资金（万元）|年度资金总额|预算安排|3000|执行数|2940|98%|
        |一级指标|二级指标|三级指标|指标值|完成值|分值|自评得分|
        |过程|资金管理|资金到位率|100%|100%|100|100|
        """
    )
    (line,) = form.funds
    assert (line.execution_rate and line.execution_rate.text, line.score) == ("98%", None)


FIGURES_BEFORE_THE_KNOWN_ONES = """
|项目支出绩效自评表|<|<|<|<|
|项目名称|户厕改造|<|<|<|
|资金（万元）|投入盘子|实际到位|实际支出|执行率|
|合计|450|450|438.6|97.47%|
|县财政资金|150|150|138.6|92.4%|
|评价指标|二级指标|目标值|完成值|得分|
|履职效能（60分）|改造户数|≥3000户|3021户|60|
"""


def test_figures_under_a_heading_nobody_knows_are_not_lost() -> None:
    form = only(FIGURES_BEFORE_THE_KNOWN_ONES)
    found = [(line.kind, line.label, line.extra) for line in form.funds]
    assert found == [("total", "合计", (("投入盘子", "450"),)), ("county", "县财政资金", (("投入盘子", "150"),))]
    assert form.block_points == ()
