"""The PDF reader: pages of ink in, paragraphs and merged-cell grids in reading order out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from extract.errors import UnreadableError
from extract.limits import LIMITS, Limits
from extract.message import Message
from extract.model import Block, Cell, CellPlace, Document, Grid, Note, PagePlace, Paragraph, Source, TextPlace
from extract.pdf import prose, scan_reader
from extract.pdf.engines import Engine, inks
from extract.pdf.furniture import Layout, furniture
from extract.pdf.page import Page, read_page
from extract.pdf.sheet import Drawn, Sheet
from extract.pdf.stitch import Growing, Join
from extract.pdf.text import Line
from extract.pdf.uncrossed import settled
from extract.pdf.upright import Turn
from extract.pdf.wholeness import is_cut_off
from extract.pulse import beat


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
    Raises UnreadableError with code ``encrypted``, ``damaged``, ``scan`` (no page has text that can be read),
    ``empty`` (no page) or ``too-large``. A file of blank pages is read, and each is named.
    """
    if len(data) > limits.file_bytes:
        message = Message(f"文件超过上限 {limits.file_bytes} 字节", f"the file has more than {limits.file_bytes} bytes")
        raise UnreadableError("too-large", message)
    pages = [read_page(ink, limits) for ink in inks(data, password or "", engine, limits)]
    if any(one.status in ("scan", "garbled") for one in pages):
        pages = [_by_ocr(one, data, password or "", limits) for one in pages]
    cut = is_cut_off(data)
    _require_text(pages, cut)
    pages = list(settled(pages))
    document = _document(pages, replace(source, pages=len(pages)))
    blank = all(one.status == "empty" for one in pages)
    return replace(document, notes=(*([_CUT_OFF] if cut else ()), *([_BLANK] if blank else ()), *document.notes))


_CUT_OFF = Note(
    "file-cut",
    Message("文件末尾缺失，只读取了尚存的部分", "the end of the file is missing; what is left of it was read"),
)
_BLANK = Note("no-text", Message("PDF 各页都是空白页", "every page of the PDF is blank"))


def _by_ocr(page: Page, data: bytes, password: str, limits: Limits) -> Page:
    """A page without readable text, read by OCR where that is installed."""
    if page.status not in ("scan", "garbled"):
        return page
    if not scan_reader.is_installed():
        return page
    from extract.pdf.scan_pages import scanned

    beat()
    ink = scanned(data, password, page.number, limits)
    found = None if ink is None else read_page(ink, limits)
    if found is not None and found.status == "text":
        return found
    return replace(page, notes=(_picture(page.number),)) if page.status == "scan" else page


def _picture(number: int) -> Note:
    message = Message(
        f"第 {number} 页是图像，OCR 未从中识别出文字", f"page {number} is a picture in which OCR found no text"
    )
    return Note("page-without-text", message, PagePlace(number))


def _require_text(pages: list[Page], cut: bool) -> None:
    if any(one.status == "text" for one in pages):
        return
    if not pages:
        raise UnreadableError("empty", Message("PDF 没有一页", "the PDF has no page"))
    if all(any(note.code == "page-unreadable" for note in one.notes) for one in pages):
        raise UnreadableError("damaged", Message("PDF 各页均已损坏", "every page of the PDF is damaged"))
    if any(one.status == "scan" for one in pages):
        if scan_reader.is_installed():
            raise UnreadableError(
                "scan", Message("各页都是图像，OCR 未识别出文字", "every page is a picture in which OCR found no text")
            )
        message = Message(
            "各页都没有文字，应为扫描件；识别需安装 OCR 组件 fuhe[ocr]",
            "no page has text: a scan, which needs the OCR of fuhe[ocr]",
        )
        raise UnreadableError("scan", message)
    if any(one.status == "garbled" for one in pages):
        message = Message(
            "字体没有文字编码，全文无法还原；识别需安装 OCR 组件 fuhe[ocr]",
            "the fonts do not say what the characters mean; it needs the OCR of fuhe[ocr]",
        )
        raise UnreadableError("scan", message)
    if cut:
        message = Message("PDF 不完整，尚存的部分没有内容", "the PDF is cut off, and what is left of it has no content")
        raise UnreadableError("damaged", message)


@dataclass(slots=True)
class _Draft:
    """The blocks of a document while its pages are strung together."""

    blocks: list[Growing | list[prose.PageLine]] = field(default_factory=list)
    joins: dict[int, list[Join]] = field(default_factory=dict)

    def add_line(self, line: prose.PageLine) -> None:
        if self.blocks and isinstance(self.blocks[-1], list):
            self.blocks[-1].append(line)
        else:
            self.blocks.append([line])

    def add_sheet(self, table: Sheet) -> None:
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Growing) and last.pages[-1] + 1 == table.pages[0]:
            join = last.take(table)
            if join is not None:
                self.joins.setdefault(len(self.blocks) - 1, []).append(join)
                return
        self.blocks.append(Growing(table))


def _document(pages: list[Page], source: Source) -> Document:
    carried = furniture([Layout(one.height, one.lines, [table.box for table in one.sheets]) for one in pages])
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
    prose_lines = [one.line for block in draft.blocks if isinstance(block, list) for one in block]
    edge = prose.margins(prose_lines, min((page.width for page in pages if page.lines), default=0.0))
    blocks: list[Block] = []
    tables = paragraphs = 0
    for index, block in enumerate(draft.blocks):
        if isinstance(block, Growing):
            tables += 1
            blocks.append(_grid(block.sheet, tables))
            notes += [_join_note(join, tables) for join in draft.joins.get(index, ())]
        else:
            for group in prose.paragraphs(block, edge):
                blocks.append(_paragraph(group, paragraphs, turns))
                paragraphs += 1
    return Document(source, tuple(blocks), tuple(notes))


def _grid(table: Sheet, number: int) -> Grid:
    return Grid(number, table.n_rows, table.n_cols, tuple([_cell(cell, number) for cell in table.cells]))


def _cell(cell: Drawn, table: int) -> Cell:
    first, more = cell.areas[0], cell.areas[1:]
    place = CellPlace(table, cell.row, cell.col, first.page, first.box, more)
    care = cell.care
    return Cell(cell.text, place, cell.rows, cell.cols, care > 0, care > 1)


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
