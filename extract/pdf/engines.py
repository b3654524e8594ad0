"""Which engine reads a PDF: the fast one, the reference where the fast one is in doubt, a repair before giving up."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain
from typing import Literal

from msgspec.structs import replace

from extract.errors import UnreadableError
from extract.limits import Limits
from extract.message import Message
from extract.model import Note
from extract.pdf import pdfium
from extract.pdf.ink import PageInk
from extract.pdf.nesting import draws_without_end

Engine = Literal["auto", "fast", "reference"]

GARBLED = 0.05  # share of characters without a meaning from which a page's text is worth nothing
_TAIL = 2048  # bytes at the end of a PDF in which its end mark stands


def inks(data: bytes, password: str, engine: Engine, limits: Limits) -> Iterator[PageInk]:
    """The ink of all pages, page after page: what is read of one can be forgotten before the next.

    `fast` reads with PDFium, `reference` with pdfplumber, `auto` with the first unless it cannot open the file or
    cannot decode a page. Raises UnreadableError with code ``encrypted``, ``damaged`` or ``too-large`` (drawings that
    draw each other without end).
    """
    if draws_without_end(data, limits.page_objects):
        message = Message(
            "PDF 的图形互相嵌套，绘制没有尽头，未读取", "the drawings of the PDF draw each other without end; not read"
        )
        raise UnreadableError("too-large", message)
    if engine == "reference":
        yield from _reference(data, password, limits)
        return
    try:
        found = pdfium.pages(data, password, limits)
        yield from found if engine == "fast" else _checked(found, data, password, limits)
    except pdfium.LockedError as error:
        raise _locked(password) from error
    except pdfium.BrokenError as error:
        if engine == "fast":
            raise _damaged(error, data) from error
        yield from _rescued(data, password, limits, error)


def _checked(found: Iterator[PageInk], data: bytes, password: str, limits: Limits) -> Iterator[PageInk]:
    """These pages, as the reference reads them where they cannot be decoded; if all are blank, what a rescue finds."""
    blank: list[PageInk] = []
    for ink in found:
        if not _is_blank(ink):
            yield from blank
            yield from _second_opinion(chain((ink,), found), data, password, limits)
            return
        blank.append(ink)
    yield from _unblanked(blank, data, password, limits)


def _is_blank(ink: PageInk) -> bool:
    return not (ink.runs or ink.outlines or ink.images)


def _unblanked(found: list[PageInk], data: bytes, password: str, limits: Limits) -> list[PageInk]:
    """Nothing but blank pages: as broken content looks the same, whatever a rescue finds is taken instead."""
    try:
        rescued = _rescued(data, password, limits, ValueError("blank"))
    except UnreadableError:
        return found
    if not all(map(_is_blank, rescued)):
        return rescued
    from extract.pdf import plumber

    if plumber.has_lost_content(data, password):
        raise _damaged(ValueError("the content of its pages is no drawing"), data)
    return found


def _second_opinion(found: Iterable[PageInk], data: bytes, password: str, limits: Limits) -> Iterator[PageInk]:
    """Pages that the fast engine cannot decode, as the reference reads them if it can."""
    others: dict[int, PageInk] | None = None
    for ink in found:
        if ink.undecoded <= GARBLED:
            yield ink
            continue
        if others is None:
            others = {other.number: other for other in _readable(data, password, limits)}
        other = others.get(ink.number, ink)
        yield other if other.undecoded < ink.undecoded / 2 else ink


def _readable(data: bytes, password: str, limits: Limits) -> list[PageInk]:
    try:
        return _reference(data, password, limits)
    except UnreadableError:
        return []


def _rescued(data: bytes, password: str, limits: Limits, cause: Exception) -> list[PageInk]:
    """A file PDFium refuses: once more after a repair, then with the engine that forgives more."""
    repaired = _repaired(data, password)
    if repaired is not None:
        try:
            found = list(pdfium.pages(repaired, "", limits))
        except (pdfium.LockedError, pdfium.BrokenError):
            found = []
        if found:
            return _noted(
                found, "repaired", Message("文件已损坏，修复后读取", "the file was damaged and read after repair")
            )
    try:
        found = _reference(data, password, limits)
    except UnreadableError as error:
        raise error if error.code == "encrypted" else _damaged(cause, data) from error
    message = Message("文件不合规范，已用备用引擎读取", "the file is malformed and was read with the second engine")
    return _noted(found, "second-engine", message)


def _noted(found: list[PageInk], code: str, message: Message) -> list[PageInk]:
    return [replace(found[0], notes=(Note(code, message), *found[0].notes)), *found[1:]] if found else []


def _repaired(data: bytes, password: str) -> bytes | None:
    """The file with its cross-reference table rebuilt and unlocked; None where that fails or pikepdf is missing."""
    try:
        import pikepdf
    except ImportError:
        return None
    out = BytesIO()
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # what matters of what it remarks on is noted
    try:
        with warnings.catch_warnings(action="ignore"), pikepdf.open(BytesIO(data), password=password) as pdf:
            pdf.save(out)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError, OSError):
        return None
    return out.getvalue()


def _reference(data: bytes, password: str, limits: Limits) -> list[PageInk]:
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    from extract.pdf import plumber

    try:
        return list(plumber.pages(data, password, limits))
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise _locked(password) from error
        raise _damaged(error, data) from error
    except Exception as error:  # the parsers raise whatever a broken file makes them raise
        raise _damaged(error, data) from error


def _locked(password: str) -> UnreadableError:
    if password:
        return UnreadableError(
            "encrypted",
            Message("PDF 已加密，所给密码未能打开", "the PDF is encrypted and the password does not open it"),
        )
    return UnreadableError(
        "encrypted",
        Message(
            "PDF 已加密，需要密码才能打开（--password-file）",
            "the PDF is encrypted and opens only with a password (--password-file)",
        ),
    )


def _damaged(error: BaseException, data: bytes) -> UnreadableError:
    if b"%%EOF" not in data[-_TAIL:]:
        return UnreadableError(
            "damaged",
            Message(
                "PDF 已损坏（末尾缺失，可能在复制或上传时中断）。请重新取得原件",
                "the PDF is damaged (its end is missing; it may have been cut off in a transfer); "
                "please get the original again",
            ),
        )
    cause = f"{type(error).__name__}: {error}"[:120]
    return UnreadableError("damaged", Message("PDF 已损坏，无法解析。请重新取得原件", f"the PDF is damaged ({cause})"))
