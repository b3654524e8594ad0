"""Sentences that say a project's budget was changed during the year."""

import re
from collections.abc import Iterator

from normalize.model import Form, Report
from validate.model import Evidence
from validate.passages import Spot, passages, quoted, sentences

MONEY = r"(?:预算|资金|经费|拨款|指标|款项)"
BUDGET = r"(?:年初|全年|年度)?预算(?!执行|绩效|管理|编制)"
CHANGED = re.compile(
    rf"追加了?[^，。；]{{0,10}}{MONEY}|{MONEY}[^，。；]{{0,6}}追加|专项拨款"
    rf"|(?:调整|调增|调减|核增|核减|追减)了?{BUDGET}"
    r"|预算(?:进行了?|作了?|做了?)?(?:中期|年中)?(?:调整|调增|调减|追减)(?!完善|优化)|年中(?:追加|调整)(?!了?\d+[个场次期名人件处户])"
)
DENIED = re.compile(
    r"(?:未|没有|无|不|严禁|严控|杜绝|避免|减少|禁止|原则上|如需|确需|若|如|应|须|需要|可以|建议|今后|下一步|加强|严格|规范)"
    r"[^，。；]{0,8}$"
)
OF_RULES = re.compile(r"^(?:管理|办法|制度|程序|流程|机制|的?审批)")


def budget_changes(form: Form, report: Report) -> tuple[Evidence, ...]:
    """The words that say this form's budget was changed, one for each sentence that does."""
    return tuple(found for text, spot in passages(form, report) for found in _in(text, spot))


def _in(text: str, spot: Spot) -> Iterator[Evidence]:
    for sentence in sentences(text):
        stated = (found for found in CHANGED.finditer(sentence[0]) if _happened(sentence[0], found))
        first = next(stated, None)
        if first is not None:
            yield quoted(text, spot, sentence.start() + first.start(), sentence.start() + first.end())


def _happened(sentence: str, found: re.Match[str]) -> bool:
    """False where the words are denied, wished for, or about the rules of such changes."""
    return not (DENIED.search(sentence[: found.start()]) or OF_RULES.match(sentence[found.end() :]))
