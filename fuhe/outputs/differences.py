"""Two versions of a report told to people and to programs: grouped by form, findings at the end, counts last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from extract.message import Language, Message
from fuhe.outputs.comparison import Change, Entry, Judged, Of, changes, judged, title
from fuhe.outputs.json import dumps
from fuhe.outputs.record import TOOL, number, place, plain
from fuhe.outputs.shapes import Json
from fuhe.outputs.width import clean
from fuhe.outputs.words import SEVERITY, spot
from fuhe.results import FileResult
from normalize.model import Report
from validate.model import Finding

SCHEMA = "fuhe/diff/1"
_SIGNS = {"added": "+", "removed": "-", "changed": "~", "renamed": "≈", "moved": "↕"}
_BLOCKS: dict[Of, Message] = {
    "report": Message("报告", "report"),
    "form": Message("自评表", "form"),
    "identity": Message("基本信息", "identity"),
    "fund": Message("项目资金", "funds"),
    "goal": Message("年度总体目标", "goals"),
    "indicator": Message("绩效指标", "indicators"),
    "total": Message("合计", "totals"),
    "section": Message("文字栏", "text blocks"),
    "prose": Message("正文", "prose"),
}
_LONG, _AROUND, _MOST = 40, 8, 4  # signs of a text shown whole, signs around a change in it, changes shown of one
_TOKENS = re.compile(r"\d[\d,.]*[%％]?|.", re.DOTALL)
_BLANK = Message("（空）", "(blank)")


def as_text(old: FileResult, new: FileResult, lang: Language) -> Iterator[str]:
    """The differences line by line; the last line counts them."""
    before, after = _reports(old, new)
    told = list(changes(before, after))
    yield Message(f"初报：{clean(old.origin.path)}", f"first: {clean(old.origin.path)}").text(lang)
    yield Message(f"再报：{clean(new.origin.path)}", f"again: {clean(new.origin.path)}").text(lang)
    for at, group in groupby(told, key=lambda change: change.form if change.of != "form" or change.field else None):
        if at is not None:
            yield ""
            yield _heading(at, after, before, lang)
        for of, some in groupby(group, key=lambda change: change.of):
            yield f"  {_BLOCKS[of].text(lang)}"
            yield from (f"    {_line(change, lang)}" for change in some)
    found = _findings(old, new)
    yield from _judged(found, lang)
    yield ""
    yield _counts(told, found, lang)


def as_json(old: FileResult, new: FileResult, lang: Language) -> Iterator[str]:
    """One object: both sources, the changes, the findings that came, went or changed."""
    before, after = _reports(old, new)
    found = _findings(old, new)
    said: Json = {
        "schema": SCHEMA,
        "tool": TOOL,
        "old": plain(old.origin, lang),
        "new": plain(new.origin, lang),
        "changes": [_change(one) for one in changes(before, after)],
        "findings": {
            "new": plain(found.come, lang),
            "gone": plain(found.gone, lang),
            "changed": [{"old": plain(one.old, lang), "new": plain(one.new, lang)} for one in found.changed],
            "unchanged": found.unchanged,
        },
    }
    yield dumps(said) + "\n"


def _reports(old: FileResult, new: FileResult) -> tuple[Report, Report]:
    assert old.outcome is not None
    assert new.outcome is not None
    return old.outcome.report, new.outcome.report


def _findings(old: FileResult, new: FileResult) -> Judged:
    assert old.outcome is not None
    assert new.outcome is not None
    return judged(old.outcome.findings, new.outcome.findings)


def _heading(form: int, new: Report, old: Report, lang: Language) -> str:
    known = next((one for one in (*new.forms, *old.forms) if one.form == form), None)
    name = clean(known.project_name or known.title or "") if known else ""
    return f"{Message(f'表{form}', f'form {form}').text(lang)} {name}".rstrip()


def _line(change: Change, lang: Language) -> str:
    label = clean(change.label).rstrip(":：")
    said = f"{_SIGNS[change.kind]} {label}".rstrip()
    old, new = change.old, change.new
    match change.kind:
        case "added" | "removed":
            entry = new or old
            parts = entry.fields if entry else ()
            texts = "，".join(f"{title(key, lang)} {_short(text)}" if label else _short(text) for key, text in parts)
            return f"{said}：{texts}" if label and texts else f"{said} {texts}".rstrip()
        case "renamed":
            return f"{_SIGNS['renamed']} {clean(old.text if old else '')} → {label}"
        case "moved":
            places = (spot(one.place).text(lang) for one in (old, new) if one and one.place)
            return f"{said}：{' → '.join(places)}"
        case _:
            name = title(change.field or "", lang) if change.of != "prose" else ""
            return f"{said} {name}: {_told(old, new, lang)}".replace("~ :", "~").replace("  ", " ")


def _told(old: Entry | None, new: Entry | None, lang: Language) -> str:
    """Both texts; of long ones what differs; of numbers the difference."""
    before, after = (clean(one.text) if one else "" for one in (old, new))
    if before and after and max(len(before), len(after)) > _LONG:
        return _excerpts(before, after)
    blank = _BLANK.text(lang)
    return f"{_short(before) or blank} → {_short(after) or blank}{_by_how_much(old, new, lang)}"


def _by_how_much(old: Entry | None, new: Entry | None, lang: Language) -> str:
    one, other = (entry.value if entry else None for entry in (old, new))
    if one is None or other is None or one.number is None or other.number is None or one.unit != other.unit:
        return ""
    by = other.number - one.number
    if not by:
        return Message("（数值相同）", " (same number)").text(lang) if one.op == other.op else ""
    return Message(f"（{by:+f}）", f" ({by:+f})").text(lang)


def _excerpts(old: str, new: str) -> str:
    """What differs in two long texts, figures whole, each difference with a few signs around it."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    parts = [one for one in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if one[0] != "equal"]
    shown = [
        f"…{''.join(before[max(0, a - _AROUND) : a])}[{_short(''.join(before[a:b]))} → {_short(''.join(after[c:d]))}]"
        f"{''.join(before[b : b + _AROUND])}…"
        for _, a, b, c, d in parts[:_MOST]
    ]
    more = f" +{len(parts) - _MOST}" if len(parts) > _MOST else ""
    return " ".join(shown) + more


