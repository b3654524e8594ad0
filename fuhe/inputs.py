"""The files a command line names: files, folders searched recursively, and standard input."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import PurePath

from msgspec import Struct

from extract.errors import UnreadableError
from extract.limits import LIMITS
from extract.message import Message
from fuhe.refusal import cause
from fuhe.stash import Stash

READ = frozenset({".docx", ".docm", ".dotx", ".dotm", ".pdf"})
_TEXTS = frozenset(
    {".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".pages", ".htm", ".html", ".mht", ".mhtml", ".ofd"}
)
_SHEETS = frozenset({".xls", ".xlsx", ".xlsm", ".et", ".ods", ".ppt", ".pptx"})
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".heic"})
NOT_YET = _TEXTS | _SHEETS | _PICTURES | {".rar", ".7z", ".tar", ".gz", ".tgz"}

MOST_UNPACKED = 4 * LIMITS.file_bytes  # of an archive on standard input, which is held in memory
_LOOKS, _PAUSE = 3, 0.3  # at a file that changes, and the seconds between two
NOT_FOUND = Message("路径不存在", "no such file or folder")


class Input(Struct, frozen=True):
    """One file to be read: the path as shown to people and the one the system opens (None: standard input).

    data: the content where it has been read already, as that of standard input is. chain: where it stands in a zip
    archive. problem: why it cannot be read, code and words, where that is known already.
    """

    path: str
    file: str | None
    data: bytes | None = None
    chain: tuple[int, ...] = ()
    problem: tuple[str, Message] | None = None


class Inputs(Struct, frozen=True):
    """The files in a fixed order, and what was passed over and why."""

    files: Stash[Input]
    remarks: tuple[Message, ...]


class MissingPathError(Exception):
    """None of the paths that were named exists."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def find(paths: Sequence[str]) -> Inputs:
    """The files that the paths stand for, each once, folders in order of their names.

    A path that does not exist is a file that fails as ``not-found``, so that a missing disk does not cost the others.
    Raises MissingPathError where no path exists.
    """
    if paths and not any(path == "-" or os.path.lexists(path) for path in paths):
        raise MissingPathError(paths[0])
    remarks: list[Message] = []
    found = (one for path in dict.fromkeys(paths) for one in _named(path, remarks))
    files = Stash(_each_once(found) if len(paths) > 1 else found)
    return Inputs(files, tuple(remarks))


def _each_once(found: Iterable[Input]) -> Iterator[Input]:
    """The files without those met before: folders that are named may lie in one another."""
    met: set[bytes] = set()
    for one in found:
        name = blake2b(one.path.encode("utf-8", "backslashreplace"), digest_size=16).digest()
        if name not in met:
            met.add(name)
            yield one


def read_bytes(one: Input, most: int = LIMITS.file_bytes) -> bytes:
    """The file's content. Raises OSError, and UnreadableError where it has more than `most` bytes."""
    if one.problem is not None:
        raise UnreadableError(*one.problem)
    if one.data is not None:
        data = one.data
    elif one.file is not None and one.chain:
        from fuhe.archives import read_member

        data = read_member(one.file, one.chain, most)
    else:
        data = _settled(one.file or one.path, most + 1)
    if len(data) > most:
        raise UnreadableError(
            "too-large", Message(f"文件超过 {most} 字节的上限", f"the file has more than {most} bytes")
        )
    return data


def _settled(path: str, most: int) -> bytes:
    """What a file holds, as much as is asked for, once nobody writes to it. Raises UnreadableError where it keeps
    changing.
    """
    for _ in range(_LOOKS):
        with open(path, "rb") as file:
            before = os.fstat(file.fileno())
            data = file.read(most)
            after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return data
        time.sleep(_PAUSE)
    raise UnreadableError("unstable", Message("文件在读取时不断变化", "the file keeps changing while it is read"))


def closed(error: OSError) -> Message:
    """Why a file cannot be opened."""
    why = cause(error)
    return Message(f"无法打开文件：{why.zh}", f"cannot open the file: {why.en}")


def printable(path: str) -> str:
    """A path as it can be printed anywhere: with / between its parts, bytes that are no UTF-8 as \\x codes."""
    return _printed(PurePath(path).as_posix())


def _printed(name: str) -> str:
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _named(path: str, remarks: list[Message]) -> Iterator[Input]:
    if path == "-":
        yield from _standard_input(remarks)
    elif not os.path.lexists(path):
        yield Input(printable(path), path, problem=("not-found", NOT_FOUND))
    elif os.path.isdir(path):
        yield from _in_folder(path, remarks)
    else:
        yield from _file(path, remarks)


def _file(path: str, remarks: list[Message]) -> Iterator[Input]:
    """A file, or what is in it if it is an archive."""
    if path.lower().endswith(".zip"):
        yield from _in_archive(path, remarks)
    else:
        yield Input(printable(path), path)


def _standard_input(remarks: list[Message]) -> Iterator[Input]:
    """Standard input, or what is in it if it is an archive: read here, for a child process has another one."""
    data = sys.stdin.buffer.read(LIMITS.file_bytes + 1)
    whole = Input("-", None, data)
    if not data.startswith(b"PK") or len(data) > LIMITS.file_bytes:
        yield whole
        return
    left = MOST_UNPACKED
    for one in _members(whole, remarks):
        known = _taken_out(one, data, left) if one.chain else one
        left -= len(known.data or b"")
        yield known


