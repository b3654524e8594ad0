"""Sheet -> .docx, byte for byte the same on every run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from corpus.make.archive import pack
from corpus.make.hand import WORD, Hand
from corpus.make.sheet import Box, Line, Sheet, Table
from corpus.make.wordparts import NAMESPACES, formatted, static_parts

PAGE = (11906, 16838)  # A4 in twentieths of a point
MARGIN = 1247
STAMP = 'w:author="经办人" w:date="2023-01-09T09:00:00Z"'


def build(sheet: Sheet, hand: Hand = WORD, height: int | None = None) -> bytes:
    """The Word file that shows the sheet as this hand writes it; height: of the page where it is not A4, in twips."""
    body = "".join(_blocks(sheet, hand, _Marks()))
    body = formatted(body) if hand.formatted else body
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {NAMESPACES}><w:body>{body}'
    return pack(
        {**static_parts(hand), "word/document.xml": f"{document}{_section(sheet, height)}</w:body></w:document>"}
    )


@dataclass(slots=True)
class _Marks:
    """Running numbers: ids of revisions and controls, and how many values were written."""

    next_id: int = 100
    values: int = field(default=0)

    def id(self) -> int:
        self.next_id += 1
        return self.next_id


def _blocks(sheet: Sheet, hand: Hand, marks: _Marks) -> list[str]:
    width = PAGE[1 if sheet.landscape else 0] - 2 * MARGIN
    parts = []
    for number, block in enumerate(sheet.blocks):
        if isinstance(block, Line):
            parts.append(_line(block))
        else:
            parts.append(_table(block, hand, width, marks))
            last = number + 1 == len(sheet.blocks)
            if last or isinstance(sheet.blocks[number + 1], Table):
                parts.append('<w:p><w:pPr><w:pStyle w:val="plain"/></w:pPr></w:p>')
    return parts


def _section(sheet: Sheet, tall: int | None) -> str:
    width, height = PAGE[::-1] if sheet.landscape else PAGE
    height = tall or height
    turn = ' w:orient="landscape"' if sheet.landscape else ""
    margins = f'w:top="1440" w:right="{MARGIN}" w:bottom="1440" w:left="{MARGIN}" w:header="851" w:footer="992"'
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turn}/><w:pgMar {margins} w:gutter="0"/>'
        '<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>'
    )


def _line(line: Line) -> str:
    mark = ""
    if line.bookmark:
        mark = f'<w:bookmarkStart w:id="0" w:name="{line.bookmark}"/><w:bookmarkEnd w:id="0"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{line.style}"/></w:pPr>{mark}{_runs(line.text)}</w:p>'


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _runs(text: str, hand: Hand = WORD) -> str:
    """Runs of one paragraph; ``\\n`` is a line break."""
    if not text:
        return ""
    pieces = re.findall(r"[\n]|[0-9.]+|[^\n0-9.]+", text) if hand.split_runs else re.findall(r"\n|[^\n]+", text)
    runs = (f"<w:r>{'<w:br/>' if piece == chr(10) else _text(piece)}</w:r>" for piece in pieces)
    return "".join(runs)


def _table(table: Table, hand: Hand, width: int, marks: _Marks) -> str:
    widths = [width * part // sum(table.widths) for part in table.widths]
    squares = table.squares()
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    rows = "".join(_row(table, row, squares, widths, hand, marks) for row in range(table.n_rows))
    return f"<w:tbl>{_table_properties(sum(widths), hand)}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _table_properties(width: int, hand: Hand) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    place = '<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:tblpX="1" w:tblpY="1"/>'
    return (
        f'<w:tblPr>{place if hand.floating else ""}<w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="04A0"/></w:tblPr>'
    )


def _row(
    table: Table, row: int, squares: dict[tuple[int, int], Box], widths: list[int], hand: Hand, marks: _Marks
) -> str:
    cells: list[str] = []
    col, before = 0, 0
    while col < table.n_cols:
        box = squares.get((row, col))
        if box is None:
            before, col = (before + 1, col + 1) if not cells else (before, col + 1)
            continue
        cells.append(_cell(box, row, widths, hand, marks))
        col = box.col + box.cols
    after = sum(1 for c in range(table.n_cols) if (row, c) not in squares) - before
    holes = (f'<w:gridBefore w:val="{before}"/>' if before else "") + (
        f'<w:gridAfter w:val="{after}"/>' if after else ""
    )
    header = "<w:tblHeader/>" if hand.repeat_header and row in table.header else ""
    body = "".join(cells)
    if hand.controls and row == table.n_rows - 1:
        body = f'<w:sdt><w:sdtPr><w:id w:val="{marks.id()}"/></w:sdtPr><w:sdtContent>{cells[0]}</w:sdtContent></w:sdt>'
        body += "".join(cells[1:])
    properties = f'<w:trPr>{holes}<w:trHeight w:val="420" w:hRule="atLeast"/>{header}<w:jc w:val="center"/></w:trPr>'
    return f"<w:tr>{properties}{body}</w:tr>"


def _cell(box: Box, row: int, widths: list[int], hand: Hand, marks: _Marks) -> str:
    """One box in one row: its first row holds the text, the others continue it as the hand does."""
    if hand.merge == "hmerge":
        return "".join(_square(box, row, col, widths, hand, marks) for col in range(box.col, box.col + box.cols))
    span = f'<w:gridSpan w:val="{box.cols}"/>' if box.cols > 1 else ""
    width = sum(widths[box.col : box.col + box.cols])
    return _tc(width, span + _vertical(box, row, hand), _content(box, row, hand, marks))


def _square(box: Box, row: int, col: int, widths: list[int], hand: Hand, marks: _Marks) -> str:
    across = ""
    if box.cols > 1:
        across = '<w:hMerge w:val="restart"/>' if col == box.col else "<w:hMerge/>"
    content = _content(box, row, hand, marks) if col == box.col else _paragraphs(box, "", hand)
    return _tc(widths[col], across + _vertical(box, row, hand), content)


def _vertical(box: Box, row: int, hand: Hand) -> str:
    if box.rows == 1 or hand.merge in ("flat", "repeat"):
        return ""
    if row == box.row:
        return '<w:vMerge w:val="restart"/>'
    return "<w:vMerge/>" if hand.merge == "word" else '<w:vMerge w:val="continue"/>'


def _tc(width: int, merges: str, content: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merges}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def _content(box: Box, row: int, hand: Hand, marks: _Marks) -> str:
    shown = row == box.row or hand.merge == "repeat"
    return _paragraphs(box, box.text if shown else "", hand, marks)


def _paragraphs(box: Box, text: str, hand: Hand, marks: _Marks | None = None) -> str:
    style = "cell-wide" if box.wide else "cell"
    lines = text.split("\n") if hand.breaks == "p" else [text]
    start = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return "".join(f"{start}{_value(line, hand, marks)}</w:p>" for line in lines)


def _value(text: str, hand: Hand, marks: _Marks | None) -> str:
    runs = _runs(text, hand)
    if not text.strip() or marks is None:
        return runs
    marks.values += 1
    if hand.tracked and marks.values % 5 == 0:
        return _typed_over(runs, marks)
    if hand.controls and marks.values % 2 == 0:
        return f'<w:sdt><w:sdtPr><w:id w:val="{marks.id()}"/></w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>'
    return runs


def _typed_over(runs: str, marks: _Marks) -> str:
    old = '<w:r><w:delText xml:space="preserve">旧值88.8</w:delText></w:r>'
    return f'<w:del w:id="{marks.id()}" {STAMP}>{old}</w:del><w:ins w:id="{marks.id()}" {STAMP}>{runs}</w:ins>'
