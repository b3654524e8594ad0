"""The same five hundred random tables read by fuhe and by programs that share none of its code or assumptions."""

import random
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from drawing import draw
from extract.model import Cell, CellPlace, Grid
from extract.reading import read
from htmlgrids import html_grids
from wordml import docx, p, table_xml

TABLES = 500


def random_grid(rng: random.Random) -> Grid:
    """A table of cells of random extent; no column and no row without a cell of its own, which HTML cannot tell."""
    n_rows, n_cols = rng.randint(1, 7), rng.randint(1, 6)
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row in range(n_rows):
        for col in range(n_cols):
            if (row, col) not in taken:
                free = next((n for n in range(n_cols - col) if (row, col + n) in taken), n_cols - col)
                rows, cols = min(n_rows - row, rng.choice((1, 1, 1, 2, 3))), min(free, rng.choice((1, 1, 1, 2, 3)))
                taken |= {(row + down, col + right) for down in range(rows) for right in range(cols)}
                text = rng.choice(("", f"{rng.randint(0, 999)}.{rng.randint(0, 99):02d}", "绩效指标", "≥90%", "<5%&"))
                cells.append(Cell(text, CellPlace(1, row, col), rows, cols))
    return Grid(1, n_rows, n_cols, tuple(cells))


@cache
def sample() -> tuple[bytes, tuple[str, ...]]:
    """A Word file of many tables, and their drawings."""
    rng = random.Random(20221124)
    grids = [grid for grid in (random_grid(rng) for _ in range(TABLES * 3)) if is_tellable(grid)][:TABLES]
    return docx("".join(p("表") + table_xml(grid) for grid in grids) + p("")), tuple(map(drawing, grids))


def is_tellable(grid: Grid) -> bool:
    """Each row and column starts or ends somewhere: otherwise a program may rightly fold it into its neighbour."""
    rows = {cell.place.row for cell in grid.cells if cell.rows == 1}
    cols = {cell.place.col for cell in grid.cells if cell.cols == 1}
    return len(rows) == grid.n_rows and len(cols) == grid.n_cols


def drawing(grid: Grid) -> str:
    """A drawing that two readers can agree on: no white space."""
    return draw(Grid(1, grid.n_rows, grid.n_cols, tuple(_bare(cell) for cell in grid.cells)))


def _bare(cell: Cell) -> Cell:
    return Cell("".join(cell.text.split()), cell.place, cell.rows, cell.cols)


def by_fuhe(data: bytes, folder: Path) -> list[str]:
    return [drawing(grid) for grid in read(data, "x.docx").grids]


def by_mammoth(data: bytes, folder: Path) -> list[str]:
    mammoth = pytest.importorskip("mammoth", reason="mammoth is not installed")
    (folder / "x.docx").write_bytes(data)
    with (folder / "x.docx").open("rb") as file:
        return [drawing(grid) for grid in html_grids(mammoth.convert_to_html(file).value)]


def by_libreoffice(data: bytes, folder: Path) -> list[str]:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    (folder / "x.docx").write_bytes(data)
    profile = (folder / "profile").as_uri()
    options = ("--headless", "--convert-to", "html", "--outdir", str(folder))
    subprocess.run(
        [program, f"-env:UserInstallation={profile}", *options, str(folder / "x.docx")], check=True, capture_output=True
    )
    return [drawing(grid) for grid in html_grids((folder / "x.html").read_bytes())]


def by_pandoc(data: bytes, folder: Path) -> list[str]:
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("pandoc is not installed")
    (folder / "x.docx").write_bytes(data)
    options = ("--from", "docx", "--to", "html", str(folder / "x.docx"))
    page = subprocess.run([program, *options], check=True, capture_output=True).stdout.decode()
    return [drawing(grid) for grid in html_grids(page)]


@pytest.mark.parametrize("peer", [by_fuhe, by_libreoffice, by_mammoth, by_pandoc])
def test_the_same_grids(peer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    data, drawn = sample()
    read_by_peer = peer(data, tmp_path)
    assert len(read_by_peer) == TABLES
    differing = [n for n, pair in enumerate(zip(read_by_peer, drawn, strict=True)) if pair[0] != pair[1]]
    assert differing == [], "\n\n".join(f"{read_by_peer[n]}\n--\n{drawn[n]}" for n in differing[:3])


if __name__ == "__main__":
    sys.exit(pytest.main([__file__]))
