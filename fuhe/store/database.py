"""The SQLite file: its tables, one writer at a time, each file recorded whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from extract.message import Message
from fuhe.locking import lock
from fuhe.refusal import cause

VERSION = 2
_BUSY_MS = 10_000
_TABLES = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT, tool TEXT NOT NULL, settings TEXT NOT NULL,
    roots TEXT NOT NULL, digest TEXT
) STRICT;
-- what one content says, as a version of the reader read it: all records, before any rule looked at them
CREATE TABLE readings (sha256 TEXT PRIMARY KEY, version TEXT NOT NULL, report BLOB NOT NULL) STRICT;
-- the units that filed a content, and how many forms each
CREATE TABLE units (
    unit TEXT NOT NULL, sha256 TEXT NOT NULL, forms INTEGER NOT NULL, PRIMARY KEY (unit, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX units_by_content ON units (sha256);
-- contents that brought their process down: under the same terms (versions, bounds) they are not read again
CREATE TABLE quarantine (
    sha256 TEXT PRIMARY KEY, terms TEXT NOT NULL, cause TEXT NOT NULL, run INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- what one content gave under one version and settings, or a comparison (without sha256): how many findings, and a
-- digest of them, so that a run is summed up without looking at each
CREATE TABLE results (
    key TEXT PRIMARY KEY, sha256 TEXT, status TEXT NOT NULL, cause TEXT, found INTEGER NOT NULL, digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- the findings of a result, or of a comparison; values_hash: what was seen, so that a decision lapses when it changes
CREATE TABLE findings (
    key TEXT NOT NULL, fingerprint TEXT NOT NULL, values_hash TEXT NOT NULL, rule TEXT NOT NULL,
    severity TEXT NOT NULL, amount TEXT, unit TEXT, message TEXT NOT NULL, PRIMARY KEY (key, fingerprint)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_by_name ON findings (fingerprint);
-- which content stood under a path, from one run to another; stands: the result whose findings stand, which for a
-- file that could not be read is the last one that could
CREATE TABLE files (
    path TEXT NOT NULL, key TEXT NOT NULL, stands TEXT, status TEXT NOT NULL, cause TEXT, size INTEGER, changed TEXT,
    first_run INTEGER NOT NULL REFERENCES runs, last_run INTEGER NOT NULL REFERENCES runs,
    PRIMARY KEY (path, first_run)
) STRICT, WITHOUT ROWID;
CREATE INDEX files_by_run ON files (last_run);
CREATE INDEX files_by_content ON files (stands);
-- reports laid side by side (those of one unit, or all): the members of the last time
CREATE TABLE groups (grp TEXT PRIMARY KEY, members TEXT NOT NULL, run INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- which findings of comparison stood under a path, from one run to another
CREATE TABLE compared (
    path TEXT NOT NULL, grp TEXT NOT NULL, key TEXT NOT NULL, first_run INTEGER NOT NULL REFERENCES runs,
    last_run INTEGER NOT NULL REFERENCES runs, PRIMARY KEY (path, grp, first_run)
) STRICT, WITHOUT ROWID;
CREATE INDEX compared_by_run ON compared (grp, last_run);
CREATE INDEX compared_by_key ON compared (key);
-- all findings that stood under a path, whatever they come from
CREATE VIEW standing AS
    SELECT path, stands AS key, status, first_run, last_run FROM files WHERE stands IS NOT NULL
    UNION ALL
    SELECT c.path, c.key, f.status, max(c.first_run, f.first_run), min(c.last_run, f.last_run) FROM compared AS c
    JOIN files AS f ON f.path = c.path AND f.first_run <= c.last_run AND f.last_run >= c.first_run;
-- decisions are only ever added; each carries the hash of the one before
CREATE TABLE decisions (
    seq INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, values_hash TEXT NOT NULL, verdict TEXT NOT NULL,
    reason TEXT NOT NULL, until TEXT, actor TEXT NOT NULL, at TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_last BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
"""


class StoreError(Exception):
    """The store cannot be used."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


def trouble(error: sqlite3.Error) -> Message:
    """What keeps SQLite from its work, in words."""
    name = getattr(error, "sqlite_errorname", "")  # none where Python itself refuses
    words = next((words for start, words in _TROUBLES.items() if name.startswith(start)), None)
    return Message(words or f"SQLite 报错“{error}”", str(error))


_TROUBLES = {
    "SQLITE_FULL": "磁盘已满",
    "SQLITE_IOERR": "读写设备出错",
    "SQLITE_READONLY": "文件只读",
    "SQLITE_CANTOPEN": "文件打不开",
    "SQLITE_NOTADB": "不是库文件",
    "SQLITE_CORRUPT": "文件已损坏",
    "SQLITE_BUSY": "正被其他程序占用",
    "SQLITE_LOCKED": "正被其他程序占用",
}


def connect(path: str, *, create: bool = False) -> sqlite3.Connection:
    """The store in a file. Raises StoreError where it is missing, of another version, or no store."""
    if not create and not Path(path).is_file():
        raise StoreError(Message(f"没有库文件 {path}", f"no store {path}"))
    try:
        base = sqlite3.connect(path, timeout=_BUSY_MS / 1000, isolation_level=None)
        base.row_factory = sqlite3.Row
        version = base.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and create:
            _create(base)
        elif version != VERSION:
            raise StoreError(
                Message(f"{path} 不是可用的库（版本 {version}）", f"{path} is no store of version {VERSION}")
            )
        base.execute("PRAGMA synchronous = NORMAL")
        base.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error as error:
        why = trouble(error)
        raise StoreError(Message(f"库文件 {path} 无法使用：{why.zh}", f"cannot use store {path}: {why.en}")) from error
    return base


def _create(base: sqlite3.Connection) -> None:
    base.execute("PRAGMA journal_mode = WAL")
    with writing(base):
        if base.execute("PRAGMA user_version").fetchone()[0] == 0:
            for statement in _statements():
                base.execute(statement)
            base.execute(f"PRAGMA user_version = {VERSION}")


def _statements() -> Iterator[str]:
    text = ""
    for line in _TABLES.splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            yield text
            text = ""


@contextmanager
def writing(base: sqlite3.Connection) -> Iterator[None]:
    """One transaction: all of it, or nothing."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if base.in_transaction:  # SQLite may have taken it back itself, as on a full disk
            base.execute("ROLLBACK")
        raise
    base.execute("COMMIT")


@contextmanager
def alone(path: str) -> Iterator[None]:
    """One scan at a time: a lock that goes with its process. Raises StoreError where another scan holds it."""
    with _lock_file(path) as file:
        try:
            lock(file.fileno())
        except OSError as error:
            raise StoreError(Message(f"另一次扫描正在使用 {path}", f"another scan is using {path}")) from error
        yield


def _lock_file(path: str) -> IO[bytes]:
    """A missing folder is not made: where a disk is not mounted, a new store would take everything for new."""
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise StoreError(
            Message(f"库文件所在的文件夹不存在：{folder}", f"the folder of the store is missing: {folder}")
        )
    try:
        return open(f"{path}.lock", "ab")
    except OSError as error:
        raise StoreError(
            Message(
                f"无法在文件夹 {folder} 中建立库文件：{cause(error).zh}", f"cannot write in {folder}: {cause(error).en}"
            )
        ) from error
