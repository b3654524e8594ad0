"""What rules once alleged of honest forms, or missed, in layouts nobody tuned on."""

from forms import findings, form, fund, fund_block, goal, row, total
from papers import report
from validate.audit import audit
from validate.model import Check
from validate.rules.b02_total_weight_unusual import total_weight_unusual
from validate.rules.b03_scores_differ_from_total import scores_differ_from_total
from validate.rules.c19_units_differ import units_differ
from validate.rules.c24_reason_generic import reason_generic
from validate.rules.f06_goal_without_indicator import goal_without_indicator
from validate.rules.f22_deviation_not_in_problems import deviation_not_in_problems
from validate.rules.f28_rate_in_text_differs import rate_in_text_differs
from validate.spent import rated


def test_ninety_points_where_the_execution_has_none() -> None:
    funds = fund_block(fund(full_budget="10", executed="10", execution_rate="100%"))
    rows = [row(weight="80", score="80"), row(level_1="满意度指标", level_2="满意度", weight="10", score="10")]
    scored = fund_block(fund(full_budget="10", executed="10", weight="10", execution_rate="100%", score="10"))
    assert findings(total_weight_unusual, form(funds=funds, indicators=rows, totals=total("90", "90"))) == []
    short = [row(weight="70", score="70"), row(level_1="满意度指标", level_2="满意度", weight="10", score="10")]
    assert len(findings(total_weight_unusual, form(funds=scored, indicators=short, totals=total("90", "90")))) == 1


def test_satisfaction_under_a_first_level_of_another_name_ends_a_form() -> None:
    rows = [row(weight="90", score="88"), row("老人满意度", "满意度", "影响力目标", weight="10", score="10")]
    (found,) = findings(scores_differ_from_total, form(indicators=rows, totals=total(score="98.7")))
    assert found.stated == "98.7"


def test_a_counter_with_its_noun_is_the_counter() -> None:
    assert findings(units_differ, form(indicators=[row(target="12个", actual="13个小区")])) == []
    assert len(findings(units_differ, form(indicators=[row(target="12个小区", actual="13公里")]))) == 1


def test_a_cause_in_three_words_is_a_cause() -> None:
    assert findings(reason_generic, form(indicators=[row(reason="征地受阻，加强协调")])) == []
    assert len(findings(reason_generic, form(indicators=[row(reason="下一步加强协调")]))) == 1


def test_the_same_quantity_is_an_indicator() -> None:
    goals = [goal("完成食品抽检2000批次，培训监管人员300人次", "完成")]
    rows = [row("食品抽检批次", target="≥2000批次"), row("培训人次", target="≥300人次")]
    assert findings(goal_without_indicator, form(goals=goals, indicators=rows)) == []
    assert len(findings(goal_without_indicator, form(goals=goals, indicators=rows[:1]))) == 1


def test_slow_payment_is_the_execution_rate() -> None:
    rows = [row("预算执行率", weight="10", score="8"), row("办结率", weight="10", score="8")]
    found = findings(
        deviation_not_in_problems, form(indicators=rows, sections=[("存在问题", "部分项目资金支付较慢，需加快")])
    )
    assert [("预算执行率" in one.message.zh, "办结率" in one.message.zh) for one in found] == [(False, True)]


def test_a_rate_is_recomputed_without_any_form() -> None:
    sentence = "信息化项目全年预算数120.5万元，执行数{}万元，完成预算的98%。"
    assert [one.status for one in checks_of(sentence.format("118.09"))] == ["holds"]
    (wrong,) = checks_of(sentence.format("108.09"))
    assert (wrong.status, wrong.computed, wrong.expected) == ("fails", "89.7012%", "90%")


def test_sentences_that_are_not_judged() -> None:
    for text in (
        "年初预算80万元，上年结转20万元，支出95万元，执行率95%。",
        "预算分别为10万元、20万元，执行数分别为9万元、18万元，完成预算的90%。",
        "年初预算数为0万元，支出决算为5万元，完成年初预算的0%。",
        "超出预算5万元，支出105万元，执行率105%。",
        "预算总额80万元，支出约76万元，执行率90%。",
        "预算80万元，支出76万元，任务完成率100%。",
    ):
        assert list(rated(text)) == [], text


def checks_of(text: str) -> list[Check]:
    return [one for one in audit(report(f"P {text}")).checks if one.rule == rate_in_text_differs.code]


def test_problems_in_other_words_are_only_asked_about() -> None:
    def told(text: str) -> list[str]:
        rows = [row("新增床位", target="50", actual="40", weight="50", score="40", reason="施工方延期")]
        found = findings(deviation_not_in_problems, form(indicators=rows, sections=[("存在问题", text)]))
        return [one.severity for one in found]

    assert told("支出高于年初预算，未能全面预计当年收支情况。") == ["warning"]
    assert told("部分设施未按期交付。") == ["query"]
    assert told("新增床位进展较慢。") == []
