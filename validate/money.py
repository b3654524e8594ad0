"""Amounts said in a sentence against amounts of a form, in whatever units either is printed."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from extract.message import Message
from normalize.model import Claim, Form, FundLine, Report
from validate.checks import Computation, not_checked
from validate.claims import agrees, hedged, in_table, seen, to_print, yuan
from validate.explain import Interval
from validate.figures import Figure
from validate.funds import precision
from validate.model import Check, Subject
from validate.rounding import decimals_of, half_up, rounds_to, tidy

NO_UNIT = Message("金额单位不明，无法与表中金额比对", "the units of the amounts are not known")
WAN = 10**4


def total_of(form: Form) -> FundLine | None:
    """The row an amount in the text speaks of: the total row, or the only row of the fund block."""
    return form.fund_total or (form.funds[0] if len(form.funds) == 1 else None)


def unit_of(form: Form, figures: tuple[Figure, ...]) -> str | None:
    """The money unit of a form's amounts: the one in the cell, else the form's."""
    printed = {one.value.unit for one in figures if one.value.unit}
    return printed.pop() if len(printed) == 1 else form.money_unit


def in_wan(number: Fraction, unit: str | None) -> Decimal | None:
    """An amount in 万元, to six decimals."""
    exact = yuan(number, unit)
    return None if exact is None else tidy(exact / WAN, 6)


class Said(NamedTuple):
    """A claim's amount, and what a form's cells give for it in the form's unit; `name` is what the amount is called."""

    report: Report
    claim: Claim
    form: Form
    subject: Subject
    name: Message
    there: Computation
    ask: Message

    @property
    def number(self) -> Decimal:
        assert self.claim.number is not None
        return self.claim.number

    @property
    def unit(self) -> str | None:
        """The unit of the form's amounts."""
        return unit_of(self.form, self.there.operands)

    @property
    def printed(self) -> str:
        return f"{self.number}{self.claim.unit or ''}"


def compared(said: Said) -> Check:
    """A claim's amount against an exact amount of a form, by the rounding doctrine, in the claim's unit."""
    claim, there, unit = said.claim, said.there, said.unit
    evidence = (seen(claim), *(one.seen("operand") for one in there.operands))
    own, one = yuan(Fraction(1), unit), yuan(Fraction(1), claim.unit or unit)
    if own is None or one is None:
        return not_checked(said.subject, NO_UNIT, evidence)
    due = there.exact * own / one
    status, why = agrees(said.number, due, hedged(said.report, claim), _slack(said, due))
    if in_table(claim) and _copied(there, Fraction(said.number) * one / own):
        status, why = "holds", None
    expected = f"{to_print(due, said.number)}{claim.unit or unit}"
    return Check(
        status,
        said.subject,
        stated=said.printed,
        computed=expected,
        formula=f"{there.formula} {unit}" if there.formula == str(there.exact) else there.formula,
        why=why,
        evidence=evidence,
        expected=None if status == "holds" else expected,
        amount=in_wan(abs(due - Fraction(said.number)) * one, "元") if status == "fails" else None,
        message=None if status == "holds" else _message(said, why),
    )


def _copied(there: Computation, exact: Fraction) -> bool:
    """Whether the form prints the amount of a list in its own, coarser unit."""
    return len(there.operands) == 1 and rounds_to(exact, there.operands[0].number)


def _message(said: Said, why: Message | None) -> Message:
    name, number, there = said.name, said.form.form, f"{_told(said.there)}{said.unit}"
    where = Message("项目清单所列", "The list") if in_table(said.claim) else Message("正文所述", "The text")
    zh = f"{where.zh}“{said.subject.row}”{name.zh}为 {said.printed}，表{number}为 {there}"
    en = f"{where.en} gives {said.printed} as {name.en} of “{said.subject.row}”, form {number} {there}"
    if why:
        return Message(f"{zh}。{why.zh}。", f"{en}; {why.en}.")
    return Message(f"{zh}，二者不符。{said.ask.zh}", f"{en}; they differ. {said.ask.en}")


def _told(there: Computation) -> str:
    """``255.42`` as printed, ``255.42 − 81.50 = 173.92`` where it was computed."""
    if " " not in there.formula:
        return there.formula
    return f"{there.formula} = {half_up(there.exact, 4).normalize():f} "


def _slack(said: Said, due: Fraction) -> Interval | None:
    """What the form's amounts may have been before print, in the claim's unit; a mere copy was not computed."""
    operands, exact = said.there.operands, said.there.exact
    if len(operands) == 1 and decimals_of(said.number) <= operands[0].decimals:
        return None
    reach = Fraction(len(operands), 2 * 10 ** max(precision(said.form), *(one.decimals for one in operands)))
    scaled = abs(reach * (due / exact)) if exact else reach
    return Interval(due - scaled, due + scaled)
