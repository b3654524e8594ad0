"""C18: results that keep the comparison of the target."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import SYSTEM
from validate.figures import figure
from validate.model import Check, Context
from validate.rule import rule
from validate.screens import named, told_once

SIGNS = ("≥", "≧", "≤", "≦", ">", "<", "＞", "＜", "⩾", "⩽")


@rule(
    "C18",
    "result-keeps-operator",
    "note",
    Message("完成值带有比较符", "results that keep the comparison of their target"),
    SYSTEM,
)
def result_keeps_operator(form: Form, context: Context) -> Iterator[Check]:
    """An actual value is a measured figure without ≥ or ≤; said once a form."""
    counted = [row for row in form.indicators if figure(row.actual)]
    if not counted:
        return
    met = [row for row in counted if row.actual is not None and row.actual.text.strip().startswith(SIGNS)]
    names = named(met)
    sample = met[0].actual.text if met and met[0].actual else ""
    says = Message(
        f"{names.zh}完成值带有比较符（如“{sample}”），与指标值写法相同。请填列实测数值。",
        f"a comparison sign kept from the target (“{sample}”): {names.en}. Please give measured figures.",
    )
    yield told_once(form, "actual", met, counted, says)
