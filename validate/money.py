"""Amounts said in a sentence against amounts of a form, in whatever units either is printed."""

from decimal import Decimal
from fractions import Fraction

from extract.message import Message
from normalize.model import Claim, Form, FundLine, Report
from validate.checks import not_checked
from validate.claims import agrees, hedged, seen, to_print, yuan
from validate.explain import Interval
from validate.figures import Figure
from validate.funds import precision
from validate.model import Check, Subject
from validate.rounding import decimals_of, half_up, tidy

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


def compared(
    report: Report,
    claim: Claim,
    form: Form,
    subject: Subject,
    name: Message,
    exact: Fraction,
    formula: str,
    operands: tuple[Figure, ...],
    ask: Message,
) -> Check:
    """A claim's amount against an exact amount of a form (in the form's unit); `name` is what the amount is called."""
    assert claim.number is not None
    unit = unit_of(form, operands)
    there, here = yuan(exact, unit), yuan(Fraction(1), claim.unit or unit)
    if there is None or here is None or unit is None:
        return not_checked(subject, NO_UNIT, (seen(claim), *(one.seen("operand") for one in operands)))
    converted = there / here
    status, why = agrees(
        claim.number, converted, hedged(report, claim), _slack(form, claim, operands, converted, exact)
    )
    expected = to_print(converted, claim.number)
    shown = f"{formula} {unit}" if formula == str(exact) else formula
    told = why or ask
    gap = abs(converted - Fraction(claim.number)) * here
    return Check(
        status,
        subject,
        stated=f"{claim.number}{claim.unit or ''}",
        computed=f"{expected}{claim.unit or unit}",
        formula=shown,
        why=why,
        evidence=(seen(claim), *(one.seen("operand") for one in operands)),
        expected=None if status == "holds" else f"{expected}{claim.unit or unit}",
        amount=in_wan(gap, "元") if status == "fails" else None,
        message=None
        if status == "holds"
        else Message(
            f"正文所述“{subject.row}”{name.zh}为 {claim.number}{claim.unit or ''}，表{form.form}为 "
            f"{_told(formula, exact)}{unit}{'' if why else '，二者不符'}。{told.zh}{'。' if why else ''}",
            f"The text gives {claim.number}{claim.unit or ''} as {name.en} of “{subject.row}”, form {form.form} "
            f"{_told(formula, exact)}{unit}{'' if why else '; they differ'}. {told.en}",
        ),
    )


def _told(formula: str, exact: Fraction) -> str:
    """``255.42`` as printed, ``255.42 − 81.50 = 173.92`` where it was computed."""
    return formula if " " not in formula else f"{formula} = {half_up(exact, 4).normalize():f} "


def _slack(
    form: Form, claim: Claim, operands: tuple[Figure, ...], converted: Fraction, exact: Fraction
) -> Interval | None:
    """What the form's amounts may have been before print, in the claim's unit; a mere copy was not computed."""
    if len(operands) == 1 and decimals_of(claim.number or Decimal(0)) <= operands[0].decimals:
        return None
    reach = Fraction(len(operands), 2 * 10 ** max(precision(form), *(one.decimals for one in operands)))
    scaled = reach * (converted / exact) if exact else reach
    return Interval(converted - abs(scaled), converted + abs(scaled))
