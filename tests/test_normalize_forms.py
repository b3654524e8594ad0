"""Forms: fragments, headings, totals wherever they stand, what belongs to no form, what stays unread."""

import pytest

from extract.model import CellPlace
from normalize.labels import vocabulary
from papers import only, paper, report

INDICATORS = """
|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|
|产出指标|数量指标|里程|≥10公里|10公里|90|89|
"""


def test_a_fund_block_alone_is_a_form() -> None:
    form = only("|项目资金||全年预算数|全年执行数|执行率|\n|^|年度资金总额|10|9|90%|")
    assert (len(form.funds), form.indicators, form.template) == (1, (), "generic")


def test_an_indicator_block_alone_is_a_form() -> None:
    form = only(INDICATORS + "|总分|<|<|<|<|100|99|")
    assert (len(form.indicators), form.kind) == (1, "project")
    assert form.total.score is not None
    assert form.total.score.text == "99"


def test_another_table_is_no_form_and_its_numbers_are_listed() -> None:
    read = report("P 支出明细表\n|科目|金额|\n|办公费|12.5|\n|差旅费|3,200.10元|")
    assert read.forms == ()
    assert [cell.text for cell in read.unread] == ["12.5", "3,200.10"]
    place = read.unread[1].place
    assert isinstance(place, CellPlace)
    assert (place.row, place.col, place.start, place.end) == (2, 1, 0, 8)


def test_a_cell_nobody_understands_is_unread_and_counted() -> None:
    form = only("|项目名称|甲|主管部门|乙|\n|7788|9|x1|5|\n" + "|项目资金|预算数|执行数|执行率|\n|总额|10|9|90%|")
    assert {"7788", "9"} <= {cell.text for cell in form.unread}
    assert 0.5 < form.understood < 1


def test_the_year_is_read_from_title_line_or_title() -> None:
    assert only("P 项目支出绩效自评表\nP （2022年度）" + INDICATORS).year == 2022
    assert only("P 2021年度部门整体支出绩效自评表" + INDICATORS).year == 2021
    assert only("P 项目支出绩效自评表\nP 填报日期：2023年3月1日\nP （2022年度）" + INDICATORS).year == 2022
    assert only("|绩效自评表（2020年度）|<|<|<|<|<|<|" + INDICATORS).year == 2020


def test_the_kind_follows_title_and_columns() -> None:
    assert only("P 部门整体支出绩效自评表" + INDICATORS).kind == "department"
    assert only("P 转移支付区域绩效自评表" + INDICATORS).kind == "transfer"
    assert only("P 项目支出绩效自评表" + INDICATORS).kind == "project"
    card = "|一级指标|二级指标|三级指标|分值|评分标准|得分|\n|过程|管理|合规|5|合规得满分|5|"
    assert only("P 部门绩效评价评分表\n" + card).kind == "scorecard"


@pytest.mark.parametrize(
    ("heading", "rate", "part"),
    [
        ("P 2024年上半年项目支出绩效自评表", "执行数", True),
        ("P 部门整体支出绩效自评表\nP （2024年1-9月）", "执行数", True),
        ("P 2024年前三季度绩效监控表", "执行数", True),
        ("P 项目支出绩效自评表\nP （2024年度）", "1-7月执行数", True),
        ("P 项目支出绩效自评表\nP （2024年度）", "1-12月执行数", False),
        ("P 2024年上半年征兵工作经费绩效自评表", "执行数", False),
        ("P 项目支出绩效自评表\nP 填报日期：2024年1月-3月", "执行数", False),
    ],
)
def test_a_form_of_a_part_of_the_year(heading: str, rate: str, part: bool) -> None:
    form = only(f"{heading}\n|项目资金||全年预算数|{rate}|执行率|\n|^|年度资金总额|10|4|40%|")
    assert form.part_of_year is part


def test_identity_is_read_above_the_table_too() -> None:
    form = only("P 项目自评表\nP 单位名称：区商务局  填报日期：2021年4月22日" + INDICATORS)
    assert form.implementing_unit == "区商务局"
    entry = form.field("date")
    assert entry is not None
    assert entry.text == "2021年4月22日"


def test_several_labels_in_one_cell() -> None:
    form = only(
        "|单位名称：区商务局 填报日期：2021年4月22日|<|<|\n|项目名称|展会|<|\n" + "|资金|预算数|执行数|\n|总额|1|1|"
    )
    assert (form.implementing_unit, form.project_name) == ("区商务局", "展会")


def test_totals_by_label_by_column_and_in_the_label() -> None:
    by_label = only(INDICATORS + "|总分|总分值|100|总得分|96|自评等级|优|")
    assert [value.text for value in (by_label.total.weight, by_label.total.score, by_label.total.rating) if value] == [
        "100",
        "96",
        "优",
    ]
    inside = only(INDICATORS + "|总分：99.5分|<|<|<|<|<|<|")
    assert inside.total.score is not None
    assert inside.total.score.text == "99.5分"
    above = only("|项目名称|甲|<|<|主管部门|乙|<|\n|自评得分|98|财政审核评分|97|<|<|<|" + INDICATORS)
    assert [value.text for value in (above.total.score, above.total.review_score) if value] == ["98", "97"]


def test_a_rating_may_stand_behind_the_total() -> None:
    rated = only(
        "|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|备注|\n|产出|数量|里程|1|1|90|86|无|\n|合计|<|<|<|<|100|96|优|"
    )
    assert rated.total.rating is not None
    assert rated.total.rating.text == "优"


