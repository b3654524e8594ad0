"""Every form a value is written in: what is read, and that the print is kept."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Cell, CellPlace
from normalize.indicators.elsewhere import target_in_name
from normalize.model import Value
from normalize.words.values import Role, Setting, lists_values, read_value

PLACE = CellPlace(1, 0, 0)


def value(text: str, role: Role = "target", **setting: object) -> Value:
    return read_value(text.replace("⏎", "\n"), PLACE, Setting(role, **setting))  # type: ignore[arg-type]


def figure(text: str, role: Role = "target", **setting: object) -> tuple[object, ...]:
    read = value(text, role, **setting)
    return read.kind, None if read.number is None else str(read.number), read.unit, read.op


NUMBERS = """
12 | number | 12 | |
100% | percent | 100 | % |
≥90% | percent | 90 | % | >=
≥0 | number | 0 | | >=
-11.21% | percent | -11.21 | % |
−11.21% | percent | -11.21 | % |
61.06% | percent | 61.06 | % |
≥50个 | number | 50 | 个 | >=
≥18000人 | number | 18000 | 人 | >=
≥100百分比 | percent | 100 | 百分比 | >=
≤90万元 | money | 90 | 万元 | <=
≧735 | number | 735 | | >=
═100 | number | 100 | | =
38508人 | number | 38508 | 人 |
207.4538 | number | 207.4538 | |
不少于12种 | number | 12 | 种 | >=
8次及以上 | number | 8 | 次 | >=
98%以上 | percent | 98 | % | >=
控制在90万元以内 | money | 90 | 万元 | <=
25TB | number | 25 | TB |
5万 | number | 5 | 万 |
1600元/亩 | money | 1600 | 元/亩 |
400元/人、天 | money | 400 | 元/人、天 |
0起 | number | 0 | 起 |
3000多人 | number | 3000 | 人 | >
1万余份 | number | 1 | 万份 | >
2.04万人次 | number | 2.04 | 万人次 |
2.6亿元 | money | 2.6 | 亿元 |
52.800000 | number | 52.800000 | |
1,320.50 | number | 1320.50 | |
30⏎分 | number | 30 | 分 |
≥ 95 ％ | percent | 95 | % | >=
０．９ | number | 0.9 | |
±10% | percent | 10 | % | +-
小于0.9‰ | percent | 0.9 | ‰ | <
三个 | number | 3 | 个 |
十二次 | number | 12 | 次 |
百分之九十 | percent | 90 | % |
≥360天 | duration | 360 | 天 | >=
≤8分30秒 | duration | 510 | 秒 | <=
2小时15分以内 | duration | 135 | 分钟 | <=
1年6个月 | duration | 18 | 个月 |
90分 | number | 90 | 分 |
≤4.3kWh/Nm³ | number | 4.3 | kWh/Nm³ | <=
6000平方米 | number | 6000 | 平方米 |
500㎡ | number | 500 | ㎡ |
达到95% | percent | 95 | % | >=
12（次） | number | 12 | 次 |
100%， | percent | 100 | % |
保持在90%以上 | percent | 90 | % | >=
不得低于80% | percent | 80 | % | >=
1.5hm² | number | 1.5 | hm² |
≤35μg/m³ | number | 35 | μg/m³ | <=
25台（套） | number | 25 | 台(套) |
6,850路 | number | 6850 | 路 |
百分之百 | percent | 100 | % |
100%（含） | percent | 100 | % |
90%（含）以上 | percent | 90 | % | >=
≥1场 | number | 1 | 场 | >=
≥2400份 | number | 2400 | 份 | >=
=8个 | number | 8 | 个 | =
≤202.6万元 | money | 202.6 | 万元 | <=
12.74万元 | money | 12.74 | 万元 |
2026400元 | money | 2026400 | 元 |
387664.62 | number | 387664.62 | |
4623 万 | number | 4623 | 万 |
100余起 | number | 100 | 起 | >
12余次 | number | 12 | 次 | >
25400多张 | number | 25400 | 张 | >
190余篇 | number | 190 | 篇 | >
30000人次 | number | 30000 | 人次 |
0.00% | percent | 0.00 | % |
313.4% | percent | 313.4 | % |
2772.45% | percent | 2772.45 | % |
不高于5% | percent | 5 | % | <=
不超过3次 | number | 3 | 次 | <=
10次以内 | number | 10 | 次 | <=
大于等于90% | percent | 90 | % | >=
小于90% | percent | 90 | % | <
= 100 % | percent | 100 | % | =
　95% | percent | 95 | % |
－11.21% | percent | -11.21 | % |
+5% | percent | 5 | % |
〈5% | percent | 5 | % | <
≯5% | percent | 5 | % | <=
3次以下 | number | 3 | 次 | <=
95%左右 | percent | 95 | % |
不足5% | percent | 5 | % | <
超100人 | number | 100 | 人 | >
近5万人 | number | 5 | 万人 | <
≥95%（含95%） | percent | 95 | % | >=
100%完成 | percent | 100 | % |
提升至95%以上 | percent | 95 | % | >=
1.2元/㎡ | money | 1.2 | 元/㎡ |
2次/年 | number | 2 | 次/年 |
每月1次 | number | 1 | 次/月 |
每月至少1次 | number | 1 | 次/月 | >=
至少每月召开1次 | number | 1 | 次/月 | >=
每季度不少于2次 | number | 2 | 次/季度 | >=
每周一次 | number | 1 | 次/周 |
一年两次 | number | 2 | 次/年 |
每人500元 | money | 500 | 元/人 |
人均50元 | money | 50 | 元/人 |
日均100人次 | number | 100 | 人次/日 |
≥120时次 | number | 120 | 时次 | >=
300站次 | number | 300 | 站次 |
2轮次 | number | 2 | 轮次 |
3个批次 | number | 3 | 个批次 |
12疗程 | number | 12 | 疗程 |
15标准场 | number | 15 | 标准场 |
5项制度 | number | 5 | 项制度 |
20名青年 | number | 20 | 名青年 |
20场比赛 | number | 20 | 场比赛 |
20住院日 | number | 20 | 住院日 |
12个行政村（社区） | number | 12 | 个行政村(社区) |
12次会议 | number | 12 | 次会议 |
12公里道路 | number | 12 | 公里道路 |
80岁 | number | 80 | 岁 |
30米² | number | 30 | 米² |
36.5℃ | number | 36.5 | ℃ |
24h | duration | 24 | h |
180日历天 | duration | 180 | 日历天 |
5次/季 | number | 5 | 次/季 |
3 人/天 | number | 3 | 人/天 |
100名/年 | number | 100 | 名/年 |
30元/人·天 | money | 30 | 元/人·天 |
每人每月300元 | money | 300 | 元/人/月 |
半年一次 | number | 1 | 次/半年 |
5篇以上/年 | number | 5 | 篇/年 | >=
100（含）以下 | number | 100 | | <=
≥100（含） | number | 100 | | >=
95%以上（含95%） | percent | 95 | % | >=
90℅ | percent | 90 | % |
千分之三 | percent | 3 | ‰ |
百分百 | percent | 100 | % |
零 | number | 0 | |
零事故 | number | 0 | |
0投诉 | number | 0 | |
12次（其中线上3次） | number | 12 | 次 |
20人，其中党员5人 | number | 20 | 人 |
100%（20/20） | percent | 100 | % |
95%（优秀） | percent | 95 | % |
98.5%（非常满意80%，满意18.5%） | percent | 98.5 | % |
100几人 | number | 100 | 人 | >
最高5% | percent | 5 | % | <=
力争达到95% | percent | 95 | % |
平均3次 | number | 3 | 次 |
8.5例/10万 | number | 8.5 | 例/10万 |
按计划完成12项 | number | 12 | 项 |
2023年度培训12项 | number | 12 | 项 |
截至12月底，完成12项 | number | 12 | 项 |
12次，已完成 | number | 12 | 次 |
12次（线上3次，线下9次） | number | 12 | 次 |
已完成，共12次 | number | 12 | 次 |
已完成（100%） | percent | 100 | % |
5个就业岗位 | number | 5 | 个就业岗位 |
1个平台 | number | 1 | 个平台 |
100立方/天 | number | 100 | 立方/天 |
24小时内响应 | duration | 24 | 小时 | <=
受理后60个工作日内 | duration | 60 | 个工作日 | <=
自签订合同之日起30天内 | duration | 30 | 天 | <=
三个航次 | number | 3 | 个航次 |
5个工作日办结 | duration | 5 | 个工作日 |
"""

WORDS = """
有效保障 | text
全天候 | text
2022年全年 | text
每亩300 | text
每年5% | text
四季度 | text
5个；3个 | text
100%、98% | text
1:3 | text
1：1.5 | text
1/2 | text
0/0 | text
3/3个 | text
12次（线上3次） | text
12次（线上3次，线下5次） | text
≥5个，≥3次 | text
2022年1月-12月 | text
1-12月 | text
2021-2023年 | text
3个村完成验收 | text
3个村验收 | text
3户脱贫 | text
3人受伤 | text
2号楼 | text
90后 | text
95优秀 | text
12培训 | text
110接警 | text
2小时值班 | text
1个项目延期 | text
12名学员参加培训 | text
3户搬迁 | text
3类水质 | text
2支持 | text
2季度 | text
3万元资金 | text
2个月一次 | text
三期 | text
三类 | text
零容忍 | text
1000件达成预期指标 | text
10≥266米≥266米10 | text
50%5% | text
11月底完成100% | text
①完成3项 | text
定性好坏 | text
长期 | duration
时限 长远 | duration
持续有效 | duration
效果显著 | text
好坏 | text
严格执行相关财经法规制度 | text
项目计划完成时间内完成 | text
办理工单4277件，满意率97.48% | text
二级以上 | text
达成预期指标 | tier
部分达成年度指标并具有一定效果 | tier
未完成预期指标且效果较差 | tier
完成 | boolean
完成年度目标。 | boolean
是 | boolean
/ | blank
— | blank
…… | blank
/ / / | blank
无 | blank
一 | blank
@@@ | blank
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(square.strip() for square in line.split(" | ")) for line in table.strip().splitlines()]


