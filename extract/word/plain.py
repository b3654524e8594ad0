"""Takes plain rows out of a part before it is parsed: rows whose cells hold nothing but runs of text.

A shortcut for the bulk of every table, not a second opinion. A row is cut at its texts; what stands between two texts
is markup that recurs all over a table, so that each distinct stretch is understood once. It is understood only if,
formatting aside, it is one of a few tags after the other, nested as they must be, from its first byte to its last;
everything else goes to the XML parser, and so does all of a part where that is in doubt. Reading with and without
this gives the same document; a test holds that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from msgspec import Struct

from extract.word.prune import Pruner
from extract.word.raw import Flow, Merge, RawCell, RawRow, RawTable

_RSID = rb'"[0-9A-F]{1,8}"'


def _ids(prefix: bytes, *names: bytes) -> bytes:
    return b"".join(rb"(?: %s:%s=%s)?" % (prefix, name, _RSID) for name in names)


# The revision marks of a tag, which make equal markup look different.
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
# Private-use characters need their font, and two code points are no XML: both are left to the general reader.
_ODD = re.compile("[<>&\x00-\x09\x0b-\x1f\ue000-\uf8ff\ufffe\uffff]")
_MOST = 2_000  # stretches of markup to remember
_STAND_IN = b'<w:tr w:plain="%d"/>'


class _Step(Struct, frozen=True):
    """What the markup between two texts does.

    It ends the line before it with `signs`, adds `lines` to the open cell, starts `cells` (span, merge mark, the lines
    they begin with); the text behind it keeps its outer blanks or not.
    """

    signs: str
    lines: tuple[str, ...]
    cells: tuple[tuple[int, Merge, tuple[str, ...]], ...]
    keeps: bool


class _Row(Struct, frozen=True):
    """A plain row: steps and texts in turn, beginning and ending with a step."""

    steps: list[_Step]
    texts: list[str]


class PlainRows:
    """The rows taken out so far; a parsed ``w:tr`` with the attribute ``w:plain`` stands for one of them."""

    def __init__(self, pruner: Pruner, enabled: bool = True) -> None:
        self._pruner = pruner
        self._enabled = enabled
        self._ids_declared: bool | None = None
        self._steps = _remembered(pruner.telling)
        self._rows: dict[str, _Row] = {}
        self._taken = 0

    def take_out(self, piece: bytes) -> bytes:
        """A piece of markup with its plain rows replaced by what stands for them, if the pruner is sure of the rest."""
        if self._ids_declared is None:
            self._ids_declared = b"xmlns:w14=" in piece[: piece.find(b"<w:body")]
        rest, rows = self._parted(piece) if self._enabled and self._pruner.sure else (piece, {})
        if not self._pruner.is_sure(rest) or rest.count(b"w:plain") != len(rows):
            self._enabled = False
            return piece
        self._rows |= rows
        return rest

    def _parted(self, piece: bytes) -> tuple[bytes, dict[str, _Row]]:
        *parts, rest = piece.split(b"</w:tr>")
        out: list[bytes] = []
        rows: dict[str, _Row] = {}
        for part in parts:
            start = part.rfind(b"<w:tr>")
            if start < 0:
                start = part.rfind(b"<w:tr ")
            row = self._row(part[start:]) if start >= 0 else None
            if row is None:
                out += (part, b"</w:tr>")
            else:
                self._taken += 1
                rows[str(self._taken)] = row
                out += (part[:start], _STAND_IN % self._taken)
        return b"".join([*out, rest]), rows

    def _row(self, markup: bytes) -> _Row | None:
        """The row that a piece of markup is but for its end tag; None where it is not plain."""
        *parts, last = markup.split(b"</w:t>")
        memo = self._steps
        steps, texts = [], []
        for part in parts:
            cut = part.rfind(b">") + 1
            between = part[:cut]
            step = memo[between] if between in memo else self._step(between)
            if step is None:
                return None
            steps.append(step)
            texts.append(part[cut:])
        ending = self._step(last + b"</w:tr>")
        decoded = _decoded(texts)
        if ending is None or decoded is None:
            return None
        steps.append(ending)
        return _Row(steps, decoded)

    def _step(self, markup: bytes) -> _Step | None:
        """What a stretch of markup does, whatever its revision marks and formatting; None where that is in doubt."""
        memo = self._steps
        if markup in memo:
            return memo[markup]
        if b" w14:" in markup and not self._ids_declared:
            return None
        bare = _NAMED.sub(rb"\1\2\3\4", markup) if b" w:rsid" in markup or b" w14:" in markup else markup
        if bare not in memo:
            if len(memo) >= _MOST:
                memo.clear()
            memo[bare] = _understood(self._pruner.prune(bare))
        return memo[bare]

    def row(self, number: str, path: str) -> tuple[RawRow, str] | None:
        """One of the rows, its cells at `path`, and all its text; None for no such row."""
        row = self._rows.pop(number, None)
        if row is None:
            return None
        return RawRow(_cells(row, path)), "".join(row.texts)


@lru_cache(maxsize=16)
def _remembered(telling: frozenset[bytes]) -> dict[bytes, _Step | None]:
    """What each stretch of markup does, kept from one document to the next: one program's files are alike in it."""
    return {}


def _decoded(texts: list[bytes]) -> list[str] | None:
    try:
        text = b"\n".join(texts).decode()
    except UnicodeDecodeError:
        return None
    decoded = text.split("\n") if texts else []
    return None if len(decoded) != len(texts) or _ODD.search(text) else decoded


def _understood(markup: bytes) -> _Step | None:
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
    return _Step(signs, tuple(lines), tuple((cols, down, tuple(begun)) for cols, down, begun in cells), keeps)


def _cells(row: _Row, path: str) -> list[RawCell]:
    cells: list[RawCell] = []
    lines: list[str | RawTable | Flow] = []
    for step, text in zip(row.steps, [*row.texts, ""], strict=True):
        if step.signs:
            lines[-1] = f"{lines[-1]}{step.signs}"
        if step.lines:
            lines += step.lines
        for cols, down, begun in step.cells:
            lines = [*begun]
            cells.append(RawCell(lines, path=f"{path}/w:tc[{len(cells) + 1}]", cols=cols, down=down))
        if text:
            lines[-1] = f"{lines[-1]}{text if step.keeps else text.strip(' ')}"
    return cells
