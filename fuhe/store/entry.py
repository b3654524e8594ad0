"""What the store keeps of one file: made in the child process that read it, so that little travels."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import partial
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import astuple, replace

from extract.message import Message
from fuhe.examination import assess, examined_with
from fuhe.inputs import Input
from fuhe.pool import Accident
from fuhe.results import FileResult, FileStatus, Origin
from fuhe.running import examine_file
from fuhe.settings import Settings
from fuhe.store import wording
from fuhe.store.packing import pack, unpack
from fuhe.values import values_hash
from normalize.model import Report
from validate.audit import audit_batch
from validate.model import Finding, Outcome
from validate.series import filed


class Line(Struct, frozen=True):
    """A finding as it is kept; values: a hash of what was seen, so that a decision lapses when that changes; message:
    in both languages (`fuhe/store/wording.py`)."""

    fingerprint: str
    values: str
    rule: str
    severity: str
    amount: str | None
    unit: str | None
    message: str


class Entry(Struct, frozen=True):
    """What became of a file. reading: the packed report, where it was read this time. units: who filed how many forms.

    accident: it brought its process down; it is not read again under the same terms.
    """

    sha256: str | None
    status: FileStatus
    cause: str | None = None
    lines: tuple[Line, ...] = ()
    reading: bytes | None = None
    units: tuple[tuple[str, int], ...] = ()
    accident: bool = False


class Task(Struct, frozen=True):
    """A file to be read; where its content was read before (`reading`), only the rules are run anew."""

    input: Input
    sha256: str | None = None
    reading: bytes | None = None


def enter(task: Task, settings: Settings) -> Entry:
    """Read a file, or take it as it was read, and run the rules."""
    if task.reading is None:
        result = examine_file(task.input, settings)
        entry = _entry(result)
        if result.outcome is None:
            return entry
        report = result.outcome.report
        return replace(entry, reading=pack(report), units=units(report))
    path = task.input.path
    origin = Origin(path, path.rpartition("/")[2], task.sha256)
    return _entry(examined_with(origin, partial(assess, origin, unpack(task.reading), settings)))


def lost(task: Task, accident: Accident) -> Entry:
    """What is kept of a file whose process did not come back."""
    cause = _cause(accident.code, accident.message)
    return Entry(task.sha256, "failed", cause, accident=accident.code != "killed")


def _cause(code: str, message: Message) -> str:
    return wording.kept(Message(f"{code}: {message.zh}", f"{code}: {message.en}"))


def _entry(result: FileResult) -> Entry:
    problem = result.problems[0] if result.problems else None
    cause = _cause(problem.code, problem.message) if problem else None
    lines = kept(result.outcome) if result.outcome else ()
    return Entry(result.origin.sha256, result.status, cause, lines)


def kept(outcome: Outcome) -> tuple[Line, ...]:
    return tuple(_line(one, outcome.report.unit) for one in outcome.findings)


def _line(one: Finding, unit: str | None) -> Line:
    amount = None if one.amount is None else format(one.amount, "f")
    return Line(one.fingerprint, values_hash(one), one.rule, one.severity, amount, unit, wording.kept(one.message))


def units(report: Report) -> tuple[tuple[str, int], ...]:
    """The units that filed a report, as the rules over all reports tell them apart, and how many forms each."""
    return tuple(sorted(Counter(one.unit for one in filed((report,))).items()))


class Group(Struct, frozen=True):
    """Reports to be laid side by side: those of one unit, or (unit None) of the whole run. codes: the rules asked for.

    members: the path of each file and its packed report.
    """

    unit: str | None
    members: tuple[tuple[str, bytes], ...]
    codes: frozenset[str]


def compare(group: Group) -> dict[str, tuple[Line, ...]]:
    """What shows when the reports lie side by side, by path."""
    rules = Settings(codes=group.codes).rules()
    reports = [_member(path, unpack(blob), group.unit) for path, blob in group.members]
    outcomes = audit_batch([Outcome(report, (), (), ()) for report in reports], rules)
    pairs = zip(group.members, outcomes, strict=True)
    return {path: kept(outcome) for (path, _), outcome in pairs if outcome.findings}


def _member(path: str, report: Report, unit: str | None) -> Report:
    """A report under the name it has tonight, with the forms of the unit alone."""
    named = replace(report, source=replace(report.source, name=path.rpartition("/")[2]))
    if unit is None:
        return named
    own = {one.form.form for one in filed((named,)) if one.unit == unit}
    return replace(named, forms=tuple(form for form in named.forms if form.form in own))


def digest(lines: Iterable[Line]) -> str:
    """A name for findings that is equal for equal ones."""
    told = [astuple(line) for line in lines]
    return sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")).hexdigest()
