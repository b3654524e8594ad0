"""Reading the store: runs, and what is new, gone, changed and unchanged between two of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from extract.message import Message
from fuhe.store.database import StoreError
from fuhe.store.decisions import standing
from validate.model import SEVERITIES, Severity

Change = Literal["new", "gone", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of a run. decision: the standing decision on it, if its values are those that were decided on."""

    fingerprint: str
    path: str
    values: str
    rule: str
    severity: Severity
    amount: str | None
    unit: str | None
    stale: bool
    data: dict[str, Any]
    decision: str | None

    @property
    def gravity(self) -> tuple[int, float, str, str]:
        """Sorts the gravest first, then by money at stake."""
        return SEVERITIES.index(self.severity), -abs(float(self.amount or 0)), self.path, self.fingerprint


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two runs; each finding once, however many copies of its file there are."""

    new: tuple[Known, ...]
    gone: tuple[Known, ...]
    changed: tuple[Known, ...]
    unchanged: tuple[Known, ...]


def findings(base: sqlite3.Connection, run: int, today: str) -> Iterator[Known]:
    """The findings that stood in a run."""
    decided = standing(base, today)
    for row in base.execute(
        "SELECT * FROM findings WHERE first_run <= ? AND last_run >= ? ORDER BY path, fingerprint", (run, run)
    ):
        verdict = decided.get((row["fingerprint"], row["values_hash"]))
        yield Known(
            row["fingerprint"], row["path"], row["values_hash"], row["rule"], row["severity"], row["amount"],
            row["unit"], bool(row["stale"]), json.loads(row["data"]), verdict,
        )  # fmt: skip


def difference(base: sqlite3.Connection, old: int | None, new: int, today: str) -> Difference:
    """The findings of a run against those of an earlier one (None: against nothing)."""
    then = {one.fingerprint: one for one in findings(base, old, today)} if old is not None else {}
    now = {one.fingerprint: one for one in findings(base, new, today)}
    both = [now[key] for key in now if key in then]
    return Difference(
        new=_sorted(one for key, one in now.items() if key not in then),
        gone=_sorted(one for key, one in then.items() if key not in now),
        changed=_sorted(one for one in both if then[one.fingerprint].values != one.values),
        unchanged=_sorted(one for one in both if then[one.fingerprint].values == one.values),
    )


def _sorted(found: Iterator[Known] | list[Known] | Any) -> tuple[Known, ...]:
    return tuple(sorted(found, key=lambda one: one.gravity))


def statuses(base: sqlite3.Connection, run: int) -> dict[str, int]:
    """How many files of a run were ok, partial and failed."""
    rows = base.execute(
        "SELECT status, count(*) FROM files WHERE first_run <= ? AND last_run >= ? GROUP BY status", (run, run)
    )
    return dict(rows.fetchall())


def failures(base: sqlite3.Connection, run: int) -> list[tuple[str, str]]:
    """The files that could not be read in a run, with the cause."""
    rows = base.execute(
        "SELECT path, cause FROM files WHERE status = 'failed' AND first_run <= ? AND last_run >= ? ORDER BY path",
        (run, run),
    )
    return [(path, cause or "") for path, cause in rows]


def runs(base: sqlite3.Connection) -> list[sqlite3.Row]:
    return base.execute("SELECT * FROM runs ORDER BY id").fetchall()


def run_named(base: sqlite3.Connection, number: int | None, back: int = 0) -> int:
    """The run of that number, or the last but `back`. Raises StoreError if there is none."""
    known = [row["id"] for row in runs(base)]
    if number is not None and number in known:
        return number
    if number is None and len(known) > back:
        return int(known[-1 - back])
    raise StoreError(Message("库中没有这次扫描", "the store has no such run"))
