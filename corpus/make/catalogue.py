"""What the corpus holds: which document comes from which facts, written by which hand (corpus/index.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.make import facts, word
from corpus.make.hand import DEBIAN, WORD, Hand
from corpus.make.sheet import Sheet

INDEX = Path(__file__).parent.parent / "index.toml"


@dataclass(frozen=True, slots=True)
class Item:
    """One document: the facts (and gold) it is built from, in which reading, by which hand, with a PDF or without."""

    name: str
    facts: str
    reading: str
    hand: Hand = WORD
    pdf: bool = False
    origin: str = ""
    traits: tuple[str, ...] = ()


def items() -> tuple[Item, ...]:
    """All documents of the index, in its order."""
    entries = tomllib.loads(INDEX.read_text(encoding="utf-8"))["document"]
    return tuple(
        Item(
            name=entry["name"],
            facts=entry["facts"],
            reading=entry.get("reading", entry["name"]),
            hand=Hand(**entry.get("hand", {})),
            pdf=entry.get("pdf", False),
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


def printable(item: Item) -> bytes:
    """The same file with fonts Debian has, so that the PDF embeds what the page shows."""
    return word.build(sheet_of(item), replace(item.hand, fonts=DEBIAN))
