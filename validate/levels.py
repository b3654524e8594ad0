"""The indicator tree as a form prints it against the one its second levels ask for."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from normalize.indicators.levels import NAMES, first_family, second_family
from normalize.model import Form, Indicator
from normalize.words.text import split_points
from validate.sums import EXECUTION_ROW

OUTPUT, BENEFIT, SATISFACTION, COST = NAMES["产出"], NAMES["效益"], NAMES["满意度"], NAMES["成本"]

# 成本指标 is a kind of output before 2021 and a first level of its own since; 经济成本 and its like only the latter.
NEW_COST = re.compile("(?:经济|社会|生态|环境).*成本")


def bare(label: str | None) -> str:
    """A label without white space, line breaks and printed points: ``满意度⏎指标⏎（10分）`` → 满意度指标."""
    return split_points(label or "")[0]


def first_level(label: str | None) -> str | None:
    """The standard first level a printed label names, or None if it is empty, only points, or another tree's."""
    family = first_family(bare(label))
    return None if family is None else NAMES[family]


def of_execution(label: str | None) -> bool:
    """Whether a first level holds nothing but the execution of the budget, as some places score it among the rest."""
    return any(word in bare(label) for word in EXECUTION_ROW)


def permitted(second: str | None) -> tuple[str, ...]:
    """The first levels a second level may stand under, the usual one first; empty where its name does not tell."""
    name = bare(second)
    family = second_family(name)
    if family == "成本":
        return (COST,) if NEW_COST.search(name) else (OUTPUT, COST)
    return () if family is None else (NAMES[family],)


def counts_as_benefit(row: Indicator) -> bool:
    """Whether satisfaction stands among the benefits, as some places draw the tree: their label's points, if it has
    any, count it in.
    """
    under = first_level(row.level_1_printed) == BENEFIT and SATISFACTION in permitted(row.level_2)
    return under and (row.level_1_source == "cell" or split_points(row.level_1_printed or "")[1] is None)


def groups(form: Form) -> Iterator[tuple[Indicator, ...]]:
    """The indicator rows under one printed second-level cell, in order."""
    for _, rows in groupby(form.indicators, key=lambda row: (row.goal, row.level_2_place, row.level_2, row.level_1)):
        yield tuple(rows)


def has_levels(form: Form) -> bool:
    """Whether the layout prints first levels at all."""
    return any(row.level_1_place is not None or row.level_1_printed for row in form.indicators)


def of_level(form: Form, first: str) -> tuple[Indicator, ...]:
    """The rows that belong to a standard first level, by their label or by inference."""
    return tuple(row for row in form.indicators if first_level(row.level_1) == first)


def points(rows: Iterable[Indicator]) -> Decimal:
    """The weights printed on the rows, added up."""
    return sum((row.weight.number for row in rows if row.weight and row.weight.number is not None), Decimal(0))
