"""XML parts of a Word file, parsed without trust: no entities, no network, no DOCTYPE, a budget of elements."""

from __future__ import annotations

import re

from lxml import etree

from extract.errors import UnreadableError
from extract.limits import LIMITS, Limits
from extract.message import Message

_STRICT = re.compile(rb"""(xmlns(?::[\w.-]+)?=["'])http://purl\.oclc\.org/ooxml/([\w/]+)(["'])""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UTF16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))


def parse_xml(data: bytes, name: str, limits: Limits = LIMITS) -> etree._Element:
    """The root of a part. Raises UnreadableError: ``damaged``, ``too-large`` or, for a DOCTYPE, ``refused``."""
    markup = readable(data)
    Budget(name, limits).spend(markup)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(markup, parser)
    except etree.XMLSyntaxError as error:
        raise xml_error(error, name) from error


def pull_parser(tag: str) -> etree.XMLPullParser:
    """A parser to be fed in pieces, as wary as `parse_xml`; it tells when an element of this name starts."""
    return etree.XMLPullParser(
        events=("start",),
        tag=tag,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def readable(data: bytes) -> bytes:
    """A part in UTF-8 (OOXML allows UTF-16 too), its Strict namespaces renamed to the Transitional ones."""
    for start, encoding in _UTF16:
        if data.startswith(start):
            data = _DECLARATION.sub("", data.decode(encoding, "replace")).encode("utf-8")
            break
    return _STRICT.sub(_transitional, data) if b"purl.oclc.org/ooxml" in data else data


def _transitional(match: re.Match[bytes]) -> bytes:
    """``…/ooxml/drawingml/main`` is ``…/drawingml/2006/main``: the year stands after the first word."""
    family, _, rest = match[2].partition(b"/")
    return match[1] + b"http://schemas.openxmlformats.org/" + family + b"/2006/" + rest + match[3]


class Budget:
    """Counts a part's elements while it is read; `name` is the part's name for the message."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._elements = 0

    def spend(self, markup: bytes) -> None:
        """Account for a piece of markup, in UTF-8, before it is parsed. Raises UnreadableError."""
        if b"!" in markup and (b"<!DOCTYPE" in markup or b"<!ENTITY" in markup):
            raise _refused(self._name)
        self._elements += markup.count(b"<") - markup.count(b"</")
        if self._elements > self._limits.elements:
            raise _too_many(self._name, self._elements, self._limits.elements)


def _refused(name: str) -> UnreadableError:
    return UnreadableError(
        "refused",
        Message(
            f"部件 {name} 含文档类型声明（DOCTYPE），可能有害，拒绝读取",
            f"part {name} holds a document type declaration, which may do harm; refused",
        ),
    )


def _too_many(name: str, elements: int, limit: int) -> UnreadableError:
    return UnreadableError(
        "too-large",
        Message(
            f"部件 {name} 含 {elements} 个以上 XML 元素，超过上限 {limit}",
            f"part {name} holds {elements} XML elements or more, beyond the limit of {limit}",
        ),
    )


def xml_error(error: etree.XMLSyntaxError, name: str) -> UnreadableError:
    """The refusal that fits a parser's error: too deep or too long is a limit, the rest is damage."""
    text = str(error)
    code = "too-large" if re.search(r"depth|too long|huge", text, re.IGNORECASE) else "damaged"
    line, column = error.position
    zh = f"文件已损坏（部件 {name} 自第 {line} 行第 {column} 列起无法解析）"
    return UnreadableError(code, Message(zh, f"the XML of part {name} cannot be parsed ({text})"))
