"""Prose for matching: folded character by character, so that every match points back into the printed text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from extract.model import CellPlace, TextPlace
from normalize.words.text import join

_CLOSERS = "。；;！!？?"


class Passage(Struct, frozen=True):
    """A paragraph or a cell's text. flat: folded, without white space; back: for each flat character its printed index.

    done: whether the text says what was done (prose, or an actual cell), not what is planned.
    """

    printed: str
    flat: str
    back: tuple[int, ...]
    place: TextPlace | CellPlace
    form: int | None = None
    done: bool = True

    def text(self, start: int, end: int) -> str:
        """The printed text behind a stretch of the flat one; the breaks of a narrow cell are joined."""
        text = self.printed[self.back[start] : self.back[end - 1] + 1]
        return join(text) if isinstance(self.place, CellPlace) else text

    def at(self, start: int, end: int) -> TextPlace | CellPlace:
        """The place of a stretch of the flat text."""
        return self.place.part(self.back[start], self.back[end - 1] + 1)

    def sentences(self, closers: str = _CLOSERS) -> Iterator[tuple[int, int]]:
        """Where each sentence starts and ends in the flat text; closers: the marks that end one."""
        start = 0
        for at, character in enumerate(self.flat):
            if character in closers:
                yield start, at
                start = at + 1
        if start < len(self.flat):
            yield start, len(self.flat)


def passage(printed: str, place: TextPlace | CellPlace, form: int | None = None, done: bool = True) -> Passage:
    """A text ready for matching."""
    kept = [at for at, character in enumerate(printed) if not (character.isspace() or character in "\u200b\ufeff")]
    flat = printed if len(kept) == len(printed) else "".join(printed[at] for at in kept)
    if not unicodedata.is_normalized("NFKC", flat):
        flat = "".join(map(_fold, flat))
    return Passage(printed, flat, tuple(kept), place, form, done)


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character