def _taken_out(one: Input, archive: bytes, most: int) -> Input:
    """A member with its content, or with the reason why it has none."""
    from fuhe.archives import read_member

    try:
        return Input(one.path, None, read_member(archive, one.chain, min(most, LIMITS.file_bytes)))
    except UnreadableError as error:
        return Input(one.path, None, problem=(error.code, error.message))


def _in_archive(path: str, remarks: list[Message]) -> Iterator[Input]:
    yield from _members(Input(printable(path), path), remarks)


def _members(whole: Input, remarks: list[Message]) -> Iterator[Input]:
    """The documents in an archive; the archive itself where it cannot be opened or is an Office document."""
    from fuhe.archives import members

    sorting = _Sorting(whole.path, remarks)
    archive = whole.data if whole.data is not None else whole.file or whole.path
    try:
        found = [(one, f"{whole.path}/{printable(one.name)}") for one in members(archive, LIMITS.file_bytes)]
    except (OSError, UnreadableError):
        yield whole  # fails by name when it is read
        return
    if any(one.name == "[Content_Types].xml" for one, _ in found):
        yield whole  # an Office document under another name
        return
    inner = {one.chain[:-1] for one, _ in found}
    namesakes: Counter[str] = Counter()
    for one, shown in sorted(found, key=lambda entry: entry[1]):
        if one.chain not in inner and sorting.wanted(shown, archives=True):
            namesakes[shown] += 1
            name = shown if namesakes[shown] == 1 else f"{shown} ({namesakes[shown]})"
            yield Input(name, whole.file, chain=one.chain, problem=one.problem)
    sorting.tell()


def _in_folder(folder: str, remarks: list[Message]) -> Iterator[Input]:
    shown = printable(folder)
    sorting = _Sorting(shown, remarks)
    yield from _walk(folder, "" if shown == "." else f"{shown.rstrip('/')}/", sorting)
    sorting.tell()


def _walk(folder: str, shown: str, sorting: _Sorting) -> Iterator[Input]:
    """What is to be read below a folder, in order of the names; links to folders are not followed.

    shown: the folder as it is printed before the names of its entries.

    A folder that cannot be opened fails by name, so that no part of the tree is lost in silence.
    """
    try:
        entries = _entries(folder)
    except OSError as error:
        yield Input(printable(folder), folder, problem=("unreadable", closed(error)))
        return
    for name, _, kind in (entry.partition("\0") for entry in entries):
        path, printed = os.path.join(folder, name), shown + _printed(name)
        if kind == _ELSEWHERE:
            sorting.remarks.append(_link(printed))
        elif kind == _FOLDER:
            yield from _walk(path, f"{printed}/", sorting)
        elif path.lower().endswith(".zip"):
            yield from _in_archive(path, sorting.remarks)
        elif sorting.wanted(path):
            yield Input(printed, path)


_FOLDER, _FILE, _ELSEWHERE = "d", "f", "l"


def _entries(folder: str) -> list[str]:
    """The names of folders and regular files in a folder, in order, each with its kind behind a NUL."""
    with os.scandir(folder) as entries:
        kinds = ((entry.name, _kind(entry)) for entry in entries)
        return sorted(f"{name}\0{kind}" for name, kind in kinds if kind)


def _kind(entry: os.DirEntry[str]) -> str | None:
    """A link to a file is a file, and one that leads nowhere too: it fails by name. Pipes and devices are nothing."""
    if entry.is_dir(follow_symlinks=False):
        return _FOLDER
    try:
        if entry.is_dir():
            return _ELSEWHERE
        return _FILE if entry.is_file() or (entry.is_symlink() and not os.path.exists(entry)) else None
    except OSError:
        return _FILE


class _Sorting:
    """Decides by its name whether a file found in a place is read, and says what was passed over."""

    def __init__(self, place: str, remarks: list[Message]) -> None:
        self.place, self.remarks = place, remarks
        self.passed_over: Counter[str] = Counter()

    def wanted(self, path: str, archives: bool = False) -> bool:
        name = path.rpartition("/")[2] if archives else os.path.basename(path)
        suffix = os.path.splitext(name)[1].lower()
        if name.startswith("~$"):
            self.remarks.append(_lock(path))
            return False
        if suffix in NOT_YET or (not suffix and not name.startswith(".")):
            self.passed_over[suffix] += 1
        return (suffix in READ or (archives and suffix == ".zip")) and "__MACOSX/" not in path

    def tell(self) -> None:
        if self.passed_over:
            self.remarks.append(_unsupported(self.place, self.passed_over))


def _link(shown: str) -> Message:
    return Message(f"跳过指向文件夹的链接：{shown}", f"skipped a link to a folder: {shown}")


def _lock(path: str) -> Message:
    shown = printable(path)
    return Message(f"跳过 Office 锁定文件：{shown}", f"skipped an Office lock file: {shown}")


def _unsupported(shown: str, counts: Counter[str]) -> Message:
    known, total = sorted(counts.items()), counts.total()
    zh = "，".join(f"{suffix or '无扩展名'} {n}" for suffix, n in known)
    en = ", ".join(f"{suffix or 'no extension'} {n}" for suffix, n in known)
    return Message(
        f"{shown} 中有 {total} 个文件的格式暂不支持，未读取（{zh}）",
        f"{total} files in {shown} have formats that are not read yet ({en})",
    )
