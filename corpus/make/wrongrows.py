"""Mistakes in indicator rows."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from corpus.make.change import OF_MONEY, Change, Mutator, carried, following_score, has, plain, scored_rows
from corpus.make.content import BLANK, Content, Printed, Row, number, text

ONE = Decimal(1)


def _rescored(content: Content, index: int, score: Decimal) -> Change:
    cell = content.rows[index].cells["score"]
    wrong = number(plain(score))
    changed = carried(content.with_row(index, score=wrong), score - cell.value)
    return Change(changed, ("row", index, "score"), wrong.text, cell.text)


def score_over(content: Content, chance: random.Random) -> Change | None:
    rows = scored_rows(content, missed=False)
    if not rows:
        return None
    index = chance.choice(rows)
    return _rescored(content, index, content.rows[index].cells["weight"].value + 1)


def score_blank(content: Content, chance: random.Random) -> Change | None:
    rows = scored_rows(content, missed=False)
    if not rows:
        return None
    index = chance.choice(rows)
    right = content.rows[index].cells["score"]
    changed = carried(content.with_row(index, score=BLANK), -right.value)
    return Change(changed, ("row", index, "score"), "", right.text)


def not_proportional(content: Content, chance: random.Random) -> Change | None:
    """Half of what is due, with the reason that stands there; or half of what was lost given back, against it."""
    rows = [index for index in scored_rows(content, missed=True) if content.rows[index].cells["score"].value >= 1]
    if not rows:
        return None
    index = chance.choice(rows)
    cells = content.rows[index].cells
    due, weight = cells["score"].value, cells["weight"].value
    back = (due + (weight - due) / 2).quantize(Decimal("0.1"), ROUND_DOWN)
    if chance.random() < ONE / 2 and due + ONE / 2 < back < weight and back % 1:
        return _rescored(content, index, back)
    half = _rescored(content, index, due / 2 // Decimal("0.1") * Decimal("0.1"))
    return replace(half, severity=_below_due(content))


def missed_full(content: Content, chance: random.Random) -> Change | None:
    """Full marks where even whole points would round below them."""
    rows = [index for index in scored_rows(content, missed=True) if _clearly_missed(content.rows[index])]
    if not rows or has(content, "coefficient"):
        return None
    index = chance.choice(rows)
    return _rescored(content, index, content.rows[index].cells["weight"].value)


def _clearly_missed(row: Row) -> bool:
    return row.cells["score"].value.quantize(ONE, ROUND_HALF_UP) < row.cells["weight"].value.quantize(ONE, ROUND_DOWN)


def reached_docked(content: Content, chance: random.Random) -> Change | None:
    rows = [index for index in scored_rows(content, missed=False) if content.rows[index].cells["weight"].value >= 2]
    rows = [index for index in rows if content.rows[index].cells["target"].value > 0]
    if not rows or has(content, "coefficient"):  # a coefficient printed beside it makes another mistake of this
        return None
    index = chance.choice(rows)
    return _rescored(_silent(content), index, content.rows[index].cells["weight"].value - 1)


def _silent(content: Content) -> Content:
    """The form whose sections go on naming the rows that lost points before, and no others."""
    tail = tuple((label, words.format(missed=content.missed)) for label, words in content.layout.tail)
    return replace(content, layout=replace(content.layout, tail=tail))


def zero_halved(content: Content, chance: random.Random) -> Change | None:
    rows = [index for index in scored_rows(content, missed=False) if content.rows[index].cells["target"].number == "0"]
    if not rows:
        return None
    change = _rescored(content, rows[0], content.rows[rows[0]].cells["weight"].value / 2)
    return replace(change, content=following_score(change.content, rows[0]))


def _limit(row: Row) -> bool:
    """A row with an upper limit, heavy enough that a fifth too much costs a whole point."""
    return row.cells["target"].op == "<=" and row.cells["weight"].value >= 4


def limit_exceeded(content: Content, chance: random.Random) -> Change | None:
    rows = [index for index in scored_rows(content, missed=False) if _limit(content.rows[index])]
    if not rows:
        return None
    row = content.rows[rows[0]]
    figure = plain((row.cells["target"].value * Decimal("1.2")).quantize(Decimal("0.01")))
    right = row.cells["actual"]
    wrong = replace(right, text=right.text.replace(right.number or "", figure), number=figure)
    return Change(content.with_row(rows[0], actual=wrong), ("row", rows[0], "actual"), wrong.text)


def reason_removed(content: Content, chance: random.Random) -> Change | None:
    rows = scored_rows(content, missed=True)
    if not rows or not has(content, "reason"):
        return None
    index = chance.choice(rows)
    right = content.rows[index].cells["reason"].text
    tail = tuple((label, words.replace("{missed}", OF_MONEY)) for label, words in content.layout.tail)
    silent = replace(content, layout=replace(content.layout, tail=tail))
    return Change(silent.with_row(index, reason=BLANK), ("row", index, "reason"), "", right)


def value_blank(role: str) -> Mutator:
    def apply(content: Content, chance: random.Random) -> Change | None:
        if not has(content, role):
            return None
        index = chance.choice([number for number, row in enumerate(content.rows) if not row.residue])
        right = content.rows[index].cells[role].text
        return Change(content.with_row(index, **{role: BLANK}), ("row", index, role), "", right)

    return apply


def limit_misscored(content: Content, chance: random.Random) -> Change | None:
    """A limit exceeded by a fifth, explained, and scored by no known rule: with more than due, or with less."""
    change = limit_exceeded(content, chance)
    if change is None:
        return None
    index = change.mark[1]
    weight = content.rows[index].cells["weight"].value
    excused = change.content.with_row(index, reason=text("材料价格上涨，超支部分由单位统筹解决，已报主管部门备案"))
    more = chance.random() < ONE / 2
    wrong = _rescored(excused, index, weight - Decimal("0.3") if more else weight / 2)
    if has(content, "coefficient"):
        return replace(wrong, content=following_score(wrong.content, index), severity="query")
    return wrong if more else replace(wrong, severity=_below_due(content))


def _below_due(content: Content) -> str:
    """How grave a score below its due is: a reason may rest on a harsher scale, unless the proportion is printed."""
    reasoned = has(content, "reason") or any("原因" in label or "问题" in label for label, _ in content.layout.tail)
    return "warning" if reasoned and not (has(content, "method") or has(content, "coefficient")) else "error"


def threshold_missed(content: Content, chance: random.Random) -> Change | None:
    """A target of at least 0 missed, yet some points given."""
    rows = [n for n in scored_rows(content, missed=False) if content.rows[n].cells["target"].kind == "percent"]
    rows = [n for n in rows if content.rows[n].cells["weight"].value >= 4]
    if not rows or has(content, "value"):
        return None
    target = Printed("≥0", "number", "0", op=">=")
    actual = Printed("-3.15%", "percent", "-3.15", "%", "cell")
    named = replace(content.rows[rows[0]], level_3=content.layout.prefix.format(n=1) + "运行经费下降率")
    changed = content.with_row_as(rows[0], named).with_row(
        rows[0], target=target, actual=actual, reason=text("新增设备用电，已加装分表计量")
    )
    return _rescored(changed, rows[0], content.rows[rows[0]].cells["weight"].value - 3)


def savings_contradict(content: Content, chance: random.Random) -> Change | None:
    """A saving claimed in an indicator that the fund block does not show."""
    rows = [n for n in scored_rows(content, missed=False) if content.rows[n].cells["target"].op == "<="]
    if not rows or has(content, "value"):
        return None
    named = replace(content.rows[rows[0]], level_3=content.layout.prefix.format(n=1) + "成本节约率")
    actual = Printed("61.06%", "percent", "61.06", "%", "cell")
    changed = content.with_row_as(rows[0], named).with_row(
        rows[0], target=Printed("≥0", "number", "0", op=">="), actual=actual
    )
    return Change(changed, ("row", rows[0], "actual"), "61.06%")


def actual_in_words(content: Content, chance: random.Random) -> Change | None:
    """A word where a figure is asked for."""
    rows = [n for n in scored_rows(content, missed=False) if content.rows[n].cells["target"].kind == "number"]
    if not rows:
        return None
    index = chance.choice(rows)
    right = content.rows[index].cells["actual"].text
    return Change(content.with_row(index, actual=text("已完成")), ("row", index, "actual"), "已完成", right)


def other_unit(content: Content, chance: random.Random) -> Change | None:
    """Target and actual in units of different things."""
    units = ("人", "人次", "户", "场", "米")
    rows = [n for n, row in enumerate(content.rows) if row.cells.get("target", BLANK).unit in units]
    if not rows or has(content, "value"):
        return None
    index = chance.choice(rows)
    figure = content.rows[index].cells["actual"].number or "0"
    wrong = Printed(f"{figure}台", "number", figure, "台", "cell")
    return Change(content.with_row(index, actual=wrong), ("row", index, "actual"), wrong.text)


def named_twice(content: Content, chance: random.Random) -> Change | None:
    """The same indicator in two rows of one second level."""
    same = [n for n, row in enumerate(content.rows) if n and not row.residue and row.level_2 == content.rows[0].level_2]
    if not same:
        return None
    index = chance.choice(same)
    name = content.rows[0].level_3.partition("：")[2] or content.rows[0].level_3
    prefix = content.rows[index].level_3.partition("：")[:2] if content.layout.prefix else ("", "")
    changed = content.with_row_as(index, replace(content.rows[index], level_3="".join(prefix) + name))
    return Change(changed, ("row", index, "level_3"), name)
