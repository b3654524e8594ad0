"""B10: a form whose result hangs on one indicator, or on too few."""

from collections.abc import Iterator
from fractions import Fraction

from extract.message import Message
from normalize.model import Form
from validate.basis import PRACTICE
from validate.checks import fails, holds, not_checked
from validate.figures import Figure
from validate.model import Check, Context, Subject
from validate.rounding import shown
from validate.rule import rule
from validate.sums import Unit, addition, all_figures, has_column, left_empty, units
from validate.wording import result

UNREAD = Message("有指标分值未填或不是数值", "a weight is missing or not a number")


@rule(
    "B10",
    "one-indicator-dominates",
    "query",
    Message("单项指标权重过高或指标过少", "one indicator dominates, or there are too few"),
    PRACTICE,
)
def one_indicator_dominates(form: Form, context: Context) -> Iterator[Check]:
    """No indicator holds more than the limit, and there are enough of them; once a form."""
    if not form.indicators or not has_column(form, "weight"):
        return
    scored = [unit for unit in units(form) if not any(left_empty(row) for row in unit.rows)]
    weights = all_figures([cell for unit in scored for cell in unit.cells("weight")])
    if not weights:
        yield not_checked(Subject("", "weight"), UNREAD)
    else:
        yield _check(form, context, scored, weights)


def _check(form: Form, context: Context, scored: list[Unit], weights: tuple[Figure, ...]) -> Check:
    limits, whole = context.profile.thresholds, addition(weights).exact
    heaviest = max(weights, key=lambda one: one.number)
    share = heaviest.exact / whole * 100 if whole else Fraction(0)
    name = next(unit.name for unit in scored if heaviest.value in unit.cells("weight"))
    formula = f"{heaviest.printed} ÷ {result(whole)} = {shown(share, 2)}%"
    subject, few = Subject("", "weight"), len(scored) < limits.fewest_indicators
    if share <= limits.dominant_weight and not few:
        return holds(subject, heaviest.value, formula=formula)
    zh = f"共 {len(scored)} 项计分指标，分值最高的“{name}”占指标分值的 {formula}"
    en = f"{len(scored)} scored indicators; the heaviest, “{name}”, holds {formula} of the weights"
    says = Message(f"{zh}。请说明指标设置是否足以反映项目绩效。", f"{en}. Do they reflect the project's performance?")
    return fails(form, subject, says, heaviest.value, formula=formula, computed=f"{shown(share, 2)}%")