def _short(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LONG else f"{text[: _LONG // 2]}…{text[-_LONG // 4 :]}"


def _judged(found: Judged, lang: Language) -> Iterator[str]:
    if found.come or found.gone or found.changed:
        yield ""
        yield Message("问题", "Findings").text(lang)
    yield from (f"  + {_said(one, lang)}" for one in found.come)
    yield from (f"  - {_said(one, lang)}" for one in found.gone)
    yield from (f"  ~ {_said(one.new, lang)}" for one in found.changed)


def _said(one: Finding, lang: Language) -> str:
    return f"[{SEVERITY[one.severity].text(lang)}] {one.rule} {clean(one.message.text(lang))}"


def _counts(told: Sequence[Change], found: Judged, lang: Language) -> str:
    kinds = Counter(change.kind for change in told)
    changed = kinds["changed"] + kinds["renamed"]
    come, gone, other = len(found.come), len(found.gone), len(found.changed)
    return Message(
        f"记录变化 {len(told)} 处（新增 {kinds['added']}、删去 {kinds['removed']}、改动 {changed}、"
        f"移位 {kinds['moved']}）；问题新增 {come}、不再出现 {gone}、数值有变 {other}、未变 {found.unchanged}。",
        f"{len(told)} changes of records (added {kinds['added']}, removed {kinds['removed']}, changed {changed}, "
        f"moved {kinds['moved']}); findings: new {come}, gone {gone}, changed {other}, unchanged {found.unchanged}.",
    ).text(lang)


def _change(one: Change) -> Json:
    said = {"change": one.kind, "form": one.form, "record": one.of, "label": one.label, "field": one.field}
    return said | {"old": _entry(one.old), "new": _entry(one.new)}


def _entry(one: Entry | None) -> Json | None:
    if one is None:
        return None
    said: Json = {"text": one.text, "number": number(one.value.number) if one.value else None}
    return said | ({"fields": dict(one.fields)} if one.fields else {}) | {"place": place(one.place)}
