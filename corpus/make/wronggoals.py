"""Mistakes in the text of a goal, and between it and the rows it speaks of."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from corpus.make.change import Change, Mutator, counted, has, other_digit, own_rows, worded
from corpus.make.content import Content
from corpus.make.sentences import SENTENCES
from corpus.make.truegoals import bare, following


def sentence(rule: str) -> Mutator:
    """One more sentence on the work done, with the mistake of this rule."""

    def apply(content: Content, chance: random.Random) -> Change | None:
        if not content.goals:
            return None
        wrong = SENTENCES[rule](chance, True)
        changed = following(replace(content, work=f"{content.work}{wrong}。"))
        return Change(changed, ("goal", 0, "actual"), wrong)

    return apply


def amount_only(content: Content, chance: random.Random) -> Change | None:
    if not content.goals:
        return None
    wrong = f"{chance.randint(20, 900)}.50万元"
    return Change(content.with_goal((content.goals[0][0], wrong)), ("goal", 0, "actual"), wrong)


def figures_missing(content: Content, chance: random.Random) -> Change | None:
    """Nothing but general words on what was done, beside three quantities or more."""
    quantities = [row for row in content.rows if "数量" in row.level_2 and not row.residue]
    if len(content.goals) != 1 or len(quantities) < 3 or any(row.cells["actual"].number is None for row in quantities):
        return None
    index = content.rows.index(quantities[0])
    words = f"{content.year}年积极推进各项工作，年度任务全面完成。"
    return Change(content.with_goal((content.goals[0][0], words)), ("row", index, "actual"), words)


def other_figure(at: int, role: str, level: str = "") -> Mutator:
    """One digit of a figure in the goal (0) or in what was done (1) of a row whose name holds this."""

    def apply(content: Content, chance: random.Random) -> Change | None:
        every = [n for n, row in enumerate(content.rows) if level and level in row.level_3]
        rows = every if len(every) == 1 else [] if level else _told(content)
        if not content.goals or not rows or content.rows[rows[0]].cells[role].number is None:
            return None
        index = chance.choice(rows)
        figure = content.rows[index].cells[role].number or ""
        said = f"{bare(content.rows[index])}{figure}"
        wrong = f"{bare(content.rows[index])}{other_digit(figure, chance, 0)}"
        return _reworded(content, at, lambda text: text.replace(said, wrong, 1), ("row", index, role), wrong)

    return apply


def _told(content: Content) -> list[int]:
    """Counted rows under a name of their own."""
    names = [bare(row) for row in content.rows]
    return [n for n in counted(content) if sum(names[n] in name for name in names) == 1]


def _reworded(
    content: Content, at: int, change: Callable[[str], str], mark: tuple[str, int, str], stated: str
) -> Change | None:
    goal = list(content.goals[0])
    goal[at] = change(goal[at])
    if goal[at] == content.goals[0][at]:
        return None
    return Change(content.with_goal((goal[0], goal[1])), mark, stated)


def unspoken(at: int, mark: str) -> Mutator:
    """A row the goal (0) or what was done (1) says nothing of, not even a word of its name."""

    def apply(content: Content, chance: random.Random) -> Change | None:
        rows = worded(content) if at else own_rows(content)
        rows = [n for n in rows if len(content.goals) == 1 and _alone(content, n, at)]
        if not rows:
            return None
        index = chance.choice(rows)
        goal = list(content.goals[0])
        goal[at] = _without(content, index, at)
        return Change(content.with_goal((goal[0], goal[1])), ("row", index, mark), "")

    return apply


def _without(content: Content, index: int, at: int) -> str:
    rest = (*content.rows[:index], *content.rows[index + 1 :])
    return following(replace(content, rows=rest)).goals[0][at]


def _alone(content: Content, index: int, at: int) -> bool:
    name, rest = bare(content.rows[index]), _without(content, index, at)
    texts = rest + "".join(words.format(missed=content.missed) for _, words in content.layout.tail) if at else rest
    return not any(name[n : n + 2] in texts for n in range(len(name) - 1))


def bound_lost(content: Content, chance: random.Random) -> Change | None:
    """At least so many in the goal, the bare number in the cell."""
    rows = [n for n in _told(content) if content.rows[n].cells["target"].op is None]
    if not rows or has(content, "value") or not content.goals:
        return None
    index = chance.choice(rows)
    name = bare(content.rows[index])
    clause = next((part for part in content.goals[0][0].rstrip("。").split("；") if part.startswith(name)), "")
    wrong = f"{clause}及以上"
    return _reworded(content, 0, lambda text: text.replace(clause, wrong, 1), ("row", index, "target"), wrong)
