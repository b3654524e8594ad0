"""Fields of a Word paragraph while they are read, and what a form field prints."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from extract.word.names import OFF, VAL, W


@dataclass(slots=True)
class Field:
    """A complex field: the piece of text where it began, its code, its own print, whether its result has begun."""

    start: int
    code: str = ""
    printed: str = ""
    separated: bool = False


def form_field(begin: etree._Element) -> str:
    """What a check box or drop-down prints (☒ ☐ or the entry chosen), from the w:fldChar that begins it; else ""."""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        return "☒" if _checked(box) else "☐"
    chosen = begin.find(f"{W}ffData/{W}ddList")
    return "" if chosen is None else _entry(chosen)


def _checked(box: etree._Element) -> bool:
    state = box.find(W + "checked")
    if state is None:
        state = box.find(W + "default")
    return state is not None and state.get(VAL) not in OFF


def _entry(chosen: etree._Element) -> str:
    entries = [str(el.get(VAL, "")) for el in chosen.findall(W + "listEntry")]
    result = chosen.find(W + "result")
    if result is None:
        result = chosen.find(W + "default")
    number = 0 if result is None else int(result.get(VAL) or 0)
    return entries[number] if 0 <= number < len(entries) else ""
