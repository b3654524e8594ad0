"""The body of a Word file element by element, and the little that is read of its headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extract.errors import UnreadableError
from extract.message import Message
from extract.word.names import W
from extract.word.package import Package
from extract.word.plain import PlainRows
from extract.word.prune import Pruner
from extract.word.styles import Styles
from extract.word.xml import Budget, parse_xml, pull_parser, readable, xml_error

_BODY = W + "body"
_LONGEST = 10 * 1024 * 1024  # of a tag or a text; libxml2 draws the same line
_RUN_TEXT = re.compile(rb"<(?:\w+:)?t(?: [^>]*)?>([^<]*)<")
_PAGE_WORDS = re.compile(r"[\W\d_]|[第页共]|page|of", re.IGNORECASE)


class Body:
    """The document part, slimmed before it is parsed: formatting pruned, plain rows taken out to be read apart."""

    def __init__(self, package: Package, styles: Styles, slim: bool = True) -> None:
        self._package = package
        self._pruner = Pruner(styles.telling)
        self._budget = Budget(package.main, package.limits)
        self.bound = False  # content controls are bound to data
        self.plain = PlainRows(self._pruner, slim and styles.plain_by_default)

    def children(self) -> Iterator[etree._Element]:
        """The children of w:body in order; those of a large part are freed once the next one is asked for.

        Raises UnreadableError as `parse_xml` does, and ``damaged`` where there is no body.
        """
        package = self._package
        if package.zip.size(package.main) > package.limits.streamed_bytes:
            yield from self._streamed()
            return
        bodies = parse_xml(self._slimmed(package.zip.read(package.main)), package.main).findall(_BODY)
        if not bodies:
            raise _no_body()
        for body in bodies:  # more than one is no Word file any more, but some programs write it
            yield from body

    def _slimmed(self, piece: bytes) -> bytes:
        markup = self.plain.take_out(readable(piece))
        if self._pruner.sure:
            markup = self._pruner.prune(markup)
        self._budget.spend(markup)
        self.bound = self.bound or b":dataBinding" in markup
        return markup

    def _streamed(self) -> Iterator[etree._Element]:
        name = self._package.main
        feed = pull_parser(_BODY)
        body: etree._Element | None = None
        try:
            for piece in _whole_tags(self._package.zip.chunks(name), name):
                feed.feed(self._slimmed(piece))
                for _, started in feed.read_events():
                    yield from _finished(body, whole=True)
                    body = started if isinstance(started, etree._Element) else body
                yield from _finished(body, whole=False)
            feed.close()
        except etree.XMLSyntaxError as error:
            raise xml_error(error, name) from error
        if body is None:
            raise _no_body()
        yield from _finished(body, whole=True)


def _finished(body: etree._Element | None, whole: bool) -> Iterator[etree._Element]:
    """The children of a growing body that are complete, each removed when the next one is asked for."""
    if body is None:
        return
    el = next(iter(body), None)
    while el is not None:
        following = el.getnext()
        if following is None and not whole:
            return
        yield el
        el.clear()  # lxml takes out a full element in a time that grows with the square of its size
        body.remove(el)
        el = following


def _whole_tags(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Chunks cut before a `<`, so that no piece ends inside a tag; UnreadableError for an endless tag or text."""
    rest: list[bytes] = []
    length = 0
    for chunk in chunks:
        cut = chunk.rfind(b"<")
        if cut >= 0:
            yield b"".join([*rest, chunk[:cut]])
            rest, length = [], 0
        rest.append(chunk[max(cut, 0) :])
        length += len(rest[-1])
        if length > _LONGEST:
            raise _endless(name)
    yield b"".join(rest)


def _endless(name: str) -> UnreadableError:
    return UnreadableError(
        "too-large",
        Message(
            f"部件 {name} 中有超过 {_LONGEST} 字节的标记或文字",
            f"part {name} holds a tag or text of more than {_LONGEST} bytes",
        ),
    )


def _no_body() -> UnreadableError:
    return UnreadableError("damaged", Message("文档部件中没有正文", "the document part has no body"))


def header_speaks(package: Package) -> bool:
    """True where a header or footer says more than page numbers, or is damaged so that nobody knows."""
    named = (rel.target for rel in package.relationships if rel.kind in ("header", "footer") and not rel.external)
    parts = [part for part in dict.fromkeys(named) if part in package.zip]
    try:
        texts = [_RUN_TEXT.findall(package.zip.read(part)) for part in parts]
    except UnreadableError as error:
        if error.code == "damaged":
            return True
        raise
    said = b" ".join(b" ".join(found) for found in texts).decode("utf-8", "replace")
    return bool(_PAGE_WORDS.sub("", said))
