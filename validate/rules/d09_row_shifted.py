"""D09: a row whose figures fit only when they are moved by one cell."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.message import Message
from normalize.model import Form, Indicator
from normalize.words.text import fold
from validate.basis import FORM_LAYOUT
from validate.checks import holds
from validate.figures import figure
from validate.model import Check, Context, Evidence, Subject
from validate.rule import rule
from validate.wording import where

SCORE = re.compile(r"\d+(?:\.\d+)?")


@rule(
    "D09",
    "row-shifted",
    "warning",
    Message("整行数据疑似错位一格", "a row of figures seems to be one cell off"),
    FORM_LAYOUT,
)
def row_shifted(form: Form, context: Context) -> Iterator[Check]:
    """Weight and score stand one cell to the right, and only moved back do the weights add up to the printed total."""
    total = figure(form.total.weight)
    if not form.indicators or total is None:
        return
    shifted = [row for row in form.indicators if _moved(row) is not None and _fits(form, row, total.number)]
    for row in shifted:
        yield _check(form, row)
    if not shifted:
        yield holds(Subject("", "weight"), total.value)


def _moved(row: Indicator) -> tuple[Decimal, Decimal] | None:
    """Weight and score as the row would read one cell to the left, if its target is empty and its reason a number."""
    weight, reason = figure(row.score), fold(row.reason.text) if row.reason else ""
    lost = row.target is not None and row.target.blank
    if not lost or weight is None or not SCORE.fullmatch(reason) or Decimal(reason) > weight.number:
        return None
    return weight.number, Decimal(reason)


def _fits(form: Form, row: Indicator, total: Decimal) -> bool:
    moved = _moved(row)
    weights = [figure(one.weight) for one in form.indicators if one is not row]
    others = sum((weight.number for weight in weights if weight is not None), Decimal(0))
    execution = figure(form.fund_total.weight) if form.fund_total else None
    base = others + (execution.number if execution else Decimal(0))
    printed = figure(row.weight)
    return moved is not None and base + moved[0] == total and (printed is None or base + printed.number != total)


def _check(form: Form, row: Indicator) -> Check:
    subject, moved = Subject(row.level_3, "weight"), _moved(row)
    assert moved is not None
    assert row.score is not None
    assert row.reason is not None
    at, printed, reason = where(form, Subject(row.level_3)), row.score.text, row.reason.text
    seen = (Evidence("stated", printed, row.score.place), Evidence("operand", reason, row.reason.place))
    return Check(
        "fails",
        subject,
        stated=printed,
        evidence=seen,
        message=Message(
            f"{at.zh}：指标值为空，得分栏填 {printed}，偏差原因栏填 {reason}；左移一格后分值 {moved[0]}、"
            f"得分 {moved[1]}，分值合计方与总分相符。是否填写错位？",
            f"{at.en}: the target is empty, the score cell says {printed}, the reason cell {reason}; one cell to the "
            f"left (weight {moved[0]}, score {moved[1]}) the weights add up. Was the row moved?",
        ),
    )
