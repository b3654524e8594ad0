"""Sentences that say a project's budget was changed during the year."""

import re
from collections.abc import Iterator
from fractions import Fraction

from normalize.model import Form, Report
from validate.claims import IN_YUAN, yuan
from validate.figures import figure
from validate.model import Evidence
from validate.money import unit_of
from validate.passages import Spot, passages, quoted, sentences
from validate.spent import BUDGET as BUDGET_NAMED

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
MORE_OR_LESS = re.compile(r"(?:追加|增加|调增|核增|调减|核减|追减|减少)了?[^\d，。；]{0,8}$")
OF_RULES = re.compile(r"^(?:管理|办法|制度|程序|流程|机制|的?审批)")


def budget_changes(form: Form, report: Report) -> tuple[Evidence, ...]:
    """The words that say this form's budget was changed, one for each sentence that does."""
    own = _budgets(form)
    return tuple(found for text, spot in passages(form, report) for found in _in(text, spot, own))


def _budgets(form: Form) -> frozenset[Fraction]:
    """The budgets of the form's fund rows in 元."""
    cells = [figure(cell) for line in form.funds for cell in (line.initial_budget, line.full_budget)]
    return frozenset(yuan(one.exact, unit_of(form, (one,))) or Fraction(0) for one in cells if one is not None)


def _in(text: str, spot: Spot, own: frozenset[Fraction]) -> Iterator[Evidence]:
    """A sentence that names budgets, none of them this form's, is about something larger: all projects of a unit."""
    for sentence in sentences(text):
        if own and (named := _named(sentence[0])) and not named & own:
            continue
        stated = (found for found in CHANGED.finditer(sentence[0]) if _happened(sentence[0], found))
        first = next(stated, None)
        if first is not None:
            yield quoted(text, spot, sentence.start() + first.start(), sentence.start() + first.end())


def _named(sentence: str) -> set[Fraction]:
    """The budgets a sentence names, in 元; what was added to one or taken from it is none."""
    stated = (one for one in BUDGET_NAMED.finditer(sentence) if not MORE_OR_LESS.search(sentence[: one.start()]))
    return {IN_YUAN[one["unit"]] * Fraction(one["n"].replace(",", "")) for one in stated}


def _happened(sentence: str, found: re.Match[str]) -> bool:
    """False where the words are denied, wished for, or about the rules of such changes."""
    return not (DENIED.search(sentence[: found.start()]) or OF_RULES.match(sentence[found.end() :]))
