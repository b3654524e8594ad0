"""Writing a run into the store, file by file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import astuple

from fuhe import __version__
from fuhe.store.database import writing
from fuhe.store.entry import Entry, Line, digest


class Seen(Struct, frozen=True):
    """A file as the scan met it, before it was read: path, size and times of change where it has them.

    changed is None where the file may change again within the same time stamp: it is known by its content only.
    """

    path: str
    size: int | None = None
    changed: str | None = None

    def is_as(self, size: int | None, changed: str | None) -> bool:
        """True if it is certain that the file is what it was when it had that size and those times."""
        return None not in (self.size, self.changed) and (self.size, self.changed) == (size, changed)


def begin(base: sqlite3.Connection, settings: str, roots: Iterable[str], now: str) -> int:
    """The run to record into: the last one if it was broken off with the same settings and roots, else a new one."""
    places = json.dumps(list(roots), ensure_ascii=False)
    with writing(base):
        last = base.execute("SELECT * FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        if last is not None and last["ended"] is None and (last["settings"], last["roots"]) == (settings, places):
            return int(last["id"])
        if last is not None and last["ended"] is None:
            base.execute("UPDATE runs SET ended = ? WHERE id = ?", (now, last["id"]))
        cursor = base.execute(
            "INSERT INTO runs (started, tool, settings, roots) VALUES (?, ?, ?, ?)",
            (now, __version__, settings, places),
        )
        return int(cursor.lastrowid or 0)


def rows_of(base: sqlite3.Connection, runs: Sequence[int | None], paths: Sequence[str]) -> dict[str, sqlite3.Row]:
    """What is known of files from two runs, the newer where both know one, by path."""
    marks = ", ".join("?" * len(paths))
    query = f"SELECT * FROM files WHERE path IN ({marks}) AND +last_run IN (?, ?) ORDER BY +last_run"  # + : by path
    return {row["path"]: row for row in base.execute(query, (*paths, *runs))}


def known_below(base: sqlite3.Connection, runs: Sequence[int | None], place: str) -> Iterator[str]:
    """The paths of files that two runs know below a folder or in an archive, in order."""
    query = "SELECT DISTINCT path FROM files WHERE path > ? AND path < ? AND last_run IN (?, ?) ORDER BY path"
    for row in base.execute(query, (f"{place}/", f"{place}0", *runs)):  # 0 follows the /
        yield row["path"]


def save(base: sqlite3.Connection, run: int, files: Iterable[Seen], key: str, entry: Entry) -> None:
    """Record the files of one content under the key of its result, with its findings, in one transaction."""
    failed = entry.status == "failed"
    with writing(base):
        if not failed:
            _save_result(base, key, entry)
        for seen in files:
            stands = _stood(base, run, seen.path) if failed else key
            told = (seen.path, key, stands, entry.status, entry.cause, seen.size, seen.changed, run, run)
            base.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", told)


def _save_result(base: sqlite3.Connection, key: str, entry: Entry) -> None:
    """A result with its findings, once."""
    told = (key, entry.sha256, entry.status, entry.cause, len(entry.lines), digest(entry.lines))
    if base.execute("INSERT OR IGNORE INTO results VALUES (?, ?, ?, ?, ?, ?)", told).rowcount:
        lines = [(key, *astuple(line)) for line in entry.lines]
        base.executemany("INSERT OR REPLACE INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?)", lines)


def keep_reading(base: sqlite3.Connection, version: str, entry: Entry) -> None:
    """Keep what was read of a content, instead of what an older reader read, and let it out of quarantine."""
    told = [(unit, entry.sha256, forms) for unit, forms in entry.units]
    with writing(base):
        base.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", (entry.sha256, version, entry.reading))
        base.execute("DELETE FROM units WHERE sha256 = ?", (entry.sha256,))
        base.executemany("INSERT INTO units VALUES (?, ?, ?)", told)
        base.execute("DELETE FROM quarantine WHERE sha256 = ?", (entry.sha256,))


def reading(base: sqlite3.Connection, version: str, content: str) -> bytes | None:
    """What this version of the reader read of a content."""
    query = "SELECT report FROM readings WHERE sha256 = ? AND version = ?"
    row = base.execute(query, (content, version)).fetchone()
    return bytes(row["report"]) if row else None


def confine(base: sqlite3.Connection, run: int, terms: str, entry: Entry) -> None:
    """Put a content in quarantine: it is not read again under the same terms (our version, the bounds)."""
    with writing(base):
        told = (entry.sha256, terms, entry.cause, run)
        base.execute("INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?)", told)


def confined(base: sqlite3.Connection, terms: str, content: str) -> tuple[str, int] | None:
    """Why a content is in quarantine, and since which run; None if it may be read."""
    row = base.execute("SELECT * FROM quarantine WHERE sha256 = ? AND terms = ?", (content, terms)).fetchone()
    return (row["cause"], row["run"]) if row else None


def _stood(base: sqlite3.Connection, run: int, path: str) -> str | None:
    """The result whose findings stood under a path the run before: they are not fixed, only not seen."""
    row = base.execute("SELECT stands FROM files WHERE path = ? AND last_run = ?", (path, before(base, run))).fetchone()
    found: str | None = row["stands"] if row else None
    return found


def keep(base: sqlite3.Connection, run: int, untouched: Sequence[str], touched: Iterable[Seen] = ()) -> None:
    """Record that files hold what they held in the run before, in one transaction.

    untouched: the paths of those whose size and times are known already.
    """
    last, marks = before(base, run), ", ".join("?" * len(untouched))
    with writing(base):
        # many paths in one statement: a third of what a statement each costs
        query = f"UPDATE files SET last_run = ? WHERE last_run = ? AND path IN ({marks})"
        base.execute(query, (run, last, *untouched))
        base.executemany(
            "UPDATE files SET last_run = ?, size = ?, changed = ? WHERE path = ? AND last_run = ?",
            [(run, seen.size, seen.changed, seen.path, last) for seen in touched],
        )


def save_group(
    base: sqlite3.Connection, run: int, group: str, members: str, found: Mapping[str, Iterable[Line]]
) -> None:
    """Record what a comparison of reports found, by path, in one transaction."""
    with writing(base):
        base.execute("DELETE FROM compared WHERE grp = ? AND first_run = ?", (group, run))
        base.execute("UPDATE compared SET last_run = ? WHERE grp = ? AND last_run = ?", (before(base, run), group, run))
        for path, lines in found.items():
            told = tuple(lines)
            key = f"compared:{digest(told)}"
            _save_result(base, key, Entry(None, "ok", lines=told))
            goes_on = "UPDATE compared SET last_run = ? WHERE grp = ? AND path = ? AND key = ? AND last_run = ?"
            if not base.execute(goes_on, (run, group, path, key, before(base, run))).rowcount:
                base.execute("INSERT INTO compared VALUES (?, ?, ?, ?, ?)", (path, group, key, run, run))
        base.execute("INSERT OR REPLACE INTO groups VALUES (?, ?, ?)", (group, members, run))


def keep_groups(base: sqlite3.Connection, run: int, groups: Iterable[str]) -> None:
    """Record that what comparisons found is as it was in the run before, in one transaction."""
    told = [(run, group, before(base, run)) for group in groups]
    with writing(base):
        base.executemany("UPDATE compared SET last_run = ? WHERE grp = ? AND last_run = ?", told)
        base.executemany("UPDATE groups SET run = ? WHERE grp = ? AND run = ?", told)


def before(base: sqlite3.Connection, run: int) -> int | None:
    """The run before a run."""
    found: int | None = base.execute("SELECT max(id) FROM runs WHERE id < ?", (run,)).fetchone()[0]
    return found


def finish(base: sqlite3.Connection, run: int, now: str) -> str:
    """End the run; the digest of its findings is equal for equal input."""
    told = sha256()
    for query in _STANDING:
        for row in base.execute(query, (run, run)):
            told.update("\0".join(row).encode("utf-8", "backslashreplace") + b"\n")
    with writing(base):
        base.execute("UPDATE runs SET ended = ?, digest = ? WHERE id = ?", (now, told.hexdigest(), run))
    return told.hexdigest()


# what stood in a run, in the order of a key of the table, so that nothing has to be sorted
_STANDING = tuple(
    f"SELECT path, digest FROM {table} AS f JOIN results AS r ON r.key = f.{key} "
    f"WHERE first_run <= ? AND last_run >= ? AND found > 0 ORDER BY {order}"
    for table, key, order in (("files", "stands", "path, first_run"), ("compared", "key", "path, grp, first_run"))
)
