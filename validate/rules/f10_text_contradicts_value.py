"""F10: the text gives another figure for what an indicator measures."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from extract.message import Message
from normalize.model import Form, Indicator, Value
from validate.basis import COMMON_SENSE
from validate.claims import agrees
from validate.facts import SENTENCE, THIN, Fact, coverage, facts, related, shared
from validate.figures import Figure
from validate.likeness import squeezed
from validate.mentions import CLEAR, comparable, is_rate, matching, measured, reasons_given, size
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import completion
from validate.prosed import prose_rates
from validate.rounding import shown
from validate.rule import rule
from validate.scoring import case_of
from validate.wording import where

ALIKE = (r"办结|解决|处理|处结|完成", r"覆盖|普及", r"发放|拨付|到位", r"合格|达标|优良", r"及时|按时|准时")
RATE = re.compile(r".{2}率$")
LIMITED = re.compile(r"受限|无法(?:开展|正常)|未能(?:开展|正常)|难以开展|取消|暂停|停办")
ASIDE = re.compile(r"其中|计划|任务|目标|原有|上年|去年|较|比|累计|新增|另|剩余|未")
REST = re.compile(r"(?:剩余|余下|其余|尚有|尚余|还有|还差|尚差|未完成)的?$")
EVENT = re.compile(r"受(.{2,8}?)影响")


@rule(
    "F10",
    "text-contradicts-value",
    "query",
    Message("文字所述与指标完成值不一致", "the text gives another figure than the indicator"),
    COMMON_SENSE,
)
def text_contradicts_value(form: Form, context: Context) -> Iterator[Check]:
    """Rates and counts of the same or an adjacent measure; reasons that speak against the form's own figures."""
    said = facts(completion(form))
    for row in form.indicators:
        actual = measured(row.actual)
        if actual is not None and said:
            yield from _against(form, row, actual, said)
    yield from _reasons(form, said)
    rates = [row for row in form.indicators if RATE.search(squeezed(row.level_3)) and "满意" not in row.level_3]
    yield from prose_rates(form, context.report, rates)


def _against(form: Form, row: Indicator, actual: Figure, said: tuple[Fact, ...]) -> Iterator[Check]:
    same = [fact for fact in said if comparable(row, actual, fact) and _same_measure(row, fact)]
    if same:
        right = [fact for fact in same if agrees(fact.number, Fraction(size(actual)), fact.hedge)[0] == "holds"]
        yield _check(form, row, actual, (right or same)[0], right=bool(right), exact=True)
        return
    sentences = SENTENCE.split(completion(form))
    adjacent = [fact for fact in said if is_rate(row, actual) and fact.percent and _adjacent(row, fact, sentences)]
    if adjacent and matching(adjacent[0], (row,), "actual") is None and adjacent[0].number != actual.number:
        yield _check(form, row, actual, adjacent[0], right=False, exact=False)
        return
    close = _closest(form, row, actual, said)
    if close is not None:
        yield _check(form, row, actual, close, right=False, exact=False)


def _closest(form: Form, row: Indicator, actual: Figure, said: tuple[Fact, ...]) -> Fact | None:
    """The one count of the text in the row's own unit that is about this row and no other, and is another number.

    A text that names the right number as well, or parts that make it up, contradicts nothing.
    """
    counts = [fact for fact in said if not fact.percent and actual.value.unit and comparable(row, actual, fact)]
    about = [fact for fact in counts if coverage(row.level_3, fact.words) >= CLEAR and related(row.level_3, fact.words)]
    if len(about) != 1 or about[0].one_of_several or ASIDE.search(about[0].words):
        return None
    fact = about[0]
    together = sum((one.number for one in counts if one.sentence == fact.sentence), Decimal(0))
    named = any(agrees(one.number, Fraction(size(actual)), one.hedge)[0] == "holds" for one in counts)
    others = [one for one in form.indicators if one is not row and _says(one, fact)]
    return None if named or together == size(actual) or others else fact


def _says(row: Indicator, fact: Fact) -> bool:
    """Whether a row is about the same count, or states it."""
    actual = measured(row.actual)
    if actual is None or not comparable(row, actual, fact) or not related(row.level_3, fact.words):
        return False
    return size(actual) == fact.number or coverage(row.level_3, fact.words) >= CLEAR


def _same_measure(row: Indicator, fact: Fact) -> bool:
    name = squeezed(row.level_3)
    return len(name) >= 4 and name in squeezed(fact.words)


def _adjacent(row: Indicator, fact: Fact, sentences: list[str]) -> bool:
    """The same kind of rate in a sentence about the same subject: 办结率 beside 问题解决率 of the same hotline."""
    kind = any(re.search(words, row.level_3) and re.search(words, fact.words) for words in ALIKE)
    subject = RATE.sub("", row.level_3)
    return kind and len(shared(subject, sentences[fact.sentence]) - THIN) >= 2


