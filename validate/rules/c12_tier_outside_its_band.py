"""C12: the score of a tier against its band."""

from collections.abc import Iterator
from decimal import Decimal

from extract.message import Message
from normalize.model import Form, Indicator, Value
from validate.basis import FORM_NOTE
from validate.checks import fails, holds, not_checked
from validate.figures import Figure, needed
from validate.methods import own_rule
from validate.model import Check, Context, Evidence, Severity, Subject
from validate.rule import rule
from validate.sums import has_column
from validate.tiers import OTHER_BANDS, band, inside
from validate.wording import result, where


@rule(
    "C12",
    "tier-outside-its-band",
    "error",
    Message("定性指标得分与完成档次不符", "the score of a tier lies outside its band"),
    FORM_NOTE,
)
def tier_outside_its_band(form: Form, context: Context) -> Iterator[Check]:
    """达成 has 80 to 100% of the weight, 部分达成 60 to 80%, 未达成 less; the lower bound belongs to a band."""
    if has_column(form, "score") and has_column(form, "weight"):
        for row in form.indicators:
            if row.actual is not None and row.actual.tier is not None and row.score_group is None:
                yield _check(form, row, row.actual.tier, context.profile.tier_bands)


def _check(form: Form, row: Indicator, tier: int, bands: tuple[Decimal, ...]) -> Check:
    subject = Subject(row.level_3, "score")
    got = needed(subject, score=row.score, weight=row.weight)
    if isinstance(got, Check):
        return got
    score, weight = got
    low, high = band(tier, weight.exact, bands)
    formula = f"{result(low)} ≤ {score.printed} {'≤' if tier == 1 else '<'} {result(high)}"
    if inside(score, tier, weight.exact, bands):
        return holds(subject, score.value, weight.value, *_actual(row), formula=formula)
    if own_rule(form, row) is not None:
        return not_checked(subject, OWN, (score.seen("stated"),))
    if tier > 1 and inside(score, tier, weight.exact, OTHER_BANDS):
        return _by_other(form, row, subject, score, weight, formula)
    says = Message(
        f"完成值“{_text(row)}”，按 {_limits(bands)} 分档应在 {result(low)} 至 {result(high)} 之间，"
        f"填列 {score.printed}（分值 {weight.printed}）。请核对得分或完成档次。",
        f"actual “{_text(row)}” is due {result(low)} to {result(high)} by bands of {_limits(bands)}; "
        f"stated {score.printed} of {weight.printed}. Please check.",
    )
    others = [weight.value, *_actual(row)]
    due = f"{result(low)}–{result(high)}"
    severity: Severity | None = "query" if score.exact == high else None  # some count the bound to both bands
    return fails(form, subject, says, score.value, others, formula=formula, expected=due, severity=severity)


OWN = Message("表中另有计分办法，不按通行档次核对", "the form prints a scoring rule of its own")


def _by_other(form: Form, row: Indicator, subject: Subject, score: Figure, weight: Figure, formula: str) -> Check:
    """A score that fits the bands 80/50 of other places: said, for the reader must know which were used."""
    at, limits = where(form, subject), _limits(OTHER_BANDS)
    return Check(
        "explained",
        subject,
        stated=score.value.text,
        formula=formula,
        why=Message(f"系按 {limits} 分档", f"by bands of {limits}"),
        severity="warning",
        evidence=(
            score.seen("stated"),
            weight.seen("operand"),
            *(Evidence("operand", v.text, v.place) for v in _actual(row)),
        ),
        message=Message(
            f"{at.zh}：完成值“{_text(row)}”，填列 {score.printed} 系按 {limits} 分档。请说明所用分档。",
            f"{at.en}: “{_text(row)}”, {score.printed} fits bands of {limits}. Which bands were used?",
        ),
    )


def _actual(row: Indicator) -> list[Value]:
    return [row.actual] if row.actual is not None else []


def _text(row: Indicator) -> str:
    return row.actual.text if row.actual is not None else ""


def _limits(bands: tuple[Decimal, ...]) -> str:
    return "/".join(f"{bound}%" for bound in bands)
