"""Document in, Report out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from extract.message import Message
from extract.model import CellPlace, Document, Grid, Note, Paragraph
from normalize.accounting import TOKEN
from normalize.claims.prose import read_claims
from normalize.cutting.gathering import gather
from normalize.forms import build_form
from normalize.heading import year_in
from normalize.kinds import told_by_others
from normalize.layout.signs import title_like
from normalize.lists.claims import list_claims
from normalize.lists.overviews import overview_claims, overview_note
from normalize.model import Form, Report, Unread
from normalize.remarks import kind_remarks
from normalize.scanned import marked, ocr_cells
from normalize.words.text import fold, join

_ATTACHMENT = re.compile(r"^(?:附件|附表|附|表)[\d一二三四五六七八九十]*(?:-\d+)*[:：]?$|^公开\d*表$|^\d+$")
_TITLE_LENGTH = 60
_HEADS = 6  # headings of a table that show what it is about


def recognise(document: Document) -> Report:
    """What a document states: its forms, the claims of its sentences, and all that stayed unread."""
    found = gather(document)
    forms: list[Form] = []
    notes: list[Note] = list(document.notes)
    for number, draft in enumerate(found.drafts, 1):
        form, told = build_form(number, draft)
        forms.append(form)
        notes.extend(told)
    title = _title(document.paragraphs, forms)
    year = _year(forms, title, document)
    forms = [form if form.year is not None else replace(form, year=year) for form in forms]
    forms = [told_by_others(form, document, title) for form in forms]
    notes.extend(kind_remarks(forms))
    if by_ocr := ocr_cells(document):
        forms = [marked(form, by_ocr) for form in forms]
    tables = {one.grid.table: list_claims(one) for one in found.lists}
    tables |= {one.parsed.grid.table: overview_claims(one) for one in found.overviews}
    notes.extend(overview_note(one) for one in found.overviews)
    claims = (*read_claims(document, forms, year), *(claim for told in tables.values() for claim in told.claims))
    if claims and not forms:
        notes.append(_only_claims(len(claims)))
    if not forms and any(grid.cells for grid in found.strays):
        notes.append(_other_tables([grid for grid in found.strays if grid.cells]))
    return Report(
        source=document.source,
        title=title,
        unit=_unit(forms, document.paragraphs, title),
        year=year,
        forms=tuple(forms),
        claims=claims,
        paragraphs=document.paragraphs,
        unread=tuple(_unread(found.strays, {table: told.settled for table, told in tables.items()})),
        notes=tuple(notes),
    )


def _only_claims(count: int) -> Note:
    return Note(
        "claims-only",
        Message(
            f"未识别出绩效自评表，只读出文字陈述 {count} 处",
            f"no self-assessment form was recognised, only {count} statements in the text",
        ),
    )


def _other_tables(grids: Sequence[Grid]) -> Note:
    """What the tables of a document without forms are about: how many they are, the heading of the first."""
    first = grids[0]
    heads = [text for cell in first.cells if cell.place.row == 0 and (text := join(cell.text))]
    shown = " | ".join(heads[:_HEADS]) + ("…" if len(heads) > _HEADS else "")
    count = len(grids)
    return Note(
        "other-tables",
        Message(
            f"文中 {count} 张表格都不是绩效自评表，首张表首行为“{shown}”",
            f"none of the {count} tables is a self-assessment form; the first one begins: {shown}",
        ),
        CellPlace(first.table, 0, 0),
    )


def _title(paragraphs: Sequence[Paragraph], forms: Sequence[Form]) -> str | None:
    """The first line of the document that can be its title, else the first form's."""
    for paragraph in paragraphs[:12]:
        text = join(paragraph.text)
        if fold(text) and not _ATTACHMENT.match(fold(text)):
            if len(text) > _TITLE_LENGTH or text.endswith(("。", "；", "：")):
                break
            return text
    return next((form.title for form in forms if form.title), None)


def _unit(forms: Sequence[Form], paragraphs: Sequence[Paragraph], title: str | None) -> str | None:
    """The unit that reports: the forms' implementing unit, else their department, else the unit the title names."""
    for form in forms:
        if form.implementing_unit or form.department:
            return form.implementing_unit or form.department
    return _unit_in_title(title) or next(
        (unit for unit in (_unit_in_title(p.text) for p in paragraphs[:6] if title_like(p.text)) if unit), None
    )


def _unit_in_title(title: str | None) -> str | None:
    found = re.match(
        r"^(?:关于)?(?:\d{4}年度?)?(.{2,30}?(?:局|厅|委|办|院|校|所|站|中心|政府|街道|办事处|大学|中学|小学|馆|队|会|部))(?:\d{4}年|部门|项目|关于|本级|绩效|重点)",
        join(title or ""),
    )
    return found[1] if found else None


def _year(forms: Sequence[Form], title: str | None, document: Document) -> int | None:
    """The year of the forms, else of the title and the first lines, else of the file's name."""
    years = [form.year for form in forms if form.year]
    if years:
        return max(dict.fromkeys(years), key=years.count)
    lines = [title or "", *(paragraph.text for paragraph in document.paragraphs[:8]), document.source.name]
    return next((year for year in map(year_in, lines) if year), None)


def _unread(strays: Iterable[Grid], settled: dict[int, frozenset[tuple[int, int]]]) -> Iterable[Unread]:
    """The numbers of tables outside any form, each with its stretch of the cell; settled: cells told, by table."""
    for grid in strays:
        told = settled.get(grid.table, frozenset())
        for cell in (one for one in grid.cells if (one.place.row, one.place.col) not in told):
            for found in TOKEN.finditer(cell.text):
                yield Unread(found[0], cell.place.part(found.start(), found.end()))
