"""C23: deviations without a reason."""

from collections.abc import Iterator
from decimal import Decimal

from extract.message import Message
from normalize.model import Form, Indicator, Value
from validate.basis import FORM_LAYOUT
from validate.checks import all_hold, fails, not_checked
from validate.figures import figure
from validate.model import Check, Context, Evidence, Severity, Subject
from validate.rates import states_execution_rate
from validate.reasons import reason_of
from validate.rule import rule
from validate.scoring import case_of
from validate.sums import has_column

NO_PLACE = Message("表中无原因栏，也无说明偏差的栏目", "the form has no place for reasons")

NOT_ASKED = Message("表中无指标值，原因栏也未用于说明扣分", "no targets, and no row uses the column for lost marks")


@rule(
    "C23",
    "deviation-without-reason",
    "warning",
    Message("有偏差或扣分而未说明原因", "a deviation or lost marks without a reason"),
    FORM_LAYOUT,
)
def deviation_without_reason(form: Form, context: Context) -> Iterator[Check]:
    """Each row that misses its target or loses marks has a reason; reached rows that lose marks are another rule's.

    An execution rate above the profile's limit is only asked about: reasons are demanded below it. A target of the
    year is not missed yet in a form that ends before it.
    """
    least = context.profile.thresholds.fiscal_rate_low
    found = [check for row in form.indicators if (check := _check(form, row, least)) is not None]
    yield from found
    if not found and has_column(form, "reason"):
        yield all_hold(Subject("", "reason"), [cell for row in form.indicators for cell in _cells(row)])


def _check(form: Form, row: Indicator, least: Decimal) -> Check | None:
    """The check of a deviating row, or None where nothing deviates."""
    case, docked = case_of(row), _docked(row)
    missed = case.missed and not form.part_of_year
    if not (missed or (docked and case.status != "reached" and not case.same)):
        return None
    reason, subject = reason_of(form, row), Subject(row.level_3, "reason")
    cells = _cells(row)
    seen = tuple(Evidence("operand", cell.text, cell.place) for cell in cells)
    if reason.given == "nowhere" or (reason.given == "blank" and not _asks(form, row)):
        return not_checked(subject, NO_PLACE if reason.given == "nowhere" else NOT_ASKED, seen)
    if reason.given == "elsewhere" and reason.section is not None:
        section = Evidence("context", reason.section.label, reason.section.place)
        return Check("holds", subject, evidence=(section, *seen))
    if reason.given == "given" and reason.value is not None:
        return Check("holds", subject, reason.value.text, evidence=(_stated(reason.value), *seen))
    executed = figure(row.actual) if states_execution_rate(row) else None
    severity: Severity | None = "query" if executed is not None and executed.number >= least else None
    return fails(form, subject, _says(row), reason.value, cells, severity=severity)


def _asks(form: Form, row: Indicator) -> bool:
    """Whether the reason column asks for lost marks: without targets (scorecards) only where other rows give some."""
    return row.target is not None or row.actual is not None or any(_given(form, one) for one in form.indicators)


def _given(form: Form, row: Indicator) -> bool:
    return _docked(row) and reason_of(form, row).given == "given"


def _says(row: Indicator) -> Message:
    target, actual, score, weight = (
        cell.text if cell else "" for cell in (row.target, row.actual, row.score, row.weight)
    )
    zh, en = f"指标值 {target}，完成值 {actual}", f"target {target}, actual {actual}"
    if row.target is None and row.actual is None:
        zh, en = f"“{row.level_3}”无指标值", f"“{row.level_3}” has no target"
    if score:
        zh, en = f"{zh}，得 {score} 分（分值 {weight}）", f"{en}, {score} of {weight}"
    return Message(f"{zh}，未填偏差原因。请补充原因及改进措施。", f"{en}, no reason given. Please add one.")


def _docked(row: Indicator) -> bool:
    score, weight = figure(row.score), figure(row.weight)
    return bool(score and weight and row.score_group is None and score.number < weight.number)


def _cells(row: Indicator) -> list[Value]:
    return [cell for cell in (row.target, row.actual, row.score, row.weight) if cell is not None]


def _stated(value: Value) -> Evidence:
    return Evidence("stated", value.text, value.place)
