"""Generated forms are correct and say what their truth says; mutators break one thing and know which."""

import random
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import pytest

from corpus.make.generate import HANDS, Made, make
from corpus.make.layout import every_layout
from corpus.make.mutate import AMOUNTS, BATCH, FORM, REPORT, mutate
from corpus.make.wrongbatch import COMPARISONS

SEEDS = range(25)
CELLS = 7  # a row's own, the total and the two texts that speak of it
WIDER = ("A02", "A03", "A10", "A11", "A12", "A15", "B02", "B09", "B10", "B11", "C04", "C06", "C10", "C21", "C22", "C26",
         "D03", "D06", "D08", "D09", "D11", "D12", "F19", "F20", "F21")  # fmt: skip # a mistake of several cells
ELSEWHERE = ("A03", "A06", "A07", "A08", "A12", "B09", "C10", "C11", "C15", "D01", "D03", "D09", "D12", "F06",
             "F07", "F08", "F09", "F10", "F24")  # fmt: skip # what is wrong shows in another cell than the one changed
LAYOUTS = sorted(every_layout())


@cache
def made_once(seed: int, layout: str, prose: bool) -> Made:
    """Two forms; kept, because every rule breaks the same documents."""
    return make(seed, layout, forms=2, prose=prose)


@cache
def cells_once(seed: int, layout: str) -> dict[tuple[int, int, int], str]:
    return cells(made_once(seed, layout, True))


def number(value: dict[str, Any]) -> Decimal:
    return Decimal(value["number"])


def cells(made: Made) -> dict[tuple[int, int, int], str]:
    return {(n, box.row, box.col): box.text for n, table in enumerate(made.sheet.tables) for box in table.boxes}


@pytest.mark.parametrize("quirks", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_total_is_the_sum_of_its_parts(layout: str, quirks: bool) -> None:
    for seed in SEEDS:
        form = make(seed, layout, quirks=quirks).truth["forms"][0]
        rows = [*form["indicators"], *(fund for fund in form["funds"] if fund["kind"] == "total")]
        for name in ("weight", "score"):
            stated = form["total"].get(name)
            if stated and any(row[name] for row in form["indicators"]):
                assert sum(number(row[name]) for row in rows if row[name]) == number(stated), (seed, name)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_fund_columns_add_up_and_rates_are_rounded_half_up(layout: str) -> None:
    for seed in SEEDS:
        content, funds = make(seed, layout).contents[0], make(seed, layout).truth["forms"][0]["funds"]
        if not funds:
            assert not every_layout()[layout].fund_columns
            continue
        total = next(fund for fund in funds if fund["kind"] == "total")
        for side in {entry.side for entry in content.funds}:
            parts = [fund for fund, entry in zip(funds, content.funds, strict=True) if entry.side == side]
            parts = [fund for fund in parts if fund is not total]
            for name in ("full_budget",) if side else ("initial_budget", "full_budget", "executed"):
                if total[name] and parts:
                    assert sum(number(fund[name]) for fund in parts) == number(total[name])
        assert ("execution_rate" in dict(every_layout()[layout].fund_columns)) == (total["execution_rate"] is not None)
        if total["execution_rate"]:
            rate = number(total["execution_rate"])
            exact = number(total["executed"]) / number(total["full_budget"] or total["initial_budget"]) * 100
            assert exact.quantize(rate, ROUND_HALF_UP) == rate


def test_scores_below_their_weight_follow_the_share_reached_and_are_explained() -> None:
    missed = 0
    for seed in SEEDS:
        for row in make(seed, "cn-2020").truth["forms"][0]["indicators"]:
            if number(row["score"]) < number(row["weight"]):
                missed += 1
                share = number(row["actual"]) / number(row["target"])
                assert abs(share * number(row["weight"]) - number(row["score"])) <= Decimal("0.005")
                assert row["reason"]["kind"] == "text"
    assert missed > 10


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_placed_value_stands_in_its_cell(layout: str) -> None:
    for seed in range(5):
        made = make(seed, layout, forms=2, quirks=True)
        drawn = cells(made)
        for form in made.truth["forms"]:
            for row in (*form["funds"], *form["indicators"], form["total"]):
                for value in (entry for entry in row.values() if isinstance(entry, dict) and "place" in entry):
                    place = value["place"]
                    said = drawn[place["table"] - 1, place["row"], place["col"]]
                    assert said == value["text"] or said.endswith(f"：{value['text']}")


@pytest.mark.parametrize("hand", sorted(HANDS))
def test_the_same_seed_gives_the_same_bytes(hand: str) -> None:
    assert make(7, "cn-2020", hand).word_file == make(7, "cn-2020", hand).word_file
    assert make(7, "cn-2020", hand).word_file != make(8, "cn-2020", hand).word_file


@pytest.mark.parametrize("rule", [*FORM, *REPORT])
def test_a_mutator_changes_at_most_a_mistake_and_its_carry(rule: str) -> None:
    applied = 0
    for seed in SEEDS:
        for layout in ("transfer-integrated",) if rule == "A19" else ("cn-2020", "yunnan", "sichuan"):
            made = made_once(seed, layout, rule not in AMOUNTS)
            mutant = mutate(made, rule)
            if mutant is None:
                continue
            wrong, broken = mutant
            before, after = cells_once(seed, layout), cells(wrong)
            changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
            assert changed or (made.prose, made.signature) != (wrong.prose, wrong.signature)
            assert rule in WIDER or len(changed) <= CELLS, changed
            if broken.form is not None and broken.cell is not None and rule not in ELSEWHERE:
                assert (broken.form - 1, *broken.cell) in changed, broken
            applied += 1
    assert applied


@pytest.mark.parametrize("rule", BATCH)
def test_a_run_of_reports_and_the_same_run_with_one_mistake_differ(rule: str) -> None:
    pairs = [COMPARISONS[rule][1](make(seed, "cn-2020"), random.Random(seed)) for seed in range(8)]
    found = [pair for pair in pairs if pair is not None]
    assert found
    for true, wrong in found:
        assert [made.word_file for made in true] != [made.word_file for made in wrong]


def test_prose_claims_are_the_figures_of_the_forms() -> None:
    made = make(3, "cn-2020", forms=3, prose=True)
    spent = [form["funds"][0]["executed"]["number"] for form in made.truth["forms"]]
    assert [claim["number"] for claim in made.truth["claims"] if claim["kind"] == "amount"] == spent


def test_quirks_leave_no_record_of_what_nobody_filled() -> None:
    made = [make(seed, "cn-2020", quirks=True) for seed in SEEDS]
    assert any(row.residue for document in made for row in document.contents[0].rows)
    assert any(row.group for document in made for row in document.contents[0].rows)
    for document in made:
        names = [row["level_3"] for row in document.truth["forms"][0]["indicators"]]
        assert not {"", "……"} & set(names)


def test_an_unseen_layout_says_the_same_in_other_words_and_order() -> None:
    columns = [make(seed, "cn-2020", unseen=True).contents[0].layout.columns for seed in SEEDS]
    assert len({tuple(role for role, _ in one if role != "review_score") for one in columns}) == 2
    assert len({dict(one)["actual"] for one in columns}) == 4
