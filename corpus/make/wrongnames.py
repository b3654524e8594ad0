"""Mistakes in names and levels of indicators, and what the template left behind."""

from __future__ import annotations

import random
from dataclasses import replace

from corpus.make.change import Change, Mutator, has, own_rows, rewritten, worded
from corpus.make.content import Content, Printed
from corpus.make.truerows import odd

NOISE = tuple((f"{3410 + n}", f"{n}3.{n}7 {n}1 {n}4 {n}9") for n in range(1, 13))


def renamed(name: str) -> Mutator:
    """A row with words for a target under this name."""

    def apply(content: Content, chance: random.Random) -> Change | None:
        rows = worded(content)
        if not rows:
            return None
        index = chance.choice(rows)
        return Change(rewritten(content, index, name=name), ("row", index, "level_3"), name)

    return apply


def hundred(name: str, levels: tuple[str, ...]) -> Mutator:
    """A row of these second levels that is this rate, 100 % of 100 %."""

    def apply(content: Content, chance: random.Random) -> Change | None:
        rows = [n for n in own_rows(content, unit="*") if content.rows[n].level_2 in levels]
        if not rows or not has(content, "level_2"):
            return None
        index = chance.choice(rows)
        rate = Printed("100%", "percent", "100", "%", "cell")
        changed = rewritten(content, index, name=name, target=rate, actual=rate, reason="")
        return Change(changed, ("row", index, "level_3"), name)

    return apply


def level_lost(content: Content, chance: random.Random) -> Change | None:
    """No label for costs: the rows run on under the level above."""
    rows = [n for n, row in enumerate(content.rows) if row.level_2 in ("成本指标", "产出成本")]
    first = next((n for n, row in enumerate(content.rows) if row.level_1 == "产出指标"), None)
    if not rows or first is None or not has(content, "level_2"):
        return None
    above = content.rows[rows[0] - 1].level_2
    changed = content
    for index in rows:
        changed = changed.with_row_as(index, replace(changed.rows[index], level_2=above, opens_2=False))
    return Change(changed, ("row", first, "level_1"), "")


def template_row(content: Content, chance: random.Random) -> Change | None:
    """A row of the template nobody filled."""
    if any(row.residue for row in content.rows):
        return None
    changed = replace(content, rows=odd(chance, content.layout, content.rows, shared=False))
    index = next((n for n, row in enumerate(changed.rows) if row.residue and row.level_3), None)
    return None if index is None else Change(changed, ("row", index, "level_3"), changed.rows[index].level_3)


def shared_score(content: Content, chance: random.Random) -> Change | None:
    """Two rows under one weight and one score."""
    if not content.layout.scored or any(row.group or row.residue for row in content.rows):
        return None
    rows = tuple(row for row in odd(chance, content.layout, content.rows) if not row.residue)
    index = next((n for n, row in enumerate(rows) if row.group), None)
    return None if index is None else Change(replace(content, rows=rows), ("row", index, "score"), "")


def foreign_rows(content: Content, chance: random.Random) -> Change | None:
    """Lines of another table under the form."""
    layout = replace(content.layout, tail=(*content.layout.tail, *NOISE))
    return Change(replace(content, layout=layout), ("tail", 0, ""), "")


def bracket_other(content: Content, chance: random.Random) -> Change | None:
    """One pair of brackets of another width than those of the other labels."""
    rows = [n for n, row in enumerate(content.rows) if row.opens_1 and "分" in (row.printed_1 or "")]
    if len(rows) < 2:
        return None
    index = chance.choice(rows)
    row = content.rows[index]
    label = (row.printed_1 or "").translate(str.maketrans("()（）", "（）()"))
    return Change(content.with_row_as(index, replace(row, printed_1=label)), ("row", index, "level_1"), label)
