"""Two cells of a row as numbers of one unit, or why they are not comparable."""

import re
from fractions import Fraction
from typing import NamedTuple

from msgspec import structs

from extract.message import Message
from normalize.model import Value
from normalize.words.nouns import counter
from normalize.words.text import fold
from normalize.words.units import PERCENT
from validate.figures import Figure

TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
MULTIPLE = re.compile(r"^[十百千万亿]+(?![克米瓦升])")
SAME = (
    "个 家 所 处 座 项 支 类 种 只 台 套 部 件 条 栋 间 点 站 头 棵 株 份 张 本 册 篇 幅 块 组 队 例 起 宗 门 辆 枚",
    "次 场 场次 期 回 届 轮 遍 批 批次 趟 会 班",
    "人 名 位 人员 个人 人数",
    "月 个月",
    "天 日 自然日",
    "年 学年",
    "小时 个小时 学时 课时",
    "平方米 平米 ㎡ m2 m² 平方",
    "米 m 延米",
    "公里 千米 km",
    "吨 t",
    "元 元整",
    "工作日 个工作日",
)
KIN = {unit: kin for kin, units in enumerate(SAME) for unit in units.split()}
LOOSE = frozenset({"个", "项", "次", "件"})

PERCENT_OR_NUMBER = Message(
    "指标值与完成值一为百分比、一为普通数值，无法换算", "one of the two is a percentage, the other is not"
)
PER_PERIOD = Message(
    "指标值与完成值一为每期数量、一为总量，不能直接比较", "one of the two is per period, the other is not"
)
CHANGE_OR_LEVEL = Message(
    "指标值与完成值一为增减幅度、一为绝对数值，不能直接比较", "one of the two is a change, the other a level"
)
LENGTHS = (
    {"秒": 1, "分钟": 60, "min": 60, "小时": 3600, "个小时": 3600, "h": 3600, "H": 3600},
    {"月": 1, "个月": 1, "年": 12},
)
IN_A_YEAR = {"月": 12, "季度": 4, "季": 4, "半年": 2}
PERIOD = re.compile(r"/(?:日|天|周|旬|月|季度?|半年|学期)$")
UNITS_DIFFER = Message("指标值与完成值计量单位不同，不能直接比较", "target and actual have different units")


class Pair(NamedTuple):
    """Target and actual in one unit."""

    target: Fraction
    actual: Fraction
    converted: bool = False


def comparable(target: Figure, actual: Figure) -> Pair | Message:
    """The two figures in one unit, or why they cannot be compared. Zero needs no unit."""
    changes = target.value.change, actual.value.change
    if changes[0] != changes[1]:
        return CHANGE_OR_LEVEL if None in changes else _turned(target, actual)
    if target.number == 0 or actual.number == 0:
        return Pair(_scaled(target)[0], _scaled(actual)[0])
    rates = [_is_rate(one) for one in (target, actual)]
    if rates[0] != rates[1]:
        return _bare_rate(target, actual) or (PERCENT_OR_NUMBER if _no_unit(target, actual) else UNITS_DIFFER)
    (goal, goal_unit), (done, done_unit) = _scaled(target), _scaled(actual)
    if goal_unit != done_unit and any(PERIOD.search(unit or "") for unit in (goal_unit, done_unit)):
        return _over_the_year(goal, goal_unit or "", done, done_unit or "") or PER_PERIOD
    if goal_unit is None or done_unit is None:
        return _one_unit(target, actual)
    lengths = next((one for one in LENGTHS if goal_unit != done_unit and {goal_unit, done_unit} <= one.keys()), None)
    if lengths:
        return Pair(goal * lengths[goal_unit], done * lengths[done_unit])
    if not alike(goal_unit, done_unit):
        return UNITS_DIFFER
    return Pair(goal, done, _times(target.value) != _times(actual.value))


def _over_the_year(goal: Fraction, goal_unit: str, done: Fraction, done_unit: str) -> Pair | None:
    """``每月1次`` beside 12次, where that is certain: a result so often a month is told for the whole year; a target so
    often a month is reached by as many as the year has months, and a smaller number may be of a part of the year.
    """
    goal_of, _, goal_each = goal_unit.partition("/")
    done_of, _, done_each = done_unit.partition("/")
    if (goal_each and done_each) or not alike(goal_of, done_of):
        return None
    goal, done = goal * IN_A_YEAR.get(goal_each, 1), done * IN_A_YEAR.get(done_each, 1)
    sure = (goal_each in IN_A_YEAR and done >= goal) or done_each in IN_A_YEAR
    return Pair(goal, done) if sure else None


def _turned(target: Figure, actual: Figure) -> Pair | Message:
    """A fall where growth was the target, or the other way round: so much less than nothing of it."""
    same = structs.replace(actual.value, change=target.value.change)
    pair = comparable(target, actual._replace(value=same))
    return pair if isinstance(pair, Message) else pair._replace(actual=-pair.actual)


def alike(one: str, other: str) -> bool:
    """Whether two bare units may count the same: 次 and 场, 人 and 名; 个, 项, 次, 件 for any counter of things."""
    kin = KIN.get(one), KIN.get(other)
    if one == other or (None not in kin and kin[0] == kin[1]):
        return True
    return bool(LOOSE & {one, other}) and all(number in (0, 1) for number in kin)


def unit_of(value: Value) -> str | None:
    """The unit without its multiple, as compared: % for every way of writing percent."""
    return _split(value)[1]


def _is_rate(one: Figure) -> bool:
    return one.value.kind == "percent" or one.value.unit in PERCENT


def _no_unit(target: Figure, actual: Figure) -> bool:
    return (actual if _is_rate(target) else target).value.unit is None


def _bare_rate(target: Figure, actual: Figure) -> Pair | None:
    """``100%`` beside a bare ``100`` or ``98.5``: the bare number is meant in percent, unless it may be a fraction."""
    rate, bare = (target, actual) if _is_rate(target) else (actual, target)
    if bare.value.unit is None and abs(bare.number) >= 2 and abs(rate.number) >= 2 and abs(bare.number) <= 200:
        return Pair(target.exact, actual.exact)
    return None


def _one_unit(target: Figure, actual: Figure) -> Pair | Message:
    """One of two has no unit: it is meant as the other is printed (90万元 beside 90), or in full (5万 beside 50000)."""
    goal, done = _scaled(target)[0], _scaled(actual)[0]
    for pair in (Pair(target.exact, actual.exact), Pair(goal, done, True)):
        if Fraction(1, 50) < abs(pair.actual / pair.target) < 50 or _times(target.value) == _times(actual.value):
            return pair
    return UNITS_DIFFER


def _scaled(one: Figure) -> tuple[Fraction, str | None]:
    times, unit = _split(one.value)
    return one.exact * times, unit


def _times(value: Value) -> int:
    return _split(value)[0]


def _split(value: Value) -> tuple[int, str | None]:
    """The multiple and the bare unit: 万亩 → 10000, 亩; a bare 万 has no unit."""
    unit = fold(value.unit or "")
    if not unit or unit in PERCENT:
        return (1, "%") if unit and unit != "‰" else (1, unit or None)
    found = MULTIPLE.match(unit)
    times = 1
    for sign in found[0] if found else "":
        times *= TIMES[sign]
    bare = unit[found.end() :] if found else unit
    bare = bare.removesuffix("/年")  # a form is about one year
    return times, counter(bare) or bare or None
