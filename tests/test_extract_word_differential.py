"""The same five hundred random tables read by fuhe and by programs that share none of its code.

The corpus too: every difference there is explained by a mark in the document."""

import random
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

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


Drawings = list[list[str]]


def drawings(page: str | bytes) -> list[str]:
    return [drawing(grid) for grid in html_grids(page)]


def saved(files: list[bytes], folder: Path) -> list[Path]:
    paths = [folder / f"{n}.docx" for n in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    return paths


def by_fuhe(files: list[bytes], folder: Path) -> Drawings:
    return [[drawing(grid) for grid in read(data, "x.docx").grids] for data in files]


def by_mammoth(files: list[bytes], folder: Path) -> Drawings:
    mammoth = pytest.importorskip("mammoth", reason="mammoth is not installed")
    return [drawings(mammoth.convert_to_html(BytesIO(data)).value) for data in files]


def by_libreoffice(files: list[bytes], folder: Path) -> Drawings:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    paths = saved(files, folder)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "html", "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True)
    return [drawings(path.with_suffix(".html").read_bytes()) for path in paths]


def by_pandoc(files: list[bytes], folder: Path) -> Drawings:
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("pandoc is not installed")
    command = [program, "--from", "docx", "--to", "html"]
    runs = [subprocess.run([*command, path], check=True, capture_output=True) for path in saved(files, folder)]
    return [drawings(run.stdout.decode()) for run in runs]


@pytest.mark.parametrize("peer", [by_fuhe, by_libreoffice, by_mammoth, by_pandoc])
def test_the_same_random_grids(peer: Callable[..., Drawings], tmp_path: Path) -> None:
    data, drawn = sample()
    [read_by_peer] = peer([data], tmp_path)
    assert len(read_by_peer) == TABLES
    differing = [n for n, pair in enumerate(zip(read_by_peer, drawn, strict=True)) if pair[0] != pair[1]]
    assert differing == [], "\n\n".join(f"{read_by_peer[n]}\n--\n{drawn[n]}" for n in differing[:3])


# What each program is known to read otherwise, by the mark in the document that brings it about.
EXPLAINED = {
    by_mammoth: ("w:hMerge",),  # legacy merges read as single cells
    by_pandoc: ("w:hMerge", "w:tblpPr"),  # the same; and floating tables in another order
    by_libreoffice: ("<w:del ", "<w:sdt>"),  # deleted text printed; an invisible mark around content controls
}
CORPUS = Path(__file__).parent.parent / "corpus" / "documents"


@pytest.mark.parametrize("peer", EXPLAINED)
def test_the_same_grids_in_the_corpus(peer: Callable[..., Drawings], tmp_path: Path) -> None:
    paths = sorted(CORPUS.glob("*.docx"))
    files = [path.read_bytes() for path in paths]
    ours = by_fuhe(files, tmp_path)
    differing = [n for n, pair in enumerate(zip(peer(files, tmp_path), ours, strict=True)) if pair[0] != pair[1]]
    assert len(paths) > 0
    assert [paths[n].name for n in differing if not explained(files[n], EXPLAINED[peer])] == []


def explained(data: bytes, marks: tuple[str, ...]) -> bool:
    with ZipFile(BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    return any(mark in xml for mark in marks)
