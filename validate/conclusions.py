"""What a failing check means beside its own cells: another form's figure carried over, another rating earned."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from msgspec.structs import replace

from normalize.model import Form, Report
from validate.causes import carried_over
from validate.figures import figure
from validate.model import Check, ProfileChoice
from validate.profile import Profile
from validate.wording import TOTAL_ROW


def in_context(report: Report, choices: Iterable[ProfileChoice], checks: Iterable[Check]) -> tuple[Check, ...]:
    """The checks again; those that fail with likely causes and whether the conclusion changes."""
    forms = {form.form: form for form in report.forms}
    profiles = {choice.form: choice.profile for choice in choices}
    return tuple(_seen(report, forms, profiles, looked_into(check)) for check in checks)


def looked_into(check: Check) -> Check:
    """The check with the causes that its own figures make likely."""
    return check if check.suspects is None else replace(check, causes=(*check.suspects(), *check.causes), suspects=None)


def _seen(report: Report, forms: Mapping[int, Form], profiles: Mapping[int, Profile], check: Check) -> Check:
    if check.status != "fails" or check.form is None or check.form not in forms:
        return check
    causes = (*check.causes, *carried_over(report, check)) if check.formula else check.causes
    changes = check.changes_conclusion or changes_rating(forms[check.form], profiles[check.form], check)
    return replace(check, causes=causes, changes_conclusion=changes)


def changes_rating(form: Form, profile: Profile, check: Check) -> bool:
    """Whether the total score lies in another band of the profile once the check's score says what is expected."""
    total, stated, expected = figure(form.total.score), _number(check.stated), _number(check.expected)
    if check.subject.column != "score" or total is None or stated is None or expected is None:
        return False
    right = expected if check.subject.row == TOTAL_ROW else total.number - stated + expected
    return band(profile.rating, right) != band(profile.rating, total.number)


def band(bands: dict[str, Decimal], score: Decimal) -> str:
    """The rating of a score: the best band it reaches, the worst if none."""
    return next((name for name, least in bands.items() if score >= least), next(reversed(bands)))


def _number(text: str | None) -> Decimal | None:
    try:
        found = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
