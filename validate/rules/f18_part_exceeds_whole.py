"""F18: a part that is greater than its whole."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Report
from validate.basis import OF_SENTENCE
from validate.facts import Fact, facts
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import Narrative, narratives
from validate.ratios import whole as exact
from validate.rule import report_rule
from validate.wording import where

NESTED = (
    (re.compile(r"全程|第二[针剂]|加强"), re.compile(r"首[针剂]|第一[针剂]")),
    (re.compile(r"办结|已?解决|已处理|化解成功|调处成功"), re.compile(r"受理|接收|登记")),
    (re.compile(r"合格|达标|通过"), re.compile(r"抽检|抽查|检测|检验|参加考")),
)


@report_rule(
    "F18",
    "part-exceeds-whole",
    "error",
    Message("部分大于整体", "a part is greater than its whole"),
    OF_SENTENCE,
)
def part_exceeds_whole(report: Report, context: Context) -> Iterator[Check]:
    """In one sentence: 全程 ≤ 首针, 办结 ≤ 受理, 合格 ≤ 抽检, and what 其中 introduces."""
    for text in narratives(report):
        said = [fact for fact in facts(text.text) if exact(fact)]
        for whole, part in _nested(said):
            yield _check(text, whole, part)


def _nested(said: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    for at, part in enumerate(said):
        for whole in said[:at]:
            if whole.sentence == part.sentence and whole.unit == part.unit and _inside(whole, part, said[at - 1]):
                yield whole, part


def _inside(whole: Fact, part: Fact, previous: Fact) -> bool:
    if whole is previous and part.before.startswith("其中"):
        return True
    return any(
        inner.search(part.before) and outer.search(whole.before) and not inner.search(whole.before)
        for inner, outer in NESTED
    )


def _check(text: Narrative, whole: Fact, part: Fact) -> Check:
    subject, formula = Subject(part.before[-10:], ""), f"{part.number} ≤ {whole.number}"
    seen = (
        Evidence("stated", part.said, text.at(part.start, part.end)),
        Evidence("operand", whole.said, text.at(whole.start, whole.end)),
    )
    form = text.form.form if text.form else None
    if part.number <= whole.number:
        return Check("holds", subject, stated=part.text, formula=formula, evidence=seen, form=form)
    at = where(text.form, Subject("", "goal_actual") if text.form else Subject())
    return Check(
        "fails",
        subject,
        stated=part.text,
        formula=formula,
        evidence=seen,
        confidence="medium",
        form=form,
        expected=f"≤ {whole.number}",
        message=Message(
            f"{at.zh}：“{part.said}”大于“{whole.said}”，部分不应大于整体。请核对。",
            f"{at.en}: “{part.said}” is more than “{whole.said}”, of which it is a part. Please check.",
        ),
    )
