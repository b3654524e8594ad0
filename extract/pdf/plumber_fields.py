"""The form fields and typed-over notes of a page, read from its objects: for the reference engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from extract.pdf.fields import HIDDEN, TICKED, is_ticked, placed
from extract.pdf.ink import Run
from extract.pdf.upright import Display

_PUSH_BUTTON = 1 << 16  # bit of a field's flags
_DEEPEST = 32  # parents of a field


def display_of(page: Any, box: Sequence[float]) -> Display:
    """How what lies in this box of a page of pdfminer is displayed."""
    left, bottom, right, top = map(float, box)
    return Display(left, bottom, right, top, page.rotate // 90 % 4)


def field_runs(page: Any) -> Iterator[Run]:
    """The runs of a page of pdfminer, where they stand on it as displayed. Raises whatever broken objects raise."""
    display = display_of(page, page.cropbox)
    for reference in resolve1(page.annots) or ():
        annotation = resolve1(reference)
        if not isinstance(annotation, dict) or int(resolve1(annotation.get("F", 0))) & HIDDEN:
            continue
        text = _text(annotation)
        if text.strip():
            x0, y0, x1, y1 = (float(resolve1(edge)) for edge in resolve1(annotation["Rect"]))
            yield from placed(text, display.box(x0, y0, x1, y1))


def _text(annotation: dict[str, Any]) -> str:
    kind = _string(annotation.get("Subtype"))
    if kind == "FreeText":
        return _string(annotation.get("Contents"))
    if kind != "Widget":
        return ""
    if _string(_inherited(annotation, "FT")) != "Btn":
        return _string(_inherited(annotation, "V"))
    button = int(resolve1(_inherited(annotation, "Ff")) or 0) & _PUSH_BUTTON
    return TICKED if not button and is_ticked(_string(annotation.get("AS"))) else ""


def _inherited(field: dict[str, Any], name: str) -> Any:
    """An entry of a field, or of the nearest of its parents that has one."""
    for _ in range(_DEEPEST):
        if name in field:
            return field[name]
        parent = resolve1(field.get("Parent"))
        if not isinstance(parent, dict):
            break
        field = parent
    return None


def _string(value: Any) -> str:
    """A text, a name, the text of a stream, or the first of several."""
    value = resolve1(value)
    if isinstance(value, list):
        return _string(value[0]) if value else ""
    if isinstance(value, PDFStream):
        value = value.get_data()
    if isinstance(value, PSLiteral):
        return str(value.name)
    return decode_text(value) if isinstance(value, bytes) else ""
