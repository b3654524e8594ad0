"""Claims in sentences, each with the stretch of text it rests on."""

import pytest

from extract.model import TextPlace
from normalize.model import Claim
from papers import report

FORM = """
P 项目支出绩效自评表
P （2022年度）
|项目名称|公共服务|<|<|
|项目资金||预算数|执行数|
|^|总额|55|1524.85|
|年度总体目标|预期目标|实际完成情况|<|
|^|上半年完成选址|{actual}|<|
"""


def claims(text: str, kind: str | None = None) -> list[Claim]:
    found = report("P " + text).claims
    return [claim for claim in found if kind in (None, claim.kind)]


def of_cell(actual: str, kind: str) -> list[Claim]:
    return [claim for claim in report(FORM.format(actual=actual)).claims if claim.form == 1 and claim.kind == kind]


INTRO = "本单位重点项目2个，分别为社会管理项目、公共管理项目，实际支出分别为255.42万元、1524.85万元。具体情况如下："


def test_the_projects_of_an_introduction() -> None:
    (count,) = claims(INTRO, "project_count")
    assert (count.text, str(count.number)) == ("重点项目2个", "2")
    names = claims(INTRO, "project_name")
    assert [(name.text, name.about) for name in names] == [("社会管理项目", "社会管理"), ("公共管理项目", "公共管理")]


def test_amounts_are_paired_with_the_names_in_their_order() -> None:
    assert [(claim.about, str(claim.number), claim.unit) for claim in claims(INTRO, "amount")] == [
        ("社会管理", "255.42", "万元"),
        ("公共管理", "1524.85", "万元"),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("我单位2022年纳入绩效自评的项目共3个。", "3"),
        ("2022年对15个项目开展绩效自评，涉及资金300万元。", "15"),
        ("重点项目三个，分别为甲项目、乙项目和丙项目。", "3"),
    ],
)
def test_projects_are_counted_in_several_wordings(text: str, number: str) -> None:
    assert [str(claim.number) for claim in claims(text, "project_count")] == [number]


def test_a_list_is_cut_at_the_last_and_only_if_the_count_asks_for_it() -> None:
    assert [claim.about for claim in claims("重点项目三个，分别为甲类、乙类和丙类项目。", "project_name")] == [
        "甲类",
        "乙类",
        "丙类",
    ]
    assert [claim.about for claim in claims("重点项目2个，分别为甲类项目、治理和建设项目。", "project_name")] == [
        "甲类",
        "治理和建设",
    ]


def test_other_counts_are_no_projects() -> None:
    assert claims("全年化解3个信访问题，将11项政务服务事项前移。", "project_count") == []


def test_differences_name_their_project() -> None:
    text = (
        "社会管理项目支出年初预算数与年终决算数相差173.92万元，"
        "公共服务项目支出年初预算数与年终决算数相差1469.85万元，主要原因是追加。"
    )
    assert [(claim.about, str(claim.number), claim.text) for claim in claims(text, "difference")] == [
        ("社会管理", "173.92", "社会管理项目支出年初预算数与年终决算数相差173.92万元"),
        ("公共服务", "1469.85", "公共服务项目支出年初预算数与年终决算数相差1469.85万元"),
    ]


def test_the_standard_disclosure_sentence() -> None:
    text = "服务贸易项目绩效自评综述：全年预算数为1050万元，执行数为1,000.5万元，完成预算的95.29%。"
    assert [(claim.about, str(claim.number)) for claim in claims(text, "amount")] == [
        ("服务贸易", "1050"),
        ("服务贸易", "1000.5"),
    ]
    (rate,) = [claim for claim in claims(text, "rate") if "预算" in claim.text]
    assert str(rate.number) == "95.29"


@pytest.mark.parametrize(
    ("text", "number", "parts"),
    [
        ("调解纠纷91件，一般纠纷11件，疑难复杂纠纷1件，重大纠纷1件，简易纠纷78件。", "91", ["11", "1", "1", "78"]),
        ("受理工单共91件，其中咨询11件、投诉80件。", "91", ["11", "80"]),
        ("培训学员120人（其中：男性50人，女性70人）。", "120", ["50", "70"]),
        ("在职人员68人，其中行政编制30人、事业编制38人，退休人员21人。", "68", ["30", "38"]),
    ],
)
def test_wholes_and_their_parts(text: str, number: str, parts: list[str]) -> None:
    (claim,) = claims(text, "breakdown")
    assert (str(claim.number), [str(part.number) for part in claim.parts]) == (number, parts)


