"""The audit of every real form against a careful auditor: all found, nothing else alleged, what holds said to hold."""

import pytest

import gold
from corpus.make.catalogue import items
from corpus.measure.papers import DOCUMENTS
from corpus.measure.reports import told

ITEMS = {item.name: item for item in items()}


@pytest.mark.parametrize("name", sorted(ITEMS))
def test_the_audit_of_a_real_form_is_the_auditors(name: str) -> None:
    item = ITEMS[name]
    truth = gold.load(item.facts, item.reading)
    report = told(f"{name}.docx", (DOCUMENTS / f"{name}.docx").read_bytes()).report
    assert gold.unmet(report, truth) == []
    assert gold.unlisted(report, truth) == []
    assert gold.unheld(report, truth) == []
