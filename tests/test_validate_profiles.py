"""Profiles: every figure has a source, children state only what differs, and a form chooses by what it prints."""

from decimal import Decimal
from importlib.resources import files

import pytest
from msgspec.structs import replace

from forms import checks, findings, form, fund, fund_block, row, rows, total
from normalize.model import Form
from seed_forms import seed
from validate.choose import choose
from validate.profile import ProfileError, load, names, parse
from validate.registry import RULES

BY_CODE = {rule.code: rule for rule in RULES}
SHIPPED = (
    "anhui", "beijing-2016", "cn-10", "cn-101", "guangxi", "guizhou", "hubei", "hunan", "sichuan", "transfer",
    "yinchuan", "yunnan",
)  # fmt: skip


def test_the_profiles_asked_for_are_shipped() -> None:
    assert names() == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_a_profile_is_whole_and_every_figure_has_a_source(name: str) -> None:
    profile = load(name)
    assert profile.name == name
    assert profile.title.zh
    assert profile.title.en
    assert all(entry.says.zh and entry.says.en for entry in profile.provenance.values())
    figures = {"total", "execution_weight", "execution_denominators", "execution_score", "first_level_weights"}
    assert figures | {"rating", "thresholds", "tier_bands", "score_step"} <= set(profile.provenance)
    assert list(profile.rating.values()) == sorted(profile.rating.values(), reverse=True)
    weights = sum(profile.first_level_weights.values())
    assert not weights or weights + profile.execution_weight in (100, 90 + 10)


@pytest.mark.parametrize("name", SHIPPED)
def test_background_knowledge_is_called_practice(name: str) -> None:
    unconfirmed = [entry for entry in load(name).provenance.values() if "未核对" in entry.says.zh]
    assert all(entry.source == "practice" for entry in unconfirmed)


def test_a_child_keeps_what_it_does_not_state() -> None:
    common, hubei = load("cn-10"), load("hubei")
    assert hubei.execution_weight == 20
    assert hubei.rating == common.rating
    assert hubei.thresholds == common.thresholds
    assert hubei.provenance["rating"] == common.provenance["rating"]


def shipped(name: str) -> str:
    return (files("validate") / "profiles" / f"{name}.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('name = "x"\nbonus = 5\n[provenance]\nbonus = { source = "printed", zh = "甲", en = "a" }', "bonus"),
        ('name = "x"\ntotal = 90\n', "no provenance for total"),
        ('name = "x"\ntotal = 90\n[provenance]\ntotal = { source = "hearsay", zh = "甲", en = "a" }', "hearsay"),
        ('name = "x"\n[thresholds]\nluck = 1\n[provenance]\nthresholds = { source = "printed", zh = "甲", en = "" }',
         "luck"),
    ],
)  # fmt: skip
def test_what_no_one_knows_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ProfileError, match=complaint):
        parse(text, shipped("cn-10"))


def test_a_profile_holds_for_its_years() -> None:
    assert load("cn-101").valid_in(2021)
    assert load("cn-101").valid_in(None)
    assert not load("cn-101").valid_in(2020)


def weighted(*pairs: tuple[str, str, str], funds: str = "10") -> Form:
    made = [row(f"指标{n}", second, first, weight=w) for n, (first, second, w) in enumerate(pairs, 1)]
    return form(
        funds=fund_block(fund(full_budget="10", executed="10", weight=funds, score=funds)), indicators=rows(*made)
    )


