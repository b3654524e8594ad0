"""F22: rows that lost points and are not among the problems named."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from normalize.words.text import fold
from validate.basis import PRACTICE
from validate.facts import pairs_of
from validate.model import Check, Context, Evidence, Severity, Subject
from validate.problems import below, passages
from validate.rule import rule
from validate.screens import once, quoted

GENERAL = re.compile(
    r"指标|目标|任务|进度|偏差|推进|成效|效果|滞后|缓慢|延[误期迟]|未[按能完达及]|不足|偏[低慢]|困难|不充分|不[够力]|不及时|不到位"
)
MONEY = frozenset(("预算", "决算", "收支", "支出", "资金", "经费", "执行"))
CLAUSE = re.compile(r"[,，。;；、]")
EXECUTION = frozenset(("支付", "支出", "执行", "结余", "结转", "进度"))


@rule(
    "F22",
    "deviation-not-in-problems",
    "warning",
    Message("扣分指标未在“存在问题”中说明", "rows that lost points are not among the problems named"),
    PRACTICE,
)
def deviation_not_in_problems(form: Form, context: Context) -> Iterator[Check]:
    """Every row below its weight is spoken of where problems are named. Once per form; 无 is E10's matter.

    A query where the words may mean the row all the same: they repeat its reason, speak of targets or progress in
    general, or name other rows that lost points.
    """
    told = passages(context.report, form, "problems")
    lost = [row for row in form.indicators if below(row)]
    if not told or not lost or all(one.says_none for one in told):
        return
    words = frozenset().union(*(pairs_of(one.text) for one in told))
    general = any(GENERAL.search(clause) for one in told for clause in _of_work(one.text))
    silent = [row for row in lost if not _spoken_of(row) & words]
    listed = quoted([row.level_3 for row in silent])
    says = Message(
        f"{listed.zh}得分低于分值，“存在问题”部分未作说明。请补充原因和改进措施。",
        f"points were lost on {listed.en}; the problems named do not speak of it. What was the cause?",
    )
    sure = not general and len(silent) == len(lost) and not any(len(_causes(row) & words) >= 2 for row in silent)
    spots = [*(_score(row) for row in silent), Evidence("context", told[0].text[:60], told[0].place)]
    looked = [Evidence("context", told[0].text[:60], told[0].place)]
    severity: Severity | None = None if sure else "query"
    yield once(form, Subject("存在问题", ""), spots if silent else (), says, severity=severity, looked_at=looked)


def _spoken_of(row: Indicator) -> frozenset[str]:
    """What a passage about a row would say: its name, and of the execution rate what it measures."""
    named = pairs_of(row.level_3)
    return named | EXECUTION if "执行率" in row.level_3 else named


def _of_work(text: str) -> list[str]:
    """The clauses of a text that do not speak of money."""
    return [clause for clause in CLAUSE.split(fold(text)) if not any(word in clause for word in MONEY)]


def _causes(row: Indicator) -> frozenset[str]:
    """What the reason of a row speaks of, money apart, of which every report speaks."""
    return pairs_of(row.reason.text) - MONEY if row.reason is not None else frozenset()


def _score(row: Indicator) -> Evidence:
    assert row.score is not None
    return Evidence("stated", row.score.text, row.score.place)
