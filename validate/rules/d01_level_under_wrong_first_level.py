"""D01: a second level that stands under a first level it does not belong to."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import FORM_LAYOUT
from validate.levels import bare, counts_as_benefit, first_level, groups, permitted
from validate.model import Check, Context, Evidence, Subject
from validate.rule import rule
from validate.wording import where


@rule(
    "D01",
    "level-under-wrong-first-level",
    "warning",
    Message("二级指标所列一级指标与其名称不符", "a second level stands under the wrong first level"),
    FORM_LAYOUT,
)
def level_under_wrong_first_level(form: Form, context: Context) -> Iterator[Check]:
    """The printed first level is one the second level's name allows. Empty labels are D02's, other trees no one's.

    Satisfaction may stand among the benefits. A label printed again on the next page is told once.
    """
    told: set[tuple[object, ...]] = set()
    for row, *_ in groups(form):
        printed, allowed = first_level(row.level_1_printed), permitted(row.level_2)
        words = (row.goal, row.level_1_printed, row.level_2)
        if printed is not None and allowed and words not in told:
            told.add(words)
            yield _right(row) if printed in allowed or counts_as_benefit(row) else _wrong(form, row, allowed)


def _right(row: Indicator) -> Check:
    return Check("holds", Subject(row.level_2 or "", "level_1"), stated=row.level_1_printed, evidence=_evidence(row))


def _evidence(row: Indicator) -> tuple[Evidence, ...]:
    """The second level first: it is where the reader has to look; the label above may stand many rows higher."""
    second = Evidence("label", row.level_2 or "", row.level_2_place or row.place)
    if row.level_1_place is None:
        return (second,)
    return (second, Evidence("stated", row.level_1_printed or "", row.level_1_place))


def _wrong(form: Form, row: Indicator, allowed: tuple[str, ...]) -> Check:
    subject = Subject(row.level_2 or "", "level_1")
    at, printed = where(form, subject), bare(row.level_1_printed)
    zh, en = "或".join(allowed), " or ".join(f"“{name}”" for name in allowed)
    return Check(
        "fails",
        subject,
        stated=row.level_1_printed,
        expected=zh,
        evidence=_evidence(row),
        message=Message(
            f"{at.zh}：“{row.level_2}”列在“{printed}”之下，按名称应属{zh}。请核对一级指标是否漏填或合并有误。",
            f"{at.en}: “{row.level_2}” stands under “{printed}”; by its name it belongs to {en}. "
            "Was a first-level label left out, or a cell merged too far?",
        ),
    )
