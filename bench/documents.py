"""The documents the readers are measured on, with the grids they were drawn from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.make import catalogue, word
from corpus.make.hand import WORD, Hand
from corpus.make.sheet import Box, Line, Sheet, Table

WORK = Path(__file__).parent / ".work"
FONT = "STSong-Light"
PER_LINE = 39  # signs in a line of prose
SEED_PDF = Path(__file__).parent.parent / "corpus" / "documents" / "seed.pdf"


def seed() -> Sheet:
    (item,) = [item for item in catalogue.items() if item.name == "seed"]
    return catalogue.sheet_of(item)


def truth(tables: tuple[Table, ...]) -> list[list[list[object]]]:
    """The drawn cells of each table, sorted: row, column, rows, columns, text without white space."""
    return [
        sorted([box.row, box.col, box.rows, box.cols, "".join(box.text.split())] for box in table.boxes)
        for table in tables
    ]


def word_file(name: str, tables: int, hand: Hand = WORD) -> tuple[Path, list[list[list[object]]]]:
    """A Word file with that many of the seed's tables (two and its prose: the seed itself)."""
    sheet = seed()
    if tables != 2:
        sheet = replace(sheet, blocks=tuple(sheet.tables[n % 2] for n in range(tables)))
    path = WORK / f"{name}.docx"
    path.write_bytes(word.build(sheet, hand))
    return path, truth(sheet.tables)


def pdf_file(name: str, pages: int) -> tuple[Path, list[list[list[object]]]]:
    """A PDF with one of the seed's tables on each page, ruled, set small enough to fit."""
    return _drawn(name, tuple(seed().tables[n % 2] for n in range(pages)))


def dense_file(name: str, pages: int) -> tuple[Path, list[list[list[object]]]]:
    """A PDF with a form of 60 rows × 12 columns on each page: mostly numbers, labels merged over four rows."""
    return _drawn(name, (_dense(),) * pages)


def _dense() -> Table:
    labels = [Box(f"类别{row // 4 + 1}", row, 0, rows=4) for row in range(0, 60, 4)]
    names = [Box(f"指标{row + 1}", row, 1, cols=2 if row % 4 else 1) for row in range(60)]
    names += [Box("单位", row, 2) for row in range(0, 60, 4)]
    figures = [Box(f"{row * 37 % 900 + col}.{col % 10}", row, col) for row in range(60) for col in range(3, 12)]
    return Table(60, 12, (*labels, *names, *figures), (1,) * 12)


def seed_pdf() -> tuple[Path, list[list[list[object]]]]:
    """The seed as LibreOffice prints it: two tables over seven pages, with prose."""
    return SEED_PDF, truth(seed().tables)


def prose_file(name: str, pages: int) -> tuple[Path, list[list[list[object]]]]:
    """A PDF of the seed's sentences, 38 full lines on each page and no table."""
    text = "".join(one.text for one in seed().blocks if isinstance(one, Line) and len(one.text) > PER_LINE)
    lines = [text[at : at + PER_LINE] for at in range(0, len(text) - PER_LINE, PER_LINE)]
    path, canvas = _canvas(name)
    for page in range(pages):
        canvas.setFont(FONT, 12)
        for n in range(38):
            canvas.drawString(64, 760 - 18 * n, lines[(38 * page + n) % len(lines)])
        canvas.showPage()
    canvas.save()
    return path, []


def _canvas(name: str) -> tuple[Path, Canvas]:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    path = WORK / f"{name}.pdf"
    return path, Canvas(str(path), pagesize=(595, 842), invariant=1)


def _drawn(name: str, tables: tuple[Table, ...]) -> tuple[Path, list[list[list[object]]]]:
    path, canvas = _canvas(name)
    for table in tables:
        _page(canvas, table)
        canvas.showPage()
    canvas.save()
    return path, truth(tables)


def _page(canvas: Canvas, table: Table) -> None:
    """The table over the whole page; a cell's text is set in lines that fit it, at 4 points."""
    widths = [width * 535 / sum(table.widths) for width in table.widths]
    lefts = [30 + sum(widths[:n]) for n in range(table.n_cols + 1)]
    tall = [box.row for box in table.boxes if len(box.text) > 300]
    low = (782 - 180.0 * len(set(tall))) / (table.n_rows - len(set(tall)))
    heights = [180.0 if row in tall else low for row in range(table.n_rows)]
    tops = [812 - sum(heights[:n]) for n in range(table.n_rows + 1)]
    canvas.setLineWidth(0.5)
    canvas.setFont(FONT, 4)
    for box in table.boxes:
        x0, x1, top, bottom = lefts[box.col], lefts[box.col + box.cols], tops[box.row], tops[box.row + box.rows]
        canvas.rect(x0, bottom, x1 - x0, top - bottom)
        for n, line in enumerate(_lines(box.text, x1 - x0 - 4)):
            canvas.drawString(x0 + 2, top - 6 - 5 * n, line)


def _lines(text: str, width: float) -> list[str]:
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for char in paragraph:
            if pdfmetrics.stringWidth(line + char, FONT, 4) > width:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines
