"""The nightly scan: what has not changed is not read again; what is read is recorded at once."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from extract.errors import UnreadableError
from extract.message import Language
from fuhe.guard import Bounds
from fuhe.inputs import Input, read_bytes
from fuhe.results import FileResult
from fuhe.running import examined
from fuhe.settings import Settings
from fuhe.store.recording import Report, Seen, before, keep, packed, save, settings_key, stored

TOGETHER = 500  # unchanged files recorded in one transaction
SETTLED_NS = 2_000_000_000  # a file changed less than this ago may change again within the same time stamp


@dataclass(slots=True)
class _Work:
    """What is left: files as they were, files to read, and by content the twins of files to read."""

    unchanged: list[Seen] = field(default_factory=list)
    unread: list[Input] = field(default_factory=list)
    twins: dict[str, list[tuple[Input, Seen]]] = field(default_factory=dict)


@dataclass(slots=True)
class Scan:
    """One run over the files: what is known, what is left to read."""

    base: sqlite3.Connection
    run: int
    settings: Settings
    jobs: int
    bounds: Bounds
    lang: Language
    now_ns: int = field(default_factory=time.time_ns)
    known: dict[str, sqlite3.Row] = field(init=False)

    def __post_init__(self) -> None:
        self.known = self._known()

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
        yield from self._read(work.unread, work)
        left = [one for twins in work.twins.values() for one, _ in twins]
        yield from self._read(left, _Work())

    def _without_reading(self, one: Input, work: _Work) -> str | None:
        """The status of a file that need not be read; None if it is put with the work that is left."""
        row = self.known.get(one.path)
        if row is not None and row["last_run"] == self.run:
            return str(row["status"])  # recorded before this run was broken off
        seen = self._as_it_was(one, row)
        if seen is not None and row is not None:
            work.unchanged.append(seen)
            return str(row["status"])
        return self._reused(one, row, work)

    def _known(self) -> dict[str, sqlite3.Row]:
        rows = self.base.execute(
            "SELECT * FROM files WHERE last_run IN (?, ?) ORDER BY last_run", (before(self.base, self.run), self.run)
        )
        return {row["path"]: row for row in rows}

    def _as_it_was(self, one: Input, row: sqlite3.Row | None) -> Seen | None:
        """The file, if its size and time say that it is what was read the run before under the same settings."""
        size, changed = stamp(one)
        if row is None or row["status"] == "failed" or size is None or changed is None:
            return None
        same = (row["size"], row["changed"]) == (size, changed) and row["key"].endswith(self._suffix(one))
        return Seen(one.path, size, changed, row["key"]) if same and self.now_ns - changed > SETTLED_NS else None

    def _suffix(self, one: Input) -> str:
        return f":{settings_key(self.settings.at(one.path))}"

    def _reused(self, one: Input, row: sqlite3.Row | None, work: _Work) -> str | None:
        """The status of a file whose content is known already; None if it has to be read, or its twin is to be."""
        size, changed = stamp(one)
        try:
            key = sha256(read_bytes(one)).hexdigest() + self._suffix(one)
        except (OSError, UnreadableError):
            work.unread.append(one)
            return None
        seen = Seen(one.path, size, changed, key)
        if row is not None and row["key"] == key and row["status"] != "failed":
            work.unchanged.append(seen)
            return str(row["status"])
        if key in work.twins:
            work.twins[key].append((one, seen))
            return None
        report = stored(self.base, key)
        if report is not None:
            save(self.base, self.run, seen, report)
            return str(report["status"])
        work.twins[key] = []
        work.unread.append(one)
        return None

    def _read(self, inputs: Sequence[Input], work: _Work) -> Iterator[str]:
        """Read files and record each at once; rules over all reports need what a scan does not read again."""
        for one, result in zip(inputs, examined(inputs, self.settings.alone(), self.jobs, self.bounds), strict=True):
            seen, report = self._seen(one, result), self._packed(result)
            save(self.base, self.run, seen, report)
            yield result.status
            for _, twin in work.twins.pop(seen.key, ()):
                save(self.base, self.run, twin, report)
                yield result.status

    def _packed(self, result: FileResult) -> Report:
        return packed(result, self.lang)

    def _seen(self, one: Input, result: FileResult) -> Seen:
        size, changed = stamp(one)
        return Seen(one.path, size, changed, f"{result.origin.sha256 or 'unread'}{self._suffix(one)}")


def stamp(one: Input) -> tuple[int | None, int | None]:
    """Size and time of change (ns) of a file, or of the archive it stands in."""
    try:
        info = os.stat(one.file) if one.file is not None else None
    except OSError:
        return None, None
    return (info.st_size, info.st_mtime_ns) if info is not None else (None, None)
