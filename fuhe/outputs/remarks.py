"""Findings as remarks to be written into the submitted file itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from extract.message import Language, Message
from extract.model import Place
from fuhe.outputs.width import clean
from fuhe.outputs.words import SEVERITY, spot
from validate.model import SEVERITIES, Finding, Outcome, Severity
from validate.registry import TITLES

AUTHOR = "fuhe 复核"


class Remark(Struct, frozen=True):
    """What is said at a place (None: of the document as a whole): lines of text, the first a heading."""

    place: Place | None
    severity: Severity
    lines: tuple[str, ...]

    def elsewhere(self, lang: Language) -> Remark:
        """The same, saying where it belongs, for a place that cannot be pointed at."""
        if self.place is None:
            return self
        return Remark(None, self.severity, (self.lines[0], spot(self.place).text(lang), *self.lines[1:]))


def together(here: Sequence[Remark]) -> Remark:
    """Several remarks on one place as one: the gravest first, a blank line between them. There is at least one."""
    ordered = sorted(here, key=lambda one: SEVERITIES.index(one.severity))
    lines = [line for one in ordered for line in ("", *one.lines)]
    return Remark(ordered[0].place, ordered[0].severity, tuple(lines[1:]))


def remarks(outcome: Outcome, lang: Language) -> tuple[Remark, ...]:
    """A remark for each finding that is not suppressed."""
    return tuple(
        Remark(one.evidence[0].place if one.evidence else None, one.severity, tuple(_lines(one, lang)))
        for one in outcome.findings
        if not one.suppressed
    )


def _lines(one: Finding, lang: Language) -> Iterator[str]:
    title = TITLES.get(one.rule, Message(one.name, one.name)).text(lang)
    yield f"[{SEVERITY[one.severity].text(lang)}] {one.rule} {title}"
    yield clean(one.message.text(lang))
    if one.stated is not None and one.expected is not None:
        said = Message(f"填列 {one.stated}，应为 {one.expected}", f"stated {one.stated}, expected {one.expected}")
        yield clean(said.text(lang))
    yield Message("依据：", "Basis: ").text(lang) + one.basis.text(lang)