@pytest.mark.parametrize("line", NUMBERS.strip().splitlines())
def test_a_figure_is_read_with_its_unit_and_comparison(line: str) -> None:
    text, kind, number, unit, op = (square.strip() for square in line.split("|"))
    assert figure(text) == (kind, number, unit or None, op or None)


@pytest.mark.parametrize(("text", "kind"), rows(WORDS))
def test_words_are_never_made_into_figures(text: str, kind: str) -> None:
    read = value(text)
    assert (read.kind, read.number, read.text) == (kind, None, text)


@pytest.mark.parametrize(
    ("text", "date", "op"),
    [
        ("2021年12月完成", "2021-12", None),
        ("2021年12月31日", "2021-12-31", None),
        ("2022-12-31", "2022-12-31", None),
        ("12月底之前完成", "2022-12", "<="),
        ("2022年12月31日前", "2022-12-31", "<="),
        ("9月前", "2022-09", "<="),
        ("7月", "2022-07", None),
        ("完成时间为2022年12月30日", "2022-12-30", None),
        ("2022/12", "2022-12", None),
        ("2022.12前", "2022-12", "<="),
        ("三月", "2022-03", None),
        ("二〇二三年十二月底前", "2023-12", "<="),
        ("2022年12月31日24时前", "2022-12-31", "<="),
        ("2024年12月31日前提交", "2024-12-31", "<="),
        ("2022年12月20日前已全部完成", "2022-12-20", "<="),
        ("2022年10月开工", "2022-10", None),
        ("已于2022年11月30日全部发放完毕", "2022-11-30", None),
        ("年内完成", "2022", "<="),
        ("2022年6月（已完工）", "2022-06", None),
        ("不迟于2022年9月30日", "2022-09-30", "<="),
    ],
)
def test_dates_are_read_to_their_precision(text: str, date: str, op: str | None) -> None:
    read = value(text, year=2022)
    assert (read.kind, read.date, read.op) == ("date", date, op)


