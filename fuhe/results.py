"""What became of one file."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

from msgspec import Struct

from extract.message import Message
from extract.model import Grid, Kind, Place
from extract.sniff import family
from validate.model import Outcome

FileStatus = Literal["ok", "partial", "failed"]


class Problem(Struct, frozen=True, gc=False):
    """Why a file was read in part or not at all."""

    code: str
    message: Message
    place: Place | None = None


class Origin(Struct, frozen=True, gc=False):
    """The file: the path it was reached by and its name; hash, size, kind and pages as far as they are known."""

    path: str
    name: str
    sha256: str | None = None
    kind: Kind | None = None
    bytes: int | None = None
    pages: int | None = None


class FileResult(Struct, frozen=True, gc=False):
    """ok and partial files have an outcome, failed ones none. Problems are why it is not ok.

    grids: the tables of the document, where the run asked for them.
    """

    origin: Origin
    status: FileStatus
    problems: tuple[Problem, ...]
    outcome: Outcome | None
    grids: tuple[Grid, ...] = ()


def origin_of(path: str, data: bytes) -> Origin:
    """The origin of bytes that were reached by a path."""
    kind: Kind | None = "pdf" if family(data) == "pdf" else None  # a zip may be many things
    return Origin(path, path.replace("\\", "/").rpartition("/")[2], sha256(data).hexdigest(), kind, len(data))


def failed(origin: Origin, code: str, message: Message) -> FileResult:
    """The result of a file that could not be read."""
    return FileResult(origin, "failed", (Problem(code, message),), None)