def _check(form: Form, row: Indicator, actual: Figure, fact: Fact, right: bool, exact: bool) -> Check:
    subject = Subject(row.level_3, "actual")
    place = form.goals[0].actual.place if form.goals and form.goals[0].actual else form.place
    evidence = (actual.seen("stated"), Evidence("operand", fact.said, place))
    if right:
        return Check("holds", subject, stated=actual.value.text, evidence=evidence)
    at = where(form, subject)
    what = "同一指标" if exact else "相近指标"
    return Check(
        "fails",
        subject,
        stated=actual.value.text,
        evidence=evidence,
        confidence="medium" if exact else "low",
        message=Message(
            f"{at.zh}：填列 {actual.printed}，实际完成情况写“{fact.said}”（{what}）。二者口径是否一致？",
            f"{at.en}: stated {actual.printed}, while the completion text says “{fact.said}”. Is it the same measure?",
        ),
    )


def _reasons(form: Form, said: tuple[Fact, ...]) -> Iterator[Check]:
    for row, reason in reasons_given(form):
        yield from _remaining(form, row, reason)
        held = [fact for fact in said if shared(row.level_3 + reason.text, fact.words) and fact.number > 0]
        near = [fact for fact in held if shared(row.level_3, fact.words)]
        if LIMITED.search(reason.text) and near:
            yield _limited(form, row, reason, near[-1])
        event = EVENT.search(reason.text)
        zero = next((one for one in form.indicators if _never(one) and event and shared(one.level_3, event[1])), None)
        if event and zero is not None:
            yield _happened(form, zero, row, reason)


def _remaining(form: Form, row: Indicator, reason: Value) -> Iterator[Check]:
    """What a reason says remains to be done (剩余150亩) is the target less the actual value, in the same unit."""
    case = case_of(row)
    said = [fact for fact in facts(reason.text) if REST.search(fact.before)]
    if case.status != "below" or len(case.printed) < 2 or not said or case.converted:
        return
    goal, done = case.printed
    said = [fact for fact in said if comparable(row, goal, fact) and not fact.percent]
    missing = size(goal) - size(done)
    together = sum((fact.number for fact in said), Decimal(0))
    if not said or together == missing or any(_is(fact, missing) for fact in said):
        return
    subject = Subject(row.level_3, "reason")
    at, formula = where(form, subject), f"{goal.printed} − {done.printed} = {shown(goal.exact - done.exact)}"
    yield Check(
        "fails",
        subject,
        stated=said[0].said,
        formula=f"{goal.printed} − {done.printed}",
        expected=f"{shown(goal.exact - done.exact)}{goal.value.unit or ''}",
        evidence=(Evidence("stated", reason.text, reason.place), goal.seen("operand"), done.seen("operand")),
        message=Message(
            f"{at.zh}：写“{said[0].said}”，指标值与完成值之差为 {formula}，二者不一致。以何者为准？",
            f"{at.en}: it says “{said[0].said}”, while target less actual is {formula}. Which one counts?",
        ),
    )


def _is(fact: Fact, number: Decimal) -> bool:
    return agrees(fact.number, Fraction(number), fact.hedge)[0] == "holds"


def _never(row: Indicator) -> bool:
    target, actual = measured(row.target), measured(row.actual)
    return target is not None and actual is not None and target.number == actual.number == 0


def _limited(form: Form, row: Indicator, reason: Value, fact: Fact) -> Check:
    subject = Subject(row.level_3, "reason")
    at = where(form, subject)
    return Check(
        "fails",
        subject,
        stated=reason.text,
        confidence="low",
        evidence=(Evidence("stated", reason.text, reason.place),),
        message=Message(
            f"{at.zh}：称活动受限，而实际完成情况列有“{fact.said}”。请补充说明偏差原因。",
            f"{at.en}: the reason says activities were limited, yet the completion text lists “{fact.said}”. Why?",
        ),
    )


def _happened(form: Form, zero: Indicator, row: Indicator, reason: Value) -> Check:
    subject = Subject(zero.level_3, "actual")
    at = where(form, subject)
    assert zero.actual is not None
    return Check(
        "fails",
        subject,
        stated=zero.actual.text,
        confidence="low",
        evidence=(
            Evidence("stated", zero.actual.text, zero.actual.place),
            Evidence("operand", reason.text, reason.place),
        ),
        message=Message(
            f"{at.zh}：填列 {zero.actual.text}，而“{row.level_3}”的偏差原因为“{reason.text[:20]}…”。该指标如何统计？",
            f"{at.en}: stated {zero.actual.text}, yet the reason given for “{row.level_3}” is that it occurred. "
            "How is it counted?",
        ),
    )
