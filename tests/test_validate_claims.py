"""Text against table: hedges, units, pairings, savings, periods, parts and wholes, and what a whole number can give."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from extract.model import TextPlace
from forms import checks, findings, form, fund, fund_block, goal, place, report, row, value
from normalize.model import Claim, Form, Part
from normalize.recognise import recognise
from rule_pages import drawn_document
from validate.audit import audit
from validate.claims import Wording, agrees, wording, yuan
from validate.copies import COMMON, copies, texts
from validate.facts import facts
from validate.figures import Figure
from validate.likeness import same_project
from validate.rounding import half_up
from validate.rules.f01_project_count_differs import project_count_differs
from validate.rules.f02_project_name_differs import project_name_differs
from validate.rules.f03_amount_in_text_differs import amount_in_text_differs
from validate.rules.f04_difference_in_text_differs import difference_in_text_differs
from validate.rules.f05_text_stops_before_year_end import text_stops_before_year_end
from validate.rules.f11_parts_in_text_differ_from_whole import parts_in_text_differ_from_whole
from validate.rules.f15_percentage_unattainable import shares
from validate.rules.f19_saving_contradicts_execution import saving_contradicts_execution
from validate.rules.f20_savings_of_opposite_sign import savings_of_opposite_sign
from validate.savings import implied_base

amounts = st.decimals(Decimal("0.01"), Decimal(99999), places=2)


def project(
    number: int, name: str, executed: str, budget: str = "100.00", saved: str | None = None, **more: object
) -> Form:
    rows = (row("成本节约率", "成本指标", target="≥0", actual=saved),) if saved else ()
    funds = fund_block(fund("total", initial_budget=budget, full_budget=budget, executed=executed))
    return form(number, identity={"project_name": name}, funds=funds, indicators=rows)


def claim(kind: str, text: str, said: str, about: str | None = None, **more: object) -> Claim:
    """A claim on a stretch of paragraph 0."""
    start = text.index(said)
    found = Claim("count", said, TextPlace(0, start, start + len(said)), about=about)
    return replace(found, kind=kind, **more)  # type: ignore[arg-type]


def money(kind: str, text: str, said: str, about: str | None) -> Claim:
    digits = "".join(c for c in said if c.isdigit() or c == ".")
    return claim(kind, text, said, about, number=Decimal(digits), unit="元" if "万" not in said else "万元")


@pytest.mark.parametrize(
    ("before", "after", "hedge"),
    [
        ("调解", "余起", Wording(at_least=True)),
        ("近", "场", Wording(about=True)),
        ("超过", "人", Wording(at_least=True)),
        ("支出", "万元左右", Wording(about=True)),
        ("共", "件", Wording()),
    ],
)
def test_hedges_are_read_beside_the_number(before: str, after: str, hedge: Wording) -> None:
    assert wording(before, after) == hedge


def test_a_hedge_is_taken_at_its_word() -> None:
    assert agrees(Decimal(100), Fraction(187), Wording(at_least=True))[0] == "holds"
    assert agrees(Decimal(100), Fraction(99), Wording(at_least=True))[0] == "fails"
    assert agrees(Decimal(100), Fraction(96), Wording(about=True))[0] == "holds"
    assert agrees(Decimal(100), Fraction(94), Wording(about=True))[0] == "fails"


@given(amounts)
def test_an_amount_copied_or_honestly_rounded_holds_in_any_unit(executed: Decimal) -> None:
    inside = project(1, "养老", str(executed))
    for said, number, unit in (
        (f"{executed}万元", executed, "万元"),
        (f"{half_up(Fraction(executed), 1)}万元", half_up(Fraction(executed), 1), "万元"),
        (f"{executed * 10000:f}元", executed * 10000, "元"),
    ):
        text = f"养老项目实际支出{said}。"
        told = claim("amount", text, said, "养老", number=number, unit=unit)
        (check,) = checks(amount_in_text_differs, inside, paragraphs=(text,), claims=(told,))
        assert check.status == "holds", check


@given(amounts, st.integers(1, 9))
def test_an_amount_a_digit_off_fails_or_is_cut(executed: Decimal, more: int) -> None:
    text = f"养老项目实际支出{executed + more}万元。"
    told = money("amount", text, f"{executed + more}万元", "养老")
    (check,) = checks(amount_in_text_differs, project(1, "养老", str(executed)), paragraphs=(text,), claims=(told,))
    assert check.status == "fails"
    assert check.amount == more


def test_amounts_go_to_their_projects_by_name_and_then_by_order() -> None:
    text = "重点项目2个，分别为社会管理、公共管理，实际支出分别为255.42万元、1524.85万元。"
    told = (
        claim("project_name", text, "社会管理", "社会管理"),
        claim("project_name", text, "公共管理", "公共管理"),
        money("amount", text, "255.42万元", "社会管理"),
        money("amount", text, "1524.85万元", "公共管理"),
    )
    both = (project(1, "公共服务", "1524.85"), project(2, "社会管理", "255.42"))
    found = checks(amount_in_text_differs, *both, paragraphs=(text,), claims=told)
    assert [check.status for check in found] == ["holds", "holds"]
    (name,) = findings(project_name_differs, *both, paragraphs=(text,), claims=told)
    assert (name.stated, name.expected) == ("公共管理", "公共服务")


def test_a_list_that_ends_in_etc_misses_nothing() -> None:
    forms = (project(1, "社会管理", "1.00"), project(2, "公共服务", "2.00"), project(3, "老年餐桌", "3.00"))
    for text, missing in (("包括社会管理、公共服务等项目。", 0), ("包括社会管理、公共服务。", 1)):
        told = tuple(claim("project_name", text, name, name) for name in ("社会管理", "公共服务"))
        assert len(findings(project_name_differs, *forms, paragraphs=(text,), claims=told)) == missing


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("社会管理", "社会管理项目", True),
        ("51092324T000010263357-2023年农村公路养护", "农村公路养护项目资金", True),
        ("公共管理", "公共服务", False),
        ("农村公路养护", "2022年农村公路养护工程专项资金", True),
    ],
)
def test_project_names_are_compared_without_their_trimmings(one: str, other: str, same: bool) -> None:
    assert same_project(one, other) is same


def test_a_count_beside_a_right_one_is_a_whole_and_its_part() -> None:
    text = "本单位项目5个，其中重点项目2个。"
    forms = (project(1, "甲", "1.00"), project(2, "乙", "2.00"))
    five = claim("project_count", text, "5个", number=Decimal(5))
    two = claim("project_count", text, "2个", number=Decimal(2))
    assert findings(project_count_differs, *forms, paragraphs=(text,), claims=(five, two)) == []
    (alone,) = findings(project_count_differs, *forms, paragraphs=(text,), claims=(five,))
    assert (alone.stated, alone.expected) == ("5", "2")
    (unread,) = checks(project_count_differs, paragraphs=(text,), claims=(two,))
    assert unread.status == "not_checked"


@given(amounts, amounts)
def test_the_difference_holds_whichever_amount_is_greater(executed: Decimal, budget: Decimal) -> None:
    gap = abs(executed - budget)
    text = f"养老项目支出年初预算数与年终决算数相差{gap}万元"
    told = claim("difference", text, f"相差{gap}万元", "养老", number=gap, unit="万元")
    inside = project(1, "养老", str(executed), str(budget))
    (check,) = checks(difference_in_text_differs, inside, paragraphs=(text,), claims=(told,))
    assert check.status == "holds"


@given(st.lists(st.integers(0, 500), min_size=2, max_size=6), st.integers(-3, 3))
def test_counts_add_up_exactly(parts: list[int], off: int) -> None:
    place = TextPlace(0, 0, 2)
    told = Claim(
        "breakdown", "共件", place, Decimal(max(sum(parts) + off, 0)), "件", "纠纷",
        tuple(Part("一般纠纷", Decimal(part), place) for part in parts),
    )  # fmt: skip
    (check,) = checks(parts_in_text_differ_from_whole, form(), claims=(told,))
    assert (check.status == "holds") is (told.number == sum(parts))
    assert check.status in ("holds", "fails")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("全年办理案件120件，其中刑事案件40件、民事案件60件，结案率98%。", "query"),
        ("共91件，其中重点12件、难点8件。", "query"),
        ("新建项目12个（学校3个、医院2个）。", "query"),
        ("下达资金1256万元，包括中央资金900万元、省级资金265万元。", "query"),
        ("本年支出95万元，其中基本支出60万元、项目支出30万元。", "query"),  # 经营支出 may stand beside them
        ("共91件，其中重点12件、难点80件。", "error"),
        ("培训学员120人，其中男性50人、女性60人。", "error"),
        ("受理工单91件，其中咨询11件、其他70件。", "error"),
        ("受理工单91件，其中已办结80件、未办结10件。", "error"),
        ("资金100万元，分别为中央60万元、省级30万元。", "error"),
        ("发放补贴130万元，包括种粮补贴100万元、购机补贴20万元，共计120万元。", "error"),
    ],
)
def test_parts_behind_among_them_may_be_some_of_the_whole_but_never_more(text: str, severity: str) -> None:
    told = audit(recognise(drawn_document(text))).findings
    assert [one.severity for one in told if one.rule == "F11"] == [severity]


@pytest.mark.parametrize(
    ("text", "rule", "told"),
    [
        ("全年计划120件，完成118件，完成率98%。", "F28", []),
        ("全年计划120件，完成108件，完成率98%。", "F28", ["error"]),
        ("计划120件，完成130件，完成率100%。", "F28", []),
        ("计划约120件，完成108件，完成率98%。", "F28", []),
        ("计划完成改造5个小区，完成3个，完成率80%。", "F28", ["error"]),
        ("计划培训10期、500人，完成培训10期、450人，完成率100%。", "F28", []),
        ("受理案件620件，办结595件，按期办结率99%。", "F28", []),
        ("受理案件620件，办结595件，办结率99%。", "F28", ["warning"]),
        ("抽检100批次，合格98批次，合格率97%。", "F28", ["warning"]),
        ("年度目标任务30个，实际完成28个，年度任务完成率100%（2个调整取消）。", "F28", []),
        ("年度目标任务30个，实际完成28个，其余2个跨年实施，完成率93.3%。", "F16", []),
        ("检测水样120份，合格率98.3%，其中出厂水40份，合格40份，合格率100%。", "F17", []),
        ("甲村接种120人，接种率98.3%，乙村接种40人，接种率100%。", "F17", []),
        ("资金36,950万元，实际使用19,078万元，资金使用率61.63%。", "F28", ["warning"]),
        ("资金36,950万元，实际使用19,078万元，资金使用率51.63%。", "F28", []),
        ("资金36,950万元，其中中央20,000万元，实际使用19,078万元，使用率80%。", "F28", []),
        ("年初预算200万元，拨付资金66.86万元，资金拨付进度100%。", "F28", ["query"]),
        ("资金36,950万元，使用19,078万元，资金结转17,782万元。", "F04", ["warning"]),
        ("资金36,950万元，使用19,078万元，资金结转17,872万元。", "F04", []),
        ("预算0.01亿元，支出90.55万元，执行率90.55%，结余9.45万元。", "F04", []),
        ("预算100万元，支出90万元，收回5万元，结转5万元。", "F04", []),
        ("上年结转10万元，本年预算100万元，支出90万元，结转20万元。", "F04", []),
        ("预算100万元，支出90万元，结余近10万元。", "F04", []),
    ],
)
def test_rates_and_remainders_follow_from_their_own_sentence(text: str, rule: str, told: list[str]) -> None:
    found = audit(recognise(drawn_document(text))).findings
    assert [one.severity for one in found if one.rule == rule and one.severity != "note"] == told


def test_what_a_paragraph_repeats_from_a_cell_is_told_once() -> None:
    done = "1-11月新增床位46张"
    inside = form(goals=(goal("新增床位50张", done),))
    cell = Claim("period", "1-11月", place(8, 5).part(0, 5), date="2022-11", form=1)
    prose = Claim("period", "1-11月", TextPlace(0, 0, 5), date="2022-11")
    (found,) = findings(text_stops_before_year_end, inside, paragraphs=(done,), claims=(cell, prose))
    assert (found.form, found.stated) == (1, "1-11月")
    assert [one.role for one in found.evidence] == ["stated", "context"]


@pytest.mark.parametrize(
    "claims",
    [
        (("11月", "2022-11"),),
        (("上半年", "2022-06"), ("下半年", "2022-12")),
        (("1-12月", "2022-12"),),
        (("截止2021年11月", "2021-11"),),
        (),
    ],
)
def test_the_month_of_an_event_and_a_text_that_reaches_december_are_fine(claims: tuple[tuple[str, str], ...]) -> None:
    told = tuple(Claim("period", text, place(8, 5), date=date, form=1) for text, date in claims)
    assert findings(text_stops_before_year_end, form(goals=(goal("甲", "乙"),)), claims=told) == []


@given(amounts, amounts, st.integers(0, 3))
def test_an_honest_savings_rate_holds(budget: Decimal, executed: Decimal, decimals: int) -> None:
    saved = half_up((Fraction(budget) - Fraction(executed)) / Fraction(budget) * 100, decimals)
    (check,) = checks(saving_contradicts_execution, project(1, "养老", str(executed), str(budget), f"{saved}%"))
    assert check.status == "holds"


def test_the_implied_base_of_a_savings_rate() -> None:
    stated, executed = Figure(value("61.06%", "rate"), Decimal("61.06")), Figure(value("255.42"), Decimal("255.42"))
    assert implied_base(stated, executed) == (Decimal("655.85"), Decimal("656.02"))
    assert implied_base(Figure(stated.value, Decimal("100.00")), executed) is None


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("255.42", "61.06%"), ("152.00", "-11.21%"), 1),
        (("255.42", "-61.06%"), ("152.00", "-11.21%"), 0),
        (("90.00", "10%"), ("152.00", "-52%"), 0),
        (("90.00", "10%"), ("80.00", "-20%"), 1),
    ],
)
def test_opposite_signs_need_the_same_footing(first: tuple[str, str], second: tuple[str, str], found: int) -> None:
    forms = [project(n, name, one[0], "100.00", one[1]) for n, name, one in ((1, "甲", first), (2, "乙", second))]
    assert len(findings(savings_of_opposite_sign, *forms)) == found


def test_facts_keep_their_words_units_and_hedges() -> None:
    text = "12345热线受理工单4277件，满意率97.48%；禁毒宣传近100余场，发放资料1万余份。2022年12月完成采样2.04万人次"
    found = [(str(one.number), one.unit, one.before) for one in facts(text)]
    assert found == [
        ("4277", "件", "12345热线受理工单"),
        ("97.48", "%", "满意率"),
        ("100", "场", "禁毒宣传近"),
        ("10000", "份", "发放资料"),
        ("20400.00", "人次", "2022年12月完成采样"),
    ]
    assert [one.hedge.at_least for one in facts(text)] == [False, False, True, True, False]


def test_years_that_a_thing_lasts_are_counted_and_no_others() -> None:
    text = "设施持续使用年限不少于13年；2023年12月完工，近3年维护2次，质保期5年。"
    assert [(str(one.number), one.unit) for one in facts(text)] == [("13", "年"), ("2", "次"), ("5", "年")]


@given(st.integers(1, 5000), st.integers(0, 5000))
def test_a_share_of_the_count_is_among_the_shares_tried(count: int, part: int) -> None:
    part = max(1, min(part, count))
    printed = half_up(Fraction(part * 100, count), 2)
    if printed > 0:
        fact = replace(facts("合格率1%")[0], number=printed)
        assert any(half_up(one, 2) == printed for one in shares(fact, count))


def test_boilerplate_of_many_units_is_no_copy() -> None:
    text = (
        "全年新增床位五十张，改造旧床位二十张，组织护理员培训四次，开展入户探访一千五百人次，建立健康档案八百六十份，"
        "服务对象反映良好，各项任务按期完成。"
    )

    def filed(n: int, done: str) -> object:
        return replace(report(form(goals=(goal("甲", done),))), unit=f"第{n}单位")

    two = [filed(n, text) for n in range(2)]
    many = [filed(n, text) for n in range(COMMON + 2)]
    other = [filed(0, text), filed(1, text[::-1])]
    assert [len(list(copies(list(texts(reports))))) for reports in (two, many, other)] == [1, 0, 0]  # type: ignore[arg-type]


def test_money_in_words_of_several_sizes() -> None:
    assert yuan(Decimal("1.5"), "亿元") == 150_000_000
    assert yuan(Decimal(1), "件") is None


@pytest.mark.parametrize(
    ("text", "rule", "cause"),
    [
        ("资金36,950万元，使用19,078万元，资金结转17,782万元。", "F04", "相邻数字颠倒（17872 → 17782）"),
        ("年初预算数为100万元，全年执行数为98万元，预算执行率为89%。", "F28", "相邻数字颠倒（98% → 89%）"),
    ],
)
def test_what_a_sentence_states_wrong_is_told_with_what_it_looks_like(text: str, rule: str, cause: str) -> None:
    (found,) = [one for one in audit(recognise(drawn_document(text))).findings if one.rule == rule]
    assert [one.zh for one in found.likely_causes] == [cause]
