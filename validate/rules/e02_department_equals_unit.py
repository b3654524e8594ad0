"""E02: the department in charge and the implementing unit are the same."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import PRACTICE
from validate.likeness import squeezed
from validate.model import Check, Context, Evidence, Subject
from validate.rule import rule
from validate.wording import where


@rule(
    "E02",
    "department-equals-unit",
    "note",
    Message("主管部门与实施单位相同", "department in charge and implementing unit are the same"),
    PRACTICE,
)
def department_equals_unit(form: Form, context: Context) -> Iterator[Check]:
    """Common where a unit runs its own project; told so that the reader sees who stands behind the form.

    A department's form of its whole spending is filled in by itself: there it says nothing.
    """
    department, unit = form.field("department"), form.field("implementing_unit")
    if (
        form.kind == "department"
        or department is None
        or unit is None
        or not department.text.strip()
        or not unit.text.strip()
    ):
        return
    subject, at = Subject("", "department"), where(form, Subject())
    same = squeezed(department.text) == squeezed(unit.text)
    yield Check(
        "fails" if same else "holds",
        subject,
        stated=department.text,
        evidence=(Evidence("stated", department.text, department.place), Evidence("operand", unit.text, unit.place)),
        message=Message(
            f"{at.zh}：主管部门与实施单位同为“{department.text.strip()}”。",
            f"{at.en}: department and implementing unit are both “{department.text.strip()}”.",
        )
        if same
        else None,
    )
