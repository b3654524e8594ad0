"""A row that is scored by numbers, with what its checks print of it."""

from fractions import Fraction
from typing import NamedTuple

from extract.message import Message
from normalize.model import Form, Indicator, Value
from validate.checks import Computation, fails, holds, recomputed
from validate.figures import Figure
from validate.model import Check, Severity, Subject
from validate.scoring import Case
from validate.wording import result

CHECK = Message("请核对得分或说明计分办法。", "Please check the score or name the scoring rule.")


class Scored(NamedTuple):
    """A row with its case, and score and weight as figures; 0 ≤ score ≤ weight."""

    form: Form
    row: Indicator
    case: Case
    score: Figure
    weight: Figure

    @property
    def subject(self) -> Subject:
        return Subject(self.row.level_3, "score")

    @property
    def full(self) -> bool:
        return self.score.number == self.weight.number

    @property
    def values(self) -> list[Value]:
        """Target, actual value and weight, as operands."""
        cells = (self.row.target, self.row.actual, self.weight.value)
        return [cell for cell in cells if cell is not None]

    def texts(self) -> tuple[str, str]:
        """Target and actual value as printed."""
        target, actual = self.row.target, self.row.actual
        return (target.text if target else "", actual.text if actual else "")

    def shown(self) -> tuple[str, str]:
        """Target and actual value as operands of a formula."""
        if self.case.converted or len(self.case.printed) < 2:
            return result(self.case.target), result(self.case.actual)
        goal, done = self.case.printed
        return goal.printed, done.printed

    def holds(self, formula: str) -> Check:
        return holds(self.subject, self.score.value, *self.values, formula=formula)

    def fails(self, says: Message, formula: str, expected: str, severity: Severity | None = None) -> Check:
        return fails(
            self.form, self.subject, says, self.score.value, self.values,
            formula=formula, expected=expected, severity=severity,
        )  # fmt: skip

    def against(self, exact: Fraction, formula: str) -> Check:
        """The score against what a rule gives."""
        computation = Computation(exact, formula, (*self.case.printed, self.weight))
        return recomputed(self.form, self.subject, self.score, computation, ask=CHECK)
