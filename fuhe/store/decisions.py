"""Decisions on findings: only ever added, each chained to the one before by its hash."""

from __future__ import annotations

import json
import sqlite3
from hashlib import sha256
from typing import Literal

from msgspec import Struct

from fuhe.store.database import writing

Verdict = Literal["confirmed", "dismissed", "deferred", "reopened"]
FIRST = "0" * 64
_TOLD = ("seq", "fingerprint", "values_hash", "verdict", "reason", "until", "actor", "at", "previous")


class Decision(Struct, frozen=True):
    """Who decided what, when and why; until: the day a deferred finding comes back."""

    verdict: Verdict
    reason: str
    actor: str
    at: str
    until: str | None = None


def decide(base: sqlite3.Connection, fingerprint: str, values: str, decision: Decision) -> None:
    """Add a decision on a finding as it is seen now."""
    with writing(base):
        last = base.execute("SELECT seq, hash FROM decisions ORDER BY seq DESC LIMIT 1").fetchone()
        entry: dict[str, object] = {
            "seq": last["seq"] + 1 if last else 1,
            "fingerprint": fingerprint,
            "values_hash": values,
            "verdict": decision.verdict,
            "reason": decision.reason,
            "until": decision.until,
            "actor": decision.actor,
            "at": decision.at,
            "previous": last["hash"] if last else FIRST,
        }
        base.execute(
            "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*(entry[key] for key in _TOLD), _hash(entry)),
        )


def _hash(entry: dict[str, object]) -> str:
    told = json.dumps([entry[key] for key in _TOLD], ensure_ascii=False)
    return sha256(told.encode("utf-8", "backslashreplace")).hexdigest()


def broken_at(base: sqlite3.Connection) -> int | None:
    """The number of the first decision whose hash or place in the chain is wrong, or None if all are sound."""
    previous = FIRST
    for expected, row in enumerate(base.execute("SELECT * FROM decisions ORDER BY seq"), 1):
        entry = {key: row[key] for key in _TOLD}
        if row["seq"] != expected or row["previous"] != previous or row["hash"] != _hash(entry):
            return int(row["seq"])
        previous = row["hash"]
    return None


def standing(base: sqlite3.Connection, today: str) -> dict[tuple[str, str], str]:
    """The decisions that hold today by finding and values seen; a finding whose values changed is open again."""
    held: dict[tuple[str, str], str] = {}
    for row in base.execute("SELECT * FROM decisions ORDER BY seq"):
        at = (row["fingerprint"], row["values_hash"])
        lapsed = row["verdict"] == "deferred" and (row["until"] or "") <= today
        if row["verdict"] == "reopened" or lapsed:
            held.pop(at, None)
        else:
            held[at] = f"{row['verdict']}: {row['reason']}" if row["reason"] else row["verdict"]
    return held
