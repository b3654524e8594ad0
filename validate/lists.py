"""Tables that list projects, row by row, and the forms that the rows speak of."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from extract.model import CellPlace
from normalize.model import Claim, Form, Report
from validate.claims import in_table
from validate.likeness import project_core

YEAR = re.compile(r"20\d\d")


class Row(NamedTuple):
    """One row of a list. name: the claim that names its project, None for a total; by: its claims by measure."""

    name: Claim | None
    about: str
    by: dict[str, Claim]


def lists(report: Report) -> Iterator[tuple[Row, ...]]:
    """The lists of projects of a report, each with its rows in order."""
    claims = [claim for claim in report.claims if in_table(claim)]
    for _, table in groupby(claims, key=lambda claim: _cell(claim).table):
        rows = tuple(_row(list(row)) for _, row in groupby(table, key=lambda claim: _cell(claim).row))
        if any(row.name is not None for row in rows):
            yield rows


def projects(rows: tuple[Row, ...]) -> list[Claim]:
    """The claims that name the projects of a list."""
    return [row.name for row in rows if row.name is not None]


def tied(report: Report, rows: tuple[Row, ...]) -> Iterator[tuple[Row, Form]]:
    """The rows whose project just one form bears by its very name, which no other row bears."""
    cores = [project_core(row.about) for row in rows if row.name is not None]
    for row in rows:
        named = [form for form in report.forms if form.project_name and _same(row.about, form.project_name)]
        if row.name is not None and len(named) == 1 and cores.count(project_core(row.about)) == 1:
            yield row, named[0]


def _same(one: str, other: str) -> bool:
    """Whether two names are one, but for 项目, 资金 and a year that only one of them has."""
    years = {*YEAR.findall(one)}, {*YEAR.findall(other)}
    return project_core(one) == project_core(other) and (not all(years) or years[0] == years[1])


def _row(claims: list[Claim]) -> Row:
    name = next((claim for claim in claims if claim.kind == "project_name"), None)
    about = next((claim.about for claim in claims if claim.about), "")
    return Row(name, about, {claim.measure: claim for claim in claims if claim.measure})


def _cell(claim: Claim) -> CellPlace:
    assert isinstance(claim.place, CellPlace)
    return claim.place
