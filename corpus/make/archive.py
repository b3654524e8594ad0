"""Zip containers with the same bytes on every run."""

from __future__ import annotations

import io
import zipfile

EPOCH = (2023, 1, 9, 9, 0, 0)


def pack(parts: dict[str, str | bytes]) -> bytes:
    """A zip of the parts in the order given, with fixed time stamps and no platform marks."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return buffer.getvalue()


def entries(content: bytes) -> list[tuple[str, tuple[int, ...], bytes]]:
    """What a zip holds, in order: name, time stamp, bytes. Compressors differ between systems, contents do not."""
    if not content:
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(entry.filename, entry.date_time, archive.read(entry)) for entry in archive.infolist()]
