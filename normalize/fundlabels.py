"""Labels of fund blocks: a source of money without what leads it in, rows that name a measure; what is a figure."""

from __future__ import annotations

import re

from extract.model import Cell
from normalize.labels import vocabulary
from normalize.lines import Line
from normalize.text import fold, key

AMOUNTS = frozenset(
    {"initial_budget", "adjustment", "full_budget", "received", "integrated_out", "executed", "net_budget", "amount"}
)
FUND_MEASURES = frozenset({"execution_rate", "weight", "score"})
_LEAD = re.compile(r"^(?:其中|#|[①-⑨]|资金(?:来源|结构|构成)(?=[:：]))[:：、,，]?")
_LONGEST = 14  # characters of a label whose wording is only like a known one
_FIGURE = re.compile(r"^[-−]?[\d,.]+(?:%|‰)?(?:亿元|万元|元|万)?$")


def is_figure(text: str) -> bool:
    """Whether a cell says a figure and nothing else: an amount with its unit, a rate."""
    return _FIGURE.match(fold(text)) is not None


def fund_label(text: str) -> str:
    """The label of a fund row without 其中 or the breakdown it begins (资金来源：（1）…)."""
    return key(_LEAD.sub("", key(text)))


def paired_column(line: Line, cell: Cell) -> str | None:
    """The field of a column's label in a cell of its own: a known wording, or one like it right beside its figure."""
    words = vocabulary().fund_columns
    known = words.exact(cell.text)
    label = known is None and len(key(cell.text)) <= _LONGEST and vocabulary().blocks.exact(cell.text) != "funds"
    right = line.right_of(cell)[:1] if label else ()
    return words.meaning(cell.text) if right and is_figure(right[0].text) else known


def measure(line: Line) -> Cell | None:
    """The label of a row that states one measure (预算数) of every source, or None."""
    for cell in line.fresh[:2]:
        if vocabulary().fund_columns.exact(cell.text) in AMOUNTS | FUND_MEASURES:
            return cell
    return None
