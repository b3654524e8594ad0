"""The measuring itself: wrong is counted as wrong, right as right, and held-out documents stay apart."""

import copy
from dataclasses import replace
from typing import Any

import pytest

from corpus.make import ink
from corpus.make.generate import make
from corpus.make.layout import every_layout, held_out
from corpus.make.mutate import BATCH, FORM, REPORT, RULES
from corpus.make.scan import Scanner
from corpus.measure import cases, clean, diff, digits, mutants, printings, scans
from corpus.measure.__main__ import main
from corpus.measure.fields import compare, wrong
from corpus.measure.show import shown
from corpus.measure.tables import share
from extract.model import Cell, CellPlace, Document, Grid, Source
from validate import registry

TWICE = {"hunan-department"}  # breaks its total down by source and by use
CASE = cases.named("cn-2020/0/plain/word.word")


@pytest.fixture
def pair() -> tuple[dict[str, Any], dict[str, Any]]:
    """A report that says exactly what the truth says, and the truth."""
    truth = CASE.made().truth
    return copy.deepcopy(truth), truth


Pair = tuple[dict[str, Any], dict[str, Any]]


def test_the_truth_itself_is_all_right(pair: Pair) -> None:
    reading = compare(*pair)
    assert list(wrong(reading)) == []
    assert (reading.missing, reading.invented) == ([], [])
    assert reading.records["indicators"] == len(pair[1]["forms"][0]["indicators"])
    assert len(reading.fields) > 100


def test_one_wrong_figure_is_one_wrong_field(pair: Pair) -> None:
    pair[0]["forms"][0]["indicators"][2]["score"]["number"] = "99"
    assert [seen.name for seen in wrong(compare(*pair))] == ["score"]


def test_a_value_in_another_cell_is_a_wrong_place_and_nothing_else(pair: Pair) -> None:
    pair[0]["forms"][0]["funds"][0]["executed"]["place"]["col"] += 1
    assert [(seen.name, seen.where) for seen in wrong(compare(*pair))] == [
        ("place", "form 1 funds 年度资金总额 fund.executed")
    ]


def test_a_lost_record_is_missing_and_does_not_shift_the_others(pair: Pair) -> None:
    lost = pair[0]["forms"][0]["indicators"].pop(3)
    reading = compare(*pair)
    assert reading.missing == [f"form 1 indicators {lost['level_3']}"]
    assert list(wrong(reading)) == []


def test_a_record_nobody_printed_is_invented(pair: Pair) -> None:
    rows = pair[0]["forms"][0]["indicators"]
    rows.insert(1, {**rows[0], "level_3": "zzz"})
    assert compare(*pair).invented == ["form 1 indicators zzz"]


def test_a_lost_form_loses_all_its_records(pair: Pair) -> None:
    pair[0]["forms"] = []
    reading = compare(*pair)
    assert len(reading.missing) == sum(reading.records.values())


def test_what_is_read_is_measured() -> None:
    seen = clean.measured(CASE)
    assert seen.status == "ok"
    assert seen.numbers > 50
    assert shown(CASE.name) == []


def test_every_layout_and_every_split_is_measured_in_both_formats() -> None:
    measured = list(cases.cases(4))
    assert {case.group for case in measured} == set(cases.GROUPS)
    assert {case.layout for case in measured} == set(every_layout())
    assert {case.layout for case in measured if case.group == "held-out layouts"} == set(held_out())
    assert len({case.name for case in measured}) == len(measured)
    assert [cases.named(case.name) for case in measured] == measured
    with pytest.raises(ValueError, match="no such document"):
        cases.named("cn-2020/0/plain/word.nobody")


