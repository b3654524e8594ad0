"""The score of the execution row: what the profile's function gives on the printed rate or on the exact one."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Form, FundLine, Value
from validate.causes import Reading
from validate.checks import Computation, not_checked, recomputed, verdict
from validate.figures import Figure, figure, needed
from validate.funds import budget_column, parts
from validate.fundsums import sums_fail
from validate.methods import own_execution_rule
from validate.model import Check, Subject
from validate.points import first_level_cells
from validate.profile import ExecutionScore, Profile
from validate.rates import Base, bases, printed_rate, rate_check, rate_on
from validate.rounding import rounds_to, with_decimals
from validate.scales import scale_of
from validate.sums import addition, finest_score, numbers, points, scored_cells
from validate.wording import result, where

ASK = Message("请核对执行率得分的计算。", "Please check how the score was worked out.")
NO_WEIGHT = Message("表中未列预算执行分值，得分无从核对", "the form prints no weight of the execution row")
NO_RATE = Message("执行率未填，得分无从核对", "there is no execution rate to score by")
UNCAPPED = Message("可能未按分值封顶", "perhaps not capped at the weight")
OWN_RULE = Message("表中另有执行率计分办法，未按通行办法核对", "the form prints a rule of its own for this score")
BY_STEPS = Message("系按 100%、80%、60% 分档计分", "scored by steps (100%, 80%, 60%)")
STEPS = tuple((Decimal(least), Decimal(part)) for least, part in ((100, 100), (80, 70), (60, 50)))
MOST_IMPLIED = 30  # points an execution row may plausibly hold where its weight is only what the others leave


class Weight(NamedTuple):
    """The weight of an execution row: its printed cell, or what labels say or other weights leave of full marks."""

    exact: Fraction
    cell: Figure | None = None

    @property
    def printed(self) -> str:
        return self.cell.printed if self.cell else result(self.exact)


class Scored(NamedTuple):
    """A score as one rate (in %) gives it; base names the denominator, unless it is the proper one."""

    computation: Computation
    rate: Fraction
    base: Message | None = None


def weight_of(form: Form, line: FundLine, profile: Profile) -> Weight | None:
    """The weight of the execution row, or None where neither a cell nor a label nor the other weights tell it."""
    cell = figure(line.weight)
    if cell is not None:
        return Weight(cell.exact, cell)
    if line.weight is not None:
        return None
    printed = [points(number) for block, number in form.block_points if block in ("funds", "fund_score")]
    told = next((Fraction(number) for number in printed if number is not None), None)
    exact = told if told is not None else _left_over(form, profile)
    return Weight(exact) if exact is not None else None


def _left_over(form: Form, profile: Profile) -> Fraction | None:
    """Full marks less all other weights, where that is a plausible weight."""
    others = numbers(scored_cells(form, "weight")) or numbers(first_level_cells(form.indicators))
    rest = Fraction(profile.total) - others if others else Fraction(0)
    return rest if 0 < rest <= MOST_IMPLIED else None


def share(rate: Fraction, function: ExecutionScore, steps: tuple[tuple[Decimal, Decimal], ...]) -> Fraction:
    """The share of the weight (0 to 1, above it only uncapped) that a rate in % earns."""
    if function == "uncapped":
        return rate / 100
    if function == "steps":
        return next((Fraction(part) / 100 for least, part in steps if rate >= least), Fraction(0))
    return max(min(rate, Fraction(100)), Fraction(0)) / 100


def score_check(form: Form, line: FundLine, profile: Profile) -> Check:
    """The printed score of a row against the profile's function of its rate, the printed or the exact one."""
    subject = Subject(line.label, "score")
    weight = weight_of(form, line, profile)
    got = needed(subject, score=line.score, **({} if line.weight is None else {"weight": line.weight}))
    if isinstance(got, Check):
        return got
    score = got[0]
    if weight is None:
        return not_checked(subject, NO_WEIGHT, (score.seen("stated"),))
    if score.exact == weight.exact:  # full marks claim to be exact where other scores are worked out to decimals
        score = Figure(score.value, with_decimals(score.number, finest_score(form)), score.printed)
    ways = _ways(form, line, profile, weight)
    if not ways:
        return not_checked(subject, NO_RATE, (score.seen("stated"),))
    gap = line.execution_rate is not None and printed_rate(line) is None
    printed = _on_printed_scale(form, line, score, ways, weight)
    if printed is not None:
        return printed
    check = _judged(form, subject, score, ways, weight, blank=gap)
    if check.status == "fails" and own_execution_rule(form, line) is not None:
        return not_checked(subject, OWN_RULE, check.evidence)
    together = _of_scored_parts(form, line, weight) if check.status == "fails" else None
    return recomputed(form, subject, score, together, ask=ASK) if together else check


