"""Scans read by OCR: figures exact, wrong, marked as doubtful. Forms of the corpus and pages of nothing but figures."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus.make import numbers
from corpus.make.catalogue import items, sheet_of
from corpus.make.scan import Scanner, bound, to_pdf
from corpus.measure.papers import DOCUMENTS
from corpus.measure.tables import share, table
from extract.errors import UnreadableError
from extract.model import Document, Source
from extract.pdf import read_pdf
from extract.pdf.scan_reader import is_installed

FIGURE = re.compile(r"[≥≤＞＜><=±]?-?[\d,，]+(?:[.．]\d+)?(?:%|％|[^\W\d]{1,2})?")
FONTS = (  # of Debian: the face of each file that holds simplified Chinese, or the only one
    ("truetype/arphic/uming.ttc", 0),
    ("truetype/arphic/ukai.ttc", 0),
    ("opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("truetype/liberation/LiberationSerif-Regular.ttf", 0),
    ("truetype/liberation/LiberationSans-Regular.ttf", 0),
    ("truetype/liberation/LiberationSerif-Bold.ttf", 0),
    ("truetype/dejavu/DejaVuSans.ttf", 0),
)
FOLDER = Path("/usr/share/fonts")
PAGES = 2  # of figures for each kind of scan
_SIZES = (9.0, 10.0, 10.5, 12.0)
_ALIKE = str.maketrans("％，．＞＜", "%,.><")  # full or half width is no other figure

SCANNERS: dict[str, tuple[Scanner, ...]] = {
    "clean, 200 dpi": (Scanner(black=None), Scanner("pdfium", black=None)),
    "clean, 150 dpi": (Scanner("pdfium", 150, black=None),),
    "clean, 300 dpi": (Scanner("pdfium", 300, black=None),),
    "black and white, askew": (Scanner("pdfium", 200, 0.7), Scanner("pdfium", 150, -0.3, noise=25)),
    "200 dpi, worn": (Scanner("pdfium", 200, -1.0, noise=20, blur=1.0, quality=40, black=None),),
    "150 dpi, worn": (
        Scanner("pdfium", 150, 0.5, noise=12, quality=50, black=None),
        Scanner("pdfium", 150, blur=1.0, noise=8, quality=30, black=None),
    ),
    "100 dpi": (Scanner("pdfium", 100, quality=60, black=None),),
}
FORMS: dict[str, tuple[str, ...]] = {
    "clean, 200 dpi": ("seed.pdf", "003-yongde.pdf", "016-huangshi.chromium.pdf", "012-chizhou-a.dashed.pdf"),
    "clean, 150 dpi": ("003-yongde.pdf", "031-xiaoxian.frames.pdf"),
    "clean, 300 dpi": ("012-chizhou-a.dashed.pdf",),
    "black and white, askew": ("031-xiaoxian.frames.pdf", "016-huangshi.pdf"),
    "200 dpi, worn": ("003-yongde.pdf", "016-huangshi.chromium.pdf"),
    "150 dpi, worn": ("031-xiaoxian.frames.pdf", "013-chizhou-b.strokes.pdf"),
    "100 dpi": ("003-yongde.pdf",),
}


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan to be read. source: a PDF of the corpus; with `font` (a file and a face) a page of figures instead."""

    kind: str
    scanner: Scanner
    source: str
    font: tuple[str, int] | None = None
    seed: int = 0


@dataclass(slots=True)
class Seen:
    """What was read. wrong: place, truth and reading of each wrong figure, and whether it is marked."""

    scan: Scan
    pages: int
    seconds: float
    as_drawn: bool
    figures: int = 0
    marked: int = 0
    wrong: list[tuple[str, bool]] = field(default_factory=list)


def scans() -> Iterator[Scan]:
    """All that can be made on this machine: none without OCR, none by poppler without pdftoppm."""
    if not is_installed():
        return
    poppler = shutil.which("pdftoppm") is not None
    for kind, scanners in SCANNERS.items():
        able = [one for one in scanners if poppler or one.renderer != "poppler"]
        for number, source in enumerate(FORMS[kind]):
            yield Scan(kind, able[number % len(able)], source)
    fonts = [font for font in FONTS if (FOLDER / font[0]).exists()]
    for seed, kind in enumerate(kind for kind in SCANNERS for _ in range(PAGES)):
        if fonts:
            yield Scan(kind, SCANNERS[kind][-1], "figures", fonts[seed % len(fonts)], seed)


