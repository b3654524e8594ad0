"""Mistakes in totals, ratings and the points printed in labels."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from corpus.make.change import Change, Mutator, has, plain
from corpus.make.content import Content, number


def total(role: str) -> Mutator:
    def apply(content: Content, chance: random.Random) -> Change | None:
        cell = content.total.get(role)
        if cell is None:
            return None
        wrong = number(plain(cell.value - chance.choice((1, 2, 3))))
        return Change(content.with_total(**{role: wrong}), ("total", 0, role), wrong.text, cell.text)

    return apply


def points(content: Content, chance: random.Random) -> Change | None:
    index = next((n for n, row in enumerate(content.rows) if row.opens_1 and row.points_1 and row.printed_1), None)
    if index is None or not content.layout.scored or not has(content, "weight"):
        return None
    row = content.rows[index]
    right, wrong = row.points_1 or "", str(int(row.points_1 or "0") + 10)
    printed = (row.printed_1 or "").replace(right, wrong)
    changed = content.with_row_as(index, replace(row, printed_1=printed, points_1=wrong))
    return Change(changed, ("row", index, "level_1"), wrong, right)


def rating(content: Content, chance: random.Random) -> Change | None:
    cell = content.total.get("rating")
    if cell is None:
        return None
    wrong = replace(cell, text="良" if cell.text == "优" else "优")
    return Change(content.with_total(rating=wrong), ("total", 0, "rating"), wrong.text, cell.text)


def total_over(content: Content, chance: random.Random) -> Change | None:
    """A total score above full marks."""
    cell = content.total.get("score")
    if cell is None:
        return None
    wrong = number(str(100 + chance.randint(1, 9)))
    return Change(content.with_total(score=wrong), ("total", 0, "score"), wrong.text, plain(cell.value + Decimal(0)))
