"""F24: satisfaction as the text gives it against the form."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import COMMON_SENSE
from validate.facts import Fact, facts
from validate.mentions import measured
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import completion
from validate.periods import completion_texts
from validate.prosed import prose_rates
from validate.rule import rule
from validate.wording import where

SATISFIED = re.compile(r"满意(?:率|度)[^，。；]{0,4}$")


@rule(
    "F24",
    "satisfaction-in-text-differs",
    "query",
    Message("正文满意度与指标完成值不一致", "the text gives another satisfaction than the form"),
    COMMON_SENSE,
)
def satisfaction_in_text_differs(form: Form, context: Context) -> Iterator[Check]:
    """If the form's text names satisfaction rates, one of them should be the form's; so should one the prose gives an
    indicator by its name, if no other form has it.
    """
    said = [fact for fact in facts(completion(form)) if fact.percent and SATISFIED.search(fact.before)]
    rows = [row for row in form.indicators if "满意" in row.level_3 and measured(row.actual) is not None]
    if said and rows:
        yield _check(form, rows, said)
    yield from prose_rates(form, context.report, rows)


def _check(form: Form, rows: list[Indicator], said: list[Fact]) -> Check:
    row, numbers = rows[0], {fact.number for fact in said}
    assert row.actual is not None
    subject, place = Subject(row.level_3, "actual"), completion_texts(form)[0].place
    seen = (
        Evidence("stated", row.actual.text, row.actual.place),
        *(Evidence("operand", fact.said, place) for fact in said),
    )
    if any(found.number in numbers for one in rows if (found := measured(one.actual)) is not None):
        return Check("holds", subject, stated=row.actual.text, evidence=seen)
    at, quotes = where(form, subject), [f"“{fact.said}”" for fact in said]
    return Check(
        "fails",
        subject,
        stated=row.actual.text,
        evidence=seen,
        confidence="medium",
        message=Message(
            f"{at.zh}：填列 {row.actual.text}，实际完成情况写{'、'.join(quotes)}。调查对象和口径是否相同？",
            f"{at.en}: stated {row.actual.text}, the completion text says {', '.join(quotes)}. "
            "Were the same people asked?",
        ),
    )
