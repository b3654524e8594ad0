"""Text measured, padded and wrapped as a terminal shows it: a Chinese character takes two columns."""

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import category, combining, east_asian_width

_NOT_FIRST = frozenset("，。、；：？！）〕】》”’％·…,.;:?!)]}%")  # may not begin a line
_NOT_LAST = frozenset("（〔【《“‘([{")  # may not end one
_TOKEN = re.compile(r"[!-~]+ ?|.", re.DOTALL)
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def width(text: str) -> int:
    """How many columns a text takes on a terminal; colours take none."""
    if "\x1b" in text:
        text = _ANSI.sub("", text)
    return len(text) if text.isascii() else sum(map(_columns, text))


@cache
def _columns(one: str) -> int:
    if combining(one):
        return 0
    return 2 if east_asian_width(one) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """The text filled up with spaces to that many columns."""
    return text + " " * (columns - width(text))


def shorten(text: str, columns: int) -> str:
    """The text, cut with … where it takes more columns."""
    if width(text) <= columns:
        return text
    kept, room = "", columns - 1
    for one in text:
        room -= _columns(one)
        if room < 0:
            break
        kept += one
    return kept + "…"


def clean(text: str) -> str:
    """A text of a document on one line, with what could steer a terminal or hide from the eye shown as its code."""
    return text if text.isprintable() else "".join(map(_visible, text))


@cache
def _visible(one: str) -> str:
    return one if category(one) not in _UNSEEN else _code(one)


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def _code(one: str) -> str:
    return " " if one in "\n\t\r\v\f" else f"\\u{ord(one):04x}"


def wrap(text: str, columns: int, indent: str = "") -> str:
    """The text on lines of at most that many columns, each behind the indent; punctuation keeps to its word."""
    room = max(columns - width(indent), 10)
    lines = [line for part in text.split("\n") for line in _lines(part, room)]
    return "\n".join(indent + line for line in lines)


def _lines(text: str, room: int) -> Iterator[str]:
    line: list[str] = []
    taken = 0
    for token in _tokens(text, room):
        if line and taken + width(token.rstrip()) > room:
            carried = _carried(line, token)
            yield "".join(line).rstrip()
            line, taken = carried, sum(map(width, carried))
        elif line or not token.isspace():
            line.append(token)
            taken += width(token)
    yield "".join(line).rstrip()


def _carried(line: list[str], token: str) -> list[str]:
    """What goes to the next line with a token: nothing begins with closing punctuation or leaves an opening behind."""
    carried = [] if token.isspace() else [token]
    while len(line) > 1 and carried and (carried[0][0] in _NOT_FIRST or line[-1][-1] in _NOT_LAST):
        carried.insert(0, line.pop())
    return carried


def _tokens(text: str, room: int) -> Iterator[str]:
    for token in _TOKEN.findall(text):
        for start in range(0, len(token), room):
            yield token[start : start + room]
