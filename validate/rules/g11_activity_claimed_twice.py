"""G11: one activity with its figure is claimed by two projects of a unit."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Report
from validate.basis import PRACTICE
from validate.facts import Fact, facts
from validate.likeness import squeezed
from validate.model import Check, Evidence, Subject
from validate.narratives import completion
from validate.periods import completion_texts
from validate.rule import batch_rule
from validate.series import Filed, by_unit
from validate.wording import where

LEAST = 8
FEWEST = 10


@batch_rule(
    "G11",
    "activity-claimed-twice",
    "query",
    Message("同一事项在两个项目中重复填报", "one activity is claimed by two projects"),
    PRACTICE,
)
def activity_claimed_twice(reports: tuple[Report, ...]) -> Iterator[tuple[Report, Check]]:
    """The same words with the same count (10 or more) in the completion texts of two projects of one unit and year."""
    for forms in by_unit(reports).values():
        first: dict[str, Filed] = {}
        for one in forms:
            for fact in facts(completion(one.form)):
                if not fact.percent and fact.number >= FEWEST and len(key := squeezed(fact.said)) >= LEAST:
                    other = first.setdefault(key, one)
                    if other.project != one.project:
                        yield one.report, _check(one, other, fact)


def _check(one: Filed, other: Filed, fact: Fact) -> Check:
    subject = Subject(fact.said, "goal_actual")
    at, cell = where(one.form, Subject("", "goal_actual")), completion_texts(one.form)[0]
    return Check(
        "fails",
        subject,
        stated=fact.said,
        evidence=(Evidence("stated", fact.said, cell.place),),
        confidence="low",
        form=one.form.form,
        message=Message(
            f"{at.zh}：“{fact.said}”在{other.told}“{other.form.project_name}”中也有填报。成果应计入哪个项目？",
            f"{at.en}: “{fact.said}” is also claimed by “{other.form.project_name}” ({other.told_en}). "
            "To which project does it belong?",
        ),
    )
