"""E09: no date, no name of a preparer anywhere in the report."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Report
from normalize.words.text import fold
from validate.basis import PRACTICE
from validate.model import Check, Context, Evidence, Subject
from validate.rule import report_rule
from validate.screens import once, spot
from validate.years import signed

PEOPLE = ("preparer", "contact", "finance_head", "leader", "reviewer")
DATE = Message("填报日期", "the date")
PREPARER = Message("填报人或负责人", "the preparer or the person in charge")
NAMED = re.compile(r"(?:填[报表]人|制表人?|经办人|联系人|项目负责人|单位负责人)[^:]{0,6}:\S")


@report_rule(
    "E09",
    "signature-or-date-missing",
    "note",
    Message("未见填报日期和填报人", "no date, or no preparer, is named"),
    PRACTICE,
)
def signature_or_date_missing(report: Report, context: Context) -> Iterator[Check]:
    """A date or a responsible person somewhere: identity cells, sections, or lines of the prose. Once per report."""
    if not report.forms:
        return
    form = report.forms[0]
    dated, named = bool(list(signed(report))), _names(report)
    missing = [word for word, found in ((DATE, dated), (PREPARER, bool(named))) if not found]
    says = Message(f"未见{'、'.join(one.zh for one in missing)}。", f"missing: {', '.join(one.en for one in missing)}.")
    spots = [spot(form.title or "", form.place)] if missing else []
    yield once(None, Subject(), spots, says, confidence="low", looked_at=named[:1])


def _names(report: Report) -> list[Evidence]:
    found = [
        Evidence("stated", entry.text, entry.place)
        for form in report.forms
        for entry in form.identity
        if entry.field in PEOPLE and entry.text.strip()
    ]
    sections = [(f"{one.label}：{one.text}", one.place) for form in report.forms for one in form.sections]
    lines = [*sections, *((paragraph.text, paragraph.place) for paragraph in report.paragraphs)]
    return found + [Evidence("stated", text, place) for text, place in lines if NAMED.search(fold(text))]
