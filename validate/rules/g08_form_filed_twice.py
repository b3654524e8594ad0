"""G08: one form filed for two projects or by two units."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Report
from validate.basis import COMMON_SENSE
from validate.figures import figure
from validate.funds import AMOUNTS, amount
from validate.likeness import squeezed
from validate.model import Check, Evidence, Subject
from validate.narratives import completion
from validate.rule import batch_rule
from validate.series import Filed, filed
from validate.wording import where

LEAST = 30
Content = tuple[object, ...]


@batch_rule(
    "G08",
    "form-filed-twice",
    "error",
    Message("同一自评内容用于不同项目或单位", "one form was filed for two projects or units"),
    COMMON_SENSE,
    across_units=True,
)
def form_filed_twice(reports: tuple[Report, ...]) -> Iterator[tuple[Report, Check]]:
    """Amounts, indicators, values, scores and completion text are all the same; only the name differs."""
    first: dict[Content, Filed] = {}
    for one in filed(reports):
        content = _content(one.form)
        if content is None:
            continue
        other = first.setdefault((one.year, *content), one)
        if (other.unit, other.project) != (one.unit, one.project):
            yield one.report, _check(one, other)


def _content(form: Form) -> Content | None:
    """What makes a form this one and no other; None if too little is filled in to tell."""
    text = squeezed(completion(form))
    amounts = [figure(amount(line, column)) for line in form.funds for column in AMOUNTS]
    money = tuple(cell.number for cell in amounts if cell is not None)
    rows = tuple(
        (squeezed(row.level_3), *(value.text if value else "" for value in (row.target, row.actual, row.score)))
        for row in form.indicators
    )
    return (text, money, rows) if len(text) >= LEAST and any(money) and rows else None


def _check(one: Filed, other: Filed) -> Check:
    entry = one.form.field("project_name")
    subject, at = Subject("", "project_name"), where(one.form, Subject())
    return Check(
        "fails",
        subject,
        stated=one.form.project_name,
        form=one.form.form,
        evidence=(Evidence("stated", one.form.project_name or "", entry.place if entry else one.form.place),),
        message=Message(
            f"{at.zh}：“{one.form.project_name}”的金额、指标、得分和完成情况与{other.told}“{other.form.project_name}”"
            "全部相同。是否误附？",
            f"{at.en}: amounts, indicators, scores and text of “{one.form.project_name}” are all those of "
            f"“{other.form.project_name}” ({other.told_en}). Was the wrong form attached?",
        ),
    )
