"""What a scan has left to read: in a temporary table, so that a hundred thousand files weigh nothing."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator

from msgspec import Struct

from fuhe.inputs import Input
from fuhe.store.recording import Seen

_AT_A_TIME = 64
_FIRST = "(key IS NULL OR n = (SELECT min(n) FROM backlog AS b WHERE b.key = backlog.key))"


class Left(Struct, frozen=True):
    """A file that is left to do: as it was met, and the hash of its content where that is known."""

    input: Input
    seen: Seen
    sha256: str | None


class Backlog:
    """Files to be read, each content once: the first of a key, and its twins, which get what the first one gives."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        base.execute("DROP TABLE IF EXISTS temp.backlog")
        base.execute("CREATE TEMP TABLE backlog (n INTEGER PRIMARY KEY, key TEXT, told BLOB NOT NULL)")
        base.execute("CREATE INDEX temp.backlog_by_key ON backlog (key)")

    def add(self, files: Iterable[tuple[str | None, Left]]) -> None:
        """Files to be read, each with the name of its result to be, where that is known."""
        self.base.execute("BEGIN")
        rows = ((key, pickle.dumps(left)) for key, left in files)
        self.base.executemany("INSERT INTO backlog (key, told) VALUES (?, ?)", rows)
        self.base.execute("COMMIT")

    def firsts(self) -> Iterator[Left]:
        """One file of each content, in the order they came."""
        return self._those(_FIRST)

    def rest(self) -> Iterator[Left]:
        """The twins that were not taken."""
        return self._those(f"NOT {_FIRST}")

    def take_twins(self, key: str) -> list[Seen]:
        """The further files of a content, as they were met; they are left no more."""
        which = f"WHERE key = ? AND NOT {_FIRST}"
        rows = self.base.execute(f"SELECT told FROM backlog {which} ORDER BY n", (key,)).fetchall()
        self.base.execute(f"DELETE FROM backlog {which}", (key,))
        return [pickle.loads(row["told"]).seen for row in rows]

    def _those(self, which: str) -> Iterator[Left]:
        last = 0
        query = f"SELECT n, told FROM backlog WHERE {which} AND n > ? ORDER BY n LIMIT {_AT_A_TIME}"
        while rows := self.base.execute(query, (last,)).fetchall():
            last = rows[-1]["n"]
            yield from (pickle.loads(row["told"]) for row in rows)
