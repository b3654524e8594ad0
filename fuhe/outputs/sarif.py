"""SARIF 2.1.0: findings as results at their cells, files that could not be read as notifications."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from extract.message import Language
from fuhe import __version__
from fuhe.outputs.json import dumps
from fuhe.outputs.record import number, place
from fuhe.outputs.words import spot
from fuhe.results import FileResult
from validate.model import Evidence, Finding, Rule, Severity
from validate.registry import RULES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "fuhe/v1"
_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "query": "note", "note": "note"}
_INDEX = {rule.code: n for n, rule in enumerate(RULES)}

Json = dict[str, Any]


def render(results: Iterable[FileResult], lang: Language) -> Iterator[str]:
    """The log, its results as they come, the files and what went wrong with them at the end."""
    artifacts: list[Json] = []
    notifications: list[Json] = []
    yield f'{{"$schema":{dumps(SCHEMA)},"version":"2.1.0","runs":[{{"tool":{dumps(_tool(lang))},"results":['
    divider = "\n"
    for n, result in enumerate(results):
        artifacts.append(_artifact(result))
        notifications += _notifications(result, n, lang)
        for finding in result.outcome.findings if result.outcome else ():
            yield divider + dumps(_result(finding, result, n, lang))
            divider = ",\n"
    invocation = {
        "executionSuccessful": not any(one["level"] == "error" for one in notifications),
        "toolExecutionNotifications": notifications,
    }
    language = "zh-CN" if lang == "zh" else "en"
    yield f'\n],"artifacts":{dumps(artifacts)},"invocations":{dumps([invocation])},"language":{dumps(language)},'
    yield '"columnKind":"unicodeCodePoints"}]}\n'


def _tool(lang: Language) -> Json:
    return {"driver": {"name": "fuhe", "version": __version__, "rules": [_rule(rule, lang) for rule in RULES]}}


def _rule(rule: Rule, lang: Language) -> Json:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title.text(lang)},
        "fullDescription": {"text": rule.basis.text(lang)},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"severity": rule.severity},
    }


def _uri(path: str) -> str:
    """The path as a relative reference; a colon in its first part would make it a scheme."""
    uri = quote(path, safe="/~")
    return "./-" if uri == "-" else uri


def _artifact(result: FileResult) -> Json:
    origin = result.origin
    artifact: Json = {"location": {"uri": _uri(origin.path)}, "properties": {"status": result.status}}
    if origin.bytes is not None:
        artifact["length"] = origin.bytes
    if origin.sha256:
        artifact["hashes"] = {"sha-256": origin.sha256}
    return artifact


def _notifications(result: FileResult, index: int, lang: Language) -> list[Json]:
    level = "error" if result.status == "failed" else "warning"
    at = [{"physicalLocation": {"artifactLocation": {"uri": _uri(result.origin.path), "index": index}}}]
    return [
        {"level": level, "message": {"text": one.message.text(lang)}, "descriptor": {"id": one.code}, "locations": at}
        for one in result.problems
    ]


def _result(finding: Finding, result: FileResult, index: int, lang: Language) -> Json:
    said: Json = {
        "ruleId": finding.rule,
        "ruleIndex": _INDEX[finding.rule],
        "level": _LEVEL[finding.severity],
        "message": {"text": finding.message.text(lang)},
        "locations": [_location(seen, result, index, lang) for seen in finding.evidence[:1]] or [_file(result, index)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": _properties(finding),
    }
    others = [_location(seen, result, index, lang) for seen in finding.evidence[1:]]
    if others:
        said["relatedLocations"] = others
    if finding.suppressed:
        said["suppressions"] = [{"kind": "external", "justification": finding.suppressed}]
    return said


def _properties(finding: Finding) -> Json:
    known = {
        "severity": finding.severity,
        "confidence": finding.confidence,
        "form": finding.form,
        "stated": finding.stated,
        "expected": finding.expected,
        "formula": finding.formula,
        "amount": number(finding.amount),
    }
    return {key: one for key, one in known.items() if one is not None}


def _file(result: FileResult, index: int) -> Json:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(result.origin.path), "index": index}}}


def _location(seen: Evidence, result: FileResult, index: int, lang: Language) -> Json:
    """The file as the physical place, the cell as the logical one: SARIF knows no cells."""
    return _file(result, index) | {
        "logicalLocations": [{"fullyQualifiedName": spot(seen.place).text(lang), "kind": "element"}],
        "message": {"text": seen.text or "—"},
        "properties": {"role": seen.role, "place": place(seen.place)},
    }
