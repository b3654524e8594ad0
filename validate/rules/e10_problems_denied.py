"""E10: the report sees no problem although points were lost."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import FORM_LAYOUT
from validate.model import Check, Context, Evidence, Subject
from validate.problems import Passage, below, passages
from validate.rule import rule
from validate.screens import once, quoted

HEADING = re.compile(r"[一二三四五六七八九十]+、")


@rule(
    "E10",
    "problems-denied",
    "warning",
    Message("存在扣分而“存在问题”填“无”", "points were lost, yet no problem is named"),
    FORM_LAYOUT,
)
def problems_denied(form: Form, context: Context) -> Iterator[Check]:
    """«存在问题：无» beside rows that scored below their weight."""
    told = passages(context.report, form, "problems")
    lost = [row for row in form.indicators if below(row)]
    if not told:
        if lost and sum(bool(HEADING.match(one.text.strip())) for one in context.report.paragraphs) > 1:
            yield _no_section(form, lost)
        return
    denied = all(one.says_none for one in told)
    spots = [_seen(told[0]), *(Evidence("operand", row.score.text, row.score.place) for row in lost if row.score)]
    listed, words = quoted([row.level_3 for row in lost]), told[0].text.strip()
    says = Message(
        f"“存在问题”填“{words}”，而{listed.zh}得分低于分值。请说明扣分事项存在的问题。",
        f"no problem is named (“{words}”), yet points were lost on {listed.en}. What was the problem?",
    )
    looked = _seen(told[0])
    yield once(form, Subject("存在问题", ""), spots if denied and lost else (), says, looked_at=(looked,))


def _no_section(form: Form, lost: list[Indicator]) -> Check:
    """A report with headed sections, none of them about problems."""
    listed = quoted([row.level_3 for row in lost])
    says = Message(
        f"{listed.zh}得分低于分值，正文未设“存在问题”部分。是否漏写？",
        f"points were lost on {listed.en}, yet no section names problems. Was it left out?",
    )
    spots = [Evidence("stated", row.score.text, row.score.place) for row in lost if row.score]
    return once(form, Subject("存在问题", ""), spots, says, severity="query")


def _seen(passage: Passage) -> Evidence:
    return Evidence("stated", passage.text[:60], passage.place)
