"""G03: the targets of a self-assessment against the approved ones of the same project."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator, Report
from validate.basis import COMMON_SENSE
from validate.figures import figure
from validate.likeness import squeezed
from validate.model import Check, Evidence, Subject
from validate.rule import batch_rule
from validate.series import Filed, by_unit
from validate.sums import filled
from validate.wording import where


@batch_rule(
    "G03",
    "target-differs-from-approval",
    "error",
    Message("指标值与批复的绩效目标不一致", "a target differs from the approved one"),
    COMMON_SENSE,
)
def target_differs_from_approval(reports: tuple[Report, ...]) -> Iterator[tuple[Report, Check]]:
    """Where a run holds the target sheet of a project (a form without actual values) beside its self-assessment."""
    for forms in by_unit(reports, sheets=True).values():
        sheets = [one for one in forms if _is_sheet(one.form)]
        for own in forms:
            approved = next((one for one in sheets if one.project == own.project and one is not own), None)
            if approved is not None and not _is_sheet(own.form):
                yield from ((own.report, check) for check in _checks(own, approved))


def _is_sheet(form: Form) -> bool:
    """A target sheet has targets, no scores, and nothing where results would stand."""
    return bool(form.indicators) and all(row.score is None and not filled(row.actual) for row in form.indicators)


def _checks(own: Filed, approved: Filed) -> Iterator[Check]:
    targets = {squeezed(row.level_3): row for row in approved.form.indicators}
    for row in own.form.indicators:
        other = targets.get(squeezed(row.level_3))
        if other is not None and row.target is not None and other.target is not None:
            yield _compared(own, approved, row, other)
    kept = {squeezed(row.level_3) for row in own.form.indicators}
    for name, row in targets.items():
        if name not in kept:
            yield _dropped(own, approved, row)


def _same(row: Indicator, other: Indicator) -> bool:
    one, two = figure(row.target), figure(other.target)
    if one is not None and two is not None:
        return one.number == two.number
    return (
        row.target is not None and other.target is not None and squeezed(row.target.text) == squeezed(other.target.text)
    )


def _compared(own: Filed, approved: Filed, row: Indicator, other: Indicator) -> Check:
    assert row.target is not None
    assert other.target is not None
    subject = Subject(row.level_3, "target")
    at, seen = where(own.form, subject), (Evidence("stated", row.target.text, row.target.place),)
    if _same(row, other):
        return Check("holds", subject, stated=row.target.text, evidence=seen, form=own.form.form)
    return Check(
        "fails",
        subject,
        stated=row.target.text,
        expected=other.target.text,
        evidence=seen,
        form=own.form.form,
        message=Message(
            f"{at.zh}：填列 {row.target.text}，{approved.told}批复的指标值为 {other.target.text}。调整是否经过批准？",
            f"{at.en}: stated {row.target.text}, approved {other.target.text} ({approved.told_en}). "
            "Was the change approved?",
        ),
    )


def _dropped(own: Filed, approved: Filed, row: Indicator) -> Check:
    subject, at = Subject(row.level_3, "level_3"), where(own.form, Subject())
    return Check(
        "fails",
        subject,
        expected=row.level_3,
        form=own.form.form,
        evidence=(Evidence("context", own.form.title or "", own.form.place),),
        message=Message(
            f"{at.zh}：{approved.told}批复的指标“{row.level_3}”未列入自评。为何未作自评？",
            f"{at.en}: the approved indicator “{row.level_3}” ({approved.told_en}) was not assessed. Why?",
        ),
    )
