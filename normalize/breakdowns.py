"""A whole and its parts in one sentence: ``共91件，其中一般纠纷11件、重大纠纷1件…``, or a list under one head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from msgspec import Struct

from normalize.model import Claim, Part
from normalize.projects import NUMBER
from normalize.sentences import Passage
from normalize.units import is_unit

_TERM = re.compile(
    rf"(?P<label>[^,、;:。\d()]{{0,24}}?)(?P<n>{NUMBER})(?P<unit>[^\d,、;:。()%]{{1,10}}?)(?=[,、;:()。]|和|及|$|\d{{1,2}}(?:[,、;)。]|$))"
)
_WHOLE_VERB = re.compile(
    r"^(?:共|共计|累计|总计|合计|全年|今年|本年|成功|调解|调处|处理|受理|办理|化解|排查|开展|完成|接收|收到|发放|查处|组织|实施|救助|帮扶|举办|新增|各类)+"
)
_OF_WHICH = re.compile(r"^[,(;]?(?:其中|包括|分别为|分别是)[:,]?$|^[:(]$")
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
    for start, end in text.sentences("。!！?？"):
        terms = _terms(text.flat[start:end], start)
        at = 0
        while at < len(terms):
            parts = _complete(terms[at], _explicit(text, terms, at) or _under_one_noun(text, terms, at))
            if parts:
                yield _claim(text, terms[at], parts)
                at += len(parts)
            at += 1


def _complete(whole: _Term, parts: list[_Term]) -> list[_Term]:
    """The parts as far as they add up to the whole: 在职68人，其中行政30人、事业38人，退休21人 has two."""
    sums = accumulate(part.number for part in parts)
    ends = (count for count, total in enumerate(sums, 1) if count > 1 and total == whole.number)
    return parts[: next(ends, len(parts))]


def _terms(sentence: str, offset: int) -> list[_Term]:
    found = []
    for match in _TERM.finditer(sentence):
        label = re.sub(r"^(?:和|及|以及|其中:?|包括:?|分别为|分别是)", "", match["label"])
        if is_unit(match["unit"]) or _NOUN.match(match["unit"]):
            begin = offset + match.end("label") - len(label)
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
        if not joined or not _alike(whole.unit, term.unit) or not term.label:
            break
        if parts:
            marks.append(between)
        parts.append(term)
    if not parts or not _ANNOUNCED.search(text.flat[whole.end : parts[0].start + len("分别为")]):
        return parts if len(parts) >= 2 and _closed(text, parts) else []
    return parts if len(parts) >= 2 else []


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
    noun = _WHOLE_VERB.sub("", whole.label)
    if noun == whole.label or len(noun) < 2:
        return []
    parts: list[_Term] = []
    for term in terms[at + 1 :]:
        between = text.flat[(parts[-1] if parts else whole).end : term.start]
        kind = term.label.endswith(noun) and term.label != noun and not _WHOLE_VERB.match(term.label)
        if between not in ("、", ",") or term.unit != whole.unit or not kind:
            break
        parts.append(term)
    return parts if len(parts) >= 2 else []


def _claim(text: Passage, whole: _Term, parts: list[_Term]) -> Claim:
    last = parts[-1].end
    return Claim(
        kind="breakdown",
        text=text.text(whole.start, last),
        place=text.at(whole.start, last),
        number=whole.number,
        unit=whole.unit,
        about=_WHOLE_VERB.sub("", whole.label) or whole.label or None,
        parts=tuple(Part(part.label, part.number, text.at(part.start, part.end)) for part in parts),
        form=text.form,
    )
