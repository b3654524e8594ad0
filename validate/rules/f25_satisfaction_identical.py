"""F25: the same satisfaction in several projects of one unit."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extract.message import Message
from normalize.model import Form, Indicator, Report
from validate.basis import PRACTICE
from validate.likeness import squeezed
from validate.mentions import measured
from validate.model import Check, Context, Evidence, Subject
from validate.rule import report_rule
from validate.screens import once


@report_rule(
    "F25",
    "satisfaction-identical",
    "query",
    Message("多个项目满意度完全相同", "the same satisfaction in several projects"),
    PRACTICE,
)
def satisfaction_identical(report: Report, context: Context) -> Iterator[Check]:
    """Different projects serve different people; one figure for all suggests one survey, or none. Once per figure."""
    groups: dict[tuple[str, Decimal], list[tuple[Form, Indicator]]] = defaultdict(list)
    for form in report.forms:
        for row in form.indicators:
            actual = measured(row.actual)
            if "满意" in row.level_3 and actual is not None and actual.number < 100:
                groups[squeezed(row.level_3), actual.number].append((form, row))
    same = [found for found in groups.values() if len({form.form for form, _ in found}) > 1]
    for found in same:
        yield _check(found)
    if groups and not same and len(report.forms) > 1:
        yield Check("holds", Subject("满意度", "actual"))


def _check(found: list[tuple[Form, Indicator]]) -> Check:
    row = found[0][1]
    assert row.actual is not None
    forms = "、".join(f"表{form.form}" for form, _ in found)
    english = ", ".join(str(form.form) for form, _ in found)
    says = Message(
        f"{forms}“{row.level_3}”完成值均为 {row.actual.text}。是否分项目开展调查、样本量各多少？",
        f"“{row.level_3}” is {row.actual.text} on forms {english}. Was each project surveyed, with how many answers?",
    )
    spots = [Evidence("stated", one.actual.text, one.actual.place) for _, one in found if one.actual is not None]
    return once(None, Subject(row.level_3, "actual"), spots, says)
