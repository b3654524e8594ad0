"""Rows that add up to the total above them only where some are parts of the row they stand under."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from normalize.funds.pairs import FundRow
from normalize.words.text import fold

AddsUp = Callable[[FundRow, Sequence[FundRow]], int]  # under how many of the amounts
_MOST = 16  # rows of one total among which all ways are tried
_AMOUNTS = ("initial_budget", "full_budget", "received", "executed")


def nested(total: FundRow, parts: Sequence[int], rows: Sequence[FundRow], adds_up: AddsUp) -> Mapping[int, int]:
    """Which of the parts of a total are parts of which other, by index; none where they add up as they stand.

    A run is nested that adds up to the row it stands under, or says 其中 and is less than that, where what is left adds
    up to the total. Where nothing does, a row with 其中 is still part of the one above it.
    """
    told = [rows[at] for at in parts]
    if len(parts) > _MOST or adds_up(total, told) or _told_twice(total, told, adds_up):
        return {}
    ways = [way for way in _ways(tuple(parts), rows, adds_up) if way]
    fit = [adds_up(total, [rows[at] for at in parts if at not in way]) for way in ways]
    best = max(fit, default=0)
    return ways[fit.index(best)] if best else dict(_of_the_row_above(parts, rows))


def _told_twice(total: FundRow, told: Sequence[FundRow], adds_up: AddsUp) -> bool:
    return any(adds_up(total, told[:at]) and adds_up(total, told[at:]) for at in range(1, len(told)))


def _ways(parts: tuple[int, ...], rows: Sequence[FundRow], adds_up: AddsUp) -> Sequence[dict[int, int]]:
    """Every way to nest runs of the parts, also runs within runs, those with the fewest first rows nested first."""

    @cache
    def ways(some: tuple[int, ...]) -> list[dict[int, int]]:
        return [way for length in range(len(some)) for way in under(some, length)] if some else [{}]

    def under(some: tuple[int, ...], length: int) -> Iterator[dict[int, int]]:
        head, run, rest = some[0], some[1 : length + 1], some[length + 1 :]
        for inner in ways(run):
            own = [at for at in run if at not in inner]
            if not own or _is_run(rows[head], [rows[at] for at in own], adds_up):
                yield from (dict.fromkeys(own, head) | inner | more for more in ways(rest))

    return ways(parts)


def _is_run(head: FundRow, run: Sequence[FundRow], adds_up: AddsUp) -> bool:
    of_which = "其中" in fold(run[0].label)
    return bool(adds_up(head, run)) if len(run) > 1 or not of_which else _covers(head, run[0])


def _covers(head: FundRow, part: FundRow) -> bool:
    """Whether a row is nowhere less than another, in a column that both state."""
    pairs = [(head.values[name].number, part.values[name].number) for name in _AMOUNTS if _both(name, head, part)]
    return bool(pairs) and all(whole is not None and own is not None and own <= whole for whole, own in pairs)


def _both(name: str, *rows: FundRow) -> bool:
    return all(name in row.values and row.values[name].number is not None for row in rows)


def _of_the_row_above(parts: Sequence[int], rows: Sequence[FundRow]) -> Iterator[tuple[int, int]]:
    for above, at in pairwise(parts):
        said = ["其中" in fold(rows[one].label) for one in (above, at)]
        if said == [False, True] and at == above + 1 and _covers(rows[above], rows[at]):
            yield at, above
