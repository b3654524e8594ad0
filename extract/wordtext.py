"""The text of one w:p as displayed: tracked changes accepted, hidden text left out, fields by their result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from extract.wordnames import MC, OFF, VAL, XML_SPACE, W, w
from extract.wordremarks import Remarks

_T, _R, _PPR, _RPR = w("t", "r", "pPr", "rPr")
_VANISH = W + "vanish"
_SPACES = " \t\r\n"


@dataclass(slots=True)
class Line:
    """A paragraph being read: pieces of its text, text boxes met, starts of fields whose code is still open."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[int] = field(default_factory=list)
    joins_next: bool = False  # its end mark is deleted or hidden, so the next paragraph goes on in the same line

    def text(self) -> str:
        return "".join(self.pieces)


def is_on(el: etree._Element) -> bool:
    """The value of an on/off property: present means on unless it says otherwise."""
    return el.get(VAL) not in OFF


class TextReader:
    """Reads paragraphs; `remarks` hears what was skipped, `ignored` counts the characters skipped with it."""

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.kept = 0
        self.ignored = 0

    def line(self, p: etree._Element) -> Line:
        """The text, text boxes and end mark of a w:p."""
        line = Line()
        self.inline(p, line)
        return line

    def inline(self, parent: etree._Element, line: Line) -> None:
        """Read run content and whatever wraps it."""
        for el in parent:
            handler = _HANDLERS.get(el.tag)
            if handler is None:
                self.inline(el, line)
            else:
                handler(self, el, line)

    def ignore(self, el: etree._Element, code: str | None = None) -> None:
        """Skip an element and count the characters that go with it."""
        if code:
            self.remarks.add(code)
        self.ignored += sum(len("".join(t.text.split())) for t in el.iter(_T) if t.text)


Handler = Callable[[TextReader, etree._Element, Line], None]


def _text(reader: TextReader, el: etree._Element, line: Line) -> None:
    text = el.text
    if not text:
        return
    if (text[0] in _SPACES or text[-1] in _SPACES) and el.get(XML_SPACE) != "preserve":
        text = text.strip(_SPACES)
    line.pieces.append(text)


def _run(reader: TextReader, el: etree._Element, line: Line) -> None:
    for child in el:
        tag = child.tag
        if tag == _T:
            _text(reader, child, line)
        elif tag == _RPR:
            vanish = child.find(_VANISH)
            if vanish is not None and is_on(vanish):
                reader.ignore(el, "hidden-text")
                return
        else:
            handler = _HANDLERS.get(tag)
            if handler is None:
                reader.inline(child, line)
            else:
                handler(reader, child, line)


def _skip(reader: TextReader, el: etree._Element, line: Line) -> None:
    pass


def _tracked_away(reader: TextReader, el: etree._Element, line: Line) -> None:
    reader.ignore(el, "tracked-changes")


def _tracked_in(reader: TextReader, el: etree._Element, line: Line) -> None:
    reader.remarks.add("tracked-changes")
    reader.inline(el, line)


def _alternate(reader: TextReader, el: etree._Element, line: Line) -> None:
    chosen = choose(el)
    for branch in el:
        if branch is not chosen:
            reader.ignore(branch)
    if chosen is not None:
        reader.inline(chosen, line)


def choose(alternate: etree._Element) -> etree._Element | None:
    """The branch of an mc:AlternateContent to read: the first choice that has content, else the fallback."""
    branches = [el for el in alternate if el.tag in (f"{MC}Choice", f"{MC}Fallback")]
    return next((el for el in branches if len(el)), None)


def _literal(text: str) -> Handler:
    def handler(reader: TextReader, el: etree._Element, line: Line) -> None:
        line.pieces.append(text)

    return handler


def _break(reader: TextReader, el: etree._Element, line: Line) -> None:
    if el.get(W + "type") in (None, "textWrapping") or line.pieces:
        line.pieces.append("\n")


def _field_char(reader: TextReader, el: etree._Element, line: Line) -> None:
    kind = el.get(W + "fldCharType")
    if kind == "begin":
        line.fields.append(len(line.pieces))
    elif line.fields and kind in ("separate", "end"):
        start = line.fields[-1]
        if start >= 0:
            del line.pieces[start:]
        line.fields[-1] = -1
        if kind == "end":
            line.fields.pop()


def _text_box(reader: TextReader, el: etree._Element, line: Line) -> None:
    line.boxes.append(el)


_HANDLERS: dict[object, Handler] = {
    _T: _text,
    _R: _run,
    W + "tab": _literal("\t"),
    W + "ptab": _literal("\t"),
    W + "br": _break,
    W + "cr": _literal("\n"),
    W + "noBreakHyphen": _literal("-"),
    W + "fldChar": _field_char,
    W + "txbxContent": _text_box,
    MC + "AlternateContent": _alternate,
    **dict.fromkeys(w("del", "moveFrom"), _tracked_away),
    **dict.fromkeys(w("ins", "moveTo"), _tracked_in),
    **dict.fromkeys(
        w(
            *("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "instrText", "delInstrText"),
            *("softHyphen", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "delText"),
        ),
        _skip,
    ),
}
