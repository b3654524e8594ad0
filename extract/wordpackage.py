"""The parts of a Word file: which one is the document, what it refers to, and each of them as parsed XML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from extract.errors import UnreadableError
from extract.limits import LIMITS, Limits
from extract.message import Message
from extract.sniff import describe_zip
from extract.zipguard import Zip

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DEFAULT_MAIN = "word/document.xml"
_MAIN_TYPE = re.compile(
    r"(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled)", re.I
)
_PARSER_OPTIONS = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


@dataclass(frozen=True, slots=True)
class Relationship:
    """A reference from a part: its kind (last word of the type), the target part, or the address if external."""

    kind: str
    target: str
    external: bool


class Package:
    """A Word file opened by its own table of contents, not by the usual part names.

    Raises UnreadableError: what `Zip` raises, and ``not-what-it-claims`` for a zip that holds no Word document.
    """

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self.zip = Zip(data, limits)
        self.limits = limits
        self.main = self._find_main()
        self.relationships = self.relationships_of(self.main)

    def _find_main(self) -> str:
        claimed = [rel.target for rel in self.relationships_of("") if rel.kind == "officeDocument"]
        typed = self._parts_typed_as_main()
        for name in (*(name for name in claimed if name in typed), *typed, _DEFAULT_MAIN):
            if name.lower() in self.zip:
                return name
        mimetype = self.zip.read("mimetype") if "mimetype" in self.zip else b""
        what = describe_zip(self.zip.names, mimetype)
        raise UnreadableError(
            "not-what-it-claims",
            Message(f"不是 Word 文档，内容为{what.zh}", f"no Word document; the content is {what.en}"),
        )

    def _parts_typed_as_main(self) -> list[str]:
        root = self.parse("[Content_Types].xml")
        if root is None:
            return []
        overrides = [el for el in root if isinstance(el.tag, str) and el.tag.endswith("}Override")]
        return [
            str(el.get("PartName", "")).lstrip("/")
            for el in overrides
            if (kind := str(el.get("ContentType", ""))).endswith("main+xml") and _MAIN_TYPE.search(kind)
        ]

    def relationships_of(self, part: str) -> tuple[Relationship, ...]:
        """What a part refers to; "" stands for the package itself. Empty where nothing is said."""
        folder, name = posixpath.split(part)
        root = self.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return ()
        return tuple(_relationship(el, folder) for el in root.iter(_RELATIONSHIP))

    def related(self, kind: str) -> str | None:
        """The first existing part that the document refers to under a kind such as ``styles``."""
        return next(
            (
                rel.target
                for rel in self.relationships
                if rel.kind == kind and not rel.external and rel.target in self.zip
            ),
            None,
        )

    def parse(self, name: str) -> etree._Element | None:
        """A whole part as XML, or None where the part is missing (a dangling reference is no reason to stop)."""
        if name not in self.zip:
            return None
        return parse_xml(self.zip.read(name), name, self.limits)


def _relationship(el: etree._Element, folder: str) -> Relationship:
    target = str(el.get("Target", ""))
    external = el.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target).replace("\\", "/"))).lstrip("/")
    return Relationship(str(el.get("Type", "")).rsplit("/", 1)[-1], target, external)


def parse_xml(data: bytes, name: str, limits: Limits = LIMITS) -> etree._Element:
    """The root of an XML part. Raises UnreadableError: ``damaged``, ``too-large`` or, for a DOCTYPE, ``refused``."""
    check_xml(data, name, limits)
    try:
        return etree.fromstring(data, etree.XMLParser(**_PARSER_OPTIONS))
    except etree.XMLSyntaxError as error:
        raise xml_error(error, name) from error


def pull_parser() -> etree.XMLPullParser:
    """A parser to be fed in pieces; it reports the root element as soon as that starts."""
    return etree.XMLPullParser(events=("start",), tag=("{*}document", "{*}body"), **_PARSER_OPTIONS)


def check_xml(data: bytes, name: str, limits: Limits) -> None:
    """Refuse document type declarations and absurd numbers of elements before anything is parsed."""
    markup = data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        markup = data.replace(b"\x00", b"")
    if b"<!DOCTYPE" in markup or b"<!ENTITY" in markup:
        raise refused_doctype(name)
    check_elements(markup.count(b"<") - markup.count(b"</"), name, limits)


def check_elements(elements: int, name: str, limits: Limits) -> None:
    if elements > limits.elements:
        raise UnreadableError(
            "too-large",
            Message(
                f"部件 {name} 含 {elements} 个 XML 元素，超过上限 {limits.elements}",
                f"part {name} holds {elements} XML elements, more than the limit of {limits.elements}",
            ),
        )


def refused_doctype(name: str) -> UnreadableError:
    return UnreadableError(
        "refused",
        Message(
            f"部件 {name} 含文档类型声明（DOCTYPE），可能有害，拒绝读取",
            f"part {name} holds a document type declaration, which may do harm; refused",
        ),
    )


def xml_error(error: etree.XMLSyntaxError, name: str) -> UnreadableError:
    """The refusal that fits a parser's error: too deep or too long is a limit, the rest is damage."""
    text = str(error)
    code = "too-large" if "depth" in text or "too long" in text or "huge" in text.lower() else "damaged"
    return UnreadableError(
        code, Message(f"部件 {name} 的 XML 无法解析（{text}）", f"the XML of part {name} cannot be parsed ({text})")
    )


def joined(chunks: Iterable[bytes]) -> Iterator[bytes]:
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
