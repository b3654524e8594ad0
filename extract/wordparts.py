"""The body of a Word file element by element, and the little that is read of its headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extract.errors import UnreadableError
from extract.message import Message
from extract.wordnames import W
from extract.wordpackage import Package
from extract.wordplain import PlainRows
from extract.wordprune import Pruner
from extract.wordstyles import Styles
from extract.wordxml import Budget, parse_xml, pull_parser, readable, xml_error

_BODY = W + "body"
_RUN_TEXT = re.compile(rb"<(?:\w+:)?t(?: [^>]*)?>([^<]*)<")
_PAGE_WORDS = re.compile(r"[\W\d_]|[第页共]|page|of", re.IGNORECASE)


class Body:
    """The document part, slimmed before it is parsed: formatting pruned, plain rows taken out to be read apart."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._package = package
        self._pruner = Pruner(styles.telling)
        self._budget = Budget(package.main, package.limits)
        self.plain = PlainRows(styles.plain_by_default)

    def children(self) -> Iterator[etree._Element]:
        """The children of w:body in order; those of a large part are freed once the next one is asked for.

        Raises UnreadableError as `parse_xml` does, and ``damaged`` where there is no body.
        """
        package = self._package
        if package.zip.size(package.main) > package.limits.streamed_bytes:
            yield from self._streamed()
            return
        body = parse_xml(self._slimmed(package.zip.read(package.main)), package.main).find(_BODY)
        if body is None:
            raise _no_body()
        yield from body

    def _slimmed(self, piece: bytes) -> bytes:
        markup = readable(piece)
        markup = self._pruner.prune(markup)
        if self._pruner.sure:
            markup = self.plain.take_out(markup)
        self._budget.spend(markup)
        return markup

    def _streamed(self) -> Iterator[etree._Element]:
        name = self._package.main
        feed = pull_parser(_BODY)
        body: etree._Element | None = None
        try:
            for piece in _whole_tags(self._package.zip.chunks(name)):
                feed.feed(self._slimmed(piece))
                if body is None:
                    body = next((el for _, el in feed.read_events() if isinstance(el, etree._Element)), None)
                yield from _finished(body, 1)
            feed.close()
        except etree.XMLSyntaxError as error:
            raise xml_error(error, name) from error
        if body is None:
            raise _no_body()
        yield from _finished(body, 0)


def _finished(body: etree._Element | None, open_tail: int) -> Iterator[etree._Element]:
    """The children of a growing body that are complete, each removed when the next one is asked for."""
    while body is not None and len(body) > open_tail:
        el = body[0]
        yield el
        body.remove(el)


def _whole_tags(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Chunks cut before a `<`, so that no piece ends inside a tag."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(b"<")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
    if rest:
        yield rest


def _no_body() -> UnreadableError:
    return UnreadableError("damaged", Message("文档部件中没有正文", "the document part has no body"))


def header_text(package: Package) -> str:
    """What headers and footers say beyond page numbers."""
    parts = [rel.target for rel in package.relationships if rel.kind in ("header", "footer") and not rel.external]
    texts = [_RUN_TEXT.findall(package.zip.read(part)) for part in parts if part in package.zip]
    said = b" ".join(b" ".join(found) for found in texts).decode("utf-8", "replace")
    return _PAGE_WORDS.sub("", said)
