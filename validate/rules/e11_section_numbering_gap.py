"""E11: a lone （一） with no （二） beside it."""

import re
from collections.abc import Iterator

from extract.message import Message
from extract.model import Paragraph
from normalize.model import Report
from normalize.words.text import fold
from validate.basis import PRACTICE
from validate.model import Check, Context, Subject
from validate.rule import report_rule
from validate.screens import once, quoted, spot

MAIN = re.compile(r"^[一二三四五六七八九十]+、")
SUB = re.compile(r"^\(([一二三四五六七八九十]+)\)")
DIGITS = "一二三四五六七八九十"


@report_rule(
    "E11",
    "section-numbering-gap",
    "note",
    Message("标题序号不连续", "the numbering of headings has a gap"),
    PRACTICE,
)
def section_numbering_gap(report: Report, context: Context) -> Iterator[Check]:
    """Within each 一、 the headings （一）（二）… run on; a lone （一） suggests that a section was left out."""
    sections = list(_sections(report.paragraphs))
    if not any(sections):
        return
    gaps = [section for section in sections if section and not _runs_on(section)]
    spots = [spot(paragraph.text.strip()[:30], paragraph.place) for section in gaps for paragraph in section[:1]]
    listed = quoted([one.text for one in spots])
    says = Message(
        f"{listed.zh}之后缺少后续序号。是否漏列内容？",
        f"the numbering does not run on after {listed.en}. Was a part left out?",
    )
    yield once(None, Subject(), spots, says, confidence="low")


def _sections(paragraphs: tuple[Paragraph, ...]) -> Iterator[list[Paragraph]]:
    """The （一）… headings under each 一、."""
    here: list[Paragraph] = []
    for paragraph in paragraphs:
        text = fold(paragraph.text)
        if MAIN.match(text):
            yield here
            here = []
        elif SUB.match(text):
            here.append(paragraph)
    yield here


def _runs_on(section: list[Paragraph]) -> bool:
    numbers = [found[1] for paragraph in section if (found := SUB.match(fold(paragraph.text)))]
    return (len(numbers) > 1 and numbers == list(DIGITS[: len(numbers)])) or len(numbers) > len(DIGITS)
