"""E07: a target, an actual value or an amount of the total row left blank."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, FundLine, Indicator, Value
from validate.basis import FORM_LAYOUT
from validate.checks import fails, holds
from validate.funds import amount
from validate.model import Check, Context, Severity, Subject
from validate.rule import rule
from validate.sums import not_applicable
from validate.wording import COLUMNS


@rule(
    "E07",
    "value-blank",
    "warning",
    Message("指标值、完成值或资金数未填", "a target, an actual value or an amount is left blank"),
    FORM_LAYOUT,
)
def value_blank(form: Form, context: Context) -> Iterator[Check]:
    """Each indicator has its target and its actual value, the total row its budget, executed amount and rate."""
    for row in form.indicators:
        if not_applicable(row) and all(value.blank for value in _cells(row).values()):
            continue
        unweighted = row.weight is not None and row.weight.blank
        yield from _gaps(form, row.level_3, _cells(row), "query" if unweighted else None)
    if form.fund_total is not None:
        yield from _gaps(form, form.fund_total.label, _amounts(form.fund_total))


def _cells(row: Indicator) -> dict[str, Value]:
    return {name: value for name, value in (("target", row.target), ("actual", row.actual)) if value is not None}


def _amounts(line: FundLine) -> dict[str, Value]:
    """The amounts of the total row. A blank rate beside a printed score is a finding of its own (A13)."""
    cells = {name: value for name in ("full_budget", "executed") if (value := amount(line, name)) is not None}
    if line.execution_rate is not None and (line.score is None or line.score.blank):
        cells["execution_rate"] = line.execution_rate
    return cells


def _gaps(form: Form, label: str, cells: dict[str, Value], severity: Severity | None = None) -> Iterator[Check]:
    """Cells struck out with a dash or a slash say "not applicable": asked, not warned of."""
    blank = {name: value for name, value in cells.items() if value.blank}
    if not cells:
        return
    if not blank:
        yield holds(Subject(label, next(iter(cells))), *cells.values())
        return
    first, *others = blank.values()
    names = [COLUMNS[name] for name in blank][1:]
    zh, en = "".join(f"，{name.zh}亦未填" for name in names), "".join(f", so is {name.en}" for name in names)
    says = Message(f"未填{zh}。请补充。", f"left blank{en}. Please fill in.")
    struck_out = all(value.text for value in blank.values())
    grade: Severity | None = "query" if struck_out else severity
    yield fails(form, Subject(label, next(iter(blank))), says, first, others, severity=grade)
