"""Walks a Word file's body: paragraphs, tables, rows and cells as written, whatever is wrapped around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from extract.errors import UnreadableError
from extract.limits import Limits
from extract.message import Message
from extract.word.line import choose, is_on, visible
from extract.word.names import MC, REMOVED, VAL, VML, A, W, w
from extract.word.plain import PlainRow, PlainRows
from extract.word.raw import Flow, Merge, RawCell, RawRow, RawTable
from extract.word.text import TextReader

_P, _TBL, _TR, _TC = w("p", "tbl", "tr", "tc")
_TCPR, _TRPR, _GRID_SPAN, _V_MERGE, _H_MERGE, _CELL_MERGE = w(
    "tcPr", "trPr", "gridSpan", "vMerge", "hMerge", "cellMerge"
)
_ALTERNATE = MC + "AlternateContent"
_BLOCKS = (_P, _TBL)
_IDLE = frozenset(
    w(
        *("sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "proofErr"),
        *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd"),
    )
)
Step = tuple[etree._Element, str]


class BlockReader:
    """Reads flows; `text` reads their paragraphs and holds what the whole document shares."""

    def __init__(self, text: TextReader, plain: PlainRows, limits: Limits) -> None:
        self.text = text
        self.plain = plain
        self.held = 0  # characters of the plain rows, which the parsed XML does not hold
        self.remarks = text.remarks
        self.limits = limits
        self.tables = 0
        self.cells = 0
        self.squares = 0

    def flow(self, children: Iterable[etree._Element], path: str, depth: int = 0) -> Flow:
        """The paragraphs and tables among the children of the element at `path`, `depth` tables deep."""
        flow = Flow()
        self._fill(flow, children, path, depth)
        return flow

    def _fill(self, flow: Flow, children: Iterable[etree._Element], path: str, depth: int) -> None:
        outer, self.remarks.here = self.remarks.here, flow
        held: list[str] = []  # lines whose end marks are deleted or hidden: the next paragraph goes on in them
        for el, at in self._steps(children, path, _BLOCKS):
            if el.tag == _TBL:
                _release(held, flow)
                self._add_table(el, at, flow, depth + 1)
            else:
                self._add_line(el, at, flow, depth, held)
        _release(held, flow)
        self.remarks.here = outer

    def _add_line(self, el: etree._Element, path: str, flow: Flow, depth: int, held: list[str]) -> None:
        """Add a paragraph, or hold it back where it goes on in the next one."""
        line = self.text.line(el)
        text = line.text()
        if line.joins_next:
            held.append(text)
        else:
            flow.items.append("".join((*held, text)) if held else text)
            held.clear()
        if line.boxes:
            paths = {el: path}
            for box in line.boxes:
                flow.items.append(self._box(box, path_below(box, paths), depth))

    def _box(self, box: etree._Element, path: str, depth: int) -> Flow:
        self.remarks.add("text-box")
        if box.tag == f"{VML}textpath":
            return Flow([box.get("string") or ""])
        if box.tag == f"{A}p":
            return Flow(["".join(str(t.text or "") for t in box.iter(f"{A}t"))])
        return self.flow(box, path, depth)

    def _add_table(self, tbl: etree._Element, path: str, flow: Flow, depth: int) -> None:
        if depth > self.limits.nesting:
            self.remarks.add("limit-nesting")
            flow.items += [line for el in tbl.iter(_P, _TR) for line in self._flattened(el, path)]
            return
        if depth > 1:
            self.remarks.add("nested-table")
        table = self._table(tbl, path, depth)
        if table.rows:
            flow.items.append(table)

    def _flattened(self, el: etree._Element, path: str) -> list[str]:
        """The lines of a paragraph or of plain rows, without any table around them."""
        if el.tag == _P:
            return [self.text.line(el).text()]
        rows = [self._plain_row(plain, at) for plain, at in self.plain.pop(el, path)]
        return [cell.text() for row in rows for cell in row.cells]

    def _steps(self, children: Iterable[etree._Element], path: str, wanted: tuple[str, ...]) -> Iterator[Step]:
        """The wanted children with their paths, seen through content controls and other wrappers."""
        counts: dict[object, int] = {}
        for el in children:
            tag = el.tag
            counts[tag] = n = counts.get(tag, 0) + 1
            if tag in wanted:
                if tag == _TR:
                    counts[tag] += self.plain.further(el)
                yield el, f"{path}/w:{tag[_W_LENGTH:]}[{n}]"
            elif tag not in _IDLE and type(tag) is str:
                yield from self._wrapped(el, f"{path}/{_step_name(tag)}[{n}]", wanted)

    def _wrapped(self, el: etree._Element, path: str, wanted: tuple[str, ...]) -> Iterator[Step]:
        if el.tag in REMOVED:
            self.text.ignore(el, "tracked-changes")
        elif el.tag == _ALTERNATE:
            yield from self._chosen(el, path, wanted)
        elif wanted is _BLOCKS and next(el.iter(*_BLOCKS), None) is None:
            yield el, path  # run content or an equation that stands outside any paragraph
        else:
            yield from self._steps(el, path, wanted)

    def _chosen(self, alternate: etree._Element, path: str, wanted: tuple[str, ...]) -> Iterator[Step]:
        chosen = choose(alternate)
        for branch in alternate:
            if branch is chosen:
                yield from self._steps(branch, f"{path}/{_step_name(branch.tag)}[1]", wanted)
            else:
                self.text.ignore(branch)

    def _table(self, tbl: etree._Element, path: str, depth: int) -> RawTable:
        self.tables += 1
        if self.tables > self.limits.tables:
            raise _too_many_tables(self.limits.tables)
        table = RawTable([], path)
        cells = width = 0
        for tr, at in self._steps(tbl, path, (_TR,)):
            for written, path in self.plain.pop(tr, at) or ((tr, at),):
                if not self._room(cells, len(table.rows), width):
                    self.remarks.add("limit-cells")
                    self.text.ignore(tr)
                    continue
                row = self._plain_row(written, path) if isinstance(written, PlainRow) else self._row(tr, at, depth)
                if row is not None:
                    table.rows.append(row)
                    cells += len(row.cells)
                    width = max(width, row.width())
        self.cells += cells
        self.squares += len(table.rows) * width
        return table

    def _room(self, cells: int, rows: int, width: int) -> bool:
        """True while one more row of the widest kind stays within every limit."""
        limits = self.limits
        if cells >= limits.cells or rows >= limits.rows or self.cells + cells >= limits.document_cells:
            return False
        return self.squares + (rows + 1) * max(width, limits.columns) < limits.document_squares

    def _plain_row(self, plain: PlainRow, path: str) -> RawRow:
        row = RawRow(plain.cells(path))
        self.held += visible("".join(plain.texts))
        while row.width() > self.limits.columns + row.cells[-1].cols - 1:
            self.remarks.add("limit-cells")
            self.text.ignored += visible(row.cells.pop().text())
        return row

    def _row(self, tr: etree._Element, path: str, depth: int) -> RawRow | None:
        row = RawRow([])
        properties = tr.find(_TRPR)
        if properties is not None and self._row_properties(properties, row):
            self.text.ignore(tr, "tracked-changes")
            return None
        width = row.before
        for tc, at in self._steps(tr, path, (_TC,)):
            if width < self.limits.columns:
                cell = self._cell(tc, at, depth)
                if cell is not None:
                    row.cells.append(cell)
                    width += cell.cols
            else:
                self.remarks.add("limit-cells")
                self.text.ignore(tc)
        if row.hidden and not any(cell.has_content() for cell in row.cells):
            self.remarks.add("hidden-text")
            return None
        return None if _is_moved_away(tr, row) else row

    def _row_properties(self, properties: etree._Element, row: RawRow) -> bool:
        """Read w:trPr into a row; True where the row is deleted."""
        for el in properties:
            tag = el.tag
            if tag == _GRID_BEFORE:
                row.before = self._number(el, 0)
            elif tag == _GRID_AFTER:
                row.after = self._number(el, 0)
            elif tag == _INSERTED:
                self.remarks.add("tracked-changes")
            elif tag == _HIDDEN_ROW:
                row.hidden = is_on(el)
            elif tag in REMOVED:
                return True
        return False

    def _cell(self, tc: etree._Element, path: str, depth: int) -> RawCell | None:
        cell = RawCell(path=path)
        properties = tc.find(_TCPR)
        if properties is not None and self._cell_properties(properties, cell):
            self.text.ignore(tc, "tracked-changes")
            return None
        outer, self.text.covered = self.text.covered, self.text.covered or cell.down == "continue"
        self._fill(cell, tc, path, depth)
        self.text.covered = outer
        return cell

    def _cell_properties(self, properties: etree._Element, cell: RawCell) -> bool:
        """Read w:tcPr into a cell; True where the cell is deleted."""
        for el in properties:
            tag = el.tag
            if tag == _GRID_SPAN:
                cell.cols = self._number(el, 1)
            elif tag == _V_MERGE:
                cell.down = _merge(el)
            elif tag == _H_MERGE:
                cell.across = _merge(el)
            elif tag == _CELL_MERGE:
                self.remarks.add("tracked-changes")
                cell.down = _TRACKED_MERGES.get(el.get(f"{W}vMerge"), cell.down)
            elif tag == _CELL_INSERTED:
                self.remarks.add("tracked-changes")
            elif tag == _CELL_DELETED:
                return True
        return False

    def _number(self, el: etree._Element, least: int) -> int:
        """A count of grid columns, clamped into what Word itself allows."""
        text = (el.get(VAL) or "").strip()
        value = int(text[:9]) if text.isascii() and text.isdigit() else least - 1
        if least <= value <= self.limits.span:
            return value
        self.remarks.add("span-invalid")
        return least if value < least else self.limits.span


def _release(held: list[str], flow: Flow) -> None:
    """Add what was held back for a paragraph that did not come."""
    if any(held):
        flow.items.append("".join(held))
    held.clear()


def _is_moved_away(tr: etree._Element, row: RawRow) -> bool:
    """True where every end mark was moved, those of the cells too: so Word marks a row dragged elsewhere."""
    return not any(cell.items for cell in row.cells) and next(tr.iter(_MOVED_FROM), None) is not None


def _too_many_tables(limit: int) -> UnreadableError:
    return UnreadableError("too-large", Message(f"表格超过 {limit} 个，拒绝读取", f"more than {limit} tables; refused"))


_W_LENGTH = len(W)
_GRID_BEFORE, _GRID_AFTER, _HIDDEN_ROW = w("gridBefore", "gridAfter", "hidden")
_INSERTED, _CELL_INSERTED, _CELL_DELETED, _MOVED_FROM = w("ins", "cellIns", "cellDel", "moveFrom")
_TRACKED_MERGES: dict[str | None, Merge] = {"rest": "restart", "cont": "continue"}


def _merge(el: etree._Element) -> Merge:
    return "restart" if el.get(VAL) == "restart" else "continue"


def _step_name(tag: str) -> str:
    """One step of a path; `w` stands for the namespace of the document element, others go by local name."""
    if tag.startswith(W):
        return f"w:{tag[_W_LENGTH:]}"
    return f"*[local-name()='{etree.QName(tag).localname}']"


def path_below(el: etree._Element, paths: dict[etree._Element, str]) -> str:
    """The path of an element somewhere below one in `paths`, which takes in all that is found on the way."""
    path = paths.get(el)
    if path is None:
        parent = el.getparent()
        assert parent is not None
        start = path_below(parent, paths)
        counts: dict[str, int] = {}
        for child in parent:
            counts[child.tag] = n = counts.get(child.tag, 0) + 1
            paths[child] = f"{start}/{_step_name(child.tag)}[{n}]"
        path = paths[el]
    return path
