"""F16: a count with its completion rate implies a target that is no whole number."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from extract.message import Message
from normalize.model import Report
from validate.basis import OF_SENTENCE
from validate.facts import Fact, facts
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import Narrative, narratives
from validate.ratios import implied_base, whole
from validate.rounding import shown
from validate.rule import report_rule
from validate.wording import where

RATE = re.compile(r"完成率|完成(?:年度)?(?:目标|任务|计划)(?:任务)?的?")

REST = re.compile("其余|剩余|还有|尚有|未|取消|调整")  # what was not done is no count the rate is about


@report_rule(
    "F16",
    "implied-target-not-whole",
    "query",
    Message("完成率推算的目标数不是整数", "a count and its completion rate imply no whole target"),
    OF_SENTENCE,
)
def implied_target_not_whole(report: Report, context: Context) -> Iterator[Check]:
    """«新增就业908人，完成率103%»: 908 ÷ 103 % lies between 878 and 885, so a whole target exists."""
    for text in narratives(report):
        said = facts(text.text)
        for count, rate in pairwise(said):
            if _belongs(count, rate):
                yield _check(text, count, rate)


def _belongs(count: Fact, rate: Fact) -> bool:
    near = count.sentence == rate.sentence and bool(RATE.search(rate.before))
    rest = REST.search(count.before)
    return whole(count) and rest is None and near and rate.percent and rate.number > 0


def _check(text: Narrative, count: Fact, rate: Fact) -> Check:
    subject = Subject(count.before[-10:] or "完成率", "")
    low, high = implied_base(count, rate)
    seen = (
        Evidence("stated", rate.said, text.at(rate.start, rate.end)),
        Evidence("operand", count.said, text.at(count.start, count.end)),
    )
    form, formula = text.form.form if text.form else None, f"{count.number} ÷ {rate.text}"
    if ceil(low) <= floor(high):
        return Check("holds", subject, stated=rate.text, formula=formula, evidence=seen, form=form)
    at = where(text.form, Subject("", "goal_actual") if text.form else Subject())
    between = f"{shown(Fraction(low))}–{shown(Fraction(high))}"
    chinese = between.replace("–", "～")
    return Check(
        "fails",
        subject,
        stated=rate.text,
        computed=between,
        formula=formula,
        evidence=seen,
        confidence="low",
        form=form,
        message=Message(
            f"{at.zh}：“{count.said}，{rate.said}”推算的目标数为 {chinese}，其间没有整数。请核对人数（件数）与完成率。",
            f"{at.en}: “{count.said}, {rate.said}” imply a target of {between}, where no whole number lies. "
            "Please check both.",
        ),
    )
