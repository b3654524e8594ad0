"""Reading the store: runs, and what is new, gone, changed and unchanged between two of them.

What is compared stays in the database; only counts and the findings that are shown come out of it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from extract.message import Message
from fuhe.store.database import StoreError
from fuhe.store.decisions import standing
from fuhe.store.wording import told as words
from validate.model import SEVERITIES, Severity

MOST = 60  # findings shown of each kind; the store has all of them
_IN = "first_run <= :run AND last_run >= :run"
_NOT_IN_OTHER = "NOT (first_run <= :other AND last_run >= :other)"
_RANK = "CASE f.severity " + " ".join(f"WHEN '{one}' THEN {n}" for n, one in enumerate(SEVERITIES)) + " END"


class Known(Struct, frozen=True):
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


class Section(Struct, frozen=True):
    """Findings of one kind. total: all of them; units: the open ones by unit and severity, the unit with most first;
    shown: the gravest ones that no decision stands on."""

    total: Counter[Severity]
    units: dict[str, Counter[Severity]]
    shown: tuple[Known, ...]

    @property
    def open(self) -> Counter[Severity]:
        """Those that no decision stands on, by severity."""
        return sum(self.units.values(), Counter[Severity]())


class Difference(Struct, frozen=True):
    """What changed between two runs. A finding is known by its file and its fingerprint: two versions of a report in
    one folder have findings of the same fingerprint, and each is told.

    unchanged, stale, decided: how many findings of the new run are as they were, carried over, decided on.
    """

    new: Section
    gone: Section
    changed: Section
    unchanged: int
    stale: int
    decided: int


def findings(base: sqlite3.Connection, run: int, today: str) -> Iterator[Known]:
    """The findings that stood in a run."""
    decided = standing(base, today)
    query = (
        "SELECT s.path, s.status = 'failed' AS stale, f.*, NULL AS verdict FROM standing AS s "
        f"JOIN findings AS f USING (key) WHERE {_IN} ORDER BY s.path, fingerprint"
    )
    for row in base.execute(query, {"run": run}):
        yield _known(row, decided.get((row["fingerprint"], row["values_hash"])))


def _known(row: sqlite3.Row, decision: str | None) -> Known:
    told = (row["fingerprint"], row["path"], row["values_hash"], row["rule"], row["severity"], row["amount"])
    return Known(*told, row["unit"], words(row["message"]), bool(row["stale"]), decision)


def difference(base: sqlite3.Connection, old: int | None, new: int, today: str, most: int = MOST) -> Difference:
    """The findings of a run against those of an earlier one (None: against nothing), at most `most` of each kind shown.

    Only files that are not the same in both runs are looked at; a file that was moved keeps its findings.
    """
    then = old or 0
    _fill(base, "decided", "fingerprint, value, verdict", [(*at, told) for at, told in standing(base, today).items()])
    _find_moved(base, then, new)
    _only_in(base, "came", new, then, "coalesce(moved.home, s.path)")
    _only_in(base, "went", then, new, "s.path")
    pair = "JOIN {other} AS o ON o.home = c.home AND o.fingerprint = c.fingerprint"
    came, went = pair.format(other="came"), pair.format(other="went")
    added = _section(base, f"came AS c LEFT {went} WHERE o.home IS NULL", most)
    changed = _section(base, f"came AS c {went} WHERE o.value <> c.value", most)
    gone = _section(base, f"went AS c LEFT {came} WHERE o.home IS NULL", most)
    sums = "SELECT total(found), total(found * (s.status = 'failed')) FROM standing AS s JOIN results USING (key)"
    total, stale = base.execute(f"{sums} WHERE {_IN}", {"run": new}).fetchone()
    known = (
        "SELECT count(*) FROM decided JOIN findings AS f ON f.fingerprint = decided.fingerprint "
        f"AND f.values_hash = decided.value JOIN standing USING (key) WHERE {_IN}"
    )
    decided = base.execute(known, {"run": new}).fetchone()[0]
    kept = int(total) - added.total.total() - changed.total.total()
    return Difference(added, gone, changed, kept, int(stale), decided)


def _fill(base: sqlite3.Connection, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
    """A temporary table of these rows."""
    base.execute(f"DROP TABLE IF EXISTS temp.{table}")
    base.execute(f"CREATE TEMP TABLE {table} ({columns})")
    base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns.split(',')))})", rows)
    base.execute(f"CREATE INDEX temp.{table}_by_all ON {table} ({columns})")


def _only_in(base: sqlite3.Connection, table: str, run: int, other: int, home: str) -> None:
    """The findings of files that stood so in one run but not in the other."""
    base.execute(f"DROP TABLE IF EXISTS temp.{table}")
    base.execute(
        f"CREATE TEMP TABLE {table} AS SELECT {home} AS home, fingerprint, values_hash AS value, s.path, s.key, "
        f"s.status = 'failed' AS stale FROM standing AS s JOIN findings AS f USING (key) "
        f"LEFT JOIN moved ON moved.path = s.path WHERE {_IN} AND {_NOT_IN_OTHER}",
        {"run": run, "other": other},
    )
    base.execute(f"CREATE INDEX temp.{table}_by_home ON {table} (home, fingerprint)")


def _section(base: sqlite3.Connection, where: str, most: int) -> Section:
    """Counts of the findings (rows c) that a condition picks, and the gravest of them."""
    table, _, condition = where.partition(" WHERE ")
    said = (
        f"FROM {table} JOIN findings AS f ON f.key = c.key AND f.fingerprint = c.fingerprint "
        f"LEFT JOIN decided AS d ON d.fingerprint = c.fingerprint AND d.value = c.value WHERE {condition}"
    )
    total: Counter[Severity] = Counter()
    units: dict[str, Counter[Severity]] = defaultdict(Counter)
    counts = f"SELECT f.severity, coalesce(f.unit, '') , d.verdict IS NULL, count(*) {said} GROUP BY 1, 2, 3"
    for severity, unit, is_open, count in base.execute(counts):
        total[severity] += count
        if is_open:
            units[unit][severity] += count
    order = f"ORDER BY {_RANK}, -abs(CAST(coalesce(f.amount, 0) AS REAL)), c.path, c.fingerprint"
    shown = base.execute(f"SELECT c.path, c.stale, f.* {said} AND d.verdict IS NULL {order} LIMIT ?", (most,))
    known = tuple(_known(row, None) for row in shown)
    by_number = sorted(units.items(), key=lambda entry: (-entry[1].total(), entry[0]))
    return Section(total, dict(by_number), known)


# files that stood in one run and did not in the other, the nth of each content
_ONLY_THERE = f"""
SELECT path, content, row_number() OVER (PARTITION BY content ORDER BY path) FROM (
    SELECT path, substr(stands, 1, instr(stands, ':') - 1) AS content FROM files AS f
    WHERE stands IS NOT NULL AND {_IN} AND {_NOT_IN_OTHER} AND NOT EXISTS (
        SELECT 1 FROM files AS g WHERE g.path = f.path AND g.stands IS NOT NULL
        AND g.first_run <= :other AND g.last_run >= :other
    )
)
"""


def _find_moved(base: sqlite3.Connection, old: int, new: int) -> None:
    """A table of the former path (home) of each file that lies elsewhere in the new run with the content it had."""
    for table, run, other in (("left_behind", old, new), ("arrived", new, old)):
        _fill(base, table, "path, content, nth", base.execute(_ONLY_THERE, {"run": run, "other": other}))
    moves = base.execute("SELECT a.path, b.path FROM arrived AS a JOIN left_behind AS b USING (content, nth)")
    _fill(base, "moved", "path, home", moves)


def statuses(base: sqlite3.Connection, run: int) -> dict[str, int]:
    """How many files of a run were ok, partial and failed."""
    rows = base.execute(f"SELECT status, count(*) FROM files WHERE {_IN} GROUP BY status", {"run": run})
    return dict(rows.fetchall())


def failures(base: sqlite3.Connection, run: int) -> list[tuple[str, str]]:
    """The files that could not be read in a run, with the cause."""
    query = f"SELECT path, cause FROM files WHERE status = 'failed' AND {_IN} ORDER BY path"
    return [(path, words(cause or "")) for path, cause in base.execute(query, {"run": run})]


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
