"""Reasons for deviations: the row's own cell, a merged one that covers it, or a section of the form."""

import re
from typing import Literal, NamedTuple

from normalize.model import Form, Indicator, Section, Value
from normalize.words.text import fold

Given = Literal["given", "blank", "elsewhere", "nowhere"]

NOTHING = re.compile(
    r"^(?:无|没有|暂无|不适用|无偏差|没有偏差|未发生偏差|无原因|正常|达标|已?完成|已达标|按计划完成|/|-|0)?[。.]?$"
)
LACKING = re.compile(r"因|由于|受.{1,20}影响|未[达完能]|不足|尚[未有需]|仍[有需]|有待|扣|偏差|滞后|导致")
FURTHER = re.compile(r"原因|偏差|保障$|改进|措施|^其[他它]$")
ABOUT_DEVIATION = re.compile(r"存在.{0,4}问题|^(?:主要)?问题|偏差|未完成|原因|未达")


class Reason(NamedTuple):
    """Where the reason of a row stands: given in its cell, a blank cell, a section of the form, or no place for it."""

    given: Given
    value: Value | None = None
    section: Section | None = None


def says_something(text: str) -> bool:
    """Whether a reason says more than 无."""
    return NOTHING.match(fold(text)) is None


def reason_of(form: Form, row: Indicator) -> Reason:
    """The reason of a row; a merged cell without a value of its own on this row is that of the row above.

    Without a column for reasons, or with an empty cell, a section that explains deviations or names this very row is
    where to look.
    """
    if not any(one.reason is not None for one in form.indicators):
        section = deviation_section(form) or naming_section(form, row)
        return Reason("elsewhere", section=section) if section else Reason("nowhere")
    value = row.reason or next((one.reason for one in reversed(form.indicators[: row.n - 1]) if one.reason), None)
    if value is None:
        return Reason("nowhere")
    if not value.blank and says_something(value.text):
        return Reason("given", value)
    beside = _beside(row)
    if beside is not None:
        return Reason("given", beside)
    section = naming_section(form, row)
    return Reason("elsewhere", value, section) if section else Reason("blank", value)


def _beside(row: Indicator) -> Value | None:
    """What a row says in further columns for reasons: 经费保障, 人员保障 … under one 偏差原因分析; 改进措施."""
    said = (text for header, text in row.extra if FURTHER.search(fold(header)) and says_something(text))
    return next((Value(text, "text", row.place) for text in said), None)


def naming_section(form: Form, row: Indicator) -> Section | None:
    """The section of a form that names a row in a sentence about what was lacking."""
    name = fold(row.level_3)
    if len(name) < 4:
        return None
    return next((one for one in form.sections if name in fold(one.text) and LACKING.search(fold(one.text))), None)


def deviation_section(form: Form) -> Section | None:
    """The section of a form that explains deviations or names problems, if something stands in it."""
    return next(
        (one for one in form.sections if ABOUT_DEVIATION.search(fold(one.label)) and says_something(one.text)), None
    )
