"""The fewest cells that put a form right: planted errors are found again, and what is told really mends the form."""

import re
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from extract.model import CellPlace
from forms import form, fund, fund_block, report, row, rows, total
from normalize.model import Form, Value
from validate.audit import audit
from validate.cells import OF_FUNDS, OF_ROWS, OF_TOTAL, Spot, spots
from validate.edits import ASKED, TIED
from validate.model import Outcome, Rule
from validate.registry import RULES

TYING: tuple[Rule, ...] = tuple(one for one in RULES if one.code in TIED or one.code in ASKED)


@cache
def sound() -> Form:
    """A form where everything holds: three sources of money, eight indicators, labels with points."""
    label = {"level_1_points": "60", "level_1_place": CellPlace(1, 13, 0)}
    other = {"level_1_points": "30", "level_1_place": CellPlace(1, 19, 0)}
    return form(
        funds=fund_block(
            fund(full_budget="391.20", executed="352.08", weight="10", execution_rate="90.00%", score="9.00"),
            fund("fiscal", full_budget="260.20", executed="252.08"),
            fund("carryover", full_budget="31.00", executed="0"),
            fund("other", full_budget="100.00", executed="100.00"),
        ),
        indicators=rows(
            row("开展培训", target="12", actual="12", weight="12", score="12", reason="", **label),
            row("制作标牌", target="8", actual="6", weight="16", score="12", reason="材料涨价", **label),
            row("走访农户", target="340", actual="340", weight="8", score="8", reason="", **label),
            row("合格率", "质量指标", target="100%", actual="100%", weight="11", score="11", reason="", **label),
            row("及时率", "时效指标", target="100%", actual="100%", weight="13", score="13", reason="", **label),
            row(
                "受益群众",
                "社会效益指标",
                "效益指标",
                target="≥500",
                actual="520",
                weight="17",
                score="17",
                reason="",
                **other,
            ),
            row(
                "社会秩序",
                "社会效益指标",
                "效益指标",
                target="稳定",
                actual="稳定",
                weight="13",
                score="13",
                reason="",
                **other,
            ),
        ),
        totals=total("100", "95.00"),
    )


def put(of: Form, place: CellPlace, number: Decimal, text: str) -> Form:
    """The form with another figure in one cell."""

    def cells(thing, columns):
        found = {name: getattr(thing, name) for name in columns}
        changed = {
            name: replace(value, number=number, text=text)
            for name, value in found.items()
            if value is not None and value.place == place
        }
        return replace(thing, **changed)

    return replace(
        of,
        funds=tuple(cells(line, OF_FUNDS) for line in of.funds),
        indicators=tuple(cells(one, OF_ROWS) for one in of.indicators),
        total=cells(of.total, OF_TOTAL),
    )


def judged(of: Form) -> Outcome:
    return audit(report(of), None, TYING)


def failing(outcome: Outcome) -> list[str]:
    return [check.rule for check in outcome.checks if check.status == "fails" and check.rule in TIED]


def spot(label: str, column: str) -> Spot:
    return next(one for one in spots(sound()) if (one.label, one.column) == (label, column))


def wrong(*changes: tuple[str, str, str]) -> Outcome:
    """The outcome of the sound form with other figures: (row, column, new figure)."""
    of = sound()
    for label, column, number in changes:
        value = spot(label, column).figure.value
        of = put(of, value.place, Decimal(number), value.text.replace(str(value.number), number))
    return judged(of)


def told(outcome: Outcome) -> list[tuple[bool, list[tuple[str, str, str]]]]:
    return [
        (one.unique, [(value.text, text, " ".join(rules)) for value, text, rules in one.cells])
        for one in outcome.repairs
    ]


def test_nothing_is_told_of_a_sound_form() -> None:
    outcome = judged(sound())
    assert failing(outcome) == []
    assert outcome.repairs == ()


@pytest.mark.parametrize(
    ("change", "repair"),
    [
        (("年度资金总额", "execution_rate", "99.00"), ("99.00%", "90.00%", "A01")),
        (("年度资金总额", "executed", "325.08"), ("325.08", "352.08", "A01 A08")),
        (("年度资金总额", "score", "10.00"), ("10.00", "9.00", "A04 B03")),
        (("制作标牌", "score", "16"), ("16", "12", "B03 C02")),
        (("制作标牌", "weight", "20"), ("20", "16", "B01 B07 C01")),
        (("制作标牌", "score", "17"), ("17", "12", "B03 B05")),
    ],
)
def test_one_cell_that_explains_all_failing_checks(change: tuple[str, str, str], repair: tuple[str, str, str]) -> None:
    assert told(wrong(change)) == [(True, [repair])]


