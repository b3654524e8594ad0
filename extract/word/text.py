"""The text of one w:p as displayed: tracked changes accepted, hidden text left out, fields by their result."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from extract.word.fields import Field
from extract.word.inline import HANDLERS
from extract.word.line import Line, visible
from extract.word.names import A, M, w
from extract.word.numbering import Numbering
from extract.word.remarks import Remarks
from extract.word.styles import Styles

_T, _P = w("t", "p")
_TEXTS = (_T, M + "t", A + "t")
_FIELD_CHAR, _KIND = w("fldChar", "fldCharType")
_FAR = 100  # paragraphs after which a field's code is taken to have no end
_PATIENCE = 10_000  # paragraphs of the whole document looked at in search of such ends
_BLANK = Line()


class TextReader:
    """Reads paragraphs in document order, because lists count on.

    `ignored` counts the characters of the XML that are left out, `added` those put in that no w:t holds: together
    they let the reader prove that nothing was lost. `noted` are the footnotes and endnotes met (kind, id).
    """

    def __init__(self, remarks: Remarks, styles: Styles, numbering: Numbering) -> None:
        self.remarks = remarks
        self.styles = styles
        self.numbering = numbering
        self.ignored = 0
        self.added = 0
        self.noted: list[tuple[str, str]] = []
        self._plain_by_default = styles.plain_by_default
        self.style_hidden = False
        self._patience = _PATIENCE
        self.unfinished: list[Field] = []  # fields whose code goes on in the next paragraph
        self.covered = False  # reading a cell that is merged away: its list items count but print nothing

    def line(self, el: etree._Element) -> Line:
        """The text, text boxes and end mark of a w:p (or of run content that stands outside any paragraph)."""
        if el.tag == _P and len(el) == 0 and self._plain_by_default:
            return _BLANK
        line = Line()
        self.style_hidden = False
        if el.tag == _P:
            line.fields, self.unfinished = self.unfinished, line.fields
            self.inline(el, line)
            if line.fields:
                self._go_on(el, line)
            self._number(line)
        else:
            self.one(el, line)
        return line

    def inline(self, parent: etree._Element, line: Line) -> None:
        """Read run content and whatever wraps it."""
        for el in parent:
            self.one(el, line)

    def one(self, el: etree._Element, line: Line) -> None:
        """Read one element of run content."""
        handler = HANDLERS.get(el.tag)
        if handler is None:
            self.inline(el, line)
        else:
            handler(self, el, line)

    def ignore(self, el: etree._Element, code: str | None = None) -> None:
        """Skip an element and count the characters that go with it."""
        if code is not None:
            self.remarks.add(code)
        self.ignored += self.held(el)

    def held(self, el: etree._Element) -> int:
        """The visible characters in the text elements of an element."""
        return visible("".join([t.text or "" for t in el.iter(*_TEXTS)]))

    def add(self, line: Line, text: str) -> None:
        """Put in text that no text element holds."""
        line.pieces.append(text)
        self.added += visible(text)

    def cut(self, line: Line, start: int) -> None:
        """Take back the pieces from `start` on: the code of a field."""
        self.ignored += visible("".join(line.pieces[start:]))
        del line.pieces[start:]

    def _go_on(self, el: etree._Element, line: Line) -> None:
        """Let the code of a field go on in the next paragraph, which stands in the same line then, if it ends there."""
        first = next((n for n, field in enumerate(line.fields) if not field.separated), None)
        if first is not None and self._ends_below(el, len(line.fields) - first):
            self.unfinished = line.fields[first:]
            self.cut(line, self.unfinished[0].start)
            for field in self.unfinished:
                field.start = 0
            line.joins_next = True

    def _ends_below(self, el: etree._Element, depth: int) -> bool:
        """True where the code of the outermost of `depth` open fields ends in one of the next paragraphs."""
        for below in islice(el.itersiblings(), min(_FAR, self._patience)):
            self._patience -= 1
            for char in below.iter(_FIELD_CHAR):
                kind = char.get(_KIND)
                if depth == 1 and kind in ("separate", "end"):
                    return True
                depth += (kind == "begin") - (kind == "end")
        return False

    def _number(self, line: Line) -> None:
        """Put the automatic number in front of a paragraph that is displayed."""
        if line.ends_section or (line.joins_next and not line.pieces):
            return
        num_id, level = line.num_id, line.level
        if num_id is None:
            num_id, styled = self.styles.numbering(line.style)
            level = styled if level is None else level
        if num_id is None or num_id == "0":
            return
        label = self.numbering.label(num_id, level, line.style)
        if label and not self.covered:
            self.remarks.add("automatic-numbers")
            if not self.numbering.is_told(num_id):
                self.remarks.add("number-format")
            self.added += visible(label)
            line.pieces.insert(0, label if line.pieces else label.rstrip(" "))
