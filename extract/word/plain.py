"""Takes plain rows out of a part before it is parsed: rows whose cells hold nothing but runs of text.

A shortcut for the bulk of every table, not a second opinion. A row is cut at its texts; what stands between two texts
is markup that recurs all over a table, so that each distinct stretch is understood once, and each distinct order of
them gives one shape. Everything else goes to the XML parser, and so does all of a part where that is in doubt. Reading
with and without this gives the same document; a test holds that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from msgspec import Struct

from extract.word.names import W
from extract.word.prune import Pruner
from extract.word.raw import Flow, Merge, RawCell, RawTable
from extract.word.stretches import Step, anonymous, understood

# Private-use characters need their font, and two code points are no XML: both are left to the general reader.
_ODD = re.compile("[<>&\x00-\x09\x0b-\x1f\ue000-\uf8ff\ufffe\uffff]")
_MOST = 2_000  # stretches of markup to remember, and as many shapes of rows
_PLAIN = f"{W}plain"
_STAND_IN = b'<w:tr w:plain="%d"/>'


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

    steps: dict[bytes, Step | None]
    shapes: dict[tuple[Step | None, ...], _Shape | None]

    def step(self, markup: bytes, step: Step | None) -> Step | None:
        """Keep what a stretch of markup does."""
        if len(self.steps) >= _MOST:
            self.steps.clear()
        self.steps[markup] = step
        return step

    def shape(self, steps: tuple[Step | None, ...]) -> _Shape | None:
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

    def _step(self, markup: bytes) -> Step | None:
        """What a stretch of markup does, whatever its revision marks and formatting; None where that is in doubt.

        The last sign of the stretch, a ``>``, is not among the `markup`.
        """
        known = self._memory.steps
        if markup in known:
            return known[markup]
        if b" w14:" in markup and not self._ids_declared:
            return None
        bare = anonymous(markup + b">")
        if bare[:-1] not in known:
            self._memory.step(bare[:-1], understood(self._pruner.prune(bare)))
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


def _shape(steps: tuple[Step | None, ...]) -> _Shape | None:
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
