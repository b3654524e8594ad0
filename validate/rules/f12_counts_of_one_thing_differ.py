"""F12: one text gives several counts of what reads like the same thing."""

from collections import defaultdict
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import COMMON_SENSE
from validate.facts import THIN, Fact, facts, shared, spoken
from validate.model import Check, Context, Subject
from validate.narratives import completion
from validate.periods import completion_texts
from validate.rule import rule
from validate.screens import once, spot

VERBS = (
    "调",
    "处",
    "排查",
    "组织",
    "开展",
    "召开",
    "举办",
    "宣传",
    "发放",
    "受理",
    "化解",
    "办理",
    "培训",
    "救助",
    "完成",
)
FEWEST = 10


@rule(
    "F12",
    "counts-of-one-thing-differ",
    "query",
    Message("同一事项出现多个数量", "several counts of what reads like one thing"),
    COMMON_SENSE,
)
def counts_of_one_thing_differ(form: Form, context: Context) -> Iterator[Check]:
    """排查纠纷100余起, 调处纠纷200余起, 调解纠纷91件: which one counts? Once per form."""
    said = [fact for fact in facts(completion(form)) if not fact.percent and "元" not in fact.unit]
    if len(said) < 2:
        return
    clashes = [group for group in _groups(said) if _differ(group)]
    lists = "；".join(spoken(fact.said for fact in group) for group in clashes)
    english = "; ".join(spoken((fact.said for fact in group), ", ") for group in clashes)
    place = completion_texts(form)[0].place
    spots = [spot(fact.said, place) for group in clashes for fact in group]
    says = Message(
        f"实际完成情况中同类事项数量不一：{lists}。是否为同一事项、以何者为准？",
        f"the completion text counts alike things differently: {english}. Are they the same, and which counts?",
    )
    yield once(form, Subject("", "goal_actual"), spots, says, confidence="low")


def _groups(said: list[Fact]) -> list[list[Fact]]:
    """Facts of one unit family whose last words before the number are the same, told as something done."""
    by_tail: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in said:
        tail = fact.before.rstrip("近约达超共")[-2:]
        if len(tail) == 2 and fact.number >= FEWEST and any(verb in fact.before for verb in VERBS):
            by_tail[tail, fact.family].append(fact)
    return [_kin(tail, group) for (tail, _), group in by_tail.items() if len(group) > 1]


def _kin(tail: str, group: list[Fact]) -> list[Fact]:
    """Where the last word goes with everything (活动), another word must be shared too."""
    if tail not in THIN:
        return group
    first = max(group, key=lambda fact: sum(bool(_more(fact, other, tail)) for other in group if other is not fact))
    return [fact for fact in group if fact is first or _more(first, fact, tail)]


def _more(one: Fact, other: Fact, tail: str) -> bool:
    return bool(shared(one.before, other.before) - {tail})


def _differ(group: list[Fact]) -> bool:
    """Whether no two-number reading makes them one: hedged numbers reach up to the next round figure."""
    return len(group) > 1 and len({fact.number for fact in group}) > 1
