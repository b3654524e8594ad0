"""Runs the catalogue over a report: every check, and a finding for each that does not hold."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from msgspec.structs import replace

from extract.message import Message
from normalize.model import ASSESSED, Form, Report
from validate.basis import OF_SELF_ASSESSMENTS
from validate.beside import apart
from validate.choose import choose
from validate.conclusions import in_context, looked_into
from validate.edits import TIED
from validate.localize import localize
from validate.model import Check, Context, Finding, Outcome, ProfileChoice, Repair, Rule, Severity
from validate.oneunit import in_one_unit, mixes_units
from validate.profile import Profile, load
from validate.registry import RULES
from validate.scans import ocr_pages, softened


def audit(report: Report, profile: Profile | None = None, rules: Sequence[Rule] = RULES) -> Outcome:
    """All checks and findings of one report. profile None: chosen form by form."""
    choices = tuple(_choose(form, profile) for form in report.forms)
    fallback = choices[0].profile if choices else profile or load("cn-10")
    checks: list[Check] = []
    comparable = in_one_unit(report)
    assessed = _audited(comparable)
    forms = [(*apart(form), choice.profile) for form, choice in zip(comparable.forms, choices, strict=True)]
    for one in rules:
        for form, beside, own in forms:
            if one.of_form is not None and _binds(one, form):
                checks += _stamped(one, form.form, one.of_form(form, Context(assessed, own, beside)))
        if one.of_report is not None and (not report.forms or any(_binds(one, form) for form in report.forms)):
            checks += _stamped(one, None, one.of_report(assessed, Context(assessed, fallback)))
    told = in_context(report, choices, checks)
    repairs = _repairs(report, choices, told) if {one.code for one in rules} >= TIED else ()
    return Outcome(report, choices, told, findings(report, told, rules), repairs)


def _binds(one: Rule, form: Form) -> bool:
    """Whether a form has to keep to a rule: an evaluation by others to what holds whoever assesses, a target sheet, a
    scoring standard and a blank form to none.
    """
    return form.kind in ASSESSED or (form.kind == "evaluation" and one.basis not in OF_SELF_ASSESSMENTS)


def _audited(report: Report) -> Report:
    """The report without the forms that are not audited, and without marks beside the full ones."""
    forms = tuple(apart(form)[0] for form in report.forms if form.kind in ASSESSED | {"evaluation"})
    return report if forms == report.forms else replace(report, forms=forms)


def _repairs(report: Report, choices: Iterable[ProfileChoice], checks: Sequence[Check]) -> tuple[Repair, ...]:
    """The smallest repairs of each form; asked for only where all rules that tie its cells together have run."""
    pairs = zip(report.forms, choices, strict=True)
    sure = (pair for pair in pairs if not (apart(pair[0])[1] or mixes_units(pair[0])))  # what adds up, and in what
    return tuple(repair for form, choice in sure for repair in localize(form, choice.profile, checks))


def audit_batch(outcomes: Sequence[Outcome], rules: Sequence[Rule] = RULES) -> tuple[Outcome, ...]:
    """The outcomes again, each with the checks that need all reports of the run."""
    reports = tuple(outcome.report for outcome in outcomes)
    added: dict[int, list[Check]] = {}
    for one in rules:
        if one.of_batch is not None:
            for report, check in one.of_batch(reports):
                added.setdefault(id(report), []).append(replace(looked_into(check), rule=one.code))
    return tuple(_extended(outcome, added.get(id(outcome.report), []), rules) for outcome in outcomes)


def findings(report: Report, checks: Iterable[Check], rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """A finding for each check that fails or is explained, in their order."""
    by_code, scanned = {one.code: one for one in rules}, ocr_pages(report)
    seen: Counter[tuple[object, ...]] = Counter()
    found = []
    for check in checks:
        if check.status in ("fails", "explained"):
            form = next((one for one in report.forms if one.form == check.form), None)
            identity = _identity(report, form, check)
            finding = _finding(by_code[check.rule], check, (*identity, str(seen[identity])))
            found.append(softened(finding, scanned) if scanned else finding)
            seen[identity] += 1
    return tuple(found)


def _choose(form: Form, profile: Profile | None) -> ProfileChoice:
    if profile is not None:
        return ProfileChoice(form.form, profile, Message("由选项或配置文件指定", "set by option or configuration"))
    return choose(form)


def _stamped(one: Rule, form: int | None, checks: Iterator[Check]) -> list[Check]:
    return [replace(check, rule=one.code, form=check.form if form is None else form) for check in checks]


def _extended(outcome: Outcome, added: list[Check], rules: Sequence[Rule]) -> Outcome:
    if not added:
        return outcome
    found = findings(outcome.report, added, rules)  # of rules that found nothing in the report alone
    return replace(outcome, checks=(*outcome.checks, *added), findings=(*outcome.findings, *found))


def _finding(one: Rule, check: Check, identity: tuple[str, ...]) -> Finding:
    default: Severity = "note" if check.status == "explained" else one.severity
    assert check.message is not None, f"{one.code} gives no message"
    return Finding(
        rule=one.code,
        name=one.name,
        severity=check.severity or default,
        form=check.form,
        subject=check.subject,
        message=check.message,
        stated=check.stated,
        expected=check.expected,
        formula=check.formula,
        basis=one.basis,
        likely_causes=check.causes,
        amount=check.amount,
        changes_conclusion=check.changes_conclusion,
        confidence=check.confidence,
        evidence=check.evidence,
        fingerprint=_fingerprint(identity),
    )


def _identity(report: Report, form: Form | None, check: Check) -> tuple[str, ...]:
    unit = (form.implementing_unit if form else None) or report.unit or ""
    project = (form.project_name if form else None) or ""
    year = (form.year if form else None) or report.year or ""
    return (unit, project, str(year), check.subject.row, check.subject.column, check.rule)


def _fingerprint(identity: tuple[str, ...]) -> str:
    """The same defect keeps this name when the report is re-saved, re-rendered or re-worded."""
    parts = ("".join(part.split()) for part in identity)
    return sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()[:32]