def test_a_month_without_a_year_stays_without() -> None:
    assert value("9月前").date == "--09"


def test_a_month_after_a_point_is_one_only_under_a_name_that_times() -> None:
    assert value("2022.12", name="完成时间").date == "2022-12"
    assert figure("2022.12", name="亩均产值") == ("number", "2022.12", None, None)
    assert value("20221231", name="完成时间").date == "2022-12-31"
    assert [value("9.30", year=2022, name=name).date for name in ("完成时间", "响应时间")] == ["2022-09-30", None]
    assert figure("20221231", name="藏书量") == ("number", "20221231", None, None)
    assert [value("9.1-12.31", name=name).kind for name in ("实施期限", "水位")] == ["text", "range"]


def test_near_and_more_contradict_each_other() -> None:
    read = value("近100余场")
    assert (str(read.number), read.op, read.doubtful) == ("100", None, True)


def test_a_decimal_is_no_date() -> None:
    assert figure("12.31") == ("number", "12.31", None, None)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [("1-2次", 1, 2, "次"), ("3-5个工作日内", 3, 5, "个工作日"), ("10%-20%", 10, 20, "%"), ("3至5个", 3, 5, "个")]
    + [("控制在90%-95%", 90, 95, "%"), ("介于5-10个之间", 5, 10, "个")]
    + [(text, 90, 95, "%") for text in ("≥90%且≤95%", "≥90%，≤95%", "90%≤X≤95%", "不低于90%不高于95%", "90~95%之间")]
    + [
        ("5个以上10个以内", 5, 10, "个"),
        ("2万-3万人", 2, 3, "万人"),
        ("每月1-2次", 1, 2, "次/月"),
        ("≥12且≤130", 12, 130, None),
    ],
)
def test_ranges_have_two_ends(text: str, low: int, high: int, unit: str) -> None:
    read = value(text)
    assert (read.kind, read.low, read.high, read.unit) == ("range", low, high, unit)


