"""A18: execution rates of one report printed in different ways."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Report
from validate.basis import PRACTICE
from validate.figures import Figure, figure
from validate.model import Check, Context, Subject
from validate.rule import report_rule

SUBJECT = Subject("", "execution_rate")


@report_rule(
    "A18",
    "rate-precision-mixed",
    "note",
    Message("执行率的小数位数不一致", "execution rates are printed with different decimals"),
    PRACTICE,
)
def rate_precision_mixed(report: Report, context: Context) -> Iterator[Check]:
    """All rates of a report are printed alike, with as many decimals; a plain 0 or 100% goes with any."""
    rates = [cell for form in report.forms for line in form.funds if (cell := figure(line.execution_rate))]
    kinds: dict[tuple[int, bool], Figure] = {}
    for cell in rates:
        if cell.decimals or cell.number not in (0, 1, 100):
            kinds.setdefault((cell.decimals, cell.value.unit == "%"), cell)
    if len(kinds) > 1:
        yield _mixed(list(kinds.values()))
    elif rates:
        yield Check("holds", SUBJECT, rates[0].value.text, evidence=tuple(cell.seen("operand") for cell in rates))


def _mixed(samples: list[Figure]) -> Check:
    texts = [cell.value.text for cell in samples]
    zh, en = "、".join(texts), " and ".join(texts)
    first, *others = samples
    return Check(
        "fails",
        SUBJECT,
        texts[0],
        evidence=(first.seen("stated"), *(cell.seen("operand") for cell in others)),
        message=Message(
            f"执行率的小数位数或写法不一致：{zh}。建议统一。",
            f"Execution rates are printed in different ways: {en}. One way would be better.",
        ),
    )
