"""Takes plain rows out of a part before it is parsed: rows whose cells hold nothing but runs of text.

A shortcut for the bulk of every table, not a second opinion: a row is taken only if it matches, from its first to
its last byte, a grammar so narrow that it can mean one thing; everything else goes to the XML parser, and so does
all of a part where that is in doubt. Reading with and without it gives the same document; a test holds that.
"""

from __future__ import annotations

import re

from extract.word.raw import Flow, Merge, RawCell, RawRow, RawTable

_TEXT = rb"[^<>&\x00-\x1f]"
_RSID = rb'"[0-9A-F]{1,8}"'
_ROW_IDS = b"".join(rb"(?: w:%s=%s)?" % (name, _RSID) for name in (b"rsidR", b"rsidRPr", b"rsidTr"))
_P_IDS = rb"(?: w14:paraId=%s)?(?: w14:textId=%s)?" % (_RSID, _RSID) + b"".join(
    rb"(?: w:%s=%s)?" % (name, _RSID) for name in (b"rsidR", b"rsidRPr", b"rsidRDefault", b"rsidP")
)
_R_IDS = rb"(?: w:rsidR=%s)?(?: w:rsidRPr=%s)?" % (_RSID, _RSID)
_MARK = rb'<w:(?:lastRenderedPageBreak|proofErr w:type="\w+") ?/>'
_RUN = rb'<w:r%s>(?:<w:t(?: xml:space="preserve")?>%s*</w:t>|<w:(?:br|tab) ?/>|<w:lastRenderedPageBreak ?/>)*</w:r>' % (
    _R_IDS,
    _TEXT,
)
_PARAGRAPH = rb"<w:p%s(?: ?/>|>(?:%s|%s)*</w:p>)" % (_P_IDS, _RUN, _MARK)
_PROPERTIES = (
    rb'(?:<w:tcPr>(?:<w:gridSpan w:val="([1-9]|[1-5][0-9]|6[0-3])" ?/>)?'
    rb'(?:<w:vMerge(?: w:val="(restart|continue)")?( ?/>))?</w:tcPr>|<w:tcPr ?/>)?'
)
_CELL = re.compile(rb"<w:tc>%s((?:%s)+)</w:tc>" % (_PROPERTIES, _PARAGRAPH))
_UNNAMED_CELL = re.sub(rb"\((?!\?)", b"(?:", _CELL.pattern)
_ROW = re.compile(rb"<w:tr%s>(?:%s)+</w:tr>" % (_ROW_IDS, _UNNAMED_CELL))
_CELLS = re.compile(_CELL.pattern.decode())
_PIECES = re.compile(r'<w:t(?: xml:space="(preserve)")?>([^<]*)</w:t>|<w:(br|tab) ?/>|(</w:p>|<w:p[^<>]*/>)')
_ANY_TEXT = re.compile(r">([^<>]+)<")
_STAND_IN = b'<w:tr w:plain="%d"/>'
# Private-use characters need their font, and two code points are no XML: both are left to the general reader.
_ODD = re.compile(rb"\xef(?:[\x80-\xa3]|\xbf[\xbe\xbf])")
_SIGNS = {"br": "\n", "tab": "\t"}
_MERGES: dict[str, Merge] = {"restart": "restart", "continue": "continue", "": "continue"}


class PlainRows:
    """The rows taken out so far; a parsed ``w:tr`` with the attribute ``w:plain`` stands for one of them."""

    def __init__(self, enabled: bool = True) -> None:
        self._enabled = enabled
        self._ids_declared: bool | None = None
        self._rows: dict[str, bytes] = {}
        self._taken = 0

    def take_out(self, piece: bytes) -> bytes:
        """A piece of markup with its plain rows replaced by what stands for them."""
        if self._ids_declared is None:
            self._ids_declared = b"xmlns:w14=" in piece
        if b"w:plain" in piece or (b"w14:" in piece and not self._ids_declared):
            self._enabled = False
        if not self._enabled or b"\xee" in piece or _ODD.search(piece) or not _is_utf8(piece):
            return piece
        return _ROW.sub(self._replace, piece)

    def _replace(self, match: re.Match[bytes]) -> bytes:
        self._taken += 1
        self._rows[str(self._taken)] = match[0]
        return _STAND_IN % self._taken

    def row(self, number: str, path: str) -> tuple[RawRow, str] | None:
        """One of the rows, its cells at `path`, and all its text, found independently; None for no such row."""
        taken = self._rows.pop(number, None)
        if taken is None:
            return None
        markup = taken.decode()
        return RawRow(_cells(markup, path)), "".join(_ANY_TEXT.findall(markup))


def _is_utf8(piece: bytes) -> bool:
    try:
        piece.decode()
    except UnicodeDecodeError:
        return False
    return True


def _cells(markup: str, path: str) -> list[RawCell]:
    return [
        RawCell(
            _lines(content),
            path=f"{path}/w:tc[{n}]",
            cols=int(span) if span else 1,
            down=_MERGES[value] if merged else None,
        )
        for n, (span, value, merged, content) in enumerate(_CELLS.findall(markup), start=1)
    ]


def _lines(content: str) -> list[str | RawTable | Flow]:
    """The paragraphs of a cell; nearly always one text and nothing before it that ends or breaks anything."""
    head, found, tail = content.partition("</w:t>")
    start = head.rfind(">") + 1
    if "/" in head[:start] or tail != "</w:r></w:p>":
        return _all_lines(content) if found or "<w:r" in content or content.count("<w:p") > 1 else [""]
    return [head[start:] if head.endswith('preserve">', 0, start) else head[start:].strip(" ")]


def _all_lines(content: str) -> list[str | RawTable | Flow]:
    lines: list[str | RawTable | Flow] = []
    line = ""
    for preserve, text, sign, end in _PIECES.findall(content):
        if end:
            lines.append(line)
            line = ""
        elif sign:
            line += _SIGNS[sign]
        else:
            line += text if preserve else text.strip(" ")
    return lines
