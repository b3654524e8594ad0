"""PDFs printed by LibreOffice. Needs soffice; nothing else in the corpus does."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path


def to_pdf(documents: dict[str, bytes], timeout: float = 300) -> dict[str, bytes]:
    """Print .docx files: name -> bytes in, the same names -> PDF bytes out.

    Raises RuntimeError when LibreOffice is missing or prints nothing.
    """
    if not documents:
        return {}
    with tempfile.TemporaryDirectory(prefix="fuhe-office-") as folder:
        home = Path(folder)
        sources = []
        for name, content in documents.items():
            sources.append(home / f"{name}.docx")
            sources[-1].write_bytes(content)
        _convert(sources, home, timeout)
        missing = [name for name in documents if not (home / f"{name}.pdf").exists()]
        if missing:
            raise RuntimeError(f"LibreOffice printed nothing for {missing}")
        return {name: timeless((home / f"{name}.pdf").read_bytes()) for name in documents}


def timeless(content: bytes) -> bytes:
    """Fixed date and file identifiers of the same length, so that printing again changes nothing."""
    content = re.sub(rb"((?:Creation|Mod)Date ?)\(D:\d{14}", rb"\1(D:20230109090000", content)
    content = re.sub(rb"<[0-9A-F]{32}>", b"<" + b"0" * 32 + b">", content)
    return re.sub(rb"DocChecksum /[0-9A-F]{32}", b"DocChecksum /" + b"0" * 32, content)


def _convert(sources: list[Path], home: Path, timeout: float) -> None:
    profile = f"-env:UserInstallation=file://{home}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(home), *map(str, sources)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=timeout)
    except FileNotFoundError as error:
        raise RuntimeError("LibreOffice (soffice) is not installed") from error
