"""Reads a Word file (.docx, .docm, .dotx, .dotm; Transitional or Strict) into paragraphs and grids.

The body is read in order; footnotes and endnotes follow it as paragraphs; headers and footers are left out with a
note. Grids nested in a cell, and text boxes anchored in one, follow the grid they stand in.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.errors import UnreadableError
from extract.limits import LIMITS, Limits
from extract.message import Message
from extract.model import Block, CellPlace, Document, Note, Paragraph, Source, TextPlace
from extract.word.bindings import Bindings
from extract.word.blocks import BlockReader
from extract.word.line import visible
from extract.word.names import W
from extract.word.numbering import Numbering
from extract.word.package import Package
from extract.word.parts import Body, header_speaks
from extract.word.raw import Flow, RawTable
from extract.word.remarks import Remarks
from extract.word.styles import Styles
from extract.word.table import GridBuilder
from extract.word.text import TextReader


def read_word(data: bytes, source: Source, *, limits: Limits = LIMITS) -> Document:
    """The document in the bytes of a Word file; `source` is passed through.

    Raises UnreadableError when the file cannot be opened (see `extract.reading.read`).
    """
    try:
        package = Package(data, limits)
        reading = _Reading(package, limits)
        document = reading.document(source)
        return _Reading(package, limits, slim=False).document(source) if reading.body.plain.missed else document
    except RecursionError as error:
        raise UnreadableError(
            "too-large", Message("文档内容嵌套过深，拒绝读取", "the content is nested too deep; refused")
        ) from error


class _Reading:
    """One Word file being read: body, then notes, then what has to be remarked on."""

    def __init__(self, package: Package, limits: Limits, slim: bool = True) -> None:
        self.package = package
        self.remarks = Remarks()
        styles = Styles(package.parse_if("styles", b"numPr", b"vanish"))
        numbering = Numbering(package.parse_if("numbering", b"lvlText"), styles)
        self.text = TextReader(self.remarks, styles, numbering)
        self.body = Body(package, styles, slim)
        self.bindings = Bindings(package)
        self.reader = BlockReader(self.text, self.body.plain, limits)
        self.held = 0

    def document(self, source: Source) -> Document:
        """The whole document."""
        flows = [self.reader.flow(self._counted(self.body.children()), "/w:document/w:body"), *self._notes()]
        blocks = _Blocks(GridBuilder(self.remarks))
        for flow in flows:
            blocks.add(flow)
        self._remark_on_package()
        return Document(source, tuple(blocks.blocks), (*self.remarks.notes(), *self._conserved(blocks)))

    def _counted(self, elements: Iterator[etree._Element]) -> Iterator[etree._Element]:
        for el in elements:
            self.held += self.text.held(el)
            if self.body.bound:
                self._remark_on_bindings(el)
            yield el

    def _remark_on_bindings(self, el: etree._Element) -> None:
        stale = self.bindings.stale(el)
        if stale:
            self.remarks.add("bound-text", stale)

    def _notes(self) -> Iterator[Flow]:
        """Footnotes and endnotes in the order of their references."""
        for kind in ("footnote", "endnote"):
            ids = [number for noted, number in self.text.noted if noted == kind]
            part = self.package.related(f"{kind}s") if ids else None
            root = self.package.parse(part) if part else None
            if root is None:
                continue
            by_id = {el.get(W + "id"): (n, el) for n, el in enumerate(root.findall(W + kind), start=1)}
            for number in dict.fromkeys(ids):
                if number in by_id:
                    n, el = by_id[number]
                    self.remarks.add("footnotes")
                    yield self.reader.flow(self._counted(iter(el)), f"{part}:/w:{kind}s/w:{kind}[{n}]")

    def _remark_on_package(self) -> None:
        self.remarks.here = None
        package = self.package
        if any(name.lower().endswith("vbaproject.bin") for name in package.zip.names):
            self.remarks.add("macros")
        external = sum(rel.external and rel.kind != "hyperlink" for rel in package.relationships)
        if external:
            self.remarks.add("external", external)
        if header_speaks(package):
            self.remarks.add("header-left-out")

    def _conserved(self, blocks: _Blocks) -> Iterator[Note]:
        """A note where characters of the XML are neither in a block nor known to be left out."""
        expected = self.held + self.reader.held + self.text.added - self.text.ignored - blocks.grids.resolver.dropped
        found = visible("".join(blocks.texts()))
        if found != expected:
            yield Note(
                "text-lost",
                Message(
                    f"应读入 {expected} 个字符，实得 {found} 个，可能有文字遗漏或重复",
                    f"{expected} characters were to be read but {found} were; text may be lost or doubled",
                ),
            )


class _Blocks:
    """The blocks of a document in reading order; blank paragraphs are none."""

    def __init__(self, grids: GridBuilder) -> None:
        self.blocks: list[Block] = []
        self.grids = grids
        self._paragraphs = 0

    def add(self, flow: Flow, parent: CellPlace | None = None) -> None:
        """Append what a flow holds; `parent` is the cell around it, if any."""
        for n, item in enumerate(flow.items):
            if isinstance(item, RawTable):
                self._table(item, parent)
            elif isinstance(item, Flow):
                self.add(item, parent)
            elif flow.place is None and item.strip():
                place = TextPlace(self._paragraphs)
                self._paragraphs += 1
                if flow.numbers is None:
                    flow.numbers = {}
                flow.numbers[n] = place
                self.blocks.append(Paragraph(item, place))

    def _table(self, table: RawTable, parent: CellPlace | None) -> None:
        grid, rich = self.grids.grid(table, parent)
        self.blocks.append(grid)
        for cell in rich:
            self.add(cell, cell.place)

    def texts(self) -> Iterator[str]:
        """Every text once, innermost cells included."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            else:
                yield from [cell.text for cell in block.cells]
