"""D10: several figures run together in one cell."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Value
from normalize.words.text import fold
from validate.basis import FORM_LAYOUT
from validate.model import Check, Context, Evidence, Subject
from validate.rule import rule
from validate.screens import once, quoted, spot

FUSED = re.compile(r"\d[^\d≥≤><=]*[≥≤≧≦═]\s*\d|^\d+(?:\.\d+)?%\s*\d|^\d+(?:\.\d+)?\s+\d+(?:\.\d+)?$")


@rule("D10", "fused-cells", "note", Message("一格内数字粘连", "figures run together in one cell"), FORM_LAYOUT)
def fused_cells(form: Form, context: Context) -> Iterator[Check]:
    """«10≥266米≥266米», «50%5%»: what belongs to which column cannot be told. Once per form."""
    if not form.indicators:
        return
    cells = [value for row in form.indicators for value in (row.target, row.actual, row.weight, row.score)]
    spots = [spot(value.text, value.place) for value in cells if value is not None and _fused(value)]
    listed = quoted([one.text for one in spots])
    says = Message(
        f"{listed.zh}疑为多个数字粘连，相关复算未能进行。请分格填写。",
        f"several figures in one cell, it seems, and not recomputed: {listed.en}.",
    )
    yield once(form, Subject(), spots, says, looked_at=_first(form))


def _fused(value: Value) -> bool:
    return value.kind == "text" and bool(FUSED.search(fold(value.text) if "\n" not in value.text else value.text))


def _first(form: Form) -> tuple[Evidence, ...]:
    row = form.indicators[0]
    return (Evidence("context", row.level_3, row.place),)
