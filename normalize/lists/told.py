"""What a table outside any form states."""

from __future__ import annotations

from msgspec import Struct

from normalize.model import Claim


class Told(Struct, frozen=True):
    """The claims of a table; settled: row and column of the cells that are told by them or say nothing (headings)."""

    claims: tuple[Claim, ...]
    settled: frozenset[tuple[int, int]]
