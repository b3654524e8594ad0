"""Rules over the fund block, where a page cannot show it: properties, profiles, and the reach of a changed digit."""

from forms import checks, form, seed_funds
from validate.rules.a01_execution_rate_differs import execution_rate_differs


def test_the_seed_rate_holds() -> None:
    (check,) = checks(execution_rate_differs, form(funds=seed_funds()))
    assert check.status == "holds"
    assert check.formula == "255.42 ÷ 81.50"
