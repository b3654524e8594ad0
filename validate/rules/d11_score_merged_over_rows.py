"""D11: one score cell for several indicators."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import FORM_LAYOUT
from validate.model import Check, Context, Evidence, Subject
from validate.rule import rule
from validate.screens import once
from validate.sums import printed_again
from validate.wording import COLUMNS


@rule(
    "D11",
    "score-merged-over-rows",
    "note",
    Message("多行指标合用一个分值或得分", "several indicators share one score"),
    FORM_LAYOUT,
)
def score_merged_over_rows(form: Form, context: Context) -> Iterator[Check]:
    """What each row earned cannot be told then, so rows are not recomputed one by one. Once per form."""
    groups = sorted({row.score_group for row in form.indicators if row.score_group is not None})
    if not groups:
        return
    firsts = [next(row for row in form.indicators if row.score_group == group) for group in groups]
    rows = sum(row.score_group is not None for row in form.indicators)
    again = next((column for column in ("weight", "score") if printed_again(form, column)), None)
    shared = "one weight or score cell" if len(groups) == 1 else f"{len(groups)} weight or score cells"
    says = Message(
        f"{rows} 行指标合用 {len(groups)} 个分值或得分单元格，各行得分不能逐项复算"
        f"{f'；{COLUMNS[again].zh}在各行重复填列，按合计只计一次' if again else ''}。",
        f"{rows} rows share {shared}; their scores cannot be recomputed one by one"
        f"{f'; each prints the {COLUMNS[again].en} again, which the total counts once' if again else ''}.",
    )
    yield once(form, Subject("", "score"), [_cell(row) for row in firsts], says, confidence="high")


def _cell(row: Indicator) -> Evidence:
    value = row.score or row.weight
    return Evidence("stated", value.text, value.place) if value else Evidence("stated", row.level_3, row.place)
