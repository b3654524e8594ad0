"""The forms of a run side by side: the same project over years, the projects of one unit and year."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from normalize.model import ASSESSED, Form, Report
from validate.likeness import project_core, unit_core


class Filed(Struct, frozen=True):
    """A form with its report, and the unit, project and year it was filed for."""

    report: Report
    form: Form
    unit: str
    project: str
    year: int

    @property
    def told(self) -> str:
        """How a finding names it: the file and the form."""
        return f"《{self.report.source.name}》表{self.form.form}"

    @property
    def told_en(self) -> str:
        return f"“{self.report.source.name}”, form {self.form.form}"


def filed(reports: Sequence[Report], sheets: bool = False) -> Iterator[Filed]:
    """Every form whose unit, project and year are known; a file that occurs twice counts once.

    sheets: with the target sheets, which are no self-assessments.
    """
    seen: set[str] = set()
    for report in reports:
        if report.source.sha256 in seen and report.source.sha256.strip("0"):
            continue
        seen.add(report.source.sha256)
        for form in report.forms:
            unit, year = form.implementing_unit or form.department or report.unit, form.year or report.year
            if (
                unit
                and form.project_name
                and year is not None
                and (form.kind in ASSESSED or (sheets and form.kind == "target"))
            ):
                yield Filed(report, form, unit_core(unit), project_core(form.project_name), year)


def by_unit(reports: Sequence[Report], sheets: bool = False) -> dict[tuple[str, int], list[Filed]]:
    """The forms of each unit and year."""
    found: dict[tuple[str, int], list[Filed]] = defaultdict(list)
    for one in filed(reports, sheets):
        found[one.unit, one.year].append(one)
    return found


def years(reports: Sequence[Report]) -> Iterator[tuple[Filed, Filed]]:
    """Each form with that of the year before, where one unit filed the project once in both years."""
    found: dict[tuple[str, str, int], list[Filed]] = defaultdict(list)
    for one in filed(reports):
        found[one.unit, one.project, one.year].append(one)
    for (unit, project, year), here in found.items():
        before = found.get((unit, project, year - 1), [])
        if len(here) == len(before) == 1:
            yield here[0], before[0]
