"""A paragraph being read, and the few questions every reader of WordprocessingML asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from extract.word.fields import Field
from extract.word.names import MC, OFF, VAL


@dataclass(slots=True)
class Line:
    """A paragraph being read: pieces of its text, text boxes met, fields still open, what its properties say."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    style: str | None = None
    num_id: str | None = None
    level: int | None = None
    joins_next: bool = False  # its end mark is deleted or hidden, so the next paragraph goes on in the same line

    def text(self) -> str:
        return "".join(self.pieces)


def visible(text: str) -> int:
    """How many characters of a text are no white space."""
    return len("".join(text.split()))


def is_on(el: etree._Element | None) -> bool:
    """The value of an on/off property: present means on unless it says otherwise."""
    return el is not None and el.get(VAL) not in OFF


def choose(alternate: etree._Element) -> etree._Element | None:
    """The branch of an mc:AlternateContent to read: the first choice that has content, else the fallback."""
    branches = [el for el in alternate if el.tag in (f"{MC}Choice", f"{MC}Fallback")]
    return next((el for el in branches if len(el)), None)
