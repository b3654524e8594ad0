"""Correct generated documents: every field known, and nothing to allege."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.measure.cases import Case
from corpus.measure.fields import Reading, compare
from corpus.measure.reports import alarms, told


@dataclass(slots=True)
class Clean:
    """One correct document, read. alarms: rule and message of each error and warning, none of which is due."""

    case: Case
    status: str
    reading: Reading
    numbers: int
    unread: int
    alarms: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def measured(case: Case) -> Clean:
    made = case.made()
    seen = told(case.file_name, case.data(made))
    report = seen.report
    return Clean(
        case,
        report["status"],
        compare(report, made.truth),
        seen.numbers,
        seen.unread,
        [(one["rule"], one["message"]) for one in alarms(report)],
        [f"{one['code']}: {one['message']}" for one in report["problems"]],
    )
