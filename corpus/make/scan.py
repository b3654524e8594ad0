"""Scans: the pages of a PDF as pictures, as one scanner or another makes them, with no text behind them."""

from __future__ import annotations

import io
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from PIL.Image import Image

STAMP = time.struct_time((2023, 1, 9, 9, 0, 0, 0, 9, 0))


@dataclass(frozen=True, slots=True)
class Scanner:
    """How a page becomes a picture.

    renderer: who draws the page (poppler needs pdftoppm). askew: degrees the page lies turned, counter-clockwise.
    noise: spread of the grey values around what they should be, of 255. blur: radius in pixels. quality: of the JPEG.
    black: every dot is black or white, parted at this grey value; None keeps the greys.
    """

    renderer: Literal["poppler", "pdfium"] = "poppler"
    dpi: int = 200
    askew: float = 0.0
    noise: float = 0.0
    blur: float = 0.0
    quality: int = 90
    black: int | None = 150


def to_pdf(printed: bytes, scanner: Scanner) -> bytes:
    """A PDF of pictures of the printed pages; the same bytes on every run on one machine."""
    return bound(_drawn(printed, scanner), scanner)


def bound(pages: Iterable[Image], scanner: Scanner) -> bytes:
    """A PDF of these pages (drawn at the scanner's resolution) as the scanner sees them."""
    seen = [_scanned(page, number, scanner) for number, page in enumerate(pages)]
    how: dict[str, Any] = {"resolution": scanner.dpi, "creationDate": STAMP, "modDate": STAMP}
    if scanner.black is None:
        how["quality"] = scanner.quality
    buffer = io.BytesIO()
    seen[0].save(buffer, "PDF", save_all=True, append_images=seen[1:], **how)
    return buffer.getvalue()


def _drawn(printed: bytes, scanner: Scanner) -> Iterable[Image]:
    return (_by_poppler if scanner.renderer == "poppler" else _by_pdfium)(printed, scanner.dpi)


def _by_poppler(printed: bytes, dpi: int) -> list[Image]:
    from PIL import Image

    with tempfile.TemporaryDirectory(prefix="fuhe-scan-") as folder:
        source = Path(folder, "form.pdf")
        source.write_bytes(printed)
        command = ["pdftoppm", "-r", str(dpi), "-gray", str(source), f"{folder}/page"]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        pages = [Image.open(path) for path in sorted(Path(folder).glob("page*.pgm"))]
        for page in pages:
            page.load()
    return pages


def _by_pdfium(printed: bytes, dpi: int) -> Iterator[Image]:
    """Drawn in a process that may have read PDFs before, where PDFium was left with a font of squares alone."""
    import pypdfium2

    from extract.pdf.pdfium_font import use_machine_fonts

    use_machine_fonts()
    with pypdfium2.PdfDocument(printed) as document:
        for page in document:
            yield page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


def _scanned(page: Image, number: int, scanner: Scanner) -> Image:
    import numpy as np
    from PIL import Image, ImageFilter

    if scanner.askew:
        page = page.rotate(scanner.askew, fillcolor=255, resample=Image.Resampling.BICUBIC)
    if scanner.blur:
        page = page.filter(ImageFilter.GaussianBlur(scanner.blur))
    if scanner.noise:
        greys = np.asarray(page, dtype=np.float32)
        greys = greys + np.random.default_rng(number).normal(0.0, scanner.noise, greys.shape)
        page = Image.fromarray(greys.clip(0, 255).astype(np.uint8))
    if scanner.black is None:
        return page
    parted = scanner.black
    return page.point(lambda grey: 255 if grey > parted else 0).convert("1")
