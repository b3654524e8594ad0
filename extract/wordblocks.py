"""Walks the body of a Word file: paragraphs, tables, rows and cells as written, whatever is wrapped around them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.limits import Limits
from extract.wordnames import MC, VAL, W, w
from extract.wordraw import Flow, Merge, RawCell, RawRow, RawTable
from extract.wordtext import TextReader, choose

_P, _TBL, _TR, _TC, _SDT, _SDT_CONTENT = w("p", "tbl", "tr", "tc", "sdt", "sdtContent")
_TCPR, _TRPR, _GRID_SPAN, _V_MERGE, _H_MERGE = w("tcPr", "trPr", "gridSpan", "vMerge", "hMerge")
_ALTERNATE = MC + "AlternateContent"
_REMOVED = frozenset(w("del", "moveFrom"))
_IDLE = frozenset(
    w(
        *("sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr"),
        *("bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd"),
    )
)
Step = tuple[etree._Element, str]


class BlockReader:
    """Reads flows; holds the text reader, which holds the remarks."""

    def __init__(self, text: TextReader, limits: Limits) -> None:
        self.text = text
        self.remarks = text.remarks
        self.limits = limits

    def flow(self, parent: etree._Element, path: str, depth: int = 0) -> Flow:
        """The paragraphs and tables in an element at `path`; `depth` counts the tables around it."""
        flow = Flow()
        for el, at in self._steps(parent, path, (_P, _TBL)):
            self.block(el, at, flow, depth)
        return flow

    def block(self, el: etree._Element, path: str, flow: Flow, depth: int = 0) -> None:
        """Read one w:p or w:tbl into a flow."""
        self.remarks.here = flow
        if el.tag == _TBL:
            flow.items.append(self._table(el, path, depth + 1))
            self.remarks.here = flow
            return
        line = self.text.line(el)
        flow.items.append(line.text())
        for box in line.boxes:
            self.remarks.add("text-box")
            flow.items.append(self.flow(box, f"{path}//w:txbxContent", depth))
            self.remarks.here = flow

    def _steps(self, parent: etree._Element, path: str, wanted: tuple[str, ...]) -> Iterator[Step]:
        """The wanted children with their paths, seen through content controls and other wrappers."""
        counts: dict[object, int] = {}
        for el in parent:
            tag = el.tag
            counts[tag] = n = counts.get(tag, 0) + 1
            if tag in wanted:
                yield el, f"{path}/w:{tag[_W_LENGTH:]}[{n}]"
            elif tag not in _IDLE:
                yield from self._wrapped(el, f"{path}/{_step_name(el)}[{n}]", wanted)

    def _wrapped(self, el: etree._Element, path: str, wanted: tuple[str, ...]) -> Iterator[Step]:
        if el.tag in _REMOVED:
            self.text.ignore(el, "tracked-changes")
        elif el.tag == _ALTERNATE:
            chosen = choose(el)
            if chosen is not None:
                yield from self._steps(chosen, f"{path}/{_step_name(chosen)}", wanted)
        else:
            yield from self._steps(el, path, wanted)

    def _table(self, tbl: etree._Element, path: str, depth: int) -> RawTable:
        rows = [self._row(tr, at, depth) for tr, at in self._steps(tbl, path, (_TR,))]
        return RawTable([row for row in rows if row is not None], path)

    def _row(self, tr: etree._Element, path: str, depth: int) -> RawRow | None:
        row = RawRow([])
        properties = tr.find(_TRPR)
        if properties is not None:
            if properties.find(W + "del") is not None:
                self.text.ignore(tr, "tracked-changes")
                return None
            row.before = self._number(properties.find(W + "gridBefore"), 0)
            row.after = self._number(properties.find(W + "gridAfter"), 0)
        for tc, at in self._steps(tr, path, (_TC,)):
            row.cells.append(self._cell(tc, at, depth))
        return row

    def _cell(self, tc: etree._Element, path: str, depth: int) -> RawCell:
        cell = RawCell(self.flow(tc, path, depth), path)
        properties = tc.find(_TCPR)
        if properties is not None:
            for el in properties:
                tag = el.tag
                if tag == _GRID_SPAN:
                    cell.span = self._number(el, 1)
                elif tag == _V_MERGE:
                    cell.down = _merge(el)
                elif tag == _H_MERGE:
                    cell.across = _merge(el)
        return cell

    def _number(self, el: etree._Element | None, least: int) -> int:
        """A count of grid columns, clamped into what Word itself allows."""
        if el is None:
            return least
        try:
            value = int(el.get(VAL) or "")
        except ValueError:
            value = -1
        if least <= value <= self.limits.span:
            return value
        self.remarks.add("span-invalid")
        return max(least, min(value, self.limits.span))


_W_LENGTH = len(W)


def _step_name(el: etree._Element) -> str:
    tag = el.tag
    if tag.startswith(W):
        return f"w:{tag[_W_LENGTH:]}"
    return f"*[local-name()='{etree.QName(el).localname}']"


def _merge(el: etree._Element) -> Merge:
    return "restart" if el.get(VAL) == "restart" else "continue"
