"""How far into the year a completion text reaches."""

import re
from collections.abc import Iterable

from extract.model import CellPlace, TextPlace
from normalize.model import Claim, Form, Report, Value
from validate.claims import SENTENCE_END, of_kind, paragraph_of
from validate.likeness import squeezed

SPAN = re.compile(r"半年|季度|截[止至]|[-—－–~～至到]")
AS_OF = re.compile(r"截[止至]")
FIGURE = re.compile(r"\d(?![\d.]*[年月日号])(?!\d)")
WHOLE = re.compile(r"全年|下半年|第?四季度|年[底末]|12月31")


def completion_texts(form: Form) -> tuple[Value, ...]:
    """The cells of a form that say what was done."""
    return tuple(goal.actual for goal in form.goals if goal.actual is not None and not goal.actual.blank)


def completion_claims(report: Report, form: Form) -> tuple[Claim, ...]:
    """The periods named in the completion cells of a form."""
    cells = {_square(value.place) for value in completion_texts(form) if isinstance(value.place, CellPlace)}
    return tuple(
        claim
        for claim in of_kind(report, "period")
        if isinstance(claim.place, CellPlace) and _square(claim.place) in cells
    )


def retold(report: Report, form: Form) -> tuple[Claim, ...]:
    """The periods named in paragraphs that repeat a completion cell of the form word for word."""
    cells = {squeezed(value.text) for value in completion_texts(form)}
    again = {one.place.paragraph for one in report.paragraphs if squeezed(one.text) in cells}
    return tuple(
        claim
        for claim in of_kind(report, "period")
        if isinstance(claim.place, TextPlace) and claim.place.paragraph in again
    )


def of_data(report: Report, claim: Claim) -> bool:
    """Whether a period says how far figures reach, and not when something was organised: 1-6月组织编制初步设计."""
    if AS_OF.match(claim.text):
        return True
    form = next((one for one in report.forms if one.form == claim.form), None)
    texts = [value.text for value in completion_texts(form)] if form else [paragraph_of(report, claim.place)]
    behind = (text.partition(claim.text)[2] for text in texts if claim.text in text)
    return any(FIGURE.search(SENTENCE_END.split(text)[0]) for text in behind)


def partial(claims: Iterable[Claim], year: int | None) -> tuple[Claim, ...]:
    """The periods that end before December, spans of months first; none if there are only months of single events."""
    early = [claim for claim in claims if _early(claim, year)]
    spans = [claim for claim in early if SPAN.search(claim.text)]
    return (*spans, *(claim for claim in early if claim not in spans)) if spans else ()


def closes(claim: Claim, year: int | None) -> bool:
    """Whether a period reaches the end of the year."""
    if year is not None and claim.date and claim.date[:4].isdigit() and int(claim.date[:4]) > year:
        return True
    return bool(WHOLE.search(claim.text)) or (bool(SPAN.search(claim.text)) and _month(claim) == 12)


def _early(claim: Claim, year: int | None) -> bool:
    stated = (claim.date or "")[:4]
    if year is not None and stated.isdigit() and int(stated) != year:
        return False
    month = _month(claim)
    return month is not None and (month < 12 or bool(re.search(r"-12-(?:[0-2]\d)$", claim.date or "")))


def _month(claim: Claim) -> int | None:
    found = re.search(r"-(\d\d)(?:-|$)", claim.date or "")
    return int(found[1]) if found else None


def _square(place: CellPlace) -> tuple[int, int, int]:
    return place.table, place.row, place.col