def _of_scored_parts(form: Form, line: FundLine, weight: Weight) -> Computation | None:
    """The scores of the parts of a row where their weights make up its own: 5 points on 基本支出 and 5 on 项目支出."""
    scored = [one for one in parts(form, line) if figure(one.weight) is not None]
    weights, scores = ([one for cell in cells if (one := figure(cell))] for cells in _marks(scored))
    whole = sum((one.exact for one in weights), Fraction(0)) == weight.exact
    return addition(scores) if whole and len(scores) == len(weights) > 1 else None


def _marks(lines: Sequence[FundLine]) -> tuple[list[Value | None], list[Value | None]]:
    return [one.weight for one in lines], [one.score for one in lines]


def _on_printed_scale(
    form: Form, line: FundLine, score: Figure, ways: tuple[Scored, ...], weight: Weight
) -> Check | None:
    """The score by bands that the form itself prints for it; None where it prints none that say what a rate earns."""
    text = own_execution_rule(form, line)
    scale = scale_of(text) if text else None
    if scale is None or scale.of == "rate":
        return None
    earned = [(way.rate, scale.due(way.rate, weight.exact)) for way in ways]
    earned = [one for one in earned if one[1]]
    if not earned:
        return None
    rate, due = next((one for one in earned if any(rounds_to(exact, score.number) for exact in one[1])), earned[0])
    exact = next((exact for exact in due if rounds_to(exact, score.number)), due[0])
    subject, shown = Subject(line.label, "score"), f"{result(rate, '%')} → {result(exact)}"
    check = recomputed(form, subject, score, ways[0].computation._replace(exact=exact, formula=shown, slack=None))
    if check.status != "fails":
        return check
    at = where(form, subject)
    says = Message(
        f"{at.zh}：按表中计分办法“{scale.text}”，{result(rate, '%')} 应得 {result(exact)}，表中填列 {score.printed}，"
        f"二者不符。{ASK.zh}",
        f"{at.en}: by the form's own “{scale.text}”, {result(rate, '%')} earns {result(exact)}; "
        f"stated {score.printed}. {ASK.en}",
    )
    return replace(check, severity="warning", suspects=None, message=says)


def _judged(
    form: Form, subject: Subject, score: Figure, ways: tuple[Scored, ...], weight: Weight, *, blank: bool
) -> Check:
    """The first way that gives the score, else the first that a harmless reason reconciles with it, else a failure.

    blank: a rate cell left blank, which another rule asks about; without one the amounts alone decide.
    """
    exact = next((way for way in ways if rounds_to(way.computation.exact, score.number)), None)
    near = next((way for way in ways if way.base is None and verdict(score, way.computation)[1]), None)
    if exact is not None and exact.base is not None and near is None:
        return _by_another(form, subject, score, ways[0], exact)
    if exact is not None and exact.base is not None:
        exact = near
    chosen = exact or near
    if chosen is None and blank:
        return not_checked(subject, NO_RATE, (score.seen("stated"),))
    stepped = None if chosen else next((way for way in ways if rounds_to(_step(way, weight), score.number)), None)
    if stepped is not None:
        return _by_other_steps(form, subject, score, ways[0], stepped, weight)
    way = (chosen or ways[0]).computation
    return recomputed(form, subject, score, way._replace(readings=partial(_readings, ways, weight)), ask=ASK)


def _readings(ways: tuple[Scored, ...], weight: Weight) -> tuple[Reading, ...]:
    """What the rates would give uncapped, or in full."""
    full = Reading(Message("可能按满分填列", "perhaps full marks"), weight.exact)
    rates = [way.rate for way in ways]
    uncapped = [Reading(UNCAPPED, share(rate, "uncapped", ()) * weight.exact) for rate in rates if rate > 100]
    return (*uncapped, full)


