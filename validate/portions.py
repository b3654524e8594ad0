"""A whole, a part of it and their rate or remainder in one sentence: 计划120件，完成118件，完成率98.33%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from validate.claims import IN_YUAN
from validate.facts import Fact, facts
from validate.model import Severity
from validate.rounding import decimals_of
from validate.spent import LISTED, Amount, Rated

PARTED = re.compile(r"[。；;！？!?\n]")
NEUTRAL = re.compile("任务|资金|预算|计划|目标|项目|工程|数量|投资|补助|经费|工作|总体|实际|整体|年度|全年|案件|件")
NAMED = re.compile(
    r"(?P<of>[^均都各]*?)(?P<verb>完成|完工|竣工|使用|支出|支付|拨付|执行|到位|发放|兑付|办结|结案|合格|达标|整改)"
    r"(?P<kind>率|进度)(?:已|仅)?(?:为|是|达到?|：|:)*"
)
MONEY_OUT = "支出|使用|支付|执行|拨付|兑付"
PART = {
    "完成": "完成|建成", "完工": "完成|完工|竣工|建成", "竣工": "完成|完工|竣工|建成",
    "使用": MONEY_OUT, "支出": MONEY_OUT, "支付": MONEY_OUT, "拨付": MONEY_OUT, "执行": MONEY_OUT,
    "到位": "到位|收到", "发放": "发放|兑付", "兑付": "发放|兑付",
    "办结": "办结|结案", "结案": "办结|结案", "合格": "合格", "达标": "达标", "整改": "整改",
}  # fmt: skip
PLANNED = re.compile("计划|目标|任务|预算|应(?!急)")
BUILT = re.compile("实施|建设|新建|改造|改建|养护")
FUNDS = re.compile("资金|安排|下达|批复|总投资|拨入|到位|经费")
RECEIVED = re.compile("受理|接收|收到|登记")
WHOLE = {
    **dict.fromkeys(("完成", "完工", "竣工"), BUILT),
    **dict.fromkeys(("使用", "支出", "支付", "拨付", "执行", "发放", "兑付"), FUNDS),
    "到位": re.compile("安排|下达|批复|总投资"),
    **dict.fromkeys(("办结", "结案"), RECEIVED),
    **dict.fromkeys(("合格", "达标"), re.compile("抽检|抽查|检测|检验|参检|参加")),
    "整改": re.compile("发现|排查|查出"),
}
LEFT = re.compile("结余|结转|剩余|结存")
BEFORE = re.compile("上年|以前年度|年初结|去年")
SPENT = re.compile(MONEY_OUT)
DIGITS = re.compile(r"[\d,.]+")
EXCUSED = re.compile(r"[,，]?[（(][^)）]*(?:调整|取消|扣除|核减|剔除|不含)")  # the rate is of something less
SHOWN = 12  # words of a clause quoted before a quantity


class Remainder(NamedTuple):
    """An amount left over, with the two amounts of its sentence that it is the difference of."""

    left: Amount
    whole: Amount
    spent: Amount


def portions(text: str) -> Iterator[Rated]:
    """The rates of a text that name what they are a rate of, with the one part and the one whole before them."""
    said = facts(text)
    for at, share in enumerate(said):
        named = NAMED.fullmatch(share.before) if share.percent else None
        window = _window(text, said, at) if named else ()
        pair = _pair(window, named["verb"]) if named else None
        if (
            named is None
            or pair is None
            or EXCUSED.match(text, share.end)
            or not _neutral(named["of"], text[: share.start - len(share.before)])
        ):
            continue
        part, whole = pair
        yield Rated(
            _amount(share),
            _amount(part),
            (_amount(whole),),
            name=f"{named['of']}{named['verb']}{named['kind']}",
            severity=_severity(whole, named["kind"]),
        )


def remainders(text: str) -> Iterator[Remainder]:
    """``预算100万元，支出90万元，结转10万元``: the amounts left over of sentences that name these three alone."""
    said = facts(text)
    for at, left in enumerate(said):
        if not (_money(left) and LEFT.search(left.before)) or BEFORE.search(left.before):
            continue
        shares = [one for one in said[:at] if one.percent]
        others = tuple(one for one in said if one not in shares)
        window = [one for one in _window(text, others, others.index(left)) if _money(one)]
        if len(window) != 2 or any(_money(one) for one in _behind(text, said, at)):
            continue
        whole, spent = window
        if left.text.lstrip("0123456789,.") not in IN_YUAN:
            continue
        fits = PLANNED.search(whole.before) or FUNDS.search(whole.before)
        taken = SPENT.search(spent.before) and not SPENT.search(whole.before)
        if fits and taken and _plain(whole) and _plain(spent) and spent.number <= whole.number:
            yield Remainder(*map(_amount, (left, whole, spent)))


def _window(text: str, said: Sequence[Fact], at: int) -> tuple[Fact, ...]:
    """The quantities of a sentence before one of them, back to the last percentage; none where it lists or compares."""
    found: list[Fact] = []
    for one in reversed(said[:at]):
        if one.percent or PARTED.search(text[one.end : said[at].start]):
            break
        found.insert(0, one)
    start = found[0].start - len(found[0].before) if found else said[at].start
    return () if LISTED.search(text[start : said[at].start]) else tuple(found)


def _behind(text: str, said: Sequence[Fact], at: int) -> list[Fact]:
    """The quantities that follow in the same sentence."""
    return [one for one in said[at + 1 :] if not PARTED.search(text[said[at].end : one.start])]


def _pair(window: Sequence[Fact], verb: str) -> tuple[Fact, Fact] | None:
    """The part a verb names and the whole before it, where the sentence has no other quantity of the kind."""
    known = [one for one in window if not LEFT.search(one.before)]
    part = known[-1] if known else None
    if part is None or not re.search(PART[verb], part.before) or PLANNED.search(part.before):
        return None
    alike = [one for one in known if one.family == part.family]
    if len(alike) != 2 or alike[1] is not part or not all(_plain(one) for one in alike):
        return None
    whole = alike[0]
    fits = PLANNED.search(whole.before + whole.after) or WHOLE[verb].search(whole.before)
    return (part, whole) if fits and (PLANNED.search(whole.before) or not re.search(PART[verb], whole.before)) else None


def _plain(one: Fact) -> bool:
    """Whether a quantity is stated exactly: above zero, without 约, 近, 余."""
    return one.number > 0 and not (one.hedge.at_least or one.hedge.about)


def _money(one: Fact) -> bool:
    return one.unit.endswith("元")


def _neutral(of: str, before: str) -> bool:
    """Whether the words of a rate's name limit it to nothing that the sentence does not speak of."""
    bare = NEUTRAL.sub("", of.lstrip("，,、 ")).strip("的率总")
    return not bare or bare in before


def _severity(whole: Fact, kind: str) -> Severity:
    """What was planned is the base of a rate; of anything else it may be a part; progress may be measured otherwise."""
    if kind == "进度":
        return "query"
    return "error" if PLANNED.search(whole.before) else "warning"


def _amount(one: Fact) -> Amount:
    """A quantity as an operand; amounts and measures may be off by half their last printed digit, counts are exact."""
    digits = DIGITS.match(one.text)
    assert digits is not None
    number = Decimal(digits[0].replace(",", ""))
    decimals = decimals_of(number)
    scale = Fraction(one.number) / Fraction(number) if number else Fraction(1)
    half = scale / (2 * 10**decimals) if _money(one) or decimals else Fraction(0)
    start, unit = one.start - len(one.before[-SHOWN:]), one.text[digits.end() :]
    return Amount(number, start, one.end, unit, Fraction(one.number), half, one.hedge)
