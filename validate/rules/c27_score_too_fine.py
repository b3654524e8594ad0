"""C27: scores finer than the profile's step."""

from collections.abc import Iterator
from fractions import Fraction

from extract.message import Message
from normalize.model import Form
from validate.basis import SYSTEM
from validate.figures import figure
from validate.model import Check, Context
from validate.rule import rule
from validate.screens import named, told_once


@rule(
    "C27",
    "score-too-fine",
    "note",
    Message("得分小数位过多", "scores with too many decimals"),
    SYSTEM,
)
def score_too_fine(form: Form, context: Context) -> Iterator[Check]:
    """Every score is a multiple of the profile's step (two decimals by default); said once a form."""
    step = context.profile.score_step
    scored = [(row, score) for row in form.indicators if (score := figure(row.score)) is not None]
    if not scored:
        return
    met = [row for row, score in scored if score.exact % Fraction(step) != 0]
    names = named(met)
    says = Message(
        f"{names.zh}得分不是 {step} 的整数倍。请按口径取整。",
        f"scored finer than {step}: {names.en}. Please round.",
    )
    yield told_once(form, "score", met, [row for row, _ in scored], says)
