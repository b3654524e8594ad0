"""PDFs that break, lie, loop or explode."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache

from corpus.make.generate import make

_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>"
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_TABLE = b"".join(b"50 %d m 500 %d l S\n" % (y, y) for y in range(100, 700, 40)) + b"BT /F 9 Tf 60 110 Td (1) Tj ET"


@cache
def form() -> bytes:
    """A form nothing is wrong with, drawn with a font that is named and not embedded."""
    from corpus.make.ink import PENS, to_pdf

    return to_pdf(make(1, "cn-2020", "word").sheet, PENS["plain-font"])


def pdf(objects: dict[int, str | bytes], trailer: str = "") -> bytes:
    """A PDF of these objects (number -> body), object 1 its root, with a right cross-reference table."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        at = places.get(number)
        out += b"%010d 00000 n \n" % at if at is not None else b"0000000000 00000 f \n"
    return bytes(out + f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode())


def stream(content: bytes, packed: bool = True, entries: str = "") -> bytes:
    data = zlib.compress(content, 9) if packed else content
    name = "/Filter/FlateDecode" if packed else ""
    return f"<</Length {len(data)}{name}{entries}>>\nstream\n".encode() + data + b"\nendstream"


def one_page(content: bytes = _TABLE, **changes: str | bytes) -> bytes:
    """A PDF of one page; changes replace objects by name: root, pages, page, content, font, more."""
    objects: dict[int, str | bytes] = {
        1: changes.get("root", "<</Type/Catalog/Pages 2 0 R>>"),
        2: changes.get("pages", "<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        3: changes.get("page", _PAGE),
        4: changes.get("content", stream(content)),
        5: changes.get("font", _FONT),
    }
    return pdf({**objects, 6: changes["more"]} if "more" in changes else objects)


def _boxed(box: str) -> bytes:
    return one_page(page=_PAGE.replace("0 0 595 842", box))


def _locked() -> bytes:
    """Opens only with a password."""
    import io

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, encrypt=StandardEncryption("secret", "owner", strength=40))
    canvas.drawString(50, 700, "1")
    canvas.save()
    return buffer.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "empty.pdf": lambda: b"%PDF-1.7\n",
    "pdf-named.docx": form,
    "cut-off.pdf": lambda: form()[: len(form()) // 2],
    "before-header.pdf": lambda: b"\r\nHTTP/1.1 200 OK\r\n\r\n" + form(),
    "no-xref.pdf": lambda: form().replace(b"startxref", b"startnone"),
    "no-text.pdf": lambda: one_page(b"0 0 100 100 re f"),
    "no-pages.pdf": lambda: one_page(pages="<</Type/Pages/Kids[]/Count 0>>"),
    "pages-lie.pdf": lambda: one_page(pages="<</Type/Pages/Kids[3 0 R]/Count 999999999>>"),
    "pages-loop.pdf": lambda: one_page(pages="<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"),
    "root-loop.pdf": lambda: one_page(root="1 0 R"),
    "prev-loop.pdf": lambda: pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[]/Count 0>>"}, "/Prev 9"),
    "length-lies.pdf": lambda: one_page(content=stream(_TABLE, packed=False).replace(b"/Length ", b"/Length 9")),
    "not-deflate.pdf": lambda: one_page(content=stream(b"\xff" * 99, False, "/Filter/FlateDecode")),
    "many-lines.pdf": lambda: one_page(b"0 0 m 9 9 l S\n" * 600_000),
    "many-letters.pdf": lambda: one_page(b"BT /F 9 Tf 50 700 Td (" + b"1" * 3_000_000 + b") Tj ET"),
    "one-long-path.pdf": lambda: one_page(b"0 0 m " + b"9 9 l 0 5 l " * 500_000 + b"S"),
    "bomb.pdf": lambda: one_page(content=_twice(b" " * 100_000_000)),
    "deep-array.pdf": lambda: one_page(font="[" * 20_000 + "]" * 20_000),
    "deep-graphics.pdf": lambda: one_page(b"q " * 500_000 + b"0 0 m 9 9 l S"),
    "form-loop.pdf": lambda: one_page(
        b"/X Do",
        page=_PAGE.replace("<</Font", "<</XObject<</X 6 0 R>>/Font"),
        more=stream(b"/X Do /X Do", True, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
    ),
    "box-huge.pdf": lambda: _boxed("0 0 99999999 99999999"),
    "box-empty.pdf": lambda: _boxed("0 0 0 0"),
    "box-nonsense.pdf": lambda: _boxed("842 /x"),
    "box-far.pdf": lambda: _boxed("-30000 -30000 -29000 -29000"),
    "numbers-huge.pdf": lambda: one_page(b"1e38 1e38 m 9999999999999999999 -1e38 l S " + _TABLE),
    "launch.pdf": lambda: one_page(
        root="<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>"
        "/AA<</WC<</S/JavaScript/JS(app.alert(1))>>>>>>"
    ),
    "locked.pdf": _locked,
}


def _twice(content: bytes) -> bytes:
    """A stream packed twice."""
    return stream(zlib.compress(content, 9), True).replace(b"/Filter/FlateDecode", b"/Filter[/FlateDecode/FlateDecode]")
