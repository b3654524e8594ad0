"""F20: two projects stand alike against their budgets, yet one reports a saving and the other an overrun."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Report
from validate.basis import DEFINITION
from validate.model import Check, Context, Subject
from validate.rule import report_rule
from validate.savings import Saving, budgets, savings


@report_rule(
    "F20",
    "savings-of-opposite-sign",
    "warning",
    Message("同类项目的节约率符号相反", "savings rates of opposite sign on the same footing"),
    DEFINITION,
)
def savings_of_opposite_sign(report: Report, context: Context) -> Iterator[Check]:
    """No one formula turns two overruns (or two underspends) into a saving here and an overrun there."""
    stated = [(form, saving) for form in report.forms for saving in savings(form) if budgets(form, context.profile)]
    for footing in (1, -1):
        alike = [(form, saving) for form, saving in stated if _over(form, context) == footing]
        if len({form.form for form, _ in alike}) > 1:
            yield _check(alike, footing)


def _over(form: Form, context: Context) -> int:
    """1 if more was spent than budgeted, −1 if less, 0 if neither."""
    base = budgets(form, context.profile)[0]
    return (base.executed.number > base.budget.number) - (base.executed.number < base.budget.number)


def _check(alike: list[tuple[Form, Saving]], footing: int) -> Check:
    """Savings where more was spent (or overruns where less was) are the odd ones; all alike is F19's matter."""
    odd = [(form, saving) for form, saving in alike if saving.stated.number * footing > 0]
    rest = [(form, saving) for form, saving in alike if saving.stated.number * footing < 0]
    subject = Subject(alike[0][1].row.level_3, "actual")
    evidence = tuple(saving.stated.seen("stated") for _, saving in [*odd, *rest])
    if not odd or not rest:
        return Check("holds", subject, stated=alike[0][1].stated.value.text, evidence=evidence)
    return Check(
        "fails", subject, stated=odd[0][1].stated.value.text, evidence=evidence, message=_message(odd, rest, footing)
    )


def _message(odd: list[tuple[Form, Saving]], rest: list[tuple[Form, Saving]], footing: int) -> Message:
    zh, en = ("均超预算", "are overspent") if footing > 0 else ("均未超预算", "are underspent")
    told = [*odd, *rest]
    cells = "，".join(f"表{form.form}“{saving.row.level_3}”填列 {saving.stated.printed}" for form, saving in told)
    english = ", ".join(f"form {form.form} states {saving.stated.printed}" for form, saving in told)
    return Message(
        f"{cells}；各项目执行数{zh}，同一公式得不出相反的符号。请统一计算口径。",
        f"Savings rate: {english}; all {en}, and no single formula gives both signs. How was each computed?",
    )
