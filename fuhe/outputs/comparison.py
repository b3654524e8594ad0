"""Two versions of a report, record by record: what came, what went, what moved, which texts changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import fields

from extract.message import Language, Message
from extract.model import Paragraph, Place
from fuhe.outputs.pairing import Pair, Pairing, Record, paired
from fuhe.values import values_hash
from normalize.model import Form, FundLine, Goal, IdentityField, Indicator, Report, Section, Total, Value
from validate.model import Finding
from validate.wording import COLUMNS, TOTAL_ROW

Kind = Literal["added", "removed", "changed", "renamed", "moved"]
Of = Literal["report", "form", "identity", "fund", "goal", "indicator", "total", "section", "prose"]
_LEVELS = ("level_1_printed", "level_2")


class Entry(Struct, frozen=True):
    """What one version says: the text, and where it stands. value: what was read from it, if it is a value.

    fields: of a record that is in one version only, what it says, by field.
    """

    text: str
    place: Place | None = None
    value: Value | None = None
    fields: tuple[tuple[str, str], ...] = ()


class Change(Struct, frozen=True):
    """One difference: which form (of the new version, else of the old), which kind of record, its name, its field."""

    kind: Kind
    form: int | None
    of: Of
    label: str
    field: str | None = None
    old: Entry | None = None
    new: Entry | None = None


class Judged(Struct, frozen=True):
    """The findings of two versions: come, gone, those whose values changed, and how many are as they were."""

    come: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    changed: tuple[Pair[Finding], ...]
    unchanged: int


def title(field: str, lang: Language) -> str:
    """What people call a field."""
    return (COLUMNS.get(field) or _OTHERS.get(field) or Message(field, field)).text(lang)


_OTHERS = {
    "title": Message("标题", "title"),
    "unit": Message("单位", "unit"),
    "level_1_printed": Message("一级指标", "first level"),
    "score_method": Message("评分办法", "scoring method"),
    "expected": Message("预期目标", "expected"),
    "completion": Message("实际完成情况", "actual completion"),
    "contact": Message("联系人", "contact"),
    "phone": Message("联系电话", "telephone"),
    "date": Message("填报日期", "date"),
}


def changes(old: Report, new: Report) -> Iterator[Change]:
    """All differences of two versions of a report, in the order of the new one."""
    for field in ("title", "unit", "year"):
        yield from _texts(None, "report", "", field, _said(old, field), _said(new, field))
    pairing = paired(old.forms, new.forms, (_name_of, _rows_of, lambda form: form.kind))
    for form in pairing.gone:
        yield Change("removed", form.form, "form", form.project_name or form.title or "", old=Entry("", form.place))
    for form in pairing.come:
        yield Change("added", form.form, "form", form.project_name or form.title or "", new=Entry("", form.place))
    for pair in pairing.both:
        yield from _form(pair.old, pair.new)
    prose = paired(old.paragraphs, new.paragraphs, (lambda one: one.text,), lambda one: one.text)
    yield from _records(None, "prose", prose, _paragraph)


def judged(old: Sequence[Finding], new: Sequence[Finding]) -> Judged:
    """The findings of two versions side by side."""
    pairing = paired(old, new, (lambda one: one.fingerprint,))
    changed = tuple(pair for pair in pairing.both if values_hash(pair.old) != values_hash(pair.new))
    return Judged(pairing.come, pairing.gone, changed, len(pairing.both) - len(changed))


def _name_of(form: Form) -> Hashable:
    return form.project_name or form


def _rows_of(form: Form) -> Hashable:
    return tuple(_squeezed(row.level_3) for row in form.indicators)


def _form(old: Form, new: Form) -> Iterator[Change]:
    at = new.form
    for field in ("year", "money_unit"):
        yield from _texts(at, "form", "", field, _said(old, field), _said(new, field))
    yield from _records(at, "identity", paired(old.identity, new.identity, (lambda one: one.field,)), _identity)
    funds = paired(old.funds, new.funds, (_fund_key, lambda one: one.kind), lambda one: one.label)
    yield from _records(at, "fund", funds, _fund)
    yield from _records(at, "goal", paired(old.goals, new.goals, (lambda one: one.n,)), _goal)
    rows = paired(
        old.indicators, new.indicators, (_row_key, lambda one: _squeezed(one.level_3)), lambda one: one.level_3
    )
    yield from _once(_records(at, "indicator", rows, _indicator))
    for field, before in _total(old.total).items():
        yield from _texts(at, "total", TOTAL_ROW, field, before, _total(new.total)[field])
    sections = paired(old.sections, new.sections, (lambda one: (one.label, one.text), lambda one: one.label))
    yield from _records(at, "section", sections, _section)


def _fund_key(line: FundLine) -> Hashable:
    return line.kind, _squeezed(line.label)


def _row_key(row: Indicator) -> Hashable:
    return row.level_2, _squeezed(row.level_3)


Fields = dict[str, Entry | None]


def _identity(one: IdentityField) -> tuple[str, Fields]:
    return "", {one.field: Entry(one.text, one.place)}


def _fund(line: FundLine) -> tuple[str, Fields]:
    return line.label, _values(line) | _extra(line)


def _goal(goal: Goal) -> tuple[str, Fields]:
    return "" if goal.n == 1 else str(goal.n), {"expected": _entry(goal.expected), "completion": _entry(goal.actual)}


def _indicator(row: Indicator) -> tuple[str, Fields]:
    levels = {key: _text(getattr(row, key), row.place) for key in _LEVELS}
    return row.level_3, levels | _values(row) | _extra(row)


def _once(changes: Iterator[Change]) -> Iterator[Change]:
    """A label over several rows changes once."""
    told: set[tuple[str, str, str]] = set()
    for one in changes:
        if one.kind == "changed" and one.field in _LEVELS:
            change = (one.field, one.old.text if one.old else "", one.new.text if one.new else "")
            if change in told:
                continue
            told.add(change)
        yield one


def _section(one: Section) -> tuple[str, Fields]:
    return one.label, {"text": Entry(one.text, one.place)}


def _paragraph(one: Paragraph) -> tuple[str, Fields]:
    return "", {"text": Entry(one.text, one.place)}


def _total(total: Total) -> Fields:
    return _values(total)


def _values(record: Struct) -> Fields:
    """The columns of a record that hold what a cell says."""
    return {key: _entry(getattr(record, key)) for key in _columns(type(record))}


@cache
def _columns(kind: type[Struct]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.type == Value | None)


def _extra(record: FundLine | Indicator) -> Fields:
    return {label: _text(text, record.place) for label, text in record.extra}


def _records(
    form: int | None, of: Of, pairing: Pairing[Record], told: Callable[[Record], tuple[str, Fields]]
) -> Iterator[Change]:
    for one in pairing.gone:
        label, fields = told(one)
        yield Change("removed", form, of, label, old=_whole(one, label, fields))
    for pair in pairing.both:
        (before, olds), (label, news) = told(pair.old), told(pair.new)
        names = Entry(before, _place(pair.old)), Entry(label, _place(pair.new))
        if pair.moved and of in ("fund", "indicator"):
            yield Change("moved", form, of, label, None, *names)
        if _squeezed(before) != _squeezed(label):
            yield Change("renamed", form, of, label, None, *names)
        for field in olds | news:
            yield from _texts(form, of, label, field, olds.get(field), news.get(field))
    for one in pairing.come:
        label, fields = told(one)
        yield Change("added", form, of, label, new=_whole(one, label, fields))


def _whole(record: object, label: str, fields: Fields) -> Entry:
    """A record that is in one version only."""
    said = tuple((key, entry.text) for key, entry in fields.items() if entry is not None and entry.text)
    return Entry(label, _place(record), fields=said)


def _place(record: object) -> Place | None:
    found: Place | None = getattr(record, "place", None)
    return found


def _texts(form: int | None, of: Of, label: str, field: str, old: Entry | None, new: Entry | None) -> Iterator[Change]:
    before, after = (_squeezed(one.text) if one else "" for one in (old, new))
    if before != after:
        yield Change("changed", form, of, label, field, old, new)


def _entry(value: Value | None) -> Entry | None:
    return Entry(value.text, value.place, value) if value is not None else None


def _text(text: str | None, place: Place) -> Entry | None:
    return Entry(text, place) if text else None


def _said(record: Report | Form, field: str) -> Entry | None:
    found = getattr(record, field)
    return Entry(str(found)) if found is not None else None


def _squeezed(text: str) -> str:
    return "".join(text.split())
