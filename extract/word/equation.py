"""Equations as one line of text: Office Math elements, and the EQ fields that older and Chinese documents use."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from extract.word.names import REMOVED, M
from extract.word.numerals import format_number

_VAL = M + "val"
_PROPERTIES = "Pr"
_FORMATS = re.compile(r'\\\*\s*(?:"[^"]*"|\w+)\s*')  # the fonts and sizes of a phonetic guide
_PHONETIC = re.compile(r"\\o(?:\\a[a-z])?\s*\(")


def linear(el: etree._Element) -> str:
    """An m:oMath, or any part of one, in one line: a⁄b as a/b, powers with ^, indices with _."""
    tag = el.tag
    if not isinstance(tag, str):
        return ""
    if tag.endswith("}t"):
        return el.text or ""
    name = tag.removeprefix(M)
    if name.endswith(_PROPERTIES) or tag in REMOVED:
        return ""
    return _FORMS.get(name, _in_order)(el)


def _in_order(el: etree._Element) -> str:
    return "".join(linear(child) for child in el)


def _part(el: etree._Element, name: str) -> str:
    child = el.find(M + name)
    return "" if child is None else linear(child)


def _grouped(text: str) -> str:
    """Parentheses around what is more than one number or name."""
    return text if len(text) == 1 or text.isalnum() or text.replace(".", "", 1).isdecimal() else f"({text})"


def _property(el: etree._Element, group: str, name: str, default: str) -> str:
    child = el.find(f"{M}{group}/{M}{name}")
    return default if child is None else str(child.get(_VAL, ""))


def _fraction(el: etree._Element) -> str:
    return f"{_grouped(_part(el, 'num'))}/{_grouped(_part(el, 'den'))}"


def _scripts(el: etree._Element) -> str:
    text = _part(el, "e")
    below, above = _part(el, "sub"), _part(el, "sup")
    return text + (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")


def _before(el: etree._Element) -> str:
    below, above = _part(el, "sub"), _part(el, "sup")
    return (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "") + _part(el, "e")


def _radical(el: etree._Element) -> str:
    return f"{_part(el, 'deg')}√{_grouped(_part(el, 'e'))}"


def _delimited(el: etree._Element) -> str:
    begin, end = _property(el, "dPr", "begChr", "("), _property(el, "dPr", "endChr", ")")
    separator = _property(el, "dPr", "sepChr", "|")
    return begin + separator.join(linear(child) for child in el.findall(M + "e")) + end


def _n_ary(el: etree._Element) -> str:
    below, above = _part(el, "sub"), _part(el, "sup")
    sign = _property(el, "naryPr", "chr", "∫")
    limits = (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")
    return f"{sign}{limits} {_part(el, 'e')}" if limits else sign + _part(el, "e")


def _limit_below(el: etree._Element) -> str:
    return f"{_part(el, 'e')}_{_grouped(_part(el, 'lim'))}"


def _limit_above(el: etree._Element) -> str:
    return f"{_part(el, 'e')}^{_grouped(_part(el, 'lim'))}"


def _function(el: etree._Element) -> str:
    name, argument = _part(el, "fName"), _part(el, "e")
    return name + argument if argument[:1] in ("(", "[", "{", "|") else f"{name} {argument}"


def _accent(el: etree._Element) -> str:
    base = _part(el, "e")
    return base + _property(el, "accPr", "chr", "\u0302") if len(base) == 1 else base


def _bar(el: etree._Element) -> str:
    base = _part(el, "e")
    return base + ("\u0305" if _property(el, "barPr", "pos", "bot") == "top" else "") if len(base) == 1 else base


def _rows(el: etree._Element) -> str:
    return "; ".join(linear(child) for child in el if not str(child.tag).endswith(_PROPERTIES))


def _columns(el: etree._Element) -> str:
    return ", ".join(linear(child) for child in el.findall(M + "e"))


_FORMS: dict[str, Callable[[etree._Element], str]] = {
    "f": _fraction,
    **dict.fromkeys(("sSup", "sSub", "sSubSup"), _scripts),
    "sPre": _before,
    "rad": _radical,
    "d": _delimited,
    "nary": _n_ary,
    "limLow": _limit_below,
    "limUpp": _limit_above,
    "func": _function,
    "acc": _accent,
    "bar": _bar,
    "m": _rows,
    "eqArr": _rows,
    "mr": _columns,
}


def equation_field(code: str) -> str:
    """What an EQ field prints, in one line, from its instructions: ``\\o\\ac(○,1)`` is ①, ``\\f(1,2)`` is 1/2.

    A phonetic guide (拼音指南) prints its base.
    """
    plain = _FORMATS.sub("", code)
    guide = _PHONETIC.search(plain) if plain != code else None
    if guide is not None:
        return _arguments(plain, guide.end() - 1)[0][-1]
    out, at = "", 0
    while at < len(code):
        text, at = _sequence(code, at)
        out += text + code[at : at + 1]
        at += 1
    return out


def _sequence(code: str, at: int) -> tuple[str, int]:
    """Text up to the closing parenthesis or separator of this level, and where it stands."""
    out = ""
    while at < len(code) and code[at] not in "),;":
        if code[at] == "\\" and at + 1 < len(code):
            text, at = _switch(code, at + 1)
            out += text
        elif code[at] == "(":
            inner, at = _arguments(code, at)
            out += f"({','.join(inner)})"
        else:
            out += code[at]
            at += 1
    return out, at


def _switch(code: str, at: int) -> tuple[str, int]:
    """A switch with its options and arguments, or an escaped character."""
    if not code[at].isalpha():
        return code[at], at + 1
    kind, end = code[at].lower(), at
    while end < len(code) and code[end] != "(":
        if code[end] == " " and "(" not in code[end:]:
            return "", end
        end += 2 if code[end] == "\\" and code[end + 1 : end + 2] in ("(", ")", "[", "]", "{", "}") else 1
    arguments, end = _arguments(code, end)
    return _SWITCHES.get(kind, "".join)(arguments), end


def _arguments(code: str, at: int) -> tuple[list[str], int]:
    """The arguments in parentheses that open at `at`, and the position behind them."""
    arguments: list[str] = []
    at += 1
    while at <= len(code):
        text, at = _sequence(code, at)
        arguments.append(text)
        if at >= len(code) or code[at] == ")":
            break
        at += 1
    return arguments, at + 1


def _overstrike(arguments: list[str]) -> str:
    if len(arguments) == 2 and arguments[0].strip() in ("○", "〇", "◯") and arguments[1].strip().isdecimal():
        return format_number(int(arguments[1]), "decimalEnclosedCircle")
    return "".join(arguments)


def _ratio(arguments: list[str]) -> str:
    return "/".join(_grouped(text.strip()) for text in arguments)


def _root(arguments: list[str]) -> str:
    return f"{arguments[0] if len(arguments) > 1 else ''}√{_grouped(arguments[-1])}"


_SWITCHES: dict[str, Callable[[list[str]], str]] = {"f": _ratio, "r": _root, "o": _overstrike}
