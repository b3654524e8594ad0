"""Reading the store: runs, and what is new, gone, changed and unchanged between two of them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.message import Message
from fuhe.store.database import StoreError
from fuhe.store.decisions import standing
from validate.model import SEVERITIES, Severity

_COLUMNS = "path, fingerprint, values_hash, rule, severity, amount, unit, message, status = 'failed' AS stale"
_OF_RUN = "FROM files JOIN findings ON findings.key = files.stands WHERE first_run <= :run AND last_run >= :run"


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of a run. decision: the standing decision on it, if its values are those that were decided on.

    stale: its file could not be read in that run; it is carried over.
    """

    fingerprint: str
    path: str
    values: str
    rule: str
    severity: Severity
    amount: str | None
    unit: str | None
    message: str
    stale: bool
    decision: str | None

    @property
    def gravity(self) -> tuple[int, Decimal, str, str]:
        """Sorts the gravest first, then by money at stake."""
        return SEVERITIES.index(self.severity), -abs(Decimal(self.amount or 0)), self.path, self.fingerprint


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two runs. A finding is known by its file and its fingerprint: two versions of a report in
    one folder have findings of the same fingerprint, and each is told.

    unchanged, stale, decided: how many findings of the new run are as they were, carried over, decided on.
    """

    new: tuple[Known, ...]
    gone: tuple[Known, ...]
    changed: tuple[Known, ...]
    unchanged: int
    stale: int
    decided: int


def findings(base: sqlite3.Connection, run: int, today: str) -> Iterator[Known]:
    """The findings that stood in a run."""
    yield from _known(base, f"SELECT {_COLUMNS} {_OF_RUN} ORDER BY path, fingerprint", today, run=run)


def _known(base: sqlite3.Connection, query: str, today: str, **runs: int) -> Iterator[Known]:
    decided = standing(base, today)
    for row in base.execute(query, runs):
        path, fingerprint, values, rule, severity, amount, unit, message, stale = row
        verdict = decided.get((fingerprint, values))
        yield Known(fingerprint, path, values, rule, severity, amount, unit, message, bool(stale), verdict)


def difference(base: sqlite3.Connection, old: int | None, new: int, today: str) -> Difference:
    """The findings of a run against those of an earlier one (None: against nothing).

    Only files that are not the same in both runs are looked at; a file that was moved keeps its findings.
    """
    then = old or 0
    moved = _moved(base, then, new)
    came = {(moved.get(one.path, one.path), one.fingerprint): one for one in _only_in(base, new, then, today)}
    went = {(one.path, one.fingerprint): one for one in _only_in(base, then, new, today)}
    added = [one for key, one in came.items() if key not in went]
    changed = [one for key, one in came.items() if key in went and one.values != went[key].values]
    gone = [one for key, one in went.items() if key not in came]
    total, stale = base.execute(f"SELECT count(*), total(status = 'failed') {_OF_RUN}", {"run": new}).fetchone()
    kept = total - len(added) - len(changed)
    return Difference(_sorted(added), _sorted(gone), _sorted(changed), kept, int(stale), _decided(base, new, today))


def _only_in(base: sqlite3.Connection, run: int, other: int, today: str) -> Iterator[Known]:
    """The findings of files that stood so in one run but not in the other."""
    query = f"SELECT {_COLUMNS} {_OF_RUN} AND NOT (first_run <= :other AND last_run >= :other)"
    return _known(base, query, today, run=run, other=other)


def _moved(base: sqlite3.Connection, old: int, new: int) -> dict[str, str]:
    """The former path of each file that lies elsewhere in the new run with the content it had."""
    before, after = _contents(base, old, new), _contents(base, new, old)
    left: dict[str, list[str]] = defaultdict(list)
    for path in sorted(before.keys() - after.keys(), reverse=True):
        left[before[path]].append(path)
    arrived = sorted(after.keys() - before.keys())
    return {path: left[after[path]].pop() for path in arrived if left[after[path]]}


def _contents(base: sqlite3.Connection, run: int, other: int) -> dict[str, str]:
    """The content of each file that stood so in one run but not in the other, by path."""
    query = (
        "SELECT path, stands FROM files WHERE stands IS NOT NULL AND first_run <= :run AND last_run >= :run "
        "AND NOT (first_run <= :other AND last_run >= :other)"
    )
    return {path: key.partition(":")[0] for path, key in base.execute(query, {"run": run, "other": other})}


def _decided(base: sqlite3.Connection, run: int, today: str) -> int:
    """How many findings of a run a decision stands on."""
    query = f"SELECT count(*) {_OF_RUN} AND fingerprint = :fingerprint AND values_hash = :values"
    told = ({"run": run, "fingerprint": key, "values": values} for key, values in standing(base, today))
    return sum(base.execute(query, one).fetchone()[0] for one in told)


def _sorted(found: Iterable[Known]) -> tuple[Known, ...]:
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
