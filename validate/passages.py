"""What a report says about one form in words: the form's own texts and the prose, quoted in place."""

import re
from collections.abc import Iterator

from extract.model import CellPlace, TextPlace
from normalize.model import Form, FundLine, Report
from validate.likeness import project_core, squeezed
from validate.model import Evidence
from validate.reasons import says_something

Spot = CellPlace | TextPlace
SENTENCE = re.compile(r"[^。！？；\n]+")
OF_EXECUTION = re.compile(
    r"(?:执行率|执行进度|支付进度|支出进度|预算执行|资金执行|未执行|未支付|未支出|结余|结转|剩余资金|收回|压减)"
)
BECAUSE = re.compile(r"因|由于|受.{1,20}影响|导致|所致|尚未|推迟|延期|跨年|质保金|尾款|结算|节约|收回|压减")


def passages(form: Form, report: Report) -> Iterator[tuple[str, Spot]]:
    """The texts of the form's cells and sections, then the paragraphs about it, in reading order."""
    yield from own_texts(form)
    for paragraph in report.paragraphs:
        if len(report.forms) == 1 or _names(form, paragraph.text):
            yield paragraph.text, paragraph.place


def own_texts(form: Form) -> Iterator[tuple[str, Spot]]:
    """The texts of the form's own cells and sections: reasons, what was done, notes."""
    cells = [line.reason for line in form.funds] + [goal.actual for goal in form.goals]
    for value in (*cells, *(row.reason for row in form.indicators)):
        if value is not None and not value.blank:
            yield value.text, value.place
    for section in form.sections:
        if isinstance(section.place, CellPlace | TextPlace):
            yield section.text, section.place


def _names(form: Form, text: str) -> bool:
    return bool(form.project_name) and project_core(form.project_name or "") in squeezed(text)


def sentences(text: str) -> Iterator[re.Match[str]]:
    """The sentences of a text, each with its offsets."""
    return SENTENCE.finditer(text)


def quoted(text: str, spot: Spot, start: int, end: int) -> Evidence:
    """A stretch of a text as evidence at its own place."""
    return Evidence("context", text[start:end], spot.part(start, end))


def execution_reason(form: Form, line: FundLine, report: Report) -> Evidence | None:
    """Where the report says why a row was executed as it was: its own reason, the total row's, or a sentence."""
    for value in (line.reason, form.fund_total.reason if form.fund_total else None):
        if value is not None and not value.blank and says_something(value.text):
            return Evidence("context", value.text, value.place)
    return next(_explaining(form, report), None)


def _explaining(form: Form, report: Report) -> Iterator[Evidence]:
    """The sentences that name the execution, followed or led by a cause in the same passage."""
    for text, spot in passages(form, report):
        if BECAUSE.search(text):
            for sentence in sentences(text):
                if OF_EXECUTION.search(sentence[0]) and says_something(sentence[0]):
                    yield quoted(text, spot, sentence.start(), sentence.end())
