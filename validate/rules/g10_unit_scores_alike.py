"""G10: all projects of a unit score near the top and alike."""

from collections.abc import Iterator
from fractions import Fraction

from extract.message import Message
from normalize.model import Report
from validate.basis import PRACTICE
from validate.figures import Figure, figure
from validate.model import Check, Subject
from validate.rounding import shown
from validate.rule import batch_rule
from validate.series import Filed, by_unit

FEWEST = 5
HIGH = 99
SPREAD = 1


@batch_rule(
    "G10",
    "unit-scores-alike",
    "query",
    Message("单位各项目自评得分普遍接近满分", "all projects of a unit score near the top"),
    PRACTICE,
)
def unit_scores_alike(reports: tuple[Report, ...]) -> Iterator[tuple[Report, Check]]:
    """Five projects or more of one unit and year with a mean of 99 and all within one point. Once per unit."""
    for forms in by_unit(reports).values():
        scores = [(one, score) for one in forms if (score := figure(one.form.total.score)) is not None]
        if len(scores) >= FEWEST:
            yield scores[0][0].report, _check(scores)


def _check(scores: list[tuple[Filed, Figure]]) -> Check:
    figures = [score for _, score in scores]
    mean = sum((score.exact for score in figures), Fraction(0)) / len(figures)
    spread = max(score.number for score in figures) - min(score.number for score in figures)
    first = scores[0][0]
    own = [score.seen("stated") for one, score in scores if one.report is first.report]
    subject = Subject("总分", "score")
    if mean < HIGH or spread > SPREAD:
        return Check("holds", subject, computed=shown(mean, 2), evidence=tuple(own))
    unit = first.form.implementing_unit or first.report.unit or ""
    return Check(
        "fails",
        subject,
        computed=shown(mean, 2),
        evidence=tuple(own),
        confidence="low",
        message=Message(
            f"{unit} {first.year} 年度 {len(scores)} 个项目自评平均 {shown(mean, 2)} 分，最高与最低相差 {spread} 分。"
            "评分依据是否充分？",
            f"The {len(scores)} projects of {unit} in {first.year} average {shown(mean, 2)}, "
            f"{spread} between the highest and the lowest. "
            "What are the scores based on?",
        ),
    )
