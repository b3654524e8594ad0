"""The committed documents of the corpus against their gold: real forms, by who wrote or printed the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.make.catalogue import OFFICE, Item, items
from corpus.measure.fields import Reading, compare
from corpus.measure.goldfile import gold
from corpus.measure.reports import told

DOCUMENTS = Path(__file__).parent.parent / "documents"
SCANS = ("scan", "scan-askew")


@dataclass(frozen=True, slots=True)
class Paper:
    """One committed file: the item it shows, and who wrote it (word, libreoffice, chromium, a pen, scan)."""

    item: Item
    producer: str
    file_name: str


@dataclass(slots=True)
class Graded:
    """One committed file, read. unmet: findings due and not made; unlisted: alleged and not due; unheld: checks."""

    paper: Paper
    status: str
    reading: Reading
    numbers: int
    unread: int
    due: int
    unmet: list[str]
    unlisted: list[str]
    holds: int
    unheld: list[str]


def papers() -> Iterator[Paper]:
    for item in items():
        yield Paper(item, "word", f"{item.name}.docx")
        for printer in item.pdf:
            yield Paper(item, "libreoffice" if printer == OFFICE else printer, item.pdf_name(printer))


def graded(paper: Paper) -> Graded:
    truth = gold().load(paper.item.facts, paper.item.reading)
    seen = told(paper.file_name, (DOCUMENTS / paper.file_name).read_bytes())
    report = seen.report
    return Graded(
        paper,
        report["status"],
        compare(report, truth),
        seen.numbers,
        seen.unread,
        sum(not entry["optional"] for entry in truth["findings"]),
        gold().unmet(report, truth),
        gold().unlisted(report, truth),
        len(truth["holds"]),
        gold().unheld(report, truth),
    )