def read(scan: Scan) -> Seen:
    data, truth = _made(scan)
    start = time.process_time()
    try:
        document = read_pdf(data, Source("scan.pdf", "0" * 64, "pdf", len(data)))
    except UnreadableError:
        document = Document(Source("scan.pdf", "0" * 64, "pdf", len(data)), ())
    return _compared(scan, document, truth, time.process_time() - start)


Truth = list[tuple[int, int, dict[tuple[int, int], str]]]  # of each table its rows, its columns, and text by square


def _made(scan: Scan) -> tuple[bytes, Truth]:
    if scan.font is not None:
        file, face = scan.font
        size = _SIZES[scan.seed % len(_SIZES)]
        page, figures = numbers.drawn(scan.seed, str(FOLDER / file), face, size, scan.scanner.dpi)
        return bound([page], scan.scanner), [(numbers.ROWS, numbers.COLUMNS, figures)]
    item = next(one for one in items() if one.name == scan.source.partition(".")[0])
    tables = sheet_of(item).tables
    truth = [(one.n_rows, one.n_cols, {(box.row, box.col): box.text for box in one.boxes}) for one in tables]
    return to_pdf((DOCUMENTS / scan.source).read_bytes(), scan.scanner), truth


def _compared(scan: Scan, document: Document, truth: Truth, seconds: float) -> Seen:
    shapes = [(grid.n_rows, grid.n_cols) for grid in document.grids]
    seen = Seen(scan, document.source.pages or 1, seconds, shapes == [(rows, cols) for rows, cols, _ in truth])
    for number, (_, _, texts) in enumerate(truth):
        grid = document.grids[number] if number < len(document.grids) else None
        for (row, col), text in texts.items():
            if not FIGURE.fullmatch(_plain(text)):
                continue
            cell = grid.at(row, col) if grid is not None else None
            found, marked = (_plain(cell.text), cell.doubtful) if cell is not None else ("", False)
            seen.figures += 1
            seen.marked += marked
            if found != _plain(text):
                seen.wrong.append((f"row {row + 1}, column {col + 1}: {text} read as {found or 'nothing'}", marked))
    return seen


def _plain(text: str) -> str:
    """Without white space, which no figure has, and which wraps it where the cell is narrow."""
    return "".join(text.split()).translate(_ALIKE)


def section(some: list[Seen]) -> Iterator[str]:
    """The part of docs/accuracy.md on scans."""
    yield "## 扫描件 / Scans"
    if not some:
        yield "Not measured: `fuhe[ocr]` is not installed here."
        return
    yield (
        "Forms of the corpus printed and scanned, and pages of nothing but figures in "
        f"{len({one.scan.font for one in some if one.scan.font})} fonts. A figure is a cell that holds one number, "
        "with its sign and unit; exact: every sign as printed. worn: noise, blur, strong JPEG, askew. marked: read "
        "with doubt, which the record says. Truth is what the pages were drawn from."
    )
    heading = ("scan", "documents", "pages", "grids as drawn", "figures", "exact", "share", "wrong, marked")
    kinds = [(kind, [one for one in some if one.scan.kind == kind]) for kind in SCANNERS]
    rows = [_row(kind, part) for kind, part in kinds if part]
    yield table((*heading, "wrong, not marked", "marked in all", "share", "CPU s a page"), [*rows, _row("all", some)])
    yield "\n".join(_missed(some)) or "No figure is wrong and not marked."


def _row(name: str, some: list[Seen]) -> list[object]:
    pages, figures = sum(one.pages for one in some), sum(one.figures for one in some)
    wrong = [marked for one in some for _, marked in one.wrong]
    marked = sum(one.marked for one in some)
    row: list[object] = [name, len(some), pages, sum(one.as_drawn for one in some), figures, figures - len(wrong)]
    row += [share(figures - len(wrong), figures), sum(wrong), len(wrong) - sum(wrong), marked, share(marked, figures)]
    return [*row, f"{sum(one.seconds for one in some) / pages:.1f}"]


def _missed(some: list[Seen]) -> Iterator[str]:
    """The figures wrong and not marked, by name."""
    for one in some:
        source = one.scan.source if one.scan.font is None else f"figures {one.scan.seed}"
        yield from (f"* {one.scan.kind}, `{source}`, {place}" for place, marked in one.wrong if not marked)