@pytest.mark.parametrize(
    "text",
    [
        "成功调处纠纷200余起，化解矛盾91件。",
        "男性人员30人，女性人员40人，其他人员5人。",
        "开展宣传46场，发放资料3个，张贴海报25张。",
    ],
)
def test_lists_without_a_whole_are_no_breakdowns(text: str) -> None:
    assert claims(text, "breakdown") == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("上半年完成新建党支部37家", "2022-06"),
        ("1-11月共发放补助262.39万元", "2022-11"),
        ("11月跟踪回访率达到100%", "2022-11"),
        ("截止11月20日，首针接种11609人", "2022-11-20"),
        ("截至2023年3月底完成支付", "2023-03"),
        ("前三季度完成80%", "2022-09"),
        ("下半年开展培训", "2022-12"),
    ],
)
def test_periods_reach_a_date(text: str, date: str) -> None:
    assert [claim.date for claim in of_cell(text, "period")] == [date]


def test_the_month_of_an_event_is_no_period() -> None:
    assert of_cell("9月举办文化节1场，6月开展培训", "period") == []


def test_what_is_planned_is_no_period() -> None:
    assert of_cell("完成", "period") == []


def test_stretches_point_into_the_printed_text() -> None:
    text = "　本单位重点项目 ２ 个，分别为甲项目、乙项目，实际支出分别为１２.５万元、３万元。"
    found = claims(text)
    assert {claim.kind for claim in found} >= {"project_count", "project_name", "amount"}
    paragraph = report("P " + text).paragraphs[0]
    for claim in found:
        assert isinstance(claim.place, TextPlace)
        assert paragraph.text[claim.place.start : claim.place.end] == claim.text
    assert [str(claim.number) for claim in found if claim.kind == "amount"] == ["12.5", "3"]


def test_a_break_inside_a_cell_does_not_hide_a_claim() -> None:
    (claim,) = of_cell(["调处率达⏎100％", "履行率98%"][0], "rate")
    assert (claim.about, str(claim.number), claim.text) == ("调处率", "100", "调处率达100％")


def test_hedged_counts_keep_their_words() -> None:
    (claim,) = [claim for claim in claims("禁毒宣传近100余场。") if claim.kind == "count"]
    assert (claim.about, str(claim.number), claim.text) == ("禁毒宣传", "100", "禁毒宣传近100余场")


def said(text: str, kind: str) -> list[tuple[str | None, str, str | None]]:
    return [(claim.about, str(claim.number), claim.unit) for claim in claims(text, kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一期工程批复总投资1374.3万元（其中建筑工程1292万元）。",
            [("一期工程批复总投资", "1374.3", "万元"), ("建筑工程", "1292", "万元")],
        ),
        (
            "县财政安排500万元专项资金，及时拨付资金166.86万元。",
            [("专项资金", "500", "万元"), ("及时拨付资金", "166.86", "万元")],
        ),
        ("培训学员2023年度下达补助120.5万元。", [("下达补助", "120.5", "万元")]),
        ("将61.8万补助资金打卡发放。", [("补助资金", "61.8", "万")]),
        ("争取资金300余万元、信贷需求8.97亿元。", [("争取资金", "300", "万元"), ("信贷需求", "8.97", "亿元")]),
        ("人员经费：896.34万元。", [("人员经费", "896.34", "万元")]),
        ("临时救助5人，共2.74万元。", [("临时救助", "2.74", "万元")]),
    ],
)
def test_money_of_any_kind_with_what_it_is_for(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text, "money") == expected


def test_an_amount_of_no_project_is_called_by_its_own_words() -> None:
    assert said("2024年度一般公共预算基本支出1076.17万元。", "amount") == [("一般公共预算基本支出", "1076.17", "万元")]


def test_amounts_of_listed_projects_keep_no_other_name() -> None:
    text = "本单位重点项目1个，为社会管理项目、公共管理项目。年初预算81.50万元。"
    assert said(text, "amount") == [(None, "81.50", "万元")]


def test_money_in_a_breakdown_is_said_once() -> None:
    assert claims("下达资金300万元，其中：中央200万元；省级100万元。", "money") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依靠全县15家乡镇卫生院、190家村卫生室实施。", [("乡镇卫生院", "15", "家"), ("村卫生室", "190", "家")]),
        ("覆盖7个乡镇58个村庄1510盏路灯。", [("乡镇", "7", "个"), ("村庄", "58", "个"), ("路灯", "1510", "盏")]),
        ("完成2023年度53户计划任务。", [("计划任务", "53", "户")]),
        ("全年召开8次及以上大型工作会议。", [("大型工作会议", "8", "次")]),
        (
            "发放宣传资料约1万余份，改造面积228.76万平方米。",
            [("发放宣传资料", "1", "万份"), ("改造面积", "228.76", "万平方米")],
        ),
    ],
)
def test_counts_name_what_is_counted(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text, "count") == expected


@pytest.mark.parametrize(
    "text",
    [
        "皖财社〔2022〕1386号文件要求30个工作日内分配到位。",
        "2019年10月起实行，2023年3月15日完成。",
        "第3批资金到位，G210国道10-20公里处施工。",
        "完成率100%，得分率98％。",
    ],
)
def test_numbers_of_papers_dates_and_ranges_are_no_counts(text: str) -> None:
    assert claims(text, "count") == []


