"""Every digit that takes part in a recomputation, changed: is the error found?

Which changes are errors is decided here from the figures of the form alone, by exact fractions: a sum that no longer
holds, a rate or score that is not the quotient rounded to its printed decimals. What still holds after the change is
no error and not counted.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from corpus.make.content import BLANK, Content, Printed
from corpus.make.drawing import Mark
from corpus.make.generate import Made, make
from corpus.make.layout import every_layout
from corpus.measure.cases import is_held_out, seeds, written
from corpus.measure.reports import told

AMOUNTS = ("initial_budget", "full_budget", "executed")
NET = "net_budget"  # the full budget less what was integrated out of it
NAMES = {"received_rate": "rate received", "execution_rate": "execution rate", "score": "score"}
HUNDRED = Fraction(100)
DIGITS = 24  # of each form, drawn by its seed
FULL_MARKS = 100
POINT = 1  # a score this far from its proportion is none by any way of rounding


@dataclass(frozen=True, slots=True)
class Spot:
    """One printed figure. kind: as the page names it."""

    kind: str
    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Digits:
    """The form whose digits are changed."""

    layout: str
    seed: int
    producer: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One digit changed. due: something no longer holds. grave: found as an error or a warning."""

    name: str
    kind: str
    held_out: bool
    due: bool
    found: bool
    grave: bool


def jobs(count: int) -> list[Digits]:
    """Every layout with every seed, Word and PDF in turn."""
    producers = ("word.word", "pdf.frames", "word.wps", "pdf.strokes")
    return [
        Digits(layout, seed, producers[(n + at) % len(producers)])
        for at, layout in enumerate(sorted(every_layout()))
        for n, seed in enumerate(seeds(count))
    ]


def tried(job: Digits) -> list[Tried]:
    kind, _, writer = job.producer.partition(".")
    made = make(job.seed, job.layout, writer if kind == "word" else "word")
    content, chance = made.contents[0], random.Random(f"digits {job.layout} {job.seed}")
    places = [(spot, at.start()) for spot in spots(content) for at in re.finditer(r"\d", spot.text)]
    before = _told(made, job.producer)
    return [
        _one(made, job, spot, at, chance, before)
        for spot, at in sorted(chance.sample(places, min(DIGITS, len(places))), key=lambda one: (one[0].mark, one[1]))
    ]


def _one(made: Made, job: Digits, spot: Spot, at: int, chance: random.Random, before: set[tuple[str, str]]) -> Tried:
    digit = chance.choice([one for one in "0123456789" if one != spot.text[at]])
    figure = spot.text[:at] + digit + spot.text[at + 1 :]
    changed = with_figure(made.contents[0], spot, figure)
    new = _told(replace(made, contents=(changed,)), job.producer) - before
    part, n, role = spot.mark
    name = f"{job.layout}/{job.seed}/{job.producer}: {part} {n} {role} {spot.text} → {figure}"
    held_out = is_held_out(job.layout, job.seed)
    due = bool(violated(changed) - violated(made.contents[0]))
    return Tried(name, spot.kind, held_out, due, bool(new), any(grave != "" for _, grave in new))


def _told(made: Made, producer: str) -> set[tuple[str, str]]:
    """What recomputing rules say: rule and words, and whether it is alleged."""
    report = told(*written(made, producer)).report
    own = [one for one in report["findings"] if one["rule"][0] in "ABC"]
    return {
        (f"{one['rule']} {one['message']}", one["severity"] if one["severity"] in ("error", "warning") else "")
        for one in own
    }


def spots(content: Content) -> Iterator[Spot]:
    """The figures of a form that a recomputation reads."""
    columns, roles = {role for role, _ in content.layout.fund_columns}, {role for role, _ in content.layout.columns}
    for n, fund in enumerate(content.funds):
        part = "" if fund.kind == "total" else " of a source"
        for role in (*AMOUNTS, NET, "received_rate", "execution_rate", "score"):
            cell = fund.cells.get(role, BLANK)
            if role in columns and cell.number and (len(content.funds) > 1 or role != "initial_budget"):
                name = NAMES.get(role, "amount")
                yield Spot(f"{name}{part or ' of the total row'}", ("fund", n, role), cell.text)
    for n, row in enumerate(content.rows):
        if row.opens_1 and row.points_1 and row.printed_1:
            yield Spot("points in a label", ("row", n, "level_1"), row.points_1)
        for role in ("weight", "score"):
            if content.layout.scored and role in roles and row.cells[role].number:
                yield Spot(f"{role} of a row", ("row", n, role), row.cells[role].text)
        if content.layout.scored and {"weight", "score"} <= roles and _proportional(row.cells):
            yield Spot("result of a row scored in proportion", ("row", n, "actual"), row.cells["actual"].number or "")
    for role, cell in content.total.items():
        if role in ("weight", "score"):
            yield Spot(f"total {role}", ("total", 0, role), cell.text)


