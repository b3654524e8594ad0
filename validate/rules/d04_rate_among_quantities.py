"""D04: a rate listed among the quantity indicators."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from normalize.words.units import named_rate
from validate.basis import PRACTICE
from validate.levels import bare
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.screens import names, once, quoted


@rule(
    "D04",
    "rate-among-quantities",
    "note",
    Message("比率类指标列入数量指标", "a rate stands among the quantity indicators"),
    PRACTICE,
)
def rate_among_quantities(form: Form, context: Context) -> Iterator[Check]:
    """Quantities are counted; rates belong to quality or timeliness. Once per form."""
    rows = [row for row in form.indicators if "数量" in bare(row.level_2)]
    if not rows:
        return
    rates = [row for row in rows if _is_rate(row)]
    listed = quoted([row.level_3 for row in rates])
    says = Message(
        f"数量指标中的{listed.zh}为比率，宜列入质量或时效指标。",
        f"a rate among the quantity indicators: {listed.en}.",
    )
    yield once(form, Subject("数量指标", "level_3"), names(rates), says, looked_at=names(rows[:1]))


def _is_rate(row: Indicator) -> bool:
    units = [value.unit for value in (row.target, row.actual) if value is not None and value.number is not None]
    return named_rate(row.level_3) and (not units or "%" in units or None in units)
