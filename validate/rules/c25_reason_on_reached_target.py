"""C25: reasons beside targets that were reached."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import FORM_LAYOUT
from validate.figures import figure
from validate.model import Check, Context
from validate.reasons import says_something
from validate.rule import rule
from validate.scoring import Case, case_of
from validate.screens import named, told_once
from validate.sums import has_column


@rule(
    "C25",
    "reason-on-reached-target",
    "note",
    Message("已达到指标值而填有偏差原因", "reasons for deviations beside reached targets"),
    FORM_LAYOUT,
)
def reason_on_reached_target(form: Form, context: Context) -> Iterator[Check]:
    """A reason stands only where a row deviates: exactly reached rows with full marks need none; said once a form."""
    if not has_column(form, "reason"):
        return
    cases = [(row, case_of(row)) for row in form.indicators]
    deviating = {row.reason.place for row, case in cases if row.reason and not _plain(row, case)}
    given = [
        (row, case) for row, case in cases if row.reason and says_something(row.reason.text) and not row.reason.blank
    ]
    met = [row for row, case in given if _plain(row, case) and row.reason and row.reason.place not in deviating]
    names = named(met)
    says = Message(
        f"{names.zh}完成值等于指标值且得满分，仍填有偏差原因。请核对所在行是否填错。",
        f"exactly reached with full marks, yet given a reason: {names.en}. Was it meant for another row?",
    )
    yield told_once(form, "reason", met, [row for row, _ in given], says)


def _plain(row: Indicator, case: Case) -> bool:
    """Whether nothing of the row deviates: target and actual value equal, full marks or none given."""
    score, weight = figure(row.score), figure(row.weight)
    equal = case.same or (case.status == "reached" and case.printed != () and case.actual == case.target)
    return equal and (score is None or weight is None or score.number == weight.number)
