"""Many small values in the order they came, held compressed: what a run must know of each file costs a few bytes."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
_BLOCK = 256  # values compressed together
_QUICK = 1  # zlib's level
_BULKY = 1 << 20  # bytes of a block that holds contents, which do not shrink


class Stash(Generic[T]):
    """A list that is only added to and read from the start to the end, at any time again."""

    def __init__(self, values: Iterable[T] = ()) -> None:
        self._blocks: list[bytes] = []
        self._last: list[T] = []
        for value in values:
            self.add(value)

    def add(self, value: T) -> None:
        self._last.append(value)
        if len(self._last) == _BLOCK:
            block = pickle.dumps(self._last)
            self._blocks.append(zlib.compress(block, _QUICK if len(block) < _BULKY else 0))
            self._last = []

    def __len__(self) -> int:
        return len(self._blocks) * _BLOCK + len(self._last)

    def __iter__(self) -> Iterator[T]:
        for block in self._blocks:
            yield from pickle.loads(zlib.decompress(block))
        yield from self._last
