"""The parts of a Word file: which one is the document, what it refers to, and each of them as parsed XML."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from extract.errors import UnreadableError
from extract.limits import LIMITS, Limits
from extract.message import Message
from extract.sniff import ForeignError, describe_zip
from extract.word.xml import parse_xml, readable
from extract.word.zipguard import Zip

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DEFAULT_MAIN = "word/document.xml"
_MAIN_TYPE = re.compile(
    r"(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled)", re.I
)


class Relationship(Struct, frozen=True):
    """A reference from a part: its kind (last word of the type), the target part, or the address if external."""

    kind: str
    target: str
    external: bool


class Package:
    """A Word file opened by its own table of contents, not by the usual part names.

    Raises UnreadableError: what `Zip` raises, ``damaged`` for a Word file that has lost its text, and ForeignError for
    a zip that holds no Word document.
    """

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self.zip = Zip(data, limits)
        self.limits = limits
        self.main = self._find_main()
        self.relationships = self.relationships_of(self.main)

    def _find_main(self) -> str:
        claimed = [rel.target for rel in self.relationships_of("") if rel.kind == "officeDocument"]
        typed = self._parts_typed_as_main()
        known = {name.lower() for name in typed}
        for name in (*(name for name in claimed if name.lower() in known), *typed):
            if name in self.zip:
                return name
        for name in (*claimed, _DEFAULT_MAIN):
            if name in self.zip and b"wordprocessingml" in self._head(name):
                return name
        if any(name.lower().startswith("word/") for name in self.zip.names):
            raise UnreadableError(
                "damaged",
                Message(
                    "Word 文件已损坏：缺少正文。请重新取得原件",
                    "the Word file is damaged: it has lost its text; please get the original again",
                ),
            )
        mimetype = self.zip.read("mimetype") if "mimetype" in self.zip else b""
        raise ForeignError(describe_zip(self.zip.names, mimetype))

    def _head(self, name: str) -> bytes:
        return next(self.zip.chunks(name), b"").replace(b"\x00", b"")

    def _parts_typed_as_main(self) -> list[str]:
        root = self.parse("[Content_Types].xml")
        if root is None:
            return []
        overrides = [el for el in root if isinstance(el.tag, str) and el.tag.endswith("}Override")]
        return [
            unquote(str(el.get("PartName", ""))).lstrip("/")
            for el in overrides
            if _MAIN_TYPE.search(str(el.get("ContentType", "")))
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
        named = (rel.target for rel in self.relationships if rel.kind == kind and not rel.external)
        return next((target for target in named if target in self.zip), None)

    def parse_if(self, kind: str, *marks: bytes) -> etree._Element | None:
        """A related part as XML, but only if one of these marks occurs in it."""
        part = self.related(kind)
        data = readable(self.zip.read(part)) if part else b""
        return parse_xml(data, kind, self.limits) if any(mark in data for mark in marks) else None

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
