"""F03: the amounts the text gives for a project against the fund block of its form."""

from collections.abc import Iterator

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Claim, Form, Report
from validate.basis import COMMON_SENSE
from validate.checks import Computation, not_checked
from validate.claims import IN_YUAN, column_of, form_of, in_prose, paired, paragraph_of, seen
from validate.figures import figure
from validate.funds import amount
from validate.lists import Row, lists, tied
from validate.model import Check, Context, Subject
from validate.money import NO_UNIT, Said, compared, total_of
from validate.rule import report_rule
from validate.wording import COLUMNS

OF_LIST = {
    "initial_budget": ("initial_budget",),
    "full_budget": ("full_budget",),
    "budget": ("full_budget", "initial_budget", "received"),
    "received": ("received",),
    "executed": ("executed",),
}
COLUMNS_LISTED = ("full_budget", "initial_budget", "executed")
ASK = Message("请核对金额。", "Please check the amounts.")
NO_FIGURE = Message("自评表该项金额未填或不是数值", "the form's amount is blank or no number")


@report_rule(
    "F03",
    "amount-in-text-differs",
    "error",
    Message("正文金额与自评表不符", "an amount in the text differs from the form"),
    COMMON_SENSE,
)
def amount_in_text_differs(report: Report, context: Context) -> Iterator[Check]:
    """An amount said of a project is the total row's amount of the column its sentence or its list speaks of."""
    for claim, form in _tied(report):
        column = column_of(report, claim)
        if form is not None and column is not None and total_of(form) is not None:
            yield _check(report, claim, form, column)
    for claim in in_prose(report, "breakdown"):
        yield from _listed(report, claim)
    for rows in lists(report):
        for row, form in tied(report, rows):
            yield from _in_row(report, row, form)


def _in_row(report: Report, row: Row, form: Form) -> Iterator[Check]:
    """The amounts a list gives for a project; 预算数 alone may be any budget of the form."""
    line = total_of(form)
    for measure, columns in OF_LIST.items():
        claim = row.by.get(measure)
        there = [column for column in columns if line is not None and amount(line, column) is not None]
        if claim is None or not there:
            continue
        checks = [_check(report, claim, form, column) for column in there]
        best = next((check for check in checks if check.status == "holds"), checks[0])
        if best.status == "fails" and claim.unit is None and _in_another_unit(report, claim, form, there[0]):
            best = not_checked(best.subject, NO_UNIT, best.evidence)
        yield replace(best, severity="warning") if best.status == "fails" and measure == "budget" else best


def _in_another_unit(report: Report, claim: Claim, form: Form, column: str) -> bool:
    """Whether an amount without a unit would be the form's in some unit."""
    return any(_check(report, replace(claim, unit=unit), form, column).status != "fails" for unit in IN_YUAN)


def _listed(report: Report, claim: Claim) -> Iterator[Check]:
    """The amounts a breakdown lists by project, in the column that all but one of them agree with."""
    parts = [replace(claim, about=part.label, number=part.number, parts=(), place=part.place) for part in claim.parts]
    named = [(part, form) for part in parts if (form := form_of(report, part)) is not None and total_of(form)]
    if len(named) < 2 or claim.unit not in IN_YUAN:
        return
    columns = [[_check(report, part, form, column) for part, form in named] for column in COLUMNS_LISTED]
    best = max(columns, key=lambda checks: sum(check.status == "holds" for check in checks))
    if sum(check.status == "holds" for check in best) >= len(named) - 1:
        yield from (replace(check, severity="warning") if check.status == "fails" else check for check in best)


def _tied(report: Report) -> Iterator[tuple[Claim, Form | None]]:
    """Each amount with its form: by name; in the sentence that lists the projects also by order."""
    claims = [claim for claim in in_prose(report, "amount") if claim.number is not None]
    listing = {paragraph_of(report, claim.place) for claim in in_prose(report, "project_name")}
    for paragraph in dict.fromkeys(paragraph_of(report, claim.place) for claim in claims):
        here = [claim for claim in claims if paragraph_of(report, claim.place) == paragraph]
        ordered = paragraph in listing
        for column in dict.fromkeys(column_of(report, claim) for claim in here):
            same = [claim for claim in here if column_of(report, claim) == column]
            yield from paired(report, same, by_order=ordered)


def _check(report: Report, claim: Claim, form: Form, column: str) -> Check:
    subject = Subject(form.project_name or f"表{form.form}", column)
    line = total_of(form)
    cell = amount(line, column) if line else None
    stated = figure(cell)
    if stated is None or cell is None:
        return not_checked(subject, NO_FIGURE, (seen(claim),))
    there = Computation(stated.exact, stated.printed, (stated,))
    return compared(Said(report, claim, form, subject, COLUMNS[column], there, ASK))
