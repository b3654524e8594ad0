"""One budget divided twice, by where the money comes from and by what it goes to, in labels near the fund rows."""

import re
from collections.abc import Iterator

from extract.message import Message
from extract.model import CellPlace
from normalize.model import Form, Section, Value
from normalize.words.text import fold
from normalize.words.values import Setting, read_value
from validate.checks import fails, holds
from validate.figures import Figure, figure
from validate.funds import in_wan
from validate.model import Check, Subject
from validate.wording import result

BY_SOURCE = re.compile(r"按(?:收入|资金)(?:性质|来源|类别)(?:分|划分|分类)?")
BY_USE = re.compile(r"按支出(?:性质|用途|类别|类型)(?:分|划分|分类)?")
ASK = Message("是否有结转结余未列，或漏列分项？", "Was something carried over, or a part left out?")


def division_checks(form: Form) -> Iterator[Check]:
    """What is divided by source and by use («按收入性质分：2030.12», «按支出性质分：…») is the same amount."""
    source, use = _labelled(form, BY_SOURCE), _labelled(form, BY_USE)
    if source is None or use is None:
        return
    (first, received), (second, spent) = source, use
    subject, gap = Subject(fold(second.label), "full_budget"), received.exact - spent.exact
    if not gap:
        yield holds(subject, spent.value, received.value, formula=f"{spent.printed} = {received.printed}")
        return
    says = Message(
        f"“{fold(second.label)}”{spent.printed}，“{fold(first.label)}”{received.printed}，"
        f"相差 {result(abs(gap))}；同一资金的两种划分应当相等。{ASK.zh}",
        f"“{fold(second.label)}” {spent.printed}, “{fold(first.label)}” {received.printed}, {result(abs(gap))} apart; "
        f"two divisions of one sum are equal. {ASK.en}",
    )
    yield fails(
        form, subject, says, spent.value, [received.value],
        formula=f"{received.printed} − {spent.printed}", computed=result(gap), expected=str(received.number),
        severity="warning", amount=in_wan(form, gap),
    )  # fmt: skip


def _labelled(form: Form, words: re.Pattern[str]) -> tuple[Section, Figure] | None:
    """The section with that label and the amount that is all of its text."""
    for section in form.sections:
        amount = figure(_amount(form, section)) if words.fullmatch(fold(section.label)) else None
        if amount is not None:
            return section, amount
    return None


def _amount(form: Form, section: Section) -> Value | None:
    if not isinstance(section.place, CellPlace):
        return None
    return read_value(section.text, section.place, Setting("amount", unit=form.money_unit, unit_from="block"))
