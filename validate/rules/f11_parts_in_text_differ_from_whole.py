"""F11: a whole and its parts in one sentence."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Claim, Part, Report
from validate.basis import OF_SENTENCE
from validate.claims import agrees, hedged, of_kind, seen, surroundings
from validate.explain import Interval
from validate.model import Check, Context, Evidence, Severity, Subject
from validate.rounding import decimals_of, shown
from validate.rule import report_rule
from validate.wording import where

ASK = Message("请核对各分项与合计。", "Please check the parts and the whole.")
OTHERS = re.compile(r"其[他它余]|剩余")
RESULT = re.compile(
    r"(?:办结|完成|合格|达标|支出|执行|使用|结余|结转|到位|整改|解决|化解|比上年|较上年|同比|增加|减少|增长|下降)(?:了|数|率)?$"
)
PARTLY = re.compile(r"其中|包括")


@report_rule(
    "F11",
    "parts-in-text-differ-from-whole",
    "error",
    Message("正文分项之和与合计不符", "the parts in a sentence do not add up to its whole"),
    OF_SENTENCE,
)
def parts_in_text_differ_from_whole(report: Report, context: Context) -> Iterator[Check]:
    """«共X，其中a、b、c» adds up, counts exactly. Each wording is found wrong once, wherever it is repeated."""
    failed: set[str] = set()
    for claim in sorted(of_kind(report, "breakdown"), key=lambda one: one.form is None):
        claim = replace(claim, parts=_of_the_whole(claim))
        if claim.number is None or len(claim.parts) < 2:
            continue
        check = _check(report, claim)
        if check.status == "holds" or claim.text not in failed:
            yield check
        if check.status != "holds":
            failed.add(claim.text)


def _of_the_whole(claim: Claim) -> tuple[Part, ...]:
    """The parts up to where the sentence goes on to something else: «620人，其中男320人、女300人，合格595人».

    That is where they have made up the whole, or where a word says what became of it.
    """
    parts, together = claim.parts, Decimal(0)
    for n, part in enumerate(parts):
        if n and RESULT.search(part.label) and not RESULT.search(parts[0].label):
            return parts[:n]
        together += part.number
        if n and together == claim.number:
            return parts[: n + 1]
    return parts


def _check(report: Report, claim: Claim) -> Check:
    assert claim.number is not None
    subject = Subject(claim.about or claim.text[:12], "")
    exact = sum((Fraction(part.number) for part in claim.parts), Fraction(0))
    status, why = agrees(claim.number, exact, hedged(report, claim), _slack(claim, exact))
    formula = " + ".join(str(part.number) for part in claim.parts)
    unit = claim.unit or ""
    form = next((one for one in report.forms if one.form == claim.form), None)
    at = where(form, Subject("", "goal_actual") if form else Subject())
    told = why or ASK
    return Check(
        status,
        subject,
        stated=f"{claim.number}{unit}",
        computed=f"{shown(exact)}{unit}",
        formula=formula,
        why=why,
        form=claim.form,
        severity=_severity(report, claim, exact) if status == "fails" else None,
        evidence=(seen(claim), *(Evidence("operand", str(part.number), part.place) for part in claim.parts)),
        expected=None if status == "holds" else f"{shown(exact)}{unit}",
        message=None
        if status == "holds"
        else Message(
            f"{at.zh}：合计 {claim.number}{unit}，分项 {formula} = {shown(exact)}{unit}"
            f"{'' if why else '，二者不符'}。{told.zh}{'。' if why else ''}",
            f"{at.en}: the whole is {claim.number}{unit}, its parts {formula} = {shown(exact)}{unit}"
            f"{'' if why else '; they differ'}. {told.en}",
        ),
    )


def _severity(report: Report, claim: Claim, exact: Fraction) -> Severity | None:
    """Parts introduced by 其中 that are less than the whole may be a selection: asked, unless they classify it."""
    assert claim.number is not None
    text = claim.text + surroundings(report, claim)[1].split("。")[0]
    if exact > claim.number or not PARTLY.search(text):
        return None
    labels = [part.label for part in claim.parts]
    tails = {label[-2:] for label in labels}
    return None if len(tails) == 1 or any(OTHERS.search(label) for label in labels) else "query"


def _slack(claim: Claim, exact: Fraction) -> Interval | None:
    """Rounded parts may be off by half a last digit each; whole counts are exact."""
    decimals = max(decimals_of(part.number) for part in claim.parts)
    if decimals == 0:
        return None
    reach = Fraction(len(claim.parts), 2 * 10**decimals)
    return Interval(exact - reach, exact + reach)
