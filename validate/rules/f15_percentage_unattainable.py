"""F15: a percentage that no whole number of the stated count gives."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from extract.message import Message
from normalize.model import Report
from validate.basis import OF_SENTENCE
from validate.explain import TRUNCATED
from validate.facts import Fact, facts
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import Narrative, narratives
from validate.ratios import BASE
from validate.rounding import decimals_of, half_up, rounds_to, toward_zero
from validate.rule import report_rule
from validate.wording import where


@report_rule(
    "F15",
    "percentage-unattainable",
    "query",
    Message("百分比与所列基数无法对应", "no whole number of the stated count gives this percentage"),
    OF_SENTENCE,
)
def percentage_unattainable(report: Report, context: Context) -> Iterator[Check]:
    """97.48 % of 4277 would be 4169.2: neither 4169 nor 4170 prints so, nor is 4277 that part of any whole number."""
    for text in narratives(report):
        said = facts(text.text)
        for base, share in _pairs(said):
            yield _check(text, base, share)


def _pairs(said: tuple[Fact, ...]) -> Iterator[tuple[Fact, Fact]]:
    """Each percentage with decimals, and the count that opens its sentence as a whole."""
    base: Fact | None = None
    for fact in said:
        if base is not None and fact.sentence != base.sentence:
            base = None
        if not fact.percent and "元" not in fact.unit:
            whole = BASE.search(fact.before) and not fact.hedge.at_least and not fact.hedge.about
            base = fact if whole and fact.number == int(fact.number) and fact.number > 0 else None
        elif fact.percent and base is not None and 0 < fact.number < 100 and decimals_of(fact.number) > 0:
            yield base, fact


def shares(share: Fact, count: int) -> list[Fraction]:
    """The nearest percentages that whole numbers give: k of the count, and the count of some whole."""
    near, whole = Fraction(share.number) * count / 100, Fraction(count) * 100 / Fraction(share.number)
    parts = [Fraction(k * 100, count) for k in (floor(near), ceil(near))]
    return parts + [Fraction(count * 100, n) for n in (floor(whole), ceil(whole)) if n > 0]


def _check(text: Narrative, base: Fact, share: Fact) -> Check:
    subject, count = Subject(share.before[-10:] or "百分比", ""), int(base.number)
    seen = (
        Evidence("stated", share.said, text.at(share.start, share.end)),
        Evidence("operand", base.said, text.at(base.start, base.end)),
    )
    form = text.form.form if text.form else None
    found = shares(share, count)
    if any(rounds_to(one, share.number) for one in found):
        return Check("holds", subject, stated=share.text, evidence=seen, form=form)
    cut = any(toward_zero(one, decimals_of(share.number)) == share.number for one in found)
    at = where(text.form, Subject("", "goal_actual") if text.form else Subject())
    low = floor(Fraction(share.number) * count / 100)
    decimals = decimals_of(share.number)
    around = [f"{k} ÷ {count} = {half_up(Fraction(k * 100, count), decimals)}%" for k in (low, low + 1)]
    said = f"“{share.said}”若以“{base.said}”为基数，{around[0]}，{around[1]}"
    english = f"“{share.said}” of “{base.said}”: {around[0]}, {around[1]}"
    return Check(
        "explained" if cut else "fails",
        subject,
        stated=share.text,
        formula="; ".join(around),
        why=TRUNCATED if cut else None,
        evidence=seen,
        confidence="low",
        form=form,
        message=Message(f"{at.zh}：{said}，{share.text} {TRUNCATED.zh}。", f"{at.en}: {english}; {TRUNCATED.en}.")
        if cut
        else Message(
            f"{at.zh}：{said}，均得不出 {share.text}。请说明该比率的基数。",
            f"{at.en}: {english}, never {share.text}. What is the base of the rate?",
        ),
    )
