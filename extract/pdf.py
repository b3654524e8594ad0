"""The PDF reader: pages of ink in, paragraphs and merged-cell grids in reading order out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from extract import pdf_pdfium, prose
from extract.errors import UnreadableError
from extract.furniture import furniture
from extract.ink import PageInk
from extract.lattice import lattices
from extract.limits import LIMITS, Limits
from extract.message import Message
from extract.model import Block, Cell, CellPlace, Document, Grid, Note, Paragraph, Source, TextPlace
from extract.pdf_text import Line, lines
from extract.ruling import ruling
from extract.sheet import Sheet, sheet
from extract.stitch import Join, stitch
from extract.upright import Turn, upright

Engine = Literal["auto", "fast", "reference"]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, in its upright coordinates: tables, and lines outside them."""

    number: int
    height: float
    turn: Turn
    sheets: list[Sheet]
    lines: list[Line]
    notes: tuple[Note, ...] = ()


def read_pdf(
    data: bytes,
    source: Source,
    *,
    password: str | None = None,
    limits: Limits = LIMITS,
    engine: Engine = "auto",
) -> Document:
    """The document a PDF holds; `source` comes without its number of pages and goes out with it.

    `engine`: `fast` reads with PDFium, `reference` with pdfplumber, `auto` with the first unless it reports doubt.

    Raises UnreadableError with code ``encrypted``, ``damaged``, ``scan`` (no page has text), ``empty`` (no page) or
    ``too-large``.
    """
    pages = [_page(ink) for ink in _inks(data, password or "", engine)]
    if not pages:
        raise UnreadableError("empty", Message("PDF 没有页面", "the PDF has no page"))
    if not any(page.sheets or page.lines for page in pages):
        raise UnreadableError(
            "scan", Message("各页都没有文字，应为扫描件", "no page has text; the file seems to be a scan")
        )
    return _document(pages, replace(source, pages=len(pages)))


def _inks(data: bytes, password: str, engine: Engine) -> Iterator[PageInk]:
    """The pages' ink; `fast` and `reference` say which engine reads them, `auto` the fast one if it can."""
    if engine == "reference":
        yield from _reference(data, password)
        return
    try:
        yield from pdf_pdfium.pages(data, password)
    except pdf_pdfium.LockedError as error:
        raise _locked() from error
    except pdf_pdfium.BrokenError as error:
        raise _damaged(error) from error


def _reference(data: bytes, password: str) -> Iterator[PageInk]:
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    from extract import pdf_plumber

    try:
        yield from pdf_plumber.pages(data, password)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise _locked() from error
        raise _damaged(error) from error
    except Exception as error:  # the parsers raise whatever a broken file makes them raise
        raise _damaged(error) from error


def _locked() -> UnreadableError:
    message = Message("PDF 已加密，需要密码才能打开", "the PDF is encrypted and opens only with a password")
    return UnreadableError("encrypted", message)


def _damaged(error: Exception) -> UnreadableError:
    cause = f"{type(error).__name__}: {error}"[:120]
    return UnreadableError("damaged", Message(f"PDF 已损坏，无法解析（{cause}）", f"the PDF is damaged ({cause})"))


def _page(ink: PageInk) -> Page:
    ink, turn = upright(ink)
    runs = ink.runs
    sheets: list[Sheet] = []
    for lattice in sorted(lattices(ruling(ink.outlines)), key=lambda one: _area(one.box)):
        table, runs = sheet(lattice, runs, ink.number, turn)
        if _is_table(table, ink):
            sheets.append(table)
    sheets.sort(key=lambda one: (one.box[1], one.box[0]))
    return Page(ink.number, ink.height, turn, sheets, list(lines(runs)), ink.notes)


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_table(table: Sheet, ink: PageInk) -> bool:
    return len(table.cells) > 1 or any(cell.lines for cell in table.cells)


@dataclass(slots=True)
class _Draft:
    """The blocks of a document while its pages are strung together."""

    blocks: list[Sheet | list[prose.PageLine]] = field(default_factory=list)
    joins: dict[int, list[Join]] = field(default_factory=dict)

    def add_line(self, line: prose.PageLine) -> None:
        if self.blocks and isinstance(self.blocks[-1], list):
            self.blocks[-1].append(line)
        else:
            self.blocks.append([line])

    def add_sheet(self, table: Sheet) -> None:
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Sheet) and last.pages[-1] + 1 == table.pages[0]:
            stitched = stitch(last, table)
            if stitched is not None:
                self.blocks[-1] = stitched[0]
                self.joins.setdefault(len(self.blocks) - 1, []).append(stitched[1])
                return
        self.blocks.append(table)


def _document(pages: list[Page], source: Source) -> Document:
    carried = furniture([(page.height, page.lines) for page in pages])
    draft = _Draft()
    for page in pages:
        items: list[Sheet | Line] = [*page.sheets, *(line for line in page.lines if id(line) not in carried)]
        for item in sorted(items, key=lambda one: (one.box[1], one.box[0])):
            if isinstance(item, Sheet):
                draft.add_sheet(item)
            else:
                draft.add_line(prose.PageLine(page.number, item))
    turns = {page.number: page.turn for page in pages}
    notes = [note for page in pages for note in page.notes]
    notes += _furniture_notes([line for page in pages for line in page.lines if id(line) in carried])
    edge = prose.margins([one.line for block in draft.blocks if isinstance(block, list) for one in block])
    blocks: list[Block] = []
    tables = paragraphs = 0
    for index, block in enumerate(draft.blocks):
        if isinstance(block, Sheet):
            tables += 1
            blocks.append(_grid(block, tables))
            notes += [_join_note(join, tables) for join in draft.joins.get(index, ())]
        else:
            for group in prose.paragraphs(block, edge):
                blocks.append(_paragraph(group, paragraphs, turns))
                paragraphs += 1
    return Document(source, tuple(blocks), tuple(notes))


def _grid(table: Sheet, number: int) -> Grid:
    cells = tuple(
        Cell(
            text=cell.text,
            place=CellPlace(number, cell.row, cell.col, cell.areas[0].page, cell.areas[0].box, cell.areas[1:]),
            rows=cell.rows,
            cols=cell.cols,
        )
        for cell in table.cells
    )
    return Grid(number, table.n_rows, table.n_cols, cells)


def _paragraph(group: list[prose.PageLine], number: int, turns: dict[int, Turn]) -> Paragraph:
    first = group[0]
    boxes = [one.line.box for one in group if one.page == first.page]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    left, top, right, bottom = (round(edge, 2) for edge in turns[first.page].box_back(box))
    return Paragraph(prose.joined(group), TextPlace(number, page=first.page, box=(left, top, right, bottom)))


def _join_note(join: Join, table: int) -> Note:
    return Note("table-continued", join.reason, CellPlace(table, join.row, 0, page=join.page))


def _furniture_notes(carried: list[Line]) -> Iterator[Note]:
    if carried:
        quoted = "、".join(dict.fromkeys(line.text.strip() for line in carried))
        yield Note(
            "page-furniture",
            Message(f"页码、页眉页脚未计入正文：{quoted}", f"page numbers and running headers left out: {quoted}"),
        )
