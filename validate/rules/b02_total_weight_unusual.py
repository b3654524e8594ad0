"""B02: the total weight against the full marks of the profile."""

from collections.abc import Iterator
from decimal import Decimal

from extract.message import Message
from normalize.model import Form, Value
from validate.basis import FORM_NOTE
from validate.checks import fails, holds, not_checked
from validate.figures import Figure, all_of, figure
from validate.model import Check, Context, Subject
from validate.points import block_label, first_level_cells
from validate.rule import rule
from validate.sums import addition, execution, has_column, looseness, scored_cells, scores_execution
from validate.wording import TOTAL_ROW, result

ELSEWHERE = Message("表中未列预算执行率的分值", "the form gives the execution no points")


@rule(
    "B02",
    "total-weight-unusual",
    "warning",
    Message("分值总和不等于满分", "the weights do not add up to full marks"),
    FORM_NOTE,
)
def total_weight_unusual(form: Form, context: Context) -> Iterator[Check]:
    """The weights, printed as a total or added up, give full marks; that both agree is another rule's matter."""
    if not form.indicators:
        return
    subject, full = Subject(TOTAL_ROW, "weight"), context.profile.total
    printed = figure(form.total.weight)
    if printed is not None and printed.number == full:
        yield holds(subject, printed.value, formula=f"{printed.printed} = {full}")
        return
    rest = full - context.profile.execution_weight
    match all_of(subject, "weight", _parts(form)):
        case Check() as gap if printed is None:
            yield gap
        case Check():
            yield _against(form, subject, (), printed, full, rest)
        case figures:
            yield _against(form, subject, figures, printed, full, rest)


def _parts(form: Form) -> tuple[Value | None, ...]:
    """Execution and indicators; the points of block and first-level labels where the layout has no weights."""
    line, funds = form.fund_total, block_label(form, "funds")
    labels = first_level_cells(form.indicators)
    if not has_column(form, "weight") and labels and funds:
        return (funds, *labels)
    cells = (*execution(form, "weight"), *scored_cells(form, "weight"))
    beside = line is not None and line.weight is not None and not line.weight.blank and not execution(form, "weight")
    return (line.weight, *cells) if line is not None and beside else cells


def _against(
    form: Form, subject: Subject, parts: tuple[Figure, ...], printed: Figure | None, full: Decimal, rest: Decimal
) -> Check:
    """The sum of the parts, or the printed total where the parts cannot be added.

    rest: what is left for the indicators of a form that scores its execution elsewhere or not at all.
    """
    shown = addition(parts or ((printed,) if printed else ()))
    total, stated, others = result(shown.exact), printed.value if printed else None, [one.value for one in parts]
    if shown.exact == full:
        return holds(subject, stated, *others, formula=f"{shown.formula} = {total}")
    says = Message(
        f"分值合计 {shown.formula} = {total}，满分应为 {full}。请核对分值设置。",
        f"the weights {shown.formula} = {total}, full marks are {full}. Please check the weights.",
    )
    failed = fails(form, subject, says, stated, others, formula=shown.formula, computed=total, expected=str(full))
    loose = looseness(form, full) if shown.exact < full else None
    if shown.exact == rest and not scores_execution(form):
        loose = ELSEWHERE
    return not_checked(subject, loose, failed.evidence) if loose else failed
