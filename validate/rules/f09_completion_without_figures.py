"""F09: actual values that the completion text does not bear out."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import PRACTICE
from validate.facts import facts
from validate.levels import bare
from validate.mentions import matching, measured
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import completion
from validate.rule import rule
from validate.screens import once

FEWEST = 3


@rule(
    "F09",
    "completion-without-figures",
    "query",
    Message("完成情况未提及各数量指标的完成值", "the completion text bears out none of the quantities"),
    PRACTICE,
)
def completion_without_figures(form: Form, context: Context) -> Iterator[Check]:
    """At least one quantity indicator should be found with its number in the text of what was done. Once per form."""
    text = completion(form)
    rows = [row for row in form.indicators if "数量" in bare(row.level_2) and measured(row.actual) is not None]
    if not text or len(rows) < FEWEST:
        return
    told = {row.n for fact in facts(text) if (row := matching(fact, rows, "actual")) is not None}
    says = Message(
        f"{len(rows)} 项数量指标的完成值在“实际完成情况”中均未提及。请补充完成数据及佐证。",
        f"none of the {len(rows)} quantities is stated in the completion text. What bears them out?",
    )
    spots = [] if told else [_cell(row) for row in rows]
    yield once(form, Subject("", "actual"), spots, says, confidence="low", looked_at=_cells(rows, told))


def _cell(row: Indicator) -> Evidence:
    assert row.actual is not None
    return Evidence("stated", row.actual.text, row.actual.place)


def _cells(rows: list[Indicator], told: set[int]) -> list[Evidence]:
    return [_cell(row) for row in rows if row.n in told]
