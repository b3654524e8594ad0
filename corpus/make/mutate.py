"""Break exactly one thing in a correct document, and know what: truth for recall and precision of the rules.

A mutator changes the cells one mistake changes (a wrong row score goes on into the total, as it does in practice) and
says which rule must find it and where. ``also`` names rules that the same mistake may set off as well.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from corpus.make.content import BLANK, Content, Printed, Row, number
from corpus.make.drawing import Mark, draw
from corpus.make.generate import Made
from corpus.make.prose import Prose

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Broken:
    """The one mistake: the rule it breaks, its severity, the form (from 1; None: prose) and the cell in the grid."""

    rule: str
    severity: str
    form: int | None
    cell: tuple[int, int] | None
    stated: str
    expected: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A mutated form: its content and the mark of the cell that is wrong."""

    content: Content
    mark: Mark
    stated: str
    expected: str | None = None


Mutator = Callable[[Content, random.Random], Change | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mistake in a form."""

    rule: str
    severity: str
    also: tuple[str, ...]
    apply: Mutator


def mutate(made: Made, rule: str, seed: int = 0) -> tuple[Made, Broken] | None:
    """The document with the mistake of a rule in one of its forms or its prose; None where it has no place for it."""
    chance = random.Random(f"{rule} {made.seed} {made.layout} {seed}")
    if rule in PROSE:
        return _prose(made, rule, chance)
    kind = FORM[rule]
    index = chance.randrange(len(made.contents))
    change = kind.apply(made.contents[index], chance)
    if change is None:
        return None
    contents = (*made.contents[:index], change.content, *made.contents[index + 1 :])
    cell = draw(change.content)[1].get(change.mark)
    broken = Broken(rule, kind.severity, index + 1, cell, change.stated, change.expected, kind.also)
    return replace(made, contents=contents), broken


# Helpers


def _plain(value: Decimal) -> str:
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _total_fund(content: Content) -> int:
    return next(index for index, fund in enumerate(content.funds) if fund.kind == "total")


def _carried(content: Content, by: Decimal) -> Content:
    """The printed total follows the row that was changed, so that the sums still hold."""
    if "score" not in content.total:
        return content
    return content.with_total(score=number(_plain(content.total["score"].value + by)))


def _has(content: Content, role: str) -> bool:
    return any(name == role for name, _ in content.layout.columns)


def _other_digit(figure: str, chance: random.Random, at: int) -> str:
    """The figure with one digit changed: a first digit never becomes 0."""
    digits = [digit for digit in "123456789" if digit != figure[at]]
    return figure[:at] + chance.choice(digits) + figure[at + 1 :]


def _rows(content: Content, *, missed: bool) -> list[int]:
    """Scored rows whose score is below (missed) or at their weight."""
    found = []
    for index, row in enumerate(content.rows):
        cells = row.cells
        if "score" in cells and _has(content, "weight") and content.layout.scored:
            below = cells["score"].value < cells["weight"].value
            if below == missed and cells["target"].number is not None:
                found.append(index)
    return found


# Fund block


def _rate(content: Content, chance: random.Random) -> Change | None:
    index = _total_fund(content)
    cell = content.funds[index].cells.get("execution_rate")
    if cell is None or cell.number is None:
        return None
    figure = _other_digit(cell.number, chance, 1 if len(cell.number.partition(".")[0]) == 2 else 2)
    wrong = replace(cell, text=f"{figure}%", number=figure)
    return Change(
        content.with_fund(index, execution_rate=wrong), ("fund", index, "execution_rate"), wrong.text, cell.text
    )


def _execution_score(content: Content, chance: random.Random) -> Change | None:
    index = _total_fund(content)
    cell = content.funds[index].cells.get("score")
    if cell is None or cell.number is None or not content.layout.scored:
        return None
    wrong = number(_plain(cell.value - chance.choice((1, 2))))
    changed = _carried(content.with_fund(index, score=wrong), wrong.value - cell.value)
    return Change(changed, ("fund", index, "score"), wrong.text, cell.text)


def _execution_over(content: Content, chance: random.Random) -> Change | None:
    index = _total_fund(content)
    cells = content.funds[index].cells
    if "score" not in cells or "weight" not in cells or not content.layout.scored:
        return None
    wrong = number(_plain(cells["weight"].value + chance.choice((1, 2))))
    changed = _carried(content.with_fund(index, score=wrong), wrong.value - cells["score"].value)
    return Change(changed, ("fund", index, "score"), wrong.text, cells["score"].text)


def _part(role: str) -> Mutator:
    def apply(content: Content, chance: random.Random) -> Change | None:
        """A part of the total changed in one column; the total and what hangs on it stay."""
        index = next(
            (n for n, fund in enumerate(content.funds) if fund.kind != "total" and _filled(fund.cells, role)), None
        )
        if index is None:
            return None
        cell = content.funds[index].cells[role]
        figure = _other_digit(cell.text, chance, 0)
        wrong = replace(cell, text=figure, number=figure)
        total = content.funds[_total_fund(content)].cells[role].text
        return Change(content.with_fund(index, **{role: wrong}), ("fund", _total_fund(content), role), total)

    return apply


def _filled(cells: dict[str, Printed], role: str) -> bool:
    return role in cells and cells[role].value > 0


def _rate_blank(content: Content, chance: random.Random) -> Change | None:
    index = _total_fund(content)
    cells = content.funds[index].cells
    if "execution_rate" not in cells or "score" not in cells or not content.layout.scored:
        return None
    changed = content.with_fund(index, execution_rate=BLANK)
    return Change(changed, ("fund", index, "execution_rate"), "", cells["execution_rate"].text)


# Totals


def _total(role: str) -> Mutator:
    def apply(content: Content, chance: random.Random) -> Change | None:
        cell = content.total.get(role)
        if cell is None:
            return None
        wrong = number(_plain(cell.value - chance.choice((1, 2, 3))))
        return Change(content.with_total(**{role: wrong}), ("total", 0, role), wrong.text, cell.text)

    return apply


def _points(content: Content, chance: random.Random) -> Change | None:
    index = next((n for n, row in enumerate(content.rows) if row.opens_1 and row.points_1 and row.printed_1), None)
    if index is None or not content.layout.scored:
        return None
    row = content.rows[index]
    right, wrong = row.points_1 or "", str(int(row.points_1 or "0") + 10)
    printed = (row.printed_1 or "").replace(right, wrong)
    changed = content.with_row_as(index, replace(row, printed_1=printed, points_1=wrong))
    return Change(changed, ("row", index, "level_1"), wrong, right)


def _rating(content: Content, chance: random.Random) -> Change | None:
    cell = content.total.get("rating")
    if cell is None:
        return None
    wrong = replace(cell, text="良" if cell.text == "优" else "优")
    return Change(content.with_total(rating=wrong), ("total", 0, "rating"), wrong.text, cell.text)


# Indicator rows


def _rescored(content: Content, index: int, score: Decimal) -> Change:
    cell = content.rows[index].cells["score"]
    wrong = number(_plain(score))
    changed = _carried(content.with_row(index, score=wrong), score - cell.value)
    return Change(changed, ("row", index, "score"), wrong.text, cell.text)


def _score_over(content: Content, chance: random.Random) -> Change | None:
    rows = _rows(content, missed=False)
    if not rows:
        return None
    index = chance.choice(rows)
    return _rescored(content, index, content.rows[index].cells["weight"].value + 1)


def _score_blank(content: Content, chance: random.Random) -> Change | None:
    rows = _rows(content, missed=False)
    if not rows:
        return None
    index = chance.choice(rows)
    right = content.rows[index].cells["score"]
    changed = _carried(content.with_row(index, score=BLANK), -right.value)
    return Change(changed, ("row", index, "score"), "", right.text)


def _not_proportional(content: Content, chance: random.Random) -> Change | None:
    rows = [index for index in _rows(content, missed=True) if content.rows[index].cells["score"].value >= 1]
    if not rows:
        return None
    index = chance.choice(rows)
    return _rescored(content, index, content.rows[index].cells["score"].value / 2 // Decimal("0.1") * Decimal("0.1"))


def _missed_full(content: Content, chance: random.Random) -> Change | None:
    """Full marks where even whole points would round below them."""
    rows = [index for index in _rows(content, missed=True) if _clearly_missed(content.rows[index])]
    if not rows:
        return None
    index = chance.choice(rows)
    return _rescored(content, index, content.rows[index].cells["weight"].value)


def _clearly_missed(row: Row) -> bool:
    return row.cells["score"].value.quantize(ONE, ROUND_HALF_UP) < row.cells["weight"].value.quantize(ONE, ROUND_DOWN)


def _reached_docked(content: Content, chance: random.Random) -> Change | None:
    rows = [index for index in _rows(content, missed=False) if content.rows[index].cells["weight"].value >= 2]
    rows = [index for index in rows if content.rows[index].cells["target"].value > 0]
    if not rows:
        return None
    index = chance.choice(rows)
    return _rescored(content, index, content.rows[index].cells["weight"].value - 1)


def _zero_halved(content: Content, chance: random.Random) -> Change | None:
    rows = [index for index in _rows(content, missed=False) if content.rows[index].cells["target"].number == "0"]
    if not rows:
        return None
    return _rescored(content, rows[0], content.rows[rows[0]].cells["weight"].value / 2)


def _limit_exceeded(content: Content, chance: random.Random) -> Change | None:
    rows = [index for index in _rows(content, missed=False) if content.rows[index].cells["target"].op == "<="]
    if not rows:
        return None
    row = content.rows[rows[0]]
    figure = _plain((row.cells["target"].value * Decimal("1.2")).quantize(Decimal("0.01")))
    right = row.cells["actual"]
    wrong = replace(right, text=right.text.replace(right.number or "", figure), number=figure)
    return Change(content.with_row(rows[0], actual=wrong), ("row", rows[0], "actual"), wrong.text)


def _reason_removed(content: Content, chance: random.Random) -> Change | None:
    rows = _rows(content, missed=True)
    if not rows or not _has(content, "reason"):
        return None
    index = chance.choice(rows)
    right = content.rows[index].cells["reason"].text
    return Change(content.with_row(index, reason=BLANK), ("row", index, "reason"), "", right)


def _value_blank(role: str) -> Mutator:
    def apply(content: Content, chance: random.Random) -> Change | None:
        if not _has(content, role):
            return None
        index = chance.randrange(len(content.rows))
        right = content.rows[index].cells[role].text
        return Change(content.with_row(index, **{role: BLANK}), ("row", index, role), "", right)

    return apply


# Structure and completeness


def _first_level(*, running_on: bool) -> Mutator:
    def apply(content: Content, chance: random.Random) -> Change | None:
        """The label of 效益指标 lost: its cell empty, or the label above running on over its rows."""
        index = next((n for n, row in enumerate(content.rows) if row.opens_1 and row.level_1 == "效益指标"), None)
        if index is None:
            return None
        changes = {"opens_1": False} if running_on else {"opens_1": True, "printed_1": ""}
        row = replace(content.rows[index], points_1=None, **changes)
        rows = tuple(replace(entry, points_1=None) if entry.level_1 == "效益指标" else entry for entry in content.rows)
        changed = replace(content, rows=(*rows[:index], row, *rows[index + 1 :]))
        return Change(changed, ("row", index, "level_2" if running_on else "level_1"), "", row.level_1)

    return apply


def _identity_blank(content: Content, chance: random.Random) -> Change | None:
    name = chance.choice(
        [name for name in ("project_name", "department", "implementing_unit") if name in content.identity]
    )
    changed = replace(content, identity={**content.identity, name: ""})
    return Change(changed, ("identity", 0, name), "", content.identity[name])


def _goal_blank(content: Content, chance: random.Random) -> Change | None:
    if not content.layout.goal:
        return None
    expected, actual = content.goals[0]
    role, goal = chance.choice((("expected", ("", actual)), ("actual", (expected, ""))))
    return Change(replace(content, goals=(goal,)), ("goal", 0, role), "")


def _period(content: Content, chance: random.Random) -> Change | None:
    if not content.layout.goal:
        return None
    expected, actual = content.goals[0]
    early = actual.replace(f"{content.year}年", chance.choice(("上半年", "1-10月", f"截至{content.year}年9月底")), 1)
    return Change(replace(content, goals=((expected, early),)), ("goal", 0, "actual"), early)


FORM: dict[str, Kind] = {
    kind.rule: kind
    for kind in (
        Kind("A01", "error", ("A04", "A18"), _rate),
        Kind("A04", "error", (), _execution_score),
        Kind("A05", "error", ("A04", "B04"), _execution_over),
        Kind("A06", "error", ("A14", "A15"), _part("initial_budget")),
        Kind("A07", "error", ("A14", "A15"), _part("full_budget")),
        Kind("A08", "error", ("A14", "A15"), _part("executed")),
        Kind("A13", "warning", (), _rate_blank),
        Kind("B01", "error", ("B02",), _total("weight")),
        Kind("B03", "error", ("B14",), _total("score")),
        Kind("B05", "error", ("B04", "C01", "C03", "C23"), _score_over),
        Kind("B06", "warning", ("B03", "C03", "C23"), _score_blank),
        Kind("B07", "error", ("B09",), _points),
        Kind("B14", "error", (), _rating),
        Kind("C01", "error", ("B14",), _not_proportional),
        Kind("C02", "error", ("C25", "B14"), _missed_full),
        Kind("C03", "warning", ("C23", "B14"), _reached_docked),
        Kind("C05", "error", ("C23", "C08", "F19"), _limit_exceeded),
        Kind("C07", "warning", ("C03", "C23"), _zero_halved),
        Kind("C23", "warning", ("C26",), _reason_removed),
        Kind("D01", "warning", ("D02",), _first_level(running_on=True)),
        Kind("D02", "warning", ("D01",), _first_level(running_on=False)),
        Kind("E01", "warning", ("F01", "F02"), _identity_blank),
        Kind("E04", "warning", (), _goal_blank),
        Kind("E07", "warning", ("C17", "C23"), _value_blank("actual")),
        Kind("F05", "warning", (), _period),
    )
}


def _prose(made: Made, rule: str, chance: random.Random) -> tuple[Made, Broken] | None:
    if made.prose is None:
        return None
    prose, which = made.prose, chance.randrange(len(made.prose.names))
    if rule == "F01":
        wrong = str(int(prose.count) + 1)
        return replace(made, prose=replace(prose, count=wrong)), Broken(rule, "error", None, None, wrong, prose.count)
    if rule == "F11":
        wrong = str(int(prose.whole) + chance.choice((1, -1, 10)))
        return replace(made, prose=replace(prose, whole=wrong)), Broken(rule, "error", None, None, wrong, prose.whole)
    name = {"F02": "names", "F03": "spent", "F04": "gaps"}[rule]
    values: tuple[str, ...] = getattr(prose, name)
    right = values[which]
    wrong = "专项业务管理" if rule == "F02" else _other_digit(right, chance, 0)
    changed = (*values[:which], wrong, *values[which + 1 :])
    also = ("F03", "F04") if rule == "F02" else ()
    return replace(made, prose=_with(prose, name, changed)), Broken(rule, "error", None, None, wrong, right, also)


def _with(prose: Prose, name: str, values: tuple[str, ...]) -> Prose:
    if name == "names":
        return replace(prose, names=values)
    return replace(prose, spent=values) if name == "spent" else replace(prose, gaps=values)


PROSE = ("F01", "F02", "F03", "F04", "F11")
RULES = (*FORM, *PROSE)
