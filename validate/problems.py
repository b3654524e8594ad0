"""Where a report speaks of its problems and of what it will do about them: sections of a form, headed prose."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from extract.model import Paragraph, Place
from normalize.model import Form, Indicator, Report
from normalize.words.text import fold
from validate.figures import figure

Matter = Literal["problems", "measures"]

MATTERS: dict[Matter, re.Pattern[str]] = {
    "problems": re.compile(r"存在的?(?:主要)?(?:困难和)?问题|主要问题|^问题"),
    "measures": re.compile(r"改进(?:的)?(?:措施|建议|意见)|整改(?:措施|建议)|下一步|有关建议|工作措施|^措施|^建议"),
}
MAIN = re.compile(r"^[一二三四五六七八九十]+、")
SUB = re.compile(r"^[(][一二三四五六七八九十]+[)]")
LABEL = re.compile(r"^([^:。;,]{0,24}):")
NONE = re.compile(
    r"(?:暂|经自查)?(?:无|没有|未发现|不存在|未发生)(?:明显|重大|突出|其他)?(?:的)?(?:问题|存在问题|困难)?[。.]?|/|-+"
)
SHORT = 30


class Passage(NamedTuple):
    """A stretch of a report on one matter, with its place. form: the form it stands in, or None for prose."""

    text: str
    place: Place
    form: int | None = None

    @property
    def says_none(self) -> bool:
        return bool(NONE.fullmatch(fold(self.text)))


def passages(report: Report, form: Form, matter: Matter) -> tuple[Passage, ...]:
    """What is said of a matter: in the form's own sections, else in the prose, which speaks for all forms."""
    own = tuple(
        Passage(section.text, section.place, form.form)
        for section in form.sections
        if MATTERS[matter].search(fold(section.label)) and section.text.strip()
    )
    return own or tuple(_prose(report, matter))


def below(row: Indicator) -> bool:
    """Whether an indicator scored less than its weight."""
    weight, score = figure(row.weight), figure(row.score)
    return weight is not None and score is not None and score.number < weight.number


def _prose(report: Report, matter: Matter) -> Iterator[Passage]:
    """The paragraphs under headings that name the matter, and the text behind such a heading's colon."""
    main: set[Matter] = set()
    sub: set[Matter] = set()
    for paragraph in report.paragraphs:
        head = _heading(paragraph)
        if head is None:
            if matter in (sub or main) and fold(paragraph.text):
                yield Passage(paragraph.text, paragraph.place)
            continue
        named: set[Matter] = {one for one, words in MATTERS.items() if words.search(head)}
        main, sub = (named, set()) if MAIN.match(head) else (main, named)
        rest = _behind_colon(paragraph.text)
        if matter in (sub or main) and rest:
            yield Passage(rest, paragraph.place)


def _heading(paragraph: Paragraph) -> str | None:
    """The words of a paragraph that is, or begins with, a heading."""
    text = fold(paragraph.text)
    label = LABEL.match(text)
    if label and (MAIN.match(text) or SUB.match(text) or any(words.search(label[1]) for words in MATTERS.values())):
        return label[1]
    return text if len(text) <= SHORT and (MAIN.match(text) or SUB.match(text)) else None


def _behind_colon(text: str) -> str:
    at = min((found for found in (text.find(":"), text.find("：")) if found >= 0), default=len(text))
    return text[at + 1 :].strip()
