"""What each element inside a paragraph says: text, breaks, symbols, fields, notes, boxes, tracked changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from extract.symbols import symbol, translate, unknown
from extract.word.equation import linear
from extract.word.fields import Field, code_text, form_field, is_silent
from extract.word.line import Line, choose, is_on, visible
from extract.word.names import CHART, DIAGRAM, MC, REMOVED, VAL, VML, XML_SPACE, A, M, W, w
from extract.word.styles import list_of

if TYPE_CHECKING:
    from extract.word.text import TextReader

_T, _R, _RPR, _R_STYLE, _VANISH, _R_FONTS = w("t", "r", "rPr", "rStyle", "vanish", "rFonts")
_NUM_PR, _P_STYLE, _SECTION = w("numPr", "pStyle", "sectPr")
_CODE_POINT = re.compile(r"[0-9A-Fa-f]{1,4}")
_SPACES = " \t\r\n"

Handler = Callable[["TextReader", etree._Element, Line], None]


def _text(reader: TextReader, el: etree._Element, line: Line) -> None:
    text = el.text
    if not text:
        return
    if (text[0] in _SPACES or text[-1] in _SPACES) and el.get(XML_SPACE) != "preserve":
        text = text.strip(_SPACES)
    if "\n" in text:
        text = text.replace("\n", " ")  # the line of an XML file, not of a text
    if "\uf000" <= max(text, default="") <= "\uf0ff":
        text = _told(reader, el, text)
    line.pieces.append(text)


def _told(reader: TextReader, el: etree._Element, text: str) -> str:
    """Private-use characters told by the font of their run."""
    run = el.getparent()
    fonts = None if run is None else run.find(f"{_RPR}/{_R_FONTS}")
    font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    told, complete = translate(font, text)
    if not complete:
        reader.remarks.add("symbol-unknown")
    reader.added += visible(told) - visible(text)
    return told


def _symbol(reader: TextReader, el: etree._Element, line: Line) -> None:
    said, font = el.get(W + "char") or "", el.get(W + "font")
    if not _CODE_POINT.fullmatch(said):
        return
    code = int(said, 16)
    char = symbol(font, code)
    if char is None:
        reader.remarks.add("symbol-unknown")
        char = unknown(font, code)
    reader.add(line, char)


def _run(reader: TextReader, el: etree._Element, line: Line) -> None:
    if reader.style_hidden and el.find(_RPR) is None:
        reader.ignore(el, "hidden-text")
        return
    for child in el:
        tag = child.tag
        if tag == _T:
            _text(reader, child, line)
        elif tag == _RPR:
            if _hidden(reader, child):
                reader.ignore(el, "hidden-text")
                return
        else:
            reader.one(child, line)


def _hidden(reader: TextReader, properties: etree._Element) -> bool:
    """Direct formatting decides; otherwise the styles of paragraph and run toggle each other, as in Word."""
    style = None
    for el in properties:
        if el.tag == _VANISH:
            return is_on(el)
        if el.tag == _R_STYLE:
            style = el.get(VAL)
    return reader.style_hidden != (style is not None and reader.styles.hidden(style))


def _paragraph_properties(reader: TextReader, el: etree._Element, line: Line) -> None:
    for child in el:
        tag = child.tag
        if tag == _P_STYLE:
            line.style = child.get(VAL)
            reader.style_hidden = reader.styles.hidden(line.style)
        elif tag == _NUM_PR:
            line.num_id, line.level = list_of(el)
        elif tag == _SECTION:
            line.ends_section = next(el.itersiblings(_R), None) is None
        elif tag == _RPR:
            _end_mark(reader, child, line)


def _end_mark(reader: TextReader, properties: etree._Element, line: Line) -> None:
    for el in properties:
        if el.tag in REMOVED:
            line.joins_next = True
            reader.remarks.add("tracked-changes")
        elif el.tag == _VANISH and is_on(el):
            line.joins_next = True


def _skip(reader: TextReader, el: etree._Element, line: Line) -> None:
    pass


def _dropped(code: str) -> Handler:
    def handler(reader: TextReader, el: etree._Element, line: Line) -> None:
        reader.ignore(el, code)

    return handler


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


def _literal(text: str) -> Handler:
    def handler(reader: TextReader, el: etree._Element, line: Line) -> None:
        reader.add(line, text)

    return handler


def _break(reader: TextReader, el: etree._Element, line: Line) -> None:
    if el.get(W + "type") in (None, "textWrapping") or line.pieces:
        line.pieces.append("\n")


def _field_char(reader: TextReader, el: etree._Element, line: Line) -> None:
    kind = el.get(W + "fldCharType")
    if kind == "begin":
        line.fields.append(Field(len(line.pieces), printed=form_field(el)))
    elif line.fields and kind in ("separate", "end"):
        now = line.fields[-1]
        if not now.separated:
            now.separated = True
            reader.cut(line, now.start)
        if kind == "end":
            line.fields.pop()
            if is_silent(now.code):
                reader.cut(line, now.start)
            elif not "".join(line.pieces[now.start :]).strip():
                reader.add(line, now.printed or code_text(now.code))


def _simple_field(reader: TextReader, el: etree._Element, line: Line) -> None:
    if is_silent(el.get(W + "instr") or ""):
        reader.ignore(el)
    else:
        reader.inline(el, line)


def _field_code(reader: TextReader, el: etree._Element, line: Line) -> None:
    if line.fields:
        line.fields[-1].add_code(el.text or "")


def _equation(reader: TextReader, el: etree._Element, line: Line) -> None:
    reader.remarks.add("equation")
    text = linear(el)
    for removed in el.iter(*REMOVED):
        reader.ignore(removed, "tracked-changes")
    line.pieces.append(text)
    reader.added += visible(text) - reader.held(el) + sum(reader.held(removed) for removed in el.iter(*REMOVED))


def _box(reader: TextReader, el: etree._Element, line: Line) -> None:
    line.boxes.append(el)


def _word_art(reader: TextReader, el: etree._Element, line: Line) -> None:
    line.boxes.append(el)
    reader.added += visible(el.get("string") or "")


def _note_reference(reader: TextReader, el: etree._Element, line: Line) -> None:
    reader.noted.append((el.tag[len(W) :].removesuffix("Reference"), str(el.get(W + "id"))))


def _remarked(code: str) -> Handler:
    def handler(reader: TextReader, el: etree._Element, line: Line) -> None:
        reader.remarks.add(code)

    return handler


HANDLERS: dict[object, Handler] = {
    _T: _text,
    _R: _run,
    W + "pPr": _paragraph_properties,
    W + "tab": _literal("\t"),
    W + "ptab": _literal("\t"),
    W + "br": _break,
    W + "cr": _literal("\n"),
    W + "noBreakHyphen": _literal("-"),
    W + "sym": _symbol,
    W + "fldChar": _field_char,
    W + "instrText": _field_code,
    W + "fldSimple": _simple_field,
    W + "rt": _dropped("ruby"),
    **dict.fromkeys(REMOVED, _dropped("tracked-changes")),
    **dict.fromkeys(w("ins", "moveTo"), _tracked_in),
    **dict.fromkeys(w("footnoteReference", "endnoteReference"), _note_reference),
    **dict.fromkeys(w("altChunk", "subDoc"), _remarked("embedded")),
    **dict.fromkeys((A + "blip", VML + "imagedata", CHART + "chart", DIAGRAM + "relIds"), _remarked("pictures")),
    **dict.fromkeys((W + "txbxContent", A + "p"), _box),
    VML + "textpath": _word_art,
    M + "oMath": _equation,
    MC + "AlternateContent": _alternate,
    **dict.fromkeys(
        w(
            *("rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "delInstrText", "delText"),
            *("softHyphen", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "fldData"),
        ),
        _skip,
    ),
}
