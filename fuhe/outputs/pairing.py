"""Which record of one version is which of the other: by name, by what it was called before, by where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from msgspec import Struct

Record = TypeVar("Record")
ALIKE = 0.5  # share of signs that two names of one row have in common


class Pair(Struct, Generic[Record], frozen=True):
    """A record in both versions; moved: it stands elsewhere among those that are in both."""

    old: Record
    new: Record
    moved: bool = False


class Pairing(Struct, Generic[Record], frozen=True):
    """The records of two versions: those in both (in the order of the new one), those that went, those that came."""

    both: tuple[Pair[Record], ...]
    gone: tuple[Record, ...]
    come: tuple[Record, ...]


def paired(
    old: Sequence[Record],
    new: Sequence[Record],
    keys: Sequence[Callable[[Record], Hashable]],
    name: Callable[[Record], str] | None = None,
) -> Pairing[Record]:
    """The nth record of a key with the nth of it, for each key in turn; then, where names are given, those left over
    behind the same neighbour whose names are alike."""
    of: dict[int, int] = {}  # of the new ones: the place of the old one
    for key in keys:
        left = _places(old, set(range(len(old))) - set(of.values()), key)
        for at, one in enumerate(new):
            if at not in of and left[key(one)]:
                of[at] = left[key(one)].popleft()
    if name is not None:
        _renamed(old, new, of, name)
    steady = _longest_rise([of[at] for at in sorted(of)])
    both = tuple(Pair(old[of[at]], new[at], of[at] not in steady) for at in sorted(of))
    taken = set(of.values())
    return Pairing(
        both,
        tuple(one for at, one in enumerate(old) if at not in taken),
        tuple(one for at, one in enumerate(new) if at not in of),
    )


def _places(
    records: Sequence[Record], free: Iterable[int], key: Callable[[Record], Hashable]
) -> defaultdict[Hashable, deque[int]]:
    places: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for at in sorted(free):
        places[key(records[at])].append(at)
    return places


def _renamed(old: Sequence[Record], new: Sequence[Record], of: dict[int, int], name: Callable[[Record], str]) -> None:
    """Pair what is left over with the next that is left over behind the same neighbour, where the names are alike."""
    taken, before = set(of.values()), -1
    for at, one in enumerate(new):
        if at not in of:
            candidate = next((n for n in range(before + 1, len(old)) if n not in taken), None)
            if candidate is not None and _alike(name(old[candidate]), name(one)):
                of[at] = candidate
                taken.add(candidate)
        before = of.get(at, before)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The longest rising run of numbers, gaps allowed: what stays in place when the fewest are moved."""
    ends: list[int] = []  # the least end of a run of each length
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    found: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found