def test_dates_are_claims_with_their_precision() -> None:
    found = claims("工程于2020年9月竣工，2021年3月5日通过验收。", "date")
    assert [(claim.date, claim.text) for claim in found] == [("2020-09", "2020年9月"), ("2021-03-05", "2021年3月5日")]


@pytest.mark.parametrize(
    ("text", "about", "number"),
    [
        ("资金拨付进度100%。", "资金拨付进度", "100"),
        ("实际完成值为100%。", "实际完成值", "100"),
        ("社会满意度大于90%。", "社会满意度", "90"),
        ("人员经费占总支出的83.2%。", "占总支出", "83.2"),
        ("三公经费比上年下降了5.2%。", "三公经费比上年下降", "5.2"),
    ],
)
def test_rates_shares_and_changes(text: str, about: str, number: str) -> None:
    assert said(text, "rate") == [(about, number, "%")]


def test_what_is_carried_over_is_a_difference_unless_it_came_from_before() -> None:
    assert [str(claim.number) for claim in claims("资金结转172.5万元。", "difference")] == ["172.5"]
    assert [str(claim.number) for claim in claims("年末结转和结余0.5万元。", "difference")] == ["0.5"]
    assert claims("上年结转结余20万元。", "difference") == []
    assert claims("以前年度结转20万元。", "difference") == []


@pytest.mark.parametrize(
    ("text", "number", "parts"),
    [
        (
            "安排资金221.47万元，其中：中央资金202万元；省级资金16万元；社会资金3.47万元。",
            "221.47",
            ["202", "16", "3.47"],
        ),
        ("开展42个扶贫项目（其中中央资金用于24个扶贫项目，省级资金用于18个扶贫项目）。", "42", ["24", "18"]),
        ("共有15个项目，其中续建10个，新建5个。", "15", ["10", "5"]),
        ("下达资金30万元，其中中央20万元（占66.7%）、省级10万元。", "30", ["20", "10"]),
        ("预算50988万元，其中中央27988万元，省级23000万元1。", "50988", ["27988", "23000"]),
        ("下达资金791万元。其中：河流治理491万元，水土保持300万元。", "791", ["491", "300"]),
        ("下达资金97万元。其中，数字文化（云）47万元，公益演出（戏曲进乡村）50万元。", "97", ["47", "50"]),
        ("资金共计18万元，其中2021年省级2万元、中央5万元，2022年省级3万元、中央8万元。", "18", ["2", "5", "3", "8"]),
        ("批复投资61.8万元。其中：中央30.9万元，县级30.9万元，共计下达61.8万元。", "61.8", ["30.9", "30.9"]),
        ("下达111万元，其中低保、特困和临时救助资金100万元，孤儿保障金11万元。", "111", ["100", "11"]),
        ("安排资金3.5亿元，其中中央2.5亿元，省级10000万元。", "3.5", ["2.5", "1.0000"]),
        ("发放种苗3.5万株，其中甲镇2.7万株、乙镇8000株。", "3.5", ["2.7", "0.8000"]),
        ("分配至甲县93万元，乙县52万元，丙县92万元，共计237万元。", "237", ["93", "52", "92"]),
        ("下达资金100万元，支出90万元。其中：培训60万元，设备40万元。", "100", ["60", "40"]),
    ],
)
def test_breakdowns_in_more_wordings(text: str, number: str, parts: list[str]) -> None:
    (claim,) = claims(text, "breakdown")
    assert (str(claim.number), [str(part.number) for part in claim.parts]) == (number, parts)


def test_a_sum_behind_amounts_that_are_sums_themselves_is_no_breakdown() -> None:
    assert claims("预算资金100万元，中央资金60万元，省级资金40万元，共计100万元。", "breakdown") == []


def test_a_price_of_one_is_no_part() -> None:
    assert claims("安排资金30万元，其中补助20万元，每村4400元。", "breakdown") == []


def test_lengths_and_stretches_are_counts() -> None:
    assert said("治理河道总长为3.75km，堤防工程1段。", "count") == [
        ("治理河道总长", "3.75", "km"),
        ("堤防工程", "1", "段"),
    ]


def test_a_semicolon_ends_a_list_parted_by_other_marks() -> None:
    (claim,) = claims("收入100万元，其中拨款70万元、其他20万元；支出90万元。", "breakdown")
    assert [str(part.number) for part in claim.parts] == ["70", "20"]


def test_a_document_of_sentences_alone_says_that_it_holds_no_form() -> None:
    assert [note.message.zh for note in report("P 下达资金30万元。").notes] == [
        "未识别出绩效自评表，只读出文字陈述 1 处"
    ]
    assert report(FORM.format(actual="发放补助30万元")).notes == ()


def test_a_list_of_thousands_of_amounts_is_read_to_its_end() -> None:
    assert len(claims("1万元、" * 3000, "money")) == 3000
