"""G09: a project of last year without a self-assessment this year."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Report
from validate.basis import PRACTICE
from validate.likeness import same_project
from validate.model import Check, Evidence, Subject
from validate.rule import batch_rule
from validate.series import Filed, by_unit


@batch_rule(
    "G09",
    "project-missing",
    "warning",
    Message("上年项目本年未见自评", "a project of last year has no self-assessment this year"),
    PRACTICE,
)
def project_missing(reports: tuple[Report, ...]) -> Iterator[tuple[Report, Check]]:
    """Where a run holds two years of a unit and at least one of its projects goes on."""
    units = by_unit(reports)
    for (unit, year), here in units.items():
        before = units.get((unit, year - 1), [])
        gone = [one for one in before if not _goes_on(one, here)]
        if before and len(gone) < len(before):
            for one in gone:
                yield here[0].report, _check(one, year)


def _goes_on(one: Filed, here: list[Filed]) -> bool:
    return any(same_project(one.form.project_name or "", other.form.project_name or "") for other in here)


def _check(one: Filed, year: int) -> Check:
    name = one.form.project_name or ""
    return Check(
        "fails",
        Subject(name, "project_name"),
        expected=name,
        confidence="low",
        evidence=(Evidence("context", name, one.form.place),),
        message=Message(
            f"上年（{one.told}）的项目“{name}”在 {year} 年度未见自评表。项目是否已结束？",
            f"“{name}” of last year ({one.told_en}) has no form for {year}. Has the project ended?",
        ),
    )
