"""Rows and their scores: what became of a target, which score follows, and what is left open."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from forms import checks, form, row
from normalize.model import Form, Indicator
from seed_forms import changed, seed
from validate.direction import direction
from validate.model import Check, Rule
from validate.rules.c01_missed_target_scored_out_of_proportion import missed_target_scored_out_of_proportion
from validate.rules.c02_full_marks_for_missed_target import full_marks_for_missed_target
from validate.rules.c03_reached_target_docked import reached_target_docked
from validate.rules.c04_exceeded_limit_scored_out_of_proportion import exceeded_limit_scored_out_of_proportion
from validate.rules.c05_full_marks_for_exceeded_limit import full_marks_for_exceeded_limit
from validate.rules.c06_missed_threshold_scored import missed_threshold_scored
from validate.rules.c07_zero_target_partly_scored import zero_target_partly_scored
from validate.rules.c19_units_differ import units_differ
from validate.rules.c22_direction_against_name import direction_against_name
from validate.rules.c23_deviation_without_reason import deviation_without_reason
from validate.rules.d10_fused_cells import fused_cells
from validate.scales import scale_of
from validate.scoring import case_of

SCORING: list[Rule] = [
    missed_target_scored_out_of_proportion, full_marks_for_missed_target, reached_target_docked,
    exceeded_limit_scored_out_of_proportion, full_marks_for_exceeded_limit, missed_threshold_scored,
    zero_target_partly_scored,
]  # fmt: skip


def scored(*forms: Form) -> list[Check]:
    return [check for rule in SCORING for check in checks(rule, *forms)]


def judged(name: str, target: str, actual: str, weight: str, score: str, reason: str = "", **more: Any) -> str:
    """The one check of a row: «C01 holds»; the score method goes in as score_method."""
    made = row(name, target=target, actual=actual, weight=weight, score=score, reason=reason, **more)
    found = scored(form(indicators=[made]))
    assert len(found) <= 1
    return f"{found[0].rule} {found[0].status}" if found else ""


@pytest.mark.parametrize("number", [1, 2])
def test_each_quantitative_row_of_the_seed_gives_one_check(number: int) -> None:
    found = scored(seed(number))
    assert len(found) == 16
    assert len({check.subject for check in found}) == 16
    unmet = [check for check in found if check.status != "holds"]
    assert [(check.rule, check.stated, check.severity) for check in unmet] == (
        [("C06", "7", None)] if number == 2 else []
    )


def test_the_rows_the_seed_audit_names_hold() -> None:
    held = {(check.rule, check.subject.row) for check in scored(seed(1))}
    assert {("C01", "开展法制讲座等培训"), ("C07", "重大群体性上访事件"), ("C01", "社会公众满意度")} <= held
    assert ("C07", "疫情及传染病防控") in {(check.rule, check.subject.row) for check in scored(seed(2))}


@pytest.mark.parametrize("score", ["1", "0", "3", "9"])
def test_another_digit_of_a_score_touches_only_its_row(score: str) -> None:
    name = "主题党日活动"
    failing = {(c.rule, c.subject.row) for c in scored(changed(seed(1), name, score=score)) if c.status == "fails"}
    assert failing == ({("C03", name)} if score in ("0", "1") else set())


@pytest.mark.parametrize(
    ("name", "cells", "due"),
    [
        ("开展培训", ("4", "2", "2", "1"), "C01 holds"),
        ("开展培训", ("4", "2", "2", "1.5"), "C01 fails"),
        ("开展培训", ("≥4次", "3场", "10", "7.5"), "C01 holds"),
        ("开展培训", ("12", "11", "10", "9"), "C01 holds"),
        ("开展培训", ("12", "11", "10", "9.1"), "C01 explained"),
        ("政策知晓率", ("100%", "98%", "10", "9"), "C01 explained"),
        ("验收通过率", ("100%", "95%", "6", "5"), "C01 explained"),
        ("政府采购执行率", ("100%", "72.74%", "2", "2"), "C02 fails"),
        ("参保率", ("99%", "98.9%", "2", "2"), "C02 holds"),
        ("资金到位及时率", ("≥100%", "100%", "10", "7"), "C03 fails"),
        ("木材销售收入", ("≥1100万元", "1093万元", "6", "6"), "C02 holds"),
        ("林产品收入", ("≥2.6亿元", "24500万元", "6", "5.7"), "C01 holds"),
        ("林产品收入", ("≥2.6亿元", "24500万元", "6", "5.65"), "C01 holds"),
        ("造林面积", ("≥1.2万亩", "6000亩", "10", "5"), "C01 holds"),
        ("项目总成本", ("≤202.6万元", "132.9", "10", "10"), "C04 holds"),
        ("投诉次数", ("≤5次", "4次", "10", "10"), "C04 holds"),
        ("投诉次数", ("≤5次", "8次", "10", "6.25"), "C04 holds"),
        ("投诉次数", ("≤5次", "8次", "10", "4"), "C04 holds"),
        ("投诉次数", ("≤5次", "8次", "10", "9"), "C04 fails"),
        ("投诉次数", ("≤5次", "10次", "10", "0"), "C04 holds"),
        ("投诉次数", ("≤5次", "8次", "10", "10"), "C05 fails"),
        ("投诉次数", ("5", "8", "10", "10"), "C05 fails"),
        ("成本节约率", ("≥0", "61.06%", "10", "10"), "C06 holds"),
        ("成本节约率", ("≥0", "-11.21%", "10", "7"), "C06 fails"),
        ("成本节约率", ("≥0", "-11.21%", "10", "0"), "C06 holds"),
        ("成本节约率", ("≥0", "-11.21%", "10", "10"), "C02 fails"),
        ("收入增长率", ("≥5%", "-2%", "10", "0"), "C06 holds"),
        ("上访事件", ("0", "0", "2", "2"), "C07 holds"),
        ("上访事件", ("0起", "3起", "2", "0"), "C07 holds"),
        ("上访事件", ("0起", "3起", "2", "2"), "C07 fails"),
        ("上访事件", ("0起", "3起", "2", "1"), "C07 fails"),
        ("组织宣传活动次数", ("0次", "43次", "10", "10"), "C07 holds"),
        ("组织宣传活动次数", ("0次", "43次", "10", "6"), "C07 fails"),
        ("预算调整率", ("3%", "1%", "2", "2"), "C01 holds"),
        ("人员控制率", ("100%", "92%", "2", "2"), "C01 holds"),
        ("人员控制率", ("100%", "92%", "2", "1.84"), "C01 holds"),
        ("人员控制率", ("100%", "92%", "2", "1"), "C01 explained"),
        ("人员控制率", ("100%", "92%", "4", "1"), "C03 fails"),
        ("水标尺", ("≥266米", "≥266米", "10", "10"), "C01 holds"),
        ("走访人数", ("≥100人", "100余人", "10", "10"), "C01 holds"),
        ("走访人数", ("≥120人", "100余人", "10", "10"), "C01 not_checked"),
        ("走访人数", ("≥120人", "约100人", "10", "10"), "C01 not_checked"),
        ("受益群众", ("≥120人", "60户", "10", "10"), "C01 not_checked"),
        ("合格率", ("100%", "1", "10", "10"), "C01 not_checked"),
        ("合格率", ("≥100百分比", "100", "8", "8"), "C01 holds"),
        ("人数", ("≥100人", "完成", "10", "10"), "C01 not_checked"),
        ("人数", ("≥100人", "", "10", "10"), "C01 not_checked"),
        ("人数", ("≥100人", "90人", "", "9"), "C01 not_checked"),
        ("人数", ("≥100人", "90人", "10", "11"), "C01 not_checked"),
        ("完工时间", ("2022年12月底前", "2022年11月", "5", "5"), "C01 holds"),
        ("完工时间", ("2022年12月底前", "2023年2月", "5", "5"), "C02 fails"),
        ("完工时间", ("2022年12月底前", "2023年2月", "5", "3"), "C01 not_checked"),
        ("完工时间", ("完成时间为2022年12月30日", "完成时间为2022年12月30日", "6", "5"), "C03 fails"),
        ("检查次数", ("2-4次", "3次", "5", "5"), "C01 holds"),
        ("检查合格率", ("≥90%且≤95%", "93%", "5", "5"), "C01 holds"),
        ("旅游收入", ("增长5%", "增长4%", "10", "8"), "C01 holds"),
        ("旅游收入", ("增长5%", "增长4%", "10", "10"), "C02 fails"),
        ("旅游收入", ("增长5%", "下降1%", "10", "10"), "C02 fails"),
        ("旅游收入", ("增长5%-10%", "增长6%", "10", "10"), "C01 holds"),
        ("旅游收入", ("增长5%-10%", "下降6%", "10", "10"), "C01 not_checked"),
        ("旅游收入", ("增长5%", "5.2%", "10", "10"), "C01 not_checked"),
        ("安全事故起数", ("下降3%", "下降5%", "10", "10"), "C01 holds"),
        ("安全事故起数", ("下降3%以上", "下降1%", "10", "10"), "C02 fails"),
        ("巡查次数", ("每月1次", "1次/月", "10", "10"), "C01 holds"),
        ("巡查次数", ("每月1次", "12次", "10", "10"), "C01 holds"),
        ("巡查次数", ("每月1次", "11次", "10", "10"), "C01 not_checked"),
        ("巡查次数", ("12次", "每季度2次", "10", "10"), "C02 fails"),
        ("平均办理时长", ("≤2小时15分", "2小时", "10", "10"), "C04 holds"),
        ("平均办理时长", ("≤24小时", "20h", "10", "10"), "C04 holds"),
        ("修建道路", ("12公里", "12公里道路", "10", "10"), "C01 holds"),
        ("巡查次数", ("每月1次", "12", "10", "10"), "C01 not_checked"),
        ("巡查次数", ("2次/年", "2次", "10", "10"), "C01 holds"),
        ("效果", ("有效保障", "有效保障", "15", "15"), ""),
        ("效果", ("有效保障", "有效保障", "15", "12"), "C03 fails"),
        ("效果", ("有效保障", "基本保障", "15", "12"), ""),
    ],
)  # fmt: skip
def test_each_case_gives_its_check(name: str, cells: tuple[str, str, str, str], due: str) -> None:
    assert judged(name, *cells) == due


def test_a_reason_settles_marks_taken_off_a_reached_target() -> None:
    assert judged("发放率", "100%", "100%", "10", "7", "发放时间晚于计划一个月") == "C03 holds"
    assert judged("发放率", "100%", "100%", "10", "7", "无") == "C03 fails"


def test_a_reason_does_not_settle_the_score_of_another_result() -> None:
    cells = {"target": "≥85%", "weight": "7", "reason": "部分场次改期至次年一季度"}
    (asked,) = checks(reached_target_docked, form(indicators=[row(actual="91%", score="5.85", **cells)]))
    assert (asked.status, asked.severity) == ("fails", "query")
    (plain,) = checks(reached_target_docked, form(indicators=[row(actual="91%", score="6", **cells)]))
    assert plain.status == "holds"


def test_a_scoring_rule_of_the_forms_own_is_not_overruled() -> None:
    step, plain = "每少1次扣2分", "达到指标值记满分；未达到指标值按B/A×该指标分值记分"
    assert judged("培训", "4次", "2次", "10", "6", score_method="酌情扣分") == "C01 not_checked"
    assert judged("培训", "4次", "2次", "10", "6", score_method=step) == "C01 holds"
    assert judged("培训", "4次", "2次", "10", "6", score_method=plain) == "C01 fails"
    assert judged("培训", "4次", "2次", "10", "5", score_method=step) == "C01 fails"
    assert judged("培训", "4次", "2次", "10", "5", score_method="酌情扣分") == "C01 holds"
    noted = form(
        indicators=[row("培训", target="4次", actual="2次", weight="10", score="0")],
        sections=[("注", "未达到指标值的不得分。")],
    )
    assert [check.status for check in scored(noted)] == ["not_checked"]


@pytest.mark.parametrize(
    ("name", "cells", "reason", "severity"),
    [
        ("开展培训", ("4次", "3次", "10", "6"), "受汛情影响，一期改到次年", "warning"),  # 7.5 due: a scale of its own
        ("开展培训", ("4次", "3次", "10", "6"), "", None),
        ("开展培训", ("4次", "3次", "10", "9"), "受汛情影响，一期改到次年", None),  # more than due
        ("开展培训", ("4次", "3次", "10", "0"), "受汛情影响，一期改到次年", "query"),
        ("投诉次数", ("≤5次", "8次", "10", "5"), "新增线上投诉渠道", "warning"),  # 6.25, or 4
        ("投诉次数", ("≤5次", "8次", "10", "9"), "新增线上投诉渠道", None),
        ("投诉次数", ("≤5次", "8次", "10", "5"), "", None),
    ],
)
def test_a_harsher_score_with_a_reason_is_no_false_arithmetic(
    name: str, cells: tuple[str, str, str, str], reason: str, severity: str | None
) -> None:
    target, actual, weight, score = cells
    made = row(name, target=target, actual=actual, weight=weight, score=score, reason=reason)
    (check,) = scored(form(indicators=[made]))
    assert (check.status, check.severity) == ("fails", severity)


def test_a_form_that_prints_the_proportion_leaves_no_harsher_scale() -> None:
    made = row("开展培训", target="4次", actual="3次", weight="10", score="6", reason="受汛情影响，一期改到次年")
    noted = form(indicators=[made], sections=[("说明", "定量指标未完成的，按完成比例计算得分。")])
    (check,) = scored(noted)
    assert (check.status, check.severity) == ("fails", None)


@pytest.mark.parametrize(("score", "status"), [("6", "not_checked"), ("5", "fails")])
def test_points_the_reason_says_were_taken_off_are_a_scale_that_is_stated(score: str, status: str) -> None:
    made = row("开展培训", target="4次", actual="3次", weight="10", score=score, reason="少办一期，扣4分")
    assert [check.status for check in scored(form(indicators=[made]))] == [status]


@pytest.mark.parametrize(
    ("name", "cells", "method", "due"),
    [
        ("保安人数", ("156名", "150名", "20", "17"), "每少1名扣0.5分", "C01 holds"),
        ("保安人数", ("156名", "150名", "20", "18"), "每少1名扣0.5分，扣完为止", "C01 fails"),
        ("保安人数", ("156名", "150名", "20", "20"), "每少1名扣0.5分", "C02 fails"),
        ("师生满意度", ("≥95%", "93%", "10", "8"), "每低1个百分点扣1分", "C01 holds"),
        ("师生满意度", ("≥95%", "93%", "10", "9"), "每低1个百分点扣1分", "C01 fails"),
        ("师生满意度", ("≥95%", "92.5%", "10", "8"), "每降低1%扣1分", "C01 holds"),  # whole steps
        ("师生满意度", ("≥95%", "92.5%", "10", "7"), "每降低1%扣1分", "C01 holds"),  # steps begun
        ("投诉次数", ("≤2次", "5次", "10", "4"), "每超1次扣2分", "C04 holds"),
        ("投诉次数", ("≤2次", "5次", "10", "0"), "每超1次扣5分", "C04 holds"),
        ("保安人数", ("156名", "150名", "20", "18"), "每少1%扣2分", "C01 not_checked"),
        ("保安人数", ("156名", "150名", "20", "18"), "每少1名扣0.5分，每少1套扣1分", "C01 not_checked"),
    ],
)
def test_points_off_by_the_step_are_worked_out(
    name: str, cells: tuple[str, str, str, str], method: str, due: str
) -> None:
    assert judged(name, *cells, score_method=method) == due


def test_a_merged_score_is_not_judged_row_by_row() -> None:
    assert judged("培训", "4次", "2次", "10", "10", score_group=1) == "C01 not_checked"


def test_a_layout_without_scores_is_left_alone() -> None:
    assert scored(form(indicators=[row("药品抽验品种", target="≥3", actual="2", reason="")])) == []


def test_a_layout_without_weights_says_so() -> None:
    found = scored(form(indicators=[row("药品抽验品种", target="≥3", actual="2", score="10")]))
    assert [check.status for check in found] == ["not_checked"]


counts = st.integers(1, 400)


@given(counts, counts, st.sampled_from(["2", "5", "7.5", "10", "20"]), st.integers(0, 2))
def test_an_honest_proportional_score_always_holds(target: int, actual: int, weight: str, decimals: int) -> None:
    assume(actual < target)
    exact = Decimal(actual) / Decimal(target) * Decimal(weight)
    score = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert judged("开展培训", f"≥{target}", str(actual), weight, str(score)).endswith(" holds")


@given(counts, counts, st.integers(2, 30))
def test_a_score_well_off_the_proportion_fails(target: int, actual: int, off: int) -> None:
    assume(actual < target)
    exact = Decimal(actual) / Decimal(target) * 10
    score = (exact + Decimal(off) / 10).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assume(score <= 10 and score != score.to_integral_value() and (score * 10) % 1 != 0)
    assert judged("开展培训", f"≥{target}", str(actual), "10", str(score)) == "C01 fails"


@pytest.mark.parametrize(
    ("name", "towards"),
    [
        ("成本节约率", "up"), ("群众投诉次数", "down"), ("投诉处理率", "up"), ("安全事故发生次数", "down"),
        ("事故下降率", "up"), ("公用经费控制率", "unsure"), ("财政供养人员控制率", "unsure"), ("结转结余率", "unsure"),
        ("重大群体性上访事件", "down"), ("森林火灾受害率", "down"), ("主题党日活动", "up"), ("培训成本", "down"),
        ("12345热线服务工作办结率", "up"), ("生均补助标准达标率", "up"), ("资金到位及时率", "up"),
        ("突发公共卫生事件报告率", "up"), ("设备故障修复率", "up"), ("设备故障次数", "down"),
        ("培训费用", "unsure"), ("治理经费", "unsure"), ("救助标准", "unsure"), ("节约经费", "up"),
        ("挽回损失金额", "up"), ("传染病漏报率", "down"), ("返工率", "down"),
        ("安全隐患数量", "unsure"), ("隐患整改率", "up"),
    ],
)  # fmt: skip
def test_the_direction_of_a_name(name: str, towards: str) -> None:
    assert direction(row(name, target="5")) == towards


def test_the_printed_comparison_overrules_the_name() -> None:
    assert direction(row("投诉次数", target="≥5")) == "up"
    assert direction(row("培训次数", target="≤5")) == "down"


def reasons(*indicators: Indicator, **more: Any) -> list[str]:
    return [check.status for check in checks(deviation_without_reason, form(indicators=indicators, **more))]


def test_a_deviation_needs_a_reason() -> None:
    missed = {"target": "4", "actual": "2", "weight": "2", "score": "1"}
    assert reasons(row(**missed, reason="")) == ["fails"]
    assert reasons(row(**missed, reason="无")) == ["fails"]
    assert reasons(row(**missed, reason="场地改造")) == ["holds"]
    assert reasons(row(**missed)) == ["not_checked"]
    assert reasons(row(**missed), sections=[("存在问题", "培训次数不足，场地改造。")]) == ["holds"]
    assert reasons(row(**missed), sections=[("存在问题", "无")]) == ["not_checked"]
    assert reasons(row(target="有效", actual="基本有效", weight="5", score="4", reason="")) == ["fails"]
    assert reasons(row(target="4", actual="4", weight="2", score="2", reason="")) == ["holds"]
    assert reasons(row(target="4", actual="4", weight="2", score="1", reason="")) == ["holds"]


def test_a_section_that_names_the_row_is_its_reason() -> None:
    docked = {"target": "提升", "actual": "提升", "weight": "10", "score": "9"}
    notes = [("说明", "公路通行能力仍有提升空间，酌情扣分；其他指标均已完成。")]
    made = form(indicators=[row("公路通行能力", **docked), row("养护管理水平", **docked)], sections=notes)
    assert [check.status for check in checks(reached_target_docked, made)] == ["not_checked", "fails"]
    missed = {"target": "4", "actual": "2", "weight": "2", "score": "1", "reason": ""}
    assert reasons(row("开展应急演练", **missed), sections=[("说明", "开展应急演练因场地改造减少2次。")]) == ["holds"]
    assert reasons(row("开展应急演练", **missed), sections=[("说明", "开展应急演练2次。")]) == ["fails"]


@pytest.mark.parametrize(
    ("actual", "score", "share", "due"),
    [("87.3", "19.84", "99.2", "holds"), ("80", "19.4", "97", "query"), ("80", "19.4", "0.97", "query"),
     ("80", "18.5", "97", "error"), ("80", "20", "100", "error"), ("80", "19.4", "", "error")],
)  # fmt: skip
def test_a_printed_coefficient_is_asked_about_where_no_rule_gives_it(
    actual: str, score: str, share: str, due: str
) -> None:
    header = "得分系数" if "0." in share else "得分系数（%）"
    made = row("路况指数", target="≥88", actual=actual, weight="20", score=score, extra=((header, share),))
    (check,) = scored(form(indicators=[made]))
    assert (check.status if check.status == "holds" else check.severity or "error") == due


def test_a_scorecard_asks_for_reasons_only_where_some_row_gives_one() -> None:
    docked = {"weight": "10", "score": "8"}
    assert reasons(row("一", **docked, reason=""), row("二", **docked, reason="")) == ["not_checked", "not_checked"]
    assert reasons(row("一", **docked, reason=""), row("二", **docked, reason="制度不全")) == ["fails", "holds"]


def test_a_merged_reason_speaks_for_all_its_rows() -> None:
    missed = {"target": "4", "actual": "2", "weight": "2", "score": "1"}
    assert reasons(row("一", **missed, reason="场地改造"), row("二", **missed)) == ["holds", "holds"]
    assert reasons(row("一", **missed, reason=""), row("二", **missed)) == ["fails", "fails"]


@pytest.mark.parametrize("number", [1, 2])
def test_the_deviating_rows_of_the_seed_are_explained(number: int) -> None:
    assert {check.status for check in checks(deviation_without_reason, seed(number))} == {"holds"}


def test_a_case_keeps_its_why() -> None:
    case = case_of(row("走访人数", target="≥120人", actual="约100人"))
    assert case.why is not None
    assert "概数" in case.why.zh


def test_a_promised_fall_has_a_lower_limit_and_a_period_is_no_other_unit() -> None:
    made = [
        row("安全事故起数", target="下降3%以上", actual="下降5%", weight="10", score="10"),
        row("巡查次数", target="每月1次", actual="12次", weight="10", score="10"),
        row("检查合格率", target="≥90%且≤95%", actual="93%", weight="10", score="10"),
    ]
    for judge in (direction_against_name, units_differ, fused_cells):
        assert {check.status for check in checks(judge, form(indicators=made))} <= {"holds"}


@pytest.mark.parametrize(
    ("printed", "value", "weight", "due"),
    [
        ("满意度≥90%得5分；80%（含）-90%得3分；低于80%不得分。", "90", 5, ["5", "3"]),
        ("满意度≥90%得5分；80%（含）-90%得3分；低于80%不得分。", "79.9", 5, ["0"]),
        ("满意度≥90%得5分；80%（含）-90%得3分；低于80%不得分。", "95", 10, []),  # tops out at other marks
        ("≥95%得满分，每低1%扣0.5分", "96", 10, ["10"]),
        ("≥95%得满分，每低1%扣0.5分", "92", 10, ["17/2"]),
        ("≥95%得满分，每低1%扣0.5分", "92.5", 10, ["35/4", "9", "17/2"]),
        ("≥95%得满分，每低1%扣0.5分，扣完为止", "60", 10, ["0"]),
        ("完成率100%的得满分，每低5个百分点扣1分，扣完为止。", "90", 10, ["8"]),
        ("完成率低于60%不得分", "59", 10, ["0"]),
        ("完成率低于60%不得分", "75", 10, []),
        ("执行率90%-100%得8分，80%-90%得6分，低于60%不得分", "70", 8, []),  # nothing is said of 70 %
    ],
)
def test_bands_and_steps_that_a_form_prints_are_worked_out(
    printed: str, value: str, weight: int, due: list[str]
) -> None:
    scale = scale_of(printed, "受益群众满意度")
    assert scale is not None
    assert {str(one) for one in scale.due(Fraction(value), Fraction(weight))} == set(due)


@pytest.mark.parametrize(
    "printed",
    [
        "完成得满分，每少1条扣1分",
        "效果明显得10分，否则酌情扣分",
        "≥90%得满分，否则不得分",
        "执行率≥95%得10分，满意度≥90%得5分",
        "每下降1个百分点扣0.5分",
        "完成率100%得满分，每低1次扣1分",
    ],
)
def test_a_method_that_says_anything_else_is_no_scale(printed: str) -> None:
    assert scale_of(printed) is None
