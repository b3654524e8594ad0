"""Fields of a Word paragraph while they are read, and what a form field prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from extract.symbols import symbol
from extract.word.equation import equation_field
from extract.word.names import OFF, VAL, W

_CODE = re.compile(r"\s*([A-Za-z]+)\s*(.*)", re.DOTALL)
_BUTTON = re.compile(r"\S+\s(.*)", re.DOTALL)
_SYMBOL = re.compile(r"(\d{1,5}|0x[0-9A-Fa-f]{1,4})\b")
_FONT = re.compile(r'\\f\s*"?([^"\\]*)')


_LONGEST = 2_000  # characters of a code; Word allows fewer


@dataclass(slots=True)
class Field:
    """A complex field: the piece of text where it began, its code, its own print, whether its result has begun."""

    start: int
    code: str = ""
    printed: str = ""
    separated: bool = False

    def add_code(self, text: str) -> None:
        """Take one more piece of the code; what goes beyond any that can be read is not kept."""
        if len(self.code) < _LONGEST:
            self.code += text[:_LONGEST]


def code_text(code: str) -> str:
    """What a field prints of its code, having no result: EQ, SYMBOL and the text of a button; "" for all others."""
    match = _CODE.match(code)
    if match is None:
        return ""
    kind, rest = match[1].upper(), match[2]
    if kind == "EQ":
        return equation_field(rest.strip())
    if kind == "SYMBOL":
        return _symbol(rest)
    button = _BUTTON.match(rest) if kind in ("MACROBUTTON", "GOTOBUTTON") else None
    return button[1].rstrip() if button else ""


def is_silent(code: str) -> bool:
    """True for a field that only keeps its result for others to refer to."""
    match = _CODE.match(code)
    return match is not None and match[1].upper() in ("SET", "ASK")


def _symbol(rest: str) -> str:
    number, font = _SYMBOL.match(rest), _FONT.search(rest)
    if number is None:
        return ""
    code = int(number[1], 0)
    return symbol(font[1].strip() if font else None, code) or ""


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
    said = "" if result is None else str(result.get(VAL, "")).strip()[:9]
    number = int(said) if said.isascii() and said.isdigit() else 0
    return entries[number] if 0 <= number < len(entries) else ""
