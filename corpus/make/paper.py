"""Sheet -> boxes and words at places on pages: a small typesetter for PDFs drawn line by line.

Rows break between pages, never inside; a merged cell that runs over a page break is drawn on both pages and holds its
words on the first, those for which there is no room on the next. Lengths in points, from the top left.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.make.sheet import Box, Line, Sheet, Table

A4 = (595.28, 841.89)
MARGIN = 50.0
PAD = 3.0
SIZES = {"title": 20.0, "form-title": 16.0, "year": 11.0, "heading": 13.0, "subheading": 13.0, "body": 12.0}
CENTRED = ("title", "form-title", "year")


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text: left end of its baseline, size."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle of one cell on one page. shaded: a header cell."""

    x0: float
    top: float
    x1: float
    bottom: float
    shaded: bool = False


@dataclass(slots=True)
class Page:
    frames: list[Frame] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    """Pages as they fill up; y is where the next block begins."""

    width: float
    height: float
    size: float = 9.0
    pages: list[Page] = field(default_factory=lambda: [Page()])
    y: float = MARGIN

    def room(self, height: float) -> bool:
        return self.y + height <= self.height - MARGIN

    def turn(self) -> None:
        self.pages.append(Page())
        self.y = MARGIN


def typeset(sheet: Sheet, size: float = 9.0, height: float | None = None) -> Paper:
    """All pages of a sheet; pages of another height than A4's break it elsewhere."""
    width, tall = A4[::-1] if sheet.landscape else A4
    height = height or tall
    paper = Paper(width, height, size)
    for block in sheet.blocks:
        if isinstance(block, Line):
            _line(paper, block)
        else:
            _table(paper, block)
    for number, page in enumerate(paper.pages, 1):
        page.words.append(Words(str(number), width / 2 - 3, height - MARGIN / 2, 9.0))
    return paper


def extent(text: str, size: float) -> float:
    """Width of a text: half a square for ASCII, a square for all else."""
    return sum(size / 2 if ord(char) < 0x7F else size for char in text)


def wrap(text: str, width: float, size: float) -> list[str]:
    """Lines of at most this width, broken anywhere; printed breaks kept."""
    lines = []
    for part in text.split("\n"):
        line = ""
        for char in part:
            if line and extent(line + char, size) > width:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


def _line(paper: Paper, line: Line) -> None:
    size = SIZES.get(line.style, 10.0)
    indent = "　　" if line.style in ("heading", "subheading", "body") else ""
    for text in wrap(indent + line.text, paper.width - 2 * MARGIN, size):
        if not paper.room(size * 1.5):
            paper.turn()
        x = (paper.width - extent(text, size)) / 2 if line.style in CENTRED else MARGIN
        paper.pages[-1].words.append(Words(text, x, paper.y + size, size))
        paper.y += size * 1.5


def _table(paper: Paper, table: Table) -> None:
    across = paper.width - 2 * MARGIN
    edges = [MARGIN]
    for width in table.widths:
        edges.append(edges[-1] + across * width / sum(table.widths))
    heights = _heights(table, edges, paper.size)
    pending: dict[Box, list[str]] = {}
    start = 0
    for row in range(table.n_rows + 1):
        if row == table.n_rows or not paper.room(sum(heights[start : row + 1])):
            _rows(paper, table, range(start, row), edges, heights, pending)
            start = row
            if row < table.n_rows:
                paper.turn()
    paper.y += paper.size


def _heights(table: Table, edges: list[float], size: float) -> list[float]:
    """Heights of rows: cells of one row first, then a spanning cell stretches its last row where it needs more."""
    heights = [size * 2.0] * table.n_rows
    for box in sorted(table.boxes, key=lambda box: box.rows):
        lines = wrap(box.text, edges[box.col + box.cols] - edges[box.col] - 2 * PAD, size)
        lacking = len(lines) * size * 1.25 + 2 * PAD - sum(heights[box.row : box.row + box.rows])
        heights[box.row + box.rows - 1] += max(0.0, lacking)
    return heights


def _rows(
    paper: Paper, table: Table, rows: range, edges: list[float], heights: list[float], pending: dict[Box, list[str]]
) -> None:
    """Draw these rows on the current page. pending: lines for which a cell had no room on the pages before."""
    tops = [paper.y]
    for row in rows:
        tops.append(tops[-1] + heights[row])
    for box in table.boxes:
        begin, stop = max(box.row, rows.start), min(box.row + box.rows, rows.stop)
        if begin < stop:
            shaded = box.row in table.header
            edge = (edges[box.col], tops[begin - rows.start], edges[box.col + box.cols], tops[stop - rows.start])
            frame = Frame(*edge, shaded)
            paper.pages[-1].frames.append(frame)
            lines = pending.pop(box, []) if box.row < rows.start else _lines(box, frame, paper.size)
            fitting = len(lines) if box.row + box.rows == stop else _fitting(frame, paper.size)
            _words(paper, box, frame, lines[:fitting])
            pending[box] = lines[fitting:]
    paper.y = tops[-1]


def _lines(box: Box, frame: Frame, size: float) -> list[str]:
    return wrap(box.text, frame.x1 - frame.x0 - 2 * PAD, size)


def _fitting(frame: Frame, size: float) -> int:
    """How many lines a frame has room for; one in any case."""
    return max(1, int((frame.bottom - frame.top - PAD) / (size * 1.25)))


def _words(paper: Paper, box: Box, frame: Frame, lines: list[str]) -> None:
    """Lines of a cell, centred in what this page shows of it; long text flush left from the top."""
    size = paper.size
    y = max(frame.top + PAD, (frame.top + frame.bottom - len(lines) * size * 1.25) / 2)
    for text in lines:
        x = frame.x0 + PAD if box.wide else (frame.x0 + frame.x1 - extent(text, size)) / 2
        if text.strip(" "):
            paper.pages[-1].words.append(Words(text, x, y + size, size))
        y += size * 1.25
