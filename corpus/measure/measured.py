"""What one run of `make accuracy` measures, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.measure.clean import Clean
from corpus.measure.digits import Tried
from corpus.measure.mutants import Mutant
from corpus.measure.papers import Graded
from corpus.measure.printings import Printed
from corpus.measure.scans import Seen


@dataclass(frozen=True, slots=True)
class Measured:
    """All that one run measures."""

    seeds: int
    mistakes: int
    clean: list[Clean]
    papers: list[Graded]
    printed: list[Printed]
    mutants: list[Mutant]
    digits: list[Tried]
    scans: list[Seen]
    minutes: float
