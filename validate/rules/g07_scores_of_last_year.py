"""G07: every score is last year's."""

from collections.abc import Iterator
from decimal import Decimal

from extract.message import Message
from normalize.model import Form, Report
from validate.basis import PRACTICE
from validate.figures import figure
from validate.likeness import squeezed
from validate.model import Check, Evidence, Subject
from validate.rule import batch_rule
from validate.series import Filed, years
from validate.wording import where

FEWEST = 5


@batch_rule(
    "G07",
    "scores-of-last-year",
    "query",
    Message("各项得分与上年完全相同", "every score is last year's"),
    PRACTICE,
)
def scores_of_last_year(reports: tuple[Report, ...]) -> Iterator[tuple[Report, Check]]:
    """Five or more indicators of the same names with the same scores two years running."""
    for own, before in years(reports):
        here, there = _scores(own.form), _scores(before.form)
        if len(here) >= FEWEST and len(there) >= FEWEST:
            yield own.report, _check(own, before, here, there)


def _scores(form: Form) -> dict[str, Decimal]:
    found = {squeezed(row.level_3): figure(row.score) for row in form.indicators}
    return {name: score.number for name, score in found.items() if score is not None}


def _check(own: Filed, before: Filed, here: dict[str, Decimal], there: dict[str, Decimal]) -> Check:
    subject = Subject("", "score")
    cells = [row.score for row in own.form.indicators if row.score is not None]
    seen = tuple(Evidence("stated", cell.text, cell.place) for cell in cells)
    if here != there:
        return Check("holds", subject, evidence=seen[:1], form=own.form.form)
    at = where(own.form, subject)
    return Check(
        "fails",
        subject,
        evidence=seen,
        confidence="low",
        form=own.form.form,
        message=Message(
            f"{at.zh}：{len(here)} 项指标得分与上年（{before.told}）逐项相同。是否按本年完成情况评分？",
            f"{at.en}: all {len(here)} scores are last year's ({before.told_en}). Was this year scored anew?",
        ),
    )
