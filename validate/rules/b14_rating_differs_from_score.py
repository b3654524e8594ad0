"""B14: the rating against the band of the total score."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from extract.message import Message
from normalize.model import Form
from validate.basis import RATING
from validate.checks import fails, holds, not_checked
from validate.figures import figure
from validate.model import Check, Context, Subject
from validate.part import OF_INDICATORS, points_beside
from validate.rule import rule
from validate.wording import TOTAL_ROW

WORDS = re.compile(r"^(?:(?P<best>优)(?:秀|等)?|(?P<good>良)(?:好|等)?|(?P<fair>中)等?|(?P<poor>差)等?)级?$")
NO_SCORE = Message("总分未填或不是数值", "the total score is missing or not a number")


@rule(
    "B14",
    "rating-differs-from-score",
    "error",
    Message("自评等级与总分不符", "the rating is not the band of the total score"),
    RATING,
)
def rating_differs_from_score(form: Form, context: Context) -> Iterator[Check]:
    """优, 良, 中 or 差 is the band of the profile the total score lies in."""
    rating, subject = form.total.rating, Subject(TOTAL_ROW, "rating")
    if rating is None:
        return
    word, score = WORDS.match("".join(rating.text.split())), figure(form.total.score)
    if word is None:
        yield not_checked(subject, _no_rating(rating.text))
    elif score is None:
        yield not_checked(subject, NO_SCORE)
    elif points_beside(form):
        yield not_checked(subject, OF_INDICATORS, (score.seen("stated"),))
    else:
        stated = next(group for group in word.groups() if group)
        due = _band(context.profile.rating, score.number)
        formula = f"{score.printed} → {due}"
        english = ", ".join(f"“{name}” ≥ {least}" for name, least in context.profile.rating.items() if least)
        says = Message(
            f"填列“{rating.text}”，总分 {score.printed} 对应“{due}”（{_bands(context.profile.rating)}）。请核对等级。",
            f"stated “{rating.text}”, a total of {score.printed} is “{due}” ({english}). Please check the rating.",
        )
        if stated == due:
            yield holds(subject, rating, score.value, formula=formula)
        else:
            failed = fails(form, subject, says, rating, [score.value], formula=formula, expected=due)
            yield replace(failed, changes_conclusion=True)


def _band(bands: dict[str, Decimal], score: Decimal) -> str:
    return next((name for name, least in bands.items() if score >= least), list(bands)[-1])


def _bands(bands: dict[str, Decimal]) -> str:
    return "、".join(f"{name} ≥ {least}" for name, least in bands.items() if least)


def _no_rating(text: str) -> Message:
    if not text.strip():
        return Message("等级未填", "no rating is filled in")
    return Message(f"“{text}”不是优、良、中、差", f"“{text}” is none of “优”, “良”, “中”, “差”")
