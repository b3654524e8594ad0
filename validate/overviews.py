"""Tables that sum up the parts of a form: the points they give a level against those of its indicators."""

from collections.abc import Iterator
from itertools import groupby

from extract.model import CellPlace
from normalize.model import Claim, Form, Indicator, Report, Value
from validate.checks import Computation
from validate.claims import in_table
from validate.figures import figure
from validate.likeness import squeezed
from validate.sums import addition

POINTS = ("weight", "score", "review_score")
TOTALS = ("合计", "总计", "总分", "总得分", "合计得分", "得分合计", "综合得分")


def summed_up(report: Report) -> Iterator[tuple[Claim, Form, Computation]]:
    """Each number of points such a table gives a part of the one form it is of, with what that form's rows make."""
    claims = [claim for claim in report.claims if in_table(claim)]
    for _, table in groupby(claims, key=lambda claim: claim.place.table if isinstance(claim.place, CellPlace) else 0):
        said = list(table)
        forms = [] if any(claim.kind == "project_name" for claim in said) else _forms(report, said)
        for claim in said if len(forms) == 1 else ():
            found = _sum(forms[0], claim) if claim.measure in POINTS else None
            if found is not None:
                yield claim, forms[0], found


def _forms(report: Report, said: list[Claim]) -> list[Form]:
    """The forms that have the parts of a table among their levels, most of them at least."""
    parts = {squeezed(claim.about or "") for claim in said} - {*TOTALS}
    return [form for form in report.forms if parts and 4 * len(parts & _levels(form)) >= 3 * len(parts)]


def _levels(form: Form) -> set[str]:
    return {squeezed(level) for row in form.indicators for level in (row.level_1, row.level_2) if level}


def _sum(form: Form, claim: Claim) -> Computation | None:
    """What the rows of a level add up to, or the printed total; None where a row lacks its points."""
    about, measure = squeezed(claim.about or ""), claim.measure or ""
    if about in TOTALS:
        return _added([getattr(form.total, measure, None)])
    first = [row for row in form.indicators if squeezed(row.level_1 or "") == about]
    second = [row for row in form.indicators if squeezed(row.level_2 or "") == about]
    rows = first or second
    return None if _shared(form, rows) else _added([getattr(row, measure) for row in rows if not _merged(row, measure)])


def _merged(row: Indicator, measure: str) -> bool:
    """Whether a row's points stand in the cell of the row above."""
    return row.score_group is not None and getattr(row, measure) is None


def _shared(form: Form, rows: list[Indicator]) -> bool:
    """Whether a merged cell of points runs from these rows into others."""
    groups = {row.score_group for row in rows if row.score_group is not None}
    return any(row.score_group in groups for row in form.indicators if row not in rows)


def _added(cells: list[Value | None]) -> Computation | None:
    figures = [figure(cell) for cell in cells]
    known = tuple(one for one in figures if one is not None)
    return addition(known) if known and len(known) == len(figures) else None
