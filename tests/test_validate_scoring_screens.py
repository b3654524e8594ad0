"""C08 to C27 where a page cannot show it: limits, what a screen leaves alone, and the seed."""

from typing import Any

import pytest

from forms import checks, findings, form, fund, fund_block, goal, row
from normalize.model import Form
from seed_forms import seed
from validate.model import Check, Rule
from validate.phrases import stock
from validate.registry import RULES

BY_CODE = {rule.code: rule for rule in RULES}
SCREENS: list[Rule] = [BY_CODE[f"C{n:02}"] for n in (*range(8, 23), *range(24, 28))]


def one(code: str, *cells: dict[str, Any], **more: Any) -> list[Check]:
    rows = [row(cell.pop("name", f"指标{n}"), **cell) for n, cell in enumerate(cells, 1)]
    return checks(BY_CODE[code], form(indicators=rows, **more))


def status(code: str, **cell: Any) -> str:
    """The status of a rule on a form of one row, or nothing."""
    found = one(code, cell)
    return found[0].status if found else ""


@pytest.mark.parametrize("number", [1, 2])
def test_the_screens_say_of_the_seed_what_the_audit_lists(number: int) -> None:
    found = {f.rule: f.severity for rule in SCREENS for f in findings(rule, seed(number))}
    assert found.items() >= {"C13": "note", "C14": "query", "C21": "query", "C24": "query"}.items()
    assert set(found) <= {"C13", "C14", "C15", "C21", "C24"}
    (shares,) = [f.formula for f in findings(BY_CODE["C21"], seed(number))]
    assert shares == ("15 / 18" if number == 1 else "16 / 18")


def test_no_screen_speaks_more_than_once_a_form() -> None:
    many = [row(f"绿化效果{n}", target="良好", actual="良好", weight="5", score="5", reason="") for n in range(9)]
    for code in ("C13", "C14", "C15", "C21"):
        assert len(checks(BY_CODE[code], form(indicators=many, goals=[goal("植树", "修路")]))) == 1


def test_nothing_is_said_of_an_empty_form() -> None:
    for rule in SCREENS:
        assert checks(rule, form()) == []


@pytest.mark.parametrize(
    ("actual", "reason", "due"),
    [("129", "", "holds"), ("130", "", "fails"), ("130", "新增两个村", "holds"), ("130", "无", "fails")],
)
def test_over_fulfilment_is_asked_about_from_the_limit_on(actual: str, reason: str, due: str) -> None:
    assert status("C08", target="≥100个", actual=actual, reason=reason) == due


def test_over_fulfilment_is_left_alone_where_no_ratio_or_no_column_is() -> None:
    assert status("C08", target="≥100个", actual="300") == ""
    assert status("C08", target="≤100万元", actual="300", reason="") == ""
    assert status("C08", target="0", actual="300", reason="") == ""


def test_targets_reached_twice_over_are_told_once() -> None:
    found = one(
        "C09", {"target": "≥3", "actual": "6"}, {"target": "≥3", "actual": "7"}, {"target": "≥3", "actual": "5"}
    )
    assert [(check.status, len(check.evidence)) for check in found] == [("fails", 2)]


@pytest.mark.parametrize(
    ("actual", "score", "due"),
    [
        ("达成预期指标", "8", "holds"), ("达成预期指标", "7.9", "fails"), ("达成预期指标", "10", "holds"),
        ("部分达成年度指标并具有一定效果", "8", "fails"), ("部分达成年度指标并具有一定效果", "7.9", "holds"),
        ("部分达成年度指标并具有一定效果", "6", "holds"), ("部分达成年度指标并具有一定效果", "5", "explained"),
        ("部分达成年度指标并具有一定效果", "4.9", "fails"), ("未达成年度指标且效果较差", "5.9", "holds"),
        ("未达成年度指标且效果较差", "6", "fails"), ("达成预期指标", "", "not_checked"), ("有效保障", "3", ""),
    ],
)  # fmt: skip
def test_a_tier_has_its_band(actual: str, score: str, due: str) -> None:
    assert status("C12", target="健全", actual=actual, weight="10", score=score) == due


def test_a_tier_score_rounded_at_a_bound_holds() -> None:
    assert status("C12", target="健全", actual="达成预期指标", weight="7", score="6") == "holds"
    assert status("C12", target="健全", actual="部分达成年度指标并具有一定效果", weight="7", score="4") == "holds"


