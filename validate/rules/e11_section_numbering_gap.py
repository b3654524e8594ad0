"""E11: a lone （一） with no （二） beside it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.message import Message
from extract.model import Paragraph
from normalize.model import Report
from normalize.words.text import fold
from validate.basis import PRACTICE
from validate.model import Check, Context, Subject
from validate.problems import MAIN
from validate.rule import report_rule
from validate.screens import once, quoted, spot

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
    gaps = [gap for n, section in enumerate(sections) if (gap := _gap(section, from_its_middle=n == 0)) is not None]
    spots = [spot(paragraph.text.strip()[:30], paragraph.place) for paragraph in gaps]
    listed = quoted([one.text for one in spots])
    says = Message(
        f"{listed.zh}前后序号不连续。是否漏列内容？",
        f"the numbering does not run on at {listed.en}. Was a part left out?",
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


def _gap(section: list[Paragraph], *, from_its_middle: bool) -> Paragraph | None:
    """The heading beside which a number is missing; numbers above ten are not looked at.

    from_its_middle: the document may begin in the middle of the section, as an excerpt does.
    """
    numbers = [DIGITS.find(found[1]) + 1 for one in section if (found := SUB.match(fold(one.text)))]
    if not numbers or 0 in numbers:
        return None
    if numbers == [1] or (numbers[0] > 1 and not from_its_middle):
        return section[0]
    jumps = (n for n, (one, after) in enumerate(pairwise(numbers)) if after not in (one + 1, 1))
    return next((section[n] for n in jumps), None)