@pytest.mark.parametrize(
    ("text", "number", "unit", "op", "change"),
    [
        ("年增长5%", "5", "%", None, "up"),
        ("增长5%", "5", "%", None, "up"),
        ("较上年增长5.2%以上", "5.2", "%", ">=", "up"),
        ("同比提高2个百分点", "2", "个百分点", None, "up"),
        ("下降3%", "3", "%", None, "down"),
        ("比上年减少不少于10吨", "10", "吨", ">=", "down"),
        ("降低到5%以下", "5", "%", "<=", None),
    ],
)
def test_a_change_keeps_its_direction_apart(
    text: str, number: str, unit: str, op: str | None, change: str | None
) -> None:
    assert figure(text)[1:] == (number, unit, op)
    assert value(text).change == change


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("满意度95%以上", "群众满意度", "95"),
        ("群众满意度达到95%", "满意度", "95"),
        ("培训完成率100%", "完成率", "100"),
        ("满意度95%", "培训人数", None),
        ("事故0起", "安全事故发生次数", "0"),
        ("经调查，满意度达98.5%", "服务对象满意度", "98.5"),
        ("发生率为0", "事故发生率", "0"),
        ("群众20人", "群众满意率", None),
        ("20人（100%）", "培训人数", "20"),
        ("20人，完成率100%", "培训人数", "20"),
        ("20人（100%）", "培训完成率", None),
        ("100%（20人）", "培训完成率", "100"),
        ("100%（20人）", "培训人数", None),
        ("完成率100%", "培训人数（人）", None),
    ],
)
def test_a_figure_behind_the_rows_own_name_is_its_value(text: str, name: str, number: str | None) -> None:
    assert figure(text, name=name)[1] == number


def test_several_values_in_a_cell_are_listed_and_none_is_taken() -> None:
    listed = [text for text in ("5个；3个", "100%、98%", "5个和3个", "增长5%", "良好、优秀") if _lists(text)]
    assert listed == ["5个；3个", "100%、98%", "5个和3个"]


def _lists(text: str) -> bool:
    return lists_values(value(text), "target")


def test_tiers_are_numbered() -> None:
    assert [value(text).tier for text in ("达成", "部分达成", "未达成")] == [1, 2, 3]
    assert [value(text).tier for text in ("全部或基本达成预期指标", "达到预期目标", "达到90%")] == [1, 1, None]


def test_nothing_is_an_answer_in_a_reason() -> None:
    assert value("无", "reason").kind == "text"
    assert value("0", "reason").kind == "blank"
    assert value("—", "reason").kind == "blank"


def test_a_prompt_of_the_form_says_nothing_and_stays_quotable() -> None:
    read = value("对照年度目标，说明完成情况（100字以内）", "prose")
    assert (read.kind, read.text) == ("blank", "对照年度目标，说明完成情况（100字以内）")


def test_amounts_take_the_unit_of_their_block() -> None:
    read = value("81.50", "amount", unit="万元", unit_from="block")
    assert (read.kind, str(read.number), read.unit, read.unit_from) == ("money", "81.50", "万元", "block")
    assert value("4753.66万元", "amount", unit="万元", unit_from="block").unit_from == "cell"
    assert value("万元", "amount").kind == "blank"


def test_a_rate_without_a_sign_is_percent_only_where_it_cannot_be_a_fraction() -> None:
    assert figure("86.5", "rate")[:3] == ("percent", "86.5", "%")
    assert figure("0.958", "rate")[:3] == ("number", "0.958", None)
    assert figure("0.958", "rate", unit="%", unit_from="column")[:3] == ("number", "0.958", None)


