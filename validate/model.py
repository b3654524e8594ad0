"""What a check may say, and what it becomes when it does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from extract.message import Message
from extract.model import Place
from normalize.model import Form, Indicator, Report, Value
from validate.profile import Profile

Severity = Literal["error", "warning", "query", "note"]
Status = Literal["holds", "explained", "fails", "not_checked"]
Role = Literal["stated", "operand", "label", "context"]
Confidence = Literal["high", "medium", "low"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "query", "note")


class Evidence(Struct, frozen=True, gc=False):
    """A cell or a stretch of prose a check rests on, and the part it plays."""

    role: Role
    text: str
    place: Place


class Subject(Struct, frozen=True, gc=False):
    """What a check is about, in words that survive re-saving: the row's label and the column's canonical name.

    row: fund label, indicator name or "" (the form as a whole). column: a key of validate.wording.COLUMNS, or "".
    """

    row: str = ""
    column: str = ""


class Check(Struct, frozen=True, gc=False):
    """One recomputation or comparison and its result.

    stated: the cell as printed. computed: the exact result, shown to at most four decimals. formula: with the printed
    operands. why: the harmless reason (explained) or what is missing (not_checked). message, expected, causes, amount
    (万元 at stake), severity and confidence describe the finding it gives when it fails or is explained.
    suspects: looks for causes, which takes time; the audit asks it where the check is told, and nobody else does.
    rule and form are filled in by the audit, not by the rule.
    """

    status: Status
    subject: Subject = Subject()
    stated: str | None = None
    computed: str | None = None
    formula: str | None = None
    why: Message | None = None
    evidence: tuple[Evidence, ...] = ()
    message: Message | None = None
    expected: str | None = None
    causes: tuple[Message, ...] = ()
    suspects: Callable[[], tuple[Message, ...]] | None = None
    amount: Decimal | None = None
    severity: Severity | None = None
    confidence: Confidence = "high"
    changes_conclusion: bool = False
    rule: str = ""
    form: int | None = None


class Finding(Struct, frozen=True, gc=False):
    """A check that does not hold, told to people. form is None for findings about the document as a whole."""

    rule: str
    name: str
    severity: Severity
    form: int | None
    subject: Subject
    message: Message
    stated: str | None
    expected: str | None
    formula: str | None
    basis: Message
    likely_causes: tuple[Message, ...]
    amount: Decimal | None
    changes_conclusion: bool
    confidence: Confidence
    evidence: tuple[Evidence, ...]
    fingerprint: str
    suppressed: str | None = None


class ProfileChoice(Struct, frozen=True, gc=False):
    """The profile a form is judged by, and why it was taken."""

    form: int
    profile: Profile
    why: Message


class Repair(Struct, frozen=True, gc=False):
    """One way to make all failing checks of a form hold: per cell what it should say and which rules it settles."""

    form: int
    unique: bool
    cells: tuple[tuple[Value, str, tuple[str, ...]], ...]


class Outcome(Struct, frozen=True, gc=False):
    """All that the audit of one report gives."""

    report: Report
    profiles: tuple[ProfileChoice, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...] = ()


class Context(Struct, frozen=True):
    """What a rule may look at besides its form: the whole report, the profile of the form, its rows of marks beside
    the full ones (加分项).
    """

    report: Report
    profile: Profile
    beside: tuple[Indicator, ...] = ()


FormChecks = Callable[[Form, Context], Iterator[Check]]
ReportChecks = Callable[[Report, Context], Iterator[Check]]
BatchChecks = Callable[[tuple[Report, ...]], Iterator[tuple[Report, Check]]]


class Rule(Struct, frozen=True):
    """A rule of the catalogue: code, name (reads well after "allow"), default severity, title, what it rests on.

    Exactly one of the three functions is set: checks of one form, of one report, or over all reports of a run.
    across_units: of the last, one that looks at several units' reports together.
    """

    code: str
    name: str
    severity: Severity
    title: Message
    basis: Message
    of_form: FormChecks | None = None
    of_report: ReportChecks | None = None
    of_batch: BatchChecks | None = None
    across_units: bool = False
