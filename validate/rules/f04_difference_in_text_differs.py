"""F04: the gap between budget and execution as the text gives it against the form."""

import re
from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from extract.message import Message
from extract.model import Place, TextPlace
from normalize.model import Claim, Form, Report
from normalize.words.text import fold
from validate.basis import COMMON_SENSE
from validate.causes import Failure, likely_causes, of_text
from validate.checks import Computation, not_checked
from validate.claims import IN_YUAN, SENTENCE_END, agrees, in_prose, paired, paragraph_of, seen, surroundings
from validate.explain import Interval
from validate.figures import Figure, figure
from validate.leftovers import leftover_checks
from validate.model import Check, Context, Evidence, Subject
from validate.money import Said, compared, total_of
from validate.narratives import Narrative, narratives
from validate.portions import Remainder, remainders
from validate.rounding import shown
from validate.rule import report_rule
from validate.wording import COLUMNS, where

LEFT = re.compile("结余|结转|剩余")
FULL = re.compile("全年预算|调整后?预算")
ASK = Message("请核对差额。", "Please check the difference.")
NO_FIGURE = Message("自评表执行数或预算数未填或不是数值", "budget or executed amount is blank or no number")
NO_FORM = Message("未找到所述项目的自评表", "no form is about this project")


@report_rule(
    "F04",
    "difference-in-text-differs",
    "error",
    Message("正文差额与自评表不符", "a difference in the text is not executed − budget"),
    COMMON_SENSE,
)
def difference_in_text_differs(report: Report, context: Context) -> Iterator[Check]:
    """«相差X万元» is executed − budget of the project's total row, whichever is the greater.

    «结余X万元» is what the budget leaves, where the same paragraph names the executed amount; part of it may have been
    taken back, so that it is a warning. What cells of a form call left over is only asked about. A sentence that names
    budget, spending and what is left is held to its own amounts.
    """
    own = [_of_sentence(text, one) for text in narratives(report) for one in remainders(text.text)]
    yield from own
    told = {check.evidence[0].place for check in own}
    claims = [claim for claim in in_prose(report, "difference") if claim.number is not None and not _among(claim, told)]
    for claim, form in paired(report, claims, by_order=True):
        if _left_over(claim):
            if form is not None and total_of(form) is not None and _beside_executed(report, claim, form):
                columns = ("full_budget", "received", "initial_budget")
                checks = [_against(report, claim, form, column) for column in columns]
                yield replace(_best(checks), severity="warning")
        elif form is None:
            yield not_checked(Subject(claim.about or "", "executed"), NO_FORM, (seen(claim),))
        elif total_of(form) is not None:
            yield _best([_against(report, claim, form, column) for column in _bases(report, claim)])
    for form in report.forms:
        yield from (replace(check, form=form.form) for check in leftover_checks(form))


def _of_sentence(text: Narrative, one: Remainder) -> Check:
    """What is left against the two amounts of its own sentence."""
    scale = IN_YUAN[one.left.unit]
    exact, reach = (one.whole.yuan - one.spent.yuan) / scale, (one.whole.half + one.spent.half) / scale
    status, why = agrees(one.left.number, exact, one.left.hedge, Interval(exact - reach, exact + reach))
    quoted = [text.text[amount.start : amount.end] for amount in (one.left, one.whole, one.spent)]
    places = [text.at(amount.start, amount.end) for amount in (one.left, one.whole, one.spent)]
    failure = Failure(None, of_text(one.left.number, one.left.unit, places[0]), exact, ())
    left = f"{shown(exact)}{one.left.unit}"
    formula = f"{one.whole.printed} − {one.spent.printed}"
    at = where(text.form, Subject("", "goal_actual") if text.form else Subject())
    rest = (
        Message(f"，{why.zh}。", f"; {why.en}.")
        if why
        else Message(f"，二者不符。{ASK.zh}", f"; they differ. {ASK.en}")
    )
    return Check(
        status,
        Subject("结余", ""),
        stated=one.left.printed,
        computed=left,
        formula=formula,
        why=why,
        form=text.form.form if text.form else None,
        severity="warning" if status == "fails" else None,
        suspects=partial(likely_causes, failure) if status == "fails" else None,
        evidence=tuple(
            Evidence("stated" if n == 0 else "operand", words, place)
            for n, (words, place) in enumerate(zip(quoted, places, strict=True))
        ),
        expected=None if status == "holds" else left,
        message=None
        if status == "holds"
        else Message(
            f"{at.zh}：“{quoted[1]}”“{quoted[2]}”，计得 {left}，文中写“{quoted[0]}”{rest.zh}",
            f"{at.en}: “{quoted[1]}”, “{quoted[2]}” leave {left}, the text says “{quoted[0]}”{rest.en}",
        ),
    )


def _among(claim: Claim, told: set[Place]) -> bool:
    """Whether what a claim says was held against its own sentence already."""
    here = claim.place
    return isinstance(here, TextPlace) and any(
        isinstance(one, TextPlace) and one.paragraph == here.paragraph and one.end == here.end for one in told
    )


def _left_over(claim: Claim) -> bool:
    return LEFT.search(claim.text) is not None


def _beside_executed(report: Report, claim: Claim, form: Form) -> bool:
    """Whether the paragraph of a claim prints the executed amount of the form's total row, too."""
    line = total_of(form)
    executed = figure(line.executed) if line else None
    told = fold(paragraph_of(report, claim.place)).replace(",", "")
    return executed is not None and f"{executed.number}" in told


def _bases(report: Report, claim: Claim) -> tuple[str, ...]:
    """The budget columns the difference may be taken from: the one its sentence names, else either."""
    sentence = SENTENCE_END.split(surroundings(report, claim)[0])[-1] + claim.text
    if "年初" in sentence:
        return ("initial_budget",)
    return ("full_budget",) if FULL.search(sentence) else ("full_budget", "initial_budget")


def _against(report: Report, claim: Claim, form: Form, column: str) -> Check:
    subject, line = Subject(form.project_name or f"表{form.form}", "executed"), total_of(form)
    assert line is not None
    executed = figure(line.executed)
    budget = figure(getattr(line, column)) or (figure(line.full_budget) if line.initial_budget is None else None)
    if executed is None or budget is None:
        return not_checked(subject, NO_FIGURE, (seen(claim),))
    more, less = (executed, budget) if executed.number >= budget.number else (budget, executed)
    return _compared(report, claim, form, subject, column, (more, less))


def _compared(
    report: Report, claim: Claim, form: Form, subject: Subject, column: str, cells: tuple[Figure, Figure]
) -> Check:
    more, less = cells
    base = COLUMNS[column]
    name = Message(f"全年执行数与{base.zh}之差", f"the difference between the executed amount and the {base.en}")
    there = Computation(more.exact - less.exact, f"{more.printed} − {less.printed}", cells)
    return compared(Said(report, claim, form, subject, name, there, ASK))


def _best(checks: list[Check]) -> Check:
    order = ("holds", "explained", "fails", "not_checked")
    return min(checks, key=lambda check: order.index(check.status))
