"""D03: output indicators without one of the usual second levels."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import PRACTICE
from validate.levels import OUTPUT, bare, has_levels, of_level
from validate.model import Check, Context, Evidence, Subject
from validate.rule import rule
from validate.screens import once

USUAL = (
    (("数量",), "数量指标"),
    (("质量",), "质量指标"),
    (("时效", "进度"), "时效指标"),
    (("成本",), "成本指标"),
)


@rule(
    "D03",
    "second-levels-incomplete",
    "note",
    Message("产出指标的二级指标不全", "output indicators lack a usual second level"),
    PRACTICE,
)
def second_levels_incomplete(form: Form, context: Context) -> Iterator[Check]:
    """Quantity, quality, timeliness and cost; cost may also be a first level. All are optional, so only a note."""
    rows = of_level(form, OUTPUT)
    if not has_levels(form) or not any(row.level_2 for row in rows):
        return
    named = "".join(bare(row.level_2) + bare(row.level_1) for row in form.indicators)
    missing = [name for words, name in USUAL if not any(word in named for word in words)]
    label = Evidence("stated", rows[0].level_1_printed or "", rows[0].level_1_place or rows[0].place)
    listed, english = "、".join(missing), " or ".join(f"“{name}”" for name in missing)
    says = Message(f"产出指标下未设{listed}。", f"the outputs have no {english}.")
    yield once(form, Subject("产出指标", "level_2"), (label,) if missing else (), says, looked_at=(label,))
