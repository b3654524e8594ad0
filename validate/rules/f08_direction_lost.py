"""F08: the goal sets a lower bound, the target cell only a number."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import COMMON_SENSE
from validate.mentions import goal_facts, matching
from validate.model import Check, Context, Evidence, Subject
from validate.rule import rule
from validate.screens import once, quoted


@rule(
    "F08",
    "direction-lost",
    "note",
    Message("指标值漏写“及以上”等方向", "a target lost the direction its goal states"),
    COMMON_SENSE,
)
def direction_lost(form: Form, context: Context) -> Iterator[Check]:
    """«8次及以上» in the goal, «8» in the cell: more than 8 would read as a deviation. Once per form."""
    bounded = [fact for _, fact in goal_facts(form) if fact.hedge.at_least]
    rows = [row for fact in bounded if (row := matching(fact, form.indicators)) is not None]
    if not rows:
        return
    lost = list(dict.fromkeys(row for row in rows if _bare(row)))
    listed = quoted([row.level_3 for row in lost])
    says = Message(
        f"预期目标写明“及以上”的{listed.zh}，指标值只填数字，方向须据目标推断。宜补“≥”。",
        f"{listed.en}: the goal says “at least”, the target cell is a bare number; please add ≥.",
    )
    yield once(form, Subject("", "target"), [_cell(row) for row in lost], says, looked_at=[_cell(rows[0])])


def _bare(row: Indicator) -> bool:
    return row.target is not None and (row.target.op is None or row.target.op_from not in ("cell", "column"))


def _cell(row: Indicator) -> Evidence:
    return Evidence("stated", row.target.text, row.target.place) if row.target else Evidence("stated", "", row.place)
