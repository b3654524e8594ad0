"""F17: two percentages of one population imply different bases."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from extract.message import Message
from normalize.model import Report
from validate.basis import OF_SENTENCE
from validate.facts import Fact, facts
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import Narrative, narratives
from validate.ratios import BASE, implied_base, whole
from validate.rounding import half_up
from validate.rule import report_rule
from validate.wording import where

Pair = tuple[Fact, Fact]

ANOTHER = re.compile(r"岁|人群|学生|居民|村|镇|区|户籍|男|女|企业|单位|其中")
RATE = re.compile(r"(?P<name>[\u4e00-\u9fa5]{2,4}[率例])[为达到是]{0,2}$")


@report_rule(
    "F17",
    "shares-of-different-bases",
    "error",
    Message("同一基数的两个百分比互不相容", "two percentages of one base contradict each other"),
    OF_SENTENCE,
)
def shares_of_different_bases(report: Report, context: Context) -> Iterator[Check]:
    """Counts with the same rate in one sentence share their population, unless the second names its own."""
    for text in narratives(report):
        pairs = list(_pairs(facts(text.text)))
        for one, other in pairwise(pairs):
            if _one_population(text.text, one, other):
                yield _check(text, one, other)


def _pairs(said: tuple[Fact, ...]) -> Iterator[Pair]:
    """A count followed by its rate."""
    for count, share in pairwise(said):
        if whole(count) and share.percent and share.number > 0 and share.sentence == count.sentence:
            yield count, share


def _one_population(text: str, one: Pair, other: Pair) -> bool:
    """Whether both counts are parts of one population: neither is what its rate is of, and nothing names another."""
    if any(BASE.search(count.before) for count, _ in (one, other)):
        return False
    names = [RATE.search(share.before) for _, share in (one, other)]
    same = None not in names and names[0] is not None and names[1] is not None and names[0]["name"] == names[1]["name"]
    near = one[0].sentence == other[0].sentence and other[0].start > one[1].end
    return same and near and one[0].unit == other[0].unit and not ANOTHER.search(text[one[1].end : other[0].start])


def _check(text: Narrative, one: Pair, other: Pair) -> Check:
    first, second = implied_base(*one), implied_base(*other)
    subject = Subject(other[0].before[-10:], "")
    facts_used = (other[1], other[0], one[1], one[0])
    seen = tuple(
        Evidence("operand" if at else "stated", fact.said, text.at(fact.start, fact.end))
        for at, fact in enumerate(facts_used)
    )
    form = text.form.form if text.form else None
    formula = f"{one[0].number} ÷ {one[1].text}; {other[0].number} ÷ {other[1].text}"
    if max(first[0], second[0]) <= min(first[1], second[1]):
        return Check("holds", subject, stated=other[1].text, formula=formula, evidence=seen, form=form)
    at = where(text.form, Subject("", "goal_actual") if text.form else Subject())
    bases = [f"{half_up(Fraction(low), 1)}–{half_up(Fraction(high), 1)}" for low, high in (first, second)]
    chinese = [base.replace("–", "～") for base in bases]
    said = [f"“{count.said}，{share.said}”" for count, share in (one, other)]
    return Check(
        "fails",
        subject,
        stated=other[1].text,
        formula=formula,
        evidence=seen,
        confidence="medium",
        form=form,
        message=Message(
            f"{at.zh}：{said[0]}推算基数 {chinese[0]}，{said[1]}推算基数 {chinese[1]}，"
            "二者没有交集。请核对人数与比率。",
            f"{at.en}: {said[0]} imply a base of {bases[0]}, {said[1]} one of {bases[1]}; they have nothing in common. "
            "Please check them.",
        ),
    )
