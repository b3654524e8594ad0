"""Scans: the pages of a PDF as pictures, straight or a little askew, with no text behind them. Needs poppler."""

from __future__ import annotations

import io
import subprocess
import tempfile
import time
from pathlib import Path

DPI = 200
STAMP = time.struct_time((2023, 1, 9, 9, 0, 0, 0, 9, 0))


def to_pdf(printed: bytes, askew: float = 0.0) -> bytes:
    """A PDF whose pages are black and white pictures of the printed ones, turned by so many degrees."""
    from PIL import Image

    with tempfile.TemporaryDirectory(prefix="fuhe-scan-") as folder:
        source = Path(folder, "form.pdf")
        source.write_bytes(printed)
        command = ["pdftoppm", "-r", str(DPI), "-gray", str(source), f"{folder}/page"]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        pages = [Image.open(path) for path in sorted(Path(folder).glob("page*.pgm"))]
        turned = [page.rotate(askew, fillcolor=255, resample=Image.Resampling.BICUBIC) for page in pages]
        black = [page.point(lambda grey: 255 if grey > 150 else 0).convert("1") for page in turned]
    buffer = io.BytesIO()
    black[0].save(
        buffer, "PDF", resolution=DPI, save_all=True, append_images=black[1:], creationDate=STAMP, modDate=STAMP
    )
    return buffer.getvalue()
