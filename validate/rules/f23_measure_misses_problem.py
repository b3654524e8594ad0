"""F23: measures that do not speak of the problem named."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Report
from validate.basis import PRACTICE
from validate.model import Check, Context, Evidence, Subject
from validate.problems import Passage, passages
from validate.rule import report_rule
from validate.screens import once

BUDGET = r"预算[^。]{0,12}(?:编制|不匹配|未能全面|不够?精准)|高于预算|超预算|年初预算"
PACE = r"执行率低|进度(?:较)?慢|支出(?:较)?慢|资金(?:闲置|沉淀|结余)"
TARGETS = r"指标(?:设置|设定)|目标(?:设置|设定)|不够?量化"
CAUSES = (
    (re.compile(BUDGET), re.compile(r"预算"), Message("预算编制与执行", "budgeting")),
    (re.compile(PACE), re.compile(r"进度|执行|支出|拨付"), Message("支出进度", "the pace of spending")),
    (re.compile(TARGETS), re.compile(r"指标|目标"), Message("指标设置", "the setting of indicators")),
)


@report_rule(
    "F23",
    "measure-misses-problem",
    "note",
    Message("改进措施未针对所述问题", "the measures do not speak of the problem named"),
    PRACTICE,
)
def measure_misses_problem(report: Report, context: Context) -> Iterator[Check]:
    """A problem of budgeting, of pace or of targets wants a measure that at least names it. Once for each text."""
    told: set[tuple[Passage, ...]] = set()
    for form in report.forms:
        problems, measures = passages(report, form, "problems"), passages(report, form, "measures")
        if problems and measures and problems not in told:
            told.add(problems)
            yield _check(report, form, problems, measures)


def _check(report: Report, form: Form, problems: tuple[Passage, ...], measures: tuple[Passage, ...]) -> Check:
    problem, measure = ("".join(one.text for one in found) for found in (problems, measures))
    missed = [name for words, answer, name in CAUSES if words.search(problem) and not answer.search(measure)]
    listed = Message("、".join(one.zh for one in missed), " and ".join(one.en for one in missed))
    says = Message(
        f"存在问题涉及{listed.zh}，改进措施未提出相应做法。",
        f"the problem is about {listed.en}; the measures do not address it.",
    )
    seen = [Evidence("stated", one.text[:60], one.place) for one in (measures[0], problems[0])]
    own = form if problems[0].form is not None else None
    return once(own, Subject("改进措施", ""), seen if missed else (), says, confidence="low", looked_at=seen)
