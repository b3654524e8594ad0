"""What the tables are filled with: which records of a file are rows, what a cell reads from its row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from extract.message import Language, Message
from extract.model import Place
from fuhe.outputs.columns import Entry, Row
from fuhe.results import FileResult
from normalize.model import Form
from validate.model import Evidence, Outcome


def of_file(result: FileResult, lang: Language) -> Iterator[Row]:
    """One row a file, also where it could not be read."""
    yield Row(result, lang, item=result.outcome.report if result.outcome else None)


def forms_of(result: FileResult, lang: Language) -> Iterator[Row]:
    """One row a form."""
    for form in result.outcome.report.forms if result.outcome else ():
        yield Row(result, lang, form, form)


def of_forms(records: Callable[[Form], Iterable[Any]]) -> Callable[[FileResult, Language], Iterator[Row]]:
    """One row a record of a form, numbered from 1 in each."""

    def rows(result: FileResult, lang: Language) -> Iterator[Row]:
        for form in result.outcome.report.forms if result.outcome else ():
            for n, record in enumerate(records(form), 1):
                yield Row(result, lang, form, record, n)

    return rows


def of_outcome(records: Callable[[Outcome], Iterable[Any]]) -> Callable[[FileResult, Language], Iterator[Row]]:
    """One row a record of the whole report, numbered from 1."""

    def rows(result: FileResult, lang: Language) -> Iterator[Row]:
        for n, record in enumerate(records(result.outcome) if result.outcome else (), 1):
            yield Row(result, lang, item=record, n=n)

    return rows


def unread_of(result: FileResult, lang: Language) -> Iterator[Row]:
    """One row an unread cell: of the forms first, then of grids outside them."""
    if result.outcome is None:
        return
    cells = [(form, cell) for form in result.outcome.report.forms for cell in form.unread]
    outside = [(None, cell) for cell in result.outcome.report.unread]
    for n, (form, cell) in enumerate((*cells, *outside), 1):
        yield Row(result, lang, form, cell, n)


def origin(key: str) -> Callable[[Row], Entry]:
    """A fact of the file."""
    return lambda row: getattr(row.result.origin, key)


def said(key: str) -> Callable[[Row], Entry]:
    """A field of the report; blank where the file could not be read."""
    return lambda row: getattr(row.item, key, None)


def message(key: str) -> Callable[[Row], Entry]:
    """A message of the record, in the language of the run."""

    def read(row: Row) -> Entry:
        message: Message | None = getattr(row.item, key)
        return message.text(row.lang) if message else None

    return read


def count(records: Callable[[Outcome], Iterable[Any]]) -> Callable[[Row], Entry]:
    """How many there are; blank where the file could not be read."""
    return lambda row: sum(1 for _ in records(row.result.outcome)) if row.result.outcome else None


def problems(row: Row) -> Entry:
    """Why a file is partial or failed."""
    return "；".join(f"{one.code}: {one.message.text(row.lang)}" for one in row.result.problems) or None


def first_place(row: Row) -> Place | None:
    """Where the first piece of evidence stands."""
    evidence: tuple[Evidence, ...] = row.item.evidence
    return evidence[0].place if evidence else None


def profile(row: Row) -> Entry:
    """The profile the form was judged by."""
    choices = row.result.outcome.profiles if row.result.outcome else ()
    return next((choice.profile.name for choice in choices if choice.form == row.item.form), None)


def causes(row: Row) -> Entry:
    """The likely causes of a finding, most likely first."""
    return "；".join(cause.text(row.lang) for cause in row.item.likely_causes) or None


def extra(row: Row) -> Entry:
    """Columns nobody knows, label and text."""
    return "；".join(f"{label}：{text}" for label, text in row.item.extra) or None


def text_of(key: str) -> Callable[[Row], Entry]:
    """The printed text of a value of the record."""
    return lambda row: getattr(getattr(row.item, key), "text", None)


def of_total(key: str, part: str) -> Callable[[Row], Entry]:
    """A part (text, number) of one of the form's totals."""
    return lambda row: getattr(getattr(row.item.total, key), part, None)
