"""A whole and its parts in one sentence: ``共91件，其中一般纠纷11件、重大纠纷1件…``, or a list under one head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from normalize.claims.projects import NUMBER
from normalize.claims.sentences import Passage
from normalize.model import Claim, Part
from normalize.words.units import is_unit

_TERM = re.compile(
    rf"(?P<label>(?:[^,、;:。\d()]{{1,10}}、){{0,3}}(?:[^,、;:。\d()]|\([^()\d]*\)){{0,24}}?)(?P<n>{NUMBER})(?P<unit>[^\d,、;:。()%]{{1,10}}?)(?=[,、;:()。]|和|及|$|\d{{1,2}}(?:[,、;)。]|$))"
)
_WHOLE_VERB = re.compile(
    r"^(?:共计|共|累计|总计|合计|全年|今年|本年|成功|调解|调处|处理|受理|办理|化解|排查|开展|完成|接收|收到|发放|查处|组织|实施|救助|帮扶|举办|新增|各类)+"
)
_OF_WHICH = re.compile(r"^[,(;]?(?:其中|包括|分别为|分别是)[:,]?$|^。其中[:,]?$|^[:(]$")
_IN_ALL = re.compile("^(?:共计|合计|总计|总共|共)")
_WHOLE_ITSELF = re.compile("总|共|合计|预算|收入|支出|到位|下达|投入|计划")
_YEAR = re.compile(r"(?<!\d)20\d\d$")
_DIGITS = {"百": 2, "千": 3, "万": 4, "亿": 8}
_EACH = re.compile("每|均|标准|单价")
_ANNOUNCED = re.compile("其中|包括|分别")
_JOINTS = frozenset(["、", ",", ";", "和", "及", ",和", "以及"])
_ASIDE = re.compile(r"\([^()]*\)")
_COUNTER = "个名家所项条处类种"
_NOUN = re.compile(
    rf"^[{_COUNTER}][\u4e00-\u9fff]{{1,7}}(?:项目|工程|单位|企业|机构|社区|乡镇|学校|人员|小区|街道|部门|指标)$"
)


class _Term(Struct, frozen=True):
    """One ``label number unit`` of a sentence, with its stretch in the flat text."""

    label: str
    number: Decimal
    unit: str
    start: int
    end: int


def breakdown_claims(text: Passage) -> Iterator[Claim]:
    """The breakdowns of one passage. Parts need not add up; where the first of them do, the list ends there."""
    for start, end in _stretches(text):
        terms = _terms(text.flat[start:end], start)
        at = 0
        while at < len(terms):
            parts = _complete(terms[at], _explicit(text, terms, at) or _under_one_noun(text, terms, at))
            if parts:
                yield _claim(text, _meant(terms[: at + 1], parts), parts)
                at += len(parts)
            elif before := _summed_up(text, terms, at):
                yield _claim(text, terms[at], before)
            at += 1


def _stretches(text: Passage) -> Iterator[tuple[int, int]]:
    """The sentences of a passage; one that begins with 其中 goes on with what the one before it said."""
    held: tuple[int, int] | None = None
    for start, end in text.sentences("。!！?？"):
        if held and text.flat.startswith("其中", start):
            held = held[0], end
        else:
            if held:
                yield held
            held = start, end
    if held:
        yield held


def _complete(whole: _Term, parts: list[_Term]) -> list[_Term]:
    """The parts as far as they add up to the whole: 在职68人，其中行政30人、事业38人，退休21人 has two."""
    sums = accumulate(part.number for part in parts)
    ends = (count for count, total in enumerate(sums, 1) if count > 1 and total == whole.number)
    return parts[: next(ends, len(parts))]


def _meant(before: list[_Term], parts: list[_Term]) -> _Term:
    """The whole that parts break down: the number before them, or an earlier one that they add up to.

    ``下达资金100万元，支出90万元。其中：培训60万元，设备40万元`` speaks of the 100.
    """
    total = sum(part.number for part in parts)
    fitting = (term for term in reversed(before) if term.number == total and _alike(term.unit, parts[0].unit))
    return next(fitting, before[-1])


def _terms(sentence: str, offset: int) -> list[_Term]:
    found = []
    for match in _TERM.finditer(sentence):
        label = re.sub(r"^(?:\.|和|及|以及|其中:?|包括:?|分别为|分别是)", "", match["label"])
        if is_unit(match["unit"]) or _NOUN.match(match["unit"]):
            begin = offset + match.end("label") - len(label)
            if label.startswith("年") and _YEAR.search(sentence, 0, begin - offset):
                begin, label = begin - 4, sentence[begin - offset - 4 : begin - offset] + label
            found.append(_Term(label, Decimal(match["n"].replace(",", "")), match["unit"], begin, offset + match.end()))
    return found


def _explicit(text: Passage, terms: list[_Term], at: int) -> list[_Term]:
    """Parts announced by 其中 (or in brackets) right after the whole, same unit, next to one another."""
    whole = terms[at]
    parts: list[_Term] = []
    marks: list[str] = []
    for term in terms[at + 1 :]:
        between = _ASIDE.sub("", text.flat[(parts[-1] if parts else whole).end : term.start])
        joined = _joined(between, marks) if parts else bool(_OF_WHICH.match(between))
        term = _in_unit_of(whole, term) if parts else term
        if not joined or not _alike(whole.unit, term.unit) or not term.label or _IN_ALL.match(term.label):
            break
        if parts:
            marks.append(between)
        parts.append(term)
    if not parts or not _ANNOUNCED.search(text.flat[whole.end : parts[0].start + len("分别为")]):
        return parts if len(parts) >= 2 and _closed(text, parts) else []
    return parts if len(parts) >= 2 else []


def _in_unit_of(whole: _Term, part: _Term) -> _Term:
    """A part in more or less of one unit (8000株 of 3.5万株), in that of its whole; no price of one (每村4400元)."""
    if whole.unit == part.unit or _EACH.search(part.label):
        return part
    (digits, base), (own_digits, own_base) = _scaled(whole.unit), _scaled(part.unit)
    if base != own_base:
        return part
    number = part.number.scaleb(own_digits - digits)
    return replace(part, number=Decimal(f"{number:f}"), unit=whole.unit)


def _scaled(unit: str) -> tuple[int, str]:
    """A unit as a power of ten of another: 万元 is (4, 元)."""
    base = unit.lstrip("百千万亿") or unit
    return sum(_DIGITS[one] for one in unit.removesuffix(base)), base


def _joined(mark: str, marks: list[str]) -> bool:
    """Whether a mark joins one more part to a list: a semicolon only where semicolons part the whole list."""
    return mark in _JOINTS and (mark != ";" or all(one == ";" for one in marks))


def _alike(whole: str, part: str) -> bool:
    """Whether a part is counted as its whole: 个项目 and 个."""
    return whole == part or (whole[0] == part[0] and (whole == part[0] or part == whole[0]) and whole[0] in _COUNTER)


def _closed(text: Passage, parts: list[_Term]) -> bool:
    """Whether a bracket that opens before the parts closes right behind them."""
    return text.flat[parts[-1].end : parts[-1].end + 1] == ")"


def _under_one_noun(text: Passage, terms: list[_Term], at: int) -> list[_Term]:
    """``调解纠纷91件，一般纠纷11件，重大纠纷1件…``: a verb and a noun, then kinds of that noun, all in one unit."""
    whole = terms[at]
    verb_and_noun = whole.label.rpartition("、")[2]
    noun = _WHOLE_VERB.sub("", verb_and_noun)
    if noun == verb_and_noun or len(noun) < 2:
        return []
    parts: list[_Term] = []
    for term in terms[at + 1 :]:
        between = text.flat[(parts[-1] if parts else whole).end : term.start]
        kind = term.label.endswith(noun) and term.label != noun and not _WHOLE_VERB.match(term.label)
        if between not in ("、", ",") or term.unit != whole.unit or not kind:
            break
        parts.append(term)
    return parts if len(parts) >= 2 else []


def _summed_up(text: Passage, terms: list[_Term], at: int) -> list[_Term]:
    """``甲县93万元，乙县52万元，共计145万元``: the parts right before a whole that is called nothing but 共计."""
    whole = terms[at]
    if not _IN_ALL.fullmatch(whole.label):
        return []
    parts: list[_Term] = []
    after = whole
    for term in reversed(terms[:at]):
        if text.flat[term.end : after.start] not in ("、", ",") or term.unit != whole.unit or not term.label:
            break
        if _WHOLE_ITSELF.search(term.label):
            return []
        parts.append(term)
        after = term
    parts.reverse()
    return parts if len(parts) >= 2 else []


def _claim(text: Passage, whole: _Term, parts: list[_Term]) -> Claim:
    first, last = min(whole.start, parts[0].start), max(whole.end, parts[-1].end)
    return Claim(
        kind="breakdown",
        text=text.text(first, last),
        place=text.at(first, last),
        number=whole.number,
        unit=whole.unit,
        about=_WHOLE_VERB.sub("", whole.label) or whole.label or None,
        parts=tuple(Part(part.label, part.number, text.at(part.start, part.end)) for part in parts),
        form=text.form,
    )
