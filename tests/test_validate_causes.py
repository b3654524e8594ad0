"""Likely causes of a failed recomputation: each kind has its own test, and none is told where nothing fits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import checks, form, fund, fund_block, report, row, rows, seed_funds, total
from validate.audit import audit
from validate.causes import carried_over
from validate.conclusions import band, changes_rating, in_context
from validate.profile import load
from validate.rules.a01_execution_rate_differs import execution_rate_differs as a01
from validate.rules.a04_execution_score_differs import execution_score_differs as a04
from validate.rules.a08_executed_differs_from_parts import executed_differs_from_parts as a08
from validate.rules.b03_scores_differ_from_total import scores_differ_from_total as b03
from validate.slips import mistyped, slips


def causes(rule, **cells: str) -> list[str]:
    """The causes told of the seed's fund block with other texts in its total row."""
    (check,) = checks(rule, form(funds=seed_funds(**cells)))
    assert check.status == "fails"
    return [cause.zh for cause in check.causes]


@pytest.mark.parametrize(
    ("rate", "cause"),
    [
        ("331.4%", "相邻数字颠倒（313.4% → 331.4%）"),
        ("31.34%", "小数点错一位（313.4% → 31.34%）"),
        ("3134%", "小数点错一位（313.4% → 3134%）"),
        ("3.134%", "百分数与小数混用（313.4% → 3.134%）"),
        ("33.4%", "漏写一位数字（313.4% → 33.4%）"),
        ("3133.4%", "重复一位数字（313.4% → 3133.4%）"),
        ("343.4%", "个别数字误填（313.4% → 343.4%）"),
    ],
)
def test_slips_of_the_stated_figure(rate: str, cause: str) -> None:
    assert causes(a01, execution_rate=rate) == [cause]


def test_yuan_in_a_block_of_wan() -> None:
    assert causes(a08, executed="2554200") == ["“元”与“万元”混用（255.42 → 2554200）"]


def test_a_part_left_out_and_the_figure_of_the_neighbouring_row_fit_equally_well() -> None:
    assert causes(a08, executed="239.25") == [
        "可能漏加“其他资金”16.17",
        "与相邻单元格相同，可能错行或错列（“其中：当年财政拨款”全年执行数 239.25）",
    ]


def test_a_part_added_twice() -> None:
    assert causes(a08, executed="271.59") == ["可能重复加“其他资金”16.17"]


def test_the_figure_of_the_neighbouring_column() -> None:
    assert causes(a08, executed="81.50") == ["与相邻单元格相同，可能错行或错列（“年度资金总额”全年预算数 81.50）"]


def test_a_part_written_wrong() -> None:
    lines = [fund("fiscal", executed="293.25"), fund("carryover", executed="0"), fund("other", executed="16.17")]
    (check,) = checks(a08, form(funds=fund_block(fund(executed="255.42"), *lines)))
    assert [cause.zh for cause in check.causes] == ["分项 293.25：相邻数字颠倒（239.25 → 293.25）"]


def test_another_denominator_that_no_rule_permits() -> None:
    lines = [fund("fiscal", full_budget="60", executed="20"), fund("other", full_budget="40", executed="10")]
    block = fund_block(fund(full_budget="100", received="73", executed="30", execution_rate="41.1%"), *lines)
    (check,) = checks(a01, form(funds=block))
    assert [cause.zh for cause in check.causes] == ["可能以“年度资金总额”到位资金为分母"]


def test_the_executed_amount_of_another_row() -> None:
    lines = [fund("fiscal", full_budget="60", executed="20.01"), fund("other", full_budget="40", executed="9.99")]
    block = fund_block(fund(full_budget="100", executed="30", execution_rate="9.99%"), *lines)
    (check,) = checks(a01, form(funds=block))
    assert "可能以“其他资金”执行数为分子" in [cause.zh for cause in check.causes]


@pytest.mark.parametrize(
    ("rate", "score", "cause"),
    [
        ("313.4%", "31.34", "可能未按分值封顶"),
        ("62.0%", "10", "可能按满分填列"),
    ],
)
def test_other_ways_of_scoring(rate: str, score: str, cause: str) -> None:
    (check,) = checks(a04, form(funds=fund_block(fund(weight="10", execution_rate=rate, score=score))))
    assert check.causes[0].zh == cause


def test_several_equal_parts_are_told_as_one_cause() -> None:
    marks = [row(f"指标{n}", weight="10", score="10") for n in range(3)] + [row("其余", weight="70", score="69.5")]
    (check,) = checks(b03, form(indicators=rows(*marks), totals=total("100", "89.5")))
    assert check.causes[0].zh == "可能漏加一项 10（同数的有 3 项）"


def test_a_total_carried_over_from_another_form() -> None:
    wrong = form(1, indicators=rows(row(weight="100", score="91")), totals=total("100", "96.5"))
    right = form(2, indicators=rows(row(weight="100", score="96.5")), totals=total("100", "96.5"))
    outcome = audit(report(wrong, right), None, (b03,))
    (check,) = [check for check in outcome.checks if check.status == "fails"]
    assert [cause.zh for cause in carried_over(outcome.report, check)] == ["与表2同栏的数相同，可能沿用"]
    (again,) = [check for check in in_context(outcome.report, outcome.profiles, outcome.checks) if check.form == 1]
    assert "与表2同栏的数相同，可能沿用" in [cause.zh for cause in again.causes]
    assert again.changes_conclusion is False


def test_a_score_that_moves_the_total_into_another_band_changes_the_conclusion() -> None:
    one = form(indicators=rows(row(weight="100", score="89")), totals=total("100", "90"))
    (check,) = checks(b03, one)
    assert changes_rating(one, load("cn-10"), check)
    other = form(indicators=rows(row(weight="100", score="91")), totals=total("100", "92"))
    (check,) = checks(b03, other)
    assert not changes_rating(other, load("cn-10"), check)


def test_the_band_of_a_score() -> None:
    bands = load("cn-10").rating
    assert [band(bands, Decimal(score)) for score in ("100", "90", "89.99", "60", "0", "-1")] == list("优优良中差差")


def test_nothing_is_told_where_nothing_fits() -> None:
    assert causes(a01, execution_rate="120%") == []
    assert causes(a08, executed="264.99") == []


@given(st.integers(100, 10**7), st.integers(0, 2))
def test_every_number_tried_is_one_that_could_be_printed(number: int, decimals: int) -> None:
    written = Decimal(number).scaleb(-decimals)
    tried: list[Decimal] = []
    for ways in (slips, mistyped):
        assert list(ways(written, lambda right: tried.append(right) or False)) == []  # type: ignore[func-returns-value]
    assert tried
    assert all(right >= 0 for right in tried)


@given(st.integers(1000, 10**7), st.data())
def test_a_transposition_is_found(number: int, data: st.DataObject) -> None:
    digits = str(number)
    pairs = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
    if not pairs:
        return
    at = data.draw(st.sampled_from(pairs))
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    found = [cause.en for cause in slips(Decimal(swapped), Decimal(number).__eq__)]
    assert any(cause.startswith("two digits transposed") for cause in found) or swapped.startswith("0")
