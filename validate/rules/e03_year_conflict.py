"""E03: the years a report states about itself, side by side."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Report
from validate.basis import COMMON_SENSE
from validate.checks import holds, not_checked
from validate.model import Check, Context, Evidence, Severity, Subject
from validate.rule import report_rule
from validate.years import Stated, file_name, form_year, headings, signed

SUBJECT = Subject("", "year")
NO_YEAR = Message("表中及标题均未见年度", "neither the forms nor the headings name a year")
LATE = 2  # a report is dated in its own year or in the next one or two


@report_rule(
    "E03", "year-conflict", "error", Message("年度前后不一致", "the report states different years"), COMMON_SENSE
)
def year_conflict(report: Report, context: Context) -> Iterator[Check]:
    """Forms, title, headings and file name name one year; the report is not dated before that year."""
    if not report.forms:
        return
    stated = [one for one in map(form_year, report.forms) if one] + [*headings(report), *file_name(report)]
    if not stated:
        yield not_checked(SUBJECT, NO_YEAR)
        return
    first, *others = stated
    conflicts = _distinct(one for one in others if not _agree(first, one))
    yield from (_differs(first, one) for one in conflicts)
    yield from _dated(first, list(signed(report)))
    if not conflicts:
        yield _agrees(stated)


def _agree(first: Stated, other: Stated) -> bool:
    """A title may also bear the year in which it was written, the one after."""
    return other.year == first.year or (not other.firm and other.year == first.year + 1)


def _distinct(stated: Iterator[Stated]) -> list[Stated]:
    return list({(one.year, one.spot): one for one in stated}.values())


def _seen(one: Stated, role: str) -> tuple[Evidence, ...]:
    if one.place is None:
        return ()
    return (Evidence("stated" if role == "stated" else "operand", one.text, one.place),)


def _agrees(stated: list[Stated]) -> Check:
    seen = tuple(evidence for one in stated for evidence in _seen(one, "operand"))
    return Check("holds", SUBJECT, stated=str(stated[0].year), evidence=seen)


def _differs(first: Stated, other: Stated, severity: Severity | None = None) -> Check:
    return Check(
        "fails",
        SUBJECT,
        stated=str(other.year),
        expected=str(first.year),
        severity=severity,
        evidence=_seen(other, "stated") + _seen(first, "operand"),
        message=Message(
            f"年度前后不一致：{other.spot.zh}为 {other.year} 年，{first.spot.zh}为 {first.year} 年。请核对年度。",
            f"The years differ: {other.spot.en} says {other.year}, {first.spot.en} {first.year}. Which one is meant?",
        ),
    )


def _dated(first: Stated, dates: list[Stated]) -> Iterator[Check]:
    for one in dates:
        if first.year <= one.year <= first.year + LATE:
            yield holds(SUBJECT)
        else:
            yield _differs(first, one, None if one.year < first.year else "query")
