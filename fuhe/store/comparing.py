"""The rules that look at several reports, over all reports of a run: unit by unit, and only where something changed."""

from __future__ import annotations

import json
import sqlite3
from collections import deque
from collections.abc import Iterator, Mapping
from hashlib import sha256

from msgspec import Struct

from fuhe import versions
from fuhe.guard import Bounds
from fuhe.pool import Pool
from fuhe.running import MOST_COMPARED
from fuhe.settings import Settings
from fuhe.store.entry import Group, Line, compare
from fuhe.store.recording import before, keep_groups, reading, save_group

ALL = "*"  # the group of all reports of a run; others are named by their unit

_MEMBERS = """
CREATE TEMP TABLE members AS
SELECT unit AS grp, path, results.sha256 AS sha256, forms FROM files JOIN results ON results.key = files.stands
JOIN units ON units.sha256 = results.sha256 JOIN readings ON readings.sha256 = results.sha256
WHERE first_run <= :run AND last_run >= :run AND version = :version
"""
_AS_ONE = f"""
INSERT INTO members SELECT '{ALL}', path, sha256, sum(forms) FROM members GROUP BY path
"""
_GROUPS = "SELECT grp, count(*) AS files, sum(forms) AS forms FROM members GROUP BY grp ORDER BY grp"


class _Group(Struct, frozen=True):
    """Reports laid side by side under some rules; members: the digest of which reports, rules and terms these are."""

    name: str
    members: str
    codes: frozenset[str]


def compare_all(base: sqlite3.Connection, run: int, settings: Settings, jobs: int, bounds: Bounds) -> list[str]:
    """Lay the reports of a run side by side and record what shows; the groups that are too large, by name."""
    too_large: list[str] = []
    awaited: deque[_Group] = deque()

    def tasks() -> Iterator[Group]:
        """The groups that are not as they were, each with its reports, fetched when its turn comes."""
        for group in _changed(base, run, settings, too_large):
            awaited.append(group)
            yield _loaded(base, group)

    pool = Pool[Group, Mapping[str, tuple[Line, ...]] | None](compare, _lost, jobs, bounds)
    for found in pool.map(tasks()):
        group = awaited.popleft()
        if found is None:
            keep_groups(base, run, [group.name])
            continue
        asked = {path: [one for one in lines if one.rule in settings.at(path).codes] for path, lines in found.items()}
        save_group(base, run, group.name, group.members, {path: own for path, own in asked.items() if own})
    return too_large


def _lost(*_: object) -> None:
    """A comparison whose process did not come back: what it found the run before stands, and it is tried again."""


def _changed(base: sqlite3.Connection, run: int, settings: Settings, too_large: list[str]) -> Iterator[_Group]:
    """The groups to be compared: the reports of each unit, and all together, each with the rules that need no more.

    Those that are as they were are recorded as such, those that are too large are named.
    """
    batch = [rule for rule in settings.rules() if rule.of_batch is not None]
    within = frozenset(rule.code for rule in batch if not rule.across_units)
    across = frozenset(rule.code for rule in batch if rule.across_units)
    if not batch:
        return
    _gather(base, run)
    terms = versions.result(settings)
    for name, files, forms in base.execute(_GROUPS):
        codes = across if name == ALL else within
        if forms < 2 or not codes:
            continue
        if files > MOST_COMPARED:
            too_large.append(name)
            continue
        group = _Group(name, _digest(base, name, codes, terms), codes)
        known = _last_time(base, run, name)
        if known is None or known["members"] != group.members:
            yield group
        elif known["run"] != run:
            keep_groups(base, run, [name])


def _gather(base: sqlite3.Connection, run: int) -> None:
    """A table of the reports of a run by group."""
    base.execute("DROP TABLE IF EXISTS temp.members")
    base.execute(_MEMBERS, {"run": run, "version": versions.reader()})
    base.execute(_AS_ONE)
    base.execute("CREATE INDEX temp.members_by_group ON members (grp, path)")


def _members(base: sqlite3.Connection, name: str) -> Iterator[tuple[str, str]]:
    """Path and content of each report of a group, in order."""
    yield from map(tuple, base.execute("SELECT path, sha256 FROM members WHERE grp = ? ORDER BY path", (name,)))


def _digest(base: sqlite3.Connection, name: str, codes: frozenset[str], terms: str) -> str:
    digest = sha256(json.dumps([terms, sorted(codes)]).encode())
    for member in _members(base, name):
        digest.update(json.dumps(member).encode())
    return digest.hexdigest()


def _last_time(base: sqlite3.Connection, run: int, name: str) -> sqlite3.Row | None:
    """The group as it was laid side by side in this run or the one before."""
    query = "SELECT * FROM groups WHERE grp = ? AND run IN (?, ?)"
    found: sqlite3.Row | None = base.execute(query, (name, before(base, run), run)).fetchone()
    return found


def _loaded(base: sqlite3.Connection, group: _Group) -> Group:
    blobs = ((path, reading(base, versions.reader(), content)) for path, content in _members(base, group.name))
    members = tuple((path, blob) for path, blob in blobs if blob is not None)
    return Group(None if group.name == ALL else group.name, members, group.codes)
