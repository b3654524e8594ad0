"""Checks that speak once for a whole form (or report), whatever the number of cells they rest on."""

from collections.abc import Sequence

from msgspec.structs import replace

from extract.message import Message
from extract.model import Place
from normalize.model import Form, Indicator
from validate.model import Check, Confidence, Evidence, Severity, Subject
from validate.wording import cited, where


def once(
    form: Form | None,
    subject: Subject,
    spots: Sequence[Evidence],
    says: Message,
    *,
    stated: str | None = None,
    severity: Severity | None = None,
    confidence: Confidence = "medium",
    looked_at: Sequence[Evidence] = (),
) -> Check:
    """One check: fails with all its spots, or holds where there is none. `says` follows the form's name."""
    number = form.form if form else None
    if not spots:
        return Check("holds", subject, evidence=tuple(looked_at), form=number)
    at = where(form, Subject())
    return Check(
        "fails",
        subject,
        stated=stated,
        evidence=tuple(spots),
        message=Message(f"{at.zh}：{says.zh}", f"{at.en}: {says.en}"),
        severity=severity,
        confidence=confidence,
        form=number,
    )


def names(rows: Sequence[Indicator]) -> tuple[Evidence, ...]:
    """The indicators' own cells."""
    return tuple(Evidence("stated", row.level_3, row.place) for row in rows)


def spot(text: str, place: Place) -> Evidence:
    return Evidence("stated", text, place)


def quoted(texts: Sequence[str], most: int = 6) -> Message:
    """Texts in quotation marks, the first few of them."""
    few = list(dict.fromkeys(texts))
    more = len(few) - most
    zh, en = "、".join(cited(text) for text in few[:most]), ", ".join(cited(text) for text in few[:most])
    return Message(f"{zh}等 {len(few)} 处", f"{en} and {more} more") if more > 0 else Message(zh, en)


def named(rows: Sequence[Indicator], most: int = 3) -> Message:
    """The first few rows by name, and how many there are: “甲”“乙”“丙”等 5 项."""
    shown = "".join(cited(row.level_3) for row in rows[:most])
    if len(rows) <= most:
        return Message(f"{shown}（{len(rows)} 项）", f"{shown} ({len(rows)})")
    return Message(f"{shown}等 {len(rows)} 项", f"{shown} and {len(rows) - most} more")


def told_once(
    form: Form, column: str, met: Sequence[Indicator], looked_at: Sequence[Indicator], says: Message
) -> Check:
    """One check a form over its rows: the cells of a column (or the names) of those met, else of all looked at."""
    check = once(form, Subject("", column), _cells(met, column), says, looked_at=_cells(looked_at, column))
    return replace(check, formula=f"{len(met)} / {len(looked_at)}") if met else check


def _cells(rows: Sequence[Indicator], column: str) -> tuple[Evidence, ...]:
    if column == "level_3":
        return names(rows)
    return tuple(
        spot(value.text, value.place) if (value := getattr(row, column)) is not None else spot(row.level_3, row.place)
        for row in rows
    )
