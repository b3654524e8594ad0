"""B09: the weights of the first levels against the profile's."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from extract.message import Message
from normalize.model import Form
from validate.basis import FORM_NOTE
from validate.checks import Computation, all_hold, fails, not_checked
from validate.levels import first_level, of_execution
from validate.model import Check, Context, Evidence, Subject
from validate.points import adding_column, homeless
from validate.rule import rule
from validate.sums import CUT, addition, all_figures, has_column, perhaps_cut, scored_cells
from validate.wording import result

HOMELESS = Message("有指标不能确定一级指标", "the first level of some indicators is not known")
GOALS_SCORED = Message("总体目标另占分值，指标权重无通行设置可比", "the goals have points of their own")
OTHER_TREE = Message(
    "一级指标另有划分，无通行权重可比", "the form has other first levels, whose weights have no standard"
)
NO_WEIGHTS = Message("表中无“分值”栏", "the form has no weights")


@rule(
    "B09",
    "first-level-weights-unusual",
    "query",
    Message("一级指标权重与通行设置不一致", "the first-level weights are not the usual ones"),
    FORM_NOTE,
)
def first_level_weights_unusual(form: Form, context: Context) -> Iterator[Check]:
    """The weights of 产出, 效益, 满意度 … are those of the profile; one check a form."""
    standard, subject = context.profile.first_level_weights, Subject("", "level_1")
    if not standard or not any(first_level(row.level_1) for row in form.indicators):
        return
    if not has_column(form, "weight") or adding_column(form) != "weight":
        yield not_checked(subject, NO_WEIGHTS)
    elif any(goal.score is not None for goal in form.goals):
        yield not_checked(subject, GOALS_SCORED)
    elif homeless(form) or perhaps_cut(form, context.profile.total):
        yield not_checked(subject, HOMELESS if homeless(form) else CUT)
    else:
        yield _check(form, subject, standard)


def _check(form: Form, subject: Subject, standard: dict[str, Decimal]) -> Check:
    sums = _sums(form)
    if isinstance(sums, Message):
        return not_checked(subject, sums)
    if any(first_level(name) is None for name in sums):
        return not_checked(subject, OTHER_TREE)
    names = list(dict.fromkeys((*sums, *standard)))
    formula = "; ".join(f"{name} {_sum(sums[name])}" for name in sums)
    if all(name in sums and sums[name].exact == standard.get(name) for name in names):
        return all_hold(subject, scored_cells(form, "weight"), formula)
    stated = "、".join(f"{name.removesuffix('指标')} {result(_of(sums, name))}" for name in names)
    usual = "、".join(f"{name.removesuffix('指标')} {points}" for name, points in standard.items())
    says = Message(
        f"权重为 {stated}，通行设置为 {usual}。权重可适当调整，请说明调整依据。",
        f"the weights are “{stated}”, usually “{usual}”. They may be adjusted: for what reason?",
    )
    cells = {row.level_1_place or row.place: row.level_1_printed or row.level_1 or "" for row in form.indicators}
    labels = tuple(Evidence("label", text, place) for place, text in cells.items())
    return fails(form, subject, says, extra=labels, formula=formula, computed=stated, expected=usual)


def _sum(weights: Computation) -> str:
    total = result(weights.exact)
    return total if len(weights.operands) == 1 else f"{weights.formula} = {total}"


def _of(sums: dict[str, Computation], name: str) -> Fraction:
    return sums[name].exact if name in sums else Fraction(0)


def _sums(form: Form) -> dict[str, Computation] | Message:
    """The weights added up by first level, or why that cannot be done."""
    sums: dict[str, Computation] = {}
    scored = [row for row in form.indicators if not of_execution(row.level_1)]
    for name in dict.fromkeys(first_level(row.level_1) or row.level_1 or "" for row in scored):
        rows = [row for row in form.indicators if (first_level(row.level_1) or row.level_1) == name]
        figures = all_figures(scored_cells(form, "weight", rows))
        if figures is None:
            return Message("有指标分值未填或不是数值", "a weight is missing or not a number")
        sums[name] = addition(figures)
    return sums
