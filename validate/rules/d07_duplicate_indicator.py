"""D07: the same indicator twice in one form."""

from collections import defaultdict
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import FORM_LAYOUT
from validate.likeness import squeezed
from validate.model import Check, Context, Severity, Subject
from validate.rule import rule
from validate.screens import names, once
from validate.sums import not_applicable


@rule("D07", "duplicate-indicator", "warning", Message("三级指标重复", "the same indicator stands twice"), FORM_LAYOUT)
def duplicate_indicator(form: Form, context: Context) -> Iterator[Check]:
    """One name once under each goal; under different second levels it may be two measures, and is asked about."""
    if not form.indicators:
        return
    named: dict[tuple[int | None, str], list[Indicator]] = defaultdict(list)
    for row in form.indicators:
        if not_applicable(row):
            continue
        named[row.goal, squeezed(row.level_3)].append(row)
    repeated = [rows for (_, name), rows in named.items() if len(rows) > 1 and len(name) > 1]
    for rows in repeated:
        yield _check(form, rows)
    if not repeated:
        yield once(form, Subject("", "level_3"), (), Message("", ""), looked_at=names(form.indicators[:1]))


def _check(form: Form, rows: list[Indicator]) -> Check:
    severity: Severity | None = "query" if len({row.level_2 for row in rows}) > 1 else None
    says = Message(
        f"三级指标“{rows[0].level_3}”出现 {len(rows)} 次。是否重复计分？",
        f"“{rows[0].level_3}” stands {len(rows)} times. Is it scored twice?",
    )
    return once(form, Subject(rows[0].level_3, "level_3"), names(rows), says, severity=severity, confidence="high")
