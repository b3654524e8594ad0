"""Mistakes of a whole report: in its sentences, its headings, or between its forms."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from corpus.make.change import OF_MONEY, other_digit, own_rows, rewritten
from corpus.make.content import Content, Printed
from corpus.make.drawing import Mark
from corpus.make.generate import Made
from corpus.make.truegoals import bare

PASTED = 70  # characters a text must have before its repetition counts
OTHER_NAME = "专项业务管理"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A report with one mistake, the form it shows in (from 0; None: no form's own), the mark of the cell if any."""

    made: Made
    stated: str
    form: int | None = None
    mark: Mark | None = None


Spoiler = Callable[[Made, random.Random], Wrong | None]


def _says(made: Made, stated: str, form: int | None = None, **sentences: Any) -> Wrong | None:
    """The report with other sentences."""
    if made.prose is None:
        return None
    return Wrong(replace(made, prose=replace(made.prose, **sentences)), stated, form)


def count(made: Made, chance: random.Random) -> Wrong | None:
    wrong = str(len(made.contents) + 1)
    return _says(made, wrong, count=wrong)


def whole(made: Made, chance: random.Random) -> Wrong | None:
    if made.prose is None:
        return None
    wrong = str(int(made.prose.whole) - chance.choice((1, 2, 10)))  # parts behind 其中 may be less than the whole
    return _says(made, wrong, whole=wrong)


def one_of(field: str) -> Spoiler:
    """One name, or the first digit of one figure, of those a sentence lists."""

    def apply(made: Made, chance: random.Random) -> Wrong | None:
        if made.prose is None:
            return None
        values: tuple[str, ...] = getattr(made.prose, field)
        which = chance.randrange(len(values))
        wrong = OTHER_NAME if field == "names" else _far(values[which], chance)
        changed: dict[str, Any] = {field: (*values[:which], wrong, *values[which + 1 :])}
        return _says(made, wrong, **changed)

    return apply


def _far(figure: str, chance: random.Random) -> str:
    """The figure with another first digit; further off than the rounding of what it is worked out from explains."""
    while True:
        wrong = other_digit(figure, chance, 0)
        if len(figure) > 1 or abs(int(wrong) - int(figure)) > 1:
            return wrong


def title_year(made: Made, chance: random.Random) -> Wrong | None:
    wrong = made.contents[0].year - chance.choice((1, 2))
    return _says(made, str(wrong), year=wrong)


def unsigned(made: Made, chance: random.Random) -> Wrong | None:
    named = any(name == "contact" for content in made.contents for name in content.identity)
    return None if named else Wrong(replace(made, signature=()), "")


def average(made: Made, chance: random.Random) -> Wrong | None:
    if made.prose is None or not made.prose.average:
        return None
    wrong = other_digit(made.prose.average, chance, 1 if len(made.prose.average.partition(".")[0]) == 2 else 2)
    return _says(made, wrong, average=wrong)


def said(stated: str, **sentences: Any) -> Spoiler:
    """A sentence replaced by another, whatever the report says."""
    return lambda made, chance: _says(made, stated, **sentences)


def denied(made: Made, chance: random.Random) -> Wrong | None:
    """No problem named beside points lost."""
    lost = _lost(made)
    return _says(_with_problems(made, "无"), "无。", lost[0], denied=True) if lost else None


def unmentioned(made: Made, chance: random.Random) -> Wrong | None:
    """Problems named, but not those of the rows that lost points."""
    if made.prose is None:
        return None
    silent = replace(made.prose, missed=OF_MONEY)
    told = "".join(line.text for line in silent.closing())
    lost = [n for n in _lost(made) if not any(_shared(name, told) for name in _missed(made.contents[n]))]
    return Wrong(replace(_with_problems(made, OF_MONEY), prose=silent), "", lost[0]) if lost else None


def _lost(made: Made) -> list[int]:
    """Forms that lost points."""
    return [n for n, content in enumerate(made.contents) if content.layout.scored and _missed(content)]


def _with_problems(made: Made, words: str) -> Made:
    """The report with these words in the row of each form that names its problems, where the layout has one."""
    contents = []
    for content in made.contents:
        tail = tuple((label, words if "问题" in label else text) for label, text in content.layout.tail)
        contents.append(replace(content, layout=replace(content.layout, tail=tail)))
    return replace(made, contents=tuple(contents))


def _missed(content: Content) -> list[str]:
    has_weight = any(role == "weight" for role, _ in content.layout.columns)
    return [bare(content.rows[n]) for n in own_rows(content, full=False)] if has_weight else []


def _shared(name: str, text: str) -> bool:
    return any(name[n : n + 2] in text for n in range(len(name) - 1))


def beside_the_point(made: Made, chance: random.Random) -> Wrong | None:
    """Measures that answer another problem than the one named; where no form names measures of its own."""
    own = any("措施" in label for content in made.contents for label, _ in content.layout.tail)
    return None if own else _says(made, "", measures="加强业务培训，提高思想认识。")


def pasted(made: Made, chance: random.Random) -> Wrong | None:
    """What was done, word for word in the text and in the form."""
    text = made.contents[0].goals[0][1] if made.contents[0].goals else ""
    return _says(made, text, 0, pasted=text) if len(text) >= PASTED else None


def opposite_savings(made: Made, chance: random.Random) -> Wrong | None:
    """Two forms that spent less than planned: one saved, the other claims the opposite."""
    if len(made.contents) < 2 or any(role == "value" for role, _ in made.contents[0].layout.columns):
        return None
    rates = [fund.cells for content in made.contents[:2] for fund in content.funds if fund.kind == "total"]
    saved = [100 - cells["execution_rate"].value for cells in rates if "execution_rate" in cells]
    rows = [_costs(content) for content in made.contents[:2]]
    if len(saved) < 2 or min(saved) <= 0 or not all(rows):
        return None
    contents = [
        _saving(content, row[0], sign * share)
        for content, row, share, sign in zip(made.contents[:2], rows, saved, (1, -1), strict=True)
    ]
    return Wrong(replace(made, contents=(*contents, *made.contents[2:])), f"{-saved[1]}%")


def _costs(content: Content) -> list[int]:
    return [n for n in own_rows(content, unit="*") if content.rows[n].level_2 in ("成本指标", "产出成本")]


def _saving(content: Content, index: int, share: Decimal) -> Content:
    actual = Printed(f"{share}%", "percent", f"{share}", "%", "cell")
    target = Printed("≥0", "number", "0", op=">=")
    return rewritten(content, index, name="成本节约率", target=target, actual=actual)


def same_satisfaction(made: Made, chance: random.Random) -> Wrong | None:
    """The figure of one project's survey in the form of another."""
    first, *others = made.contents
    mine = {bare(row): row for row in first.rows if "满意度" in row.level_3 and row.cells["actual"].number}
    for form, content in enumerate(others, 1):
        for n in own_rows(content, unit="%"):
            here = mine.get(bare(content.rows[n]))
            if here is not None and _copied(here.cells["actual"], content.rows[n].cells):
                changed = rewritten(content, n, actual=here.cells["actual"])
                contents = (*made.contents[:form], changed, *made.contents[form + 1 :])
                return Wrong(replace(made, contents=contents), here.cells["actual"].text)
    return None


def _copied(figure: Printed, cells: dict[str, Printed]) -> bool:
    return cells["target"].value <= figure.value < 100 and figure.value != cells["actual"].value
