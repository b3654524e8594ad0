"""E01: an identity field the form asks for and leaves empty."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from extract.message import Message
from extract.model import Place
from normalize.model import Form
from validate.basis import FORM_LAYOUT
from validate.checks import holds, not_checked
from validate.funds import AMOUNTS, amount
from validate.model import Check, Context, Evidence, Subject
from validate.rule import rule
from validate.wording import COLUMNS, where

UNIT_LINE = re.compile(r"单\s*位\s*[:：]?\s*(?:人民币)?\s*[（(]?\s*(?:万元|元)")
NO_CELL = Message("表中未见此栏", "the form has no such cell")
NO_IDENTITY = Message("表中未见基本信息栏", "the form shows no identity block")


@rule(
    "E01",
    "identity-field-blank",
    "warning",
    Message("基本信息未填", "an identity field is left blank"),
    FORM_LAYOUT,
)
def identity_field_blank(form: Form, context: Context) -> Iterator[Check]:
    """Project, department, unit, year and unit of money; project and unit also where their cell is missing: a layout
    without them is only asked about.
    """
    if not form.identity:
        yield not_checked(Subject("", "project_name"), NO_IDENTITY)
    else:
        yield from _named(form)
        yield from _year(form)
    yield from _money_unit(form, context)


def _named(form: Form) -> Iterator[Check]:
    unnamed = {"project_name"} if form.kind in ("project", "transfer") else set()
    if form.field("department") is None:
        unnamed.add("implementing_unit")
    for name in ("project_name", "department", "implementing_unit"):
        entries = [entry for entry in form.identity if entry.field == name]
        filled = [Evidence("stated", entry.text, entry.place) for entry in entries if entry.text.strip()]
        if filled:
            yield Check("holds", Subject("", name), stated=filled[0].text, evidence=tuple(filled[:1]))
        elif entries:
            yield _blank(form, name, entries[0].text, entries[0].place)
        elif name in unnamed:
            yield replace(_blank(form, name, "", form.place, NO_CELL), severity="query")


def _year(form: Form) -> Iterator[Check]:
    entry = form.field("year")
    if form.year is not None:
        yield holds(Subject("", "year"))
    elif entry is not None:
        yield _blank(form, "year", entry.text, entry.place)


def _money_unit(form: Form, context: Context) -> Iterator[Check]:
    """Amounts need a unit: in the form's head, beside each amount, or on a line above the table."""
    cells = [value for line in form.funds for column in AMOUNTS if (value := amount(line, column)) is not None]
    amounts = [value for value in cells if value.number is not None and value.number != 0]
    if not amounts:
        return
    above = any(UNIT_LINE.search(paragraph.text) for paragraph in context.report.paragraphs)
    if form.money_unit or above or all(value.unit for value in amounts):
        yield holds(Subject("", "money_unit"))
    else:
        none = Message("金额栏及表头均未注明", "neither the head nor the amounts name it")
        yield _blank(form, "money_unit", "", amounts[0].place, none)


def _blank(form: Form, name: str, text: str, place: Place, state: Message | None = None) -> Check:
    subject, column = Subject("", name), COLUMNS[name]
    at = where(form, Subject())
    said = state or Message("未填", "left blank")
    return Check(
        "fails",
        subject,
        stated=text,
        evidence=(Evidence("stated", text, place),),
        message=Message(f"{at.zh}：{column.zh}{said.zh}，请补充。", f"{at.en}: {column.en} {said.en}; please add it."),
    )
