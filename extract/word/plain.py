"""Takes plain rows out of a part before it is parsed: rows whose cells hold nothing but runs of text.

A shortcut for the bulk of every table, not a second opinion. A row is cut at its texts; what stands between two texts
is markup that recurs all over a table, so that each distinct stretch is understood once. It is understood only if,
formatting aside, it is one of a few tags after the other, nested as they must be, from its first byte to its last;
everything else goes to the XML parser, and so does all of a part where that is in doubt. Reading with and without
this gives the same document; a test holds that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
_SPAN = rb'(?:<w:gridSpan w:val="(?P<span>[1-9]|[1-5][0-9]|6[0-3])" ?/>)?'
_MERGE = rb'(?P<merged><w:vMerge(?: w:val="(?P<merge>restart|continue)")? ?/>)?'
_TAG = re.compile(
    rb"(?P<row><w:tr>)|(?P<row_end></w:tr>)"
    rb"|(?P<cell><w:tc>(?:<w:tcPr>%s%s</w:tcPr>|<w:tcPr ?/>)?)|(?P<cell_end></w:tc>)"
    rb"|(?P<blank><w:p ?/>)|(?P<line><w:p>)|(?P<line_end></w:p>)|(?P<run><w:r>)|(?P<run_end></w:r>)"
    rb'|(?P<text><w:t(?P<kept> xml:space="preserve")?>)|(?P<sign><w:(?:br|(?P<tab>tab)) ?/>)'
    rb'|(?P<mark><w:lastRenderedPageBreak ?/>)|(?P<error><w:proofErr w:type="\w+" ?/>)' % (_SPAN, _MERGE)
)
# Where each tag may stand, and where one is behind it.
_NESTING = {
    "row": {"": "row"},
    "cell": {"row": "cell", "cells": "cell"},
    "blank": {"cell": "lines", "lines": "lines"},
    "line": {"cell": "line", "lines": "line"},
    "run": {"line": "run"},
    "text": {"run": "text"},
    "sign": {"run": "run"},
    "mark": {"run": "run", "line": "line"},
    "error": {"line": "line"},
    "run_end": {"run": "line"},
    "line_end": {"line": "lines"},
    "cell_end": {"lines": "cells"},
    "row_end": {"cells": "end"},
}
# Private-use characters need their font, and two code points are no XML: both are left to the general reader.
_ODD = re.compile("[<>&\x00-\x09\x0b-\x1f\ue000-\uf8ff\ufffe\uffff]")
_STAND_IN = b'<w:tr w:plain="%d"/>'
_MERGES: dict[bytes | None, Merge] = {b"restart": "restart", b"continue": "continue", None: "continue"}


@dataclass(frozen=True, slots=True)
class _Step:
    """What the markup between two texts does.

    It ends the line before it with `signs`, adds `lines` to the open cell, starts `cells` (span, merge mark, the lines
    they begin with); the text behind it keeps its outer blanks or not.
    """

    signs: str
    lines: tuple[str, ...]
    cells: tuple[tuple[int, Merge, tuple[str, ...]], ...]
    keeps: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A plain row: steps and texts in turn, beginning and ending with a step."""

    steps: list[_Step]
    texts: list[str]


class PlainRows:
    """The rows taken out so far; a parsed ``w:tr`` with the attribute ``w:plain`` stands for one of them."""

    def __init__(self, pruner: Pruner, enabled: bool = True) -> None:
        self._pruner = pruner
        self._enabled = enabled
        self._ids_declared: bool | None = None
        self._steps: dict[bytes, _Step | None] = {}
        self._rows: dict[str, _Row] = {}
        self._taken = 0

    def take_out(self, piece: bytes) -> bytes:
        """A piece of markup with its plain rows replaced by what stands for them."""
        if self._ids_declared is None:
            self._ids_declared = b"xmlns:w14=" in piece
        if b"w:plain" in piece or (b"w14:" in piece and not self._ids_declared):
            self._enabled = False
        if not self._enabled:
            return piece
        *parts, rest = piece.split(b"</w:tr>")
        out: list[bytes] = []
        for part in parts:
            start = part.rfind(b"<w:tr>")
            if start < 0:
                start = part.rfind(b"<w:tr ")
            row = self._row(part[start:]) if start >= 0 else None
            if row is None:
                out += (part, b"</w:tr>")
            else:
                self._taken += 1
                self._rows[str(self._taken)] = row
                out += (part[:start], _STAND_IN % self._taken)
        return b"".join([*out, rest])

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
        bare = _NAMED.sub(rb"\1\2\3\4", markup) if b" w:rsid" in markup or b" w14:" in markup else markup
        if bare not in memo:
            memo[bare] = _understood(self._pruner.prune(bare))
        return memo[bare]

    def row(self, number: str, path: str) -> tuple[RawRow, str] | None:
        """One of the rows, its cells at `path`, and all its text; None for no such row."""
        row = self._rows.pop(number, None)
        if row is None:
            return None
        return RawRow(_cells(row, path)), "".join(row.texts)


def _decoded(texts: list[bytes]) -> list[str] | None:
    try:
        text = b"\n".join(texts).decode()
    except UnicodeDecodeError:
        return None
    decoded = text.split("\n") if texts else []
    return None if len(decoded) != len(texts) or _ODD.search(text) else decoded


def _understood(markup: bytes) -> _Step | None:
    signs = ""
    lines: list[str] = []
    cells: list[tuple[int, Merge, list[str]]] = []
    keeps = False
    state = "" if markup.startswith((b"<w:tr>", b"<w:tr ")) else "run"  # behind a text
    end = 0
    for tag in _TAG.finditer(markup):
        kind = str(tag.lastgroup)
        state = _NESTING[kind].get(state, "wrong") if tag.start() == end else "wrong"
        end = tag.end()
        open_lines = cells[-1][2] if cells else lines
        if kind == "cell":
            cells.append((int(tag["span"] or 1), _MERGES[tag["merge"]] if tag["merged"] else None, []))
        elif kind in ("line", "blank"):
            open_lines.append("")
        elif kind == "sign":
            sign = "\t" if tag["tab"] else "\n"
            if open_lines:
                open_lines[-1] += sign
            else:
                signs += sign
        elif kind == "text":
            keeps = tag["kept"] is not None
    if state not in ("text", "end") or end != len(markup):
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
