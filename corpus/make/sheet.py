"""What a document shows, before any format: lines of prose and tables of merged boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["title", "form-title", "year", "heading", "subheading", "body", "plain", "note"]
BREAK = "⏎"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. bookmark: a Word bookmark at its start, which is no text."""

    text: str
    style: Style = "body"
    bookmark: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """One cell as drawn, over rows × cols squares; line breaks as ``\\n``."""

    text: str
    row: int
    col: int
    rows: int = 1
    cols: int = 1

    @property
    def wide(self) -> bool:
        """Long running text, which forms set flush left."""
        return len(self.text) >= 30


@dataclass(frozen=True, slots=True)
class Table:
    """Boxes on n_rows × n_cols squares. widths: relative column widths. header: rows printed again on every page."""

    n_rows: int
    n_cols: int
    boxes: tuple[Box, ...]
    widths: tuple[int, ...]
    header: tuple[int, ...] = ()

    def squares(self) -> dict[tuple[int, int], Box]:
        """Which box covers which square; a square no box covers is absent."""
        return {
            (row, col): box
            for box in self.boxes
            for row in range(box.row, box.row + box.rows)
            for col in range(box.col, box.col + box.cols)
        }


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document, top to bottom."""

    blocks: tuple[Line | Table, ...]
    landscape: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))


def _split(line: str) -> list[str]:
    squares = line.strip(" ").removeprefix("|").removesuffix("|").replace("\\|", "\0").split("|")
    return [square.strip(" ").replace("\0", "|") for square in squares]


def parse_table(drawing: str, widths: tuple[int, ...] = (), header: tuple[int, ...] = ()) -> Table:
    """The table a drawing shows.

    One line a row, ``|`` between squares, ``<`` merged with the left neighbour, ``^`` with the one above, ``#`` a
    hole, ``⏎`` a line break, ``\\|`` a printed bar.
    Raises ValueError for a ragged drawing or a merge that is no rectangle.
    """
    grid = [_split(line) for line in drawing.strip().splitlines() if line.strip()]
    n_cols = len(grid[0])
    for number, row in enumerate(grid):
        if len(row) != n_cols:
            raise ValueError(f"row {number} has {len(row)} squares, not {n_cols}: {row}")
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(grid):
        for c, square in enumerate(row):
            if square != "#":
                owner[r, c] = owner[r, c - 1] if square == "<" else owner[r - 1, c] if square == "^" else (r, c)
    covers: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for square_at, anchor in owner.items():
        covers.setdefault(anchor, []).append(square_at)
    boxes = []
    for anchor, covered in covers.items():
        rows = max(r for r, _ in covered) - anchor[0] + 1
        cols = max(c for _, c in covered) - anchor[1] + 1
        if len(covered) != rows * cols:
            raise ValueError(f"the box at {anchor} is no rectangle: {grid[anchor[0]][anchor[1]]!r}")
        boxes.append(Box(grid[anchor[0]][anchor[1]].replace(BREAK, "\n"), *anchor, rows, cols))
    return Table(len(grid), n_cols, tuple(boxes), widths or (1,) * n_cols, header)
