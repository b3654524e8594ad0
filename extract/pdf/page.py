"""One page of ink as tables and lines of text, and what had to be left out of it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from extract.limits import Limits
from extract.message import Message
from extract.model import Note, PagePlace
from extract.pdf.aligned import aligned
from extract.pdf.engines import GARBLED
from extract.pdf.ink import PageInk, Run
from extract.pdf.lattice import Lattice, lattices, uncrossed
from extract.pdf.ruling import Ruling, from_areas, ruling
from extract.pdf.sheet import Sheet, sheet
from extract.pdf.text import Line, lines
from extract.pdf.upright import Turn, upright
from extract.symbols import by_code

Status = Literal["text", "scan", "empty", "garbled"]

_FRAME = 0.75  # share of the page from which a single box is a frame around it
_SLANT = 6.0  # degrees: text that leans more, and is not turned by a quarter, is no text of the form
_TICK = 16.0  # points: a lone box no larger is a tick box
_DRAWN_TEXT = 60  # outlines on a page without a character: its letters may be drawn as curves


class Page(Struct, frozen=True):
    """What stands on a page, in its upright coordinates: tables, and lines outside them.

    row: all of it as a row of a table that began before, where it may be the inside of one.
    """

    number: int
    width: float
    height: float
    turn: Turn
    status: Status
    sheets: tuple[Sheet, ...]
    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()
    row: Sheet | None = None


def read_page(ink: PageInk, limits: Limits) -> Page:
    """The tables and lines of a page. The text of a page that cannot be decoded is left out, and that is said."""
    status = _status(ink)
    if status != "text":
        return Page(ink.number, ink.width, ink.height, Turn(), status, (), (), ink.notes + _told(status, ink.number))
    ink, turn = upright(ink)
    width, height = ink.width, ink.height
    runs = [run for run in ink.runs if -run.size < run.x < width + run.size and 0 < run.y < height + run.size]
    notes = list(ink.notes)
    runs = [_told_by_code(run) for run in _without_watermark(runs, notes, ink.number)]
    sheets: list[Sheet] = []
    drawn = ruling(ink.outlines)
    columns = uncrossed(drawn)
    row = None if columns is None else sheet(columns, runs, ink.number, turn)[0]
    for lattice in _tables(drawn, ink.number, limits, notes):
        table, rest = sheet(lattice, runs, ink.number, turn)
        if _is_table(table, ink):
            sheets.append(table)
            runs = rest
    for lattice in () if _is_cut(notes) else aligned(runs, drawn):
        table, runs = sheet(lattice, runs, ink.number, turn)
        sheets.append(table)
        notes.append(_guessed(ink.number))
    sheets.sort(key=lambda one: (one.box[1], one.box[0]))
    return Page(ink.number, width, height, turn, status, tuple(sheets), lines(runs), tuple(notes), row)


def _status(ink: PageInk) -> Status:
    if not any(run.text.strip() for run in ink.runs):
        return "scan" if ink.images > 0.01 or len(ink.outlines) > _DRAWN_TEXT else "empty"
    return "garbled" if ink.undecoded > GARBLED else "text"


def _told_by_code(run: Run) -> Run:
    """The run with the signs of a symbol font (≥, ☑) for its private-use characters, which are as many."""
    text = by_code(run.text)
    return run if text == run.text else replace(run, text=text)


def _told(status: Status, number: int) -> tuple[Note, ...]:
    place = PagePlace(number)
    if status == "scan":
        message = Message(
            f"第 {number} 页没有文字（应为扫描页），其内容未读取",
            f"page {number} has no text (a scan) and was not read",
        )
        return (Note("page-without-text", message, place),)
    if status == "garbled":
        message = Message(
            f"第 {number} 页的字体没有文字编码，文字无法还原，未读取",
            f"the fonts of page {number} do not say what its characters mean; it was not read",
        )
        return (Note("page-garbled", message, place),)
    return (Note("page-empty", Message(f"第 {number} 页是空白页", f"page {number} is blank"), place),)


def _is_cut(notes: list[Note]) -> bool:
    return any(note.code == "cells-cut" for note in notes)


def _guessed(number: int) -> Note:
    message = Message(
        f"第 {number} 页有表格没有完整的框线，其行列按文字对齐推断，须核对",
        f"a table on page {number} has no vertical lines; its cells were inferred from alignment",
    )
    return Note("table-by-alignment", message, PagePlace(number))


def _tables(drawn: Ruling, number: int, limits: Limits, notes: list[Note]) -> list[Lattice]:
    """The page's lattices, the smallest first, so that a nested table takes its text before the cell around it."""
    place = PagePlace(number)
    if len(drawn.across) + len(drawn.down) > limits.page_lines:
        message = Message(
            f"第 {number} 页线条过多，其表格未识别",
            f"page {number} has too many lines; its tables were not read",
        )
        notes.append(Note("cells-cut", message, place))
        return []
    found = lattices(drawn, limits.cells) or _of_areas(drawn, limits)
    if any(lattice is None for lattice in found):
        message = Message(
            f"第 {number} 页有表格的格数超过上限 {limits.cells}，未识别",
            f"a table on page {number} has more than {limits.cells} squares and was not read",
        )
        notes.append(Note("cells-cut", message, place))
    return sorted((lattice for lattice in found if lattice is not None), key=lambda one: _extent(one.box))


def _of_areas(drawn: Ruling, limits: Limits) -> list[Lattice | None]:
    """Tables drawn by the backgrounds of their cells; striped rows alone are none."""
    return [one for one in lattices(from_areas(drawn), limits.cells) if one is None or len(one.xs) > 2]


def _extent(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_table(table: Sheet, ink: PageInk) -> bool:
    """Not a table: a frame around the page, a tick box, an empty box (a picture's frame)."""
    if len(table.cells) > 1:
        return any(cell.lines for cell in table.cells)
    left, top, right, bottom = table.box
    if right - left < _TICK or bottom - top < _TICK or not table.cells[0].lines:
        return False
    return _extent(table.box) < _FRAME * ink.width * ink.height


def _without_watermark(runs: list[Run], notes: list[Note], number: int) -> list[Run]:
    """The runs that stand upright or sideways; slanted text is a watermark, and left out."""
    if not any(run.angle for run in runs):
        return runs
    slanted = [run for run in runs if abs((run.angle + 45) % 90 - 45) > _SLANT]
    text = "".join(run.text for run in slanted).strip()
    if text:
        message = Message(f"斜排文字视为水印，未计入正文：{text}", f"slanted text taken for a watermark: {text}")
        notes.append(Note("watermark", message, PagePlace(number)))
    return [run for run in runs if run not in slanted] if slanted else runs
