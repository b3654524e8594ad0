"""F05: a completion text whose data stop before the year ends."""

from collections.abc import Iterator, Sequence

from extract.message import Message
from normalize.model import Claim, Form, Report
from validate.basis import FORM_LAYOUT
from validate.claims import of_kind, seen
from validate.model import Check, Context, Evidence, Severity, Subject
from validate.periods import closes, completion_claims, completion_texts, of_data, partial, retold
from validate.rule import report_rule
from validate.wording import where

SUBJECT = Subject("", "goal_actual")


@report_rule(
    "F05",
    "text-stops-before-year-end",
    "warning",
    Message("完成情况的数据截止于年末之前", "the completion text stops before the year ends"),
    FORM_LAYOUT,
)
def text_stops_before_year_end(report: Report, context: Context) -> Iterator[Check]:
    """Completion texts of an annual report reach December. One finding a form; prose that repeats a cell adds none.

    Reports of a part of the year, as their headings say, end with it.
    """
    yearly = [form for form in report.forms if not form.part_of_year]
    told = False
    for form in yearly:
        claims = completion_claims(report, form)
        told |= bool(completion_texts(form))
        if completion_texts(form):
            yield _check(report, form, claims, retold(report, form))
    if len(yearly) < len(report.forms):
        return
    prose = [claim for claim in of_kind(report, "period") if claim.form is None]
    fresh = [claim for claim in prose if not any(claim in retold(report, form) for form in report.forms)]
    if partial(fresh, report.year):
        yield _check(report, None, fresh, (), "query" if told else None)


def _check(
    report: Report,
    form: Form | None,
    claims: Sequence[Claim],
    again: Sequence[Claim],
    severity: Severity | None = None,
) -> Check:
    number, year = form.form if form else None, (form.year if form else None) or report.year
    early = partial((claim for claim in claims if of_data(report, claim)), year)
    if not early or any(closes(claim, year) for claim in claims):
        return Check("holds", SUBJECT, evidence=tuple(seen(claim) for claim in claims), form=number)
    said = list(dict.fromkeys(f"“{claim.text}”" for claim in early))
    at = where(form, SUBJECT if form else Subject())
    return Check(
        "fails",
        SUBJECT,
        stated=early[0].text,
        severity=severity,
        form=number,
        evidence=tuple(seen(claim) for claim in early) + tuple(_context(claim) for claim in partial(again, year)),
        message=Message(
            f"{at.zh}：所述数据的时间范围为{'、'.join(said)}，未覆盖全年。请补充截至年末的完成情况。",
            f"{at.en}: the data cover {', '.join(said)}, not the whole year. What was reached by its end?",
        ),
    )


def _context(claim: Claim) -> Evidence:
    return seen(claim, "context")
