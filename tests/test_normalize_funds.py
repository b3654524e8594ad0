"""The fund block: rows, children, parents, units, columns of every kind."""

import pytest

from papers import only

HEADER = "|项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分|"


def kinds(rows: str, header: str = HEADER) -> list[tuple[str, int | None, str]]:
    return [(line.kind, line.parent, line.label) for line in only(header + rows).funds]


def test_children_typed_into_the_cells_of_the_total_are_rows_of_their_own() -> None:
    form = only(HEADER + "\n|^|年度资金总额⏎其中：财政拨款⏎其他资金|10⏎8⏎2|10⏎8⏎2|9⏎7⏎2|10|90%|9|")
    assert [(line.kind, line.parent, line.label) for line in form.funds] == [
        ("total", None, "年度资金总额"),
        ("fiscal", 1, "其中：财政拨款"),
        ("other", 1, "其他资金"),
    ]
    executed = [line.executed.text for line in form.funds if line.executed]
    assert executed == ["9", "7", "2"]
    assert [line.score.text for line in form.funds if line.score] == ["9", "", ""]


def test_a_row_whose_label_and_figures_run_over_two_lines_is_one() -> None:
    form = only(HEADER + "\n|^|总额|500|500|500|10|100%|10|\n|^|其中：中央⏎财政资金|496.5⏎3|496.53|496.5⏎3||100.0⏎0%||")
    assert [(line.label, line.executed.text) for line in form.funds if line.executed] == [
        ("总额", "500"),
        ("其中：中央财政资金", "496.53"),
    ]


def test_levels_of_government_under_a_fiscal_row_are_its_parts() -> None:
    assert kinds("""
    |^|年度资金总额|10|10|9|10|90%|9|
    |^|其中：财政拨款|8|8|7||||
    |^|其中：中央资金|5|5|5||||
    |^|省级资金|3|3|2||||
    |^|其他资金|2|2|2||||
    """) == [
        ("total", None, "年度资金总额"),
        ("fiscal", 1, "其中：财政拨款"),
        ("central", 2, "其中：中央资金"),
        ("province", 2, "省级资金"),
        ("other", 1, "其他资金"),
    ]


def test_levels_of_government_right_under_the_total_are_its_parts() -> None:
    assert [
        line[:2]
        for line in kinds("""
    |^|年度资金总额：|10|10|9|10|90%|9|
    |^|其中：中央财政资金|5|5|5||||
    |^|地方资金|5|5|4||||
    """)
    ] == [("total", None), ("central", 1), ("local", 1)]


def test_a_total_at_the_end_has_its_parts_above() -> None:
    assert [
        line[:2]
        for line in kinds("""
    |^|一般预算内拨款|10|10|9||||
    |^|合计|10|10|9|10|90%|9|
    """)
    ] == [("fiscal", 2), ("total", None)]


def test_a_second_total_begins_a_group_that_is_no_part_of_the_first() -> None:
    assert [
        line[:2]
        for line in kinds("""
    |^|合计|10|10|9|10|90%|9|
    |^|中央补助|10|10|9||||
    |^|农村奖扶:年度预算资金总额|6|6|6||||
    |^|中央补助|6|6|6||||
    """)
    ] == [("total", None), ("central", 1), ("total", None), ("central", 3)]


def test_unknown_wordings_are_other_with_their_label() -> None:
    assert kinds("\n|^|总额|1|1|1||||\n|^|彩票公益金|1|1|1||||") == [
        ("total", None, "总额"),
        ("other", 1, "彩票公益金"),
    ]


def test_empty_cells_are_blank_and_missing_columns_none() -> None:
    (line,) = only("|资金||预算数(A)|执行数(B)|执行率(B/A)|\n|^|总额||5||").funds
    assert line.initial_budget is None
    assert line.full_budget is not None
    assert line.full_budget.blank
    assert line.execution_rate is not None
    assert line.execution_rate.blank


def test_rates_and_money_carry_their_units() -> None:
    (line,) = only(HEADER + "\n|^|年度资金总额|29|29|27.8|9|0.958|8|").funds
    assert line.executed is not None
    assert line.execution_rate is not None
    assert (line.executed.kind, line.executed.unit, line.executed.unit_from) == ("money", "万元", "block")
    assert (line.execution_rate.kind, line.execution_rate.unit) == ("number", None)


def test_the_unit_may_stand_above_the_table() -> None:
    form = only("P 项目支出绩效自评表⏎\nP 单位：元\n" + HEADER.replace("（万元）", "") + "\n|^|总额|1|1|1|10|100%|10|")
    assert form.money_unit == "元"


def test_a_row_that_numbers_the_columns_is_no_fund() -> None:
    rows = "\n|^|列次|1|2|3|4|5|6|\n|^|总额|10|10|9|10|90%|9|"
    assert [line[0] for line in kinds(rows)] == ["total"]


def test_a_label_without_a_row_below_it_reads_as_the_total() -> None:
    (line,) = only("|年度总金额（万元）|年初预算数|全年预算数|全年执行数|执行率|\n|^|10|10|9|90%|").funds
    assert (line.kind, line.label) == ("total", "年度总金额（万元）")


def test_columns_without_a_field_stay_beside_the_row() -> None:
    (line,) = only(
        "|资金||全年预算数(A)|统筹整合资金数(B)|扣除后预算金额(C)|全年执行资金(E)|\n|^|总额|52.8|0|52.8|30.8|"
    ).funds
    assert line.extra == (("扣除后预算金额(C)", "52.8"),)
    assert line.integrated_out is not None
    assert line.integrated_out.text == "0"


@pytest.mark.parametrize(
    ("heading", "base"),
    [
        ("年初预算数|全年预算数（A）|全年执行数（B）|执行率（B/A）", "full_budget"),
        ("年初预算数(A)|全年预算数(B)|全年执行数(C)|预算执行率(C÷A×100%)", "initial_budget"),
        ("全年预算数（A）|扣除统筹整合资金后预算金额（C=A-B）|全年执行数（E）|执行率（E/C）", "net_budget"),
        ("全年预算数（A）|全年到位数（B）|全年执行数（C）|执行率（C/B）", "received"),
        ("全年预算数（A）|全年到位数（B）|全年执行数（C）|执行率", None),
        ("全年预算数（A）|全年到位数（B）|全年执行数|执行率（C/B）", None),
        ("全年预算数（万元）|全年到位数|全年执行数|执行率（%）", None),
    ],
)
def test_the_heading_of_the_rate_says_what_it_divides_by(heading: str, base: str | None) -> None:
    form = only(f"P 项目支出绩效自评表\n|项目资金||{heading}|\n|^|年度资金总额|10|10|8|80%|")
    assert form.rate_base == base
