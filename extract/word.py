"""Reads a Word file (.docx, .docm, .dotx, .dotm; Transitional or Strict) into paragraphs and grids."""

from __future__ import annotations

from extract.limits import LIMITS, Limits
from extract.model import Block, CellPlace, Document, Paragraph, Source, TextPlace
from extract.wordblocks import BlockReader
from extract.wordnames import w
from extract.wordpackage import Package
from extract.wordraw import Flow, RawTable
from extract.wordremarks import Remarks
from extract.wordtable import GridBuilder
from extract.wordtext import TextReader

(_BODY,) = w("body")


def read_word(data: bytes, source: Source, *, limits: Limits = LIMITS) -> Document:
    """The document in the bytes of a Word file; `source` is passed through.

    Raises UnreadableError when the file cannot be opened (see `extract.reading.read`).
    """
    package = Package(data, limits)
    remarks = Remarks()
    reader = BlockReader(TextReader(remarks), limits)
    root = package.parse(package.main)
    assert root is not None
    body = root.find(_BODY)
    flow = reader.flow(body, "/w:document/w:body") if body is not None else Flow()
    blocks = _Blocks(GridBuilder(remarks, limits))
    blocks.add(flow)
    return Document(source, tuple(blocks.blocks), remarks.notes())


class _Blocks:
    """The blocks of a document in reading order; blank paragraphs are none."""

    def __init__(self, grids: GridBuilder) -> None:
        self.blocks: list[Block] = []
        self._grids = grids
        self._paragraphs = 0

    def add(self, flow: Flow, parent: CellPlace | None = None) -> None:
        """Append what a flow holds; `parent` is the cell a text box stands in."""
        for n, item in enumerate(flow.items):
            if isinstance(item, str):
                self._paragraph(item, n, flow)
            elif isinstance(item, RawTable):
                self._table(item, parent)
            else:
                self.add(item, parent)

    def _paragraph(self, text: str, n: int, flow: Flow) -> None:
        if text.strip():
            place = TextPlace(self._paragraphs)
            self._paragraphs += 1
            flow.numbers[n] = place
            self.blocks.append(Paragraph(text, place))

    def _table(self, table: RawTable, parent: CellPlace | None) -> None:
        for block in self._grids.grids(table, parent):
            if isinstance(block, Flow):
                self.add(block)
            else:
                self.blocks.append(block)
