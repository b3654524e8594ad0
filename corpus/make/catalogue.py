"""What the corpus holds: which document comes from which facts, written by which hand (corpus/index.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.make import facts, html, ink, word
from corpus.make.hand import DEBIAN, WORD, Hand
from corpus.make.sheet import Sheet

OFFICE = "libreoffice"
INDEX = Path(__file__).parent.parent / "index.toml"


@dataclass(frozen=True, slots=True)
class Item:
    """One document: the facts (and gold) it is built from, in which reading, by which hand, and who printed it."""

    name: str
    facts: str
    reading: str
    hand: Hand = WORD
    pdf: tuple[str, ...] = ()
    origin: str = ""
    traits: tuple[str, ...] = ()

    def pdf_name(self, printer: str) -> str:
        """File name of a PDF: NAME.pdf from LibreOffice, NAME.PRINTER.pdf from others."""
        return f"{self.name}.pdf" if printer == OFFICE else f"{self.name}.{printer}.pdf"


def items() -> tuple[Item, ...]:
    """All documents of the index, in its order."""
    entries = tomllib.loads(INDEX.read_text(encoding="utf-8"))["document"]
    return tuple(
        Item(
            name=entry["name"],
            facts=entry["facts"],
            reading=entry.get("reading", entry["name"]),
            hand=Hand(**entry.get("hand", {})),
            pdf=tuple(entry.get("pdf", ())),
            origin=entry["origin"],
            traits=tuple(entry.get("traits", ())),
        )
        for entry in entries
    )


def sheet_of(item: Item) -> Sheet:
    """The document an item shows."""
    content = facts.load(facts.FORMS / f"{item.facts}.toml")
    return facts.sheet(content, facts.readings(content, item.reading)[item.reading])


def word_file(item: Item) -> bytes:
    """The Word file with the fonts government offices name."""
    return word.build(sheet_of(item), item.hand)


def drawn(item: Item, printer: str) -> bytes:
    """The PDF of a printer that needs no LibreOffice: chromium, or a pen of make/ink.py."""
    sheet = sheet_of(item)
    return html.to_pdf(html.build(sheet)) if printer == "chromium" else ink.to_pdf(sheet, ink.PENS[printer])


def printable(item: Item) -> bytes:
    """The file as printed: fonts Debian has, so that the PDF embeds what the page shows; tracked changes accepted."""
    return word.build(sheet_of(item), replace(item.hand, fonts=DEBIAN, tracked=False))
