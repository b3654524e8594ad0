"""C10: full marks for over-fulfilment where a rule cuts them."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator, Section
from normalize.words.text import fold
from validate.basis import FORM_NOTE
from validate.checks import fails, holds
from validate.figures import figure
from validate.fulfilment import fulfilment, over
from validate.model import Check, Context, Evidence, Subject
from validate.reasons import reason_of
from validate.rounding import shown
from validate.rule import rule

CUT = ("调减分值", "偏离度", "设定明显偏低", "酌情扣分")


@rule(
    "C10",
    "over-fulfilment-not-cut",
    "warning",
    Message("超额较多而未按表注调减分值", "full marks for over-fulfilment that the form's note would cut"),
    FORM_NOTE,
)
def over_fulfilment_not_cut(form: Form, context: Context) -> Iterator[Check]:
    """Where the form prints that targets set too low lose marks, a row far above its own does, or has a reason."""
    note = next((one for one in form.sections if any(word in fold(one.text) for word in CUT)), None)
    if note is not None:
        for row in over(form, context.profile.thresholds.over_fulfilment_extreme):
            yield _check(form, row, note)


def _check(form: Form, row: Indicator, note: Section) -> Check:
    subject, score, weight = Subject(row.level_3, "score"), figure(row.score), figure(row.weight)
    share = shown(fulfilment(form)[row.n], 2)
    formula = f"{share}%"
    if score is None or weight is None or score.number < weight.number:
        return holds(subject, row.score, formula=formula)
    if reason_of(form, row).given == "given":
        return holds(subject, row.score, formula=formula)
    says = Message(
        f"完成值为指标值的 {share}%，得满分 {score.printed}；表注要求指标值设定明显偏低的按偏离度调减分值。"
        "请说明未调减的理由。",
        f"the actual value is {share}% of the target, with full marks of {score.printed}; the form's note cuts marks "
        "where a target was set too low. Why not here?",
    )
    seen = (Evidence("context", note.label, note.place),)
    cells = [cell for cell in (row.target, row.actual, weight.value) if cell is not None]
    return fails(form, subject, says, score.value, cells, extra=seen, formula=formula)