def test_alternatives_are_listed_where_one_cell_does_as_well_as_another() -> None:
    found = told(wrong(("总分", "score", "94.00")))
    assert ("94.00", "95.00", "B03") in [cells[0] for _, cells in found]
    assert len(found) > 1
    assert not any(unique for unique, _ in found)


def test_a_cell_whose_reading_is_not_sure_comes_first() -> None:
    of = put(sound(), spot("总分", "score").place, Decimal("94.00"), "94.00")
    doubted = spot("社会秩序", "score").figure.value
    unsure = replace(doubted, ocr=True, doubtful=True)
    indicators = tuple(replace(one, score=unsure) if one.score == doubted else one for one in of.indicators)
    first = judged(replace(of, indicators=indicators)).repairs[0]
    assert [(value.ocr, text) for value, text, _ in first.cells] == [(True, "12")]


def test_two_errors_need_two_cells() -> None:
    outcome = wrong(("年度资金总额", "executed", "325.08"), ("制作标牌", "score", "16"))
    assert told(outcome) == [(True, [("16", "12", "B03 C02"), ("325.08", "352.08", "A01 A08")])] or told(outcome) == [
        (True, [("325.08", "352.08", "A01 A08"), ("16", "12", "B03 C02")])
    ]


def test_errors_that_no_cell_ties_together_are_told_apart() -> None:
    money = fund_block(
        fund(initial_budget="100.00", full_budget="391.20"),
        fund("fiscal", initial_budget="60.00", full_budget="260.20"),
        fund("other", initial_budget="41.00", full_budget="132.00"),
    )
    repairs = judged(form(funds=money)).repairs
    assert {value.place.col for one in repairs for value, _, _ in one.cells} == {2, 3}
    assert all(len(one.cells) == 1 for one in repairs)


def test_a_question_alone_asks_for_no_repair() -> None:
    outcome = wrong(("走访农户", "score", "7"), ("总分", "score", "94.00"))
    assert [check.rule for check in outcome.checks if check.status == "fails"] == ["C03"]
    assert outcome.repairs == ()


def test_repairs_are_not_told_where_not_all_tying_rules_have_run() -> None:
    value = spot("总分", "score").figure.value
    of = put(sound(), value.place, Decimal(96), "96")
    assert audit(report(of), None, tuple(one for one in TYING if one.code == "B03")).repairs == ()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_told_mends_the_form_and_a_single_wrong_digit_needs_one_cell(data: st.DataObject) -> None:
    one = data.draw(st.sampled_from([spot for spot in spots(sound()) if spot.column != "target"]))
    text = str(one.figure.number)
    at = data.draw(st.sampled_from([n for n, char in enumerate(text) if char.isdigit()]))
    digit = data.draw(st.sampled_from([char for char in "123456789" if char != text[at]]))
    number = text[:at] + digit + text[at + 1 :]
    value = one.figure.value
    outcome = judged(put(sound(), value.place, Decimal(number), value.text.replace(text, number)))
    assume(failing(outcome))
    for repair in outcome.repairs:
        assert len(repair.cells) == 1
        assert failing(judged(_mended(outcome.report.forms[0], repair.cells))) == []
    originals = {(value.place, text) for repair in outcome.repairs for value, text, _ in repair.cells}
    assert not outcome.repairs or any(place == value.place for place, _ in originals) or one.column == "actual"


def _mended(of: Form, cells: tuple[tuple[Value, str, tuple[str, ...]], ...]) -> Form:
    for value, text, _ in cells:
        found = re.search(r"\d+(?:\.\d+)?", text)
        assert found
        of = put(of, value.place, Decimal(found[0]), text)
        of = replace(of, indicators=tuple(_relabelled(one, value.place, found[0]) for one in of.indicators))
    return of


def _relabelled(one, place: CellPlace, points: str):
    return replace(one, level_1_points=points) if one.level_1_place == place else one
