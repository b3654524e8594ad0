"""C09: targets reached twice over."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import PRACTICE
from validate.fulfilment import fulfilment, over
from validate.model import Check, Context
from validate.rule import rule
from validate.screens import named, told_once


@rule(
    "C09",
    "target-set-too-low",
    "query",
    Message("完成值达到指标值两倍以上", "targets reached twice over"),
    PRACTICE,
)
def target_set_too_low(form: Form, context: Context) -> Iterator[Check]:
    """No actual value reaches the profile's extreme share of its target; asked once a form."""
    limit, shares = context.profile.thresholds.over_fulfilment_extreme, fulfilment(form)
    if not shares:
        return
    met = over(form, limit)
    names = named(met)
    says = Message(
        f"{names.zh}完成值达到指标值的 {limit}% 以上。请说明指标值设定是否偏低。",
        f"at {limit}% of the target or more: {names.en}. Was the target too low?",
    )
    yield told_once(form, "actual", met, [row for row in form.indicators if row.n in shares], says)