def _proportional(cells: dict[str, Printed]) -> bool:
    return cells["score"].value < cells["weight"].value and cells["target"].op != "<="


def with_figure(content: Content, spot: Spot, figure: str) -> Content:
    """The form with this figure where the spot stands."""
    part, n, role = spot.mark
    if role == "level_1":
        row = content.rows[n]
        printed = (row.printed_1 or "").replace(spot.text, figure)
        return content.with_row_as(n, replace(row, printed_1=printed, points_1=figure))
    if part == "total":
        return content.with_total(**{role: _figure(content.total[role], spot.text, figure)})
    if part == "fund":
        return content.with_fund(n, **{role: _figure(content.funds[n].cells[role], spot.text, figure)})
    return content.with_row(n, **{role: _figure(content.rows[n].cells[role], spot.text, figure)})


def _figure(cell: Printed, before: str, figure: str) -> Printed:
    return replace(cell, text=cell.text.replace(before, figure), number=figure.rstrip("%"))


def violated(content: Content) -> set[str]:
    """The relations of a form that do not hold."""
    return {*_funds(content), *_rows(content)}


def _funds(content: Content) -> Iterator[str]:
    columns = {role for role, _ in content.layout.fund_columns}
    total = next((fund.cells for fund in content.funds if fund.kind == "total"), None)
    parts = [fund.cells for fund in content.funds if fund.kind != "total"]
    base = "full_budget" if "full_budget" in columns else "initial_budget"
    for role in AMOUNTS:
        if total is None or role not in total or role not in columns or not parts:
            continue
        if sum(cells.get(role, BLANK).value for cells in parts) != total[role].value:
            yield f"sum of {role}"
    for n, fund in enumerate(content.funds):
        cells = fund.cells
        if NET in cells and cells["full_budget"].value - cells["integrated_out"].value != cells[NET].value:
            yield f"net {n}"
        arrived, received = cells.get("received_rate", BLANK), cells.get("received", BLANK).value
        due = [Fraction(cells[role].value) for role in (NET, "full_budget") if role in cells]
        if (
            arrived.number
            and any(due)
            and not any(_prints(Fraction(received) / one * 100, arrived.value) for one in due if one)
        ):
            yield f"received {n}"
        rate = cells.get("execution_rate", BLANK)
        planned, spent = cells.get(base, BLANK).value, cells.get("executed", BLANK).value
        exact = Fraction(spent) / Fraction(planned) * 100 if planned else None
        if rate.number and exact is not None and not _prints(exact, rate.value):
            yield f"rate {n}"
        score = cells.get("score", BLANK)
        if fund.kind == "total" and score.number and "score" in columns:
            shares = [Fraction(rate.value)] + ([exact] if exact is not None else [])
            full = Fraction(content.layout.execution)
            if not any(_prints(min(share, HUNDRED) / 100 * full, score.value) for share in shares):
                yield "execution score"


def _rows(content: Content) -> Iterator[str]:
    roles = {role for role, _ in content.layout.columns}
    own = [(n, row.cells) for n, row in enumerate(content.rows) if not row.residue]
    execution = [fund.cells for fund in content.funds if fund.kind == "total"]
    for role in ("weight", "score"):
        printed = content.total.get(role)
        cells = [*(one for _, one in own), *execution]
        if printed and role in roles and sum(one.get(role, BLANK).value for one in cells) != printed.value:
            yield f"sum of {role}"
    if not content.layout.scored:
        return
    labels = {row.level_1: row.points_1 for row in content.rows if row.opens_1 and row.points_1}
    if "weight" not in roles:
        if labels and sum(map(Decimal, labels.values())) + content.layout.execution != FULL_MARKS:
            yield "points of all levels"
        return
    for level, points in labels.items():
        weights = [row.cells["weight"].value for row in content.rows if row.level_1 == level and row.cells]
        if sum(weights, Decimal()) != Decimal(points):
            yield f"points of {level}"
    for n, one in own:
        if one["score"].value > one["weight"].value:
            yield f"score over weight {n}"
        target, actual = one["target"], one["actual"]
        if target.number and actual.number and target.value and target.op != "<=" and _proportional(one):
            share = min(Fraction(actual.value) / Fraction(target.value), Fraction(1))
            if abs(share * Fraction(one["weight"].value) - Fraction(one["score"].value)) >= POINT:
                yield f"proportion {n}"


def _prints(exact: Fraction, stated: Decimal) -> bool:
    """Whether a figure is the exact one, rounded half up or down or cut at its own decimals."""
    exponent = stated.as_tuple().exponent
    step = Fraction(1, 10**-exponent) if isinstance(exponent, int) and exponent < 0 else Fraction(1)
    apart = exact - Fraction(stated)
    return -step / 2 <= apart < step
