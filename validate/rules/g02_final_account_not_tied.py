"""G02: the text speaks of final accounts, the forms of executed amounts, and nothing ties the two."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Report
from validate.basis import PRACTICE
from validate.model import Check, Context, Evidence, Subject
from validate.money import total_of
from validate.rule import report_rule
from validate.screens import once

FINAL = re.compile(r"(?:年终|部门|财务)?决算数")
TIED = re.compile(
    r"决算数?[（(]?(?:即|也就是|等于|与)[^。]{0,10}(?:执行数|实际支出)|执行数[（(]?(?:即|等于)[^。]{0,6}决算"
)


@report_rule(
    "G02",
    "final-account-not-tied",
    "query",
    Message("正文用决算数、表中用执行数，口径未衔接", "the text gives final accounts, the forms executed amounts"),
    PRACTICE,
)
def final_account_not_tied(report: Report, context: Context) -> Iterator[Check]:
    """F03 and F04 compare the amounts; here the word is asked about, to be held against the published account."""
    if not any(total_of(form) for form in report.forms):
        return
    found = [(one, match) for one in report.paragraphs if (match := FINAL.search(one.text))]
    if not found:
        return
    tied = any(TIED.search(one.text) for one, _ in found)
    spots = [Evidence("stated", match[0], one.place) for one, match in found]
    word = found[0][1][0]
    says = Message(
        f"正文使用“{word}”，自评表为“全年执行数”，未说明二者是否一致。请与公开的决算核对。",
        f"the text speaks of “{word}”, the forms of executed amounts. Do they agree with the published account?",
    )
    yield once(None, Subject("", "executed"), () if tied else spots, says, confidence="low", looked_at=spots)
