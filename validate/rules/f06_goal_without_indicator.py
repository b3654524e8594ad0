"""F06: quantities of the goal against the targets of the indicators."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import COMMON_SENSE
from validate.facts import Fact
from validate.horizons import beyond_year
from validate.mentions import contradicting, goal_facts, matching, same_amount
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import Narrative
from validate.rule import rule
from validate.screens import once, quoted, spot
from validate.wording import where


@rule(
    "F06",
    "goal-without-indicator",
    "warning",
    Message("总体目标中的数量与指标值不一致或无对应指标", "a quantity of the goal has another target or none"),
    COMMON_SENSE,
)
def goal_without_indicator(form: Form, context: Context) -> Iterator[Check]:
    """A goal's «开展8次…» is the target of an indicator. Another number warns; no indicator is only asked about.

    What is aimed at by a later year, or within several, needs no target of this one.
    """
    lone: list[tuple[Narrative, Fact]] = []
    for text, fact in goal_facts(form) if form.indicators else ():
        row, other = matching(fact, form.indicators), contradicting(fact, form.indicators)
        if row is not None:
            yield _maps(text, fact, row)
        elif beyond_year(text.text, fact.start, form.year):
            continue
        elif other is not None:
            yield _differs(form, text, fact, other)
        elif not same_amount(fact, form.indicators):
            lone.append((text, fact))
    if lone:
        yield _unmatched(form, lone)


def _seen(text: Narrative, fact: Fact) -> Evidence:
    return Evidence("stated", fact.said + fact.after, text.at(fact.start, fact.end))


def _maps(text: Narrative, fact: Fact, row: Indicator) -> Check:
    assert row.target is not None
    seen = (_seen(text, fact), Evidence("operand", row.target.text, row.target.place))
    return Check("holds", Subject(row.level_3, "target"), stated=fact.text, evidence=seen)


def _differs(form: Form, text: Narrative, fact: Fact, row: Indicator) -> Check:
    assert row.target is not None
    subject = Subject(row.level_3, "target")
    at = where(form, subject)
    return Check(
        "fails",
        subject,
        stated=row.target.text,
        expected=fact.text,
        confidence="medium",
        evidence=(Evidence("stated", row.target.text, row.target.place), _seen(text, fact)),
        message=Message(
            f"{at.zh}：填列 {row.target.text}，预期目标写“{fact.said}{fact.after}”，二者不一致。以何者为准？",
            f"{at.en}: the target is {row.target.text}, the goal says “{fact.said}{fact.after}”. Which one counts?",
        ),
    )


def _unmatched(form: Form, lone: list[tuple[Narrative, Fact]]) -> Check:
    said = [fact.said + fact.after for _, fact in lone]
    listed = quoted(said)
    says = Message(
        f"预期目标中的{listed.zh}未见对应的绩效指标。是否漏设指标？",
        f"in the goal, but with no indicator: {listed.en}. Was one left out?",
    )
    spots = [spot(words, text.at(fact.start, fact.end)) for words, (text, fact) in zip(said, lone, strict=True)]
    return once(form, Subject("", "goal_expected"), spots, says, severity="query", confidence="low")
