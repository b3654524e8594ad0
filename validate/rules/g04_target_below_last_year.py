"""G04: a target well below what was reached the year before."""

from collections.abc import Iterator
from fractions import Fraction

from extract.message import Message
from normalize.model import Indicator, Report
from validate.basis import PRACTICE
from validate.comparing import Pair, comparable
from validate.direction import direction
from validate.likeness import squeezed
from validate.mentions import measured
from validate.model import Check, Evidence, Subject
from validate.rule import batch_rule
from validate.series import Filed, years
from validate.wording import where

SHARE = Fraction(7, 10)


@batch_rule(
    "G04",
    "target-below-last-year",
    "query",
    Message("指标值明显低于上年完成值", "a target well below what was reached last year"),
    PRACTICE,
)
def target_below_last_year(reports: tuple[Report, ...]) -> Iterator[tuple[Report, Check]]:
    """The same indicator of a project in two years: a target of less than seven tenths of last year's actual value."""
    for own, before in years(reports):
        last = {squeezed(row.level_3): row for row in before.form.indicators}
        for row in own.form.indicators:
            other = last.get(squeezed(row.level_3))
            if other is not None and (check := _check(own, before, row, other)) is not None:
                yield own.report, check


def _check(own: Filed, before: Filed, row: Indicator, other: Indicator) -> Check | None:
    target, reached = measured(row.target), measured(other.actual)
    pair = comparable(target, reached) if target and reached else None
    if target is None or reached is None or not isinstance(pair, Pair) or direction(row) != "up":
        return None
    subject = Subject(row.level_3, "target")
    seen, form = (target.seen("stated"), Evidence("context", reached.value.text, row.place)), own.form.form
    if pair.target >= pair.actual * SHARE:
        return Check("holds", subject, stated=target.value.text, evidence=seen[:1], form=form)
    at = where(own.form, subject)
    return Check(
        "fails",
        subject,
        stated=target.value.text,
        evidence=seen[:1],
        confidence="low",
        form=form,
        message=Message(
            f"{at.zh}：填列 {target.value.text}，上年（{before.told}）完成值为 {reached.value.text}。指标值为何下调？",
            f"{at.en}: stated {target.value.text}, last year {reached.value.text} was reached ({before.told_en}). "
            "Why was the target lowered?",
        ),
    )
