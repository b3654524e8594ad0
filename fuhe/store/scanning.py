"""The nightly scan: what has not changed is not read again; what is read is recorded at once."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import islice, repeat

from msgspec.structs import replace

from extract.errors import UnreadableError
from extract.message import Message
from fuhe import versions
from fuhe.guard import Bounds
from fuhe.inputs import Input, read_bytes
from fuhe.running import pooled, preload
from fuhe.settings import Settings
from fuhe.stash import Stash
from fuhe.store.backlog import Backlog, Left
from fuhe.store.entry import Entry, Task, enter, lost
from fuhe.store.recording import (
    Seen,
    before,
    confine,
    confined,
    keep,
    keep_reading,
    known_below,
    reading,
    rows_of,
    save,
)
from fuhe.store.wording import both, kept

TOGETHER = 500  # unchanged files recorded in one transaction
SETTLED_NS = 2_000_000_000  # a file changed less than this ago may change again within the same time stamp


@dataclass(slots=True)
class Scan:
    """One run over the files: what is known, what is left to read. again: quarantined contents are read once more."""

    base: sqlite3.Connection
    run: int
    settings: Settings
    jobs: int
    bounds: Bounds
    again: bool = False
    backlog: Backlog = field(init=False)
    last: int | None = field(init=False)

    def __post_init__(self) -> None:
        self.settings = self.settings.alone()  # see fuhe.store.comparing for the others
        self.backlog, self.last = Backlog(self.base), before(self.base, self.run)

    def with_lost(self, inputs: Stash[Input]) -> Stash[Input]:
        """The files, and those known below a place that cannot be opened tonight: they fail with it, and are not gone.

        Such places are missing paths, folders without permission, and archives that are read as a file.
        """
        closed = [one for one in inputs if one.problem is not None or _is_archive(one)]
        named = {one.path for one in closed}
        for place in closed:
            for path in known_below(self.base, (self.last, self.run), place.path):
                if path not in named:
                    named.add(path)
                    inputs.add(replace(place, path=path, file=path))
        return inputs

    def all(self, inputs: Iterable[Input]) -> Iterator[str]:
        """Record every file; the status of each as it is recorded, in whatever order."""
        coming = iter(inputs)
        while some := list(islice(coming, TOGETHER)):
            yield from self._without_reading(some)
        preload(one.input for one in self.backlog.firsts())
        yield from self._read(self.backlog.firsts())
        yield from self._read(self.backlog.rest(), twins=False)

    def _without_reading(self, inputs: Sequence[Input]) -> Iterator[str]:
        """The status of each file that need not be read; the others go to the backlog."""
        known = rows_of(self.base, (self.last, self.run), [one.path for one in inputs])
        untouched: list[str] = []
        touched: list[Seen] = []
        left: list[tuple[str | None, Left]] = []
        for one in inputs:
            row, seen = known.get(one.path), met(one)
            if row is not None and row["last_run"] == self.run and row["status"] != "failed":
                yield str(row["status"])  # recorded before this run was broken off
                continue
            content = self._content(one, seen, row)
            key = self._key(one, content) if content is not None else None
            if row is not None and row["key"] == key and row["status"] != "failed":
                if seen.is_as(row["size"], row["changed"]):
                    untouched.append(one.path)
                else:
                    touched.append(seen)
                yield str(row["status"])
            elif content is not None and key is not None and (entry := self._known_entry(content, key)) is not None:
                save(self.base, self.run, [seen], key, entry)
                yield entry.status
            else:
                left.append((key, Left(one, seen, content)))
        self.backlog.add(left)
        keep(self.base, self.run, untouched, touched)

    def _content(self, one: Input, seen: Seen, row: sqlite3.Row | None) -> str | None:
        """The hash of a file's content, taken from the run before where size and times are what they were."""
        if row is not None and row["status"] != "failed" and seen.is_as(row["size"], row["changed"]):
            return str(row["key"]).partition(":")[0]
        try:
            return sha256(read_bytes(one)).hexdigest()
        except (OSError, UnreadableError):
            return None

    def _key(self, one: Input, content: str | None) -> str:
        return f"{content or 'unread'}:{versions.result(self.settings.at(one.path))}"

    @property
    def _terms(self) -> str:
        return f"{versions.result(self.settings)}:{self.bounds.seconds:g}:{self.bounds.memory}"

    def _known_entry(self, content: str, key: str) -> Entry | None:
        """What a content gave before, under whatever path; or that it brought its process down and is let alone."""
        row = self.base.execute("SELECT status, cause FROM results WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return Entry(content, row["status"], row["cause"])
        held = None if self.again else confined(self.base, self._terms, content)
        if held is None:
            return None
        cause, since = held
        why = both(cause)
        since_then = Message(
            f"{why.zh}（自第 {since} 次扫描起隔离，未再读取）",
            f"{why.en} (in quarantine since run {since}, not read again)",
        )
        return Entry(content, "failed", kept(since_then))

    def _read(self, files: Iterator[Left], twins: bool = True) -> Iterator[str]:
        """Read files and record each at once, with its twins if so asked."""
        version = versions.reader()
        work = partial(enter, settings=self.settings)
        awaited: deque[Left] = deque()

        def tasks() -> Iterator[Task]:
            """The files as tasks, each with what was read of its content before, fetched when its turn comes."""
            for one in files:
                awaited.append(one)
                yield Task(one.input, one.sha256, reading(self.base, version, one.sha256) if one.sha256 else None)

        pool = pooled(work, lost, self.jobs, self.bounds)
        for entry in pool.map(tasks()):
            one = awaited.popleft()
            key = self._key(one.input, entry.sha256)
            if entry.reading is not None:
                keep_reading(self.base, version, entry)
            if entry.accident and entry.sha256 is not None:
                confine(self.base, self.run, self._terms, entry)
            files_of_it = [one.seen, *(self.backlog.take_twins(key) if twins else ())]
            save(self.base, self.run, files_of_it, key, entry)
            yield from repeat(entry.status, len(files_of_it))


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


def _is_archive(one: Input) -> bool:
    return not one.chain and one.path.lower().endswith(".zip")