@pytest.mark.parametrize(
    ("name", "actual", "due"),
    [("验收合格率", "120%", "error"), ("补贴发放率", "120%", "query"), ("收入增长率", "120%", ""),
     ("验收合格率", "100%", ""),
     ("群众满意度", "-3%", "error"), ("成本节约率", "-11.21%", "")],
)  # fmt: skip
def test_a_share_lies_between_nothing_and_all(name: str, actual: str, due: str) -> None:
    made = form(indicators=[row(name, target="100%", actual=actual)])
    assert [f.severity for f in findings(BY_CODE["C16"], made)] == ([due] if due else [])


@pytest.mark.parametrize(
    ("target", "actual", "due"),
    [("≥120人", "60户", ["warning"]), ("≥4次", "4场", []), ("≤90万元", "899740元", ["note"]),
     ("≥100%", "12件", ["warning"]),
     ("≤90万元", "90元", ["warning"]), ("≥1.2万亩", "12000亩", ["note"]), ("12", "60户", []), ("≥5家", "5个", [])],
)  # fmt: skip
def test_units_are_compared_as_printed(target: str, actual: str, due: list[str]) -> None:
    made = form(indicators=[row("受益情况", target=target, actual=actual)])
    assert [f.severity for f in findings(BY_CODE["C19"], made)] == due


def test_counts_are_whole_but_ten_thousands_are_not() -> None:
    assert status("C20", target="≥120人", actual="118.5人") == "fails"
    assert status("C20", target="≥2万人次", actual="2.04万人次") == ""
    assert status("C20", target="≥120人", actual="118.0人") == "holds"


@pytest.mark.parametrize(
    ("reason", "generic"),
    [
        ("受疫情影响开展培训活动受限。组织开展法制培训，印制宣传海报，组织干部进行法律学习及考试。", True),
        ("受疫情影响疫情防控及帮扶支出增加。严格按照预算支出，厉行节约。", True),
        ("加强技术指导,加大宣传力度", True), ("正在推进", True), ("由于客观原因未完成", True),
        ("受疫情影响，11月两期培训取消", False),
        ("由于供应商变更导致设备未到货", False), ("场地改造", False), ("无", False),
    ],
)  # fmt: skip
def test_stock_phrases(reason: str, generic: bool) -> None:
    assert (stock(reason) is not None) == generic


def test_a_merged_reason_is_looked_at_once_and_spares_reached_rows() -> None:
    def shared() -> Form:
        missed = row("一", target="4", actual="2", weight="2", score="1", reason="场地改造，少办两期")
        return form(indicators=[missed, row("二", target="4", actual="4", weight="2", score="2")])

    assert [check.status for check in checks(BY_CODE["C24"], shared())] == ["holds"]
    assert [check.status for check in checks(BY_CODE["C25"], shared())] == ["holds"]


def low(rate: str, **more: Any) -> list[str]:
    reason = {"reason": more.pop("reason")} if "reason" in more else {}
    funds = fund_block(fund(full_budget="100", executed="60", execution_rate=rate, weight="10", score="6", **reason))
    return [check.status for check in checks(BY_CODE["C26"], form(funds=funds, **more))]


def test_a_low_rate_needs_a_reason_where_there_is_room_for_one() -> None:
    assert low("60%", reason="") == ["fails"]
    assert low("60%", reason="尾款次年支付") == ["holds"]
    assert low("60%") == ["not_checked"]
    assert low("60%", sections=[("存在问题", "尾款次年支付，支付进度偏慢")]) == ["holds"]
    assert low("90%", reason="") == ["holds"]
    assert low("", reason="") == ["not_checked"]


def test_the_words_of_a_target_are_the_same_with_or_without_the_mark_of_a_column_before_them() -> None:
    cell = {"actual": "稳定", "weight": "5", "score": "5", "reason": ""}
    assert status("C14", target="定性稳定", **cell) == "fails"
    assert status("C14", target="稳定", **cell) == "fails"
    assert status("C14", target="定性良好", **cell) == "holds"
    assert status("C14", target="定性稳定/", **cell) == "fails"


def test_a_share_of_a_count_is_only_asked_about() -> None:
    asked, warned = one("C19", {"target": "3次", "actual": "100%"}), one("C19", {"target": "3次", "actual": "3台"})
    assert [check.severity for check in (*asked, *warned)] == ["query", None]
