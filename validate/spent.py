"""Sentences of a budget, an amount spent and their rate: 预算数为80万元，执行数为76万元，完成预算的95%."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from normalize.words.units import is_unit
from validate.claims import IN_YUAN, Wording, wording
from validate.explain import Interval
from validate.model import Severity

_NUMBER = r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_IS = r"(?:总额|共计|合计|总计|资金|金额|共)?(?:为|是|达到?|约|近|:|：)*\s*"
_MONEY = rf"{_NUMBER}\s*(?P<unit>亿元|百万元|万元|千元|元)"
BUDGET = re.compile(
    r"(?<![超比较出于占])(?:预算(?:安排|批复|下达|调整)?|到位|下达|安排)(?:数|总额|资金|金额)?" + _IS + _MONEY
)
SPENT = re.compile(r"(?:执行|支出|决算|支付|使用)(?:数|总额|资金|金额|完成)?" + _IS + _MONEY)
RATE = re.compile(
    r"(?:完成|占)(?:了)?(?:年初|全年|调整后?|年度|本年|当年)?(?:的)?预算(?:数|总额)?的?(?:比例为)?\s*"
    + _NUMBER
    + r"\s*[%％]|(?:(?:预算|资金)?执行率|预算完成率)(?:为|是|达到?|:|：)*\s*(?P<m>\d+(?:\.\d+)?)\s*[%％]"
)
SHARE = re.compile(
    rf"{_NUMBER}(?P<unit>[\u4e00-\u9fa5]{{1,2}})[^。；;！？\d]{{0,6}}?占[^。；;！？，,、\d]{{0,10}}?"
    r"(?P<b>\d{1,3}(?:,\d{3})+|\d+)(?P=unit)的(?:比例为)?(?P<p>\d+(?:\.\d+)?)[%％]"
)
AMOUNT = re.compile(_MONEY)
SENTENCE = re.compile(r"[^。；;！？!?\n]+")
LISTED = re.compile("分别|平均|其中|同比|较上年|比上年")
_PLAIN = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


class Amount(NamedTuple):
    """A number of a sentence with its stretch of the text; yuan: its worth, and half of its last digit's."""

    number: Decimal
    start: int
    end: int
    unit: str = "%"
    yuan: Fraction = Fraction(0)
    half: Fraction = Fraction(0)
    hedge: Wording = Wording()

    @property
    def printed(self) -> str:
        return f"{self.number}{self.unit}"


class Rated(NamedTuple):
    """A rate with what it is a rate of. budgets: every amount it may be measured against, in order.

    name: what the sentence calls the rate. severity: how grave a difference is.
    """

    rate: Amount
    spent: Amount
    budgets: tuple[Amount, ...]
    name: str = "预算执行率"
    severity: Severity = "error"


def rated(text: str) -> Iterator[Rated]:
    """The rates of a text that stand behind one amount spent and at least one budget, and no other amount."""
    flat = text.translate(_PLAIN)
    for sentence in SENTENCE.finditer(flat):
        since = sentence.start()
        for found in RATE.finditer(flat, sentence.start(), sentence.end()):
            one = _rated(flat, since, found)
            since = found.end()
            if one is not None:
                yield one


def _rated(flat: str, since: int, found: re.Match[str]) -> Rated | None:
    before = flat[since : found.start()]
    if LISTED.search(before):
        return None
    budgets = [_amount(flat, since, one) for one in BUDGET.finditer(before)]
    spent = [_amount(flat, since, one) for one in SPENT.finditer(before)]
    if len(spent) != 1 or not budgets or len(AMOUNT.findall(before)) != len(budgets) + 1:
        return None
    if any(one.yuan == 0 or one.hedge != Wording() for one in (*budgets, *spent)):
        return None
    digits = "n" if found["n"] else "m"
    hedge = wording(flat[: found.start(digits)], flat[found.end(digits) + 1 :])
    rate = Amount(Decimal(found[digits].replace(",", "")), found.start(), found.end(), hedge=hedge)
    return Rated(rate, spent[0], tuple(budgets))


def shares(text: str) -> Iterator[Rated]:
    """The shares of counts of one unit: 惠及居民3468户，占计划3500户的99.09%."""
    flat = text.translate(_PLAIN)
    for found in SHARE.finditer(flat):
        part, whole, share = (_counted(flat, found, name) for name in ("n", "b", "p"))
        if is_unit(found["unit"]) and whole.yuan > 0 and part.hedge == whole.hedge == Wording():
            yield Rated(share, part, (whole,), name="占比")


def _counted(flat: str, found: re.Match[str], group: str) -> Amount:
    number, (start, end) = Decimal(found[group].replace(",", "")), found.span(group)
    unit = "%" if group == "p" else found["unit"]
    hedge = wording(flat[:start], flat[end + len(unit) :])
    return Amount(number, start, end + len(unit), unit, Fraction(number), hedge=hedge)


def _amount(flat: str, since: int, found: re.Match[str]) -> Amount:
    number, factor = Decimal(found["n"].replace(",", "")), IN_YUAN[found["unit"]]
    exponent = number.as_tuple().exponent
    half = Fraction(factor, 2 * 10**-exponent) if isinstance(exponent, int) and exponent < 0 else Fraction(factor, 2)
    hedge = wording(flat[: since + found.start("n")], flat[since + found.end("unit") :])
    return Amount(
        number, since + found.start(), since + found.end(), found["unit"], Fraction(number) * factor, half, hedge
    )


def slack(spent: Amount, budget: Amount) -> Interval:
    """All rates in % that the two amounts may have had before they were rounded for print."""
    least = max(budget.yuan - budget.half, Fraction(1, 100))
    return Interval(
        100 * (spent.yuan - spent.half) / (budget.yuan + budget.half), 100 * (spent.yuan + spent.half) / least
    )
