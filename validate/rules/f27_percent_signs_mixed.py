"""F27: the same rate written with different signs or decimals."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extract.message import Message
from normalize.model import Report
from validate.basis import PRACTICE
from validate.facts import Fact, facts
from validate.likeness import squeezed
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import Narrative, narratives
from validate.rounding import decimals_of
from validate.rule import report_rule
from validate.screens import once, quoted


@report_rule(
    "F27",
    "percent-signs-mixed",
    "note",
    Message("同一比率书写不一致", "one rate is written in different ways"),
    PRACTICE,
)
def percent_signs_mixed(report: Report, context: Context) -> Iterator[Check]:
    """100％ beside 100% in one text, or one named rate with different decimals. Once per text."""
    for text in narratives(report):
        shares = [fact for fact in facts(text.text) if fact.percent]
        if len(shares) < 2:
            continue
        mixed = _signs(shares) + _decimals(shares)
        listed, spots = quoted([fact.said for fact in mixed]), [_seen(text, fact) for fact in mixed]
        says = Message(
            f"同一比率书写不一致：{listed.zh}，宜统一。", f"one rate is written in different ways: {listed.en}."
        )
        yield once(text.form, Subject("", "goal_actual"), spots, says, confidence="high")


def _seen(text: Narrative, fact: Fact) -> Evidence:
    return Evidence("stated", fact.said, text.at(fact.start, fact.end))


def _signs(shares: list[Fact]) -> list[Fact]:
    """One of each sign, if both occur."""
    first = {fact.unit: fact for fact in reversed(shares)}
    return list(first.values()) if len(first) > 1 else []


def _decimals(shares: list[Fact]) -> list[Fact]:
    """A rate of the same name and value printed with more and with fewer decimals."""
    named: dict[tuple[str, Decimal], list[Fact]] = defaultdict(list)
    for fact in shares:
        if fact.before:
            named[squeezed(fact.before), fact.number.normalize()].append(fact)
    return [fact for group in named.values() if len({decimals_of(one.number) for one in group}) > 1 for fact in group]
