"""What a PDF carries beside its pages' content: form fields and typed-over text, which are read, and programs and
attached files, which are only named."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from extract.message import Message
from extract.model import Box, Note
from extract.pdf.fields import HIDDEN, TICKED, is_ticked, placed
from extract.pdf.ink import Run
from extract.pdf.upright import Display

# An action of a page, a field or the opened file; a file pinned to a page. Sought together: a file is long.
_SCRIPT_OR_PINNED = re.compile(rb"/S(?:\s*/JavaScript|ubtype\s*/(FileAttachment))\b")
_WIDGET, _FREE_TEXT = 20, 3  # FPDF_ANNOT_*
_TICK_BOX, _RADIO = 2, 3  # FPDF_FORMFIELD_*

_NAMED = 5  # attached files named in a note


class Fields:
    """The form of a document: reads what its fields hold. Close it before the document."""

    def __init__(self, document: Any) -> None:
        self._info = pdfium.FPDF_FORMFILLINFO(version=2)
        self._form: Any = None
        if pdfium.FPDF_GetFormType(document) != pdfium.FORMTYPE_NONE:
            self._form = pdfium.FPDFDOC_InitFormFillEnvironment(document, self._info)

    def close(self) -> None:
        if self._form:
            pdfium.FPDFDOC_ExitFormFillEnvironment(self._form)

    def runs(self, page: Any, display: Display) -> list[Run]:
        """The text of the page's fields and typed-over notes, where it stands on the page as displayed."""
        return [
            run
            for index in range(pdfium.FPDFPage_GetAnnotCount(page))
            for run in self._of(pdfium.FPDFPage_GetAnnot(page, index), display)
        ]

    def _of(self, annotation: Any, display: Display) -> Iterator[Run]:
        if not annotation:
            return
        try:
            if not pdfium.FPDFAnnot_GetFlags(annotation) & HIDDEN:
                text = self._text(annotation)
                box = _box(annotation, display) if text.strip() else None
                yield from placed(text, box) if box else ()
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)

    def _text(self, annotation: Any) -> str:
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind == _FREE_TEXT:
            return _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
        if kind != _WIDGET:
            return ""
        if self._is_ticked_or_not(annotation):
            state = _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"AS")  # which of its pictures is shown
            return TICKED if is_ticked(state) else ""
        if not self._form:  # a page taken out of the document whose form it was
            return _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"V")
        return _string(pdfium.FPDFAnnot_GetFormFieldValue, self._form, annotation)

    def _is_ticked_or_not(self, annotation: Any) -> bool:
        if not self._form:
            return _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"FT") == "Btn"
        return pdfium.FPDFAnnot_GetFormFieldType(self._form, annotation) in (_TICK_BOX, _RADIO)


def _string(get: Any, *arguments: Any) -> str:
    """A text that PDFium writes as UTF-16 into a buffer of the length it asks for."""
    length = get(*arguments, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    get(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _box(annotation: Any, display: Display) -> Box | None:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, box):
        return None
    return display.box(box.left, box.bottom, box.right, box.top)


def _attached(document: Any, count: int) -> Message:
    """The files inside a PDF, by name, that nobody opens here."""
    first = [pdfium.FPDFDoc_GetAttachment(document, at) for at in range(min(count, _NAMED))]
    names = [name for name in (_string(pdfium.FPDFAttachment_GetName, one) for one in first) if name]
    zh, en = (
        "、".join(names) + ("等" if count > len(names) else ""),
        ", ".join(names) + (" …" if count > len(names) else ""),
    )
    return Message(
        f"PDF 内附 {count} 个文件，未读取" + (f"：{zh}。其中如有自评表，请另存出来单独核对" if names else ""),
        f"the PDF carries {count} attached files, not read"
        + (f": {en}; save those that are forms and check them" if names else ""),
    )


def remarks(document: Any, data: bytes) -> list[Note]:
    """Notes on programs, attached files and XFA forms inside the document, whose bytes are given, too."""
    found: list[Note] = []
    named = {one[1] for one in _SCRIPT_OR_PINNED.finditer(data)}
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0 or None in named:
        found.append(Note("javascript", Message("PDF 含脚本，未执行", "the PDF holds scripts; none was run")))
    count = pdfium.FPDFDoc_GetAttachmentCount(document)
    if count > 0:
        found.append(Note("attachments", _attached(document, count)))
    elif b"FileAttachment" in named:
        message = Message("PDF 页面上钉有附件，未读取", "files are pinned to pages of the PDF, not read")
        found.append(Note("attachments", message))
    if pdfium.FPDF_GetFormType(document) in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
        message = Message(
            "PDF 含 XFA 动态表单，其内容可能不全", "the PDF holds an XFA form, whose contents may be missing"
        )
        found.append(Note("xfa-form", message))
    return found
