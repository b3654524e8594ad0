"""F26: completion texts that speak of another year."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Report
from validate.basis import PRACTICE
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import Narrative, narratives
from validate.rule import report_rule
from validate.screens import once, quoted

LAST = re.compile(r"去年(?:以?来|全年|度)?|上年度?(?!结转|结余|同期|末|底)|前年")
YEAR = re.compile(r"(?<!\d)(20\d\d)年(?:度|全年|以来|上半年|下半年|1[-—至]\d+月)")
UNTIL = re.compile(r"截[至止]到?(20\d\d)年(?:年?[底末]|12月(?:31日|[底末])?)")
DONE = re.compile(r"完成|开展|支出|支付|执行|实现|举办|发放|拨付|服务|建成|新建|改造|培训|整治|救助")
PAUSE = re.compile(r"[，。；、,;\n]")
COMPARED = re.compile(r"较$|比$|同比|相比$|与$|于$|从$|自$")


@report_rule(
    "F26",
    "text-about-other-year",
    "query",
    Message("完成情况提及其他年度", "a completion text speaks of another year"),
    PRACTICE,
)
def text_about_other_year(report: Report, context: Context) -> Iterator[Check]:
    """«去年来…», «2021年度完成…» in a 2022 report; comparisons (较上年) are meant so. Once per text.

    Prose has its own matters of other years; of it only «截至2021年12月31日，…完成…» is asked about.
    """
    for text in narratives(report):
        year = (text.form.year if text.form else None) or report.year
        found = [*(_elsewhen(text, year) if text.form else ()), *_until(text, year)]
        if text.form is None and not found:
            continue
        spots = [Evidence("stated", _words(text, match), text.at(*match.span())) for match in found]
        listed = quoted([_words(text, match) for match in found])
        at = Message("实际完成情况", "the completion text") if text.form else Message("正文", "the prose")
        says = Message(
            f"{at.zh}提及其他年度：{listed.zh}。该项工作属于哪一年度？",
            f"{at.en} speaks of another year: {listed.en}. In which year was this done?",
        )
        yield once(text.form, Subject("", "goal_actual"), spots, says, confidence="low")


def _until(text: Narrative, year: int | None) -> Iterator[re.Match[str]]:
    """Work done up to the end of another year than the one reported on."""
    for match in UNTIL.finditer(text.text):
        sentence = re.split(r"[。；;\n]", text.text[match.end() :])[0]
        if year is not None and int(match[1]) == year - 1 and DONE.search(sentence):
            yield match


def _words(text: Narrative, match: re.Match[str]) -> str:
    """The words of a match and what follows, up to the next pause."""
    return text.text[match.start() : match.end()] + PAUSE.split(text.text[match.end() : match.end() + 12])[0]


def _elsewhen(text: Narrative, year: int | None) -> Iterator[re.Match[str]]:
    for match in (*LAST.finditer(text.text), *YEAR.finditer(text.text)):
        other = match.re is LAST or (year is not None and int(match[1]) != year)
        if other and not COMPARED.search(text.text[: match.start()]):
            yield match
