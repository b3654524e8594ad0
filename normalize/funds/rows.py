"""Which rows belong to a fund block."""

from __future__ import annotations

from normalize.funds.labels import AMOUNTS, fund_label, is_figure, measure
from normalize.labels import vocabulary
from normalize.layout.columns import Columns
from normalize.layout.lines import Line
from normalize.layout.signs import goal_label, identity_labels, is_nature, is_title
from normalize.words.text import stem
from normalize.words.values import is_blank

_FIGURES = 2  # figures of a row that make it one under columns


def is_fund_row(columns: Columns, line: Line) -> bool:
    """Whether a row reads under the fund columns: figures or nothing under the amounts, no labels there."""
    words = vocabulary()
    if identity_labels(line) or goal_label(line.fresh[0].text) or is_title(line):
        return False
    figures, texts = 0, 0
    for at, cells in columns.split(line.cells).items():
        column = columns.all[at]
        for cell in cells:
            if column.field in AMOUNTS and cell.place.col >= column.first and not is_blank(cell.text):
                if words.fund_rows.exact(stem(cell.text).removeprefix("其中").lstrip(":")):
                    return False
                figures += is_figure(cell.text)
                texts += not is_figure(cell.text)
    if figures < _FIGURES and any(is_nature(cell.text) for cell in line.fresh):
        return False  # a breakdown beside the columns, not under them
    known = any(
        words.fund_rows.meaning(fund_label(cell.text)) for cell in line.cells if cell.place.col < columns.all[0].last
    )
    return figures > 0 or (known and len(line.cells) > 2)


def is_pair_row(line: Line) -> bool:
    """Whether a row goes on with a block of pairs, or with one laid on its side (a measure's label, then figures)."""
    named = vocabulary().fund_rows.meaning(fund_label(line.fresh[0].text)) is not None
    return (named and not identity_labels(line)) or states_measure(line)


def states_measure(line: Line) -> bool:
    """``预算数 | 180 | 100``: a measure's label with figures alone behind it."""
    label = measure(line)
    said = [cell for cell in line.right_of(label) if not is_blank(cell.text)] if label else []
    return bool(said) and all(is_figure(cell.text) for cell in said)
