"""JUnit XML: a test suite a document, a test case a rule of a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from extract.message import Language
from fuhe.outputs.width import clean
from fuhe.outputs.words import SEVERITY, spot
from fuhe.results import FileResult
from validate.model import SEVERITIES, Check, Finding, Outcome, Severity
from validate.registry import RULES

_NAMES = {rule.code: rule.name for rule in RULES}


def render(results: Iterable[FileResult], lang: Language, failing: Severity | None) -> Iterator[str]:
    """The suites; findings at or above `failing` are failures, graver or not they are told."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="fuhe">\n'
    for result in results:
        yield _suite(result, lang, failing)
    yield "</testsuites>\n"


def _suite(result: FileResult, lang: Language, failing: Severity | None) -> str:
    cases = [_reading(result, lang)]
    if result.outcome is not None:
        cases += _cases(result.outcome, result.origin.path, lang, failing)
    count = {kind: sum(f"<{kind} " in case for case in cases) for kind in ("failure", "error", "skipped")}
    return (
        f'<testsuite name={_attribute(result.origin.path)} tests="{len(cases)}" failures="{count["failure"]}" '
        f'errors="{count["error"]}" skipped="{count["skipped"]}">\n{"".join(cases)}</testsuite>\n'
    )


def _reading(result: FileResult, lang: Language) -> str:
    """The case of the file itself: an error if it could not be read."""
    told = "".join(f"{one.code}: {one.message.text(lang)}\n" for one in result.problems)
    inner = ""
    if result.status == "failed":
        code = result.problems[0].code
        inner = f"<error type={_attribute(code)} message={_attribute(told.strip())}/>"
    elif told:
        inner = f"<system-out>{_text(told)}</system-out>"
    return _case("read", result.origin.path, inner)


def _cases(outcome: Outcome, path: str, lang: Language, failing: Severity | None) -> list[str]:
    grouped: dict[tuple[str, int | None], list[Check]] = {}
    for check in outcome.checks:
        grouped.setdefault((check.rule, check.form), []).append(check)
    cases = []
    for (rule, form), checks in grouped.items():
        found = [one for one in outcome.findings if (one.rule, one.form) == (rule, form)]
        name = f"{rule} {_NAMES[rule]}" + (f" form {form}" if form else "")
        cases.append(_case(name, path, _verdict(found, checks, lang, failing)))
    return cases


def _verdict(found: Sequence[Finding], checks: Sequence[Check], lang: Language, failing: Severity | None) -> str:
    bad = [one for one in found if not one.suppressed and _fails(one, failing)]
    others = [one for one in found if one not in bad]
    told = "".join(_failure(one, lang) for one in bad)
    if not bad and all(check.status == "not_checked" for check in checks):
        why = "; ".join(dict.fromkeys(check.why.text(lang) for check in checks if check.why))
        told = f"<skipped message={_attribute(why)}/>"
    if others:
        told += f"<system-out>{_text(''.join(_line(one, lang) for one in others))}</system-out>"
    return told


def _fails(one: Finding, failing: Severity | None) -> bool:
    return failing is not None and SEVERITIES.index(one.severity) <= SEVERITIES.index(failing)


def _failure(one: Finding, lang: Language) -> str:
    message = _attribute(one.message.text(lang))
    return f"<failure type={_attribute(one.severity)} message={message}>{_text(_line(one, lang))}</failure>"


def _line(one: Finding, lang: Language) -> str:
    at = spot(one.evidence[0].place).text(lang) if one.evidence else ""
    return f"[{SEVERITY[one.severity].text(lang)}] {one.rule} {at} {one.message.text(lang)}\n"


def _case(name: str, path: str, inner: str) -> str:
    return f"<testcase classname={_attribute(path)} name={_attribute(name)}>{inner}</testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(clean(text))


def _text(text: str) -> str:
    return escape("\n".join(clean(line) for line in text.splitlines()))
