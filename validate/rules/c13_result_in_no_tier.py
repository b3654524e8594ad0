"""C13: results in words that name no tier."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import SYSTEM
from validate.model import Check, Context
from validate.rule import rule
from validate.scoring import case_of
from validate.screens import named, told_once


@rule(
    "C13",
    "result-in-no-tier",
    "note",
    Message("定性指标完成值未按档次填列", "results in words that name no tier"),
    SYSTEM,
)
def result_in_no_tier(form: Form, context: Context) -> Iterator[Check]:
    """The results of qualitative rows are given as tiers (达成, 部分达成, 未达成 …); said once a form."""
    worded = [row for row in form.indicators if case_of(row).status == "qualitative"]
    if not worded:
        return
    met = [row for row in worded if row.actual is not None and row.actual.kind == "text"]
    names = named(met)
    says = Message(
        f"{names.zh}完成值为文字描述，未按达成、部分达成、未达成的档次填列，得分无从对应档次。",
        f"a result in words that names no tier (“达成”, “部分达成”, “未达成”): {names.en}.",
    )
    yield told_once(form, "actual", met, worded, says)
