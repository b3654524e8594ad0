"""Near copies among many texts: shingles sampled by hash, those that many units use left out as boilerplate."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from zlib import crc32

from msgspec import Struct

from extract.model import Place
from normalize.model import Report
from validate.likeness import squeezed, unit_core
from validate.narratives import narratives

SIZE = 8  # characters of a shingle
SAMPLE = 8  # one shingle in so many is indexed
LEAST = 60  # characters of a text worth comparing
LIKE = 0.8  # share of shingles two texts have in common
COMMON = 5  # a text or shingle used by more units than this is boilerplate


class Text(Struct, frozen=True):
    """A text of a report with its place and the unit that filed it."""

    report: Report
    unit: str
    printed: str
    place: Place
    bare: str


def texts(reports: Sequence[Report]) -> Iterator[Text]:
    """The texts long enough to compare, of reports whose unit is known."""
    for report in reports:
        unit = unit_core(report.unit or "")
        for one in narratives(report) if unit else ():
            bare = squeezed(one.text)
            if len(bare) >= LEAST:
                yield Text(report, unit, one.text, one.place, bare)


def shingles(bare: str) -> frozenset[int]:
    return frozenset(crc32(bare[at : at + SIZE].encode()) for at in range(len(bare) - SIZE + 1))


def likeness(one: str, other: str) -> float:
    """The share (0 to 1) of shingles two texts have in common."""
    first, second = shingles(one), shingles(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def copies(found: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    """Pairs of nearly equal texts of different units, each text with the first one it copies."""
    index: dict[int, list[int]] = defaultdict(list)
    samples = [_sample(text.bare) for text in found]
    units: dict[int, set[str]] = defaultdict(set)
    for at, sample in enumerate(samples):
        for hashed in sample:
            units[hashed].add(found[at].unit)
    for at, text in enumerate(found):
        rare = [hashed for hashed in samples[at] if len(units[hashed]) <= COMMON]
        shared = Counter(other for hashed in rare for other in index[hashed] if found[other].unit != text.unit)
        near = [other for other, n in sorted(shared.items()) if n >= len(rare) * LIKE / 2]
        match = next((other for other in near if _like(text, found[other])), None)
        if match is not None:
            yield text, found[match]
        for hashed in rare:
            index[hashed].append(at)


def _sample(bare: str) -> frozenset[int]:
    """A fixed part of the shingles, the same for every text that holds them; all of a short text's."""
    whole = shingles(bare)
    part = frozenset(hashed for hashed in whole if hashed % SAMPLE == 0)
    return part if len(part) >= SAMPLE else whole


def _like(one: Text, other: Text) -> bool:
    return likeness(one.bare, other.bare) >= LIKE