def _step(way: Scored, weight: Weight) -> Fraction:
    """What a rate earns by the steps of 2021."""
    return share(way.rate, "steps", STEPS) * weight.exact


def _by_other_steps(
    form: Form, subject: Subject, score: Figure, proper: Scored, stepped: Scored, weight: Weight
) -> Check:
    """A score by steps that other profiles permit: said, for the reader must know how it was scored."""
    check, at = recomputed(form, subject, score, proper.computation), where(form, subject)
    shown = f"{result(stepped.rate, '%')} → {result(share(stepped.rate, 'steps', STEPS) * 100, '%')} × {weight.printed}"
    return replace(
        check,
        status="explained",
        severity="warning",
        suspects=None,
        amount=None,
        why=BY_STEPS,
        message=Message(
            f"{at.zh}：填列 {score.printed} {BY_STEPS.zh}（{shown}），按规定口径 {check.formula} = {check.computed}。"
            "请说明计分办法。",
            f"{at.en}: {score.printed} is {BY_STEPS.en} ({shown}); by the proper rule {check.formula} = "
            f"{check.computed}. How was it scored?",
        ),
    )


def _by_another(form: Form, subject: Subject, score: Figure, proper: Scored, other: Scored) -> Check:
    check = recomputed(form, subject, score, proper.computation)
    base, at = other.base or Message("", ""), where(form, subject)
    way = other.computation
    return replace(
        check,
        status="explained",
        severity="warning",
        suspects=None,
        why=Message(f"系以{base.zh}为分母", f"based on {base.en}"),
        evidence=(score.seen("stated"), *(one.seen("operand") for one in way.operands)),
        message=Message(
            f"{at.zh}：填列 {score.printed} 系以{base.zh}为分母（{way.formula} = {result(way.exact)}），"
            f"按规定口径 {check.formula} = {check.computed}。请说明口径。",
            f"{at.en}: {score.printed} is based on {base.en} ({way.formula} = {result(way.exact)}); "
            f"on the proper base {check.formula} = {check.computed}. Which base was meant?",
        ),
    )


def _ways(form: Form, line: FundLine, profile: Profile, weight: Weight) -> tuple[Scored, ...]:
    """The scores the rates of a row give: the printed rate's, the exact one's, then those on other denominators."""
    permitted = bases(form, line, profile)
    found = [_on(form, base, profile, weight, None if n == 0 else base.name) for n, base in enumerate(permitted)]
    ways = [way for way in found if way is not None] + _by_steps(form, permitted, profile, weight)
    stated, cell = printed_rate(line), figure(line.execution_rate)
    if stated is None or cell is None or (ways and _disproved(form, line, permitted)):
        return tuple(ways)
    shown = f"{cell.number}{'%' if cell.value.unit == '%' else ''}"
    return (Scored(_score(stated, shown, (cell,), profile, weight), stated), *ways)


def _by_steps(form: Form, permitted: tuple[Base, ...], profile: Profile, weight: Weight) -> list[Scored]:
    """The score by the profile's steps where it permits them beside the capped rate."""
    if profile.execution_score != "capped" or not profile.execution_steps or not permitted:
        return []
    way = _on(form, permitted[0], replace(profile, execution_score="steps"), weight, None)
    return [way] if way is not None else []


def _on(form: Form, base: Base, profile: Profile, weight: Weight, name: Message | None) -> Scored | None:
    found = rate_on(form, base)
    if found is None:
        return None
    return Scored(_score(found.exact, found.formula, found.operands, profile, weight), found.exact, name)


def _score(rate: Fraction, shown: str, operands: tuple[Figure, ...], profile: Profile, weight: Weight) -> Computation:
    function = profile.execution_score
    exact = share(rate, function, profile.execution_steps) * weight.exact
    capped = f"min({shown}, 100%)" if function == "capped" and rate > 100 else shown
    if function == "steps":
        capped = f"step({shown})"
    formula = f"{capped} × {weight.printed}"
    return Computation(exact, formula, (*operands, *((weight.cell,) if weight.cell else ())))


def _disproved(form: Form, line: FundLine, permitted: tuple[Base, ...]) -> bool:
    """True if the printed rate fits no permitted base while nothing speaks against the amounts it rests on."""
    fails = rate_check(form, line, permitted).status == "fails"
    return fails and not sums_fail(form, budget_column(form), "executed")
