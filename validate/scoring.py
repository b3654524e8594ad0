"""What became of an indicator: reached, below, exceeded, a threshold missed, a target of zero, or not for numbers."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from extract.message import Message
from normalize.model import Indicator, Value
from normalize.words.text import fold
from validate.comparing import Pair, comparable
from validate.direction import Direction, direction
from validate.figures import Figure, figure

Status = Literal["reached", "below", "exceeded", "threshold", "zero", "either", "late", "qualitative", "open"]

NO_COLUMN = Message("表中无“指标值”或“完成值”栏", "the form has no target or no actual value")
BLANK_TARGET = Message("“指标值”未填", "target left blank")
BLANK_ACTUAL = Message("“完成值”未填", "actual value left blank")
NOT_A_NUMBER = Message("完成值不是数值，不能与指标值比较", "the actual value is not a number")
ABOUT = Message("完成值为概数，不能确定是否达到指标值", "the actual value is approximate")
UNSUITED = Message("指标值为区间或允许偏差，无比例计分可依", "the target is a range or a tolerance")
_PRINTED_APART = re.compile("^[/—-]*(?:定性)?(?=.)|(?<=.)(?:无|[/—-]+)$")


class Case(NamedTuple):
    """A row's status with target and actual in one unit.

    reached; below: more is better and the actual is less; exceeded: less is better and it is more; threshold: missed,
    but no ratio can be formed (≥0 → −11%); zero: a target of zero; either: missed in one reading of the direction,
    reached in the other; late: a date; qualitative: words (same: word for word the target); open: see why.
    """

    status: Status
    towards: Direction = "up"
    target: Fraction = Fraction(0)
    actual: Fraction = Fraction(0)
    printed: tuple[Figure, ...] = ()
    converted: bool = False
    same: bool = False
    why: Message | None = None

    @property
    def missed(self) -> bool:
        """Whether the target is missed in every reading."""
        return self.status in ("below", "exceeded", "threshold", "late") or (
            self.status == "zero" and self.actual > 0 and self.towards == "down"
        )


@lru_cache(maxsize=1024)  # a dozen rules ask it of every row
def case_of(row: Indicator) -> Case:
    """The case of a row, by its target and actual value alone."""
    target, actual = row.target, row.actual
    if target is None or actual is None:
        return Case("open", why=NO_COLUMN)
    if target.blank or actual.blank:
        return Case("open", why=BLANK_TARGET if target.blank else BLANK_ACTUAL)
    if target.date and actual.date:
        return _of_dates(target, actual)
    goal, done = figure(target), figure(actual)
    if target.low is not None and target.high is not None and done is not None:
        inside = target.change == actual.change and target.low <= done.number <= target.high
        return Case("reached" if inside else "open", printed=(done,), why=None if inside else UNSUITED)
    if goal is None:
        return Case("qualitative", same=_words(target) == _words(actual))
    if done is None:
        return Case("open", why=NOT_A_NUMBER)
    return _of_numbers(row, goal, done)


def _words(value: Value) -> str:
    """The words of a value without what other cells print around them: 定性 in front, a mark for no unit behind."""
    return _PRINTED_APART.sub("", fold(value.text))


def _of_dates(target: Value, actual: Value) -> Case:
    """Dates at the precision both have."""
    due, day = target.date or "", actual.date or ""
    length = min(len(due), len(day))
    return Case("reached" if day[:length] <= due[:length] else "late")


def _of_numbers(row: Indicator, goal: Figure, done: Figure) -> Case:
    if goal.value.op == "+-" or goal.value.doubtful:
        return Case("open", why=UNSUITED)
    if done.value.doubtful:
        return Case("open", why=ABOUT)
    pair = comparable(goal, done)
    if isinstance(pair, Message):
        return Case("open", why=pair)
    towards = direction(row)
    case = _zero(goal, pair, towards) if pair.target == 0 else _other(pair, towards)
    found = Case(case, towards, pair.target, pair.actual, (goal, done), pair.converted)
    return Case("open", why=ABOUT, printed=found.printed) if _leaves_open(found, done) else found


def _zero(goal: Figure, pair: Pair, towards: Direction) -> Status:
    op = goal.value.op
    if op in (">=", ">"):
        return "reached" if pair.actual > 0 or (pair.actual == 0 and op == ">=") else "threshold"
    return "zero"


def _other(pair: Pair, towards: Direction) -> Status:
    target, actual = pair.target, pair.actual
    if actual == target:
        return "reached"
    ratio = target > 0 and actual >= 0
    if towards == "unsure":
        return "either" if ratio else "open"
    if towards == "up":
        return "reached" if actual > target else "below" if ratio else "threshold"
    return "reached" if actual < target else "exceeded" if ratio else "threshold"


def _leaves_open(case: Case, done: Figure) -> bool:
    """Whether an actual value that is itself a bound (100余, ≤5) does not settle the case. A copied target does."""
    op = done.value.op
    if op in (None, "=") or case.actual == case.target:
        return False
    above = op in (">", ">=")
    settled = case.status in ("reached", "exceeded", "below") and above == (case.actual > case.target)
    return not settled
