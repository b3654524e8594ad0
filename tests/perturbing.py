"""Forms changed in ways that change nothing they state: other column orders, other wordings, merges, blank rows."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from msgspec import structs

from corpus.make.generate import Made
from corpus.make.layout import Layout, Pairs
from drawing import draw, grid
from extract.model import Document, Grid
from extract.reading import read
from normalize.labels import Dictionary, vocabulary
from normalize.model import Form, Value
from normalize.recognise import recognise

Rows = list[list[str]]
LEVELS = ("level_1", "level_2")
ROLES = {"op": "nature", "value": "target", "method": "score_method"}
FUND_FIELDS = (
    "initial_budget", "full_budget", "received", "integrated_out", "executed",
    "weight", "execution_rate", "score", "reason",
)  # fmt: skip
ROW_FIELDS = ("target", "actual", "weight", "score", "review_score", "score_method", "reason")


def facts(form: Form) -> dict[str, Any]:
    """What a form states, without places."""
    return {
        "identity": (form.project_name, form.department, form.implementing_unit, form.year, form.money_unit),
        "funds": [
            (line.kind, line.parent, *(_said(getattr(line, name)) for name in FUND_FIELDS)) for line in form.funds
        ],
        "goals": [(_said(goal.expected), _said(goal.actual)) for goal in form.goals],
        "indicators": [
            (row.level_1, row.level_1_points, row.level_1_source, row.level_2, row.level_3,
             *(_said(getattr(row, name)) for name in ROW_FIELDS))
            for row in form.indicators
        ],
        "total": (_said(form.total.weight), _said(form.total.score), _said(form.total.rating)),
        "unread": [cell.text for cell in form.unread],
    }  # fmt: skip


def _said(value: Value | None) -> tuple[object, ...] | None:
    return None if value is None else (value.text, value.kind, value.number, value.unit, value.op, value.date)


def document(made: Made) -> Document:
    return read(made.word_file, "made.docx")


def stated(doc: Document) -> list[dict[str, Any]]:
    return [facts(form) for form in recognise(doc).forms]


def redrawn(doc: Document, change: Callable[[Rows], Rows]) -> Document:
    """The document with every grid drawn anew."""
    blocks = tuple(_changed(block, change) if isinstance(block, Grid) else block for block in doc.blocks)
    return structs.replace(doc, blocks=blocks)


def _changed(table: Grid, change: Callable[[Rows], Rows]) -> Grid:
    rows = [line.removeprefix("|").removesuffix("|").split("|") for line in draw(table).splitlines()]
    return grid("\n".join("|" + "|".join(row) + "|" for row in change(rows)), table.table)


def header_row(rows: Rows) -> int:
    """Where the indicator header stands: the row that names the third level."""
    return next(at for at, row in enumerate(rows) if {"三级指标", "指标名称"} & set(row))


def headed(rows: Rows) -> bool:
    """Whether a table has an indicator header that names the third level."""
    return any({"三级指标", "指标名称"} & set(row) for row in rows)


def level_columns(rows: Rows) -> list[int]:
    row = rows[header_row(rows)]
    return [col for col, square in enumerate(row) if "一级指标" in square or "二级指标" in square]


def unmerged(rows: Rows, repeated: bool) -> Rows:
    """First- and second-level cells cut apart: the label in the first row only, or repeated in each."""
    columns, start = level_columns(rows), header_row(rows) + 1
    label = dict.fromkeys(columns, "")
    for row in rows[start:]:
        for col in columns:
            if row[col] == "^":
                row[col] = label[col] if repeated else ""
            else:
                label[col] = row[col]
    return rows


def with_block_labels_again(rows: Rows) -> Rows:
    """The labels of the blocks at the left edge printed in each row instead of merged down."""
    label = ""
    for row in rows:
        if row[0] == "^":
            row[0] = label if row[1] != "<" else row[0]
        else:
            label = row[0]
    return rows


def with_blank_rows(rows: Rows, chance: random.Random) -> Rows:
    """Empty rows between the indicators; what runs on below runs through them."""
    start = header_row(rows) + 2
    for at in sorted(chance.sample(range(start, len(rows) - 1), 3), reverse=True):
        rows.insert(at, ["^" if square == "^" else "" for square in rows[at]])
    return rows


def with_header_again(rows: Rows) -> Rows:
    """The header repeated in the middle of the block, as on the next page; the labels begin anew there."""
    head = header_row(rows)
    at = head + max(2, (len(rows) - head) // 2)
    columns = level_columns(rows)
    above = {col: next(row[col] for row in reversed(rows[:at]) if row[col] != "^") for col in columns}
    first = columns[0] if columns else 0
    again = ["^" if col < first else square for col, square in enumerate(rows[head])]
    for col, square in enumerate(rows[at]):
        if square == "^" and col not in columns:
            return rows if col >= first else _insert(rows, at, again, columns, above)
    return _insert(rows, at, again, columns, above)


def _insert(rows: Rows, at: int, again: list[str], columns: list[int], above: dict[int, str]) -> Rows:
    for col in columns:
        if rows[at][col] == "^":
            rows[at][col] = above[col]
    return [*rows[:at], again, *rows[at:]]


def permuted(made: Made, chance: random.Random) -> Made:
    """The same contents with fund and indicator columns in another order.

    性质, 值 and 单位 stay as they are with what stands between them, and so do columns said in pairs or by letters.
    """
    return replace(
        made, contents=tuple(replace(content, layout=_shuffled(content.layout, chance)) for content in made.contents)
    )


def _shuffled(layout: Layout, chance: random.Random) -> Layout:
    fund_columns = list(layout.fund_columns)
    if layout.fund_shape != "pairs" and "line" not in dict(fund_columns):
        chance.shuffle(fund_columns)
    at = [n for n, (role, _) in enumerate(layout.columns) if role in ("op", "value", "unit")]
    triple = list(layout.columns[at[0] : at[-1] + 1]) if at else []
    levels = [[pair] for pair in layout.columns if pair[0].startswith("level")]
    rest = [[pair] for pair in layout.columns if not pair[0].startswith("level") and pair not in triple]
    rest += [triple] if triple else []
    chance.shuffle(rest)
    return replace(
        layout, fund_columns=tuple(fund_columns), columns=tuple(pair for run in levels + rest for pair in run)
    )


def reworded(made: Made, chance: random.Random) -> Made:
    """The same contents with every header replaced by another wording of the alias dictionary."""
    return replace(
        made, contents=tuple(replace(content, layout=_renamed(content.layout, chance)) for content in made.contents)
    )


def _renamed(layout: Layout, chance: random.Random) -> Layout:
    words = vocabulary()
    return replace(
        layout,
        columns=_other(layout.columns, words.indicators, chance),
        fund_columns=_other(layout.fund_columns, words.fund_columns, chance),
        identity=tuple(_other_labels(row, words.identity, chance) for row in layout.identity),
        total=chance.choice(["总分", "合计", "总计", "总得分"]) if layout.total else "",
    )  # fmt: skip


def _other(pairs: Pairs, words: Dictionary, chance: random.Random) -> Pairs:
    """Other wordings; a heading that says the unit (``指标得分(分)``) keeps it, and so stays."""
    return tuple(
        (
            role,
            wording
            if wording.endswith("(分)")
            else chance.choice(_wordings(words, ROLES.get(role, role)) or [wording]),
        )
        for role, wording in pairs
    )


def _other_labels(row: Pairs, words: Dictionary, chance: random.Random) -> Pairs:
    return tuple((chance.choice(_wordings(words, field) or [label]), field) for label, field in row)


def _wordings(words: Dictionary, field: str) -> list[str]:
    return [wording for wording, name in words.words.items() if name == field]
