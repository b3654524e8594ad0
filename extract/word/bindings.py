"""Content controls bound to data: Word shows what the data say, a file may still store older text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extract.errors import UnreadableError
from extract.word.names import W, w
from extract.word.package import Package

_BINDING, _TEXT, _T = w("dataBinding", "text", "t")
_PROPERTIES = {
    "core-properties": "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}",
    "extended-properties": "{6668398D-A668-4E3E-A5EB-62B293D839F1}",
}
_STEPS = re.compile(r"(?:/[\w.-]+(?::[\w.-]+)?(?:\[\d+\])?)+(?:/@[\w.-]+(?::[\w.-]+)?)?")  # no other XPath is run
_MAPPING = re.compile(r"""xmlns:([\w.-]+)=["']([^"']+)["']""")


class Bindings:
    """The data of a package that content controls may be bound to."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._stores: dict[str, etree._Element] | None = None

    def stale(self, el: etree._Element) -> int:
        """How many plain-text controls in an element store other text than their data say."""
        return sum(self._is_stale(binding) for binding in el.iter(_BINDING))

    def _is_stale(self, binding: etree._Element) -> bool:
        properties = binding.getparent()
        control = None if properties is None else properties.getparent()
        if properties is None or control is None or properties.find(_TEXT) is None:
            return False  # dates and lists show their data in other words
        said = self._said(binding)
        stored = "".join([t.text or "" for t in control.iter(_T)])
        return bool(said) and "".join(said.split()) != "".join(stored.split())

    def _said(self, binding: etree._Element) -> str:
        """What the data say; nothing where they cannot be had."""
        if self._stores is None:
            self._stores = dict(self._read())
        root = self._stores.get(str(binding.get(W + "storeItemID")).upper())
        steps = str(binding.get(W + "xpath"))
        if root is None or not _STEPS.fullmatch(steps):
            return ""
        prefixes = dict(_MAPPING.findall(str(binding.get(W + "prefixMappings"))))
        try:
            return str(root.getroottree().xpath(f"string({steps})", namespaces=prefixes))
        except etree.XPathError:
            return ""

    def _read(self) -> Iterator[tuple[str, etree._Element]]:
        package = self._package
        for rel in package.relationships_of(""):
            if rel.kind in _PROPERTIES and (root := self._parsed(rel.target)) is not None:
                yield _PROPERTIES[rel.kind], root
        for rel in package.relationships:
            if rel.kind != "customXml" or rel.external:
                continue
            names = [one.target for one in package.relationships_of(rel.target) if one.kind == "customXmlProps"]
            named = self._parsed(names[0]) if names else None
            root = self._parsed(rel.target)
            if named is not None and root is not None:
                yield from ((str(number).upper(), root) for number in named.attrib.values())

    def _parsed(self, part: str) -> etree._Element | None:
        try:
            return self._package.parse(part)
        except UnreadableError:
            return None  # what is bound to a damaged part shows its stored text
