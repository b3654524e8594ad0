"""Quantities of sentences that no other claim holds: money and what it is for, counts and what is counted, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.claims.projects import MONEY, NUMBER
from normalize.claims.sentences import Passage
from normalize.model import Claim, ClaimKind
from normalize.words.units import DURATION, PERCENT, is_unit

_QUANTITY = re.compile(
    rf"(?<![\d.A-Za-z第/])(?<!\d[-~—–至])(?P<n>{NUMBER})[余多]?(?P<scale>[万千亿](?!元))?[余多]?(?P<unit>[\u4e00-\u9fff]{{1,5}}|[A-Za-z㎡]{{1,3}}[23]?(?![A-Za-z\d]))"
)
_MONEY = re.compile(rf"(?:{MONEY})|[万亿](?=[^\d,。;:、()]{{0,6}}(?:资金|经费|贷款|投资))")
_DATE = re.compile(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?")
_BEFORE = re.compile(r"[\u4e00-\u9fff“”]{1,24}$")
_ASIDE = re.compile(r"\([^()\d]*\)$")
_BESIDE = re.compile(rf"{NUMBER}[余多]?[\u4e00-\u9fff]{{1,3}}[,、]?(?:近|约|共|共计|计)?$")
_AFTER = re.compile(r"(?:\(含\))?(?:及?以[上下内])?(?P<words>[\u4e00-\u9fff“”]+)")
_LEADING = re.compile(
    r"^(?:(?:其中|以及|和(?!谐)|及(?!时)|与|并|等|已|的|有(?![关效])|元|以上|以下|共计|合计|总计|共(?![青同享建]))(?=.))+"
)
_TIME = re.compile(r"^(?:年度?|月份?|[日号])(?:[起末底]|初(?![中级])|内(?![设部])|中(?![央小学心医国低型等]))?")
_LOOSE = re.compile(r"(?:近|约|大约|超过?|共计?|总共|累计|总计|(?<!下)达到?|为|是|已|了|有)+$")
_FUND = re.compile(".*(?:资金|经费|贷款|投资|补贴|补助)")
_GOES_ON = re.compile(
    "以上|以下|以内|左右|全部|均|已|各|的|和|及|与|等|并|用于|进行|就近|前移|免费|为|向|将|由|开展|实施|实行|完成|建设|得到|通过|分别|享受|纳入|参加|参与|转移|发放|拨付|下拨|下达|救助"
)
_NEAR = 80  # characters before a number in which its words stand
_NAMES_TIME = frozenset("年月日号时岁")


def quantity_claims(text: Passage, taken: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    """Each amount of money, count and full date of a passage that lies in no stretch of the printed text in `taken`."""
    for found in _QUANTITY.finditer(text.flat):
        if not _lies_in(taken, text.back[found.start()]):
            claim = _money(text, found) or _count(text, found)
            if claim:
                yield claim
    for found in _DATE.finditer(text.flat):
        if not _lies_in(taken, text.back[found.start()]):
            day = f"-{int(found['day']):02d}" if found["day"] else ""
            start, end = found.span()
            date = f"{found['year']}-{int(found['month']):02d}{day}"
            yield Claim("date", text.text(start, end), text.at(start, end), date=date, form=text.form)


def words_before(text: Passage, at: int) -> str:
    """What the words before a number call it, without how the number is hedged; empty if nothing does.

    A number without words of its own stands for what the one before it is said of: ``临时救助5人，12.74万元``.
    """
    head = text.flat[max(0, at - _NEAR) : at]
    own, beside = _own_words(head), _BESIDE.search(head)
    return own or (_own_words(head[: beside.start()]) if beside else "")


def _own_words(head: str) -> str:
    """The words at the end of what stands before a number."""
    bare = _ASIDE.sub("", head.removesuffix(":"))
    found = _BEFORE.search(bare)
    words = found[0] if found else ""
    if words and bare[: -len(words)][-1:].isdigit():
        time = _TIME.match(words)
        words = words[time.end() :] if time else words.removeprefix(_unit(words[:5]) or "")
    return _LOOSE.sub("", _LEADING.sub("", words))


def _lies_in(taken: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in taken)


def _money(text: Passage, found: re.Match[str]) -> Claim | None:
    at = found.end("n") + (text.flat[found.end("n")] in "余多")
    unit = _MONEY.match(text.flat, at)
    return _claim(text, "money", found, unit[0], unit.end()) if unit else None


def _count(text: Passage, found: re.Match[str]) -> Claim | None:
    unit = _unit(found["unit"])
    if not unit or unit[0] in _NAMES_TIME or unit in DURATION or unit in PERCENT or "元" in unit:
        return None
    return _claim(text, "count", found, (found["scale"] or "") + unit, found.start("unit") + len(unit))


def _unit(letters: str) -> str | None:
    """The unit at the head of what follows a number: the longest one, but 个 of 个村庄, where a longer word goes on."""
    for length in range(len(letters), 0, -1):
        unit, rest = letters[:length], letters[length:]
        part_of_a_word = bool(rest) and not _GOES_ON.match(rest) and length > 1 and unit[0] == "个"
        if is_unit(unit) and (unit in DURATION or not part_of_a_word):
            return unit
    return None


def _claim(text: Passage, kind: ClaimKind, found: re.Match[str], unit: str, end: int) -> Claim | None:
    """A quantity with the words that say of what: those before it, or the noun behind its unit, which ends at `end`.

    A number of units of nothing is no count; money is money, whatever it is for.
    """
    before, (noun, behind) = words_before(text, found.start()), _noun(text.flat, end)
    fund = _FUND.match(noun) if kind == "money" else None
    noun = fund[0] if fund else noun
    by_noun = len(before) < 2 or (len(noun) > 1 and kind == "count") or (fund is not None and len(noun) > 2)
    about = noun if by_noun else before
    if not about and kind == "count":
        return None
    first = found.start() if by_noun else text.flat.rindex(before, 0, found.start())
    last = behind + len(noun) if by_noun and noun else end
    number = Decimal(found["n"].replace(",", ""))
    return Claim(kind, text.text(first, last), text.at(first, last), number, unit, about or None, form=text.form)


def _noun(flat: str, at: int) -> tuple[str, int]:
    """The noun behind a unit and where it begins: 15家乡镇卫生院, 8次及以上大型工作会议."""
    found = _AFTER.match(flat, at)
    words = found["words"] if found else ""
    stop = _GOES_ON.search(words)
    return (words[: stop.start()] if stop else words)[:18], found.start("words") if found else at
