"""Scoring rules a form prints itself, in a column (得分计算方法, 评分标准), beside a reason, or in its notes."""

import re
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from normalize.model import Form, FundLine, Indicator, Report
from normalize.words.text import fold
from validate.figures import figure

STEPS = re.compile(r"扣|每[少低高超增减降]|不得分|得\d|\d+分|档|酌情|区间|\d+%.{0,12}(?:以上|以下|至|-|~)")
RATIO = re.compile(
    r"[AB]/[AB]|完成值.{0,6}[/÷].{0,6}(?:指标|目标)值|(?:指标|目标)值.{0,6}[/÷].{0,6}完成值|按.{0,8}比[例率]|完成率.{0,6}[*×x]"
)
NOTED = re.compile(
    r"(?:未达|未完成|未实现|低于).{0,24}(?:不得分|不计分|扣\d|得0分)|每(?:少|低|降低|减少|超|增|高).{0,18}扣"
)
GIVES_SCORE = re.compile(r"得分|[计记评赋]分|分值")
TAKEN_OFF = re.compile(r"扣(?:除|减|分)?(?:了)?(\d+(?:\.\d+)?)分")
PER_STEP = re.compile(
    r"每(?P<way>少|低|降低|减少|下降|超过|超出|超|增加|多|高)(?P<n>\d+(?:\.\d+)?)个?(?P<unit>百分点|%|[\u4e00-\u9fa5]{1,2}?)?,?"
    r"扣(?:除|减)?(?P<m>\d+(?:\.\d+)?)分"
)
FALLING = ("少", "低", "降低", "减少", "下降")
NO_LESS = re.compile(r"扣[完光]为止|直?至扣[完光]")
NOTE = re.compile(r"(?:注|备注|说明|填[表报]说明|[评计]分(?:标准|办法|说明|规则))[:\d.、]|\d+[.、]")
RATE_STEPS = re.compile(r"扣|不得分|不计分|得0分|档|酌情|区间|(?<!\d)(?!100%)\d+(?:\.\d+)?%|[≥>≤<]")
METHOD_COLUMNS = re.compile(r"评分|计分|得分计算|赋分|考核标准|评价标准")


def own_rule(form: Form, row: Indicator) -> str | None:
    """The text of a scoring rule of the form's own that replaces proportional scoring, or None."""
    for text in methods_of(row):
        if text and (STEPS.search(text) or not RATIO.search(text)):
            return text
    if row.reason is not None and (NOTED.search(fold(row.reason.text)) or _taken_off(row)):
        return row.reason.text
    return next((one.text for one in form.sections if NOTED.search(fold(one.text))), None)


class Steps(NamedTuple):
    """A deduction by steps: so many points off for each so much missed, or exceeded; unit as printed."""

    text: str
    falling: bool
    each: Fraction
    off: Fraction
    unit: str

    def due(self, gap: Fraction, weight: Fraction) -> tuple[Fraction, ...]:
        """What a gap leaves of the weight: to the fraction of a step, by whole steps, by steps begun."""
        steps = gap / self.each
        return tuple(max(Fraction(0), weight - self.off * taken) for taken in (steps, floor(steps), ceil(steps)))


def steps_of(row: Indicator) -> Steps | None:
    """The deduction by steps that the row's own method prints (每少1名扣0.5分), where that is all it says."""
    for text in methods_of(row):
        plain = NO_LESS.sub("", text)
        found = PER_STEP.search(plain)
        if found is not None and plain.count("扣") == 1 and Decimal(found["n"]) > 0:
            falling = found["way"] in FALLING
            return Steps(found[0], falling, Fraction(found["n"]), Fraction(found["m"]), found["unit"] or "")
    return None


def _taken_off(row: Indicator) -> bool:
    """Whether the reason says how many points were taken off, and so many are missing: 扣1.5分."""
    weight, score = figure(row.weight), figure(row.score)
    told = TAKEN_OFF.findall(fold(row.reason.text)) if row.reason is not None else []
    if weight is None or score is None or not told:
        return False
    return sum(map(Decimal, told)) == weight.number - score.number


def proportion_printed(report: Report, form: Form, row: Indicator) -> bool:
    """Whether the form itself says that scores are in proportion: in a method column, a section, or a note below."""
    notes = (fold(one.text) for one in report.paragraphs)
    told = [*methods_of(row), *(fold(one.text) for one in form.sections), *(text for text in notes if NOTE.match(text))]
    return any(RATIO.search(text) and GIVES_SCORE.search(text) for text in told)


def noted_rule(report: Report) -> bool:
    """Whether a note outside the forms prints a scoring rule: 注：每少1次扣1分."""
    return any(NOTE.match(text) and NOTED.search(text) for text in (fold(one.text) for one in report.paragraphs))


def own_execution_rule(form: Form, line: FundLine) -> str | None:
    """The text of a rule of the form's own for the score of the execution: steps or deductions, not the rate itself."""
    told = [fold(text) for header, text in line.extra if METHOD_COLUMNS.search(header)]
    noted = (fold(one.text) for one in form.sections)
    told += [text for text in noted if "执行" in text and NOTED.search(text)]
    return next((text for text in told if RATE_STEPS.search(text)), None)


def methods_of(row: Indicator) -> list[str]:
    """What the row prints of how it is scored, folded."""
    cell = [] if row.score_method is None or row.score_method.blank else [fold(row.score_method.text)]
    return cell + [fold(text) for header, text in row.extra if METHOD_COLUMNS.search(header)]
