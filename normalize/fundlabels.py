"""Labels of fund blocks: a source of money without what leads it in, rows that name sources or measures alone."""

from __future__ import annotations

import re

from extract.model import Cell
from normalize.labels import vocabulary
from normalize.lines import Line
from normalize.text import key

AMOUNTS = frozenset(
    {"initial_budget", "adjustment", "full_budget", "received", "integrated_out", "executed", "net_budget", "amount"}
)
FUND_MEASURES = frozenset({"execution_rate", "weight", "score"})
_LEAD = re.compile(r"^(?:其中|#|[①-⑨]|资金(?:来源|结构|构成)(?=[:：]))[:：、,，]?")


def fund_label(text: str) -> str:
    """The label of a fund row without 其中 or the breakdown it begins (资金来源：（1）…)."""
    return key(_LEAD.sub("", key(text)))


def sources(line: Line) -> list[Cell]:
    """The cells of a row that names sources of money and nothing else; none where it says anything more."""
    words = vocabulary()
    named = [cell for cell in line.fresh if words.fund_rows.exact(fund_label(cell.text))]
    rest = [
        cell
        for cell in line.fresh
        if cell not in named
        and words.blocks.exact(cell.text) != "funds"
        and words.fund_columns.exact(cell.text) != "source"
    ]
    return named if len(named) > 1 and not rest else []


def measure(line: Line) -> Cell | None:
    """The label of a row that states one measure (预算数) of every source, or None."""
    for cell in line.fresh[:2]:
        if vocabulary().fund_columns.exact(cell.text) in AMOUNTS | FUND_MEASURES:
            return cell
    return None
