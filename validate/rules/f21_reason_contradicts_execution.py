"""F21: a reason claims strict budget discipline while the form shows an overrun."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import COMMON_SENSE
from validate.figures import figure
from validate.funds import budget
from validate.mentions import reasons_given
from validate.model import Check, Context, Evidence, Subject
from validate.money import total_of
from validate.rounding import half_up
from validate.rule import rule
from validate.wording import where

STRICT = re.compile(r"严格(?:按照?|执行|控制)[^，。]{0,6}预算|按预算(?:执行|支出)|未超预算|控制在预算")


@rule(
    "F21",
    "reason-contradicts-execution",
    "query",
    Message("偏差原因与预算执行情况不符", "a reason contradicts budget and execution"),
    COMMON_SENSE,
)
def reason_contradicts_execution(form: Form, context: Context) -> Iterator[Check]:
    """«严格按照预算支出» beside an executed amount above the budget."""
    line = total_of(form)
    executed, planned = (figure(line.executed), figure(budget(form, line))) if line else (None, None)
    if executed is None or planned is None or planned.number <= 0:
        return
    for row, reason in reasons_given(form):
        found = STRICT.search(reason.text)
        if found is None:
            continue
        subject, formula = Subject(row.level_3, "reason"), f"{executed.printed} ÷ {planned.printed}"
        seen = (Evidence("stated", reason.text, reason.place), executed.seen("operand"), planned.seen("operand"))
        if executed.number <= planned.number:
            yield Check("holds", subject, stated=found[0], formula=formula, evidence=seen)
            continue
        at, share = where(form, subject), half_up(executed.exact / planned.exact * 100, 2)
        yield Check(
            "fails",
            subject,
            stated=reason.text,
            formula=formula,
            evidence=seen,
            message=Message(
                f"{at.zh}：写“{found[0]}”，而执行数 {executed.printed} 为预算数 {planned.printed} 的 {share}%。"
                "二者如何衔接？",
                f"{at.en}: “{found[0]}”, yet {executed.printed} of {planned.printed} was spent ({share}%). "
                "How is it meant?",
            ),
        )
