"""A paragraph being read, and the few questions every reader of WordprocessingML asks."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct, field

from extract.word.fields import Field
from extract.word.names import MC, OFF, VAL

_WORDS_OWN = ("http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/", "urn:schemas-microsoft-com:")


class Line(Struct, eq=False):
    """A paragraph being read: pieces of its text, text boxes met, fields still open, what its properties say."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    style: str | None = None
    num_id: str | None = None
    level: int | None = None
    ends_section: bool = False  # it holds nothing but the end of a section, and is no item of a list
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
    """The branch of an mc:AlternateContent that Word displays: the first with content that asks for nothing foreign.

    Where nothing but foreign content is offered, that is read all the same.
    """
    filled = [el for el in alternate if el.tag in (f"{MC}Choice", f"{MC}Fallback") and len(el)]
    return next((el for el in filled if _is_understood(el)), filled[0] if filled else None)


def _is_understood(branch: etree._Element) -> bool:
    """True where every namespace that a branch requires is one of Word's own; a fallback requires none."""
    names = str(branch.get("Requires", "")).split()
    return all((branch.nsmap.get(name) or "").startswith(_WORDS_OWN) for name in names)
