"""Sentences about work done, each as it should be and with one thing wrong in it."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from corpus.make.figures import half_up

Sentence = Callable[[random.Random, bool], str]
HALF = Decimal("0.005")


def of_one_thing(chance: random.Random, wrong: bool) -> str:
    one, other = chance.sample(range(20, 400), 2)
    return f"排查调解纠纷{one}起，成功调处矛盾纠纷{other}起" if wrong else f"调解纠纷{one}起，张贴宣传海报{other}张"


def hedged(chance: random.Random, wrong: bool) -> str:
    number = chance.randint(1, 9) * 100
    return f"开展入户走访{'近' if wrong else ''}{number}余次"


def share_of_count(chance: random.Random, wrong: bool) -> str:
    """A percentage that a whole number of the count gives; wrong: one between two of them."""
    while True:
        count = chance.randint(1500, 4000)
        part = chance.randint(count * 9 // 10, count - 1)
        share = half_up((Decimal(part) + (Decimal("0.5") if wrong else 0)) / count * 100, 2)
        if not wrong or not _printed(share, count):
            return f"热线受理工单{count}件，按期回访率{share}%"


def _printed(share: Decimal, count: int) -> bool:
    """Whether the count's own parts, or the count as a part, print this percentage, rounded or cut."""
    near, whole = Fraction(share) * count / 100, Fraction(count) * 100 / Fraction(share)
    given = [Fraction(k * 100, count) for k in (floor(near), ceil(near))]
    given += [Fraction(count * 100, n) for n in (floor(whole), ceil(whole))]
    return any(-Fraction(HALF) <= one - Fraction(share) < 2 * Fraction(HALF) for one in given)


def with_rate(chance: random.Random, wrong: bool) -> str:
    """A count with the share of its target; wrong: no whole target gives it."""
    if wrong:
        return f"新增公益岗位{chance.randint(5, 9)}人，完成率103%"
    target = chance.randint(200, 900)
    done = chance.randint(target, target * 11 // 10)
    return f"新增公益岗位{done}人，完成率{half_up(Decimal(done * 100) / target, 1)}%"


def of_one_base(chance: random.Random, wrong: bool) -> str:
    base = chance.randint(9000, 20000)
    first, full = sorted((chance.randint(base * 8 // 10, base) for _ in range(2)), reverse=True)
    shares = [half_up(Decimal(part * 100) / base, 2) for part in (first, full)]
    if wrong:
        shares[1] += 4 if shares[1] < 90 else -4
    return f"首针接种{first}人，接种覆盖率{shares[0]}%；全程接种人数{full}人，接种覆盖率{shares[1]}%"


def part_of_whole(chance: random.Random, wrong: bool) -> str:
    whole = chance.randint(200, 900)
    part = whole + chance.randint(1, 60) * (1 if wrong else -1)
    return f"受理群众诉求{whole}件，已办结{part}件"


def of_which_year(chance: random.Random, wrong: bool) -> str:
    return f"{'去年来' if wrong else '全年'}化解信访积案{chance.randint(2, 9)}个"


def percent_sign(chance: random.Random, wrong: bool) -> str:
    return f"合同履行率100{'％' if wrong else '%'}，档案移交率100%"


SENTENCES: dict[str, Sentence] = {
    "F12": of_one_thing,
    "F14": hedged,
    "F15": share_of_count,
    "F16": with_rate,
    "F17": of_one_base,
    "F18": part_of_whole,
    "F26": of_which_year,
    "F27": percent_sign,
}


def right(chance: random.Random) -> str:
    """Up to three true sentences of different kinds."""
    kinds = chance.sample(sorted(SENTENCES), chance.randint(0, 3))
    return "".join(f"{SENTENCES[kind](chance, False)}。" for kind in kinds)
