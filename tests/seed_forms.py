"""The two forms of the seed as the gold says they read, for tests of rules that need a whole form."""

from typing import Any

from msgspec.structs import replace

import gold
from forms import form, fund, fund_block, goal, place, row, rows, total
from normalize.model import Form, Indicator

FUND_CELLS = ("initial_budget", "full_budget", "executed", "weight", "execution_rate", "score")
ROW_CELLS = ("target", "actual", "weight", "score", "reason")


def seed(number: int) -> Form:
    """Form 1 (社会管理, 99) or 2 (公共服务, 97) of the seed."""
    record = gold.load("seed")["forms"][number - 1]
    funds = fund_block(*(_fund(line) for line in record["funds"]))
    indicators = rows(*(_row(one) for one in record["indicators"]))
    totals = total(record["total"]["weight"]["text"], record["total"]["score"]["text"])
    aim = record["goals"][0]
    return form(
        number,
        funds=funds,
        indicators=indicators,
        totals=totals,
        goals=[goal(aim["expected"], aim["actual"])],
        identity={"project_name": record["project_name"]},
    )


def _texts(record: dict[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: record[name]["text"] for name in names if record.get(name) is not None}


def _fund(line: dict[str, Any]) -> Any:
    return fund(line["kind"], line["label"], **_texts(line, FUND_CELLS))


def _row(one: dict[str, Any]) -> Indicator:
    label = {name: one[name] for name in ("level_1_points", "level_1_source", "level_1_printed")}
    made = row(one["level_3"], one["level_2"], one["level_1"], **label, **_texts(one, ROW_CELLS))
    return replace(made, level_1_place=place(10 if one["level_1"] == "产出指标" else 27, 1))


def changed(whole: Form, name: str, **cells: str) -> Form:
    """The form with cells of one indicator row re-typed."""
    found = tuple(_changed(one, cells) if one.level_3 == name else one for one in whole.indicators)
    assert found != whole.indicators
    return replace(whole, indicators=found)


def _changed(one: Indicator, cells: dict[str, str]) -> Indicator:
    typed = row(one.level_3, **cells)
    return replace(
        one,
        **{name: replace(getattr(typed, name), place=getattr(one, name).place) for name in cells if getattr(one, name)},
    )
