"""The few shapes of check that rules are built from."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from extract.message import Message
from normalize.model import Form, Value
from validate.causes import Failure, Reading, likely_causes
from validate.explain import Interval, harmless
from validate.figures import Figure
from validate.model import Check, Evidence, Severity, Status, Subject
from validate.rounding import half_up, rounds_to
from validate.wording import COLUMNS, result, where


class Computation(NamedTuple):
    """What the printed operands give: the exact result, its formula as printed, the operands, and its slack.

    slack: all the exact results the operands may have had before they were rounded for print, or None if exact.
    readings: other ways to work it out that would explain a failure without excusing it.
    """

    exact: Fraction
    formula: str
    operands: tuple[Figure, ...]
    slack: Interval | None = None
    unit: str | None = None
    readings: Callable[[], tuple[Reading, ...]] = tuple


def not_checked(subject: Subject, why: Message, evidence: tuple[Evidence, ...] = ()) -> Check:
    """A check that could have run but lacks an operand."""
    return Check("not_checked", subject, why=why, evidence=evidence)


def holds(subject: Subject, stated: Value | None = None, *others: Value, formula: str | None = None) -> Check:
    """A comparison that holds."""
    seen = (Evidence("stated", stated.text, stated.place),) if stated else ()
    return Check(
        "holds",
        subject,
        stated=stated.text if stated else None,
        formula=formula,
        evidence=seen + tuple(Evidence("operand", value.text, value.place) for value in others),
    )


def all_hold(subject: Subject, cells: Iterable[Value | None], formula: str | None = None) -> Check:
    """A comparison that holds of every cell looked at: each cell once, those the form lacks left out."""
    seen = {cell.place: cell for cell in cells if cell is not None}
    return holds(subject, None, *seen.values(), formula=formula)


def fails(
    form: Form | None,
    subject: Subject,
    says: Message,
    stated: Value | None = None,
    others: Sequence[Value] = (),
    *,
    extra: tuple[Evidence, ...] = (),
    formula: str | None = None,
    computed: str | None = None,
    expected: str | None = None,
    severity: Severity | None = None,
    amount: Decimal | None = None,
) -> Check:
    """A check that does not hold. `says` follows the place («表1“…”行得分：…») and ends its sentence."""
    at = where(form, subject)
    seen = (Evidence("stated", stated.text, stated.place),) if stated else ()
    return Check(
        "fails",
        subject,
        stated=stated.text if stated else None,
        computed=computed,
        formula=formula,
        evidence=seen + tuple(Evidence("operand", value.text, value.place) for value in others) + extra,
        message=Message(f"{at.zh}：{says.zh}", f"{at.en}: {says.en}"),
        expected=expected,
        severity=severity,
        amount=amount,
    )


def recomputed(
    form: Form | None,
    subject: Subject,
    stated: Figure,
    computation: Computation,
    *,
    ask: Message | None = None,
    amount: Decimal | None = None,
) -> Check:
    """Stated against computed by the rounding doctrine: holds, explained or fails.

    ask is the one question put to the unit when it fails; amount the 万元 at stake then.
    """
    exact, unit = computation.exact, computation.unit
    status, why = verdict(stated, computation)
    message = _message(form, subject, stated, computation, why, ask)
    failure = Failure(form, stated, exact, computation.operands, unit, computation.readings)
    return Check(
        status,
        subject,
        stated=stated.value.text,
        computed=result(exact, unit),
        formula=computation.formula,
        why=why,
        evidence=(stated.seen("stated"), *(one.seen("operand") for one in computation.operands)),
        message=None if status == "holds" else message,
        expected=None if status == "holds" else f"{half_up(exact, stated.decimals)}{'%' if unit == '%' else ''}",
        amount=amount if status == "fails" else None,
        suspects=partial(likely_causes, failure) if status == "fails" else None,
    )


def verdict(stated: Figure, computation: Computation) -> tuple[Status, Message | None]:
    """Whether stated is the exact result rounded at its printed decimals, or what harmless reason reconciles them."""
    if rounds_to(computation.exact, stated.number):
        return "holds", None
    why = harmless(stated.number, computation.exact, computation.slack)
    return ("explained", why) if why else ("fails", None)


def _message(
    form: Form | None,
    subject: Subject,
    stated: Figure,
    computation: Computation,
    why: Message | None,
    ask: Message | None,
) -> Message:
    at, computed = where(form, subject), result(computation.exact, computation.unit)
    equation = computed if computation.formula == computed else f"{computation.formula} = {computed}"
    zh = f"{at.zh}：{equation}，表中填列 {stated.printed}"
    en = f"{at.en}: {equation}, stated {stated.printed}"
    if why is not None:
        return Message(f"{zh}，{why.zh}。", f"{en}; {why.en}.")
    question = ask or Message("", "")
    return Message(f"{zh}，二者不符。{question.zh}", f"{en}; they differ. {question.en}".strip())


def at_most(form: Form, subject: Subject, figure: Figure, limit: Figure, limit_column: str) -> Check:
    """A figure that may not exceed another one of its row; limit_column is the column of the limit."""
    formula = f"{figure.printed} ≤ {limit.printed}"
    if figure.number <= limit.number:
        return holds(subject, figure.value, limit.value, formula=formula)
    name = COLUMNS[limit_column]
    says = Message(
        f"填列 {figure.printed}，高于{name.zh} {limit.printed}。",
        f"stated {figure.printed}, above the {name.en} {limit.printed}.",
    )
    return fails(form, subject, says, figure.value, (limit.value,), formula=formula, expected=f"≤ {limit.number}")
