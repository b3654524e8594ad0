"""English sentences are English, formulas are arithmetic, and what holds says which cells were looked at."""

import re
from functools import cache

import pytest

from extract.reading import read
from normalize.recognise import recognise
from results import CORPUS
from rule_pages import PAGES, drawn_document, examples
from validate.audit import audit, audit_batch
from validate.model import Check, Outcome, Rule
from validate.registry import RULES

GLUE = re.compile("[、；，。：（）～]")
QUOTED = re.compile("“[^“”]*”")
TRACED = {"B06", "B09", "B12", "C08", "C16", "C17", "C18", "C19", "C20", "C21", "C22", "C23", "C27"}


@cache
def outcomes() -> tuple[Outcome, ...]:
    """The audits of all Word documents of the corpus and of all examples of the rule pages."""
    read_ones = [audit(recognise(read(path.read_bytes(), path.name))) for path in sorted(CORPUS.glob("*.docx"))]
    for rule in RULES:
        for drawing, _ in examples((PAGES / f"{rule.code}.md").read_text("utf-8")):
            parts = re.split(r"^====.*\n", drawing, flags=re.MULTILINE)
            read_ones += audit_batch(tuple(audit(recognise(drawn_document(part))) for part in parts))
    return tuple(read_ones)


def checks() -> list[Check]:
    return [check for outcome in outcomes() for check in outcome.checks]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
def test_no_chinese_punctuation_in_english_outside_quotations(rule: Rule) -> None:
    said = [rule.title.en, rule.basis.en]
    for outcome in outcomes():
        for one in outcome.findings:
            if one.rule == rule.code:
                said += [one.message.en, *(cause.en for cause in one.likely_causes)]
        said += [check.why.en for check in outcome.checks if check.rule == rule.code and check.why]
    assert [text for text in said if GLUE.search(QUOTED.sub("", text))] == []


def test_formulas_are_joined_by_no_chinese_punctuation() -> None:
    assert [one.formula for one in checks() if one.formula and GLUE.search(one.formula)] == []


def test_a_formula_beside_its_result_has_no_second_result() -> None:
    shown = [one for one in checks() if one.formula and one.computed and one.stated]
    assert [one.formula for one in shown if one.rule[0] in "AC" and re.search("[=≥≤]", one.formula or "")] == []


def test_what_holds_says_which_cells_were_looked_at() -> None:
    held = [one for one in checks() if one.status == "holds" and one.rule in TRACED]
    assert {one.rule for one in held} == TRACED
    assert {one.rule for one in held if not one.evidence} == set()
