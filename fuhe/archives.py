"""Zip archives read in place: members listed under their true names, nothing written to disk."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from msgspec import Struct

from extract.errors import UnreadableError
from extract.message import Message

MOST_MEMBERS = 10_000
DEEPEST = 3
MOST_EXPANSION = 200  # unpacked : packed, beyond a mebibyte
FREE_EXPANSION = 1 << 20
_UTF_8_NAME = 0x800
_ENCRYPTED = 0x1


class Member(Struct, frozen=True):
    """A file in an archive: its name, and its position in each archive on the way from the outermost."""

    name: str
    chain: tuple[int, ...]

    @property
    def problem(self) -> tuple[str, Message] | None:
        """Why an archive in an archive was not opened, where that is its depth: code and words."""
        if len(self.chain) < DEEPEST or not self.name.lower().endswith(".zip"):
            return None
        return "too-deep", Message(f"压缩包嵌套超过 {DEEPEST} 层，未打开", f"archives nested deeper than {DEEPEST}")


def members(file: str | bytes, most: int) -> Iterator[Member]:
    """All files of an archive (its path or its bytes) and of the archives in it.

    `most` bytes are unpacked for an inner archive. Raises UnreadableError ``damaged`` or ``too-large``, OSError.
    """
    yield from _members(_outermost(file), "", (), most)


def read_member(file: str | bytes, chain: tuple[int, ...], most: int) -> bytes:
    """The content of a member. Raises UnreadableError ``damaged``, ``encrypted`` or ``too-large``, OSError."""
    archive = _outermost(file)
    for at in chain[:-1]:
        archive = _inner(_content(archive, at, most))
    return _content(archive, chain[-1], most)


def _outermost(file: str | bytes) -> zipfile.ZipFile:
    return _opened(file, 0 if isinstance(file, bytes) else os.stat(file).st_mtime_ns)


@lru_cache(maxsize=1)
def _opened(file: str | bytes, changed: int) -> zipfile.ZipFile:
    """The archive, kept open while its members are read one after the other."""
    if isinstance(file, bytes):
        return _inner(file)
    return _archive(open(file, "rb"))


def _inner(data: bytes) -> zipfile.ZipFile:
    return _archive(io.BytesIO(data))


def _archive(file: io.BufferedIOBase) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableError("damaged", Message("压缩包已损坏", "the archive is damaged")) from error
    if len(archive.infolist()) > MOST_MEMBERS:
        raise UnreadableError(
            "too-large",
            Message(f"压缩包内文件超过 {MOST_MEMBERS} 个", f"the archive has more than {MOST_MEMBERS} files"),
        )
    _refuse_overlap(archive)
    return archive


def _refuse_overlap(archive: zipfile.ZipFile) -> None:
    """A bomb lets many members share the same packed bytes."""
    end = -1
    for one in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if one.header_offset < end:
            raise UnreadableError("damaged", Message("压缩包内文件相互重叠", "members of the archive overlap"))
        end = one.header_offset + 30 + one.compress_size


def _members(archive: zipfile.ZipFile, folder: str, chain: tuple[int, ...], most: int) -> Iterator[Member]:
    for at, info in enumerate(archive.infolist()):
        if info.is_dir():
            continue
        name = folder + true_name(info)
        yield Member(name, (*chain, at))
        if name.lower().endswith(".zip") and len(chain) + 1 < DEEPEST:
            try:
                inner = _inner(_content(archive, at, most))
            except UnreadableError:
                continue  # the member itself is listed, and fails by name when it is read
            yield from _members(inner, f"{name}/", (*chain, at), most)


def true_name(info: zipfile.ZipInfo) -> str:
    """A member's name as it was typed: UTF-8 where marked or valid, else GBK as Chinese Windows writes it.

    Parts that would lead out of the archive are dropped.
    """
    name = info.filename
    if not info.flag_bits & _UTF_8_NAME:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("/", ".."))


def _content(archive: zipfile.ZipFile, at: int, most: int) -> bytes:
    info = archive.infolist()[at]
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableError("encrypted", Message("压缩包已加密", "the archive is encrypted"))
    allowed = max(FREE_EXPANSION, MOST_EXPANSION * info.compress_size)
    if info.file_size > min(most, allowed):
        raise _too_large()
    try:
        with archive.open(info) as file:
            data = file.read(min(most, allowed) + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableError(
            "damaged", Message("压缩包内的文件已损坏", "the file in the archive is damaged")
        ) from error
    if len(data) > min(most, allowed):
        raise _too_large()
    return data


def _too_large() -> UnreadableError:
    return UnreadableError(
        "too-large", Message("压缩包内的文件展开后过大", "the file in the archive unpacks too large")
    )