@pytest.mark.parametrize("name", ["cn-2020/40000/plain/word.word", f"{next(iter(held_out()))}/0/word.word/A01"])
def test_nobody_is_shown_a_document_that_is_held_out(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", name]) == main(["printings", name]) == 2
    assert capsys.readouterr().err.count("is held out") == 2


def test_a_mistake_is_looked_for_in_its_form_and_cell() -> None:
    found = mutants.tried(mutants.Job("cn-2020", 0, "word.word", tuple(FORM)))
    assert {one.rule for one in found} <= set(RULES)
    assert len(found) > 25
    assert [one.rule for one in found if not one.found] == []


def test_every_rule_has_a_mistake_that_breaks_it() -> None:
    assert {rule.code for rule in registry.RULES} == set(RULES)


@pytest.mark.parametrize("rules", [tuple(REPORT), BATCH])
def test_a_mistake_is_looked_for_in_the_prose_and_between_reports(rules: tuple[str, ...]) -> None:
    found = mutants.tried(mutants.Job("cn-2020", 0, "pdf.frames", rules))
    assert len(found) > 7
    assert [one.rule for one in found if not one.found] == []
    assert all(one.pdf for one in found)


def test_correct_forms_violate_nothing_and_a_changed_amount_does() -> None:
    for seed in range(6):
        for layout in every_layout().keys() - TWICE:
            content = make(seed, layout).contents[0]
            assert digits.violated(content) == set()
            for spot in digits.spots(content):
                assert digits.with_figure(content, spot, spot.text) == content
    content = make(0, "cn-2020").contents[0]
    spot = next(one for one in digits.spots(content) if one.mark == ("total", 0, "score"))
    assert digits.violated(digits.with_figure(content, spot, "1" + spot.text)) == {"sum of score"}


def test_changed_digits_are_found() -> None:
    found = digits.tried(digits.Digits("cn-2020", 1, "word.word"))
    assert len(found) == digits.DIGITS
    assert [one.name for one in found if one.due and not one.found] == []


def test_a_finding_elsewhere_is_not_found() -> None:
    broken = mutants.Broken("A01", "error", 1, (4, 7), "99%")
    place = {"role": "stated", "place": {"table": 1, "row": 9, "col": 9}}
    finding = {"rule": "A01", "form": 1, "stated": "1", "severity": "note", "evidence": [place], "message": ""}
    report = {"findings": [finding, {**finding, "rule": "B01", "severity": "error"}]}
    judged = mutants._judged("x", False, report, broken, mutants.Counter())
    assert (judged.found, judged.placed, judged.graded) == (True, False, False)
    assert [rule for rule, _ in judged.beside] == ["B01"]


def test_scans_that_were_not_measured_are_said_to_be_missing() -> None:
    assert "not installed" in "".join(scans.section([]))


def test_a_wrong_figure_of_a_scan_is_counted_and_named_unless_it_is_marked() -> None:
    cells = tuple(
        Cell(text, CellPlace(1, 0, col), ocr=True, doubtful=marked)
        for col, (text, marked) in enumerate(
            [("10", False), ("9 .5", False), ("8O%", True), ("7", False), ("六", False)]
        )
    )
    document = Document(Source("a.pdf", "", "pdf", 0, 2), (Grid(1, 1, 5, cells),))
    truth = [(1, 5, {(0, col): text for col, text in enumerate(["10", "9.5", "80％", "1", "五"])})]
    seen = scans._compared(scans.Scan("100 dpi", Scanner(), "x.pdf"), document, truth, 3.0)
    assert (seen.as_drawn, seen.figures, seen.marked) == (True, 4, 1)
    assert seen.wrong == [("row 1, column 3: 80％ read as 8O%", True), ("row 1, column 4: 1 read as 7", False)]
    said = list(scans.section([seen]))
    assert "| 100 dpi | 1 | 2 | 1 | 4 | 2 | 50.00 % | 1 | 1 | 1 | 25.00 % | 1.5 |" in said[2]
    assert said[3] == "* 100 dpi, `x.pdf`, row 1, column 4: 1 read as 7"


def test_changes_are_gained_lost_or_changed() -> None:
    assert list(diff.changed({"a": "1", "b": "", "c": "x"}, {"a": "2", "c": "x", "d": "3"})) == [
        "~ a: 1 → 2",
        "- b",
        "+ d: 3",
    ]


def test_shares_never_round_up_to_all_or_down_to_nothing() -> None:
    assert [share(99_999, 100_000), share(1, 100_000), share(5, 5), share(0, 5), share(0, 0)] == [
        "99.99 %",
        "0.01 %",
        "100 %",
        "0 %",
        "—",
    ]


def test_a_form_is_compared_with_its_print_cell_by_cell() -> None:
    form = printings.form("hubei/0/plain/word.word")
    (table,) = form.sheet.tables
    last = replace(table.boxes[-1], text="zzz")
    wrong = replace(form.sheet, blocks=(replace(table, boxes=(*table.boxes[:-1], last)),))
    assert printings.compared(form, "strokes", ink.to_pdf(form.sheet, ink.PENS["strokes"])).is_same
    one = printings.compared(form, "strokes", ink.to_pdf(wrong, ink.PENS["strokes"]))
    assert [len(one.lost), len(one.made_up), "zzz" in one.made_up[0]] == [1, 1, True]
    assert "| hubei/0/plain/word.word |" in printings.section([replace(one, printer="chromium")])


def test_a_printer_that_is_missing_is_named() -> None:
    assert "chromium (not on this machine: not measured)" in printings.section([])
