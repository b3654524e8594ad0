"""F22: rows that lost points and are not among the problems named."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import FORM_LAYOUT
from validate.facts import pairs_of
from validate.model import Check, Context, Evidence, Subject
from validate.problems import below, passages
from validate.rule import rule
from validate.screens import once, quoted

EXECUTION = frozenset(("支付", "支出", "执行", "结余", "结转", "进度"))


@rule(
    "F22",
    "deviation-not-in-problems",
    "warning",
    Message("扣分指标未在“存在问题”中说明", "rows that lost points are not among the problems named"),
    FORM_LAYOUT,
)
def deviation_not_in_problems(form: Form, context: Context) -> Iterator[Check]:
    """Every row below its weight is spoken of where problems are named. Once per form; 无 is E10's matter."""
    told = passages(context.report, form, "problems")
    lost = [row for row in form.indicators if below(row)]
    if not told or not lost or all(one.says_none for one in told):
        return
    words = frozenset().union(*(pairs_of(one.text) for one in told))
    silent = [row for row in lost if not _spoken_of(row) & words]
    listed = quoted([row.level_3 for row in silent])
    says = Message(
        f"{listed.zh}得分低于分值，“存在问题”部分未作说明。请补充原因和改进措施。",
        f"{listed.en} scored below their weight, yet the problems named do not speak of them. What was the cause?",
    )
    spots = [*(_score(row) for row in silent), Evidence("context", told[0].text[:60], told[0].place)]
    looked = [Evidence("context", told[0].text[:60], told[0].place)]
    yield once(form, Subject("存在问题", ""), spots if silent else (), says, looked_at=looked)


def _spoken_of(row: Indicator) -> frozenset[str]:
    """What a passage about a row would say: its name, and of the execution rate what it measures."""
    named = pairs_of(row.level_3)
    return named | EXECUTION if "执行率" in row.level_3 else named


def _score(row: Indicator) -> Evidence:
    assert row.score is not None
    return Evidence("stated", row.score.text, row.score.place)
