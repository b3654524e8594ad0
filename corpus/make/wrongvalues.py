"""Mistakes between target, actual value, score and reason of one row."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from itertools import pairwise

from corpus.make.change import (
    Change,
    Mutator,
    counted,
    has,
    like,
    own_rows,
    rewritten,
    worded,
)
from corpus.make.content import BLANK, Content, Printed, Row
from corpus.make.truegoals import bare

GENERIC = "受疫情影响，进一步加强管理"
GIVEN = "年中追加2个场次，按合同据实结算"
CUT = "完成值高于指标值较多的，要分析原因；年初指标值设定明显偏低的，按照偏离度适当调减分值。"
FEWEST = 5  # rows of which four in five must be equal
COUNTS = ("人", "人次", "户", "次", "个", "场", "期")


def far_above(share: str, reason: str, note: str = "", at: str = "actual") -> Mutator:
    """A count at this share of its target; note: what the form prints about that."""

    def apply(content: Content, chance: random.Random) -> Change | None:
        rows = counted(content)
        if not rows or not has(content, "reason") or (note and not content.layout.scored):
            return None
        index = chance.choice(rows)
        cells = content.rows[index].cells
        figure = (cells["target"].value * Decimal(share)).quantize(Decimal(1), ROUND_CEILING)
        actual = like(cells["actual"], figure)
        changed = rewritten(content, index, actual=actual, reason=reason)
        if note:
            layout = replace(content.layout, tail=(*content.layout.tail, ("注", note)))
            changed = replace(changed, layout=layout)
        return Change(changed, ("row", index, at), changed.rows[index].cells[at].text)

    return apply


def equality_exceeded(content: Content, chance: random.Random) -> Change | None:
    """A target marked = exceeded by a little, full marks."""
    rows = [n for n in counted(content) if content.rows[n].cells["target"].value >= 10]
    if not rows or not _scored(content):
        return None
    index = chance.choice(rows)
    cells = content.rows[index].cells
    target = like(cells["target"], cells["target"].value, "=")
    actual = like(cells["actual"], cells["target"].value + 1)
    return Change(rewritten(content, index, target=target, actual=actual), ("row", index, "actual"), actual.text)


def tier_overscored(content: Content, chance: random.Random) -> Change | None:
    """Partly reached, nine tenths of the weight."""
    rows = worded(content)
    if not rows or not _scored(content) or has(content, "method"):
        return None
    index = chance.choice(rows)
    score = content.rows[index].cells["weight"].value * Decimal("0.9")
    actual = Printed("部分达成年度指标并具有一定效果", "tier")
    changed = rewritten(content, index, actual=actual, score=score, reason="2项制度修订滞后，次年三月前完成")
    return Change(changed, ("row", index, "score"), changed.rows[index].cells["score"].text)


def _scored(content: Content) -> bool:
    return content.layout.scored and has(content, "weight")


def described(words: str) -> Mutator:
    """A tier replaced by words; empty: those of the target."""

    def apply(content: Content, chance: random.Random) -> Change | None:
        rows = [n for n in worded(content) if content.rows[n].cells["actual"].kind == "tier"]
        if not rows or (not words and not _scored(content)):
            return None
        index = chance.choice(rows)
        actual = Printed(words or _phrase(content.rows[index]), "text")
        return Change(content.with_row(index, actual=actual), ("row", index, "actual"), actual.text)

    return apply


def _phrase(row: Row) -> str:
    return row.cells["value"].text if "value" in row.cells else row.cells["target"].text


def impossible(content: Content, chance: random.Random) -> Change | None:
    """More than all of them satisfied or passed."""
    rows = [n for n in own_rows(content, unit="%") if bare(content.rows[n]).endswith(("合格率", "满意度"))]
    if not rows:
        return None
    index = chance.choice(rows)
    actual = like(content.rows[index].cells["actual"], Decimal(chance.randint(101, 128)))
    return Change(rewritten(content, index, actual=actual), ("row", index, "actual"), actual.text)


def operator_kept(content: Content, chance: random.Random) -> Change | None:
    """The target with its sign copied as the result."""
    rows = counted(content)
    if not rows:
        return None
    index = chance.choice(rows)
    cells = content.rows[index].cells
    actual = like(cells["actual"], cells["target"].value, ">=")
    return Change(rewritten(content, index, actual=actual), ("row", index, "actual"), actual.text)


def not_whole(content: Content, chance: random.Random) -> Change | None:
    """Half a person."""
    rows = [n for n in counted(content) if content.rows[n].cells["actual"].unit in COUNTS]
    if not rows:
        return None
    index = chance.choice(rows)
    actual = like(content.rows[index].cells["actual"], content.rows[index].cells["target"].value + Decimal("0.5"))
    return Change(rewritten(content, index, actual=actual), ("row", index, "actual"), actual.text)


def all_equal(content: Content, chance: random.Random) -> Change | None:
    """Every result the figure of its target."""
    differing = [n for n in own_rows(content, unit="*") if _differs(content.rows[n])]
    if not differing:
        return None
    changed = content
    for index in differing:
        cells = content.rows[index].cells
        changed = rewritten(changed, index, actual=like(cells["actual"], cells["target"].value))
    filled = [row for row in changed.rows if not row.residue]
    same = [row for row in filled if row.cells["target"].number and not _differs(row)]
    if len(filled) < FEWEST or len(same) * 5 < len(filled) * 4:
        return None
    return Change(changed, ("row", differing[0], "actual"), changed.rows[differing[0]].cells["actual"].text)


def _differs(row: Row) -> bool:
    return row.cells["actual"].value != row.cells["target"].value


def against_name(content: Content, chance: random.Random) -> Change | None:
    """A bad thing with a target of at least so many."""
    rows = [n for n in counted(content) if content.rows[n].level_2 in ("数量指标", "产出数量")]
    if not rows:
        return None
    figures = (Printed(f"{sign}5次", "number", "5", "次", "cell", op) for sign, op in (("≥", ">="), ("", None)))
    target, actual = figures
    changed = rewritten(content, rows[0], name="群众投诉次数", target=target, actual=actual, reason="")
    return Change(changed, ("row", rows[0], "target"), "≥5次")


def reason_generic(content: Content, chance: random.Random) -> Change | None:
    rows = own_rows(content, full=False)
    if not rows or not has(content, "reason"):
        return None
    index = chance.choice(rows)
    right = content.rows[index].cells["reason"].text
    return Change(rewritten(content, index, reason=GENERIC), ("row", index, "reason"), GENERIC, right)


def reason_needless(content: Content, chance: random.Random) -> Change | None:
    """A reason in a row that has nothing to explain."""
    rows = [n for n in own_rows(content, unit="*") if not _differs(content.rows[n])]
    if not rows or not has(content, "reason"):
        return None
    index = chance.choice(rows)
    return Change(rewritten(content, index, reason=GIVEN), ("row", index, "reason"), GIVEN)


def too_fine(content: Content, chance: random.Random) -> Change | None:
    """A score with three decimals, as it comes out of the proportion."""
    rows = own_rows(content, full=False)
    if not rows or not content.layout.scored:
        return None
    index = chance.choice(rows)
    cells = content.rows[index].cells
    share = min(cells["actual"].value / cells["target"].value, Decimal(1))
    wrong = (share * cells["weight"].value).quantize(Decimal("0.001"), ROUND_HALF_UP)
    if wrong == cells["score"].value:
        return None
    return Change(rewritten(content, index, score=wrong), ("row", index, "score"), str(wrong))


def run_together(content: Content, chance: random.Random) -> Change | None:
    """Weight, target and result in the cell of the result."""
    rows = counted(content)
    if not rows:
        return None
    index = chance.choice(rows)
    figure = content.rows[index].cells["target"].number
    wrong = f"10≥{figure}米≥{figure}米"
    return Change(content.with_row(index, actual=Printed(wrong, "text")), ("row", index, "actual"), wrong)


def shifted(content: Content, chance: random.Random) -> Change | None:
    """A row typed one cell to the right."""
    order = [role for role, _ in content.layout.columns]
    cells = ("target", "actual", "weight", "score", "reason")
    rows = own_rows(content, unit="*")
    if "weight" not in content.total or not rows or order[-5:] != list(cells) or has(content, "value"):
        return None
    index = chance.choice(rows)
    row = content.rows[index].cells
    moved = {right: row[left] for left, right in pairwise(cells)}
    return Change(content.with_row(index, **{**moved, "target": BLANK}), ("row", index, "score"), row["weight"].text)


def full_width_percent(content: Content, chance: random.Random) -> Change | None:
    """One percent sign of another width than the others."""
    rows = [n for n, row in enumerate(content.rows) if row.cells.get("actual", BLANK).text.endswith("%")]
    if len(rows) < 2:
        return None
    index = chance.choice(rows)
    cell = content.rows[index].cells["actual"]
    wrong = replace(cell, text=cell.text.replace("%", "％"))
    return Change(content.with_row(index, actual=wrong), ("row", index, "actual"), wrong.text)


def cost_is_budget(content: Content, chance: random.Random) -> Change | None:
    """The cost target copied from the budget."""
    rows = [n for n in own_rows(content, unit="万元") if content.rows[n].cells["target"].op == "<="]
    if not rows or not content.funds:
        return None
    total = next(fund.cells for fund in content.funds if fund.kind == "total")
    budget = total.get("full_budget", total.get("initial_budget", BLANK)).value
    target = like(
        content.rows[rows[0]].cells["target"], budget / (10_000 if content.layout.money_unit == "元" else 1), "<="
    )
    return Change(rewritten(content, rows[0], target=target), ("row", rows[0], "target"), target.text)
