"""Claims: what sentences state, in paragraphs and in the goal cells of forms, each with its stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from extract.model import CellPlace, Document, TextPlace
from normalize.claims.breakdowns import breakdown_claims
from normalize.claims.periods import period_claims
from normalize.claims.projects import NUMBER, project_claims
from normalize.claims.quantities import quantity_claims, words_before
from normalize.claims.sentences import Passage, passage
from normalize.model import Claim, Form, Value

_DIGIT = re.compile(r"\d|[０-９]|上半年|下半年|季度|项目|[一二两三四五六七八九十]个")
_REACHES = r"(?:达到?了?|为|是|约|:|仅|仅为|只有|大于|高于|超过|不低于|不少于)?"
_RATES = (
    re.compile(
        r"(?P<label>[\u4e00-\u9fff]{1,16}?(?:率|满意度|知晓度|比例|比重|占比|进度|覆盖面|指标|完成值))(?:均|分别)?"
        rf"{_REACHES}(?P<n>{NUMBER})%"
    ),
    re.compile(rf"(?P<label>占[\u4e00-\u9fff“”]{{1,14}}?)的?{_REACHES}(?P<n>{NUMBER})%"),
    re.compile(
        rf"(?P<label>[\u4e00-\u9fff“”]{{0,16}}(?:增长|下降|增加|减少|提高|降低|上升|节约))了?约?(?P<n>{NUMBER})%"
    ),
)


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
    found = list(breakdown_claims(text))
    taken = [_span(claim) for claim in found]
    found += [claim for claim in _of_projects(text, names) if claim.kind != "amount" or not _inside(claim, taken)]
    found += period_claims(text, year)
    found += _rates(text, [_span(claim) for claim in found])
    yield from found
    yield from quantity_claims(text, [_span(claim) for claim in found])


def _of_projects(text: Passage, names: tuple[str, ...]) -> list[Claim]:
    """What is said of projects. An amount of none is called by its own words, unless the passage lists projects."""
    found = list(project_claims(text, names))
    if any(claim.kind == "project_name" for claim in found):
        return found
    return [_called(text, claim) if claim.kind == "amount" and claim.about is None else claim for claim in found]


def _called(text: Passage, claim: Claim) -> Claim:
    return replace(claim, about=words_before(text, text.back.index(_span(claim)[0])) or None)


def _rates(text: Passage, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    met: set[int] = set()
    for pattern in _RATES:
        for found in pattern.finditer(text.flat):
            start, end = found.span()
            at = text.back[found.start("n")]
            if found.start("n") not in met and not any(a <= at < b for a, b in taken):
                met.add(found.start("n"))
                number, label = _number(found["n"]), found["label"]
                yield Claim("rate", text.text(start, end), text.at(start, end), number, "%", label, form=text.form)


def _inside(claim: Claim, taken: list[tuple[int, int]]) -> bool:
    start, end = _span(claim)
    return any(a <= start and end <= b for a, b in taken)


def _span(claim: Claim) -> tuple[int, int]:
    place = claim.place
    assert isinstance(place, TextPlace | CellPlace)
    return place.start or 0, place.end or 0


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
