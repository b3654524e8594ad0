"""B16: average and total scores named in the text against the forms."""

from collections.abc import Iterator

from extract.message import Message
from extract.model import TextPlace
from normalize.model import Report
from validate.basis import COMMON_SENSE
from validate.checks import Computation, not_checked
from validate.explain import harmless
from validate.figures import Figure, all_of
from validate.model import Check, Context, Evidence, Subject
from validate.quoted import Quoted, quoted_scores
from validate.rounding import half_up, rounds_to
from validate.rule import report_rule
from validate.sums import addition
from validate.wording import result

ELSEWHERE = Message(
    "文中所述项目与本文档各表不能一一对应", "the sentence speaks of other forms than those in the document"
)


@report_rule(
    "B16",
    "quoted-score-differs",
    "warning",
    Message("正文所述得分与自评表不符", "a score named in the text is not that of the forms"),
    COMMON_SENSE,
)
def quoted_score_differs(report: Report, context: Context) -> Iterator[Check]:
    """An average named in the text is the mean of the forms' totals; a total is that of the form whose project the
    sentence names or in whose head it stands, or of the report's only form.
    """
    for quoted in quoted_scores(report):
        forms = (quoted.form,) if quoted.form else report.forms
        wanted = quoted.projects if quoted.average else 1
        subject = Subject("平均得分" if quoted.average else "自评得分", "score")
        if not forms or (wanted is not None and wanted != len(forms)):
            yield not_checked(subject, ELSEWHERE, (quoted.seen(),))
            continue
        match all_of(subject, "score", [form.total.score for form in forms]):
            case Check() as gap:
                yield gap
            case totals:
                yield _check(subject, quoted, totals)


def _check(subject: Subject, quoted: Quoted, totals: tuple[Figure, ...]) -> Check:
    mean = _mean(totals)
    why = harmless(quoted.number, mean.exact) if not rounds_to(mean.exact, quoted.number) else None
    agrees = rounds_to(mean.exact, quoted.number)
    equation = result(mean.exact) if len(totals) == 1 else f"{mean.formula} = {result(mean.exact)}"
    zh, en = (
        ("正文称", "The text says") if isinstance(quoted.place, TextPlace) else ("表首填写", "The form's head says")
    )
    zh = f"{zh}“{quoted.text}”，自评表总分为 {equation}"
    en = f"{en} “{quoted.text}”, the forms give {equation}"
    if why:
        message = Message(f"{zh}，{why.zh}。", f"{en}; {why.en}.")
    else:
        message = Message(f"{zh}，二者不符。请核对。", f"{en}; they differ. Please check.")
    operands = tuple(Evidence("operand", one.value.text, one.value.place) for one in totals)
    return Check(
        "holds" if agrees else "explained" if why else "fails",
        subject,
        stated=str(quoted.number),
        computed=result(mean.exact),
        formula=mean.formula,
        why=why,
        evidence=(quoted.seen(), *operands),
        message=None if agrees else message,
        expected=None if agrees else str(half_up(mean.exact, 2)),
    )


def _mean(totals: tuple[Figure, ...]) -> Computation:
    """The mean of the totals; of one, the total itself."""
    total = addition(totals)
    if len(totals) == 1:
        return total
    return Computation(total.exact / len(totals), f"({total.formula}) ÷ {len(totals)}", totals)
