"""Mistakes of structure and completeness."""

from __future__ import annotations

import random
from dataclasses import replace

from corpus.make.change import Change, Mutator, has
from corpus.make.content import Content


def first_level(*, running_on: bool) -> Mutator:
    def apply(content: Content, chance: random.Random) -> Change | None:
        """The label of 效益指标 lost: its cell empty, or the label above running on over its rows."""
        index = next((n for n, row in enumerate(content.rows) if row.opens_1 and row.level_1 == "效益指标"), None)
        if index is None or not has(content, "level_1"):
            return None
        changes = {"opens_1": False} if running_on else {"opens_1": True, "printed_1": ""}
        row = replace(content.rows[index], points_1=None, **changes)
        rows = tuple(replace(entry, points_1=None) if entry.level_1 == "效益指标" else entry for entry in content.rows)
        changed = replace(content, rows=(*rows[:index], row, *rows[index + 1 :]))
        return Change(changed, ("row", index, "level_2" if running_on else "level_1"), "", row.level_1)

    return apply


def identity_blank(content: Content, chance: random.Random) -> Change | None:
    name = chance.choice(
        [name for name in ("project_name", "department", "implementing_unit") if name in content.identity]
    )
    changed = replace(content, identity={**content.identity, name: ""})
    return Change(changed, ("identity", 0, name), "", content.identity[name])


def goal_blank(content: Content, chance: random.Random) -> Change | None:
    if not content.layout.goal:
        return None
    expected, actual = content.goals[0]
    role, goal = chance.choice((("expected", ("", actual)), ("actual", (expected, ""))))
    return Change(replace(content, goals=(goal,)), ("goal", 0, role), "")


def period(content: Content, chance: random.Random) -> Change | None:
    if not content.layout.goal:
        return None
    expected, actual = content.goals[0]
    early = actual.replace(f"{content.year}年", chance.choice(("上半年", "1-10月", f"截至{content.year}年9月底")), 1)
    return Change(replace(content, goals=((expected, early),)), ("goal", 0, "actual"), early)


def goal_copied(content: Content, chance: random.Random) -> Change | None:
    """The expected goal pasted as what was done."""
    if not content.layout.goal:
        return None
    expected = content.goals[0][0]
    return Change(replace(content, goals=((expected, expected),)), ("goal", 0, "actual"), expected)


def prompt_left(content: Content, chance: random.Random) -> Change | None:
    """The prompt of the form still in the goal cell."""
    if not content.layout.goal:
        return None
    prompt = "对照年度目标，说明项目实际完成情况（100字以内）"
    return Change(replace(content, goals=((content.goals[0][0], prompt),)), ("goal", 0, "actual"), prompt)


def same_unit(content: Content, chance: random.Random) -> Change | None:
    """The unit named as its own department in charge."""
    shown = {name for row in content.layout.identity for _, name in row}
    if not {"department", "implementing_unit"} <= shown:
        return None
    unit = content.identity["implementing_unit"]
    return Change(
        replace(content, identity={**content.identity, "department": unit}), ("identity", 0, "department"), unit
    )
