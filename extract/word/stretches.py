"""What the markup between two texts of a plain row does: cells and lines that it ends and begins.

It is understood only if it is one of a few tags after the other, nested as they must be, from its first byte to its
last.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from extract.word.raw import Merge

_RSID = rb'"[0-9A-F]{1,8}"'


def _ids(prefix: bytes, *names: bytes) -> bytes:
    return b"".join(rb"(?: %s:%s=%s)?" % (prefix, name, _RSID) for name in names)


_NAMED = re.compile(
    rb"(<w:)(?:(tr)%s(?=>)|(r)%s(?=>)|(p)%s%s(?= ?/?>))"
    % (
        _ids(b"w", b"rsidR", b"rsidRPr", b"rsidTr"),
        _ids(b"w", b"rsidR", b"rsidRPr"),
        _ids(b"w14", b"paraId", b"textId"),
        _ids(b"w", b"rsidR", b"rsidRPr", b"rsidRDefault", b"rsidP"),
    )
)


def _vocabulary() -> dict[bytes, tuple[str, Any]]:
    """The tags a plain row may have, behind their ``<``: what each is and what it says."""
    empty: dict[bytes, tuple[str, Any]] = {
        b"w:p": ("blank", None),
        b"w:br": ("sign", "\n"),
        b"w:tab": ("sign", "\t"),
        b"w:lastRenderedPageBreak": ("page", None),
        b"w:tcPr": ("no properties", None),
        b"w:vMerge": ("merge", "continue"),
        b'w:vMerge w:val="continue"': ("merge", "continue"),
        b'w:vMerge w:val="restart"': ("merge", "restart"),
    }
    empty |= {b'w:gridSpan w:val="%d"' % span: ("span", span) for span in range(1, 64)}
    empty |= {b'w:proofErr w:type="%s"' % kind: ("error", None) for kind in _PROOFS}
    names = (b"tr", b"tc", b"tcPr", b"p", b"r")
    return {
        **{b"w:%s>" % name: (name.decode(), None) for name in names},
        **{b"/w:%s>" % name: (f"/{name.decode()}", None) for name in names},
        b"w:t>": ("text", False),
        b'w:t xml:space="preserve">': ("text", True),
        **{tag + end: said for tag, said in empty.items() for end in (b"/>", b" />")},
    }


_PROOFS = (b"spellStart", b"spellEnd", b"gramStart", b"gramEnd")
_TAGS = _vocabulary()
_UNKNOWN = ("unknown", None)
# Where each tag may stand, and where one is behind it.
_NESTING = {
    "tr": {"outside": "row"},
    "tc": {"row": "cell", "cells": "cell"},
    "tcPr": {"cell": "properties"},
    "span": {"properties": "spanned"},
    "merge": {"properties": "merged", "spanned": "merged"},
    "/tcPr": {"properties": "begun", "spanned": "begun", "merged": "begun"},
    "no properties": {"cell": "begun"},
    "blank": {"cell": "lines", "begun": "lines", "lines": "lines"},
    "p": {"cell": "line", "begun": "line", "lines": "line"},
    "r": {"line": "run"},
    "text": {"run": "text"},
    "sign": {"run": "run"},
    "page": {"run": "run", "line": "line"},
    "error": {"line": "line"},
    "/r": {"run": "line"},
    "/p": {"line": "lines"},
    "/tc": {"lines": "cells"},
    "/tr": {"cells": "outside"},
    "unknown": {},
}


class Step(Struct, frozen=True, eq=False):
    """What the markup between two texts does.

    It ends the line before it with `signs`, adds `lines` to the open cell, starts `cells` (span, merge mark, the lines
    they begin with); the text behind it keeps its outer blanks or not.
    """

    signs: str
    lines: tuple[str, ...]
    cells: tuple[tuple[int, Merge, tuple[str, ...]], ...]
    keeps: bool


def anonymous(markup: bytes) -> bytes:
    """Markup without the revision marks that make equal stretches look different."""
    if b" w:rsid" in markup or b" w14:" in markup:
        return _NAMED.sub(rb"\1\2\3\4", markup)
    return markup


def understood(markup: bytes) -> Step | None:
    """What a stretch of markup without formatting does; None where that is in doubt."""
    state = "outside" if markup.startswith((b"<w:tr>", b"<w:tr ")) else "run"  # behind a text
    signs, keeps = "", False
    lines: list[str] = []
    cells: list[tuple[int, Merge, list[str]]] = []
    open_lines = lines
    nothing, *tags = markup.split(b"<")
    for tag in tags:
        kind, value = _TAGS.get(tag, _UNKNOWN)
        state = _NESTING[kind].get(state, "wrong")
        if kind == "tc":
            open_lines = []
            cells.append((1, None, open_lines))
        elif kind == "span" and cells:
            cells[-1] = (value, None, open_lines)
        elif kind == "merge" and cells:
            cells[-1] = (cells[-1][0], value, open_lines)
        elif kind in ("p", "blank"):
            open_lines.append("")
        elif kind == "sign" and open_lines:
            open_lines[-1] += value
        elif kind == "sign":
            signs += value
        elif kind == "text":
            keeps = value
    if nothing or state not in ("text", "outside"):
        return None
    return Step(signs, tuple(lines), tuple((cols, down, tuple(begun)) for cols, down, begun in cells), keeps)
