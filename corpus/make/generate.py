"""Arbitrarily many correct forms with known truth, from a seed.

``make(seed)`` gives a document whose every sum, rate and score is right, in one of the layouts, written by one of the
hands, with the records an exact reader makes of it. Truth comes from the same facts the document is drawn from, never
from reading it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from corpus.make import word
from corpus.make.content import BLANK, Content, Printed, number, text
from corpus.make.drawing import draw, heading
from corpus.make.figures import plainly, pools
from corpus.make.hand import LEGACY, WORD, WPS, Hand
from corpus.make.layout import Layout, every_layout, layouts, shuffled
from corpus.make.prose import Prose, tie
from corpus.make.sentences import right
from corpus.make.sheet import Line, Sheet, Table
from corpus.make.truefunds import costs, funds
from corpus.make.truegoals import goals
from corpus.make.truerows import odd, rows
from corpus.make.truth import records

HANDS = {
    "word": WORD,
    "wps": WPS,
    "legacy": LEGACY,
    "controls": Hand(controls=True),
    "tracked": Hand(tracked=True),
    "flat": Hand(merge="flat"),
    "repeated-labels": Hand(merge="repeat"),
    "repeated-header": Hand(repeat_header=True, split_runs=True),
}
UNMERGED = ("flat", "repeat")  # hands in which a blank cell and a merged one look alike
REVIEWED = 0.25  # share of the documents whose forms have the points of a review


@dataclass(frozen=True, slots=True)
class Made:
    """A generated document: its forms' contents, how it is written, and the lines that sign it."""

    seed: int
    layout: str
    hand: str
    contents: tuple[Content, ...]
    prose: Prose | None = None
    signature: tuple[str, ...] = ()

    @property
    def sheet(self) -> Sheet:
        blocks: list[Line | Table] = list(self.prose.opening()) if self.prose else []
        for content in self.contents:
            blocks += [*heading(content), draw(content)[0], Line("", "plain")]
        blocks += self.prose.closing() if self.prose else ()
        blocks += [Line(line, "plain") for line in self.signature]
        return Sheet(tuple(blocks), self.contents[0].layout.landscape)

    @property
    def word_file(self) -> bytes:
        return word.build(self.sheet, HANDS[self.hand])

    @property
    def truth(self) -> dict[str, Any]:
        forms = [records(content, n, n) for n, content in enumerate(self.contents, 1)]
        return {"forms": forms, "claims": self.prose.claims() if self.prose else []}


def make(
    seed: int,
    layout: str | None = None,
    hand: str | None = None,
    forms: int = 1,
    prose: bool = False,
    quirks: bool = False,
    unseen: bool = False,
) -> Made:
    """A correct document. Unnamed layout and hand are drawn from the seed.

    prose ties the forms of projects by sentences. quirks adds what real forms are full of: rows of the template left
    blank, second levels without an indicator, one weight and score cell for two rows. unseen words and orders the
    columns of the layout anew.
    """
    chance = random.Random(f"fuhe {seed} {layout}")
    name = layout or chance.choice(sorted(layouts()))
    writer = hand or chance.choice(sorted(HANDS))
    projects = chance.sample(pools()["projects"], forms)
    year, unit = chance.randint(2020, 2024), chance.choice(pools()["units"])
    form = every_layout()[name]
    form = shuffled(form, pools()["wordings"], chance) if unseen else form
    form = _reviewed(form, random.Random(f"review {seed} {layout}"))
    oddities = (quirks, quirks and HANDS[writer].merge not in UNMERGED)
    contents = tuple(_content(chance, form, project, year, unit, oddities) for project in projects)
    tied = prose and all(content.funds and "project_name" in content.identity for content in contents)
    signature = ("填表人：李某", f"{year + 1}年1月{chance.randint(5, 28)}日")
    return Made(seed, name, writer, contents, tie(chance, contents, unit) if tied else None, signature)


def _reviewed(layout: Layout, chance: random.Random) -> Layout:
    """Now and then a layout with the points of a review beside the unit's own."""
    if not layout.scored or not layout.total or chance.random() > REVIEWED:
        return layout
    at = next(n for n, (role, _) in enumerate(layout.columns) if role == "score")
    columns = (*layout.columns[: at + 1], ("review_score", "财政审核得分"), *layout.columns[at + 1 :])
    return replace(layout, columns=columns)


def _content(
    chance: random.Random, layout: Layout, project: str, year: int, unit: str, oddities: tuple[bool, bool]
) -> Content:
    identity = {
        "project_name": project,
        "department": chance.choice(pools()["departments"]),
        "implementing_unit": unit,
        "central_department": "财政部",
        "contact": "王某（办公室）",
    }
    shown = {name for row in layout.identity for _, name in row}
    fund_rows = funds(chance, layout) if layout.fund_columns else ()
    indicators = rows(chance, layout, year, costs(layout, fund_rows))
    indicators = odd(chance, layout, indicators, shared=oddities[1]) if oddities[0] else indicators
    named = {key: identity[key] for key in identity if key in shown}
    if "central_department" in named:
        named.setdefault("department", named["central_department"])  # the only department such a form names
    work = right(random.Random(f"work {chance.random()}"))
    aims = goals(layout.goals, year, indicators, work) if layout.goal else ()
    content = Content(layout, year, named, fund_rows, aims, indicators, work=work)
    return content.with_total(**_total(content))


def _total(content: Content) -> dict[str, Printed]:
    layout = content.layout
    if not layout.scored:
        return {}
    parts = [*(fund.cells for fund in content.funds[:1]), *(row.cells for row in content.rows if not row.residue)]
    score = sum((part.get("score", BLANK).value for part in parts), Decimal())
    roles = {role for role, _ in layout.columns}
    total = {"score": number(plainly(score))}
    if "weight" in roles and layout.total:
        points = sum(int(points) for _, points in layout.first_levels) + layout.execution
        total["weight"] = number(str(points))
    if any(role == "review_score" for role, _ in layout.columns):
        total["review_score"] = total["score"]
    if layout.rating:
        total["rating"] = text("优" if score >= 90 else "良" if score >= 80 else "中")
    return total
