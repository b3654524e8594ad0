"""What was read and what was not, counted over files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from fuhe.results import FileResult
from validate.model import SEVERITIES, Severity


@dataclass(slots=True)
class Tally:
    """files by status, checks by status, findings by severity (suppressed ones apart), forms, indicators, unread cells.

    failures: the files that could not be read.
    """

    files: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    suppressed: int = 0
    forms: int = 0
    indicators: int = 0
    unread: int = 0
    failures: list[FileResult] = field(default_factory=list)

    def add(self, result: FileResult) -> None:
        self.files[result.status] += 1
        if result.status == "failed":
            self.failures.append(result)
        if result.outcome is None:
            return
        report = result.outcome.report
        self.checks.update(check.status for check in result.outcome.checks)
        self.findings.update(one.severity for one in result.outcome.findings if not one.suppressed)
        self.suppressed += sum(1 for one in result.outcome.findings if one.suppressed)
        self.forms += len(report.forms)
        self.indicators += sum(len(form.indicators) for form in report.forms)
        self.unread += len(report.unread) + sum(len(form.unread) for form in report.forms)

    def at_or_above(self, severity: Severity) -> int:
        """Findings of that severity or graver."""
        graver = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return sum(self.findings[one] for one in graver)
