"""The decorators that turn a function into a rule of the catalogue."""

from collections.abc import Callable

from extract.message import Message
from validate.model import BatchChecks, FormChecks, ReportChecks, Rule, Severity


def rule(code: str, name: str, severity: Severity, title: Message, basis: Message) -> Callable[[FormChecks], Rule]:
    """A rule over one form; the function yields its checks."""
    return lambda checks: Rule(code, name, severity, title, basis, of_form=checks)


def report_rule(
    code: str, name: str, severity: Severity, title: Message, basis: Message
) -> Callable[[ReportChecks], Rule]:
    """A rule over the forms and the prose of one report."""
    return lambda checks: Rule(code, name, severity, title, basis, of_report=checks)


def batch_rule(
    code: str, name: str, severity: Severity, title: Message, basis: Message, *, across_units: bool = False
) -> Callable[[BatchChecks], Rule]:
    """A rule over all reports of a run; the function yields each check with the report it belongs to.

    across_units: it compares units with each other; else the reports of one unit are enough for what it says of it.
    """
    return lambda checks: Rule(code, name, severity, title, basis, of_batch=checks, across_units=across_units)
