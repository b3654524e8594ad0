"""The years a report states about itself: on its forms, in its title and headings, in its file name, in its date."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.message import Message
from extract.model import Place
from normalize.model import Form, Report
from normalize.words.text import fold

YEAR = r"(?<!\d)(20\d\d|二[〇○零O][一二三四五六七八九〇○零O]{2})"
FISCAL = re.compile(YEAR + r"年度|" + YEAR + r"年(?=[^\d月]{0,24}(?:自评|绩效|评价))")
SECTION = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[。；;]$")
DATE = re.compile(
    YEAR + r"[年./-](?:\d{1,2}|[一二三四五六七八九十]{1,2})[月./-](?:\d{1,2}|[一二三四五六七八九十]{1,3})?日?"
)
LABELLED = re.compile(r"(?:填[报表]|制表|报送|上报)(?:日期|时间):" + DATE.pattern)
ABOUT = re.compile(r"自评|绩效|评价")
DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
HEADING = 45


class Stated(NamedTuple):
    """A year as one spot of the report states it. place None: the file's name.

    firm: printed as 年度, the year reported on; otherwise it may be the year in which the report was written.
    """

    year: int
    text: str
    place: Place | None
    spot: Message
    firm: bool = True


def _number(digits: str) -> int:
    return int(digits.translate(DIGITS))


def subject_years(text: str) -> list[tuple[int, bool]]:
    """The years a text names as its subject, with whether firmly: ``2022年度`` yes, ``2022年…绩效自评`` no."""
    found = {_number(one[1] or one[2]): bool(one[1]) for one in FISCAL.finditer(fold(text))}
    return sorted(found.items())


def form_year(form: Form) -> Stated | None:
    """The year printed on a form."""
    if form.year is None:
        return None
    entry = form.field("year")
    spot = Message(f"表{form.form}", f"form {form.form}")
    return Stated(form.year, entry.text if entry else str(form.year), entry.place if entry else form.place, spot)


def headings(report: Report) -> Iterator[Stated]:
    """The titles that name the year reported on. Sentences and numbered sections may speak of other years."""
    for paragraph in report.paragraphs:
        text = paragraph.text.strip()
        if len(text) <= HEADING and ABOUT.search(text) and not SECTION.search(text):
            for year, firm in subject_years(text):
                yield Stated(year, text, paragraph.place, Message("标题", "a heading"), firm)


def file_name(report: Report) -> tuple[Stated, ...]:
    """The years the file's name says it is about (``2022年度…``)."""
    name = report.source.name
    spot = Message(f"文件名“{name}”", f"the file's name “{name}”")
    return tuple(Stated(year, name, None, spot, firm) for year, firm in subject_years(name))


def signed(report: Report) -> Iterator[Stated]:
    """The dates the report bears: a paragraph that is nothing but a date, a date behind 填报日期, date cells."""
    for paragraph in report.paragraphs:
        text = fold(paragraph.text)
        if found := DATE.fullmatch(text) or LABELLED.search(text):
            yield Stated(
                _number(found[1]), paragraph.text.strip(), paragraph.place, Message("落款日期", "the closing date")
            )
    for form in report.forms:
        for entry in form.identity:
            if entry.field == "date" and (found := DATE.search(fold(entry.text))):
                spot = Message(f"表{form.form}填报日期", f"the date on form {form.form}")
                yield Stated(_number(found[1]), entry.text, entry.place, spot)
