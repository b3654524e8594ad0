"""C14: results in words that repeat the target."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import PRACTICE
from validate.figures import figure
from validate.model import Check, Context
from validate.rule import rule
from validate.scoring import case_of
from validate.screens import named, told_once


@rule(
    "C14",
    "qualitative-target-echoed",
    "query",
    Message("定性指标完成值与指标值文字相同而得满分", "results in words repeat the target, with full marks"),
    PRACTICE,
)
def qualitative_target_echoed(form: Form, context: Context) -> Iterator[Check]:
    """The results of qualitative rows with full marks say more than their targets; asked once a form."""
    cases = [(row, case_of(row)) for row in form.indicators]
    worded = [
        (row, case) for row, case in cases if case.status == "qualitative" and row.target and row.target.kind == "text"
    ]
    if not worded:
        return
    met = [row for row, case in worded if case.same and (score := figure(row.score)) and _is(row, score.number)]
    names = named(met)
    says = Message(
        f"{names.zh}完成值与指标值文字相同且得满分。完成程度如何认定？",
        f"the target repeated word for word, with full marks: {names.en}. How was the degree of completion judged?",
    )
    yield told_once(form, "actual", met, [row for row, _ in worded], says)


def _is(row: object, score: object) -> bool:
    weight = figure(getattr(row, "weight", None))
    return weight is not None and weight.number == score
