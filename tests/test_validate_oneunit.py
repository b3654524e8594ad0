"""Amounts printed in 元 and in 万元 in one fund block are held against each other as money."""

import pytest

from papers import report
from validate.audit import audit

FORM = """
P 2024年度项目支出绩效自评表
|项目名称|<|森林防火|<|<|<|<|<|
|资金执行情况|资金性质|年初预算（万元）|全年预算（万元）|全年支出（元）|分值|执行率|得分|
|^|总额|{}|10|{}|
|^|财政拨款|80.00|80.00|780,000.00|—|97.50%|—|
|^|上级专项|6.00|12.50|120,000.00|—|96.00%|—|
|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|备注|
|产出指标|数量指标|隔离带|25公里|26公里|90|90||
"""


def verdicts(amounts: str, scored: str, *codes: str) -> list[tuple[str, str, str | None]]:
    checks = audit(report(FORM.format(amounts, scored))).checks
    of_total = [check for check in checks if check.rule in codes and check.subject.row == "总额"]
    return [(check.rule, check.status, check.formula) for check in of_total]


def test_a_rate_and_its_score_follow_from_amounts_in_two_units() -> None:
    assert verdicts("86.00|92.50|900,000.00", "97.30%|9.73", "A01", "A04", "A08") == [
        ("A01", "holds", "90.00 ÷ 92.50"),
        ("A04", "holds", "97.30% × 10"),
        ("A08", "holds", "78.00 + 12.00"),
    ]


@pytest.mark.parametrize(("spent", "rate"), [("900,000.00", "79.30%"), ("90.00", "97.30%")])
def test_a_wrong_rate_fails_in_two_units(spent: str, rate: str) -> None:
    ((_, status, _),) = verdicts(f"86.00|92.50|{spent}", f"{rate}|9.73", "A01")
    assert status == "fails"


def test_the_budget_was_not_exceeded_by_the_same_money_in_a_smaller_unit() -> None:
    assert [status for _, status, _ in verdicts("92.50|92.50|925,000.00", "100%|10", "A02", "A03")] == ["holds"] * 2


def test_a_finer_amount_claims_no_digits_for_the_others() -> None:
    assert verdicts("86.00|92.50|899,953.60", "97.29%|9.73", "A01") == [("A01", "holds", "89.99536 ÷ 92.50")]
