"""Sentences that say a project's budget was changed during the year, and the form they speak of."""

import re
from collections.abc import Iterator

from extract.model import CellPlace, Paragraph, TextPlace
from normalize.model import Form, Report
from validate.likeness import project_core, squeezed
from validate.model import Evidence

SENTENCE = re.compile(r"[^。！？；\n]+")
MONEY = r"(?:预算|资金|经费|拨款|指标|款项)"
CHANGED = re.compile(
    rf"追加了?[^，。；]{{0,10}}{MONEY}|{MONEY}[^，。；]{{0,6}}追加|专项拨款|(?:调整|调增|调减|核增|核减|追减)了?(?:年初|全年|年度)?预算(?!执行|绩效|管理)"
    r"|预算(?:进行了?|作了?|做了?)?(?:中期|年中)?(?:调整|调增|调减|追加|追减)(?!完善|优化)|年中(?:追加|调整)"
)
DENIED = re.compile(
    r"(?:未|没有|无|不|严禁|严控|杜绝|避免|减少|禁止|原则上|如需|确需|若|如|应|须|需要|可以|建议|今后|下一步|加强|严格|规范)[^，。；]{0,8}$"
)
LEFTOVER = re.compile(r"^(?:管理|办法|制度|程序|流程|机制)")


def budget_changes(form: Form, report: Report) -> tuple[Evidence, ...]:
    """The sentences that say this form's budget was changed: in the form's own texts, and in the prose about it."""
    own = [_quoted(text, place) for text, place in _texts(form)]
    prose = [_quoted(one.text, one.place) for one in report.paragraphs if len(report.forms) == 1 or _about(form, one)]
    return tuple(evidence for found in (*own, *prose) for evidence in found)


def _texts(form: Form) -> Iterator[tuple[str, CellPlace | TextPlace]]:
    """The form's reasons, goals and sections, as printed."""
    for line in form.funds:
        if line.reason is not None:
            yield line.reason.text, line.reason.place
    for goal in form.goals:
        if goal.actual is not None:
            yield goal.actual.text, goal.actual.place
    for row in form.indicators:
        if row.reason is not None:
            yield row.reason.text, row.reason.place
    for section in form.sections:
        if isinstance(section.place, CellPlace | TextPlace):
            yield section.text, section.place


def _about(form: Form, paragraph: Paragraph) -> bool:
    """Whether a paragraph names the form's project."""
    return bool(form.project_name) and project_core(form.project_name or "") in squeezed(paragraph.text)


def _quoted(text: str, place: CellPlace | TextPlace) -> Iterator[Evidence]:
    for sentence in SENTENCE.finditer(text):
        for found in CHANGED.finditer(sentence[0]):
            if DENIED.search(sentence[0][: found.start()]) or LEFTOVER.match(sentence[0][found.end() :]):
                continue
            start, end = sentence.start() + found.start(), sentence.start() + found.end()
            yield Evidence("context", found[0], _at(place, start, end))
            break


def _at(place: CellPlace | TextPlace, start: int, end: int) -> CellPlace | TextPlace:
    if isinstance(place, CellPlace):
        return CellPlace(place.table, place.row, place.col, place.page, place.box, place.more, place.path, start, end)
    return TextPlace(place.paragraph, start, end, place.page, place.box)
