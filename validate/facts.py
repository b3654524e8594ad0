"""Quantities in running text: the number, its unit, how it is hedged, and the words of its clause that say of what."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from normalize.words.units import is_unit
from validate.claims import Wording, wording
from validate.likeness import squeezed
from validate.wording import cited

NUMBER = re.compile(
    r"(?<![\d.A-Za-z])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(万|亿)?(余|多)?\s*([%％‰]|[\u4e00-\u9fa5]{1,3})?"
)
CLAUSE = re.compile(r"[。；;！？，,：:\n]")
SENTENCE = re.compile(r"[。！？\n]")
DATES = frozenset(["年", "月", "日", "号", "时", "月份", "年度", "个月", "季度", "岁", "点", "级"])
SPAN = re.compile(r"(?:年限|寿命|使用期|质保期|保质期|存续期|服务期|管护期)\D{0,6}$")
SPAN_ENDS = re.compile(r"年(?![\d初底末内度中月]|来)")
STOCK = re.compile(
    r"全年|年度|今年|本年|每年|每月|按月|按时|按季度?|及时|及以上|以上|不少于|不低于|达到?|开展|组织|召开|举办|完成|实现|进行|发生|"
    r"累计|共计|合计|各类|各项|一系列|等|的|了|工作|人数|次数|数量|情况|项目|[个家所处座支类种只台套部件条栋户株棵亩份张册辆]数(?!据|字|学|码|控|额)"
)
FAMILIES = ("起件宗例", "次场期批届轮", "人名位", "户家", "个处所", "份张本册篇")
PLAIN = str.maketrans("０１２３４５６７８９．", "0123456789.")  # sign for sign, so that places stay
SCALE = {"万": Decimal(10**4), "亿": Decimal(10**8)}
THIN = frozenset(
    {"活动", "会议", "培训", "服务", "人员", "群众", "社区", "资金", "宣传", "建设", "管理", "检查", "保障"}
)


class Fact(Struct, frozen=True):
    """One quantity. before and after: the words of its clause around it; start, end: its stretch of the text."""

    number: Decimal
    unit: str
    before: str
    after: str
    sentence: int
    start: int
    end: int
    text: str
    hedge: Wording

    @property
    def words(self) -> str:
        return self.before + self.after

    @property
    def one_of_several(self) -> bool:
        """Whether the quantity ends a list (文化馆、图书馆及6个文化站): a part of what is counted."""
        return self.before.endswith(("及", "和", "与"))

    @property
    def percent(self) -> bool:
        return self.unit in ("%", "％")

    @property
    def family(self) -> str:
        """Units that count the same kind of thing are one: 起 and 件, 次 and 场次."""
        return next((family for family in FAMILIES if self.unit[0] in family), self.unit)

    @property
    def said(self) -> str:
        """The quantity with the words before it, as printed."""
        return f"{self.before[-12:]}{self.text}"


@lru_cache(maxsize=512)
def facts(text: str) -> tuple[Fact, ...]:
    """The counted quantities and percentages of a text in order. Dates, ages and bare numbers are none; years
    that a thing lasts are."""
    found: list[Fact] = []
    text = text.translate(PLAIN)
    for match in NUMBER.finditer(text):
        unit, end = _unit(match)
        if unit and (unit not in DATES or _span(text, match, end)):
            found.append(_fact(text, match, unit, end, found[-1].end if found else 0))
    return tuple(found)


def _span(text: str, match: re.Match[str], end: int) -> bool:
    """Whether years are counted, not named: 使用年限13年."""
    return bool(SPAN.search(text[: match.start()]) and SPAN_ENDS.match(text, end - 1))


def _unit(match: re.Match[str]) -> tuple[str, int]:
    letters = match[5] or ""
    for length in range(len(letters), 0, -1):
        if letters[:length] in ("%", "％") or is_unit(letters[:length]):
            return letters[:length], match.start(5) + length
    return "", match.end()


def _fact(text: str, match: re.Match[str], unit: str, end: int, since: int) -> Fact:
    head, tail = text[: match.start()], text[end:]
    number = Decimal(match[1].replace(",", "") + (match[2] or "")) * SCALE.get(match[3] or "", Decimal(1))
    following = CLAUSE.split(tail)[0].split("、" if tail.startswith("、") else "\n")[0]
    next_number = NUMBER.search(following)
    return Fact(
        number=number,
        unit=unit,
        before=CLAUSE.split(head[since:])[-1].split("、")[-1],
        after=following[: next_number.start()] if next_number else following,
        sentence=len(SENTENCE.findall(head)),
        start=match.start(),
        end=end,
        text=text[match.start() : end],
        hedge=wording(head, (match[4] or "") + tail),
    )


@lru_cache(maxsize=8192)
def pairs_of(phrase: str) -> frozenset[str]:
    """The two-character stretches of a phrase that carry meaning: stock words and punctuation are out."""
    found: set[str] = set()
    for part in STOCK.sub(" ", phrase).split():
        bare = squeezed(part)
        found.update(bare[at : at + 2] for at in range(len(bare) - 1))
    return frozenset(found)


def shared(one: str, other: str) -> frozenset[str]:
    """What two phrases have in common."""
    return pairs_of(one) & pairs_of(other)


def related(one: str, other: str) -> bool:
    """Whether two phrases speak of the same matter: they share more than a word that goes with everything."""
    return bool(shared(one, other) - THIN)


def coverage(name: str, words: str) -> float:
    """The share (0 to 1) of a name's content that words repeat."""
    own = pairs_of(name)
    return len(own & pairs_of(words)) / len(own) if own else 0.0


def spoken(phrases: Iterable[str], mark: str = "、") -> str:
    """Phrases quoted and listed: “甲”、“乙”, or with another mark between them."""
    return mark.join(cited(phrase) for phrase in phrases)
