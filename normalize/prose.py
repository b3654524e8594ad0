"""Claims: what sentences state, in paragraphs and in the goal cells of forms, each with its stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.model import CellPlace, Document, TextPlace
from normalize.breakdowns import breakdown_claims
from normalize.model import Claim, Form, Value
from normalize.periods import period_claims
from normalize.projects import NUMBER, project_claims
from normalize.sentences import Passage, passage
from normalize.units import is_unit

_DIGIT = re.compile(r"\d|[０-９]|上半年|下半年|季度|项目|[一二两三四五六七八九十]个")
_RATE = re.compile(
    rf"(?P<label>[\u4e00-\u9fff]{{1,16}}?(?:率|满意度|知晓度|比例|比重))(?:均|分别)?(?:达到?了?|为|是|约)?(?P<n>{NUMBER})%"
)
_COUNT = re.compile(
    rf"(?P<label>[\u4e00-\u9fff“”]{{2,18}}?)(?P<n>{NUMBER})(?:余|多)?(?P<unit>[万千亿]?[\u4e00-\u9fff]{{1,3}}?)(?=[,。;、:()和及]|$)"
)

_LOOSE = re.compile("(?:近|约|大约|共计?|累计|总计|达到?|为|已)+$")


def read_claims(document: Document, forms: Sequence[Form], year: int | None) -> tuple[Claim, ...]:
    """The claims of a document in reading order: paragraphs first, then the goal cells form by form."""
    names = tuple(
        dict.fromkeys(form.project_name for form in forms if form.project_name and len(form.project_name) > 1)
    )
    claims: list[Claim] = []
    for paragraph in document.paragraphs:
        if _DIGIT.search(paragraph.text):
            claims.extend(_in_order(_claims(passage(paragraph.text, paragraph.place), names, year)))
    for form in forms:
        for cell in _cells(document, form):
            claims.extend(_in_order(_claims(cell, names, form.year or year)))
    return tuple(claims)


def _in_order(claims: Iterator[Claim]) -> list[Claim]:
    return sorted(claims, key=_span)


def _cells(document: Document, form: Form) -> Iterator[Passage]:
    for goal in form.goals:
        for value, done in ((goal.expected, False), (goal.actual, True)):
            if value is not None and not value.blank:
                yield passage(_printed(document, value), value.place, form.form, done)


def _printed(document: Document, value: Value) -> str:
    """The cell's text with its breaks, because places point into that."""
    place = value.place
    grids = (grid for grid in document.grids if isinstance(place, CellPlace) and grid.table == place.table)
    cell = next((grid.at(place.row, place.col) for grid in grids if isinstance(place, CellPlace)), None)
    return cell.text if cell else value.text


def _claims(text: Passage, names: tuple[str, ...], year: int | None) -> Iterator[Claim]:
    yield from project_claims(text, names)
    parts = list(breakdown_claims(text))
    yield from parts
    yield from period_claims(text, year)
    yield from _rates(text)
    yield from _counts(text, [_span(claim) for claim in parts])


def _rates(text: Passage) -> Iterator[Claim]:
    for found in _RATE.finditer(text.flat):
        start, end = found.span()
        yield Claim(
            "rate", text.text(start, end), text.at(start, end), _number(found["n"]), "%", found["label"], form=text.form
        )


def _counts(text: Passage, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    for found in _COUNT.finditer(text.flat):
        start, end = found.span()
        at = text.back[start]
        if is_unit(found["unit"]) and "元" not in found["unit"] and not any(a <= at < b for a, b in taken):
            yield Claim(
                "count",
                text.text(start, end),
                text.at(start, end),
                _number(found["n"]),
                found["unit"],
                _LOOSE.sub("", found["label"]),
                form=text.form,
            )


def _span(claim: Claim) -> tuple[int, int]:
    place = claim.place
    assert isinstance(place, TextPlace | CellPlace)
    return place.start or 0, place.end or 0


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
