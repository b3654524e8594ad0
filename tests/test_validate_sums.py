"""Family B where a page cannot show it: the seed, merged cells, half-filled forms, and every digit of a total."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forms import checks, form, fund, fund_block, goal, place, row, rows, total, value
from normalize.model import Form, IdentityField, Section, Total
from normalize.recognise import recognise
from rule_pages import drawn_document
from seed_forms import changed, seed
from validate.audit import audit
from validate.model import Check, Rule
from validate.rules.b01_weights_differ_from_total import weights_differ_from_total
from validate.rules.b02_total_weight_unusual import total_weight_unusual
from validate.rules.b03_scores_differ_from_total import scores_differ_from_total
from validate.rules.b04_total_above_full_marks import total_above_full_marks
from validate.rules.b05_score_above_weight import score_above_weight
from validate.rules.b06_score_missing_or_negative import score_missing_or_negative
from validate.rules.b07_first_level_points_differ import first_level_points_differ
from validate.rules.b08_second_level_points_differ import second_level_points_differ
from validate.rules.b09_first_level_weights_unusual import first_level_weights_unusual
from validate.rules.b10_one_indicator_dominates import one_indicator_dominates
from validate.rules.b11_all_full_marks import all_full_marks
from validate.rules.b12_weight_zero_or_missing import weight_zero_or_missing
from validate.rules.b13_total_score_missing import total_score_missing
from validate.rules.b14_rating_differs_from_score import rating_differs_from_score
from validate.rules.b15_review_differs_from_self_score import review_differs_from_self_score
from validate.rules.b16_quoted_score_differs import quoted_score_differs

FAMILY = [
    weights_differ_from_total, total_weight_unusual, scores_differ_from_total, total_above_full_marks,
    score_above_weight, score_missing_or_negative, first_level_points_differ, second_level_points_differ,
    first_level_weights_unusual, one_indicator_dominates, all_full_marks, weight_zero_or_missing,
    total_score_missing, rating_differs_from_score, review_differs_from_self_score, quoted_score_differs,
]  # fmt: skip
EXECUTION = fund_block(fund("total", full_budget="10", executed="10", weight="10", execution_rate="100%", score="10"))


def statuses(rule: Rule, *forms: Form, **prose: object) -> list[str]:
    return [check.status for check in checks(rule, *forms, **prose)]


def only(rule: Rule, one: Form) -> Check:
    (check,) = checks(rule, one)
    return check


def scored(*pairs: tuple[str, str], **more: object) -> Form:
    """A form of an execution row of 10 and indicators of these weights and scores."""
    made = [row(f"指标{n}", weight=w, score=s, target="1", actual="1") for n, (w, s) in enumerate(pairs, 1)]
    return form(funds=EXECUTION, indicators=made, **more)


@pytest.mark.parametrize("number", [1, 2])
def test_everything_of_the_seed_holds(number: int) -> None:
    for rule in FAMILY:
        found = statuses(rule, seed(number))
        assert set(found) <= {"holds"}, (rule.code, found)
        assert found or rule.code in ("B08", "B14", "B15", "B16"), rule.code


@pytest.mark.parametrize("number", [1, 2])
def test_a_total_with_another_digit_fails_alone(number: int) -> None:
    whole = seed(number)
    for printed in ("98", "96", "89", "90"):
        wrong = replace(whole, total=total("100", printed))
        assert {rule.code for rule in FAMILY if "fails" in statuses(rule, wrong)} == {"B03"}
    for printed in ("101", "110", "200", "190"):
        wrong = replace(whole, total=replace(whole.total, weight=value(printed, "points")))
        assert {rule.code for rule in FAMILY if "fails" in statuses(rule, wrong)} == {"B01"}


def test_a_score_with_another_digit_fails_the_sum_and_its_own_limit() -> None:
    above = changed(seed(1), "主题党日活动", score="3")
    assert {rule.code for rule in FAMILY if "fails" in statuses(rule, above)} == {"B03", "B05"}
    below = changed(seed(1), "主题党日活动", score="1")
    assert {rule.code for rule in FAMILY if "fails" in statuses(rule, below)} == {"B03"}


def test_a_weight_with_another_digit_fails_the_sum_and_the_label() -> None:
    wrong = changed(seed(1), "主题党日活动", weight="3")
    assert {rule.code for rule in FAMILY if "fails" in statuses(rule, wrong)} == {"B01", "B07", "B09"}


@given(st.lists(st.decimals(0, 40, places=1), min_size=1, max_size=12), st.decimals(-3, 3, places=1))
def test_a_total_holds_exactly_when_it_is_the_sum(scores: list[Decimal], off: Decimal) -> None:
    made = scored(*((str(score), str(score)) for score in scores))
    stated = replace(made, total=total("100", str(sum(scores) + 10 + off)))
    assert only(scores_differ_from_total, stated).status == ("holds" if off == 0 else only_harmless(sum(scores), off))


def only_harmless(total_of_rows: Decimal, off: Decimal) -> str:
    """A total printed x.0 may be the exact sum rounded to whole points; anything else fails."""
    exact, stated = total_of_rows + 10, total_of_rows + 10 + off
    whole = exact.quantize(Decimal(1), "ROUND_HALF_UP")
    return "explained" if stated == whole else "fails"


def test_a_missing_operand_is_named_and_never_passes() -> None:
    check = only(scores_differ_from_total, scored(("40", "40"), ("50", ""), totals=total("100", "100")))
    assert check.status == "not_checked"
    assert check.why is not None
    assert "未填" in check.why.zh
    assert only(weights_differ_from_total, scored(("40", "40"), ("", "50"), totals=total("100", "100"))).status == (
        "not_checked"
    )


def test_a_form_without_weights_is_said_to_have_none() -> None:
    bare = form(indicators=[row("药品抽验品种", target="≥3", actual="4")])
    assert only(weights_differ_from_total, bare).status == "not_checked"
    assert only(scores_differ_from_total, bare).status == "not_checked"
    for rule in FAMILY[3:]:
        assert set(statuses(rule, bare)) <= {"not_checked"}, rule.code


def test_rows_that_break_down_another_add_nothing() -> None:
    parts = [
        row("种植面积", target="29.5亩", actual="29.5亩", weight="90", score="90"),
        row("其中桃树种植面积", target="1.5亩", actual="1.5亩", weight="", score=""),
    ]
    whole = form(funds=EXECUTION, indicators=parts, totals=total("100", "100"))
    assert only(weights_differ_from_total, whole).status == "holds"
    assert only(scores_differ_from_total, whole).status == "holds"
    assert only(weight_zero_or_missing, whole).status == "holds"


def test_an_empty_row_leaves_a_total_above_the_sum_open() -> None:
    short = scored(("40", "40"), ("", ""), totals=total("100", "100"))
    assert only(weights_differ_from_total, short).status == "not_checked"
    assert only(weights_differ_from_total, scored(("40", "40"), ("", ""), totals=total("45", "45"))).status == "fails"


def test_a_merged_score_counts_once_and_is_held_against_all_its_weights() -> None:
    grouped = rows(
        row("一个存储备份器", target="25TB", actual="25TB", weight="5", score="10", score_group=1),
        row("WIFI布点", target="100%", actual="100%", weight="5", score_group=1),
        row("满意度", target="90%", actual="95%", weight="80", score="80"),
    )
    whole = form(funds=EXECUTION, indicators=grouped, totals=total("100", "100"))
    assert only(scores_differ_from_total, whole).status == "holds"
    assert statuses(score_above_weight, whole) == ["holds", "holds"]
    too_much = replace(whole, indicators=(replace(grouped[0], score=value("11", "points")), *grouped[1:]))
    assert statuses(score_above_weight, too_much) == ["fails", "holds"]


def test_a_total_of_the_indicators_alone_is_not_an_error() -> None:
    ninety = scored(("40", "40"), ("50", "48"), totals=total("90", "88"))
    for rule in (weights_differ_from_total, total_weight_unusual, scores_differ_from_total):
        assert only(rule, ninety).status == "holds", rule.code


def test_an_execution_row_among_the_indicators_counts_once() -> None:
    inside = [row("预算执行率", target="100%", actual="100%", weight="10", score="10")]
    rest = [row("其他", target="1", actual="1", weight="90", score="90")]
    whole = form(funds=EXECUTION, indicators=inside + rest, totals=total("100", "100"))
    assert only(weights_differ_from_total, whole).status == "holds"
    assert only(scores_differ_from_total, whole).status == "holds"


def test_points_of_a_label_without_weights_are_held_against_the_scores() -> None:
    def labelled(score: str) -> Form:
        under = [row(f"指标{n}", target="1", actual="1", score=score, level_1_points="20") for n in (1, 2)]
        return form(indicators=under)

    assert [only(first_level_points_differ, labelled(score)).status for score in ("10", "9", "11")] == [
        "holds", "not_checked", "fails",
    ]  # fmt: skip


def test_points_of_labels_repeated_on_every_row_add_up_once() -> None:
    labels = (("产出指标", "40"), ("产出指标", "40"), ("效益指标", "30"), ("满意度指标", "10"))
    made = [
        replace(row("指标", None, first, level_1_points=points, score="5"), level_1_place=place(12 + n, 1))
        for n, (first, points) in enumerate(labels)
    ]
    whole = form(indicators=made, block_points=(("indicators", "80"), ("funds", "20")))
    assert [check.status for check in checks(weights_differ_from_total, whole)] == ["not_checked", "holds"]
    assert only(total_weight_unusual, whole).status == "holds"


def test_a_label_repeated_on_the_next_page_speaks_for_all_its_rows() -> None:
    def twice(first: str, second: str, points: tuple[str, str]) -> Form:
        pair = zip((first, second), points, (12, 20), strict=True)
        made = [
            replace(row("指标", weight=w, score=w, level_1_points=p), level_1_place=place(at, 1)) for w, p, at in pair
        ]
        return form(indicators=made)

    assert statuses(first_level_points_differ, twice("30", "20", ("50", "50"))) == ["holds"]
    assert statuses(first_level_points_differ, twice("30", "20", ("30", "20"))) == ["holds", "holds"]
    assert statuses(first_level_points_differ, twice("30", "21", ("30", "20"))) == ["holds", "fails"]


def test_rows_of_no_known_first_level_leave_a_label_open() -> None:
    made = [
        row("指标1", weight="30", score="30", level_1_points="50"),
        row("指标2", level_1=None, level_2=None, weight="20", score="20"),
    ]
    assert only(first_level_points_differ, form(indicators=made)).status == "not_checked"


def test_points_of_a_goal_are_the_sum_of_the_first_levels_under_it() -> None:
    made = [
        row("指标1", target="1", actual="1", score="60", level_1_points="60"),
        row(
            "指标2", level_1="效益指标", level_2="社会效益指标", target="1", actual="1", score="40", level_1_points="40"
        ),
    ]
    whole = form(indicators=made, goals=[goal("目标", "完成", points="80")])
    assert statuses(weights_differ_from_total, whole) == ["not_checked", "fails"]


@pytest.mark.parametrize(
    ("score", "rating", "status"),
    [("90", "优", "holds"), ("89.99", "优", "fails"), ("80", "良好", "holds"), ("60", "中", "holds"),
     ("59.9", "差", "holds"), ("96", "良", "fails"), ("96", "见附件", "not_checked"), ("96", "", "not_checked")],
)  # fmt: skip
def test_a_rating_is_its_band(score: str, rating: str, status: str) -> None:
    check = only(rating_differs_from_score, scored(("90", "86"), totals=total("100", score, rating)))
    assert check.status == status
    assert check.changes_conclusion == (status == "fails")


def test_a_review_far_from_the_self_assessment_is_asked_about() -> None:
    def reviewed(text: str) -> Form:
        return scored(("90", "88"), totals=Total(None, value("98", "points"), None, value(text, "points")))

    assert [only(review_differs_from_self_score, reviewed(text)).status for text in ("98", "93.5", "93", "")] == [
        "holds", "holds", "fails", "not_checked",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "status"),
    [("2个项目自评平均得分98分。", "holds"), ("项目绩效自评平均得分为97.5分。", "fails"),
     ("12个项目自评平均分98分。", "not_checked"), ("各项目绩效自评平均分98.0分", "holds")],
)  # fmt: skip
def test_an_average_named_in_the_text_is_the_mean_of_the_forms(sentence: str, status: str) -> None:
    assert statuses(quoted_score_differs, seed(1), seed(2), paragraphs=[sentence]) == [status]


def test_a_total_named_in_the_text_is_that_of_the_only_form() -> None:
    assert statuses(quoted_score_differs, seed(1), paragraphs=["该项目自评得分98分。"]) == ["fails"]
    assert statuses(quoted_score_differs, seed(1), seed(2), paragraphs=["该项目自评得分98分。"]) == ["not_checked"]
    assert statuses(quoted_score_differs, seed(1), paragraphs=["满意度测评项目平均分98分。"]) == []


def test_a_total_is_that_of_the_form_whose_project_the_sentence_names() -> None:
    named = [
        replace(seed(number), identity=(IdentityField("project_name", name, seed(number).place),))
        for number, name in ((1, "社区工作经费"), (2, "市容环境整治"))
    ]
    score = named[0].total.score
    shown = score.text if score else ""
    both = f"社区工作经费项目自评得分{shown}分，市容环境整治项目自评得分89分。"
    assert statuses(quoted_score_differs, *named, paragraphs=[both]) == ["holds", "fails"]
    assert statuses(quoted_score_differs, *named, paragraphs=["该项目自评得分98分。"]) == ["not_checked"]


def test_a_table_whose_end_or_head_is_not_in_sight_is_left_open() -> None:
    cut = [row("指标1", weight="40", score="40", level_1_points="50"), row("指标2", weight="8", score="8")]
    excerpt = form(funds=EXECUTION, indicators=cut)
    for rule in (total_weight_unusual, first_level_points_differ, total_score_missing, first_level_weights_unusual):
        assert only(rule, excerpt).status == "not_checked", rule.code
    tail = form(indicators=cut, totals=total("100", "98"), identity={})
    assert [only(rule, tail).status for rule in (weights_differ_from_total, scores_differ_from_total)] == [
        "not_checked", "not_checked",
    ]  # fmt: skip
    whole = form(indicators=cut, totals=total("100", "98"))
    assert [only(rule, whole).status for rule in (weights_differ_from_total, scores_differ_from_total)] == [
        "fails", "fails",
    ]  # fmt: skip


def test_a_sum_above_its_total_fails_even_where_rows_may_be_missing() -> None:
    cut = form(funds=EXECUTION, indicators=[row("指标1", weight="60", score="60", level_1_points="50")])
    assert only(first_level_points_differ, cut).status == "fails"


def test_the_points_of_the_execution_may_stand_beside_one_of_several_sources() -> None:
    sources = fund_block(
        fund("fiscal", full_budget="172.00", executed="165.12", execution_rate="96.00%", score="9.6"),
        fund("unit", full_budget="0.00", executed="0.00", execution_rate="—", score="—"),
    )
    one = (row("培训", weight="90", score="89.33"),)
    inside = form(funds=sources, indicators=one, total=total("100", "98.93"))
    assert [one.status for one in checks(scores_differ_from_total, inside)] == ["holds"]
    assert [one.status for one in checks(weights_differ_from_total, inside)] == ["not_checked"]


AGAIN = """项目支出绩效自评表
（2022年度）
|项目名称|社区养老|<       |<       |主管部门|民政局|实施单位|福利院|
|绩效指标|一级指标|二级指标|三级指标|指标值|完成值|分值|得分|
|^|产出指标|数量指标|新增床位|50张|50张|50|48|
|^|^|^|改造床位|20张|20张|{weight}|48|
|^|效益指标|社会效益指标|服务覆盖面|有效提升|有效提升|30|30|
|^|满意度指标|满意度指标|老人满意度|≥90%|95%|20|20|
|总分|<|<|<|<|<|100|{total}|
"""


@pytest.mark.parametrize(
    ("weight", "total", "told"),
    [
        ("^", "98", set()),  # one cell of weight, its score printed again
        ("^", "97", {"B03", "B05"}),
        ("^", "146", {"B05"}),  # counted twice, and so the score is above its weight
        ("50", "98", {"B01", "B03"}),  # no cell is shared: a duplicated row cannot be told from a mistake
    ],
)
def test_a_score_that_rows_share_and_print_again_counts_once_where_the_total_does(
    weight: str, total: str, told: set[str]
) -> None:
    found = audit(recognise(drawn_document(AGAIN.format(weight=weight, total=total)))).findings
    assert {one.rule for one in found if one.severity == "error" and one.rule.startswith("B")} - {"B04"} == told


@pytest.mark.parametrize(("printed", "due"), [("10", "not_checked"), ("10分", "not_checked"), ("20", "fails")])
def test_points_that_stand_beside_no_row_may_be_what_is_missing_of_the_total(printed: str, due: str) -> None:
    """A fund block that was not understood leaves its 权重 among the sections."""
    rows_ = (row("培训", weight="60", score="60"), row("满意", weight="30", score="30"))
    lost = (Section("权重", printed, place(3, 5)), Section("得分", "9.5", place(3, 7)))
    inside = replace(form(indicators=rows_, total=total("100", "99.5")), sections=lost)
    assert [one.status for one in checks(weights_differ_from_total, inside)] == [due]
    assert [one.status for one in checks(scores_differ_from_total, inside)] == ["not_checked"]
    other = replace(inside, total=total("100", "98.5"))
    assert [one.status for one in checks(scores_differ_from_total, other)] == ["fails"]
