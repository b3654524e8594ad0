"""A13: an execution score without the rate it is given for."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, FundLine
from validate.basis import FORM_LAYOUT
from validate.checks import fails, holds
from validate.figures import figure
from validate.funds import budget, unfilled, zero
from validate.model import Check, Context, Subject
from validate.rule import rule

ASK = Message("请补填执行率。", "Please fill in the rate.")


@rule(
    "A13",
    "score-without-rate",
    "warning",
    Message("有得分而未填执行率", "a score without its execution rate"),
    FORM_LAYOUT,
)
def score_without_rate(form: Form, context: Context) -> Iterator[Check]:
    """Where the layout has a rate column, a row with a score above zero states its rate.

    A budget of zero has no rate: what was scored then is A12's.
    """
    for line in form.funds:
        score = figure(line.score)
        rateless = zero(budget(form, line)) and not unfilled(budget(form, line))
        if score is not None and score.number > 0 and line.execution_rate is not None and not rateless:
            yield _check(form, line)


def _check(form: Form, line: FundLine) -> Check:
    subject, rate, score = Subject(line.label, "execution_rate"), line.execution_rate, line.score
    assert rate is not None
    assert score is not None
    if not rate.blank:
        return holds(subject, rate, score)
    says = Message(f"未填，而得分填列 {score.text}。{ASK.zh}", f"left blank though the score is {score.text}. {ASK.en}")
    return fails(form, subject, says, rate, [score])
