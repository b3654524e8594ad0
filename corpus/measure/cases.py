"""The generated documents that are measured: which layout, seed, oddities and producer; which of them are held out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.make import ink
from corpus.make.generate import HANDS, Made, make
from corpus.make.layout import every_layout, held_out

Variant = Literal["plain", "quirks", "unseen", "report"]
VARIANTS: tuple[Variant, ...] = ("plain", "quirks", "unseen", "report")
HELD_OUT_SEEDS = 40_000  # seeds from here on are for reporting only; whoever looks at one of their documents moves this
GROUPS = ("open", "held-out seeds", "held-out layouts")


@dataclass(frozen=True, slots=True)
class Case:
    """One generated document. producer: ``word.HAND``, or ``pdf.PEN`` drawn from what the hand of the seed would show.

    quirks: rows nobody filled, scores shared by rows. unseen: the layout's columns in other words and order.
    report: two forms tied by sentences.
    """

    layout: str
    seed: int
    variant: Variant
    producer: str

    @property
    def name(self) -> str:
        return f"{self.layout}/{self.seed}/{self.variant}/{self.producer}"

    @property
    def group(self) -> str:
        if self.layout in held_out():
            return "held-out layouts"
        return "held-out seeds" if is_held_out(self.layout, self.seed) else "open"

    @property
    def file_name(self) -> str:
        return "made.docx" if self.producer.startswith("word.") else "made.pdf"

    def made(self) -> Made:
        kind, _, writer = self.producer.partition(".")
        hand = writer if kind == "word" else "word"
        if self.variant == "report":
            return make(self.seed, self.layout, hand, forms=2, prose=True)
        return make(self.seed, self.layout, hand, quirks=self.variant == "quirks", unseen=self.variant == "unseen")

    def data(self, made: Made) -> bytes:
        return written(made, self.producer)[1]


def is_held_out(layout: str, seed: int) -> bool:
    """Whether a generated document is for reporting only: nobody looks at it while building."""
    return layout in held_out() or seed >= HELD_OUT_SEEDS


def refuse_held_out(name: str) -> None:
    """Raises ValueError where the generated document of this name is one that nobody looks at."""
    layout, seed, *_ = name.split("/")
    if is_held_out(layout, int(seed)):
        raise ValueError(f"{name} is held out: its misses are counted, not looked at (corpus/README.md)")


def written(made: Made, producer: str) -> tuple[str, bytes]:
    """Name and bytes of a document: a Word file by its hand, or a PDF by the pen the producer names."""
    kind, _, writer = producer.partition(".")
    if kind == "word":
        return "made.docx", made.word_file
    return "made.pdf", ink.to_pdf(made.sheet, ink.PENS[writer])


def named(name: str) -> Case:
    """The case of a name. Raises ValueError where the name is none."""
    layout, seed, variant, producer = name.split("/")
    kind, _, writer = producer.partition(".")
    known = {"word": list(HANDS), "pdf": list(ink.PENS)}.get(kind, [])
    wanted = next((one for one in VARIANTS if one == variant), None)
    if layout not in every_layout() or wanted is None or writer not in known:
        raise ValueError(f"no such document: {name}")
    return Case(layout, int(seed), wanted, producer)


def seeds(count: int) -> tuple[int, ...]:
    """The seeds of a run: ``count`` open ones, half as many held out."""
    return (*range(count), *range(HELD_OUT_SEEDS, HELD_OUT_SEEDS + (count + 1) // 2))


def cases(count: int) -> Iterator[Case]:
    """Every layout with every seed as a Word file and as a PDF; hands, pens and variants take turns."""
    hands, pens = sorted(HANDS), sorted(ink.PENS)
    for at, layout in enumerate(sorted(every_layout())):
        for n, seed in enumerate(seeds(count)):
            turn = n + at
            variant = VARIANTS[turn % len(VARIANTS)]
            yield Case(layout, seed, variant, f"word.{hands[(turn // len(VARIANTS) + turn) % len(hands)]}")
            yield Case(layout, seed, variant, f"pdf.{pens[(turn // len(VARIANTS) + turn) % len(pens)]}")
