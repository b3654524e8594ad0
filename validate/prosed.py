"""Rates the prose gives under an indicator's own name, which just one form of the document has."""

import re
from collections.abc import Iterator
from fractions import Fraction

from extract.message import Message
from normalize.model import Claim, Form, Indicator, Report
from validate.claims import SENTENCE_END, Wording, agrees, in_prose, paragraph_of, seen, surroundings, wording
from validate.figures import Figure
from validate.likeness import project_core, squeezed
from validate.mentions import measured
from validate.model import Check, Subject
from validate.periods import completion_texts
from validate.wording import where

LEAST = 4  # a shorter name may stand for anything
PLAIN = re.compile(
    "(?:经|通过|根?据|问卷|抽样|测评|调查|统计|显示|结果|全年|本年|年度|项目|实施后?|实现|使得?|其中|受益|辖区|最终|我[县市区局]|的)*"
)
NOT_DONE = re.compile(
    r"分别|上年|去年|上一年|往年|目标|预期|计划|指标值|设定|要求|考核|力争|确保|不低于|不少于|[≥>＞]|下一?年|明年"
)


def prose_rates(form: Form, report: Report, rows: list[Indicator]) -> Iterator[Check]:
    """For each row that the prose names with a rate: one of the rates it gives should be the row's."""
    for row in rows:
        actual = measured(row.actual)
        said = [claim for claim in in_prose(report, "rate") if _speaks_of(report, claim, form, row)] if actual else []
        if actual is not None and said and actual.value.op is None and actual.value.unit in (None, "%"):
            yield _check(form, report, row, actual, said)


def _speaks_of(report: Report, claim: Claim, form: Form, row: Indicator) -> bool:
    """Whether a claim is of this row and no other: its words are the row's name, which stands on no other form."""
    name, about = squeezed(row.level_3), squeezed(claim.about or "")
    if len(name) < LEAST or not about.endswith(name) or not PLAIN.fullmatch(about.removesuffix(name)):
        return False
    named = [one.form for one in report.forms for row in one.indicators if squeezed(row.level_3) == name]
    paragraph = paragraph_of(report, claim.place)
    copies = (squeezed(text.text) for one in report.forms for text in completion_texts(one))
    if named != [form.form] or squeezed(paragraph) in copies:
        return False
    clause = SENTENCE_END.split(surroundings(report, claim)[0])[-1] + claim.text
    return not NOT_DONE.search(clause) and not _of_another(report, form, paragraph)


def _of_another(report: Report, form: Form, paragraph: str) -> bool:
    """Whether a paragraph names the project of another form and not that of this one."""
    said = squeezed(paragraph)
    names = {one.form: project_core(one.project_name) for one in report.forms if one.project_name}
    named = {number for number, core in names.items() if len(core) >= LEAST and core in said}
    return bool(named) and form.form not in named


def _hedge(report: Report, claim: Claim) -> Wording:
    """How a rate is hedged: its number, with the sign behind it."""
    before, after = surroundings(report, claim)
    return wording(before, after.lstrip("%％"))


def _check(form: Form, report: Report, row: Indicator, actual: Figure, said: list[Claim]) -> Check:
    subject, exact = Subject(row.level_3, "actual"), Fraction(actual.number)
    evidence = (actual.seen("stated"), *(seen(claim, "operand") for claim in said))
    numbers = [(claim.number, _hedge(report, claim)) for claim in said if claim.number is not None]
    if any(agrees(number, exact, hedge)[0] != "fails" for number, hedge in numbers):
        return Check("holds", subject, stated=actual.value.text, evidence=evidence)
    at, quotes = where(form, subject), "、".join(f"“{claim.text}”" for claim in said)
    return Check(
        "fails",
        subject,
        stated=actual.value.text,
        evidence=evidence,
        confidence="medium",
        message=Message(
            f"{at.zh}：填列 {actual.printed}，正文写{quotes}。二者口径是否一致？",
            f"{at.en}: stated {actual.printed}, the text says {quotes}. Is it the same measure?",
        ),
    )
