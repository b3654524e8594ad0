"""Tables drawn into PDFs, in every way that programs draw them, so that a reader can be held against what was drawn.

A drawing is text as in `drawing.grid`. Nothing here knows the reader; fonts are those every PDF viewer brings along.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from io import BytesIO

from reportlab.lib.colors import Color, black, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from drawing import grid
from extract.model import Cell, Grid

FONT = "STSong-Light"
SIZE = 9.0
PAGE = (595.0, 842.0)
LEFT, TOP = 60.0, 90.0
COL, ROW = 62.0, 38.0

Edge = tuple[float, float, float, float]  # x0, y0, x1, y1, y downwards from the top of the page
Pen = Callable[[Canvas, list[Edge], list[Edge]], None]

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Sheet:
    """A page to draw on, measured from its top left corner."""

    def __init__(self, size: tuple[float, float] = PAGE, *, compress: int = 0) -> None:
        self.buffer = BytesIO()
        self.size = size
        self.canvas = Canvas(self.buffer, pagesize=size, pageCompression=compress, invariant=1)
        self.start_page()

    def start_page(self) -> None:
        self.canvas.setFont(FONT, SIZE)

    def next_page(self) -> None:
        self.canvas.showPage()
        self.start_page()

    def text(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.size[1] - y, text)

    def table(self, drawing: str | Grid, pen: Pen | None = None, left: float = LEFT, top: float = TOP) -> float:
        """Draws the table and returns the y of its bottom."""
        table = grid(drawing) if isinstance(drawing, str) else drawing
        self.canvas.saveState()
        self.canvas.translate(left, self.size[1] - top)
        self.canvas.scale(1, 1)
        (pen or strokes)(self.canvas, *edges(table))
        self.canvas.restoreState()
        for cell in table.cells:
            self.cell(cell, left, top)
        return top + table.n_rows * ROW

    def cell(self, cell: Cell, left: float = LEFT, top: float = TOP) -> None:
        lines = cell.text.split("\n")
        middle = top + (cell.place.row + cell.rows / 2) * ROW - len(lines) * SIZE * 0.6
        for index, line in enumerate(lines):
            self.text(left + cell.place.col * COL + 4, middle + (index + 0.85) * SIZE * 1.2, line)

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def edges(table: Grid) -> tuple[list[Edge], list[Edge]]:
    """The sides of all cells: those across and those down, each as often as a cell has it."""
    across: list[Edge] = []
    down: list[Edge] = []
    for cell in table.cells:
        x0, y0 = cell.place.col * COL, cell.place.row * ROW
        x1, y1 = x0 + cell.cols * COL, y0 + cell.rows * ROW
        across += [(x0, y0, x1, y0), (x0, y1, x1, y1)]
        down += [(x0, y0, x0, y1), (x1, y0, x1, y1)]
    return across, down


def once(sides: Iterable[Edge]) -> list[Edge]:
    return list(dict.fromkeys(sides))


def strokes(canvas: Canvas, across: list[Edge], down: list[Edge], width: float = 0.5) -> None:
    canvas.setLineWidth(width)
    for x0, y0, x1, y1 in once(across + down):
        canvas.line(x0, -y0, x1, -y1)


def hairlines(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    strokes(canvas, across, down, 0.05)


def twice(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    """Each cell draws its own border, so that inner ones are drawn twice, a little apart."""
    canvas.setLineWidth(0.4)
    for index, (x0, y0, x1, y1) in enumerate(across + down):
        shift = 0.4 if index % 2 else -0.4
        canvas.line(x0, -y0 + shift, x1, -y1 + shift) if y0 == y1 else canvas.line(x0 + shift, -y0, x1 + shift, -y1)


def double(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    canvas.setLineWidth(0.4)
    for x0, y0, x1, y1 in once(across + down):
        dx, dy = (0, 1) if y0 == y1 else (1, 0)
        canvas.line(x0 - dx, -y0 - dy, x1 - dx, -y1 - dy)
        canvas.line(x0 + dx, -y0 + dy, x1 + dx, -y1 + dy)


def dashed(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    canvas.setDash(3, 2)
    strokes(canvas, across, down)


def dash_pieces(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    """Dashes drawn one by one, as some printer drivers do."""
    canvas.setLineWidth(0.5)
    for x0, y0, x1, y1 in once(across + down):
        length = abs(x1 - x0) + abs(y1 - y0)
        for step in range(0, int(length), 5):
            a, b = step / length, min(step + 3, length) / length
            canvas.line(x0 + (x1 - x0) * a, -(y0 + (y1 - y0) * a), x0 + (x1 - x0) * b, -(y0 + (y1 - y0) * b))


def thin_areas(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    for x0, y0, x1, y1 in once(across + down):
        canvas.rect(x0 - 0.25, -y1 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, stroke=0, fill=1)


def split_areas(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    """Every side in three pieces that touch."""
    for x0, y0, x1, y1 in once(across + down):
        for third in range(3):
            a, b = third / 3, (third + 1) / 3
            left, top = x0 + (x1 - x0) * a, y0 + (y1 - y0) * a
            right, bottom = x0 + (x1 - x0) * b, y0 + (y1 - y0) * b
            canvas.rect(left - 0.25, -bottom - 0.25, right - left + 0.5, bottom - top + 0.5, stroke=0, fill=1)


def polygons(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    """Sides with mitred ends, six corners each."""
    for x0, y0, x1, y1 in once(across + down):
        path = canvas.beginPath()
        if y0 == y1:
            corners = [(x0, -y0), (x0 + 0.5, -y0 + 0.5), (x1 - 0.5, -y0 + 0.5), (x1, -y0), (x1 - 0.5, -y0 - 0.5)]
            corners.append((x0 + 0.5, -y0 - 0.5))
        else:
            corners = [(x0, -y0), (x0 + 0.5, -y0 - 0.5), (x0 + 0.5, -y1 + 0.5), (x0, -y1), (x0 - 0.5, -y1 + 0.5)]
            corners.append((x0 - 0.5, -y0 - 0.5))
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


def one_path(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    canvas.setLineWidth(0.5)
    path = canvas.beginPath()
    for x0, y0, x1, y1 in once(across + down):
        path.moveTo(x0, -y0)
        path.lineTo(x1, -y1)
    canvas.drawPath(path)


def boxes(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    """One stroked rectangle a cell."""
    canvas.setLineWidth(0.5)
    for (x0, y0, x1, _), (_, y1, _, _) in zip(across[0::2], across[1::2], strict=True):
        canvas.rect(x0, -y1, x1 - x0, y1 - y0)


def short(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    """Sides that stop 2 points short of the corner."""
    canvas.setLineWidth(0.5)
    for x0, y0, x1, y1 in once(across + down):
        dx, dy = (2, 0) if y0 == y1 else (0, 2)
        canvas.line(x0 + dx, -y0 - dy, x1 - dx, -y1 + dy)


def unseen(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    """Besides the true sides: white lines and lines clipped away, through the middle of every cell."""
    strokes(canvas, across, down)
    width, height = max(edge[2] for edge in across), max(edge[3] for edge in down)
    canvas.setStrokeColor(white)
    for step in range(int(height / ROW * 2)):
        canvas.line(0, -(step + 0.5) * ROW / 2, width, -(step + 0.5) * ROW / 2)
    canvas.setStrokeColor(black)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(0, 40, 5, 5)
    canvas.clipPath(clip, stroke=0, fill=0)
    for step in range(int(width / COL * 2)):
        canvas.line((step + 0.5) * COL / 2, 0, (step + 0.5) * COL / 2, -height)
    canvas.restoreState()


def shaded(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    """Cells on grey, the grey a little smaller than the cell and cut in two."""
    canvas.setFillColor(Color(0.85, 0.85, 0.85))
    for (x0, y0, x1, _), (_, y1, _, _) in zip(across[0::2], across[1::2], strict=True):
        middle = (y0 + y1) / 2 + 3
        canvas.rect(x0 + 1, -middle, x1 - x0 - 2, middle - y0 - 1, stroke=0, fill=1)
        canvas.rect(x0 + 1, -y1 + 1, x1 - x0 - 2, y1 - middle - 1, stroke=0, fill=1)
    canvas.setFillColor(black)
    strokes(canvas, across, down)


def in_form(canvas: Canvas, across: list[Edge], down: list[Edge]) -> None:
    """The lines in a form XObject, half as large, that is drawn enlarged and moved."""
    canvas.beginForm("lines", -10, -2000, 2000, 10)
    canvas.setLineWidth(0.25)
    for x0, y0, x1, y1 in once(across + down):
        canvas.line(x0 / 2 + 30, -y0 / 2 - 20, x1 / 2 + 30, -y1 / 2 - 20)
    canvas.endForm()
    canvas.translate(-60, 40)
    canvas.scale(2, 2)
    canvas.doForm("lines")


PENS: dict[str, Pen] = {
    pen.__name__: pen
    for pen in (
        strokes, hairlines, twice, double, dashed, dash_pieces, thin_areas, split_areas, polygons, one_path, boxes,
        short, unseen, shaded, in_form,
    )
}  # fmt: skip


def page_of(drawing: str | Grid, pen: Pen | None = None) -> bytes:
    sheet = Sheet()
    sheet.table(drawing, pen)
    return sheet.bytes()


def turned(drawing: str | Grid, degrees: float, *, told: bool = False, size: tuple[float, float] = PAGE) -> bytes:
    """The page's content turned counter-clockwise; `told` says so in /Rotate, so that it is displayed upright."""
    sheet = Sheet(size)
    canvas, (width, height) = sheet.canvas, size
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    sideways = round(degrees / 90) % 2 == 1
    # reportlab exchanges the sides of the page when it is told of a quarter turn
    canvas.translate(*((height / 2, width / 2) if sideways and told else (width / 2, height / 2)))
    canvas.transform(cos, sin, -sin, cos, 0, 0)
    if sideways:
        canvas.translate(*((-width / 2, -height / 2) if told else (-height / 2, -width / 2)))
        sheet.size = (width, height) if told else (height, width)
    else:
        canvas.translate(-width / 2, -height / 2)
    sheet.table(drawing)
    if told:
        canvas.setPageRotation(round(degrees) % 360)
    return sheet.bytes()


def bold(drawing: str | Grid, *, by_word: bool) -> bytes:
    """All text drawn twice, a little to the right: word by word, or character by character."""
    sheet = Sheet()
    sheet.table(drawing)
    draw = sheet.text

    def again(x: float, y: float, text: str, size: float = SIZE) -> None:
        if by_word:
            draw(x, y, text, size)
            draw(x + 0.3, y, text, size)
            return
        for character in text:
            draw(x, y, character, size)
            draw(x + 0.3, y, character, size)
            x += pdfmetrics.stringWidth(character, FONT, size)

    fresh = Sheet()
    fresh.text, draw = again, fresh.text  # type: ignore[method-assign]
    fresh.table(drawing)
    return fresh.bytes()
