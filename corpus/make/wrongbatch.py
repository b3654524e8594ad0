"""Mistakes that only show between reports: the correct run of reports, and the same run with one mistake."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from corpus.make.change import aimed, counted, like, other_digit
from corpus.make.content import Content
from corpus.make.generate import Made, make
from corpus.make.sentences import part_of_whole
from corpus.make.truegoals import following

Run = tuple[Made, ...]
Pair = tuple[Run, Run]
Comparison = Callable[[Made, random.Random], Pair | None]

OTHERS = 1000  # seeds from here on are other reports beside the one that is measured
TRIED = 120  # forms looked through for five near full marks
TEXT = 70  # characters that make a text worth comparing


def _other(made: Made, step: int = 0, forms: int = 1) -> Made:
    """Another report in the same layout and hand."""
    return make(made.seed + OTHERS * (step + 1), made.layout, made.hand, forms=forms)


def _filed(made: Made, like: Content, year: int, project: str | None = None) -> Made:
    """The report as one of this form's unit and project, in this year."""
    named = {**like.identity, **({"project_name": project} if project else {})}
    contents = tuple(following(replace(one, year=year, identity=named)) for one in made.contents)
    return replace(made, contents=contents, signature=())


def _same_project(made: Made) -> bool:
    content = made.contents[0]
    return {"project_name", "implementing_unit"} <= content.identity.keys() and bool(content.goals)


def _years(made: Made) -> tuple[Made, Content] | None:
    """Last year's report of the same project with other content; this year's form."""
    if not _same_project(made):
        return None
    here = made.contents[0]
    return _filed(_other(made), here, here.year - 1), here


def _with(made: Made, content: Content) -> Made:
    return replace(made, contents=(content,), prose=None)


def carryover(made: Made, chance: random.Random) -> Pair | None:
    """This year's carry-over one more than what last year left; parts and total hold."""
    found = _years(made)
    if found is None:
        return None
    before, here = found
    last = next(fund.cells for fund in before.contents[0].funds if fund.kind == "total")
    base = "full_budget" if "full_budget" in last else "initial_budget"
    left = last[base].value - last["executed"].value
    true = _carried_over(here, left)
    wrong = _carried_over(here, left + 1)
    if true is None or wrong is None:
        return None
    return (before, _with(made, true)), (before, _with(made, wrong))


def _carried_over(content: Content, left: Decimal) -> Content | None:
    """The form with this much in its row for money carried over, taken from the fiscal row."""
    kinds = {fund.kind: n for n, fund in enumerate(content.funds)}
    if not {"carryover", "fiscal"} <= kinds.keys() or content.layout.child_rates:
        return None
    changed = content
    for name in ("initial_budget", "full_budget"):
        cells = [content.funds[kinds[kind]].cells.get(name) for kind in ("fiscal", "carryover")]
        if cells[0] is None or cells[1] is None:
            continue
        moved = left - cells[1].value
        if cells[0].value <= moved:
            return None
        for kind, cell, by in (("fiscal", cells[0], -moved), ("carryover", cells[1], moved)):
            figure = f"{cell.value + by:f}"
            changed = changed.with_fund(kinds[kind], **{name: replace(cell, text=figure, number=figure)})
    return changed


def approval(made: Made, chance: random.Random) -> Pair | None:
    """A target other than the one approved."""
    if not _same_project(made):
        return None
    here = made.contents[0]
    rows = counted(here)
    if not rows:
        return None
    index = chance.choice(rows)
    target = here.rows[index].cells["target"]
    figure = Decimal(other_digit(target.number or "", chance, 0))
    other = here.with_row(index, **aimed(here, like(target, figure, target.op)))
    own = _with(made, here)
    return (_sheet(made, here), own), (_sheet(made, other), own)


def _sheet(made: Made, content: Content) -> Made:
    """The sheet on which the targets were approved: no money, no results."""
    kept = ("level_1", "level_2", "level_3", "op", "value", "unit", "target")
    layout = replace(
        content.layout,
        title="项目支出绩效目标表",
        year="（{year}年度）",
        identity=((("项目名称", "project_name"),), (("实施单位", "implementing_unit"),)),
        fund_columns=(),
        fund_rows=(),
        goal=(),
        columns=tuple((role, words) for role, words in content.layout.columns if role in kept),
        total="",
        scored=False,
        points="",
        tail=(),
    )
    return replace(made, contents=(replace(content, layout=layout, funds=(), goals=(), total={}),), signature=())


def target_lower(made: Made, chance: random.Random) -> Pair | None:
    """Last year twice as much was reached as is aimed at this year."""
    if not _same_project(made):
        return None
    here = made.contents[0]
    rows = counted(here)
    if not rows:
        return None
    index = chance.choice(rows)
    last = following(replace(here, year=here.year - 1))
    cells = last.rows[index].cells
    figure = cells["target"].value * 2
    doubled = {
        **aimed(last, like(cells["target"], figure, cells["target"].op)),
        "actual": like(cells["actual"], figure),
    }
    own = _with(made, here)
    return (_with(made, last), own), (_with(made, following(last.with_row(index, **doubled))), own)


