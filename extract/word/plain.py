"""Takes plain rows out of a part before it is parsed: rows whose cells hold nothing but runs of text.

A shortcut for the bulk of every table, not a second opinion. A row is cut at its texts; what stands between two texts
is markup that recurs all over a table, so that each distinct stretch is understood once, and each distinct order of
them gives one shape. A stretch is understood only if, formatting aside, it is one of a few tags after the other, nested
as they must be, from its first byte to its last; everything else goes to the XML parser, and so does all of a part
where that is in doubt. Reading with and without this gives the same document; a test holds that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree
from msgspec import Struct

from extract.word.names import W
from extract.word.prune import Pruner
from extract.word.raw import Flow, Merge, RawCell, RawTable

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
_MOST = 2_000  # stretches of markup to remember, and as many shapes of rows
_PLAIN = f"{W}plain"
_STAND_IN = b'<w:tr w:plain="%d"/>'


class _Step(Struct, frozen=True, eq=False):
    """What the markup between two texts does.

    It ends the line before it with `signs`, adds `lines` to the open cell, starts `cells` (span, merge mark, the lines
    they begin with); the text behind it keeps its outer blanks or not.
    """

    signs: str
    lines: tuple[str, ...]
    cells: tuple[tuple[int, Merge, tuple[str, ...]], ...]
    keeps: bool


_Line = list[int | str]  # texts, by their number in the row, and signs


class _Cell(NamedTuple):
    """A cell of a shape: the step of a path that leads to it, its marks, its lines (a text that is all of them)."""

    step: str
    cols: int
    down: Merge
    text: int | None
    lines: list[_Line]


class _Shape(Struct, frozen=True, eq=False):
    """What rows of the same steps have in common: their cells, and the texts that lose their outer blanks."""

    cells: list[_Cell]
    stripped: list[int]


class PlainRow(Struct, frozen=True):
    """A plain row: its shape and its texts, with an empty one behind them."""

    shape: _Shape
    texts: list[str]

    def cells(self, path: str) -> list[RawCell]:
        """Its cells, `path` being that of the row."""
        texts = self.texts
        return [
            RawCell(_joined(lines, texts) if text is None else [texts[text]], path=path + step, cols=cols, down=down)
            for step, cols, down, text, lines in self.shape.cells
        ]


class _Memory(Struct, eq=False):
    """What stretches of markup do, and the shapes of rows made of such steps; None for what is not plain."""

    steps: dict[bytes, _Step | None]
    shapes: dict[tuple[_Step | None, ...], _Shape | None]

    def step(self, markup: bytes, step: _Step | None) -> _Step | None:
        """Keep what a stretch of markup does."""
        if len(self.steps) >= _MOST:
            self.steps.clear()
        self.steps[markup] = step
        return step

    def shape(self, steps: tuple[_Step | None, ...]) -> _Shape | None:
        """The shape of a row of these steps."""
        if steps not in self.shapes:
            if len(self.shapes) >= _MOST:
                self.shapes.clear()
            self.shapes[steps] = _shape(steps)
        return self.shapes[steps]


class PlainRows:
    """The rows taken out so far; a parsed ``w:tr`` with the attribute ``w:plain`` stands for some in succession."""

    def __init__(self, pruner: Pruner, enabled: bool = True) -> None:
        self._pruner = pruner
        self._enabled = enabled
        self._ids_declared: bool | None = None
        self._memory = _remembered(pruner.telling)
        self._rows: dict[str, list[PlainRow]] = {}
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

    def _parted(self, piece: bytes) -> tuple[bytes, dict[str, list[PlainRow]]]:
        *parts, rest = piece.split(b"</w:tr>")
        out: list[bytes] = []
        rows: dict[str, list[PlainRow]] = {}
        open_rows: list[PlainRow] | None = None
        for part in parts:
            start = part.rfind(b"<w:tr>")
            if start < 0:
                start = part.rfind(b"<w:tr ")
            row = self._row(part[start:]) if start >= 0 else None
            if row is None:
                out += (part, b"</w:tr>")
                open_rows = None
            elif open_rows and start == 0:
                open_rows.append(row)
            else:
                self._taken += 1
                rows[str(self._taken)] = open_rows = [row]
                out += (part[:start], _STAND_IN % self._taken)
        return b"".join([*out, rest]), rows

    def _row(self, markup: bytes) -> PlainRow | None:
        """The row that a piece of markup is but for its end tag; None where it is not plain."""
        *parts, last = markup.split(b"</w:t>")
        cut = [part.rpartition(b">") for part in parts]
        known = self._memory.steps
        try:
            steps = [known[between] for between, _, _ in cut]
        except KeyError:
            steps = [self._step(between) for between, _, _ in cut]
        shape = self._memory.shape((*steps, self._step(last + b"</w:tr")))
        if shape is None:
            return None
        texts = _decoded([text for _, _, text in cut])
        if texts is None:
            return None
        for n in shape.stripped:
            texts[n] = texts[n].strip(" ")
        return PlainRow(shape, texts)

    def _step(self, markup: bytes) -> _Step | None:
        """What a stretch of markup does, whatever its revision marks and formatting; None where that is in doubt.

        The last sign of the stretch, a ``>``, is not among the `markup`.
        """
        known = self._memory.steps
        if markup in known:
            return known[markup]
        if b" w14:" in markup and not self._ids_declared:
            return None
        whole = markup + b">"
        bare = _NAMED.sub(rb"\1\2\3\4", whole) if b" w:rsid" in markup or b" w14:" in markup else whole
        if bare[:-1] not in known:
            self._memory.step(bare[:-1], _understood(self._pruner.prune(bare)))
        return known[bare[:-1]]

    def further(self, tr: etree._Element) -> int:
        """How many rows a ``w:tr`` stands for beside one."""
        number = tr.get(_PLAIN)
        return 0 if number is None else len(self._rows.get(number, "-")) - 1

    def pop(self, tr: etree._Element, path: str) -> list[tuple[PlainRow, str]]:
        """The rows that a ``w:tr`` at `path` stands for, with their paths, once; none where it stands for itself."""
        number = tr.get(_PLAIN)
        if number is None:
            return []
        rows = self._rows.pop(number, [])
        stem, _, first = path.rpartition("[")
        return [(row, f"{stem}[{n}]") for n, row in enumerate(rows, start=int(first[:-1]))]

    @property
    def missed(self) -> bool:
        """True while there are rows that nobody asked for: those that stand in no table."""
        return bool(self._rows)


@lru_cache(maxsize=16)
def _remembered(telling: frozenset[bytes]) -> _Memory:
    """Kept from one document to the next, for one program's files are alike in it."""
    return _Memory({}, {})


