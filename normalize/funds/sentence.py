"""Budget and spending told in the sentence of a cell, where a form has no fund block: 预算120万元，实际支出118万元。"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.model import Cell
from normalize.funds.labels import AMOUNTS, FUND_MEASURES
from normalize.funds.pairs import FIELDS, FundRow, setting_of
from normalize.labels import vocabulary
from normalize.layout.segments import Segment
from normalize.model import Value
from normalize.words.values import read_value

_SAID = re.compile(
    r"(?P<label>[^\d\s，,。；;、:：（）()%]{2,10}?)(?:共计|合计|为|是|达|共)?[:：]?\s*"
    r"(?P<figure>\d[\d,]*(?:\.\d+)?\s*(?:亿元|万元|元|%|分))"
)
_TOLD = AMOUNTS | FUND_MEASURES


def row_in_a_sentence(segments: Sequence[Segment]) -> FundRow | None:
    """The total that the first cell with both a budget and its spending tells; its text stays a section as well.

    A score is that of the execution only where its weight is told with it.
    """
    for segment in segments:
        lines = segment.lines if segment.kind in ("identity", "other") else ()
        for cell in (cell for line in lines for cell in line.fresh):
            values = _values(cell)
            if "executed" in values and {"full_budget", "initial_budget"} & set(values):
                return FundRow("", cell, values, ())
    return None


def _values(cell: Cell) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for said in _SAID.finditer(cell.text):
        name = vocabulary().fund_columns.meaning(said["label"])
        if name in FIELDS and name in _TOLD and name not in values and _fits(name, said["figure"]):
            place = cell.place.part(*said.span("figure"))
            values[name] = read_value(said["figure"], place, setting_of(name, None))
    return values if "weight" in values else {name: value for name, value in values.items() if name != "score"}


def _fits(name: str, figure: str) -> bool:
    """Whether a figure is of the kind a column states: money, a rate, points."""
    return figure[-1] == ("%" if name == "execution_rate" else "元" if name in AMOUNTS else "分")