def text_of_other(made: Made, chance: random.Random) -> Pair | None:
    """What another unit did, in this unit's form."""
    here, other = made.contents[0], _other(made)
    there = other.contents[0]
    if not _same_project(made) or len(here.goals[0][1]) < TEXT:
        return None
    identity = {**there.identity, "implementing_unit": f"{there.identity['implementing_unit']}服务中心"}
    there = replace(there, identity=identity)
    copied = there.with_goal((there.goals[0][0], here.goals[0][1]))
    own = _with(made, here)
    return (own, _with(other, there)), (own, _with(other, copied))


def text_of_last_year(made: Made, chance: random.Random) -> Pair | None:
    found = _years(made)
    if found is None:
        return None
    before, here = found
    copied = here.with_goal(
        (here.goals[0][0], before.contents[0].goals[0][1].replace(str(here.year - 1), str(here.year)))
    )
    return (before, _with(made, here)), (before, _with(made, copied))


def scores_of_last_year(made: Made, chance: random.Random) -> Pair | None:
    """Five rows or more, every score that of the year before."""
    here = made.contents[0]
    rows = [n for n, row in enumerate(here.rows) if row.cells["score"].value >= 2]
    if not _same_project(made) or not here.layout.scored or len(here.rows) < 5 or not rows:
        return None
    last = following(replace(here, year=here.year - 1))
    score = last.rows[rows[0]].cells["score"]
    other = last.with_row(rows[0], score=like(score, score.value - 1))
    own = _with(made, here)
    return (_with(made, other), own), (_with(made, last), own)


def filed_twice(made: Made, chance: random.Random) -> Pair | None:
    """The form of one project under the name of another."""
    here, other = made.contents[0], _other(made)
    if not _same_project(made) or not here.funds:
        return None
    name = "残疾人康复服务"
    renamed = replace(here, identity={**here.identity, "project_name": name})
    own = _with(made, here)
    return (own, _filed(other, here, here.year, name)), (own, _with(made, renamed))


def project_missing(made: Made, chance: random.Random) -> Pair | None:
    """Two projects last year, one of them this year."""
    both = _other(made, forms=2)
    if not _same_project(made):
        return None
    here = made.contents[0]
    names = (here.identity["project_name"], "残疾人康复服务")
    last, now = (
        tuple(_filed(replace(both, contents=(one,)), here, year, name).contents[0]
              for one, name in zip(both.contents, names, strict=True))
        for year in (here.year - 1, here.year)
    )  # fmt: skip
    before = replace(both, contents=last, signature=(), prose=None)
    return (before, replace(before, contents=now)), (before, replace(before, contents=now[:1]))


def scores_alike(made: Made, chance: random.Random) -> Pair | None:
    """Five projects of one unit, all within a point of full marks."""
    if not _same_project(made) or not made.contents[0].layout.scored:
        return None
    here = made.contents[0]
    forms = [_other(made, step).contents[0] for step in range(TRIED)]
    high = [one for one in forms if 99 <= one.total["score"].value <= 100][:5]
    low = next((one for one in forms if one.total["score"].value < 98), None)
    if len(high) < 5 or low is None:
        return None
    wrong, true = (
        tuple(_filed(_with(made, one), here, here.year, f"第{n}批基层服务").contents[0] for n, one in enumerate(some))
        for some in (high, [*high[:4], low])
    )
    return (_run(made, true),), (_run(made, wrong),)


def _run(made: Made, contents: tuple[Content, ...]) -> Made:
    return replace(made, contents=contents, prose=None, signature=())


def claimed_twice(made: Made, chance: random.Random) -> Pair | None:
    """What one project did, claimed for another of the same unit."""
    if not _same_project(made):
        return None
    here = made.contents[0]
    mine, other = part_of_whole(chance, False), part_of_whole(chance, False)
    first = _working(here, mine)
    second = _filed(_other(made), here, here.year, "残疾人康复服务").contents[0]
    own = _with(made, first)
    if mine == other:
        return None
    return (own, _with(made, _working(second, other))), (own, _with(made, _working(second, mine)))


def _working(content: Content, sentence: str) -> Content:
    return following(replace(content, work=f"{sentence}。"))


COMPARISONS: dict[str, tuple[str, Comparison]] = {
    "A17": ("query", carryover),
    "G03": ("error", approval),
    "G04": ("query", target_lower),
    "G05": ("query", text_of_other),
    "G06": ("query", text_of_last_year),
    "G07": ("query", scores_of_last_year),
    "G08": ("error", filed_twice),
    "G09": ("warning", project_missing),
    "G10": ("query", scores_alike),
    "G11": ("query", claimed_twice),
}
