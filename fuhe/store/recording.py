"""Writing a run into the store, file by file."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from extract.message import Language
from fuhe import __version__
from fuhe.outputs import record
from fuhe.outputs.json import dumps
from fuhe.results import FileResult
from fuhe.settings import Settings
from fuhe.store.database import writing
from fuhe.values import hash_of

Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as the scan met it: path, size and time of change where it has them, hash of its content if read."""

    path: str
    size: int | None
    changed: int | None
    key: str


def settings_key(settings: Settings) -> str:
    """What a result depends on besides the content: our version, the profile, the rules, for all paths or some."""
    some = [[o.glob, o.profile, sorted(o.codes or ()), sorted(o.ignored)] for o in settings.overrides]
    told = json.dumps([__version__, settings.profile, sorted(settings.codes), *some])
    return sha256(told.encode()).hexdigest()[:16]


def begin(base: sqlite3.Connection, settings: Settings, roots: Iterable[str], now: str) -> int:
    """The run to record into: the last one if it was broken off with the same settings and roots, else a new one."""
    told, places = settings_key(settings), json.dumps(list(roots), ensure_ascii=False)
    with writing(base):
        last = base.execute("SELECT * FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        if last is not None and last["ended"] is None and (last["settings"], last["roots"]) == (told, places):
            return int(last["id"])
        if last is not None and last["ended"] is None:
            base.execute("UPDATE runs SET ended = ? WHERE id = ?", (now, last["id"]))
        cursor = base.execute(
            "INSERT INTO runs (started, tool, settings, roots) VALUES (?, ?, ?, ?)", (now, __version__, told, places)
        )
        return int(cursor.lastrowid or 0)


def packed(result: FileResult, lang: Language) -> Report:
    """A result as it is kept: the report without its path, for the content may stand under several."""
    report = record.report(result, lang)
    report["source"] |= {"path": None, "name": None}
    return report


def save(base: sqlite3.Connection, run: int, seen: Seen, report: Report) -> None:
    """Record one file and its findings, in one transaction."""
    failed = report["status"] == "failed"
    with writing(base):
        if not failed:
            _save_result(base, seen.key, report)
        problems = report["problems"]
        cause = f"{problems[0]['code']}: {problems[0]['message']}" if problems else None
        stands = _stood(base, run, seen.path) if failed else seen.key
        told = (seen.path, seen.key, stands, report["status"], cause, seen.size, seen.changed, run, run)
        base.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", told)


def _save_result(base: sqlite3.Connection, key: str, report: Report) -> None:
    if base.execute("SELECT 1 FROM results WHERE key = ?", (key,)).fetchone():
        return
    blob = zlib.compress(dumps(report).encode("utf-8", "backslashreplace"))
    base.execute("INSERT INTO results VALUES (?, ?, ?, ?)", (key, key.partition(":")[0], report["status"], blob))
    base.executemany(
        "INSERT OR REPLACE INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [_finding(key, report["unit"], one) for one in report["findings"]],
    )


def _finding(key: str, unit: str | None, one: Report) -> tuple[str | None, ...]:
    values, message = values_hash(one), one["message"]
    return key, one["fingerprint"], values, one["rule"], one["severity"], one["amount"], unit, message


def _stood(base: sqlite3.Connection, run: int, path: str) -> str | None:
    """The content whose findings stood under a path the run before: they are not fixed, only not seen."""
    row = base.execute("SELECT stands FROM files WHERE path = ? AND last_run = ?", (path, before(base, run))).fetchone()
    found: str | None = row["stands"] if row else None
    return found


def keep(base: sqlite3.Connection, run: int, files: Iterable[Seen]) -> None:
    """Record that files are as they were in the run before, in one transaction."""
    last = before(base, run)
    with writing(base):
        base.executemany(
            "UPDATE files SET last_run = ?, size = ?, changed = ? WHERE path = ? AND last_run = ?",
            [(run, seen.size, seen.changed, seen.path, last) for seen in files],
        )


def before(base: sqlite3.Connection, run: int) -> int | None:
    """The run before a run."""
    found: int | None = base.execute("SELECT max(id) FROM runs WHERE id < ?", (run,)).fetchone()[0]
    return found


def stored(base: sqlite3.Connection, key: str) -> Report | None:
    """What a content gave when it was read, or None if it never was."""
    row = base.execute("SELECT report FROM results WHERE key = ?", (key,)).fetchone()
    report: Report | None = json.loads(zlib.decompress(row["report"])) if row else None
    return report


def values_hash(finding: Report) -> str:
    """What was seen: a decision on a finding holds only as long as this stays."""
    return hash_of(finding["stated"], finding["expected"], [seen["text"] for seen in finding["evidence"]])


def finish(base: sqlite3.Connection, run: int, now: str) -> str:
    """End the run; the digest of its findings is equal for equal input."""
    digest = sha256()
    for row in base.execute(
        "SELECT path, fingerprint, values_hash, severity FROM files JOIN findings ON findings.key = files.stands "
        "WHERE first_run <= ? AND last_run >= ? ORDER BY path, fingerprint",
        (run, run),
    ):
        digest.update("\0".join(row).encode("utf-8", "backslashreplace") + b"\n")
    told = digest.hexdigest()
    with writing(base):
        base.execute("UPDATE runs SET ended = ?, digest = ? WHERE id = ?", (now, told, run))
    return told
