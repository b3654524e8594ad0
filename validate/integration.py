"""Budgets net of integrated funds (统筹整合), printed in a column of their own, against what they are net of."""

import re
from collections.abc import Iterator
from fractions import Fraction

from extract.message import Message
from normalize.model import Form
from validate.checks import Computation, recomputed
from validate.explain import Interval
from validate.figures import Figure, figure
from validate.funds import exact_money, one_unit, precision, under
from validate.model import Check, Subject

NET = re.compile(r"扣除.{0,4}整合")
ASK = Message("请核对全年预算数与统筹整合资金数。", "Please check the budget and the integrated funds.")


def net_checks(form: Form) -> Iterator[Check]:
    """Each row that prints the budget, what was integrated out of it and what is left: the last is the difference."""
    for line in form.funds:
        full, out, net = (
            figure(line.full_budget),
            figure(line.integrated_out),
            next((net for _, net in under(form, line, NET)), None),
        )
        if full is not None and out is not None and net is not None and one_unit((full, out, net)):
            yield recomputed(form, Subject(line.label, "net_budget"), net, _difference(form, full, out), ask=ASK)


def _difference(form: Form, full: Figure, out: Figure) -> Computation:
    """Budget less integrated funds; each of two rounded amounts may be off by half a last decimal."""
    exact, decimals = full.exact - out.exact, precision(form)
    reach = Fraction(1, 10**decimals)
    rounded = out.number != 0 and not exact_money(form, decimals)
    slack = Interval(exact - reach, exact + reach) if rounded else None
    return Computation(exact, f"{full.printed} − {out.printed}", (full, out), slack)
