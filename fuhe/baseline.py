"""The baseline: findings that were accepted, with reason and date, in a TOML file that people read and mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import replace

from extract.message import Message
from fuhe.clock import today
from fuhe.language import say, spoken
from fuhe.outputs.json import dumps
from fuhe.refusal import unreadable
from fuhe.results import FileResult
from fuhe.settings import Settings
from fuhe.values import values_hash
from validate.model import Finding
from validate.registry import RULES

BATCH = frozenset(rule.code for rule in RULES if rule.of_batch is not None)
KEYS = ("rule", "path", "finding", "reason", "date", "fingerprint", "values")
HEAD = Message(
    "# 复核：已接受的问题。原因（reason）可以修改；删去一条，该问题即重新提示。数值有变的，须重新判断。\n",
    "# fuhe: accepted findings. Reasons may be edited. A finding whose entry is deleted, or whose figures change, is\n"
    "# told again.\n",
)


class Entry(Struct, frozen=True):
    """An accepted finding: where it stood and what it said, why and when (ISO) it was accepted.

    fingerprint and values tell it again: the same defect with the same figures.
    """

    rule: str
    path: str
    finding: str
    reason: str
    date: str
    fingerprint: str
    values: str

    @property
    def key(self) -> tuple[str, str]:
        return self.fingerprint, self.values

    @property
    def why(self) -> str:
        return f"{self.reason} ({self.date})"


def read(path: str) -> tuple[Entry, ...]:
    """The entries of a baseline file. Raises click.UsageError where it cannot be used."""
    import tomllib

    try:
        tables = tomllib.loads(Path(path).read_text("utf-8-sig")).get("accepted", [])
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            raise ValueError("[[accepted]]")
        return tuple(_entry(table) for table in tables)
    except (OSError, ValueError) as error:
        why = unreadable(error)
        text = f"已接受问题清单 {path} 无法使用：{why.zh}", f"cannot use the baseline {path}: {why.en}"
        raise click.UsageError(say(*text)) from error


def _entry(table: dict[str, Any]) -> Entry:
    missing = [key for key in KEYS if not str(table.get(key, "")).strip()]
    if missing:
        raise ValueError(f"[[accepted]]: {', '.join(missing)}")
    return Entry(**{key: str(table[key]) for key in KEYS})


def written(entries: Iterable[Entry]) -> Iterator[str]:
    """The file, entries in order of path, rule and fingerprint."""
    yield HEAD.text(spoken())
    for one in sorted(entries, key=lambda one: (one.path, one.rule, one.fingerprint)):
        told = (f"{key} = {getattr(one, key) if key == 'date' else _quoted(getattr(one, key))}\n" for key in KEYS)
        yield f"\n[[accepted]]\n{''.join(told)}"


def _quoted(text: str) -> str:
    """A TOML string: JSON's, but for DEL, which TOML does not allow bare."""
    return dumps(text).replace("\x7f", "\\u007f")


@dataclass(slots=True)
class Baseline:
    """The accepted findings against those of a run. accepting: the reason with which all that is left is accepted."""

    entries: tuple[Entry, ...]
    settings: Settings
    accepting: str | None = None
    today: str = field(default_factory=today)
    known: dict[tuple[str, str], Entry] = field(init=False)
    met: set[tuple[str, str]] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.known = {one.key: one for one in self.entries}

    def applied(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """The results, their accepted findings marked with the reason."""
        for result in results:
            if result.outcome is None:
                yield result
                continue
            self.paths.add(result.origin.path)
            found = tuple(self._judged(one, result.origin.path) for one in result.outcome.findings)
            yield replace(result, outcome=replace(result.outcome, findings=found))

    def _judged(self, finding: Finding, path: str) -> Finding:
        key = finding.fingerprint, values_hash(finding)
        self.seen.add(finding.fingerprint)
        if key not in self.known and self.accepting is not None:
            message = finding.message.text(spoken())
            self.known[key] = Entry(finding.rule, path, message, self.accepting, self.today, *key)
        if key not in self.known:
            return finding
        self.met.add(key)
        return replace(finding, suppressed=self.known[key].why)

    def stale(self) -> list[Entry]:
        """Entries whose report was read and whose finding was not there, or had other figures.

        What only shows between reports is judged where all reports of the baseline were read.
        """
        whole = {one.path for one in self.entries} <= self.paths
        return [one for one in self.entries if one.key not in self.met and self._due(one, whole)]

    def _due(self, one: Entry, whole: bool) -> bool:
        judged = one.path in self.paths and one.rule in self.settings.at(one.path).codes
        return judged and (whole or one.rule not in BATCH)

    def kept(self) -> list[Entry]:
        """The entries that go on: all but the stale ones, and what was accepted now."""
        gone = {one.key for one in self.stale()}
        return [one for key, one in self.known.items() if key not in gone]

    def remarks(self) -> Sequence[str]:
        """A line for each stale entry."""
        return [self._remark(one) for one in self.stale()]

    def _remark(self, one: Entry) -> str:
        if one.fingerprint in self.seen:
            zh, en = "数值已变，须重新判断", "its figures have changed, please judge it again"
        else:
            zh, en = "问题已不存在，可从清单中删去", "the finding is gone, the entry can be deleted"
        return say(
            f"已接受的 {one.rule} {one.path}（{one.date} {one.reason}）：{zh}",
            f"accepted {one.rule} {one.path} ({one.date} {one.reason}): {en}",
        )
