"""The rules that look at several reports, over all reports of a run: unit by unit, and only where something changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import groupby
from typing import overload

from msgspec import Struct

from extract.message import Language
from fuhe import versions
from fuhe.guard import Bounds
from fuhe.pool import Pool
from fuhe.running import MOST_COMPARED
from fuhe.settings import Settings
from fuhe.store.entry import Group, Line, compare
from fuhe.store.recording import before, keep_groups, reading, save_group

ALL = "*"  # the group of all reports of a run; others are named by their unit

_MEMBERS = """
SELECT unit, path, results.sha256 AS sha256, forms FROM files JOIN results ON results.key = files.stands
JOIN {units} ON units.sha256 = results.sha256 JOIN readings ON readings.sha256 = results.sha256
WHERE first_run <= :run AND last_run >= :run AND version = :version ORDER BY unit, path
"""
_BY_UNIT = _MEMBERS.format(units="units")
_AS_ONE = _MEMBERS.format(
    units=f"(SELECT '{ALL}' AS unit, sha256, sum(forms) AS forms FROM units GROUP BY sha256) AS units"
)


class _Members(Struct, frozen=True):
    """A group whose reports are still in the store: its name, path and content of each member, its forms, the rules."""

    name: str
    files: tuple[tuple[str, str], ...]
    forms: int
    codes: frozenset[str]

    def digest(self, terms: str) -> str:
        told = json.dumps([terms, sorted(self.codes), self.files], ensure_ascii=False)
        return sha256(told.encode("utf-8", "backslashreplace")).hexdigest()


def compare_all(
    base: sqlite3.Connection, run: int, settings: Settings, jobs: int, bounds: Bounds, lang: Language
) -> list[str]:
    """Lay the reports of a run side by side and record what shows; the groups that are too large, by name."""
    terms = versions.result(settings, lang)
    last, now = _digests(base, before(base, run)), _digests(base, run)
    same, anew, too_large = [], [], []
    for group in _groups(base, run, settings):
        members = group.digest(terms)
        if len(group.files) > MOST_COMPARED:
            too_large.append(group.name)
        elif now.get(group.name, last.get(group.name)) != members:
            anew.append(group)
        elif group.name not in now:
            same.append(group.name)
    keep_groups(base, run, same)
    pool = Pool[Group, Mapping[str, tuple[Line, ...]] | None](partial(compare, lang=lang), _lost, jobs, bounds)
    for group, found in zip(anew, pool.map(_Groups(base, anew)), strict=True):
        if found is not None:
            asked = {
                path: [one for one in lines if one.rule in settings.at(path).codes] for path, lines in found.items()
            }
            save_group(base, run, group.name, group.digest(terms), {path: own for path, own in asked.items() if own})
        else:
            keep_groups(base, run, [group.name])
    return too_large


def _digests(base: sqlite3.Connection, run: int | None) -> dict[str, str]:
    """The members of the groups that were laid side by side in a run, or found to be as before."""
    return dict(base.execute("SELECT grp, members FROM groups WHERE run = ?", (run,)).fetchall())


def _lost(*_: object) -> None:
    """A comparison whose process did not come back: what it found the run before stands, and it is tried again."""


def _groups(base: sqlite3.Connection, run: int, settings: Settings) -> Iterator[_Members]:
    """The reports of each unit, and all of them together, each with the rules that need no more than that."""
    batch = [rule for rule in settings.rules() if rule.of_batch is not None]
    within = frozenset(rule.code for rule in batch if not rule.across_units)
    across = frozenset(rule.code for rule in batch if rule.across_units)
    for query, codes in ((_BY_UNIT, within), (_AS_ONE, across)):
        rows = base.execute(query, {"run": run, "version": versions.reader()}) if codes else ()
        for name, members in groupby(rows, key=lambda row: str(row["unit"])):
            listed = list(members)
            group = _Members(name, tuple((one["path"], one["sha256"]) for one in listed), _forms(listed), codes)
            if group.forms > 1:
                yield group


def _forms(rows: Sequence[sqlite3.Row]) -> int:
    return sum(row["forms"] for row in rows)


class _Groups(Sequence[Group]):
    """The groups as tasks, each with its reports, fetched when its turn comes."""

    def __init__(self, base: sqlite3.Connection, groups: Sequence[_Members]) -> None:
        self.base, self.groups = base, groups

    def __len__(self) -> int:
        return len(self.groups)

    @overload
    def __getitem__(self, at: int) -> Group: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Group]: ...
    def __getitem__(self, at: int | slice) -> Group | Sequence[Group]:
        if isinstance(at, slice):
            return _Groups(self.base, self.groups[at])
        group = self.groups[at]
        blobs = ((path, reading(self.base, versions.reader(), content)) for path, content in group.files)
        members = tuple((path, blob) for path, blob in blobs if blob is not None)
        return Group(None if group.name == ALL else group.name, members, group.codes)
