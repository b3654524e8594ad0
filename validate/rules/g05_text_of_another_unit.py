"""G05: a paragraph that stands, nearly word for word, in another unit's report."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Report
from validate.basis import PRACTICE
from validate.copies import Text, copies, texts
from validate.model import Check, Evidence, Subject
from validate.rule import batch_rule


@batch_rule(
    "G05",
    "text-of-another-unit",
    "query",
    Message("文字与其他单位的报告雷同", "a text stands in another unit's report too"),
    PRACTICE,
    across_units=True,
)
def text_of_another_unit(reports: tuple[Report, ...]) -> Iterator[tuple[Report, Check]]:
    """60 characters or more, four fifths alike; what many units write is boilerplate and left out."""
    for text, other in copies(list(texts(reports))):
        yield text.report, _check(text, other)


def _check(text: Text, other: Text) -> Check:
    start, size, name, unit = text.printed[:20], len(text.bare), other.report.source.name, other.report.unit
    return Check(
        "fails",
        Subject(start, ""),
        stated=text.printed[:60],
        evidence=(Evidence("stated", text.printed[:60], text.place),),
        confidence="low",
        message=Message(
            f"“{start}…”一段（{size} 字）与{unit}《{name}》中的文字雷同。是否为本单位实际情况？",
            f"“{start}…” ({size} characters) stands in “{name}” of {unit} too. Is it this unit's own work?",
        ),
    )
