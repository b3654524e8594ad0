"""Labels of fund blocks: a source of money without what leads it in, rows that name a measure; what is a figure."""

from __future__ import annotations

import re

from extract.model import Cell
from normalize.labels import vocabulary
from normalize.layout.lines import Line
from normalize.words.text import fold, key, stem

AMOUNTS = frozenset(
    {"initial_budget", "adjustment", "full_budget", "received", "integrated_out", "executed", "net_budget", "amount"}
)
FUND_MEASURES = frozenset({"execution_rate", "weight", "score"})
_SIDE = re.compile(
    "^(?:年度|本年|部门|全年|预算)*(?P<side>收入|支出)(?:来源|类型|类别|项目|情况|预算|决算|部分|构成)*$"
)
_LEAD = re.compile(r"^(?:其中|#|[①-⑨]|资金(?:来源|结构|构成)(?=[:：]))[:：、,，]?")
_LONGEST = 14  # characters of a label whose wording is only like a known one
_FIGURE = re.compile(r"^[-−]?[\d,.]+(?:%|‰)?(?:亿元|万元|元|万)?$")
_OF_YEAR = re.compile(r"^(?P<year>20\d\d)年度?(?=\D)")


def year_of(label: str) -> int:
    """The year that a header begins with; 0 where it names none."""
    found = _OF_YEAR.match(key(label))
    return int(found["year"]) if found else 0


def is_figure(text: str) -> bool:
    """Whether a cell says a figure and nothing else: an amount with its unit, a rate."""
    return _FIGURE.match(fold(text)) is not None


def figure_or_dash(cell: Cell) -> bool:
    """Whether a cell says a figure, or a dash in place of one: no heading does."""
    return bool(re.fullmatch(r"[-\d.,]+(?:%|亿元|万元|元|万)?", fold(cell.text)))


def fund_column(text: str) -> str | None:
    """The field of a fund column's header, with or without the year it begins with (2022年预算数).

    A label of the whole block (年度预算数（万元）) heads no column.
    """
    words = vocabulary()
    text = _OF_YEAR.sub("", key(text))
    exact = words.fund_columns.exact(text)
    return exact or (None if words.blocks.exact(text) == "funds" else words.fund_columns.meaning(text))


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


def side_name(text: str) -> str | None:
    """收入 or 支出 where a label heads one of two sides: 收入来源, 本年支出."""
    found = _SIDE.match(stem(text))
    return found["side"] if found else None


def heads_sides(line: Line) -> list[Cell]:
    """The cells 收入 and 支出 of a row that says nothing else but the name of its block; none where it says more."""
    named = [cell for cell in line.fresh if side_name(cell.text)]
    rest = [cell for cell in line.fresh if cell not in named and cell.place.col >= named[0].place.col] if named else []
    return named if {side_name(cell.text) for cell in named} == {"收入", "支出"} and not rest else []


def opens_pairs(line: Line, below: Line) -> bool:
    """``收入 | 支出`` over labels that have their figures beside them: ``财政拨款：| 900 | 基本支出：| 600``."""
    heads = heads_sides(line)
    return len(heads) > 1 and len(labels_with_figures(below)) > 1


def labels_with_figures(line: Line) -> list[Cell]:
    """The labels of a row's sources or uses of money that have a figure right of them."""
    known = vocabulary().fund_rows.meaning
    named = [cell for cell in line.fresh if not is_figure(cell.text) and known(fund_label(cell.text))]
    return [cell for cell in named if (right := line.right_of(cell)) and is_figure(right[0].text)]
