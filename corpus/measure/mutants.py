"""Documents with exactly one mistake: is it found, where it stands, and is nothing else alleged?"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.make.generate import HANDS, Made, make
from corpus.make.layout import every_layout
from corpus.make.mutate import BATCH, FORM, REPORT, Broken, mutate
from corpus.make.wrongbatch import COMPARISONS
from corpus.measure.cases import is_held_out, written
from corpus.measure.reports import alarms, run, told

Finding = dict[str, Any]
PENS = ("frames", "strokes", "pieces", "plain-font")  # PDFs of mutants are drawn by these, in turn


@dataclass(frozen=True, slots=True)
class Job:
    """One correct document and all the mistakes it has room for.

    producer: ``word.HAND`` or ``pdf.PEN``. rules: mistakes of a form, of two forms tied by sentences, or of a run.
    """

    layout: str
    seed: int
    producer: str
    rules: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        return is_held_out(self.layout, self.seed)

    @property
    def made(self) -> Made:
        kind, _, writer = self.producer.partition(".")
        tied = self.rules[0] in REPORT
        hand = writer if kind == "word" else "word"
        return make(self.seed, self.layout, hand, forms=2 if tied else 1, prose=tied)


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

    @property
    def pdf(self) -> bool:
        return self.name.split("/")[2].startswith("pdf.")


def jobs(count: Sequence[int]) -> list[Job]:
    """Every layout with every seed, in turn as Word by one of the hands and as PDF by one of the pens."""
    producers = [name for pair in zip(_hands(), _pens(), strict=True) for name in pair]
    return [
        Job(layout, seed, producers[(3 * n + at) % len(producers)], rules)
        for at, layout in enumerate(sorted(every_layout()))
        for n, seed in enumerate(count)
        for rules in (tuple(FORM), tuple(REPORT), BATCH)
    ]


def _hands() -> list[str]:
    return [f"word.{hand}" for hand in sorted(HANDS)]


def _pens() -> list[str]:
    """As many as there are hands."""
    return [f"pdf.{PENS[n % len(PENS)]}" for n, _ in enumerate(HANDS)]


def tried(job: Job) -> list[Mutant]:
    """Each mistake of the job made once in its document, where it has room for it."""
    if job.rules[0] in COMPARISONS:
        return [mutant for rule in job.rules for mutant in _compared(job, rule)]
    made = job.made
    first = told(*written(made, job.producer)).report["findings"]
    before, flagged = Counter(map(_identity, first)), {(one["rule"], cell) for one in first for cell in _cells(one)}
    found = []
    for rule in job.rules:
        mutant = mutate(made, rule, job.seed)
        if mutant is not None and (rule, mutant[1].cell) not in flagged:
            wrong, broken = mutant
            report = told(*written(wrong, job.producer)).report
            found.append(_judged(_name(job, rule), job.held_out, report, broken, before))
    return found


def _name(job: Job, rule: str) -> str:
    return f"{job.layout}/{job.seed}/{job.producer}/{rule}"


def _compared(job: Job, rule: str) -> list[Mutant]:
    """A run of reports with one mistake; none where the rule already speaks of the correct run."""
    severity, compare = COMPARISONS[rule]
    pair = compare(job.made, random.Random(f"{rule} {job.seed} {job.layout}"))
    if pair is None:
        return []
    true, wrong = ([one for report in run(_files(some, job)) for one in report["findings"]] for some in pair)
    if any(one["rule"] == rule for one in true):
        return [Mutant(_name(job, rule), rule, job.held_out, False, False, False, [(rule, "in the correct run")])]
    broken, before = Broken(rule, severity, None, None, ""), Counter(map(_identity, true))
    return [_judged(_name(job, rule), job.held_out, {"findings": wrong}, broken, before)]


def _files(some: Sequence[Made], job: Job) -> list[tuple[str, bytes]]:
    written_ones = (written(one, job.producer) for one in some)
    return [(f"{n}-{name}", data) for n, (name, data) in enumerate(written_ones)]


def _identity(finding: Finding) -> tuple[Any, ...]:
    return finding["rule"], finding["form"], finding["stated"], finding["severity"]


def _judged(name: str, held_out: bool, report: Finding, broken: Broken, before: Counter[tuple[Any, ...]]) -> Mutant:
    forms = (broken.form, None)
    own = [one for one in report["findings"] if one["rule"] == broken.rule]
    own = [one for one in own if broken.form is None or one["form"] in forms]
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
