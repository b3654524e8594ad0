"""Two versions of a report, record by record: what came, what went, which values changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from extract.message import Language, Message
from fuhe.outputs.record import FUND_COLUMNS, INDICATOR_COLUMNS
from fuhe.outputs.width import clean
from fuhe.outputs.words import SEVERITY
from fuhe.results import FileResult
from normalize.model import Form, FundLine, Indicator, Value
from validate.model import Finding
from validate.wording import COLUMNS, TOTAL_ROW

_ROW_COLUMNS = (*INDICATOR_COLUMNS, "review_score", "reason")
_TOTALS = ("weight", "score", "rating", "review_score")
Record = TypeVar("Record")


def compared(old: FileResult, new: FileResult, lang: Language) -> Iterator[str]:
    """The changes, a line each; a last line that counts them."""
    assert old.outcome is not None
    assert new.outcome is not None
    records = list(_forms(old.outcome.report.forms, new.outcome.report.forms, lang))
    findings = list(_findings(old.outcome.findings, new.outcome.findings, lang))
    yield from records
    yield from findings
    yield Message(
        f"记录变化 {len(records)} 处，问题变化 {len(findings)} 项。",
        f"{len(records)} changes of records, {len(findings)} of findings.",
    ).text(lang)


def _forms(old: Sequence[Form], new: Sequence[Form], lang: Language) -> Iterator[str]:
    for before, after in _paired(
        old, new, [one.project_name or "" for one in old], [one.project_name or "" for one in new]
    ):
        if before is None or after is None:
            yield _came_or_went(before is None, _name(after or before), lang)
        else:
            yield from (f"~ {_name(after)} {change}" for change in _form(before, after, lang))


def _name(form: Form | None) -> str:
    assert form is not None
    return f"表{form.form} {clean(form.project_name or '')}".rstrip()


def _form(old: Form, new: Form, lang: Language) -> Iterator[str]:
    funds = _paired(old.funds, new.funds, [_fund(one) for one in old.funds], [_fund(one) for one in new.funds])
    yield from _rows(funds, FUND_COLUMNS, lang)
    rows = _paired(
        old.indicators, new.indicators, [_row(one) for one in old.indicators], [_row(one) for one in new.indicators]
    )
    yield from _rows(rows, _ROW_COLUMNS, lang)
    for key in _TOTALS:
        yield from _value(TOTAL_ROW, key, old.total, new.total, lang)


def _fund(line: FundLine) -> Hashable:
    return line.kind, "".join(line.label.split())


def _row(row: Indicator) -> Hashable:
    return row.level_2, "".join(row.level_3.split())


def _rows(
    pairs: Iterable[tuple[FundLine | Indicator | None, FundLine | Indicator | None]],
    columns: Sequence[str],
    lang: Language,
) -> Iterator[str]:
    for old, new in pairs:
        if old is None or new is None:
            yield _came_or_went(old is None, _label(new or old), lang)
        else:
            for key in columns:
                yield from _value(_label(new), key, old, new, lang)


def _label(record: FundLine | Indicator | None) -> str:
    assert record is not None
    return clean(record.label if isinstance(record, FundLine) else record.level_3)


def _value(label: str, key: str, old: object, new: object, lang: Language) -> Iterator[str]:
    before, after = _text(getattr(old, key)), _text(getattr(new, key))
    if before != after:
        yield f"{label} {COLUMNS[key].text(lang)}: {before} → {after}"


def _text(value: Value | None) -> str:
    return clean(value.text) if value is not None and value.text else "—"


def _came_or_went(came: bool, name: str, lang: Language) -> str:
    return ("+ " if came else "- ") + name


def _paired(
    old: Sequence[Record], new: Sequence[Record], old_keys: Sequence[Hashable], new_keys: Sequence[Hashable]
) -> list[tuple[Record | None, Record | None]]:
    """Records of the same key side by side, the nth with the nth, in the order of the new ones; the rest alone."""
    left = dict(zip(_numbered(old_keys), old, strict=True))
    pairs: list[tuple[Record | None, Record | None]] = []
    for key, one in zip(_numbered(new_keys), new, strict=True):
        pairs.append((left.pop(key, None), one))
    return pairs + [(one, None) for one in left.values()]


def _numbered(keys: Sequence[Hashable]) -> list[Hashable]:
    seen: Counter[Hashable] = Counter()
    numbered: list[Hashable] = []
    for key in keys:
        numbered.append((key, seen[key]))
        seen[key] += 1
    return numbered


def _findings(old: Sequence[Finding], new: Sequence[Finding], lang: Language) -> Iterator[str]:
    before, after = {one.fingerprint: one for one in old}, {one.fingerprint: one for one in new}
    for sign, some, others in (("+", after, before), ("-", before, after)):
        for key, one in some.items():
            if key not in others:
                severity = SEVERITY[one.severity].text(lang)
                yield f"{sign} [{severity}] {one.rule} {clean(one.message.text(lang))}"
