"""F14: hedges that contradict each other or a number that needs none."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Report
from validate.basis import PRACTICE
from validate.model import Check, Context, Evidence, Subject
from validate.narratives import narratives
from validate.rule import report_rule
from validate.screens import once, quoted

NUMBER = r"\d[\d,]*(?:\.\d+)?"
BOTH = re.compile(rf"(?:近|将近|接近)\s*{NUMBER}\s*[万千百]?(?:余|多)[\u4e00-\u9fa5]{{0,3}}")
NEEDLESS = re.compile(r"(?<![\d.])(?:\d{1,2}|\d*[1-9])(?<!0)(?:余|多)(?:[个次场人户件份起家名篇项]{1,2})")


@report_rule(
    "F14",
    "hedge-contradicts-itself",
    "note",
    Message("概数用法不当", "a hedge contradicts itself"),
    PRACTICE,
)
def hedge_contradicts_itself(report: Report, context: Context) -> Iterator[Check]:
    """«近100余场» is both less and more than 100; «12余次» hedges a number that can be counted. Once per text."""
    for text in narratives(report):
        found = [match for pattern in (BOTH, NEEDLESS) for match in pattern.finditer(text.text)]
        spots = [Evidence("stated", match[0], text.at(*match.span())) for match in found]
        if not spots:
            continue
        listed = quoted([match[0] for match in found])
        says = Message(
            f"{listed.zh}概数用法不当：“近”与“余”不能并用，可数的小数目应填确数。",
            f"{listed.en}: “nearly” and “more than” exclude each other, and small numbers can be counted.",
        )
        yield once(text.form, Subject("", "goal_actual"), spots, says, confidence="high")
