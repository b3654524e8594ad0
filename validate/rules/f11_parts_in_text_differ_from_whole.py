"""F11: a whole and its parts in one sentence."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial

from msgspec.structs import replace

from extract.message import Message
from extract.model import TextPlace
from normalize.model import Claim, Part, Report
from validate.basis import OF_SENTENCE
from validate.causes import Failure, likely_causes, of_text
from validate.claims import agrees, hedged, in_lists, in_table, of_kind, paragraph_of, seen
from validate.explain import Interval
from validate.model import Check, Context, Evidence, Subject
from validate.rounding import decimals_of, shown
from validate.rule import report_rule
from validate.wording import COLUMNS, where

ASK = Message("请核对各分项与合计。", "Please check the parts and the whole.")
ASK_ROWS = Message("请核对合计与各行。", "Please check the total and the rows.")
AMOUNT = Message("金额", "amount")
BUDGET = Message("预算数", "budget")
AMONG = Message("所列是否为全部分项，请核对。", "Are these all its parts? Please check.")
OTHERS = re.compile(r"其[他它余]|剩余")
RESULT = re.compile(
    r"(?:办结|完成|合格|达标|支出|执行|使用|结余|结转|到位|整改|解决|化解|比上年|较上年|同比|增加|减少|增长|下降)(?:了|数|率)?$"
)
PARTLY = re.compile(r"其中|包括|[(（]")  # what may introduce some of the parts only
COMPLETE = re.compile(r"分别[为是]|分为|构成|组成|共计|合计")
SUMMED = re.compile(r"[,，]?(?:共计|合计|总计)")
NOTHING_BESIDE = (  # two labels that leave nothing else
    (re.compile("男"), re.compile("女")),
    (re.compile("^已"), re.compile("^[未尚]")),
    (re.compile("人员经费"), re.compile("公用经费")),
)


@report_rule(
    "F11",
    "parts-in-text-differ-from-whole",
    "error",
    Message("正文分项之和与合计不符", "the parts in a sentence do not add up to its whole"),
    OF_SENTENCE,
)
def parts_in_text_differ_from_whole(report: Report, context: Context) -> Iterator[Check]:
    """«共X，其中a、b、c» adds up, counts exactly; so does the total of a list of projects. Each wording is found wrong
    once, wherever it is repeated.
    """
    failed: set[str] = set()
    yield from (_in_list(claim) for claim in in_lists(report, "breakdown"))
    for claim in sorted(of_kind(report, "breakdown"), key=lambda one: one.form is None):
        if in_table(claim):
            continue
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
    exact = sum((Fraction(part.number) for part in claim.parts), Fraction(0))
    status, why = agrees(claim.number, exact, hedged(report, claim), _slack(claim, exact))
    unit, failed = claim.unit or "", status == "fails"
    asked = failed and exact < claim.number and _perhaps_some(claim, _behind(report, claim))
    return Check(
        status,
        Subject(claim.about or claim.text[:12], ""),
        stated=f"{claim.number}{unit}",
        computed=f"{shown(exact)}{unit}",
        formula=_formula(claim),
        why=why,
        form=claim.form,
        severity="query" if asked else None,
        suspects=partial(likely_causes, _failure(claim, exact)) if failed and not asked else None,
        evidence=(seen(claim), *(Evidence("operand", str(part.number), part.place) for part in claim.parts)),
        expected=None if status == "holds" else f"{shown(exact)}{unit}",
        message=None if status == "holds" else _told(report, claim, exact, why, AMONG if asked else ASK),
    )


def _in_list(claim: Claim) -> Check:
    """The total a list of projects prints for a column of money against the sum of its rows."""
    assert claim.number is not None
    exact = sum((Fraction(part.number) for part in claim.parts), Fraction(0))
    status, why = agrees(claim.number, exact, slack=_rounded(claim, exact))
    unit, column = claim.unit or "", COLUMNS.get(claim.measure or "", BUDGET if claim.measure == "budget" else AMOUNT)
    told, sums = why or ASK_ROWS, f"{_formula(claim)} = {shown(exact)}{unit}"
    return Check(
        status,
        Subject(claim.about or "", claim.measure if claim.measure in COLUMNS else ""),
        stated=f"{claim.number}{unit}",
        computed=f"{shown(exact)}{unit}",
        formula=_formula(claim),
        why=why,
        suspects=partial(likely_causes, _failure(claim, exact)) if status == "fails" else None,
        evidence=(seen(claim), *(Evidence("operand", str(part.number), part.place) for part in claim.parts)),
        expected=None if status == "holds" else f"{shown(exact)}{unit}",
        message=None
        if status == "holds"
        else Message(
            f"项目清单“{claim.about}”行{column.zh}：填列 {claim.number}{unit}，各行 {sums}"
            f"，{why.zh if why else '二者不符'}。{'' if why else told.zh}",
            f"List of projects, row “{claim.about}”, {column.en}: stated {claim.number}{unit}, its rows {sums}; "
            f"{why.en if why else 'they differ'}.{'' if why else f' {told.en}'}",
        ),
    )


def _rounded(claim: Claim, exact: Fraction) -> Interval | None:
    """What the rows may add up to before they were rounded for print; amounts in 元 and 分 were not."""
    decimals = max(decimals_of(number) for number in (claim.number or Decimal(0), *(one.number for one in claim.parts)))
    if claim.unit == "元" and decimals >= 2:
        return None
    reach = Fraction(sum(one.number != 0 for one in claim.parts), 2 * 10**decimals)
    return Interval(exact - reach, exact + reach)


def _formula(claim: Claim) -> str:
    return " + ".join(str(part.number) for part in claim.parts)


def _told(report: Report, claim: Claim, exact: Fraction, why: Message | None, ask: Message) -> Message:
    form = next((one for one in report.forms if one.form == claim.form), None)
    at = where(form, Subject("", "goal_actual") if form else Subject())
    whole, unit, sums = Fraction(claim.number or 0), claim.unit or "", f"{_formula(claim)} = {shown(exact)}"
    less = f"{shown(whole - exact)}{unit}"
    if why is not None:
        rest = Message(f"，{why.zh}。", f"; {why.en}.")
    elif ask is AMONG:
        rest = Message(f"，少 {less}。{ask.zh}", f", {less} less. {ask.en}")
    else:
        rest = Message(f"，二者不符。{ask.zh}", f"; they differ. {ask.en}")
    return Message(
        f"{at.zh}：合计 {claim.number}{unit}，分项 {sums}{unit}{rest.zh}",
        f"{at.en}: the whole is {claim.number}{unit}, its parts {sums}{unit}{rest.en}",
    )


def _perhaps_some(claim: Claim, after: str) -> bool:
    """Whether the parts may be some of several: behind 其中 or in brackets, and nothing says that they are all.

    after: how the text goes on.
    """
    labels = [part.label for part in claim.parts]
    closed = any(OTHERS.search(label) for label in labels) or any(
        any(one.search(label) for label in labels) and any(other.search(label) for label in labels)
        for one, other in NOTHING_BESIDE
    )
    said = COMPLETE.search(claim.text) or SUMMED.match(after)
    return PARTLY.search(claim.text) is not None and said is None and not closed


def _behind(report: Report, claim: Claim) -> str:
    place = claim.place
    return paragraph_of(report, place)[place.end :] if isinstance(place, TextPlace) else ""


def _failure(claim: Claim, exact: Fraction) -> Failure:
    """What likely causes are looked for in."""
    assert claim.number is not None
    parts = tuple(of_text(part.number, claim.unit, part.place) for part in claim.parts)
    return Failure(None, of_text(claim.number, claim.unit, claim.place), exact, parts)


def _slack(claim: Claim, exact: Fraction) -> Interval | None:
    """Rounded parts may be off by half a last digit each; whole counts are exact."""
    decimals = max(decimals_of(part.number) for part in claim.parts)
    if decimals == 0:
        return None
    reach = Fraction(len(claim.parts), 2 * 10**decimals)
    return Interval(exact - reach, exact + reach)
