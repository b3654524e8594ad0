"""Documents with exactly one mistake: is it found, where it stands, and is nothing else alleged?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from corpus.make.generate import HANDS, HELD_OUT, make
from corpus.make.layout import layouts
from corpus.make.mutate import FORM, PROSE, Broken, mutate
from corpus.measure.cases import HELD_OUT_SEEDS, seeds
from corpus.measure.reports import alarms, told

Finding = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """One correct document and all the mistakes it has room for. prose: two forms tied by sentences."""

    layout: str
    seed: int
    hand: str
    prose: bool

    @property
    def held_out(self) -> bool:
        return self.layout in HELD_OUT or self.seed >= HELD_OUT_SEEDS


@dataclass(slots=True)
class Mutant:
    """One mistake. found: the rule speaks of the right form; placed: and points at the cell; graded: as gravely as due.

    beside: rules that allege what the mistake does not explain.
    """

    name: str
    rule: str
    held_out: bool
    found: bool
    placed: bool
    graded: bool
    beside: list[tuple[str, str]] = field(default_factory=list)


def jobs(count: int) -> list[Job]:
    hands = sorted(HANDS)
    return [
        Job(layout, seed, hands[(n + at) % len(hands)], prose)
        for at, layout in enumerate(sorted(layouts()))
        for n, seed in enumerate(seeds(count))
        for prose in (False, True)
    ]


def tried(job: Job) -> list[Mutant]:
    """Every mistake of the catalogue made once in the job's document, where it has room for it."""
    made = make(job.seed, job.layout, job.hand, forms=2 if job.prose else 1, prose=job.prose)
    if job.prose and made.prose is None:
        return []
    before = Counter(map(_identity, told("made.docx", made.word_file).report["findings"]))
    found = []
    for rule in PROSE if job.prose else tuple(FORM):
        mutant = mutate(made, rule, job.seed)
        if mutant is not None:
            wrong, broken = mutant
            report = told("made.docx", wrong.word_file).report
            found.append(_judged(f"{job.layout}/{job.seed}/{job.hand}/{rule}", job.held_out, report, broken, before))
    return found


def _identity(finding: Finding) -> tuple[Any, ...]:
    return finding["rule"], finding["form"], finding["stated"], finding["severity"]


def _judged(name: str, held_out: bool, report: Finding, broken: Broken, before: Counter[tuple[Any, ...]]) -> Mutant:
    own = [one for one in report["findings"] if one["rule"] == broken.rule and one["form"] in (broken.form, None)]
    new = [one for one in own if not before[_identity(one)] or broken.cell in _cells(one)]
    placed = [one for one in new if broken.cell is None or broken.cell in _cells(one)]
    allowed = {broken.rule, *broken.also}
    beside = [one for one in alarms(report) if one["rule"] not in allowed and not before[_identity(one)]]
    graded = any(one["severity"] == broken.severity for one in new)
    told_beside = [(one["rule"], one["message"]) for one in beside]
    return Mutant(name, broken.rule, held_out, bool(new), bool(placed), graded, told_beside)


def _cells(finding: Finding) -> set[tuple[int, int]]:
    places = [evidence["place"] or {} for evidence in finding["evidence"]]
    return {(place["row"], place["col"]) for place in places if "row" in place}
