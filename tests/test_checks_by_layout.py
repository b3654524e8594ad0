"""docs/checks.md: the checks that must run on a readable form, and those that cannot, layout by layout."""

import re
from functools import cache
from pathlib import Path

import pytest

from corpus.make.generate import HANDS, make
from corpus.make.layout import layouts
from fuhe.examination import examine
from fuhe.settings import Settings
from validate.model import Check

PAGE = (Path(__file__).parent.parent / "docs" / "checks.md").read_text("utf-8")
CODE = re.compile(r"\b[A-G]\d\d\b")
ROWS = {cells[1].strip(): cells for line in PAGE.splitlines() if len(cells := line.split("|")) == 5}
LISTED = {name: cells for name, cells in ROWS.items() if name in layouts()}
SEEDS = range(700, 706)


def codes_after(words: str) -> set[str]:
    return set(CODE.findall(PAGE.partition(words)[2].lstrip("\n").partition("\n")[0]))


def must_run(name: str) -> set[str]:
    due = set(CODE.findall(LISTED[name][2])) | codes_after("Every form\n")
    layout = layouts()[name]
    roles = {role for role, _ in layout.columns}
    conditions = {
        "有一级指标栏的版式": "level_1" in roles,
        "有指标值和完成值的版式": {"target", "actual"} <= roles,
        "有资金的版式": bool(layout.fund_columns),
        "有执行率栏的版式": "execution_rate" in dict(layout.fund_columns),
        "资金各行都列执行数的版式": bool(layout.fund_columns) and not layout.receipts,
    }
    return due.union(*(codes_after(f"{words}，另须进行：") for words, holds in conditions.items() if holds))


@cache
def runs(name: str) -> tuple[tuple[Check, ...], ...]:
    """The checks of several honest forms of a layout, each by another hand, some with oddities."""
    found = []
    for seed in SEEDS:
        made = make(seed, name, sorted(HANDS)[seed % len(HANDS)], quirks=seed % 3 == 2)
        outcome = examine(f"{name}.docx", made.word_file, Settings().alone()).outcome
        assert outcome is not None
        found.append(outcome.checks)
    return tuple(found)


def test_every_layout_has_its_list() -> None:
    assert set(LISTED) == set(layouts())
    assert len(codes_after("Every form\n")) > 10


@pytest.mark.parametrize("name", sorted(layouts()))
def test_what_must_run_runs_on_every_form_of_the_layout(name: str) -> None:
    for seed, checks in zip(SEEDS, runs(name), strict=True):
        ran = {check.rule for check in checks if check.status != "not_checked"}
        assert must_run(name) <= ran, f"seed {seed}: {sorted(must_run(name) - ran)}"


@pytest.mark.parametrize("name", sorted(layouts()))
def test_what_cannot_run_is_listed_and_says_why(name: str) -> None:
    cannot = set(CODE.findall(LISTED[name][3]))
    for checks in runs(name):
        left = [check for check in checks if check.rule in cannot and check.status == "not_checked"]
        assert {check.rule for check in left} == cannot
        assert all(check.why is not None for check in left)
    ran = {check.rule for checks in runs(name) for check in checks if check.status != "not_checked"}
    told = {check.rule for checks in runs(name) for check in checks}
    assert told - ran == cannot, "nothing else is left undone on all forms"
