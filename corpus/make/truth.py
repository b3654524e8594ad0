"""Content -> the records an exact reader makes of it, in the shape of the JSON contract, places included."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from corpus.make.content import BLANK, Content, Printed, Row
from corpus.make.drawing import Mark, draw

Record = dict[str, Any]
Marks = dict[Mark, tuple[int, int]]
AMOUNTS = ("initial_budget", "full_budget", "received", "integrated_out", "executed")
FUND_VALUES = (*AMOUNTS, "weight", "execution_rate", "score", "reason")
ROW_VALUES = ("target", "actual", "weight", "score", "reason", "review_score")
METHOD = "method"  # the column role of score_method


def records(content: Content, form: int = 1, table: int = 1) -> Record:
    """What one form states: a FORM of the contract without the fields that depend on the reader."""
    marks = draw(content)[1]
    layout = content.layout
    named: Record = {
        key: content.identity[key]
        for key in ("project_name", "department", "implementing_unit")
        if key in content.identity
    }
    return {
        "form": form, "kind": layout.kind, "year": content.year, "money_unit": layout.money_unit or None, **named,
        "funds": [_fund(content, index, marks, table) for index in range(len(content.funds))],
        "goals": [_goal(content, index) for index in range(len(content.goals) if layout.goal else 0)],
        "indicators": _indicators(content, marks, table),
        "total": {key: _at(cell.truth(), marks.get(("total", 0, key)), table) for key, cell in content.total.items()},
    }  # fmt: skip


def _stated(cell: Printed, heading: str) -> Record:
    """The value of a cell, in points where its heading says so."""
    pointed = cell.number is not None and cell.unit is None and heading.endswith("(分)")
    return replace(cell, unit="分", unit_from="column").truth() if pointed else cell.truth()


def _at(value: Record, position: tuple[int, int] | None, table: int) -> Record:
    return value if position is None else {**value, "place": {"table": table, "row": position[0], "col": position[1]}}


def _fund(content: Content, index: int, marks: Marks, table: int) -> Record:
    fund = content.funds[index]
    heads = dict(content.layout.fund_columns)
    total = next((n for n, entry in enumerate(content.funds, 1) if entry.kind == "total"), None)
    places = {name: marks.get(("fund", index, name)) for name in FUND_VALUES}
    values = {
        name: place and _at(_stated(fund.cells.get(name, BLANK), heads[name]), place, table)
        for name, place in places.items()
    }
    return {"n": index + 1, "kind": fund.kind, "label": fund.label, **values} | {
        "parent": None if fund.kind == "total" else total
    }


def _goal(content: Content, index: int) -> Record:
    expected, actual = content.goals[index]
    return {"n": index + 1, "expected": expected, "actual": actual}


def _indicators(content: Content, marks: Marks, table: int) -> list[Record]:
    kept = [index for index, row in enumerate(content.rows) if not row.residue]
    return [_indicator(content, n, index, marks, table) for n, index in enumerate(kept, 1)]


def _indicator(content: Content, n: int, index: int, marks: Marks, table: int) -> Record:
    row, roles = content.rows[index], dict(content.layout.columns)
    record: Record = {"n": n, **_levels(content, row, index), "level_3": _bare(content, row), "score_group": row.group}
    for name in ROW_VALUES:
        cell = row.cells.get(name, BLANK)
        record[name] = (
            None
            if name not in roles or cell.same
            else _at(_stated(cell, roles[name]), marks[("row", index, name)], table)
        )
    if METHOD in roles:
        record["score_method"] = _at(row.cells[METHOD].truth(), marks[("row", index, METHOD)], table)
    return {**record, **_in_columns(row)} if "value" in roles else record


def _levels(content: Content, row: Row, index: int) -> Record:
    """The levels over an indicator; a form of names only has none."""
    if "level_1" not in content.layout.roles:
        return {
            "level_1": None, "level_1_points": None, "level_1_printed": None, "level_1_source": "missing",
            "level_2": None,
        }  # fmt: skip
    printed = _printed_first_level(content, index)
    return {
        "level_1": row.level_1, "level_1_points": row.points_1, "level_1_printed": printed,
        "level_1_source": "cell" if row.level_1 in printed else "inferred", "level_2": row.level_2,
    }  # fmt: skip


def _in_columns(row: Row) -> Record:
    """Where sign, figure and unit have columns: the joined target, and an actual whose unit the column may lend."""
    actual = row.cells["actual"].truth()
    if actual.get("unit") is None:
        actual.pop("unit", None)
        actual.pop("unit_from", None)
        actual.pop("kind", None)
    return {"target": row.cells["target"].truth(), "actual": actual}


def _printed_first_level(content: Content, index: int) -> str:
    """What the first-level cell over a row says."""
    opener = next(content.rows[n] for n in range(index, -1, -1) if content.rows[n].opens_1)
    return opener.level_1 if opener.printed_1 is None else opener.printed_1


def _bare(content: Content, row: Row) -> str:
    """The name without a leading 指标1：."""
    return row.level_3.partition("：")[2] if content.layout.prefix else row.level_3
