"""Break exactly one thing in a correct document, and know what: truth for recall and precision of the rules.

A mutator changes the cells one mistake changes (a wrong row score goes on into the total, as it does in practice) and
says which rule must find it and where. ``also`` names rules that the same mistake may set off as well.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from corpus.make import wrongform, wrongfunds, wrongrows, wrongtotals
from corpus.make.change import Mutator, other_digit
from corpus.make.drawing import draw
from corpus.make.generate import HANDS, UNMERGED, Made
from corpus.make.prose import Prose


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
    if rule in ("D01", "D02") and HANDS[made.hand].merge in UNMERGED:
        return None
    if rule in AMOUNTS and made.prose is not None:
        return None
    kind = FORM[rule]
    index = chance.randrange(len(made.contents))
    if rule.startswith("A") and not made.contents[index].funds:
        return None
    change = kind.apply(made.contents[index], chance)
    if change is None:
        return None
    contents = (*made.contents[:index], change.content, *made.contents[index + 1 :])
    cell = draw(change.content)[1].get(change.mark)
    broken = Broken(rule, kind.severity, index + 1, cell, change.stated, change.expected, kind.also)
    return replace(made, contents=contents), broken


FORM: dict[str, Kind] = {
    kind.rule: kind
    for kind in (
        Kind("A01", "error", ("A04", "A18"), wrongfunds.rate),
        Kind("A04", "error", (), wrongfunds.execution_score),
        Kind("A05", "error", ("A04", "B04", "B14"), wrongfunds.execution_over),
        Kind("A06", "error", ("A14", "A15"), wrongfunds.part("initial_budget")),
        Kind("A07", "error", ("A14", "A15"), wrongfunds.part("full_budget")),
        Kind("A08", "error", ("A14", "A15"), wrongfunds.part("executed")),
        Kind("A13", "warning", (), wrongfunds.rate_blank),
        Kind("B01", "error", ("B02",), wrongtotals.total("weight")),
        Kind("B03", "error", ("B14",), wrongtotals.total("score")),
        Kind("B05", "error", ("B04", "B14", "C01", "C03", "C23"), wrongrows.score_over),
        Kind("B06", "warning", ("B03", "C03", "C23"), wrongrows.score_blank),
        Kind("B07", "error", ("B09",), wrongtotals.points),
        Kind("B14", "error", (), wrongtotals.rating),
        Kind("C01", "error", ("B14",), wrongrows.not_proportional),
        Kind("C02", "error", ("C25", "B14"), wrongrows.missed_full),
        Kind("C03", "warning", ("C23", "B14"), wrongrows.reached_docked),
        Kind("C05", "error", ("C23", "C08", "F19"), wrongrows.limit_exceeded),
        Kind("C07", "warning", ("C03", "C23"), wrongrows.zero_halved),
        Kind("C23", "warning", ("C26",), wrongrows.reason_removed),
        Kind("D01", "warning", ("D02",), wrongform.first_level(running_on=True)),
        Kind("D02", "warning", ("D01",), wrongform.first_level(running_on=False)),
        Kind("E01", "warning", ("F01", "F02"), wrongform.identity_blank),
        Kind("E04", "warning", (), wrongform.goal_blank),
        Kind("E07", "warning", ("C17", "C23"), wrongrows.value_blank("actual")),
        Kind("F05", "warning", (), wrongform.period),
        Kind("A02", "query", ("A03", "C26"), wrongfunds.overspent),
        Kind("A09", "error", ("A06", "A03"), wrongfunds.total_zero),
        Kind("A10", "query", ("A15",), wrongfunds.spent_without_budget),
        Kind("B04", "error", ("B03", "B14"), wrongtotals.total_over),
        Kind("C04", "error", ("C08", "F19"), wrongrows.limit_misscored),
        Kind("C06", "query", (), wrongrows.threshold_missed),
        Kind("C17", "warning", ("C23",), wrongrows.actual_in_words),
        Kind("C19", "warning", (), wrongrows.other_unit),
        Kind("D07", "warning", ("C22", "C23"), wrongrows.named_twice),
        Kind("E02", "note", (), wrongform.same_unit),
        Kind("E06", "warning", (), wrongform.goal_copied),
        Kind("E08", "warning", ("E04",), wrongform.prompt_left),
        Kind("F19", "warning", (), wrongrows.savings_contradict),
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
    wrong = "专项业务管理" if rule == "F02" else other_digit(right, chance, 0)
    changed = (*values[:which], wrong, *values[which + 1 :])
    also = ("F03", "F04") if rule == "F02" else ()
    return replace(made, prose=_with(prose, name, changed)), Broken(rule, "error", None, None, wrong, right, also)


def _with(prose: Prose, name: str, values: tuple[str, ...]) -> Prose:
    if name == "names":
        return replace(prose, names=values)
    return replace(prose, spent=values) if name == "spent" else replace(prose, gaps=values)


PROSE = ("F01", "F02", "F03", "F04", "F11")
RULES = (*FORM, *PROSE)
AMOUNTS = ("A02", "A09")  # change amounts that the prose repeats: only in documents without prose
