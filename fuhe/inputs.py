"""The files a command line names: files, folders searched recursively, and standard input."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from extract.errors import UnreadableError
from extract.limits import LIMITS
from extract.message import Message

READ = frozenset({".docx", ".docm", ".dotx", ".dotm", ".pdf"})
NOT_YET = frozenset({".doc", ".wps", ".rtf", ".odt", ".xls", ".xlsx", ".et", ".htm", ".html", ".ofd"})


@dataclass(frozen=True, slots=True)
class Input:
    """One file to be read: the path as shown to people and the one the system opens (None: standard input)."""

    path: str
    file: str | None


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files in a fixed order, and what was passed over and why."""

    files: tuple[Input, ...]
    remarks: tuple[Message, ...]


class MissingPathError(Exception):
    """A path that was named does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def find(paths: Sequence[str]) -> Inputs:
    """The files that the paths stand for, each once, folders in order of their names. Raises MissingPathError."""
    found: dict[str, Input] = {}
    remarks: list[Message] = []
    for path in paths:
        for one in _named(path, remarks):
            found.setdefault(one.path, one)
    return Inputs(tuple(found.values()), tuple(remarks))


def read_bytes(one: Input, most: int = LIMITS.file_bytes) -> bytes:
    """The file's content. Raises OSError, and UnreadableError where it has more than `most` bytes."""
    if one.file is None:
        data = sys.stdin.buffer.read(most + 1)
    else:
        with open(one.file, "rb") as file:
            data = file.read(most + 1)
    if len(data) > most:
        raise UnreadableError(
            "too-large", Message(f"文件超过 {most} 字节的上限", f"the file has more than {most} bytes")
        )
    return data


def printable(path: str) -> str:
    """A path as it can be printed anywhere: with / between its parts, bytes that are no UTF-8 as \\x codes."""
    return os.fsencode(PurePath(path).as_posix()).decode("utf-8", "backslashreplace")


def _named(path: str, remarks: list[Message]) -> Iterator[Input]:
    if path == "-":
        yield Input("-", None)
    elif not os.path.lexists(path):
        raise MissingPathError(path)
    elif os.path.isdir(path):
        yield from _in_folder(path, remarks)
    else:
        yield Input(printable(path), path)


def _in_folder(folder: str, remarks: list[Message]) -> Iterator[Input]:
    passed_over: Counter[str] = Counter()
    for path in _walk(folder):
        name = os.path.basename(path)
        suffix = os.path.splitext(name)[1].lower()
        if name.startswith("~$"):
            remarks.append(_lock(path))
        elif suffix in READ or os.path.isdir(path):
            yield Input(printable(path), path)
        elif suffix in NOT_YET:
            passed_over[suffix] += 1
    if passed_over:
        remarks.append(_unsupported(folder, passed_over))


def _walk(folder: str) -> Iterator[str]:
    """Regular files below a folder in order of their names; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder  # fails when it is read, so that no part of the tree is lost in silence
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif _is_file(entry):
            yield entry.path


def _is_file(entry: os.DirEntry[str]) -> bool:
    """True for files, links to files and links that lead nowhere (they fail by name, not in silence)."""
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except OSError:
        return True


def _lock(path: str) -> Message:
    shown = printable(path)
    return Message(f"跳过 Office 锁定文件：{shown}", f"skipped an Office lock file: {shown}")


def _unsupported(folder: str, counts: Counter[str]) -> Message:
    shown, kinds = printable(folder), "，".join(f"{suffix} {n}" for suffix, n in sorted(counts.items()))
    total = counts.total()
    return Message(
        f"{shown} 中有 {total} 个文件的格式暂不支持，未读取（{kinds}）",
        f"{total} files in {shown} have formats that are not read yet ({kinds})",
    )
