"""Every form printed and read back: the grids of the PDF beside those of the Word file, cell by cell.

LibreOffice prints the Word file itself, Chromium the same sheet as an HTML table; reportlab draws it with the pens of
make/ink.py in turn. Two cells are the same where
place, span and text are: the text joined over its lines, as the contract has it, since where lines break is the
printer's doing. What no printer shows is left out on both sides: edges of rows and columns that part nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from corpus.make import html, ink, office, word
from corpus.make.catalogue import items, sheet_of
from corpus.make.generate import HANDS
from corpus.make.hand import DEBIAN, Hand
from corpus.make.layout import every_layout, held_out
from corpus.make.sheet import Box, Line, Sheet, Table
from corpus.measure import cases
from corpus.measure.pool import mapped
from corpus.measure.tables import share, table
from extract.model import Cell, CellPlace, Grid
from extract.reading import read
from normalize.words.text import join

BATCH = 8  # documents printed by one start of LibreOffice
A4 = (595, 842)  # points
HEIGHTS = (None, 500, 350)  # points: of the pages of generated forms, by their seed; None is A4

Place = tuple[int, int, int, int]  # row, column, rows, columns
Cells = dict[Place, str]


@dataclass(frozen=True, slots=True)
class Form:
    """One document of the corpus or of the generator. height: of its pages in points, where they are not A4.

    grids: as its Word file by this hand is read.
    """

    name: str
    sheet: Sheet
    hand: Hand
    height: int | None
    grids: tuple[Grid, ...]

    @property
    def word_file(self) -> bytes:
        """The Word file as it is printed: in fonts that this machine has, changes accepted."""
        hand = replace(self.hand, fonts=DEBIAN, tracked=False)
        return word.build(self.sheet, hand, self.height and 20 * self.height)

    @property
    def shown(self) -> Sheet:
        """The sheet with the cells that the Word file has: a hand may merge none."""
        grids = iter(self.grids)
        blocks = (one if isinstance(one, Line) else _as_read(one, next(grids)) for one in self.sheet.blocks)
        return replace(self.sheet, blocks=tuple(blocks))

    @property
    def paper(self) -> str:
        """The size of its pages in CSS where they are not A4."""
        return f"{A4[self.sheet.landscape]}pt {self.height}pt" if self.height else ""


@dataclass(frozen=True, slots=True)
class Printed:
    """One form as a printer printed it. cells: of the Word file; lost, made_up: cells that stand on one side only."""

    name: str
    printer: str
    pages: int
    cells: int
    lost: tuple[str, ...]
    made_up: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return not self.lost and not self.made_up


def _as_read(drawn: Table, grid: Grid) -> Table:
    boxes = (Box(one.text, one.place.row, one.place.col, one.rows, one.cols) for one in grid.cells)
    return replace(drawn, boxes=tuple(boxes))


def _by_office(forms: Sequence[Form]) -> list[bytes]:
    printed = office.to_pdf({f"form-{at}": form.word_file for at, form in enumerate(forms)})
    return list(printed.values())


def _by_chromium(forms: Sequence[Form]) -> list[bytes]:
    return [html.to_pdf(html.build(form.shown, form.paper)) for form in forms]


def _by_pens(forms: Sequence[Form]) -> list[bytes]:
    pens = [pen for _, pen in sorted(ink.PENS.items())]
    return [ink.to_pdf(form.shown, pens[crc32(form.name.encode()) % len(pens)], height=form.height) for form in forms]


PRINTERS: dict[
    str, tuple[str, Callable[[Sequence[Form]], list[bytes]]]
] = {  # the program each needs, and how it prints
    "libreoffice": ("soffice", _by_office),
    "chromium": ("chromium", _by_chromium),
    "reportlab": ("", _by_pens),
}


def names(count: int) -> list[str]:
    """Every document of the corpus, and every layout with `count` seeds: oddities, hands and pages in turn."""
    hands = sorted(HANDS)
    made = [
        f"{layout}/{seed}/{cases.VARIANTS[(at + seed) % len(cases.VARIANTS)]}/word.{hands[(at + seed) % len(hands)]}"
        for at, layout in enumerate(sorted(every_layout()))
        for seed in range(count)
    ]
    return [*(item.name for item in items()), *made]


def form(name: str) -> Form:
    """The form of a name. Raises ValueError where the name is none."""
    if "/" in name:
        made = cases.named(name).made()
        return _form(name, made.sheet, HANDS[made.hand], HEIGHTS[made.seed % len(HEIGHTS)])
    item = next((item for item in items() if item.name == name), None)
    if item is None:
        raise ValueError(f"no such document: {name}")
    return _form(name, sheet_of(item), item.hand, None)


def _form(name: str, sheet: Sheet, hand: Hand, height: int | None) -> Form:
    return Form(name, sheet, hand, height, read(word.build(sheet, hand), "form.docx").grids)


def is_here(printer: str) -> bool:
    """Whether this machine has the printer's program."""
    program = PRINTERS[printer][0]
    return not program or shutil.which(program) is not None


def measured(count: int, processes: int | None = None) -> list[Printed]:
    """All forms by all printers that this machine has."""
    every = names(count)
    batches = [tuple(every[at : at + BATCH]) for at in range(0, len(every), BATCH)]
    jobs = [(printer, batch) for printer in PRINTERS if is_here(printer) for batch in batches]
    return [one for part in mapped(_measured, jobs, processes) for one in part]


def _measured(job: tuple[str, tuple[str, ...]]) -> list[Printed]:
    printer, batch = job
    forms = [form(name) for name in batch]
    return [compared(one, printer, data) for one, data in zip(forms, PRINTERS[printer][1](forms), strict=True)]


def compared(made: Form, printer: str, data: bytes) -> Printed:
    """The form beside what is read from its PDF."""
    document = read(data, "form.pdf")
    drawn, seen = [cells(grid) for grid in made.grids], [cells(grid) for grid in document.grids]
    lost, made_up = tuple(_beyond(drawn, seen)), tuple(_beyond(seen, drawn))
    return Printed(made.name, printer, document.source.pages or 0, sum(map(len, drawn)), lost, made_up)


def cells(grid: Grid) -> Cells:
    """Place, span and joined text of every cell, on edges that part something."""
    return {
        (one.place.row, one.place.col, one.rows, one.cols): join(one.text) for one in without_idle_edges(grid).cells
    }


def without_idle_edges(grid: Grid) -> Grid:
    """The grid on the edges that part something: others are not drawn, so that no reader can see them."""
    rows = sorted({edge for one in grid.cells for edge in (one.place.row, one.place.row + one.rows)})
    cols = sorted({edge for one in grid.cells for edge in (one.place.col, one.place.col + one.cols)})
    cells = tuple(
        Cell(
            one.text,
            CellPlace(grid.table, rows.index(one.place.row), cols.index(one.place.col)),
            rows.index(one.place.row + one.rows) - rows.index(one.place.row),
            cols.index(one.place.col + one.cols) - cols.index(one.place.col),
        )
        for one in grid.cells
    )
    return Grid(grid.table, len(rows) - 1, len(cols) - 1, cells)


def _beyond(some: list[Cells], others: list[Cells]) -> Iterator[str]:
    """The cells of the first that the second has not."""
    for number, grid in enumerate(some, 1):
        other = others[number - 1] if number <= len(others) else {}
        for place in sorted(grid):
            if other.get(place) != grid[place]:
                row, col, rows, cols = place
                yield f"table {number} row {row} col {col}, {rows} × {cols}: {grid[place]!r}"


def shown(name: str, printer: str) -> list[str]:
    """A line for each cell that one form has otherwise in print.

    Raises RuntimeError where the printer is missing, ValueError where there is no such form or it is held out.
    """
    if "/" in name:
        cases.refuse_held_out(name)
    (one,) = _measured((printer, (name,)))
    return [
        *(f"only in the Word file: {cell}" for cell in one.lost),
        *(f"only in print: {cell}" for cell in one.made_up),
    ]


def section(some: Sequence[Printed]) -> str:
    """The figures of each printer, and the forms that are not the same by name; of those held out only how many."""
    rows = [_row(printer, [one for one in some if one.printer == printer]) for printer in PRINTERS]
    heading = ("printer", "forms", "pages", "the same", "share", "cells", "otherwise in print", "forms not the same")
    return table(heading, rows)


def _row(printer: str, some: Sequence[Printed]) -> list[object]:
    if not some:
        return [f"{printer} (not on this machine: not measured)", *[None] * 7]
    same, cells = sum(one.is_same for one in some), sum(one.cells for one in some)
    return [printer, len(some), sum(one.pages for one in some), same, share(same, len(some)), cells,
            sum(len(one.lost) for one in some), _named([one for one in some if not one.is_same])]  # fmt: skip


def _named(some: Sequence[Printed]) -> str:
    open_ones = [one.name for one in some if one.name.partition("/")[0] not in held_out()]
    held = [f"{len(some) - len(open_ones)} held out"] if len(open_ones) < len(some) else []
    return "、".join(open_ones + held) or "none"
