"""B01: the printed total weight against the sum of all weights."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import ARITHMETIC
from validate.beside import ways_to_count
from validate.model import Check, Context, Subject
from validate.points import blocks, first_level_cells
from validate.rule import rule
from validate.subtotals import subtotal_checks
from validate.sums import against_total, best, execution, has_column, looseness, scored_cells, unplaced
from validate.wording import TOTAL_ROW

ASK = Message("请核对各项分值。", "Please check the weights.")


@rule(
    "B01",
    "weights-differ-from-total",
    "error",
    Message("分值合计与所列总分不符", "the weights do not add up to the printed total"),
    ARITHMETIC,
)
def weights_differ_from_total(form: Form, context: Context) -> Iterator[Check]:
    """The printed total weight is the execution weight plus the weights of all indicators, exactly.

    Points printed for a goal or a block («年度绩效目标1（40分）», «绩效指标（90分）») are the sum of what they cover;
    so are subtotals (小计) of the rows above them.
    """
    if not form.indicators:
        return
    parts = (*execution(form, "weight"), *scored_cells(form, "weight"))
    subject = Subject(TOTAL_ROW, "weight")
    loose = looseness(form, context.profile.total) or unplaced(form, "weight", parts)
    yield best(
        against_total(form, subject, "weight", form.total.weight, (*parts, *more), ask=ASK, loose=loose)
        for more in ways_to_count(context.beside, "weight")
    )
    yield from _blocks(form, context)
    yield from subtotal_checks(form, "weight", ASK)


def _blocks(form: Form, context: Context) -> Iterator[Check]:
    """Points printed for a goal, or for the whole block, against the weights (else the first-level points) under it."""
    for name, label, rows in blocks(form):
        parts = scored_cells(form, "weight", rows) if has_column(form, "weight") else first_level_cells(rows)
        if parts:
            loose = looseness(form, context.profile.total, rows)
            yield against_total(form, Subject(name, "weight"), "weight", label, parts, ask=ASK, loose=loose)
