"""A16: amounts that seem to be printed in 元 in a block of 万元, or the other way round."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import ARITHMETIC
from validate.checks import holds
from validate.figures import figure
from validate.funds import AMOUNTS, amount
from validate.model import Check, Context, Subject
from validate.moneyunits import Odd, odd_amounts
from validate.rule import rule
from validate.wording import where

ASK = Message("请核对金额单位。", "Please check the unit of money.")


@rule(
    "A16",
    "money-unit-mixed",
    "error",
    Message("金额单位疑似混用（元、万元）", "amounts in “元” and in “万元” seem to be mixed"),
    ARITHMETIC,
)
def money_unit_mixed(form: Form, context: Context) -> Iterator[Check]:
    """No amount is ten thousand times another of its row, its parts or the text, and none is finer than 0.01 元."""
    cells = [cell for line in form.funds for column in AMOUNTS if (cell := figure(amount(line, column)))]
    odd = sorted(odd_amounts(form, context.report), key=lambda one: not one.finer)  # of two, what is ten thousand apart
    found = {one.cell.value.place: one for one in odd}
    yield from (_check(form, one) for one in found.values())
    if cells and not found:
        yield holds(Subject("", "money_unit"), cells[0].value, *(cell.value for cell in cells[1:]))


def _check(form: Form, odd: Odd) -> Check:
    at, unit = where(form, odd.subject), odd.cell.value.unit or form.money_unit or ""
    seen = (odd.cell.seen("stated"), *odd.evidence)
    zh, en = f"{at.zh}：{odd.cell.printed}", f"{at.en}: {odd.cell.printed}"
    if odd.finer:
        zh, en = f"{zh}，以{unit}计精确到不足一分", f"{en} {unit} is finer than a hundredth of a yuan"
    else:
        zh, en = f"{zh}，与{odd.other.zh}相差约一万倍", f"{en}, about ten thousand times apart from {odd.other.en}"
    return Check(
        "fails",
        odd.subject,
        odd.cell.value.text,
        evidence=seen,
        message=Message(f"{zh}。{ASK.zh}", f"{en}. {ASK.en}"),
        severity="query" if odd.finer else None,
        confidence="medium",
    )
