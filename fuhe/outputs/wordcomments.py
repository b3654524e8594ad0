"""A Word file with comments at the flagged cells; every part but those that carry comments keeps its bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from extract.message import Language
from extract.model import CellPlace, Document, TextPlace
from extract.word.package import Package
from fuhe.outputs.remarks import AUTHOR, Remark

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_XML = "http://www.w3.org/XML/1998/namespace"


class CannotCommentError(Exception):
    """The file is built in a way that comments cannot be added to."""


def commented(data: bytes, document: Document, remarks: Sequence[Remark], lang: Language) -> bytes:
    """The file's bytes with the remarks as comments. Raises CannotCommentError, UnreadableError."""
    file = _File.opened(data)
    for remark in remarks:
        target = file.element_at(remark, document)
        if target is None:
            file.comment(file.first_paragraph(), remark.elsewhere(lang))
        else:
            file.comment(target, remark)
    return file.written(data)


@dataclass(slots=True)
class _File:
    """The parts that change: the document, its comments, its relationships and the list of content types."""

    main: str
    document: etree._Element
    comments_part: str
    comments: etree._Element
    relationships: etree._Element
    types: etree._Element
    next_id: int

    @staticmethod
    def opened(data: bytes) -> _File:
        main = Package(data).main
        folder, name = posixpath.split(main)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            document = _parsed(package.read(main))
            rels = posixpath.join(folder, "_rels", f"{name}.rels")
            known = rels in package.namelist()
            relationships = _parsed(package.read(rels)) if known else etree.Element(f"{{{_RELS}}}Relationships")
            part = _comments_part(relationships, folder)
            existing = _parsed(package.read(part)) if part and part in package.namelist() else None
            types = _parsed(package.read("[Content_Types].xml"))
        w = _namespace(document)
        comments = existing if existing is not None else etree.Element(f"{{{w}}}comments", nsmap={"w": w})
        file = _File(main, document, part or "", comments, relationships, types, _next_id(comments, w))
        if not part:
            file._register(folder)
        return file

    @property
    def w(self) -> str:
        return _namespace(self.document)

    @property
    def rels_part(self) -> str:
        folder, name = posixpath.split(self.main)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def _register(self, folder: str) -> None:
        """Tell the package of a new comments part."""
        self.comments_part = posixpath.join(folder, "comments.xml")
        office = _STRICT_OFFICE if "purl.oclc.org" in self.w else _OFFICE
        taken = {str(one.get("Id")) for one in self.relationships}
        name = next(f"rIdFuhe{n}" for n in range(1, len(taken) + 2) if f"rIdFuhe{n}" not in taken)
        entry = {"Id": name, "Type": f"{office}/comments", "Target": "comments.xml"}
        etree.SubElement(self.relationships, f"{{{_RELS}}}Relationship", entry)
        path = f"/{self.comments_part}"
        if not any(one.get("PartName") == path for one in self.types):
            override = {"PartName": path, "ContentType": _CONTENT_TYPE}
            etree.SubElement(self.types, f"{{{_TYPES}}}Override", override)

    def element_at(self, remark: Remark, document: Document) -> etree._Element | None:
        """The cell or paragraph a remark points at, or None where it cannot be told for sure."""
        match remark.place:
            case CellPlace(path=str(path)):
                return self._at_path(path)
            case TextPlace(paragraph=number):
                texts = [one.text for one in document.paragraphs if one.place.paragraph == number]
                return self._paragraph(texts[0]) if texts else None
        return None

    def _at_path(self, path: str) -> etree._Element | None:
        names = {prefix: uri for prefix, uri in self.document.nsmap.items() if prefix}
        try:
            found = self.document.getroottree().xpath(path, namespaces=names | {"w": self.w})
        except etree.XPathError:
            return None
        only = found[0] if isinstance(found, list) and len(found) == 1 else None
        return only if isinstance(only, etree._Element) else None

    def _paragraph(self, text: str) -> etree._Element | None:
        """The one paragraph that says this; None if none or several do."""
        wanted = "".join(text.split())
        found = [one for one in self.document.iter(f"{{{self.w}}}p") if self._text(one) == wanted] if wanted else []
        return found[0] if len(found) == 1 else None

    def _text(self, paragraph: etree._Element) -> str:
        return "".join("".join(one.text or "" for one in paragraph.iter(f"{{{self.w}}}t")).split())

    def first_paragraph(self) -> etree._Element:
        first = next(self.document.iter(f"{{{self.w}}}p"), None)
        if first is None:
            raise CannotCommentError
        return first

    def comment(self, target: etree._Element, remark: Remark) -> None:
        """A comment over all paragraphs of the target."""
        paragraphs = [target] if target.tag == f"{{{self.w}}}p" else list(target.iter(f"{{{self.w}}}p"))
        if not paragraphs:
            target, paragraphs = self.first_paragraph(), [self.first_paragraph()]
        number = str(self.next_id)
        self.next_id += 1
        self._enclose(paragraphs, number)
        self._say(number, remark)

    def _enclose(self, paragraphs: Sequence[etree._Element], number: str) -> None:
        first, last = paragraphs[0], paragraphs[-1]
        at = 1 if len(first) and first[0].tag == f"{{{self.w}}}pPr" else 0
        first.insert(at, self._element("commentRangeStart", id=number))
        last.append(self._element("commentRangeEnd", id=number))
        run = etree.SubElement(last, f"{{{self.w}}}r")
        run.append(self._element("commentReference", id=number))

    def _say(self, number: str, remark: Remark) -> None:
        entry = self._element("comment", id=number, author=AUTHOR, initials="复核")
        for line in remark.lines:
            run = etree.SubElement(etree.SubElement(entry, f"{{{self.w}}}p"), f"{{{self.w}}}r")
            text = etree.SubElement(run, f"{{{self.w}}}t", {f"{{{_XML}}}space": "preserve"})
            text.text = line
        self.comments.append(entry)

    def _element(self, name: str, **attributes: str) -> etree._Element:
        return etree.Element(f"{{{self.w}}}{name}", {f"{{{self.w}}}{key}": one for key, one in attributes.items()})

    def written(self, data: bytes) -> bytes:
        """The package again: changed parts anew, all others as they were, in their order."""
        changed = {
            self.main: _serial(self.document),
            self.comments_part: _serial(self.comments),
            self.rels_part: _serial(self.relationships),
            "[Content_Types].xml": _serial(self.types),
        }
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
            for info in source.infolist():
                content = changed.pop(info.filename, None)
                target.writestr(info, source.read(info) if content is None else content, info.compress_type)
            for name, content in changed.items():
                target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise CannotCommentError from error


def _serial(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _namespace(root: etree._Element) -> str:
    return str(etree.QName(root).namespace or "")


def _comments_part(relationships: etree._Element, folder: str) -> str | None:
    """The part that already holds comments, if there is one."""
    for one in relationships:
        if str(one.get("Type", "")).endswith("/relationships/comments"):
            return posixpath.normpath(posixpath.join("/", folder, str(one.get("Target")))).lstrip("/")
    return None


def _next_id(comments: etree._Element, w: str) -> int:
    taken = [str(one.get(f"{{{w}}}id", "")) for one in comments]
    return max((int(one) for one in taken if one.isdecimal()), default=-1) + 1