USUAL = (("产出指标", "数量指标", "50"), ("效益指标", "社会效益指标", "30"), ("满意度指标", "服务对象满意度指标", "10"))
LINES = fund_block(fund(initial_budget="10", executed="5", execution_rate="50%", weight="10", score="5"))


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (seed(1), "cn-10"),
        (weighted(*USUAL), "cn-10"),
        (weighted(*USUAL, funds="20"), "hubei"),
        (form(block_points=(("fund_score", "20"),)), "hubei"),
        (weighted(("产出指标", "数量指标", "40"), ("效益指标", "社会效益指标", "30"), ("满意度指标", "满意度", "20")),
         "yunnan"),
        (weighted(("成本指标", "经济成本指标", "20"), ("产出指标", "数量指标", "40")), "cn-101"),
        (replace(weighted(("成本指标", "经济成本指标", "20")), year=2019), "cn-10"),
        (weighted(("项目决策", "立项", "10"), ("项目管理", "执行", "25")), "yinchuan"),
        (form(funds=LINES), "beijing-2016"),
        (form(kind="department",
              funds=fund_block(fund(initial_budget="9", executed="5"), fund("basic", initial_budget="6"))),
         "guizhou"),
        (form(funds=fund_block(fund(full_budget="55.8", integrated_out="3", executed="30.8"))), "transfer"),
        (form(block_points=(("indicators", "90"),), funds=fund_block(fund(full_budget="1", executed="1"),
              fund("special_account", full_budget="0", executed="0"))), "sichuan"),
        (form(sections=[("注", "完成值超过指标值130%的，应说明原因。")]), "guangxi"),
        (form(), "cn-10"),
    ],
)  # fmt: skip
def test_a_form_chooses_by_what_it_prints(made: Form, name: str) -> None:
    chosen = choose(made)
    assert chosen.profile.name == name
    assert chosen.why.zh
    assert chosen.why.en


def test_the_default_says_that_it_is_one() -> None:
    assert "默认" in choose(form()).why.zh
    assert "默认" not in choose(seed(1)).why.zh


def test_a_transfer_is_held_against_the_budget_net_of_integrated_funds() -> None:
    made = form(
        funds=fund_block(fund(full_budget="55.8", integrated_out="3", executed="30.8", execution_rate="58.33%"))
    )
    assert [check.status for check in checks(BY_CODE["A01"], made)] == ["holds"]


@pytest.mark.parametrize(
    ("base", "executed", "rate", "status"),
    [
        (None, "30.8", "55.20%", "explained"),  # of the full budget, where nothing says so
        ("full_budget", "30.8", "55.20%", "holds"),
        ("full_budget", "30.8", "58.33%", "holds"),  # of the profile's base, against the heading
        ("full_budget", "30.8", "57.20%", "fails"),
        (None, "53.6", "96.06%", "holds"),  # more than the net budget: the integrated money is among it
        (None, "53.6", "101.52%", "holds"),
    ],
)
def test_the_base_the_heading_names_asks_for_no_word(base: str | None, executed: str, rate: str, status: str) -> None:
    line = fund(full_budget="55.8", integrated_out="3", executed=executed, execution_rate=rate)
    made = replace(form(funds=fund_block(line)), rate_base=base)
    assert [check.status for check in checks(BY_CODE["A01"], made)] == [status]


def test_steps_of_2021_are_permitted_beside_the_capped_rate() -> None:
    def scored(score: str) -> Form:
        line = fund(full_budget="100", executed="85", execution_rate="85%", weight="10", score=score)
        return form(funds=fund_block(line), indicators=rows(row("成本", "经济成本指标", "成本指标", weight="20")))

    assert [checks(BY_CODE["A04"], scored(score))[0].status for score in ("8.5", "7", "6")] == [
        "holds",
        "holds",
        "fails",
    ]


def test_the_place_decides_how_grave_an_unexplained_excess_is() -> None:
    made = form(indicators=[row("培训", target="≥4次", actual="8次", reason="")])
    assert [f.severity for f in findings(BY_CODE["C08"], made)] == ["query"]
    assert [f.severity for f in findings(BY_CODE["C08"], made, profile=load("guangxi"))] == ["warning"]


def test_the_bands_of_a_place_decide_a_tier() -> None:
    tier = "部分达成年度指标并具有一定效果"
    made = form(indicators=[row("制度", target="健全", actual=tier, weight="10", score="5")], totals=total("100", "95"))
    assert [f.severity for f in findings(BY_CODE["C12"], made)] == ["warning"]
    assert findings(BY_CODE["C12"], made, profile=load("hubei")) == []
    assert load("hubei").tier_bands == (Decimal(80), Decimal(50))