def test_subtotals_are_no_indicators() -> None:
    form = only(
        INDICATORS + "|小计|<|<|<|<|90|89|\n|效益指标|社会效益指标|出行|改善|改善|10|10|\n|合计|<|<|<|<|100|99|"
    )
    assert [row.level_3 for row in form.indicators] == ["里程", "出行"]
    (one,) = form.subtotals
    assert (one.label, one.first, one.last) == ("小计", 1, 1)
    assert (one.weight and one.weight.text, one.score and one.score.text, form.sections) == ("90", "89", ())


def test_the_tail_is_read_in_sections() -> None:
    form = only(
        INDICATORS + "|总分|<|<|<|<|100|99|\n|存在问题|编制不细|<|<|<|<|<|\n|注：1.定量指标按比例得分。|<|<|<|<|<|<|"
    )
    assert [(section.label, section.text) for section in form.sections] == [
        ("存在问题", "编制不细"),
        ("注", "1.定量指标按比例得分。"),
    ]


def test_points_of_whole_blocks_are_kept() -> None:
    form = only(
        "|预算执行情况（20分）||预算数|执行数|得分（20分*执行率）|\n|^|总额|5|5|20|\n"
        "|绩效指标（80分）|二级指标|三级指标|目标值|完成值|\n|^|数量指标|里程|1|1|"
    )
    assert dict(form.block_points) == {"funds": "20", "fund_score": "20", "indicators": "80"}


def test_an_unknown_header_is_remarked_with_its_candidates_and_kept() -> None:
    read = report("|一级指标|二级指标|三级指标|目标值|完成值|得分|管护层级|\n|产出指标|数量指标|里程|1|1|5|村级|")
    assert read.forms[0].indicators[0].extra == (("管护层级", "村级"),)
    (note,) = [note for note in read.notes if note.code == "header-not-recognised"]
    assert "管护层级" in note.message.zh


def test_a_number_cell_that_holds_words_is_remarked() -> None:
    read = report("|项目资金||全年预算数|全年执行数|执行率|\n|^|年度资金总额|见附件|9|90%|")
    assert [note.code for note in read.notes] == ["value-not-read"]


def test_a_nested_form_is_a_form_and_its_frame_is_none() -> None:
    document = paper("|附表|\n=\n" + INDICATORS.strip())
    assert [grid.table for grid in document.grids] == [1, 2]
    (form,) = report("|附表|\n=\n" + INDICATORS.strip()).forms
    assert form.tables == (2,)


def test_the_report_takes_title_unit_and_year_from_the_document() -> None:
    read = report(
        "P 附件3\nP 重点项目绩效自评情况\nP 本单位项目1个。\nP 项目支出绩效自评表\nP （2022年度）\n"
        "|项目名称|甲|<|<|实施单位|某街道|<|" + INDICATORS
    )
    assert (read.title, read.unit, read.year) == ("重点项目绩效自评情况", "某街道", 2022)


def test_a_misspelt_header_is_read_only_where_one_wording_is_clearly_nearest() -> None:
    words = vocabulary().indicators
    assert words.nearest("未完成愿因及拟采取的改进措施") == "reason"
    assert words.nearest("权熏") is None
    (row,) = only("|一级指标|二级指标|三级指标|目标值|完成值|得分|权熏|\n|产出指标|数量指标|里程|1|1|5|6|").indicators
    assert (row.weight, row.extra) == (None, (("权熏", "6"),))


@pytest.mark.parametrize(
    ("printed", "rating"),
    [
        ("优□  良☑  中□  差□", "良"),
        ("优（90-100分）□  良（80-90分）√  中□", "良"),
        ("优（≥90分）☑  良（80≤X＜90）□", "优"),
        ("1.优 ☑ 2.良 □", "优"),
        ("1.☑优 2.□良", "优"),
        ("（1）优□（2）良√", "良"),
        ("1、优秀 2、良好√ 3、合格 4、不合格", "良好"),
        ("(√)优 ( )良", "优"),
        ("□优  √良  □中", "良"),
        ("优□  良□  中□", "优□  良□  中□"),
        ("优秀", "优秀"),
    ],
)
def test_of_several_ratings_the_ticked_one_is_taken(printed: str, rating: str) -> None:
    drawn = "|项目名称|修路|<|\n|三级指标|年度指标值|得分|\n|修路|5公里|86|\n|总分|<|86|\n|自评等级|" + printed + "|<|"
    form = only(drawn)
    said = form.total.rating
    assert said is not None
    assert (said.text, printed[said.place.start : said.place.end], form.unread) == (rating, rating, ())


def test_a_score_among_the_ratings_is_none_of_their_numbers() -> None:
    for printed in ("优□ 良√ 得分95", "优□ 良√（95分）", "优（95分）√ 良□"):
        drawn = "|项目名称|修路|<|\n|三级指标|年度指标值|得分|\n|修路|5公里|86|\n|自评等级|" + printed + "|<|"
        assert [one.text for one in only(drawn).unread] == ["95"]


def test_a_document_without_a_form_says_what_its_tables_are() -> None:
    read = report("P 2023年办公设备采购清单\n|品名|数量|单价|\n|台式机|4|5200|\n|打印机|1|1980|\n")
    assert [(note.code, note.message.zh) for note in read.notes] == [
        ("other-tables", "文中 1 张表格都不是绩效自评表，首张表首行为“品名 | 数量 | 单价”")
    ]


def test_what_numbers_an_attachment_is_no_title() -> None:
    assert report("P 附件1-3\nP 2022年部门整体支出绩效自评表" + INDICATORS).title == "2022年部门整体支出绩效自评表"
