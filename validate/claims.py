"""Statements made in sentences, tied to the forms they speak of, and how loosely they are worded."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from extract.message import Message
from extract.model import CellPlace, Place, TextPlace
from normalize.model import Claim, ClaimKind, Form, Report
from validate.explain import Interval, harmless
from validate.likeness import same_project, squeezed
from validate.model import Evidence, Role, Status
from validate.rounding import half_up, rounds_to

AT_LEAST = re.compile(r"^\s*(?:余|多|以上|及以上)")
ABOUT_BEFORE = re.compile(r"(?:近|约|大约|大概|接近|将近|左右)\s*$")
ABOUT_AFTER = re.compile(r"^\s*[^\d，,。；;、]{0,3}左右")
OVER_BEFORE = re.compile(r"(?:超|超过|逾|不低于|不少于|至少)\s*$")
IN_YUAN = {"元": 1, "千元": 10**3, "万元": 10**4, "万": 10**4, "百万元": 10**6, "亿元": 10**8, "亿": 10**8}
SENTENCE_END = re.compile(r"[。；;！？\n]")
COLUMN_WORDS = (
    ("initial_budget", re.compile(r"年初(?:批复|部门)?预算|年初安排")),
    ("full_budget", re.compile(r"(?<!年初)(?:预算数|预算安排|预算资金|预算总额|调整后?预算|全年预算|下达|到位)")),
    ("executed", re.compile(r"支出(?!年初|预算|概况)|执行数|决算|执行了?(?=\d|$)|使用资金|实际使用")),
    (None, re.compile(r"追加|调增|调减|核减|收回|上年结转|结余|剩余|缺口")),  # what changed or was left, no column
)
LIKE = Fraction(1, 20)  # 近, 约: within 5 %


def of_kind(report: Report, *kinds: ClaimKind) -> tuple[Claim, ...]:
    """All claims of these kinds, in cells and in prose, in order."""
    return tuple(claim for claim in report.claims if claim.kind in kinds)


def in_prose(report: Report, *kinds: ClaimKind) -> tuple[Claim, ...]:
    """The claims of these kinds that sentences outside any form make."""
    return tuple(claim for claim in of_kind(report, *kinds) if claim.form is None and not in_table(claim))


def in_lists(report: Report, *kinds: ClaimKind) -> tuple[Claim, ...]:
    """The claims of these kinds that stand in tables outside any form."""
    return tuple(claim for claim in of_kind(report, *kinds) if in_table(claim))


def in_table(claim: Claim) -> bool:
    """Whether a claim stands in a table outside any form."""
    return claim.form is None and isinstance(claim.place, CellPlace)


def seen(claim: Claim, role: Role = "stated") -> Evidence:
    return Evidence(role, claim.text, claim.place)


def yuan(number: Decimal | Fraction, unit: str | None) -> Fraction | None:
    """An amount in 元, or None if the unit is none of money."""
    factor = IN_YUAN.get(unit or "")
    return None if factor is None else Fraction(number) * factor


def paragraph_of(report: Report, place: Place) -> str:
    """The whole paragraph a claim in prose stands in; empty for cells."""
    if not isinstance(place, TextPlace):
        return ""
    return next((one.text for one in report.paragraphs if one.place.paragraph == place.paragraph), "")


def form_of(report: Report, claim: Claim) -> Form | None:
    """The form whose project a claim speaks of, by name; None if no form bears such a name."""
    if claim.form is not None:
        return next((form for form in report.forms if form.form == claim.form), None)
    about = claim.about or ""
    named = [form for form in report.forms if form.project_name and about and same_project(about, form.project_name)]
    exact = [form for form in named if squeezed(form.project_name or "") == squeezed(about)]
    found = exact or named
    return found[0] if len(found) == 1 else None


def paired(report: Report, claims: Sequence[Claim], by_order: bool) -> Iterator[tuple[Claim, Form | None]]:
    """Each claim with its form: by name; by_order: those left over one to one where as many forms are left."""
    forms = {index: form_of(report, claim) for index, claim in enumerate(claims)}
    taken = {form.form for form in forms.values() if form is not None}
    lone_claims = [index for index, form in forms.items() if form is None]
    lone_forms = [form for form in report.forms if form.form not in taken]
    if by_order and len(lone_claims) == len(lone_forms):
        forms.update(zip(lone_claims, lone_forms, strict=True))
    for index, claim in enumerate(claims):
        yield claim, forms[index]


class Wording(NamedTuple):
    """How a sentence hedges a number: a lower bound (余, 多, 以上, 超), an approximation (近, 约), or neither."""

    at_least: bool = False
    about: bool = False


PLAIN = Wording()


def wording(before: str, after: str) -> Wording:
    """The hedges around a number; `after` starts right behind its digits."""
    return Wording(
        at_least=bool(AT_LEAST.search(after) or OVER_BEFORE.search(before)),
        about=bool(ABOUT_BEFORE.search(before) or ABOUT_AFTER.search(after)),
    )


def surroundings(report: Report, claim: Claim) -> tuple[str, str]:
    """What stands before and after the digits of a claim: in its own text and, in prose, in the whole paragraph."""
    digits = _digits(claim)
    start = claim.text.find(digits) if digits else -1
    end = start + len(digits) if start >= 0 else len(claim.text)
    before, after = claim.text[: max(start, 0)], claim.text[end:]
    whole, place = paragraph_of(report, claim.place), claim.place
    if isinstance(place, TextPlace) and place.start is not None and place.end is not None:
        before, after = whole[: place.start] + before, after + whole[place.end :]
    return before, after


def hedged(report: Report, claim: Claim) -> Wording:
    """The hedges around a claim's number."""
    return wording(*surroundings(report, claim))


def column_of(report: Report, claim: Claim) -> str | None:
    """The fund column an amount in a sentence speaks of, by the last such word before it in its sentence, or None."""
    sentence = SENTENCE_END.split(surroundings(report, claim)[0])[-1]
    found = [(match.start(), column) for column, words in COLUMN_WORDS for match in words.finditer(sentence)]
    return max(found, key=lambda one: one[0])[1] if found else None


def _digits(claim: Claim) -> str:
    if claim.number is None:
        return ""
    plain = str(abs(claim.number))
    grouped = f"{abs(claim.number):,}"
    return grouped if grouped in claim.text else plain


def agrees(
    stated: Decimal, exact: Fraction, hedge: Wording = PLAIN, slack: Interval | None = None
) -> tuple[Status, Message | None]:
    """A number in a sentence against an exact one: hedges are taken at their word, else the rounding doctrine holds."""
    if rounds_to(exact, stated):
        return "holds", None
    if hedge.about and abs(exact - Fraction(stated)) <= abs(Fraction(stated)) * LIKE:
        return "holds", None
    if hedge.at_least and exact >= Fraction(stated):
        return "holds", None
    why = harmless(stated, exact, slack)
    return ("explained", why) if why else ("fails", None)


def to_print(exact: Fraction, like: Decimal) -> str:
    """An exact number at the printed decimals of another."""
    exponent = like.as_tuple().exponent
    return str(half_up(exact, max(0, -exponent if isinstance(exponent, int) else 0)))
