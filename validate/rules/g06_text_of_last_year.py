"""G06: the completion text is last year's."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Report
from validate.basis import PRACTICE
from validate.likeness import ratio, squeezed
from validate.model import Check, Evidence, Subject
from validate.narratives import completion
from validate.periods import completion_texts
from validate.rule import batch_rule
from validate.series import Filed, years
from validate.wording import where

LIKE = 0.9
LEAST = 30


@batch_rule(
    "G06",
    "text-of-last-year",
    "query",
    Message("完成情况与上年基本相同", "the completion text is nearly last year's"),
    PRACTICE,
)
def text_of_last_year(reports: tuple[Report, ...]) -> Iterator[tuple[Report, Check]]:
    """Two years of one project whose completion texts are nine tenths alike."""
    for own, before in years(reports):
        here, there = squeezed(completion(own.form)), squeezed(completion(before.form))
        if len(here) >= LEAST and len(there) >= LEAST:
            yield own.report, _check(own, before, ratio(here, there))


def _check(own: Filed, before: Filed, alike: float) -> Check:
    subject, cell = Subject("", "goal_actual"), completion_texts(own.form)[0]
    seen, form = (Evidence("stated", cell.text[:60], cell.place),), own.form.form
    if alike < LIKE:
        return Check("holds", subject, evidence=seen, form=form)
    at = where(own.form, subject)
    return Check(
        "fails",
        subject,
        stated=cell.text[:60],
        evidence=seen,
        confidence="medium",
        form=form,
        message=Message(
            f"{at.zh}：与上年（{before.told}）文字有 {alike:.0%} 相同。是否已按本年实际更新？",
            f"{at.en}: {alike:.0%} like last year's ({before.told_en}). Was it brought up to date?",
        ),
    )
