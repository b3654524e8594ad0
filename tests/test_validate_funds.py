"""Rules over the fund block, where a page cannot show it: properties, profiles, layouts, and what is left open."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from extract.model import TextPlace
from forms import checks, findings, form, fund, fund_block, goal, report, row, seed_funds, total
from normalize.model import Claim, Form, FundKind
from validate.audit import audit, audit_batch
from validate.funds import breakdowns, in_wan, precision
from validate.profile import load
from validate.rules.a01_execution_rate_differs import execution_rate_differs as a01
from validate.rules.a02_execution_rate_above_100 import execution_rate_above_100 as a02
from validate.rules.a03_budget_not_adjusted import budget_not_adjusted as a03
from validate.rules.a04_execution_score_differs import execution_score_differs as a04
from validate.rules.a05_execution_score_above_weight import execution_score_above_weight as a05
from validate.rules.a07_full_budget_differs_from_parts import full_budget_differs_from_parts as a07
from validate.rules.a08_executed_differs_from_parts import executed_differs_from_parts as a08
from validate.rules.a09_total_zero_parts_nonzero import total_zero_parts_nonzero as a09
from validate.rules.a12_rate_on_zero_budget import rate_on_zero_budget as a12
from validate.rules.a14_part_rate_differs import part_rate_differs as a14
from validate.rules.a15_fiscal_execution_low import fiscal_execution_low as a15
from validate.rules.a16_money_unit_mixed import money_unit_mixed as a16
from validate.rules.a17_carryover_differs_from_last_year import carryover_differs_from_last_year as a17
from validate.rules.a18_rate_precision_mixed import rate_precision_mixed as a18
from validate.rules.a19_received_rate_differs import received_rate_differs
from validate.rules.b06_score_missing_or_negative import score_missing_or_negative as b06
from validate.rules.c26_low_execution_unexplained import low_execution_unexplained as c26
from validate.rules.f19_saving_contradicts_execution import saving_contradicts_execution as f19

CENTS = st.integers(1, 10**8).map(lambda cents: Decimal(cents).scaleb(-2))


def status(rule, *forms, **more):
    """The states of all checks of a rule, in order."""
    return [check.status for check in checks(rule, *forms, **more)]


def one(rule, **cells):
    """The only check of a rule on a form with one fund row."""
    (check,) = checks(rule, form(funds=fund_block(fund(**cells))))
    return check


def percent(executed: Decimal, budget: Decimal, decimals: int, how: str) -> Decimal:
    exact = Fraction(executed) / Fraction(budget) * 100
    wide = Decimal(exact.numerator * 10**12 // exact.denominator).scaleb(-12)
    return wide.quantize(Decimal(1).scaleb(-decimals), how)


# rates


@given(CENTS, CENTS, st.integers(0, 4))
def test_an_honestly_rounded_rate_holds(executed: Decimal, budget: Decimal, decimals: int) -> None:
    rate = percent(executed, budget, decimals, ROUND_HALF_UP)
    assert one(a01, full_budget=str(budget), executed=str(executed), execution_rate=f"{rate}%").status == "holds"


@given(CENTS, CENTS, st.integers(0, 4))
def test_a_truncated_rate_is_never_an_error(executed: Decimal, budget: Decimal, decimals: int) -> None:
    rate = percent(executed, budget, decimals, ROUND_DOWN)
    check = one(a01, full_budget=str(budget), executed=str(executed), execution_rate=f"{rate}%")
    assert check.status in ("holds", "explained")


@given(st.integers(10**4, 10**8), st.integers(1, 900), st.integers(1, 10**4))
def test_a_rate_that_is_off_by_more_than_rounding_fails(cents: int, percents: int, quarters: int) -> None:
    budget = Decimal(cents).scaleb(-2)
    executed = (budget * percents / 100).quantize(Decimal("0.01"))
    rate = percent(executed, budget, 2, ROUND_HALF_UP) + Decimal(quarters) / 4
    assume(percent(executed, budget, 0, ROUND_HALF_UP) != rate and percent(executed, budget, 1, ROUND_HALF_UP) != rate)
    check = one(a01, full_budget=str(budget), executed=str(executed), execution_rate=f"{rate}%")
    assert check.status == "fails"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.9586", "holds"),
        ("0.959", "holds"),
        ("0.958", "explained"),
        ("95.86", "holds"),
        ("0.90", "fails"),
        ("1", "fails"),
    ],
)
def test_a_rate_without_percent_sign_may_be_a_ratio(text: str, expected: str) -> None:
    assert one(a01, full_budget="29", executed="27.8", execution_rate=text).status == expected


def test_a_ratio_of_one_is_the_whole() -> None:
    assert one(a01, full_budget="29", executed="29", execution_rate="1").status == "holds"


def test_amounts_in_different_units_are_divided_as_money() -> None:
    check = one(a01, full_budget="29万元", executed="278000元", execution_rate="95.86%")
    assert check.status == "holds"


@pytest.mark.parametrize("missing", ["full_budget", "executed", "execution_rate"])
def test_a_missing_operand_is_told_not_judged(missing: str) -> None:
    cells = {"full_budget": "29", "executed": "27.8", "execution_rate": "95.86%"} | {missing: ""}
    check = one(a01, **cells)
    assert check.status == "not_checked"
    assert check.why is not None


def test_the_only_row_speaks_for_the_block_where_none_is_called_total() -> None:
    check = one(a01, kind="transfer", full_budget="5.8万", executed="5.8万", execution_rate="100%")
    assert check.status == "holds"


# the execution score


@pytest.mark.parametrize(
    ("score", "expected"), [("8.62", "holds"), ("8.63", "holds"), ("9", "holds"), ("8", "explained")]
)
def test_a_score_may_follow_from_the_printed_or_the_exact_rate(score: str, expected: str) -> None:
    cells = {"full_budget": "29", "executed": "27.8", "weight": "9", "execution_rate": "0.958"}
    assert one(a04, **cells, score=score).status == expected


def test_a_wrong_amount_does_not_make_the_score_wrong_as_well() -> None:
    funds = seed_funds(executed="055.42")
    assert status(a08, form(funds=funds)) == ["fails"]
    assert status(a04, form(funds=funds)) == ["holds"]


def test_a_rate_no_sound_amount_supports_gives_no_score() -> None:
    cells = {"full_budget": "4753.66", "executed": "3824.26", "weight": "10", "execution_rate": "100%", "score": "10"}
    check = one(a04, **cells)
    assert (check.status, check.expected) == ("fails", "8")


def test_a_blank_rate_never_makes_the_score_fail() -> None:
    cells = {"full_budget": "100", "executed": "86", "weight": "10", "execution_rate": ""}
    assert one(a04, **cells, score="8.6").status == "holds"
    assert one(a04, **cells, score="9.9").status == "not_checked"


def test_where_no_rate_is_printed_at_all_the_amounts_decide() -> None:
    cells = {"full_budget": "637", "executed": "635", "weight": "10"}
    assert one(a04, **cells, score="9.97").status == "holds"
    assert one(a04, **cells, score="8.97").status == "fails"


@pytest.mark.parametrize(
    ("method", "due"),
    [
        ("执行率≥80%得满分，每低5个百分点扣1分", "holds"),
        ("执行率≥90%得满分，每低1个百分点扣1分", "fails"),
        ("执行率≥90%得满分，其余酌情扣分", "not_checked"),
        ("执行率×10分", "fails"),
        ("完成得满分，未完成按比例得分", "fails"),
    ],
)
def test_steps_that_the_form_prints_for_the_execution_take_the_place_of_the_rate(method: str, due: str) -> None:
    line = fund(full_budget="100", executed="86", execution_rate="86%", weight="10", score="10")
    line = replace(line, extra=(("得分计算方法", method),))
    assert status(a04, form(funds=fund_block(line))) == [due]


@pytest.mark.parametrize(("net", "due"), [("575.00", "holds"), ("585.00", "fails"), ("575.01", "explained")])
def test_a_budget_net_of_integrated_funds_is_what_is_left(net: str, due: str) -> None:
    line = fund(full_budget="675.00", integrated_out="100.00", executed="575.00")
    line = replace(line, extra=(("扣除统筹整合资金后预算金额(C)", net),), extra_places=(line.place,))
    found = [check for check in checks(a07, form(funds=fund_block(line))) if check.subject.column == "net_budget"]
    assert [check.status for check in found] == [due]


def test_the_weight_may_stand_in_the_label_of_the_block_or_be_what_the_others_leave() -> None:
    funds = fund_block(fund(full_budget="5", executed="5", execution_rate="100%", score="20"))
    rows_of_80 = [row(weight="50"), row("效益", weight="30")]
    assert status(a04, form(funds=funds)) == ["not_checked"]
    assert status(a04, form(funds=funds, block_points=(("funds", "20"),))) == ["holds"]
    assert status(a04, form(funds=funds, indicators=rows_of_80)) == ["holds"]
    high = fund_block(fund(full_budget="5", executed="5", execution_rate="100%", score="21"))
    assert status(a05, form(funds=high, block_points=(("funds", "20"),))) == ["fails"]


@pytest.mark.parametrize(("rate", "score"), [("100%", "10"), ("99%", "7"), ("80%", "7"), ("79.9%", "5"), ("59%", "0")])
def test_scores_by_steps(rate: str, score: str) -> None:
    steps = tuple((Decimal(least), Decimal(share)) for least, share in ((100, 100), (80, 70), (60, 50)))
    profile = replace(load("cn-10"), execution_score="steps", execution_steps=steps)
    block = fund_block(fund(weight="10", execution_rate=rate, score=score))
    assert status(a04, form(funds=block), profile=profile) == ["holds"]


def test_an_uncapped_score_holds_only_where_the_profile_says_so() -> None:
    block = fund_block(fund(weight="10", execution_rate="313.4%", score="31.34"))
    uncapped = replace(load("cn-10"), execution_score="uncapped")
    assert status(a04, form(funds=block), profile=uncapped) == ["holds"]
    assert status(a04, form(funds=block)) == ["fails"]


# sums


@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=5))
def test_a_total_that_is_the_sum_of_its_parts_holds(cents: list[int]) -> None:
    parts = [Decimal(one).scaleb(-2) for one in cents]
    block = fund_block(fund(executed=str(sum(parts))), *(fund("other", executed=str(part)) for part in parts))
    assert status(a08, form(funds=block)) in (["holds"], ["not_checked"] if not any(cents) else ["holds"])


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=5), st.integers(1, 300))
def test_a_difference_is_explained_up_to_half_a_unit_for_each_rounded_part(cents: list[int], off: int) -> None:
    parts = [Decimal(one).scaleb(-2) for one in cents]
    wrong = sum(parts) + Decimal(off).scaleb(-2)
    lines = [fund("other", executed=str(part)) for part in parts] + [fund("carryover", executed="0")]
    (check,) = checks(a08, form(funds=fund_block(fund(executed=str(wrong)), *lines)))
    rounding = len(parts) > 1 and 2 * off <= len(parts)
    coarser = wrong in (
        sum(parts).quantize(Decimal(1), ROUND_HALF_UP),
        sum(parts).quantize(Decimal("0.1"), ROUND_HALF_UP),
    )
    assert check.status == ("explained" if rounding or coarser else "fails")


def test_a_total_without_decimals_beside_amounts_with_two_is_not_silently_rounded() -> None:
    block = fund_block(fund(executed="255"), fund("fiscal", executed="239.25"), fund("other", executed="16.17"))
    (check,) = checks(a08, form(funds=block))
    assert check.status == "explained"


def test_amounts_in_yuan_with_two_decimals_are_exact() -> None:
    lines = [fund("fiscal", executed="11.11"), fund("carryover", executed="11.11"), fund("other", executed="11.12")]
    block = fund_block(fund(executed="33.35"), *lines)
    assert status(a08, form(funds=block, money_unit="元")) == ["fails"]
    assert status(a08, form(funds=block, money_unit="万元")) == ["explained"]


def test_one_part_alone_may_be_one_of_several_but_never_more_than_the_total() -> None:
    more, less = fund("fiscal", full_budget="90"), fund("fiscal", full_budget="40")
    assert status(a07, form(funds=fund_block(fund(full_budget="80"), less))) == ["not_checked"]
    assert status(a07, form(funds=fund_block(fund(full_budget="80"), more))) == ["fails"]


def test_blank_parts_add_nothing_and_are_mentioned() -> None:
    block = fund_block(fund(full_budget="80"), fund("fiscal", full_budget="60"), fund("other", full_budget=""))
    (check,) = checks(a07, form(funds=block))
    assert check.status == "fails"
    assert check.message is not None
    assert "1 个分项未填" in check.message.zh


def test_a_part_that_is_no_number_leaves_the_sum_open() -> None:
    block = fund_block(fund(full_budget="80"), fund("fiscal", full_budget="60"), fund("other", full_budget="见附件"))
    assert status(a07, form(funds=block)) == ["not_checked"]


def test_sources_and_natures_are_summed_apart() -> None:
    lines = [fund(kind, full_budget=text) for kind, text in _SPLIT]
    block = fund_block(fund(full_budget="100"), *lines)
    assert [len(group) for group in breakdowns(form(funds=block), block[0])] == [2, 2]
    assert status(a07, form(funds=block)) == ["holds", "holds"]


_SPLIT = (("fiscal", "70"), ("unit", "30"), ("basic", "55"), ("project", "45"))


def test_parts_by_source_and_again_by_county_are_two_sums() -> None:
    kinds = ("central", "80"), ("local", "20"), ("other", "60"), ("other", "40")
    block = fund_block(fund(full_budget="100"), *(fund(kind, full_budget=text) for kind, text in kinds))
    assert [len(group) for group in breakdowns(form(funds=block), block[0])] == [2, 2]
    assert status(a07, form(funds=block)) == ["holds", "holds"]


def test_what_is_told_once_more_behind_the_parts_is_in_no_sum() -> None:
    kinds = ("basic", "基本支出", "60"), ("project", "项目支出", "40"), ("other", "其中：“三公”经费", "5")
    block = fund_block(fund(full_budget="100"), *(fund(kind, label, full_budget=text) for kind, label, text in kinds))
    assert status(a07, form(funds=block)) == ["holds"]


@pytest.mark.parametrize("kinds", [("fiscal", "unit"), ("basic", "project")])
def test_what_was_left_over_is_no_part_of_what_was_spent(kinds: tuple[FundKind, FundKind]) -> None:
    lines = fund(kinds[0], executed="60"), fund(kinds[1], executed="40"), fund("other", "结转下年", executed="5")
    assert status(a08, form(funds=fund_block(fund(executed="100"), *lines))) == ["holds"]
    with_it = fund_block(fund(executed="105"), *lines)
    assert status(a08, form(funds=with_it)) == ["holds" if kinds[0] == "basic" else "fails"]


def test_a_score_is_that_of_its_parts_where_their_weights_make_up_its_own() -> None:
    cells = ("700", "690", "5", "4.93"), ("300", "290", "5", "4.83"), ("1000", "980", "10", "9.76")
    names = "full_budget", "executed", "weight", "score"
    basic, project, whole = (dict(zip(names, one, strict=True)) for one in cells)
    block = fund_block(fund(execution_rate="98%", **whole), fund("basic", **basic), fund("project", **project))
    assert status(a04, form(funds=block))[0] == "holds"


def test_other_money_beside_basic_and_project_spending_is_part_of_that_sum() -> None:
    kinds = ("basic", "55"), ("project", "40"), ("other", "5")
    block = fund_block(fund(full_budget="100"), *(fund(kind, full_budget=text) for kind, text in kinds))
    assert status(a07, form(funds=block)) == ["holds"]


def test_parts_of_parts_are_summed_under_their_own_row() -> None:
    block = fund_block(
        fund(full_budget="100"),
        fund("fiscal", full_budget="70"),
        fund("central", full_budget="50", parent=2),
        fund("local", full_budget="10", parent=2),
        fund("other", full_budget="30"),
    )
    assert status(a07, form(funds=block)) == ["holds", "fails"]


def test_a_total_of_zero_is_told_once_for_each_column() -> None:
    block = fund_block(fund(full_budget="0", executed=""), fund("fiscal", full_budget="90", executed="89"))
    assert status(a09, form(funds=block)) == ["fails", "fails"]
    assert status(a07, form(funds=block)) + status(a08, form(funds=block)) == ["not_checked", "not_checked"]


@pytest.mark.parametrize(("digits", "unit", "expected"), [("173.92", "万元", "173.92"), ("5000000", "元", "500")])
def test_amounts_at_stake_are_in_wan(digits: str, unit: str, expected: str) -> None:
    assert str(in_wan(form(money_unit=unit), Fraction(digits))) == expected


def test_no_unit_no_amount_at_stake() -> None:
    assert in_wan(form(money_unit=None), Fraction(5)) is None
    assert precision(form(funds=seed_funds())) == 2


# budgets


@pytest.mark.parametrize(
    "text",
    ["含上级部门追加项目预算及专项拨款。", "年中追加资金20万元。", "8月调整了年度预算。", "经批准预算调增30万元。"],
)
def test_words_that_say_the_budget_changed(text: str) -> None:
    assert status(a03, form(funds=seed_funds(executed="80")), paragraphs=[text]) == ["fails"]


@pytest.mark.parametrize(
    "text",
    [
        "全年未追加预算。",
        "年中追加2个场次，按合同据实结算。",
        "严格控制预算追加，完善预算调整管理办法。",
        "下一步将及时调整预算。",
        "调整优化产业结构，加强预算执行。",
        "原则上不追加预算。",
        "如需追加预算，应按程序报批。",
    ],
)
def test_words_that_do_not_say_so(text: str) -> None:
    assert status(a03, form(funds=seed_funds(executed="80")), paragraphs=[text]) == ["holds"]


def test_prose_counts_for_the_project_it_names() -> None:
    funds = seed_funds(executed="80")
    other = form(2, funds=funds, identity={"project_name": "公共服务", "implementing_unit": "某街道办事处"})
    text = "公共服务项目年中追加预算20万元。"
    assert status(a03, form(funds=funds), other, paragraphs=[text]) == ["holds", "fails"]


def test_spending_within_a_rate_of_exactly_100_is_not_asked_about() -> None:
    assert one(a02, full_budget="81.50", executed="81.50", execution_rate="100%").status == "holds"
    assert one(a02, full_budget="81.50", executed="81.51", execution_rate="100.01%").status == "fails"


def test_a_wrong_rate_alone_does_not_mean_overspending() -> None:
    assert one(a02, full_budget="81.50", executed="80.00", execution_rate="198.16%").status == "holds"


def test_a_rate_needs_a_budget() -> None:
    assert one(a12, full_budget="0", executed="5", execution_rate="100%", score="10").status == "fails"
    assert one(a12, full_budget="0", executed="0", execution_rate="0.00%", score="0").status == "holds"
    assert checks(a12, form(funds=fund_block(fund(full_budget="", executed="", execution_rate="76%")))) == []
    assert checks(a12, form(funds=fund_block(fund(initial_budget="9", full_budget="0", execution_rate="76%")))) == []


def test_rates_of_parts_without_a_budget_are_left_alone() -> None:
    parts = [
        fund("fiscal", full_budget="102", executed="23", execution_rate="25.22%"),
        fund("other", full_budget="0.00", executed="0.00", execution_rate="0.00%"),
    ]
    (check,) = findings(a14, form(funds=fund_block(fund(full_budget="102", executed="23"), *parts)))
    assert check.severity == "warning"


def test_a_low_fiscal_rate_is_explained_by_the_goals_completion_too() -> None:
    lines = [fund("fiscal", full_budget="50", executed="40"), fund("other", full_budget="50", executed="55")]
    block = fund_block(fund(full_budget="100", executed="95"), *lines)
    said = goal("全年完成", "资金结余10万元，主要是项目尾款跨年支付。")
    assert status(a15, form(funds=block)) == ["fails"]
    assert status(a15, form(funds=block, goals=[said])) == ["holds"]


# units of money


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"full_budget": "81.50", "executed": "815000"}, "fails"),
        ({"full_budget": "81.50", "executed": "81500"}, "holds"),
        ({"full_budget": "1", "executed": "10200"}, "holds"),
        ({"full_budget": "387664.62", "executed": "387664.62"}, "holds"),
        ({"full_budget": "81.501234", "executed": "81.50"}, "holds"),
        ({"full_budget": "81.5012345", "executed": "81.50"}, "fails"),
    ],
)
def test_amounts_ten_thousand_times_apart(cells: dict[str, str], expected: str) -> None:
    assert one(a16, **cells).status == expected


def test_an_amount_in_the_text_that_is_ten_thousand_times_smaller() -> None:
    text = "社会管理项目实际支出255.42万元。"
    claim = Claim("amount", "255.42万元", _spot(10, 18), Decimal("255.42"), "万元", "社会管理")
    block = fund_block(fund(full_budget="2600000", executed="2554200"))
    assert status(a16, form(funds=block), paragraphs=[text], claims=[claim]) == ["fails"]
    assert status(a16, form(funds=block, money_unit="元"), paragraphs=[text], claims=[claim]) == ["holds"]


def _spot(start: int, end: int) -> TextPlace:
    return TextPlace(0, start, end)


# years and reports


def _years(carried: str, unit: str = "万元", **more):
    last = form(funds=fund_block(fund(full_budget="100", executed="80")), year=2021)
    lines = [fund("fiscal", full_budget="70"), fund("carryover", full_budget=carried)]
    this = form(funds=fund_block(fund(full_budget="90"), *lines), year=2022, money_unit=unit)
    outcomes = [audit(report(one), None, (a17,)) for one in (last, this)]
    return [check.status for outcome in audit_batch(outcomes, (a17,)) for check in outcome.checks]


def test_what_was_left_is_carried_over() -> None:
    assert _years("20") == ["holds"]
    assert _years("20", unit="千元") == ["fails"]
    assert _years("200", unit="千元") == ["holds"]
    assert _years("30") == ["fails"]
    assert _years("") == []


def test_rates_printed_in_different_ways_are_told_once_a_report() -> None:
    blocks = [form(n, funds=fund_block(fund(execution_rate=text))) for n, text in enumerate(("98.1%", "97.25%"), 1)]
    assert [one.severity for one in findings(a18, *blocks)] == ["note"]
    round_ones = [form(n, funds=fund_block(fund(execution_rate=text))) for n, text in enumerate(("98.1%", "100%"), 1)]
    assert findings(a18, *round_ones) == []


def test_a_form_without_a_fund_block_has_no_checks_of_it() -> None:
    bare = form(indicators=[row(weight="10", score="10")], totals=total("10", "10"))
    assert not any(checks(rule, bare) for rule in (a01, a02, a03, a04, a05, a07, a08, a09, a12, a14, a15, a16, a18))


def overspent(saving: str, score: str = "10", saved: str = "10") -> Form:
    line = fund(full_budget="81.50", executed="255.42", weight="10", execution_rate="313.4%", score=score)
    rows = [row("成本节约率", "成本指标", target="≥0", actual=saving, weight="10", score=saved)]
    return form(funds=fund_block(line), indicators=rows, totals=total("100", "99"))


def test_a_saving_and_an_execution_that_exclude_each_other() -> None:
    rate, both = sorted(findings(f19, overspent("61.06%")), key=lambda one: one.severity, reverse=True)
    assert (rate.severity, both.severity, both.stated) == ("warning", "error", "10")
    assert all(number in both.message.zh for number in ("655.93", "38.94%", "3.89", "-213.40%", "89", "92.89"))
    assert not both.changes_conclusion, "on one of the two bases the rating stays"
    for fine in (overspent("61.06%", score="3.89"), overspent("61.06%", saved="0"), overspent("-213.40%", saved="0")):
        assert all(one.severity == "warning" for one in findings(f19, fine))


def blocks(city: str, second: str = "80.00", whole: str = "300.00") -> Form:
    lines = (
        fund("total", full_budget=whole), fund("central", full_budget="200.00"), fund("city", full_budget="100.00"),
        fund("total", "甲项目", full_budget="180.00"), fund("central", parent=4, full_budget="120.00"),
        fund("city", parent=4, full_budget="60.00"),
        fund("total", "乙项目", full_budget="120.00"), fund("central", parent=7, full_budget=second),
        fund("city", parent=7, full_budget=city),
    )  # fmt: skip
    numbered = fund_block(*lines)
    return form(funds=[replace(one, parent=None) if one.kind == "total" else one for one in numbered])


def test_several_totals_below_one_add_up_source_by_source() -> None:
    assert findings(a07, blocks("40.00")) == []
    assert [one.subject.row for one in findings(a07, blocks("41.00"))] == ["乙项目", "市级资金"]
    (repair,) = audit(report(blocks("41.00"))).repairs
    assert (repair.unique, [(cell.text, should) for cell, should, _ in repair.cells]) == (True, [("41.00", "40.00")])
    assert [one.subject.row for one in findings(a07, blocks("41.00", "79.00", "301.00"))] == ["年度资金总额"]


def test_totals_that_do_not_stand_over_each_other_are_not_added() -> None:
    assert [one.subject.row for one in findings(a07, blocks("30.00", "90.00", "300.00"))] == []


def test_an_execution_row_with_weight_and_rate_is_scored() -> None:
    def scored(**cells: str) -> Form:
        return form(funds=fund_block(fund(full_budget="10", executed="10", **cells)))

    (blank,) = findings(b06, scored(weight="10", execution_rate="100%", score=""))
    assert blank.severity == "warning"
    for cells in (
        {"weight": "10", "execution_rate": "100%", "score": "10"},
        {"weight": "10", "execution_rate": "100%", "score": "—"},
        {"weight": "", "execution_rate": "100%", "score": ""},
        {"weight": "10", "execution_rate": "100%"},
    ):
        assert findings(b06, scored(**cells)) == [], cells


def test_a_low_rate_printed_as_a_ratio_is_low() -> None:
    def rated(text: str) -> Form:
        return form(funds=fund_block(fund(full_budget="100", executed="85", execution_rate=text, reason="")))

    assert [len(findings(c26, rated(text))) for text in ("0.85", "85%", "85", "0.95", "1")] == [1, 1, 1, 0, 0]


def test_a_score_by_the_steps_of_other_profiles_is_said_and_no_error() -> None:
    def scored(rate: str, score: str) -> list[tuple[str, str]]:
        line = fund(full_budget="100", executed=rate.rstrip("%"), weight="10", execution_rate=rate, score=score)
        found = audit(report(form(funds=fund_block(line))), load("cn-10"), (a04,)).findings
        return [(one.severity, one.message.zh.split("（")[0][-12:]) for one in found]

    assert scored("85%", "7") == [("warning", "80%、60% 分档计分")]
    assert scored("55%", "0")[0][0] == "warning"
    assert [one[0] for one in scored("85%", "5")] == ["error"]
    assert scored("100%", "10") == scored("85%", "8.5") == []


def test_overspending_with_its_reason_is_only_asked_about() -> None:
    def spent(**reason: str) -> list[str]:
        line = fund(initial_budget="100", full_budget="100", executed="102", **reason)
        return [one.severity for one in findings(a03, form(funds=fund_block(line)))]

    assert (spent(), spent(reason=""), spent(reason="无")) == (["warning"], ["warning"], ["warning"])
    assert spent(reason="动用上年结余2万元") == ["query"]


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        ("89.47%", []),  # of the budget net of what was set aside
        ("85%", []),  # of the full budget
        ("85.00", []),
        ("0.85", []),
        ("89.48%", ["note"]),  # rounded up
        ("88.47%", ["warning"]),
        ("92%", ["warning"]),
    ],
)
def test_a_rate_received_is_of_any_budget_its_row_prints(rate: str, told: list[str]) -> None:
    line = fund(full_budget="100.00", integrated_out="5.00", received="85.00", executed="80.00")
    line = replace(line, extra=(("资金到位率", rate),), extra_places=(line.place,))
    found = findings(received_rate_differs, form(funds=fund_block(line)))
    assert [one.severity for one in found] == told


def test_a_rate_received_contradicts_the_formula_its_heading_prints() -> None:
    line = fund(full_budget="100.00", received="85.00", executed="80.00")
    line = replace(line, extra=(("预算到位率(D/C×100%)", "100.00%"),), extra_places=(line.place,))
    (found,) = findings(received_rate_differs, form(funds=fund_block(line)))
    assert (found.severity, found.expected) == ("error", "85.00%")


def test_a_rate_received_beside_no_amount_is_not_checked() -> None:
    line = fund(full_budget="100.00", received="", executed="80.00")
    line = replace(line, extra=(("到位率", "85%"),), extra_places=(line.place,))
    (check,) = checks(received_rate_differs, form(funds=fund_block(line)))
    assert check.status == "not_checked"
