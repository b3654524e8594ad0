"""F13: the same text in the form and again in the prose."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Report
from validate.basis import PRACTICE
from validate.likeness import squeezed
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import copied
from validate.periods import completion_texts
from validate.rule import report_rule
from validate.wording import where

LEAST = 60


@report_rule(
    "F13",
    "text-pasted-twice",
    "note",
    Message("正文逐字重复表内文字", "the prose repeats a cell word for word"),
    PRACTICE,
)
def text_pasted_twice(report: Report, context: Context) -> Iterator[Check]:
    """A paragraph of 60 characters or more that equals a completion cell adds nothing to it."""
    for form in report.forms:
        for cell, paragraph in copied(report, form):
            size = len(squeezed(paragraph.text))
            if size >= LEAST:
                subject = Subject("", "goal_actual")
                at, printed = where(form, subject), len("".join(paragraph.text.split()))
                yield Check(
                    "fails",
                    subject,
                    stated=paragraph.text[:30],
                    form=form.form,
                    evidence=(
                        Evidence("stated", paragraph.text[:60], paragraph.place),
                        Evidence("operand", paragraph.text[:60], cell),
                    ),
                    message=Message(
                        f"{at.zh}：正文有一段与之逐字相同（{printed} 字），未补充新的内容。",
                        f"{at.en}: a paragraph of the text repeats it word for word ({printed} characters).",
                    ),
                )
        if completion_texts(form) and not any(len(squeezed(one.text)) >= LEAST for _, one in copied(report, form)):
            yield Check("holds", Subject("", "goal_actual"), form=form.form)
