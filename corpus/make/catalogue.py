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
    """One document: the facts file it is built from, the hand that writes it, whether a PDF lies beside it."""

    name: str
    facts: str
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
    return facts.sheet(content, facts.readings(content, item.name).get(item.name, ""))


def word_file(item: Item) -> bytes:
    """The Word file with the fonts government offices name."""
    return word.build(sheet_of(item), item.hand)


def printable(item: Item) -> bytes:
    """The same file with fonts Debian has, so that the PDF embeds what the page shows."""
    return word.build(sheet_of(item), replace(item.hand, fonts=DEBIAN))
