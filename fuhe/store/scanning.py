"""The nightly scan: what has not changed is not read again; what is read is recorded at once."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import overload

from msgspec import Struct
from msgspec.structs import replace

from extract.errors import UnreadableError
from extract.message import Language
from fuhe import versions
from fuhe.guard import Bounds
from fuhe.inputs import Input, read_bytes
from fuhe.language import say
from fuhe.running import pooled
from fuhe.settings import Settings
from fuhe.store.entry import Entry, Task, enter, lost
from fuhe.store.recording import Seen, before, confine, confined, keep, keep_reading, reading, save

TOGETHER = 500  # unchanged files recorded in one transaction
SETTLED_NS = 2_000_000_000  # a file changed less than this ago may change again within the same time stamp


class _Left(Struct, frozen=True):
    """A file that is left to do: as it was met, and the hash of its content where that is known."""

    input: Input
    seen: Seen
    sha256: str | None


@dataclass(slots=True)
class _Work:
    """Files as they were, files to read, and by key the twins of files to read."""

    unchanged: list[Seen] = field(default_factory=list)
    left: list[_Left] = field(default_factory=list)
    twins: dict[str, list[_Left]] = field(default_factory=dict)


@dataclass(slots=True)
class Scan:
    """One run over the files: what is known, what is left to read. again: quarantined contents are read once more."""

    base: sqlite3.Connection
    run: int
    settings: Settings
    jobs: int
    bounds: Bounds
    lang: Language
    again: bool = False
    known: dict[str, sqlite3.Row] = field(init=False)

    def __post_init__(self) -> None:
        self.settings = self.settings.alone()  # see fuhe.store.comparing for the others
        rows = self.base.execute(
            "SELECT * FROM files WHERE last_run IN (?, ?) ORDER BY last_run", (before(self.base, self.run), self.run)
        )
        self.known = {row["path"]: row for row in rows}

    def with_lost(self, inputs: Sequence[Input]) -> list[Input]:
        """The files, and those known below a path that is missing tonight: they fail with it, and are not gone."""
        named = {one.path for one in inputs}
        roots = [one for one in inputs if one.problem is not None and one.problem[0] == "not-found"]
        lost = [
            replace(root, path=path, file=path)
            for root in roots
            for path in sorted(self.known)
            if path.startswith(f"{root.path}/") and path not in named
        ]
        return [*inputs, *{one.path: one for one in lost}.values()]

    def all(self, inputs: Sequence[Input]) -> Iterator[str]:
        """Record every file; the status of each as it is recorded, in whatever order."""
        work = _Work()
        for one in inputs:
            status = self._without_reading(one, work)
            if status is not None:
                yield status
            if len(work.unchanged) >= TOGETHER:
                keep(self.base, self.run, work.unchanged)
                work.unchanged.clear()
        keep(self.base, self.run, work.unchanged)
        self.known.clear()
        yield from self._read(work.left, work.twins)
        yield from self._read([one for twins in work.twins.values() for one in twins], {})

    def _without_reading(self, one: Input, work: _Work) -> str | None:
        """The status of a file that need not be read; None if it is put with the work that is left."""
        row, seen = self.known.get(one.path), met(one)
        if row is not None and row["last_run"] == self.run:
            return str(row["status"])  # recorded before this run was broken off
        content = self._content(one, seen, row)
        if content is None:
            work.left.append(_Left(one, seen, None))
            return None
        key = self._key(one, content)
        if row is not None and row["key"] == key and row["status"] != "failed":
            work.unchanged.append(seen)
            return str(row["status"])
        entry = self._known_entry(content, key)
        if entry is not None:
            save(self.base, self.run, seen, key, entry)
            return entry.status
        left = _Left(one, seen, content)
        if key in work.twins:
            work.twins[key].append(left)
        else:
            work.twins[key] = []
            work.left.append(left)
        return None

    def _content(self, one: Input, seen: Seen, row: sqlite3.Row | None) -> str | None:
        """The hash of a file's content, taken from the run before where size and times are what they were."""
        if row is not None and row["status"] != "failed" and seen.is_as(row["size"], row["changed"]):
            return str(row["key"]).partition(":")[0]
        try:
            return sha256(read_bytes(one)).hexdigest()
        except (OSError, UnreadableError):
            return None

    def _key(self, one: Input, content: str | None) -> str:
        return f"{content or 'unread'}:{versions.result(self.settings.at(one.path), self.lang)}"

    @property
    def _terms(self) -> str:
        return f"{versions.result(self.settings, self.lang)}:{self.bounds.seconds:g}:{self.bounds.memory}"

    def _known_entry(self, content: str, key: str) -> Entry | None:
        """What a content gave before, under whatever path; or that it brought its process down and is let alone."""
        row = self.base.execute("SELECT status, cause FROM results WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return Entry(content, row["status"], row["cause"])
        held = None if self.again else confined(self.base, self._terms, content)
        if held is None:
            return None
        cause, since = held
        since_then = say(f"自第 {since} 次扫描起隔离，未再读取", f"in quarantine since run {since}, not read again")
        return Entry(content, "failed", f"{cause}（{since_then}）" if self.lang == "zh" else f"{cause} ({since_then})")

    def _read(self, files: Sequence[_Left], twins: dict[str, list[_Left]]) -> Iterator[str]:
        """Read files and record each at once, with those of the same content."""
        version = versions.reader()
        work = partial(enter, settings=self.settings, lang=self.lang)
        tasks = _Tasks(self.base, version, files)
        pool = pooled([one.input for one in files], work, partial(lost, lang=self.lang), self.jobs, self.bounds)
        for one, entry in zip(files, pool.map(tasks), strict=True):
            key = self._key(one.input, entry.sha256)
            if entry.reading is not None:
                keep_reading(self.base, version, entry)
            if entry.accident and entry.sha256 is not None:
                confine(self.base, self.run, self._terms, entry)
            for each in (one, *twins.pop(key, ())):
                save(self.base, self.run, each.seen, key, entry)
                yield entry.status


class _Tasks(Sequence[Task]):
    """The files that are left as tasks, each with what was read of its content before, fetched when its turn comes."""

    def __init__(self, base: sqlite3.Connection, version: str, files: Sequence[_Left]) -> None:
        self.base, self.version, self.files = base, version, files

    def __len__(self) -> int:
        return len(self.files)

    @overload
    def __getitem__(self, at: int) -> Task: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Task]: ...
    def __getitem__(self, at: int | slice) -> Task | Sequence[Task]:
        if isinstance(at, slice):
            return _Tasks(self.base, self.version, self.files[at])
        one = self.files[at]
        return Task(one.input, one.sha256, reading(self.base, self.version, one.sha256) if one.sha256 else None)


def met(one: Input) -> Seen:
    """The file as it lies there now; of a member, the archive it stands in."""
    try:
        info = os.stat(one.file) if one.file is not None else None
    except OSError:
        info = None
    if info is None:
        return Seen(one.path)
    touched = info.st_mtime_ns if sys.platform == "win32" else max(info.st_mtime_ns, info.st_ctime_ns)
    settled = time.time_ns() - touched > SETTLED_NS
    return Seen(one.path, info.st_size, f"{info.st_mtime_ns}:{info.st_ctime_ns}" if settled else None)
