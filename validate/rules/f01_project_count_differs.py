"""F01: the number of projects the text names against the number of forms."""

from collections.abc import Iterator
from fractions import Fraction

from extract.message import Message
from normalize.model import Claim, Form, Report
from validate.basis import COMMON_SENSE
from validate.checks import not_checked
from validate.claims import agrees, hedged, in_prose, paragraph_of, seen
from validate.lists import lists, projects
from validate.model import Check, Context, Evidence, Subject
from validate.rule import report_rule

SUBJECT = Subject("项目个数", "")
NO_FORM = Message("全文未识别到自评表", "no form was recognised")


@report_rule(
    "F01",
    "project-count-differs",
    "error",
    Message("正文所述项目个数与自评表张数不符", "the text counts another number of projects than there are forms"),
    COMMON_SENSE,
)
def project_count_differs(report: Report, context: Context) -> Iterator[Check]:
    """Each «重点项目N个» is the number of project forms in the document, or of the projects in a table beside them."""
    forms = [form for form in report.forms if form.kind == "project"] or list(report.forms)
    claims = [claim for claim in in_prose(report, "project_count") if claim.number is not None]
    right = {paragraph_of(report, claim.place) for claim in claims if claim.number == len(forms)}
    listed = {len(projects(rows)) for rows in lists(report)}
    for claim in claims:
        if not forms:
            yield not_checked(SUBJECT, NO_FORM, (seen(claim),))
        else:
            fine = paragraph_of(report, claim.place) in right or (claim.number in listed and claim.number > len(forms))
            yield _count(report, claim, forms, beside_right=fine)


def _count(report: Report, claim: Claim, forms: list[Form], beside_right: bool) -> Check:
    """Two counts in one paragraph are a whole and its part (项目5个，其中重点2个): that one of them fits is enough.

    beside_right: another count there fits, or this one counts the projects of a list that has more than the forms.
    """
    assert claim.number is not None
    status, _ = agrees(claim.number, Fraction(len(forms)), hedged(report, claim))
    operands = tuple(Evidence("operand", form.project_name or form.title or "", form.place) for form in forms)
    fine = status == "holds" or beside_right
    message = Message(
        f"正文称项目 {claim.number} 个，全文自评表 {len(forms)} 张，二者不符。请核对项目个数或补附自评表。",
        f"The text counts {claim.number} projects, the document holds {len(forms)} forms. Is a form missing?",
    )
    return Check(
        "holds" if fine else "fails",
        SUBJECT,
        stated=str(claim.number),
        computed=str(len(forms)),
        formula=" + ".join("1" for _ in forms),
        evidence=(seen(claim), *operands),
        expected=None if fine else str(len(forms)),
        message=None if fine else message,
    )