def _decoded(texts: list[bytes]) -> list[str] | None:
    """The texts of a row and an empty one behind them; None where one of them is not plain."""
    try:
        text = b"\n".join([*texts, b""]).decode()
    except UnicodeDecodeError:
        return None
    decoded = text.split("\n")
    return None if len(decoded) != len(texts) + 1 or _ODD.search(text) else decoded


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


def _shape(steps: tuple[_Step | None, ...]) -> _Shape | None:
    cells: list[tuple[int, Merge, list[_Line]]] = []
    lines: list[_Line] = []
    stripped = []
    behind = len(steps) - 1
    for n, step in enumerate(steps):
        if step is None:
            return None
        if step.signs:
            lines[-1].append(step.signs)
        lines += _begun(step.lines)
        for cols, down, begun in step.cells:
            lines = _begun(begun)
            cells.append((cols, down, lines))
        if n < behind:
            lines[-1].append(n)
            if not step.keeps:
                stripped.append(n)
    return _Shape([_cell(n, cell, behind) for n, cell in enumerate(cells, start=1)], stripped)


def _begun(lines: tuple[str, ...]) -> list[_Line]:
    return [[signs] if signs else [] for signs in lines]


def _cell(n: int, cell: tuple[int, Merge, list[_Line]], behind: int) -> _Cell:
    cols, down, lines = cell
    first = lines[0]
    text = first[0] if first else behind
    only = len(lines) == 1 and len(first) <= 1 and isinstance(text, int)
    return _Cell(f"/w:tc[{n}]", cols, down, text if only and isinstance(text, int) else None, lines)


def _joined(lines: list[_Line], texts: list[str]) -> list[str | RawTable | Flow]:
    return ["".join([texts[part] if isinstance(part, int) else part for part in line]) for line in lines]
