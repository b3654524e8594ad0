"""Scales that a form prints and that can be worked out: ≥90%得10分，80%-90%得8分，低于80%不得分；每低1%扣0.5分."""

import re
from fractions import Fraction
from typing import Literal, NamedTuple

from normalize.words.text import fold
from validate.methods import FALLING, NO_LESS, PER_STEP, Steps

Of = Literal["rate", "own", "execution"]

_P = r"\d+(?:\.\d+)?"
_IN = r"(?:\((?:不?含)\))?"
RANGE = (
    rf"(?P<low>{_P})%?(?P<low_in>{_IN})(?:-|~|至|到|—)(?P<high>{_P})%(?P<high_in>{_IN})(?:之间)?"
    rf"|(?P<above>≥|>|不低于|不少于|高于|大于|超过|达到?|大于等于|>=)(?P<least>{_P})%{_IN}(?:及?以上)?"
    rf"|(?P<below>≤|<=|<|低于|不足|未达到?|小于|少于|不超过|不高于)(?P<most>{_P})%{_IN}"
    rf"|(?P<up>{_P})%{_IN}(?:及?以上)|(?P<down>{_P})%{_IN}(?:及?以[下内])|(?P<one>{_P})%"
)
QUALIFIED = "指标|任务|工作|目标|预算|资金|实际|年度|计划|群众|服务对象|项目"
NAME = rf"(?:{QUALIFIED})*(?:完成率|完成比例|(?:执行|支出|支付|合格|覆盖|及时|达标)率|满意度|达|完成)?"
BAND = re.compile(
    rf"(?P<name>{NAME})(?:在|为|是)?(?:{RANGE})(?:之间|的|者|,|:)*"
    rf"(?P<gives>(?:得|计|赋)(?:满分|(?P<points>{_P})分)|不得分|不计分|(?:得|计)零分)"
)
OPEN = frozenset((">", "高于", "大于", "超过", "<", "低于", "不足", "未达", "未达到", "小于", "少于"))
FILLER = re.compile(r"[,;。、:.]|\d[.、](?=\D)|以此类推|同时|(?:评分|计分)(?:标准|办法|方法)|得分")
EXECUTION = ("执行率", "支出率", "支付率")


class Band(NamedTuple):
    """A stretch of percentages and what it gives; points None: full marks. An open end does not belong to it."""

    low: Fraction
    low_open: bool
    high: Fraction | None
    high_open: bool
    points: Fraction | None

    def has(self, value: Fraction) -> bool:
        above = value > self.low if self.low_open else value >= self.low
        return above and (self.high is None or (value < self.high if self.high_open else value <= self.high))


class Scale(NamedTuple):
    """A method of bands, and of so many points a step where it says so. of: what percentage it measures."""

    text: str
    of: Of
    bands: tuple[Band, ...]
    steps: Steps | None = None

    def due(self, value: Fraction, weight: Fraction) -> tuple[Fraction, ...]:
        """What a percentage may earn of a weight; a bound that belongs to two bands gives both.

        Nothing where the scale leaves it open, or tops out at other marks than the weight; no marks are none of any.
        """
        fits = tuple(
            dict.fromkeys(weight if one.points is None else one.points for one in self.bands if one.has(value))
        )
        full = [band for band in self.bands if band.points in (None, weight)]
        if not full or any(band.points is not None and band.points > weight for band in self.bands):
            return fits if fits == (Fraction(0),) else ()
        if fits or self.steps is None or len(full) > 1:
            return fits
        edge = full[0].low if self.steps.falling else full[0].high
        gap = Fraction(0) if edge is None else edge - value if self.steps.falling else value - edge
        return self.steps.due(gap, weight) if gap > 0 else ()


def scale_of(text: str, name: str = "") -> Scale | None:
    """The scale that a text prints, where bands in per cent and steps are all it says; else None.

    name: what the row is called, which the text may repeat.
    """
    plain = NO_LESS.sub("", fold(text))
    plain = plain.replace(fold(name), "") if name else plain
    found = list(BAND.finditer(plain))
    stepped = PER_STEP.search(plain)
    rest = BAND.sub("", PER_STEP.sub("", plain))
    if not found or FILLER.sub("", rest) or len(PER_STEP.findall(plain)) > 1:
        return None
    if any(_foreign(match["name"], fold(name)) for match in found):
        return None
    named = {of for match in found if (of := _of(match["name"])) is not None}
    if len(named) > 1:
        return None
    steps = _steps(stepped) if stepped else None
    if stepped and (steps is None or len(found) > 2):
        return None
    return Scale(
        fold(text).replace(",", "，").replace(";", "；"),
        named.pop() if named else "own",
        tuple(map(_band, found)),
        steps,
    )


def _foreign(measure: str, name: str) -> bool:
    """Whether a scale names a measure that is not the row's own: 满意度 beside 参与率."""
    bare = re.sub(QUALIFIED, "", measure)
    return bare not in ("", "达", "完成") and _of(measure) == "own" and bare not in name


def _of(name: str) -> Of | None:
    if name.endswith(EXECUTION):
        return "execution"
    if name.endswith(("完成率", "完成比例")):
        return "rate"
    return "own" if name else None


def _band(match: re.Match[str]) -> Band:
    points = Fraction(0) if match["gives"][0] == "不" or "零" in match["gives"] else None
    if match["points"]:
        points = Fraction(match["points"])
    low, low_open, high, high_open = _ends(match)
    return Band(low, low_open, high, high_open, points)


def _ends(match: re.Match[str]) -> tuple[Fraction, bool, Fraction | None, bool]:
    if match["low"]:
        return Fraction(match["low"]), "不" in match["low_in"], Fraction(match["high"]), "不" in match["high_in"]
    if match["least"]:
        return Fraction(match["least"]), match["above"] in OPEN, None, False
    if match["most"]:
        return Fraction(-(10**9)), False, Fraction(match["most"]), match["below"] in OPEN
    if match["up"]:
        return Fraction(match["up"]), False, None, False
    if match["down"]:
        return Fraction(-(10**9)), False, Fraction(match["down"]), False
    one = Fraction(match["one"])
    return one, False, None if one == 100 else one, False


def _steps(match: re.Match[str]) -> Steps | None:
    if (match["unit"] or "") not in ("百分点", "%", "") or not Fraction(match["n"]):
        return None
    return Steps(match[0], match["way"] in FALLING, Fraction(match["n"]), Fraction(match["m"]), "%")
