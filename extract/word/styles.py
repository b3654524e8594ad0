"""What the styles of a Word file add to a paragraph or run: hidden text and automatic numbers."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from extract.word.names import OFF, VAL, W, w

_STYLE, _BASED_ON, _PPR, _RPR, _NUM_PR = w("style", "basedOn", "pPr", "rPr", "numPr")
_DEEPEST = 100  # styles based on each other; nobody writes as many


class Style(Struct, frozen=True):
    """One style as written; None where it leaves a property to the style it is based on."""

    based_on: str | None
    hidden: bool | None = None
    num_id: str | None = None
    level: int | None = None


class Styles:
    """Styles by id, looked up through what they are based on."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else [el for el in root.iter(_STYLE) if el.get(W + "styleId")]
        self._styles = {str(el.get(W + "styleId")): _style(el) for el in found}
        self._default = next((str(el.get(W + "styleId")) for el in found if _is_default_paragraph(el)), None)

    @property
    def telling(self) -> frozenset[str]:
        """The styles that hide text or number paragraphs, by themselves or by what they are based on."""
        return frozenset(style_id for style_id in self._styles if self._tells(style_id))

    @property
    def plain_by_default(self) -> bool:
        """True where a paragraph without a style is neither hidden nor numbered."""
        return not self._tells(self._default)

    def _tells(self, style_id: str | None) -> bool:
        return any(style.hidden or style.num_id is not None for style in self._chain(style_id))

    def hidden(self, style_id: str | None) -> bool:
        """True where a style hides its text."""
        return next((style.hidden for style in self._chain(style_id) if style.hidden is not None), False)

    def numbering(self, style_id: str | None) -> tuple[str | None, int | None]:
        """The list (w:numId) and level of a paragraph style, the default style standing in for None."""
        chain = self._chain(style_id or self._default)
        num_id = next((style.num_id for style in chain if style.num_id is not None), None)
        return num_id, next((style.level for style in chain if style.level is not None), None)

    def _chain(self, style_id: str | None) -> list[Style]:
        chain: list[Style] = []
        seen: set[str] = set()
        while style_id is not None and style_id not in seen and style_id in self._styles and len(seen) < _DEEPEST:
            seen.add(style_id)
            chain.append(self._styles[style_id])
            style_id = chain[-1].based_on
        return chain


def _is_default_paragraph(el: etree._Element) -> bool:
    return el.get(W + "type") == "paragraph" and el.get(W + "default", "0") not in OFF


def _style(el: etree._Element) -> Style:
    based_on = el.find(_BASED_ON)
    vanish = el.find(f"{_RPR}/{W}vanish")
    num_id, level = list_of(el.find(_PPR))
    return Style(
        based_on=None if based_on is None else based_on.get(VAL),
        hidden=None if vanish is None else vanish.get(VAL) not in OFF,
        num_id=num_id,
        level=level,
    )


def list_of(properties: etree._Element | None) -> tuple[str | None, int | None]:
    """The list and level that a w:pPr asks for itself."""
    numbering = None if properties is None else properties.find(_NUM_PR)
    if numbering is None:
        return None, None
    num_id, level = numbering.find(W + "numId"), numbering.find(W + "ilvl")
    return None if num_id is None else num_id.get(VAL), level_of(None if level is None else level.get(VAL))


def level_of(text: str | None) -> int | None:
    """A list level 0 … 8, 9 for body text outside the list, or None where nothing usable is said."""
    return int(text) if text and text.isascii() and text.isdigit() and int(text) <= 9 else None
