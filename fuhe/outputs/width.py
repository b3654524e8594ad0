"""Text measured, padded and wrapped as a terminal shows it: a Chinese character takes two columns."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from unicodedata import category, combining, east_asian_width

_NOT_FIRST = frozenset("，。、；：？！）〕】》”’％·…,.;:?!)]}%")  # may not begin a line
_NOT_LAST = frozenset("（〔【《“‘([{")  # may not end one
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
    before = [0, *accumulate(map(_columns, text))]  # the columns in front of each character
    start = _next(text, 0)
    while before[-1] - before[start] > room:
        end = _break(text, start, bisect_right(before, before[start] + room) - 1)
        yield text[start:end].rstrip()
        start = _next(text, end)
    yield text[start:].rstrip()


def _next(text: str, start: int) -> int:
    """Where the next line begins: not with a space."""
    while text[start : start + 1].isspace():
        start += 1
    return start


def _break(text: str, start: int, end: int) -> int:
    """The last place up to `end` to break a line that began at `start`; `end` itself where there is none."""
    return next((at for at in range(end, start, -1) if _may_break(text[at - 1], text[at])), end)


def _may_break(last: str, first: str) -> bool:
    """Words stay whole; nothing begins with closing punctuation or leaves an opening behind."""
    if first.isspace() or last.isspace():
        return True
    word = "!" <= last <= "~" and "!" <= first <= "~"
    return not word and first not in _NOT_FIRST and last not in _NOT_LAST
