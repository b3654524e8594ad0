"""A09: a total of zero, or none at all, over parts that are not zero."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, FundLine, Value
from validate.basis import ARITHMETIC
from validate.checks import fails, holds
from validate.figures import Figure, figure
from validate.funds import AMOUNTS, amount, breakdowns, in_wan
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.sums import addition
from validate.wording import result

ASK = Message("请补填或核对总额。", "Please fill in or check the total.")


@rule(
    "A09",
    "total-zero-parts-nonzero",
    "error",
    Message("资金总额为零或未填而分项不为零", "the total is zero or blank though its parts are not"),
    ARITHMETIC,
)
def total_zero_parts_nonzero(form: Form, context: Context) -> Iterator[Check]:
    """In each column the row over parts that are above zero is itself above zero."""
    for line in form.funds:
        for column in AMOUNTS:
            total, found = amount(line, column), _parts(form, line, column)
            if total is not None and found:
                yield _check(form, line, column, total, found)


def _parts(form: Form, line: FundLine, column: str) -> list[Figure]:
    """The parts above zero, of the first breakdown that has any."""
    for group in breakdowns(form, line):
        cells = [figure(amount(row, column)) for row in group]
        found = [cell for cell in cells if cell is not None and cell.number > 0]
        if found:
            return found
    return []


def _check(form: Form, line: FundLine, column: str, total: Value, found: list[Figure]) -> Check:
    subject, others = Subject(line.label, column), [one.value for one in found]
    if not total.blank and total.number != 0:
        return holds(subject, total, *others)
    computation = addition(found)
    equals = "" if len(found) == 1 else f" = {result(computation.exact)}"
    state = Message("未填", "left blank") if total.blank else Message(f"填列 {total.text}", f"stated {total.text}")
    says = Message(
        f"{state.zh}，而其分项为 {computation.formula}{equals}。{ASK.zh}",
        f"{state.en}, though its parts are {computation.formula}{equals}. {ASK.en}",
    )
    return fails(
        form,
        subject,
        says,
        total,
        others,
        formula=computation.formula,
        computed=result(computation.exact),
        expected=result(computation.exact),
        amount=in_wan(form, computation.exact),
    )
