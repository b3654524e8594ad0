"""One function a reader: a file's tables as merged grids, {(row, col, rows, cols): text without white space}.

Each runs in its own fresh process (`measure.py`), so each imports what it measures and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Grid = dict[tuple[int, int, int, int], str]
Anchor = tuple[int, int, str, int, bool]  # row, column, text, columns covered, continues the cell above


def flat(text: str | None) -> str:
    return "".join((text or "").split())


def fuhe(path: Path) -> Callable[[], list[Grid]]:
    from extract.reading import read

    def run() -> list[Grid]:
        tables = read(path.read_bytes(), path.name).grids
        return [{(c.place.row, c.place.col, c.rows, c.cols): flat(c.text) for c in t.cells} for t in tables]

    return run


def fuhe_reference(path: Path) -> Callable[[], list[Grid]]:
    from extract.model import Source
    from extract.pdf import read_pdf

    def run() -> list[Grid]:
        data = path.read_bytes()
        tables = read_pdf(data, Source(path.name, "", "pdf", len(data)), engine="reference").grids
        return [{(c.place.row, c.place.col, c.rows, c.cols): flat(c.text) for c in t.cells} for t in tables]

    return run


# --- Word ----------------------------------------------------------------------------------------------------------


def floor_inflate(path: Path) -> Callable[[], list[Grid]]:
    import zipfile

    def run() -> list[Grid]:
        zipfile.ZipFile(path).read("word/document.xml")
        return []

    return run


def floor_parse(path: Path) -> Callable[[], list[Grid]]:
    import zipfile

    from lxml import etree

    def run() -> list[Grid]:
        etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
        return []

    return run


def merged(anchors: Iterable[Anchor]) -> Grid:
    """Spans from cells that say how many columns they cover and whether they continue the cell above."""
    open_at: dict[int, list[Any]] = {}
    cells = []
    for row, col, text, cols, continues in anchors:
        above = open_at.get(col)
        if continues and above is not None and above[3] == cols and above[0] + above[2] == row:
            above[2] += 1
            continue
        cell = [row, col, 1, cols, text]
        open_at[col] = cell
        cells.append(cell)
    return {(row, col, rows, cols): flat(text) for row, col, rows, cols, text in cells}


def docspine(path: Path) -> Callable[[], list[Grid]]:
    import docspine as library

    def anchors(table: Any) -> Iterable[Anchor]:
        for n, row in enumerate(table["rows"]):
            col = 0
            for cell in row["cells"]:
                yield n, col, cell["text"], cell["grid_span"], cell["v_merge"] == "continue"
                col += cell["grid_span"]

    return lambda: [merged(anchors(table)) for table in _called(library.open(str(path)).tables)]


def _called(value: Any) -> Any:
    return value() if callable(value) else value


def office_oxide(path: Path) -> Callable[[], list[Grid]]:
    import json

    from office_oxide import Document

    def text(node: Any) -> str:
        if isinstance(node, dict):
            return node.get("text") or "".join(text(node[key]) for key in ("content",) if key in node)
        return "".join(text(one) for one in node) if isinstance(node, list) else ""

    def tables(node: Any) -> Iterable[Any]:
        if isinstance(node, dict):
            if node.get("type") == "table":
                yield node
            else:
                for value in node.values():
                    yield from tables(value)
        elif isinstance(node, list):
            for one in node:
                yield from tables(one)

    def spread(table: Any) -> Grid:
        return spanned([[(text(c), c["row_span"], c["col_span"]) for c in row["cells"]] for row in table["rows"]])

    return lambda: [spread(table) for table in tables(json.loads(Document.open(str(path)).to_ir_json()))]


def spanned(rows: list[list[tuple[str, int, int]]]) -> Grid:
    """A grid from rows of (text, rows covered, columns covered), as HTML lays tables out."""
    taken: set[tuple[int, int]] = set()
    grid = {}
    for n, row in enumerate(rows):
        col = 0
        for text, down, across in row:
            while (n, col) in taken:
                col += 1
            taken |= {(n + i, col + j) for i in range(down) for j in range(across)}
            grid[(n, col, down, across)] = flat(text)
    return grid


def anydoc(path: Path) -> Callable[[], list[Grid]]:
    import anydoc as library

    def text(blocks: Any) -> str:
        return "".join(_inline(block.content) if block.content else text(block.blocks or []) for block in blocks)

    def _inline(content: Any) -> str:
        return "".join(getattr(one, "text", None) or "" for one in content)

    def grid(table: Any) -> Grid:
        found = {}
        for n, row in enumerate(table.grid):
            for col, slot in enumerate(row):
                if slot.cell is not None:
                    found[(n, col, slot.cell.row_span, slot.cell.col_span)] = flat(text(slot.cell.blocks))
        return found

    return lambda: [grid(b.table) for b in library.to_document(path.read_bytes()).blocks if b.table]


def python_docx(path: Path) -> Callable[[], list[Grid]]:
    from docx import Document
    from docx.table import _Cell

    def anchors(table: Any) -> Iterable[Anchor]:
        for n, row in enumerate(table._tbl.tr_lst):
            col = 0
            for cell in row.tc_lst:
                yield n, col, _Cell(cell, table).text, cell.grid_span, cell.vMerge == "continue"
                col += cell.grid_span

    return lambda: [merged(anchors(table)) for table in Document(str(path)).tables]


def python_docx_row_cells(path: Path) -> Callable[[], list[Grid]]:
    from docx import Document

    def grid(table: Any) -> Grid:
        places: dict[Any, list[tuple[int, int]]] = {}
        cells = {}
        for n, row in enumerate(table.rows):
            for col, cell in enumerate(row.cells):
                places.setdefault(cell._tc, []).append((n, col))
                cells[cell._tc] = cell
        return {_extent(squares): flat(cells[tc].text) for tc, squares in places.items()}

    return lambda: [grid(table) for table in Document(str(path)).tables]


def python_docx_table_cell(path: Path) -> Callable[[], list[Grid]]:
    from docx import Document

    def grid(table: Any) -> Grid:
        squares = [(n, col) for n in range(len(table.rows)) for col in range(len(table.columns))]
        cells = {square: table.cell(*square) for square in squares}
        places: dict[Any, list[tuple[int, int]]] = {}
        for square in squares:
            places.setdefault(cells[square]._tc, []).append(square)
        return {_extent(some): flat(cells[some[0]].text) for some in places.values()}

    return lambda: [grid(table) for table in Document(str(path)).tables]


def docling(path: Path) -> Callable[[], list[Grid]]:
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    def grid(table: Any) -> Grid:
        return {
            (c.start_row_offset_idx, c.start_col_offset_idx, c.row_span, c.col_span): flat(c.text)
            for c in table.data.table_cells
        }

    def run() -> list[Grid]:
        file = InputDocument(path_or_stream=path, format=InputFormat.DOCX, backend=MsWordDocumentBackend)
        return [grid(table) for table in file._backend.convert().tables]

    return run


def _extent(squares: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    rows, cols = [row for row, _ in squares], [col for _, col in squares]
    return min(rows), min(cols), max(rows) - min(rows) + 1, max(cols) - min(cols) + 1


def html_grids(html: str) -> list[Grid]:
    from lxml import html as parser

    def rows(table: Any) -> list[list[tuple[str, int, int]]]:
        return [
            [("".join(c.itertext()), int(c.get("rowspan", 1)), int(c.get("colspan", 1))) for c in row.iter("td", "th")]
            for row in table.iter("tr")
        ]

    return [spanned(rows(table)) for table in parser.fromstring(html).iter("table")]


def mammoth(path: Path) -> Callable[[], list[Grid]]:
    import mammoth as library

    def run() -> list[Grid]:
        with path.open("rb") as file:
            return html_grids(library.convert_to_html(file).value)

    return run


def pandoc(path: Path) -> Callable[[], list[Grid]]:
    import pypandoc

    return lambda: html_grids(pypandoc.convert_file(str(path), "html", format="docx"))


def docx2python(path: Path) -> Callable[[], list[Grid]]:
    from docx2python import docx2python as library

    def run() -> list[Grid]:
        with library(str(path)) as document:
            tables = [t for t in document.body if len(t) > 1 or len(t[0]) > 1]
            return [spanned([[("".join(cell), 1, 1) for cell in row] for row in table]) for table in tables]

    return run


def markitdown(path: Path) -> Callable[[], list[Grid]]:
    from markitdown import MarkItDown

    converter = MarkItDown()

    def run() -> list[Grid]:
        lines = converter.convert(str(path)).text_content.splitlines()
        rows = [line.strip("|").split("|") for line in lines if line.startswith("|") and not line.startswith("| ---")]
        return [spanned([[(cell, 1, 1) for cell in row] for row in rows])]

    return run


# --- PDF -----------------------------------------------------------------------------------------------------------


def boxes(cells: Iterable[tuple[float, float, float, float, str]]) -> Grid:
    """Spans from the boxes of cells: distinct edges are the lines of the grid."""
    found = list(cells)
    ys = _edges(y for x0, y0, x1, y1, _ in found for y in (y0, y1))
    xs = _edges(x for x0, y0, x1, y1, _ in found for x in (x0, x1))
    grid = {}
    for x0, y0, x1, y1, text in found:
        row, last_row, col, last_col = (_index(ys, y0), _index(ys, y1), _index(xs, x0), _index(xs, x1))
        grid[(row, col, last_row - row, last_col - col)] = flat(text)
    return grid


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 2:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - value))


def pdfplumber(path: Path) -> Callable[[], list[Grid]]:
    import pdfplumber as library

    def grid(table: Any) -> Grid:
        texts = dict(pair for row, line in _rows(table) for pair in zip(row.cells, line, strict=True))
        return boxes((*cell, texts.get(cell) or "") for cell in table.cells)

    def run() -> list[Grid]:
        found = []
        with library.open(path) as document:
            for page in document.pages:
                found += [grid(table) for table in page.find_tables()]
                page.close()
        return found

    return run


def _rows(table: Any) -> Iterable[tuple[Any, list[str | None]]]:
    return zip(table.rows, table.extract(), strict=True)


def pdfspine(path: Path) -> Callable[[], list[Grid]]:
    import pdfspine as library

    def grid(table: Any) -> Grid:
        rows = table.extract()
        return {(r, c, down, across): flat(rows[r][c]) for r, c, down, across, _ in table.spans}

    return lambda: [grid(t) for page in library.open(str(path)) for t in page.find_tables().tables]


def camelot(path: Path) -> Callable[[], list[Grid]]:
    import camelot as library

    def grid(table: Any) -> Grid:
        """The squares with no side between them are one cell."""
        found: Grid = {}
        taken: set[tuple[int, int]] = set()
        for row, line in enumerate(table.cells):
            for col in range(len(line)):
                if (row, col) in taken:
                    continue
                right, below = col, row
                while not table.cells[row][right].right and right + 1 < len(line):
                    right += 1
                while not table.cells[below][col].bottom and below + 1 < len(table.cells):
                    below += 1
                squares = [(y, x) for y in range(row, below + 1) for x in range(col, right + 1)]
                taken.update(squares)
                found[(row, col, below - row + 1, right - col + 1)] = flat(
                    "".join(table.cells[y][x].text for y, x in squares)
                )
        return found

    return lambda: [grid(table) for table in library.read_pdf(str(path), pages="all", flavor="lattice")]


def img2table(path: Path) -> Callable[[], list[Grid]]:
    from img2table.document import PDF as Document

    def grid(table: Any) -> Grid:
        cells = {(c.bbox.x1, c.bbox.y1, c.bbox.x2, c.bbox.y2): c.value for row in table.content.values() for c in row}
        return boxes((*box, text or "") for box, text in cells.items())

    return lambda: [grid(t) for page in Document(str(path)).extract_tables().values() for t in page]


def tabula(path: Path) -> Callable[[], list[Grid]]:
    import tabula as library

    def grid(table: Any) -> Grid:
        cells = [cell for row in table["data"] for cell in row if cell["width"] > 0 and cell["height"] > 0]
        return boxes((c["left"], c["top"], c["left"] + c["width"], c["top"] + c["height"], c["text"]) for c in cells)

    def run() -> list[Grid]:
        found = library.read_pdf(str(path), pages="all", lattice=True, output_format="json", silent=True)
        return [grid(table) for table in found]

    return run


def pymupdf(path: Path) -> Callable[[], list[Grid]]:
    import pymupdf as library

    def grid(table: Any) -> Grid:
        texts = dict(pair for row, line in _rows(table) for pair in zip(row.cells, line, strict=True))
        return boxes((*cell, texts.get(cell) or "") for cell in table.cells)

    def run() -> list[Grid]:
        with library.open(path) as document:
            return [grid(table) for page in document for table in page.find_tables().tables]

    return run


def pdf_oxide(path: Path) -> Callable[[], list[Grid]]:
    from pdf_oxide import PdfDocument

    def run() -> list[Grid]:
        document = PdfDocument(str(path))
        tables = [table for page in range(document.page_count()) for table in document.extract_tables(page)]
        return [spanned([[(cell["text"], 1, 1) for cell in row["cells"]] for row in table["rows"]]) for table in tables]

    return run


def kreuzberg(path: Path) -> Callable[[], list[Grid]]:
    import kreuzberg as library

    config = library.ExtractionConfig(use_cache=False)
    return lambda: [
        spanned([[(text, 1, 1) for text in row] for row in table.cells])
        for table in library.extract_file_sync(str(path), config=config).tables
    ]


def xberg(path: Path) -> Callable[[], list[Grid]]:
    import asyncio

    import xberg as library

    async def read() -> list[Grid]:
        config = library.ExtractionConfig(use_cache=False)
        result = await library.extract(library.ExtractInput(kind="uri", uri=str(path)), config)
        tables = [table for document in result.results for table in document.tables]
        return [spanned([[(text, 1, 1) for text in row] for row in table.cells]) for table in tables]

    return lambda: asyncio.run(read())


def playa(path: Path) -> Callable[[], list[Grid]]:
    import playa as library

    def run() -> list[Grid]:
        with library.open(path) as document:
            for page in document.pages:
                for glyph in page.glyphs:
                    _ = glyph.text, glyph.bbox
                for stroke in page.paths:
                    _ = list(stroke.segments)
        return []

    return run


def floor_pdfium(path: Path) -> Callable[[], list[Grid]]:
    import pypdfium2

    def run() -> list[Grid]:
        document = pypdfium2.PdfDocument(path.read_bytes())
        for n in range(len(document)):
            document[n].get_textpage().count_chars()
        document.close()
        return []

    return run


WORD = (
    "fuhe", "floor_inflate", "floor_parse", "docspine", "office_oxide", "anydoc", "python_docx",
    "python_docx_row_cells", "python_docx_table_cell", "docling", "kreuzberg", "xberg", "pandoc", "docx2python",
    "mammoth", "markitdown",
)  # fmt: skip
PDF = (
    "fuhe", "fuhe_reference", "floor_pdfium", "pdfspine", "pdfplumber", "pdf_oxide", "kreuzberg", "xberg", "camelot",
    "img2table", "tabula", "pymupdf", "playa",
)  # fmt: skip
SLOW = (  # half a second a page and more, or seconds to start
    "camelot", "img2table", "tabula", "pymupdf", "python_docx_table_cell", "docling",
)  # fmt: skip
