"""Generated forms on pages of any height: wherever a page ends, the grid is the one that was drawn."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from corpus.make import ink
from corpus.make.generate import make
from corpus.make.layout import layouts
from corpus.make.sheet import Table
from corpus.measure.printings import without_idle_edges
from extract.model import Cell, CellPlace, Grid, Source
from extract.pdf import read_pdf

HEIGHTS, SIZES = (300.0, 350.0, 420.0, 500.0), (8.0, 9.0, 10.5)
Box = tuple[int, int, int, int, str]


def boxes(grid: Grid) -> set[Box]:
    return {
        (one.place.row, one.place.col, one.rows, one.cols, "".join(one.text.split()))
        for one in without_idle_edges(grid).cells
    }


def drawn(table: Table) -> Grid:
    cells = tuple(Cell(box.text, CellPlace(1, box.row, box.col), box.rows, box.cols) for box in table.boxes)
    return Grid(1, table.n_rows, table.n_cols, cells)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("layout", sorted(layouts()))
def test_a_form_over_many_pages_is_the_form_that_was_drawn(layout: str, seed: int) -> None:
    chance = random.Random(f"{layout} {seed}")
    sheet = make(seed, layout, "word").sheet
    pens = [pen for pen in sorted(ink.PENS) if not ink.PENS[pen].embedded or Path(ink.UMING).exists()]
    pen, size, height = chance.choice(pens), chance.choice(SIZES), chance.choice(HEIGHTS)
    data = ink.to_pdf(sheet, ink.PENS[pen], size, height)
    document = read_pdf(data, Source("form.pdf", "0" * 64, "pdf", len(data)))
    assert [boxes(grid) for grid in document.grids] == [boxes(drawn(table)) for table in sheet.tables]
