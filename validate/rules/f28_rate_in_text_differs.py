"""F28: a sentence's rate of execution against the budget and the spending it names itself."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from extract.message import Message
from normalize.model import Report
from validate.basis import OF_SENTENCE
from validate.causes import Failure, likely_causes, of_text
from validate.claims import agrees
from validate.listrates import list_rates
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import Narrative, narratives
from validate.portions import portions
from validate.rounding import decimals_of, half_up, shown
from validate.rule import report_rule
from validate.spent import Amount, Rated, rated, shares, slack
from validate.wording import where

ASK = Message("请核对。", "Please check.")


@report_rule(
    "F28",
    "rate-in-text-differs",
    "error",
    Message("正文比率与同句所述数不符", "a rate in a sentence does not follow from its own figures"),
    OF_SENTENCE,
)
def rate_in_text_differs(report: Report, context: Context) -> Iterator[Check]:
    """«预算数X，执行数Y，完成预算的Z%»: Y ÷ X gives Z, for one of the budgets the sentence names. So do a share of a
    count («惠及Y户，占计划X户的Z%») and a rate by its name («计划X件，完成Y件，完成率Z%»); one of 100 % may be capped.
    In a list of projects, the rate of each row follows from its amounts; without any it is that of the project's form.
    """
    for text in narratives(report):
        found = (*rated(text.text), *shares(text.text))
        taken = [range(one.rate.start, one.rate.end) for one in found]
        more = [one for one in portions(text.text) if not any(one.rate.end - 1 in stretch for stretch in taken)]
        for one in (*found, *more):
            checks = [_check(text, one, budget) for budget in one.budgets]
            yield next((check for check in checks if check.status == "holds"), checks[-1])
    yield from list_rates(report)


def _check(text: Narrative, one: Rated, budget: Amount) -> Check:
    exact = 100 * one.spent.yuan / budget.yuan
    if one.rate.number == 100 < exact and one.name != "预算执行率":
        exact = Fraction(100)
    status, why = agrees(one.rate.number, exact, one.rate.hedge, slack(one.spent, budget))
    form = text.form.form if text.form else None
    said = [text.text[amount.start : amount.end] for amount in (one.rate, one.spent, budget)]
    places = [text.at(amount.start, amount.end) for amount in (one.rate, one.spent, budget)]
    formula = f"{one.spent.printed} ÷ {budget.printed}"
    failure = Failure(None, of_text(one.rate.number, "%", places[0]), exact, (), "%")
    at, told = where(text.form, Subject("", "goal_actual") if text.form else Subject()), why or ASK
    return Check(
        status,
        Subject(one.name, ""),
        stated=f"{one.rate.number}%",
        computed=f"{shown(exact)}%",
        formula=formula,
        why=why,
        severity=one.severity if status == "fails" else None,
        suspects=partial(likely_causes, failure) if status == "fails" else None,
        form=form,
        evidence=tuple(
            Evidence("stated" if n == 0 else "operand", words, place)
            for n, (words, place) in enumerate(zip(said, places, strict=True))
        ),
        expected=None if status == "holds" else f"{half_up(exact, decimals_of(one.rate.number))}%",
        message=None
        if status == "holds"
        else Message(
            f"{at.zh}：“{said[2]}”“{said[1]}”，计得 {shown(exact)}%，文中写“{said[0]}”"
            f"{f'，{why.zh}。' if why else f'，二者不符。{told.zh}'}",
            f"{at.en}: “{said[2]}”, “{said[1]}” make {shown(exact)}%, the text says “{said[0]}”"
            f"{f'; {why.en}.' if why else f'; they differ. {told.en}'}",
        ),
    )
