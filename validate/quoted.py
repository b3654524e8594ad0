"""Scores quoted outside the total row: in prose the average of all forms or the total of one, in a head its own."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extract.message import Message
from extract.model import CellPlace, Place, TextPlace
from normalize.model import Form, Report
from normalize.words.text import fold
from validate.claims import form_of, in_prose
from validate.likeness import project_core, squeezed
from validate.lists import lists, tied
from validate.model import Evidence
from validate.passages import sentences
from validate.sums import points

AVERAGE = re.compile(r"平均(?:自评)?(?:得分|分数|分值|分)[为是达到：:]{0,2}\s*(?P<number>\d+(?:\.\d+)?)\s*分?")
TOTAL = re.compile(
    r"自评(?:综合|总)?(?:得分|总分|分数|分)[为是达到：:]{0,2}\s*(?P<number>\d+(?:\.\d+)?)\s*分"
    r"(?!(?:[(（]不?含[)）])?\s*(?:及?以[上下]|[至到~—-]))"
)
OWN = re.compile("自评(?:综合|总)?(?:得分|总分|分数|分)")
SPEAKS_OF_FORMS = re.compile(r"自评|绩效|项目")
SPEAKS_OF_ELSE = re.compile(r"满意|问卷|测评|考试|考核|抽查|复核|审核|去年|上年|上一年")
OF_THE_WHOLE = re.compile(r"部门整体|整体支出")
LEAST = 4  # a shorter name may stand for anything
COUNT = re.compile(r"(\d+)\s*个(?:重点)?项目|项目(?:共|共计)?\s*(\d+)\s*个")

IN_TEXT = Message("正文称", "The text says")
IN_HEAD = Message("表首填写", "The form's head says")
IN_LIST = Message("项目清单填写", "The list of projects says")


class Quoted(NamedTuple):
    """A score named in a sentence, a form's head or a list. projects: how many the sentence speaks of, if it says;
    form: whose it is, by name or because it stands there; where: what says it.
    """

    number: Decimal
    average: bool
    projects: int | None
    text: str
    place: Place
    form: Form | None = None
    where: Message = IN_TEXT

    def seen(self) -> Evidence:
        return Evidence("stated", self.text, self.place)


def quoted_scores(report: Report) -> Iterator[Quoted]:
    """The scores named in paragraphs outside the forms: averages, totals and those said of projects by name, then those
    in the heads of forms and in lists of projects.
    """
    projects_only = any(form.kind != "department" for form in report.forms)
    for paragraph in report.paragraphs:
        for sentence in sentences(paragraph.text):
            elsewhere = SPEAKS_OF_ELSE.search(sentence[0]) or (projects_only and OF_THE_WHOLE.search(sentence[0]))
            if SPEAKS_OF_FORMS.search(sentence[0]) and not elsewhere:
                yield from _in_sentence(report, sentence, paragraph.place.paragraph)
    for claim in in_prose(report, "score"):
        form = form_of(report, claim)
        if form is not None and claim.number is not None and not OWN.search(claim.text):
            yield Quoted(claim.number, False, None, claim.text, claim.place, form)
    for form in report.forms:
        yield from _in_head(form)
    for rows in lists(report):
        for row, form in tied(report, rows):
            score = row.by.get("score")
            if score is not None and score.number is not None:
                text = f"{row.about} {score.text}"
                yield Quoted(score.number, False, None, text, score.place, form, IN_LIST)


def _in_head(form: Form) -> Iterator[Quoted]:
    """``自评得分 98.75`` above the funds and indicators of a form whose total stands below them."""
    places = [row.place for row in form.funds] + [row.place for row in form.indicators]
    first = min(((place.table, place.row) for place in places), default=None)
    for section in form.sections:
        number = points(fold(section.text).removesuffix("分"))
        if (
            number is None
            or not isinstance(section.place, CellPlace)
            or not OWN.fullmatch(fold(section.label).strip(":"))
        ):
            continue
        if first is not None and (section.place.table, section.place.row) < first:
            said = f"{section.label} {section.text}"
            yield Quoted(number, False, None, said, section.place, form, IN_HEAD)


def _in_sentence(report: Report, sentence: re.Match[str], paragraph: int) -> Iterator[Quoted]:
    count = COUNT.search(sentence[0])
    projects = int(count[1] or count[2]) if count else None
    for pattern in (AVERAGE, TOTAL):
        since = 0
        for match in pattern.finditer(sentence[0]):
            place = TextPlace(paragraph, sentence.start() + match.start(), sentence.start() + match.end())
            named = _named(report, sentence[0][since : match.start()]) if pattern is TOTAL else None
            yield Quoted(Decimal(match["number"]), pattern is AVERAGE, projects, match[0], place, named)
            since = match.end()


def _named(report: Report, words: str) -> Form | None:
    """The one form whose project the words before a score name."""
    said = squeezed(words)
    cores = [(form, project_core(form.project_name)) for form in report.forms if form.project_name]
    found = [form for form, core in cores if len(core) >= LEAST and core in said]
    return found[0] if len(found) == 1 else None
