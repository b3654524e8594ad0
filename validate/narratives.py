"""The running texts of a report: completion cells, and paragraphs that are more than a copy of one."""

from collections.abc import Iterator
from typing import NamedTuple

from extract.model import CellPlace, Paragraph, Place, TextPlace
from normalize.model import Form, Report
from validate.likeness import squeezed
from validate.periods import completion_texts

LEAST = 12


class Narrative(NamedTuple):
    """One text with its place. form: the form whose cell it is, or None for prose."""

    text: str
    place: Place
    form: Form | None = None

    def at(self, start: int, end: int) -> Place:
        """A stretch of it; of a cell the whole cell, for its breaks were joined."""
        return self.place.part(start, end) if isinstance(self.place, TextPlace) else self.place


def narratives(report: Report) -> Iterator[Narrative]:
    """Completion cells form by form, then the paragraphs that do not repeat one."""
    for form in report.forms:
        yield from (Narrative(value.text, value.place, form) for value in completion_texts(form))
    copies = {squeezed(value.text) for form in report.forms for value in completion_texts(form)}
    for paragraph in report.paragraphs:
        if len(paragraph.text) >= LEAST and squeezed(paragraph.text) not in copies:
            yield Narrative(paragraph.text, paragraph.place)


def completion(form: Form) -> str:
    """All that a form says was done."""
    return "。".join(value.text for value in completion_texts(form))


def expectation(form: Form) -> tuple[Narrative, ...]:
    """The expected goals of a form."""
    found = (goal.expected for goal in form.goals)
    return tuple(Narrative(value.text, value.place, form) for value in found if value is not None and not value.blank)


def copied(report: Report, form: Form) -> Iterator[tuple[CellPlace | TextPlace, Paragraph]]:
    """Paragraphs that repeat a completion cell of the form word for word, with the cell."""
    for value in completion_texts(form):
        for paragraph in report.paragraphs:
            if squeezed(paragraph.text) == squeezed(value.text):
                yield value.place, paragraph
