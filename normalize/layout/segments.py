"""Forms being gathered: their segments, runs of rows of one kind, and what opens one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from extract.model import Cell, Paragraph
from normalize.layout.columns import Columns
from normalize.layout.lines import Line

SegmentKind = Literal[
    "title", "identity", "funds", "fund_pairs", "tasks", "goals", "indicators", "total", "subtotal", "other"
]


class Head(Struct, frozen=True):
    """A column of a fund block laid on its side.

    source: of which money (None: of the whole); measure: of what (None: the rows say).
    """

    source: Cell | None
    measure: str | None
    cell: Cell


class Opening(Struct, frozen=True):
    """A block that begins in a row: its kind, how many rows its header takes, its columns (of funds across: heads)."""

    kind: SegmentKind
    height: int = 1
    columns: Columns | None = None
    heads: tuple[Head, ...] = ()


@dataclass(slots=True)
class Segment:
    """A run of rows of one kind. header: its heading rows, with the columns they make (heads: of funds across)."""

    kind: SegmentKind
    header: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    columns: Columns | None = None
    heads: tuple[Head, ...] = ()


@dataclass(slots=True)
class Draft:
    """A form being gathered: its segments in order, the paragraphs before its first grid, between its grids, after."""

    before: list[Paragraph]
    between: list[Paragraph] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)

    def has(self, *kinds: SegmentKind) -> bool:
        return any(segment.kind in kinds for segment in self.segments)

    @property
    def state(self) -> SegmentKind | None:
        """The kind of the segment that the next row may go on with."""
        return self.segments[-1].kind if self.segments else None

    @property
    def closed(self) -> bool:
        """Whether a total row closed the indicator block (a total above it or right under its heading does not)."""
        kinds = [segment.kind for segment in self.segments if segment.kind != "indicators" or segment.lines]
        return "indicators" in kinds and "total" in kinds[kinds.index("indicators") :]

    def last(self, kind: SegmentKind) -> Segment | None:
        return next((segment for segment in reversed(self.segments) if segment.kind == kind), None)
