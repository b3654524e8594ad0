"""B16: average and total scores named in the text against the forms."""

from collections.abc import Iterator
from fractions import Fraction

from extract.message import Message
from normalize.model import Claim, Form, Report
from validate.basis import COMMON_SENSE
from validate.checks import Computation, not_checked
from validate.claims import agrees, seen
from validate.explain import harmless
from validate.figures import Figure, all_of
from validate.model import Check, Context, Evidence, Subject
from validate.overviews import summed_up
from validate.part import OF_INDICATORS, points_beside
from validate.quoted import Quoted, quoted_scores
from validate.rounding import half_up, rounds_to
from validate.rule import report_rule
from validate.sums import addition
from validate.wording import COLUMNS, result

DIFFER = Message("二者不符。请核对。", "they differ. Please check.")
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
    sentence or the row of a list names or in whose head it stands, or of the report's only form. The points that an
    overview gives a level are those of its rows.
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
                beside = max(map(points_beside, forms))
                if 0 < Fraction(quoted.number) - _mean(totals).exact <= Fraction(beside):
                    yield not_checked(subject, OF_INDICATORS, (quoted.seen(),))
                else:
                    yield _check(subject, quoted, totals)
    for claim, form, sum_ in summed_up(report):
        yield _of_part(claim, form, sum_)


def _of_part(claim: Claim, form: Form, sum_: Computation) -> Check:
    """The points a table gives a part of a form against the sum of its rows."""
    assert claim.number is not None
    column = COLUMNS[claim.measure or "score"]
    status, why = agrees(claim.number, sum_.exact)
    equation = sum_.formula if len(sum_.operands) == 1 else f"{sum_.formula} = {result(sum_.exact)}"
    rest = Message(f"{why.zh}。", f"{why.en}.") if why else DIFFER
    return Check(
        status,
        Subject(claim.about or "", claim.measure or ""),
        stated=claim.text,
        computed=result(sum_.exact),
        formula=sum_.formula,
        why=why,
        evidence=(seen(claim), *(one.seen("operand") for one in sum_.operands)),
        expected=None if status == "holds" else result(sum_.exact),
        message=None
        if status == "holds"
        else Message(
            f"汇总表“{claim.about}”{column.zh} {claim.text}，表{form.form}各行为 {equation}，{rest.zh}",
            f"The overview gives “{claim.about}” {column.en} {claim.text}, the rows of form {form.form} {equation}; "
            f"{rest.en}",
        ),
    )


def _check(subject: Subject, quoted: Quoted, totals: tuple[Figure, ...]) -> Check:
    mean = _mean(totals)
    why = harmless(quoted.number, mean.exact) if not rounds_to(mean.exact, quoted.number) else None
    agrees = rounds_to(mean.exact, quoted.number)
    equation = result(mean.exact) if len(totals) == 1 else f"{mean.formula} = {result(mean.exact)}"
    zh = f"{quoted.where.zh}“{quoted.text}”，自评表总分为 {equation}"
    en = f"{quoted.where.en} “{quoted.text}”, the forms give {equation}"
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
