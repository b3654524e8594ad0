"""F02: the projects the text lists against the project names on the forms."""

from collections.abc import Iterator

from msgspec.structs import replace

from extract.message import Message
from extract.model import Place
from normalize.model import Form, Report
from validate.basis import COMMON_SENSE
from validate.claims import in_table
from validate.model import Check, Context, Evidence, Subject
from validate.names import Pairing, listings, pairings, printed, table_pairings
from validate.rule import report_rule


@report_rule(
    "F02",
    "project-name-differs",
    "error",
    Message("正文所列项目名称与自评表不一致", "the text lists other projects than the forms name"),
    COMMON_SENSE,
)
def project_name_differs(report: Report, context: Context) -> Iterator[Check]:
    """Every project a sentence lists has its form, and every form is listed where the list is complete; likewise a
    table of as many projects as forms.
    """
    if not any(form.project_name for form in report.forms):
        return
    for listing in listings(report):
        for pair in pairings(report, listing):
            yield _check(report, pair)
    for pair in table_pairings(report):
        check = _check(report, pair)
        yield check if pair.right else replace(check, severity="warning")


def _check(report: Report, pair: Pairing) -> Check:
    name = printed(report, pair.claim) if pair.claim else None
    form_name = pair.form.project_name if pair.form else None
    return Check(
        "holds" if pair.right else "fails",
        Subject("", "project_name") if name is None else Subject(name, "project_name"),
        stated=name if name is not None else form_name,
        expected=None if pair.right or name is None else form_name,
        evidence=_evidence(pair, name),
        message=None if pair.right else _message(name, pair),
    )


def _evidence(pair: Pairing, name: str | None) -> tuple[Evidence, ...]:
    seen: list[Evidence] = []
    if pair.claim is not None:
        seen.append(Evidence("stated", name or pair.claim.text, pair.claim.place))
    if pair.form is not None:
        entry = pair.form.field("project_name")
        seen.append(Evidence("operand" if seen else "stated", entry.text if entry else "", _place(pair.form)))
    return tuple(seen)


def _place(form: Form) -> Place:
    entry = form.field("project_name")
    return entry.place if entry else form.place


def _message(name: str | None, pair: Pairing) -> Message:
    form = pair.form
    if name is None and form is not None:
        return Message(
            f"表{form.form}项目“{form.project_name}”未列入正文的项目清单。请核对项目名称。",
            f"Form {form.form} is about “{form.project_name}”, which the text does not list. Please check the names.",
        )
    if form is None:
        return Message(
            f"正文列有“{name}”，全文自评表中无此项目。请核对项目名称或补附自评表。",
            f"The text lists “{name}”, but no form is about it. Please check the name or add the form.",
        )
    listed = pair.claim is not None and in_table(pair.claim)
    says = Message("项目清单", "The list of projects") if listed else Message("正文", "The text")
    return Message(
        f"{says.zh}所列“{name}”与表{form.form}项目名称“{form.project_name}”不一致。请核对是否为同一项目。",
        f"{says.en} lists “{name}” where form {form.form} says “{form.project_name}”. Are they one project?",
    )
