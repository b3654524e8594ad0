"""Mistakes in weights, their labels and the points of totals."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from decimal import Decimal

from corpus.make.change import Change, carried, has, own_rows, plain, rewritten
from corpus.make.content import BLANK, Content, number

POINTS = re.compile(r"\d+(?=分)")
MOST = Decimal("0.42")  # of the weights, what one indicator gets that dominates


def total_unusual(content: Content, chance: random.Random) -> Change | None:
    """A row with fewer points than planned: everything adds up, to less than 100."""
    rows = [n for n in _weighted(content) if content.rows[n].cells["weight"].value >= 3]
    if not rows or "weight" not in content.total:
        return None
    changed = _reweighted(content, chance.choice(rows), Decimal(-2))
    changed = replace(changed, layout=replace(content.layout, block=POINTS.sub(_two_less, content.layout.block)))
    total = number(plain(content.total["weight"].value - 2))
    return Change(changed.with_total(weight=total), ("total", 0, "weight"), total.text, content.total["weight"].text)


def _two_less(points: re.Match[str]) -> str:
    return str(int(points[0]) - 2)


def _weighted(content: Content) -> list[int]:
    return own_rows(content) if has(content, "weight") and content.layout.scored else []


def _reweighted(content: Content, index: int, by: Decimal) -> Content:
    """Weight and full marks of a row changed, the total score following."""
    points = number(plain(content.rows[index].cells["weight"].value + by))
    return carried(content.with_row(index, weight=points, score=points), by)


def second_points(content: Content, chance: random.Random) -> Change | None:
    """Points printed in the label of a second level that its rows do not add up to."""
    if not has(content, "weight") or not has(content, "level_2") or not content.layout.scored:
        return None
    openers = [n for n, row in enumerate(content.rows) if row.opens_2 and not row.residue]
    index = chance.choice(openers)
    stop = next((n for n in range(index + 1, len(content.rows)) if content.rows[n].opens_2), len(content.rows))
    points = sum((row.cells.get("weight", BLANK).value for row in content.rows[index:stop]), Decimal())
    wrong = plain(points + 1)
    label = f"{content.rows[index].level_2}（{wrong}分）"
    changed = content.with_row_as(index, replace(content.rows[index], printed_2=label))
    return Change(changed, ("row", index, "level_2"), wrong, plain(points))


FREE = ("sichuan",)  # its system form leaves the unit to divide the 90 points


def levels_unusual(content: Content, chance: random.Random) -> Change | None:
    """Points moved from one first level to another; all sums hold, no label names points."""
    rows = [n for n in _weighted(content) if content.rows[n].cells["weight"].value >= 3]
    here = [n for n in rows if content.rows[n].level_1 == "产出指标"]
    there = [n for n in _weighted(content) if content.rows[n].level_1 == "效益指标"]
    if not here or not there or content.layout.points or not has(content, "level_1") or content.layout.name in FREE:
        return None
    changed = _reweighted(_reweighted(content, here[0], Decimal(-2)), there[0], Decimal(2))
    first = next(n for n, row in enumerate(content.rows) if row.level_1 == "产出指标")
    return Change(changed, ("row", first, "level_1"), "")


def dominating(content: Content, chance: random.Random) -> Change | None:
    """One row of a first level takes nearly all its points, the others one each."""
    rows = [n for n in _weighted(content) if content.rows[n].level_1 == "产出指标"]
    every = [n for n, row in enumerate(content.rows) if row.level_1 == "产出指标" and not row.residue]
    whole = sum((row.cells["weight"].value for row in content.rows if "weight" in row.cells), Decimal())
    if len(rows) < 2 or rows != every:
        return None
    changed, heavy = content, rows[0]
    for index in rows[1:]:
        by = 1 - content.rows[index].cells["weight"].value
        changed = _reweighted(_reweighted(changed, index, by), heavy, -by)
    weight = changed.rows[heavy].cells["weight"]
    return Change(changed, ("row", heavy, "weight"), weight.text) if weight.value > MOST * whole else None


def all_full(content: Content, chance: random.Random) -> Change | None:
    """Every target met and full marks throughout, where all money was spent."""
    execution = content.funds[0].cells.get("score") if content.funds else None
    full = execution is None or execution.value == content.layout.execution
    missed = own_rows(content, full=False)
    if not full or not missed or not has(content, "weight") or "score" not in content.total:
        return None
    changed = content
    for index in missed:
        cells = content.rows[index].cells
        actual = replace(cells["actual"], number=cells["target"].number)
        actual = replace(actual, text=f"{cells['target'].number}{actual.unit or ''}")
        changed = rewritten(changed, index, actual=actual, score=cells["weight"].value, reason="")
    total = changed.total["score"]
    return Change(changed, ("total", 0, "score"), total.text) if total.value == 100 else None


def weight_blank(content: Content, chance: random.Random) -> Change | None:
    rows = _weighted(content)
    if not rows:
        return None
    index = chance.choice(rows)
    right = content.rows[index].cells["weight"].text
    return Change(content.with_row(index, weight=BLANK), ("row", index, "weight"), "", right)


def total_missing(content: Content, chance: random.Random) -> Change | None:
    cell = content.total.get("score")
    return None if cell is None else Change(content.with_total(score=BLANK), ("total", 0, "score"), "", cell.text)


def reviewed_lower(content: Content, chance: random.Random) -> Change | None:
    """The points of the review far below the unit's own, row and total alike."""
    rows = [n for n in own_rows(content) if content.rows[n].cells["weight"].value >= 6]
    if "review_score" not in content.total or not rows:
        return None
    row = content.rows[rows[0]]
    changed = content.with_row(rows[0], review_score=number(plain(row.cells["score"].value - 6)))
    total = number(plain(content.total["review_score"].value - 6))
    return Change(changed.with_total(review_score=total), ("total", 0, "review_score"), total.text)
