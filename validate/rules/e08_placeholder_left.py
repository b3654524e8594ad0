"""E08: a prompt of the template stands where the content belongs."""

import re
from collections.abc import Iterator

from extract.message import Message
from extract.model import Place
from normalize.model import Form
from normalize.words.text import fold
from validate.basis import FORM_LAYOUT
from validate.model import Check, Context, Evidence, Subject
from validate.rule import rule
from validate.screens import once, quoted, spot

THING = "(?:项目|单位|部门|局|公司|资金|专项|政策|工作|万元|元|年|月|个|次|人|%)"
PROMPT = re.compile(
    r"\(\d{2,4}字(?:以内|左右|以上)\)|对照年度目标.{0,20}说明|《?填[写报表]说明》|请(?:在此处?)?(?:填写|简要说明|简述|概述)|"
    rf"(?<![A-Za-z])[Xx]{{2,}}{THING}|(?<![^\W\d_])(?<!\d)(?:×{{2,}}|\*{{3,}}){THING}|某某(?:项目|单位|部门|资金|专项|政策|工作)|说明.{{2,20}}情况。?\(.*字.*\)"
)
ANSWERED = re.compile(r"。[^\s。]")
PERSONS = frozenset({"contact", "phone", "finance_head", "preparer", "reviewer", "leader"})  # masked when published


@rule(
    "E08",
    "placeholder-left",
    "warning",
    Message("填写提示语未替换为内容", "a prompt of the template was not replaced"),
    FORM_LAYOUT,
)
def placeholder_left(form: Form, context: Context) -> Iterator[Check]:
    """«对照年度目标，说明…（100字以内）» and the like in goals, sections, reasons and identity cells. Once per form."""
    texts = list(_texts(form))
    if not texts:
        return
    spots = [spot(_shown(text), place) for text, place in texts if _prompts(fold(text))]
    listed = quoted([one.text for one in spots])
    says = Message(
        f"仍留有表样提示语{listed.zh}，请替换为实际内容。",
        f"prompts of the template remain: {listed.en}. Please fill in.",
    )
    first = [Evidence("context", _shown(texts[0][0]), texts[0][1])]
    yield once(form, Subject(), spots, says, confidence="high", looked_at=first)


def _prompts(text: str) -> bool:
    """Whether a prompt stands in a text; one that asks (请简要说明…如没有请填无。) is answered by what follows it."""
    found = PROMPT.search(text)
    asked = found is not None and found[0].startswith("请")
    return found is not None and not (asked and ANSWERED.search(text, found.end()))


def _texts(form: Form) -> Iterator[tuple[str, Place]]:
    for goal in form.goals:
        yield from ((value.text, value.place) for value in (goal.expected, goal.actual) if value is not None)
    yield from ((section.text, section.place) for section in form.sections)
    yield from ((entry.text, entry.place) for entry in form.identity if entry.field not in PERSONS)
    values = [line.reason for line in form.funds] + [row.reason for row in form.indicators]
    yield from ((value.text, value.place) for value in values if value is not None)
    yield from ((one.text, one.place) for one in form.unread)


def _shown(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "…"
