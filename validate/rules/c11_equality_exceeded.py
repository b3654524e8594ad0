"""C11: targets marked «=» that were exceeded."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import SYSTEM
from validate.figures import figure
from validate.model import Check, Context
from validate.rule import rule
from validate.scoring import case_of
from validate.screens import named, told_once


@rule(
    "C11",
    "equality-exceeded",
    "query",
    Message("“＝”类指标超出指标值而得满分", "targets marked «=» exceeded with full marks"),
    SYSTEM,
)
def equality_exceeded(form: Form, context: Context) -> Iterator[Check]:
    """No row whose target is marked «=» is above it with full marks; asked once a form, for systems give them."""
    equal = [row for row in form.indicators if row.target is not None and row.target.op == "=" and figure(row.target)]
    if not equal:
        return
    cases = [(row, case_of(row)) for row in equal]
    met = [row for row, case in cases if case.printed and case.actual > case.target and _full(row)]
    names = named(met)
    says = Message(
        f"{names.zh}指标性质为“＝”，完成值高于指标值而得满分。请说明“＝”是否应为“≥”。",
        f"marked «=», exceeded, with full marks: {names.en}. Was «≥» meant?",
    )
    yield told_once(form, "actual", met, equal, says)


def _full(row: object) -> bool:
    score, weight = figure(getattr(row, "score", None)), figure(getattr(row, "weight", None))
    return bool(score and weight and score.number == weight.number)
