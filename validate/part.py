"""Whether a total row is of a whole form, or only of its indicators."""

from decimal import Decimal

from extract.message import Message
from normalize.model import Form
from validate.figures import figure

FULL = Decimal(100)
MOST = Decimal(30)  # points an execution row may plausibly hold
OF_INDICATORS = Message(
    "总分行只合计指标得分，未含预算执行分", "the total row is of the indicators alone, without the execution"
)


def points_beside(form: Form) -> Decimal:
    """The points (0 to 30) that a form gives outside its total row: 10 where the weights there add up to 90."""
    weight = figure(form.total.weight)
    beside = FULL - weight.number if weight is not None else Decimal(0)
    return beside if 0 < beside <= MOST else Decimal(0)