def test_an_indicators_name_may_hold_the_unit() -> None:
    assert value("100", name="资金到位率").unit_from == "name"
    assert figure("12.5", name="造林面积（万亩）")[1:3] == ("12.5", "万亩")
    assert figure("3", name="巡查频率")[2] is None


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [("200±20项", "180", "220", "项"), ("1.5±0.1米", "1.4", "1.6", "米"), ("200项±20项", "180", "220", "项")],
)
def test_a_middle_with_its_reach_is_a_range(text: str, low: str, high: str, unit: str) -> None:
    read = value(text)
    assert (read.kind, str(read.low), str(read.high), read.unit) == ("range", low, high, unit)
    assert value("100项±2%").kind == "text"


def test_months_counted_are_no_date() -> None:
    assert (value("=12月", name="发放工资月数").number, value("12月", name="完成时间").date) == (12, "--12")


def test_a_word_of_no_list_behind_a_compared_number_is_its_unit() -> None:
    assert figure("≥320万千瓦时")[1:3] == ("320", "万千瓦时")
    assert figure("≥500飞行时")[1:3] == ("500", "飞行时")
    assert value("12345热线接通").number is None


def test_of_plan_and_result_the_result_is_the_actual_value() -> None:
    assert figure("计划12项，实际完成10项", "actual")[1:3] == ("10", "项")
    assert figure("应完成12项，完成12项", "actual")[1:3] == ("12", "项")
    assert value("计划12项，实际完成10项").number is None
    assert value("完成10项，未完成2项", "actual").number is None


def test_what_was_done_so_often_is_a_quantity() -> None:
    done = {"已建成2个": "2", "共培训320人次": "320", "全年累计开展检查12次": "12", "完成改造3处": "3"}
    assert {printed: str(value(printed).number) for printed in done} == done
    assert [value(text).number for text in ("未建成2个", "实际减少2个", "完成改造3处，在建1处")] == [None] * 3


def test_a_number_broken_over_lines_is_joined_and_doubted() -> None:
    read = value("1524⏎8.5")
    assert (str(read.number), read.doubtful) == ("15248.5", True)


def test_two_numbers_with_a_space_between_them_are_doubted() -> None:
    assert [value(text).doubtful for text in ("80 90", "12 15次", "95 %", "2 次")] == [True, True, False, False]


def test_a_broken_number_told_unlike_a_list_is_not_doubted() -> None:
    one = {"不少于12⏎50人": "1250", "279⏎6人次": "2796", "≥46⏎28": "4628", "1,23⏎4元": "1234"}
    assert {printed: str(value(printed).number) for printed in one} == one
    assert not any(value(printed).doubtful for printed in one)
    assert value("46⏎28").doubtful


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=4),
    st.integers(0, 4),
    st.sampled_from(["", "%", "万元", "人次"]),
)
def test_the_printed_digits_survive(number: Decimal, places: int, unit: str) -> None:
    printed = f"{number:.{places}f}"
    read = value(printed + unit)
    assert str(read.number) == printed
    assert (read.text, read.decimals) == (printed + unit, places)


@given(st.text(max_size=40))
def test_any_text_is_kept_and_no_text_breaks_reading(text: str) -> None:
    read = value(text)
    assert squeezed(read.text) == squeezed(text.replace("⏎", ""))
    assert read.number is None or any(one.isdigit() or one in "零一二两三四五六七八九十百千" for one in text)


def squeezed(text: str) -> str:
    return "".join(one for one in text if not one.isspace() and one not in "\u200b\u200c\u200d\u2060\ufeff\u00ad")


@pytest.mark.parametrize(
    ("name", "text", "op"),
    [
        ("年度资金支付完成率100%", "100%", None),
        ("巡查次数不少于⏎12次", "不少于\n12次", ">="),
        ("灾害损失率≤0.5%", "≤0.5%", "<="),
    ],
)
def test_a_target_may_end_the_name(name: str, text: str, op: str | None) -> None:
    printed = name.replace("⏎", "\n")
    found = target_in_name(Cell(printed, PLACE), name, 2022)
    assert found is not None
    assert (found.op, found.op_from, found.unit_from) == (op, "name" if op else None, "name")
    assert printed[found.place.start : found.place.end] == text


@pytest.mark.parametrize(
    "name", ["全市安全度汛", "第3期", "5G基站", "国道G312", "2022年", "增长10-20%", "建设项目2", "60%"]
)
def test_a_number_of_the_name_is_no_target(name: str) -> None:
    assert target_in_name(Cell(name, PLACE), name, 2022) is None
